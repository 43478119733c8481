"""Which playbook binds a campaign: its own, its client's, the house's, or the built-in default."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from campaigns.models import Campaign, Client, brief_value
from negotiations.domain.pricing.policy import ADAPTIVE, Playbook
from negotiations.domain.terms.levers import order_for_goal
from negotiations.domain.terms.states import CLOSED
from negotiations.models import PlaybookVersion, Thread

Scope = PlaybookVersion.Scope
# What negotiates where nobody has activated a playbook.
BUILT_IN: dict[str, Any] = {"name": ADAPTIVE}
_WIDTH = {Scope.CAMPAIGN: 0, Scope.CLIENT: 1, Scope.HOUSE: 2}


def version_for(campaign: Campaign) -> PlaybookVersion | None:
    """Return the active version of the narrowest scope, None where the built-in default binds."""
    binding = Q(scope=Scope.HOUSE) | Q(scope=Scope.CAMPAIGN, scope_id=campaign.pk)
    if campaign.client_id:
        binding |= Q(scope=Scope.CLIENT, scope_id=campaign.client_id)
    active = PlaybookVersion.objects.filter(binding, status=PlaybookVersion.Status.ACTIVE)
    return min(active, key=lambda version: _WIDTH[Scope(version.scope)], default=None)


def playbook_of(campaign: Campaign) -> Playbook:
    """Return the playbook that binds the campaign now."""
    version = version_for(campaign)
    return playbook_from(campaign, BUILT_IN if version is None else version.settings)


def playbook_from(campaign: Campaign, settings: Mapping[str, Any]) -> Playbook:
    """Return stored settings as the campaign's playbook; an open lever order follows its goal."""
    goal = str(brief_value(campaign, "goals.primary_goal", ""))
    return Playbook.from_dict({"lever_order": order_for_goal(goal), **settings})


def effective_settings(scope: str, scope_id: int) -> dict[str, Any]:
    """Return the settings that bind a scope now, as stored."""
    if scope == Scope.CAMPAIGN:
        campaign = Campaign.objects.filter(pk=scope_id).first()
        version = version_for(campaign) if campaign else None
    else:
        version = active_version(PlaybookVersion.objects.all(), scope, scope_id)
        if version is None and scope == Scope.CLIENT:
            version = active_version(PlaybookVersion.objects.all(), Scope.HOUSE, 0)
    return dict(BUILT_IN if version is None else version.settings)


def active_version(
    versions: QuerySet[PlaybookVersion], scope: str, scope_id: int
) -> PlaybookVersion | None:
    """Return the one active version of exactly this scope."""
    return versions.filter(
        scope=scope, scope_id=scope_id, status=PlaybookVersion.Status.ACTIVE
    ).first()


def campaigns_bound_by(scope: str, scope_id: int) -> list[Campaign] | None:
    """Return the unfinished campaigns inside a scope; None if the scope has no such row."""
    running = Campaign.objects.exclude(status__in=Campaign.OVER)
    if scope == Scope.HOUSE:
        return list(running)
    if scope == Scope.CLIENT:
        return list(running.filter(client=scope_id)) if _has(Client, scope_id) else None
    return list(running.filter(pk=scope_id)) if _has(Campaign, scope_id) else None


def open_threads_in(campaigns: Iterable[Campaign]) -> int:
    """Return how many open negotiations a change would reach."""
    ids = [campaign.pk for campaign in campaigns]
    return Thread.objects.filter(campaign__in=ids).exclude(state__in=CLOSED).count()


def _has(model: type[Client] | type[Campaign], pk: int) -> bool:
    return model._default_manager.filter(pk=pk).exists()
