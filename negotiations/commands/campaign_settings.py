"""See and change a campaign's settings; what would break an open offer is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from campaigns.commands.locks import lock_campaign
from campaigns.commands.settings import Change, save_settings, set_values, wanted_of
from campaigns.models import Campaign
from integrations.models import Mailbox
from negotiations.commands.deeds import Deed
from negotiations.commands.playbooks import bind_built_in
from negotiations.errors import Refused
from negotiations.queries.bindings import playbook_of
from negotiations.queries.settings import broken_by, touched_by


@dataclass(frozen=True)
class SettingsChange:
    """What changed, or would, and what that touches."""

    campaign: Campaign
    changes: tuple[Change, ...]
    touches: tuple[str, ...]


def preview_settings(*, campaign_id: int, given: Mapping[str, object]) -> SettingsChange:
    """Return what a change would do; nothing is kept.

    :raises CampaignRefused: if a setting cannot be read
    :raises Refused: if an open offer would be broken
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_related("client").get(pk=campaign_id)
        found = _prepared(campaign, given)
        # Filling the row may have made a client that nobody asked to keep.
        transaction.set_rollback(True)
    return found


@transaction.atomic(durable=True)
def change_settings(
    *, campaign_id: int, given: Mapping[str, object], actor: str, reason: str, now: datetime
) -> SettingsChange:
    """Change settings and brief terms; what left stays as it is.

    :raises CampaignRefused: if a setting cannot be read
    :raises Refused: if an open offer would be broken
    """
    campaign = lock_campaign(campaign_id)
    found = _prepared(campaign, given)
    if not found.changes:
        return found
    save_settings(campaign, list(found.changes), actor=actor, reason=reason, now=now)
    if named := next((c.after for c in found.changes if c.name == "playbook"), ""):
        bind_built_in(campaign.pk, named, Deed(actor, now, reason))
    return found


def _prepared(campaign: Campaign, given: Mapping[str, object]) -> SettingsChange:
    wanted = wanted_of(campaign, given)
    address = wanted.columns.get("mailbox_address")
    if address and not Mailbox.objects.filter(address__iexact=address).exists():
        raise Refused(f"mailbox: {address} is none of our mailboxes; add it first.", code="mailbox")
    changes = set_values(campaign, wanted)
    bound = playbook_of(campaign).name
    if wanted.playbook and wanted.playbook != bound:
        changes.append(Change("playbook", bound, wanted.playbook))
    if broken := broken_by(campaign, changes):
        raise Refused(" ".join(broken), code="open_offer")
    return SettingsChange(campaign, tuple(changes), tuple(touched_by(campaign, changes)))
