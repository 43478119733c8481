"""Playbooks: write, approve, activate, roll back, and back to the fixed ladder at any time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from audit.actions import Action
from audit.recording import About, record
from negotiations.commands.deeds import Deed
from negotiations.domain.pricing.playbook_rules import PlaybookError, checked
from negotiations.domain.pricing.policy import FIXED_LADDER
from negotiations.errors import Refused
from negotiations.models import PlaybookVersion
from negotiations.queries.bindings import active_version, campaigns_bound_by, effective_settings

Status = PlaybookVersion.Status
# What a switch to the fixed ladder keeps.
_KEPT = ("round_cap", "lever_order", "at_end")


@dataclass(frozen=True)
class Draft:
    """What a person wants a playbook to be called, and to do."""

    title: str
    settings: Mapping[str, Any]


@transaction.atomic(durable=True)
def write_playbook(
    *,
    scope: str,
    scope_id: int,
    draft: Draft,
    reason: str,
    actor: str,
    now: datetime,
) -> PlaybookVersion:
    """Keep a new version as a draft; what could not price safely is refused with its reasons.

    :raises Refused: if a setting is wrong, or the scope has no such row
    """
    return _write(scope, scope_id, draft, Deed(actor, now, reason))


@transaction.atomic(durable=True)
def approve_playbook(*, version_id: int, reason: str, actor: str, now: datetime) -> PlaybookVersion:
    """Say that a draft may be used.

    :raises Refused: if it is no draft
    """
    version = _lock(version_id, Status.DRAFT)
    _approve(version, Deed(actor, now, reason))
    return version


@transaction.atomic(durable=True)
def activate_playbook(
    *, version_id: int, reason: str, actor: str, now: datetime
) -> PlaybookVersion:
    """Let an approved version bind its scope from the next decision on; the old one retires.

    :raises Refused: if it is not approved, or a budget has become too small for it
    """
    version = _lock(version_id, Status.APPROVED)
    _activate(version, Action.PLAYBOOK_ACTIVATED, Deed(actor, now, reason))
    return version


@transaction.atomic(durable=True)
def roll_back_playbook(
    *, scope: str, scope_id: int, reason: str, actor: str, now: datetime
) -> PlaybookVersion | None:
    """Let the version before the active one bind again; None is the next wider scope's.

    :raises Refused: if nothing is active there
    """
    active, deed = _lock_active(scope, scope_id), Deed(actor, now, reason)
    if active is None:
        raise Refused("No playbook is active there: nothing to roll back.", code="status")
    before = _retired_before(active)
    if before is not None:
        _activate(before, Action.PLAYBOOK_ROLLED_BACK, deed)
        # The version that was rolled back does not come back by rolling back again.
        PlaybookVersion.objects.filter(pk=active.pk).update(status=Status.APPROVED)
        return before
    active.status = Status.APPROVED
    active.save(update_fields=["status"])
    _audit(Action.PLAYBOOK_ROLLED_BACK, active, deed)
    return None


def _retired_before(active: PlaybookVersion) -> PlaybookVersion | None:
    """Return the version that bound this scope before."""
    retired = PlaybookVersion.objects.select_for_update().filter(
        scope=active.scope, scope_id=active.scope_id, status=Status.RETIRED
    )
    return retired.exclude(pk=active.pk).order_by("-activated_at", "-number").first()


@transaction.atomic(durable=True)
def use_fixed_ladder(
    *, scope: str, scope_id: int, reason: str, actor: str, now: datetime
) -> PlaybookVersion:
    """Switch a scope to the fixed ladder at once, keeping its rounds and levers.

    :raises Refused: if the scope has no such row
    """
    return _bind(scope, scope_id, FIXED_LADDER, Deed(actor, now, reason))


def bind_built_in(campaign_id: int, name: str, deed: Deed) -> PlaybookVersion:
    """Let a campaign be negotiated by a built-in playbook from now on. Runs inside a command.

    :raises Refused: if there is no such campaign
    """
    return _bind(PlaybookVersion.Scope.CAMPAIGN, campaign_id, name, deed)


def _bind(scope: str, scope_id: int, name: str, deed: Deed) -> PlaybookVersion:
    in_force = effective_settings(scope, scope_id)
    kept = {key: in_force[key] for key in _KEPT if key in in_force}
    draft = Draft(name.replace("_", " ").capitalize(), {**kept, "name": name})
    version = _write(scope, scope_id, draft, deed)
    _approve(version, deed)
    _activate(version, Action.PLAYBOOK_ACTIVATED, deed)
    return version


def _write(scope: str, scope_id: int, draft: Draft, deed: Deed) -> PlaybookVersion:
    _check(scope, scope_id, draft.settings)
    same_scope = PlaybookVersion.objects.filter(scope=scope, scope_id=scope_id)
    last = same_scope.aggregate(last=Max("number"))["last"] or 0
    version = PlaybookVersion.objects.create(
        scope=scope,
        scope_id=scope_id,
        number=last + 1,
        title=draft.title,
        settings=dict(draft.settings),
        reason=deed.reason,
        written_by=deed.actor,
        written_at=deed.now,
    )
    _audit(Action.PLAYBOOK_WRITTEN, version, deed)
    return version


def _approve(version: PlaybookVersion, deed: Deed) -> None:
    version.status, version.approved_by = Status.APPROVED, deed.actor
    version.approved_at = deed.now
    version.save()
    _audit(Action.PLAYBOOK_APPROVED, version, deed)


def _activate(version: PlaybookVersion, action: Action, deed: Deed) -> None:
    # A budget may have shrunk since the version was written.
    _check(version.scope, version.scope_id, version.settings)
    active = _lock_active(version.scope, version.scope_id)
    if active is not None:
        active.status = Status.RETIRED
        active.save(update_fields=["status"])
    version.status, version.activated_by = Status.ACTIVE, deed.actor
    version.activated_at = deed.now
    version.save()
    _audit(action, version, deed)


def _check(scope: str, scope_id: int, values: Mapping[str, Any]) -> None:
    bound = campaigns_bound_by(scope, scope_id)
    if scope != PlaybookVersion.Scope.HOUSE and bound is None:
        raise Refused(f"There is no {scope} {scope_id}.", code="scope")
    budgets = [c.budget_amount for c in bound or () if c.budget_amount is not None]
    try:
        checked(values, budget=min(budgets) if budgets else None)
    except PlaybookError as error:
        reasons = "; ".join(error.problems)
        raise Refused(f"This playbook is refused: {reasons}.", code="playbook") from error


def _lock(version_id: int, *allowed: str) -> PlaybookVersion:
    version = PlaybookVersion.objects.select_for_update().get(pk=version_id)
    if version.status not in allowed:
        raise Refused(
            f"This version is {version.status}; only {' or '.join(allowed)} ones can be used here.",
            code="status",
        )
    return version


def _lock_active(scope: str, scope_id: int) -> PlaybookVersion | None:
    return active_version(PlaybookVersion.objects.select_for_update(), scope, scope_id)


def _audit(action: Action, version: PlaybookVersion, deed: Deed) -> None:
    is_campaign = version.scope == PlaybookVersion.Scope.CAMPAIGN
    record(
        action,
        About(f"playbook:{version.pk}", campaign_id=version.scope_id if is_campaign else None),
        actor=deed.actor,
        at=deed.now,
        summary=deed.reason,
        scope=version.scope,
        scope_id=version.scope_id,
        number=version.number,
        title=version.title,
        settings=version.settings,
    )
