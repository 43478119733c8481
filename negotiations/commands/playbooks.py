"""Playbooks: write, approve, activate, roll back, and back to the fixed ladder at any time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from audit.actions import Action
from audit.recording import record
from negotiations.domain.pricing.playbook_rules import PlaybookError, checked
from negotiations.errors import Refused
from negotiations.models import PlaybookVersion
from negotiations.queries.bindings import active_version, campaigns_bound_by, effective_settings

Status = PlaybookVersion.Status


@transaction.atomic(durable=True)
def write_playbook(
    *,
    scope: str,
    scope_id: int,
    title: str,
    values: Mapping[str, Any],
    reason: str,
    actor: str,
    now: datetime,
) -> PlaybookVersion:
    """Keep a new version as a draft; what could not price safely is refused with its reasons.

    :raises Refused: if a setting is wrong, or the scope has no such row
    """
    return _write(
        scope=scope,
        scope_id=scope_id,
        title=title,
        values=values,
        reason=reason,
        actor=actor,
        now=now,
    )


@transaction.atomic(durable=True)
def approve_playbook(*, version_id: int, reason: str, actor: str, now: datetime) -> PlaybookVersion:
    """Say that a draft may be used.

    :raises Refused: if it is no draft
    """
    version = _lock(version_id, Status.DRAFT)
    _approve(version, reason=reason, actor=actor, now=now)
    return version


@transaction.atomic(durable=True)
def activate_playbook(
    *, version_id: int, reason: str, actor: str, now: datetime
) -> PlaybookVersion:
    """Let an approved version bind its scope from the next decision on; the old one retires.

    :raises Refused: if it is not approved, or a budget has become too small for it
    """
    version = _lock(version_id, Status.APPROVED)
    _activate(version, Action.PLAYBOOK_ACTIVATED, reason=reason, actor=actor, now=now)
    return version


@transaction.atomic(durable=True)
def roll_back_playbook(
    *, scope: str, scope_id: int, reason: str, actor: str, now: datetime
) -> PlaybookVersion | None:
    """Let the version before the active one bind again; None is the next wider scope's.

    :raises Refused: if nothing is active there
    """
    active = _lock_active(scope, scope_id)
    if active is None:
        raise Refused("No playbook is active there: nothing to roll back.", code="status")
    before = (
        PlaybookVersion.objects.select_for_update()
        .filter(scope=scope, scope_id=scope_id, status=Status.RETIRED)
        .exclude(pk=active.pk)
        .order_by("-activated_at", "-number")
        .first()
    )
    if before is not None:
        _activate(before, Action.PLAYBOOK_ROLLED_BACK, reason=reason, actor=actor, now=now)
        # The version that was rolled back does not come back by rolling back again.
        PlaybookVersion.objects.filter(pk=active.pk).update(status=Status.APPROVED)
        return before
    active.status = Status.APPROVED
    active.save(update_fields=["status"])
    _audit(Action.PLAYBOOK_ROLLED_BACK, active, reason=reason, actor=actor, now=now)
    return None


@transaction.atomic(durable=True)
def use_fixed_ladder(
    *, scope: str, scope_id: int, reason: str, actor: str, now: datetime
) -> PlaybookVersion:
    """Switch a scope to the fixed ladder at once, keeping its rounds and levers.

    :raises Refused: if the scope has no such row
    """
    return _bind(scope, scope_id, "fixed_ladder", reason=reason, actor=actor, now=now)


def bind_built_in(
    campaign_id: int, name: str, *, reason: str, actor: str, now: datetime
) -> PlaybookVersion:
    """Let a campaign be negotiated by a built-in playbook from now on. Runs inside a command.

    :raises Refused: if there is no such campaign
    """
    scope = PlaybookVersion.Scope.CAMPAIGN
    return _bind(scope, campaign_id, name, reason=reason, actor=actor, now=now)


def _bind(
    scope: str, scope_id: int, name: str, *, reason: str, actor: str, now: datetime
) -> PlaybookVersion:
    kept = effective_settings(scope, scope_id)
    values: dict[str, Any] = {
        key: kept[key] for key in ("round_cap", "lever_order", "at_end") if key in kept
    }
    version = _write(
        scope=scope,
        scope_id=scope_id,
        title=name.replace("_", " ").capitalize(),
        values={**values, "name": name},
        reason=reason,
        actor=actor,
        now=now,
    )
    _approve(version, reason=reason, actor=actor, now=now)
    _activate(version, Action.PLAYBOOK_ACTIVATED, reason=reason, actor=actor, now=now)
    return version


def _write(
    *,
    scope: str,
    scope_id: int,
    title: str,
    values: Mapping[str, Any],
    reason: str,
    actor: str,
    now: datetime,
) -> PlaybookVersion:
    _check(scope, scope_id, values)
    same_scope = PlaybookVersion.objects.filter(scope=scope, scope_id=scope_id)
    last = same_scope.aggregate(last=Max("number"))["last"] or 0
    version = PlaybookVersion.objects.create(
        scope=scope,
        scope_id=scope_id,
        number=last + 1,
        title=title,
        settings=dict(values),
        reason=reason,
        written_by=actor,
        written_at=now,
    )
    _audit(Action.PLAYBOOK_WRITTEN, version, reason=reason, actor=actor, now=now)
    return version


def _approve(version: PlaybookVersion, *, reason: str, actor: str, now: datetime) -> None:
    version.status, version.approved_by, version.approved_at = Status.APPROVED, actor, now
    version.save()
    _audit(Action.PLAYBOOK_APPROVED, version, reason=reason, actor=actor, now=now)


def _activate(
    version: PlaybookVersion, action: Action, *, reason: str, actor: str, now: datetime
) -> None:
    # A budget may have shrunk since the version was written.
    _check(version.scope, version.scope_id, version.settings)
    active = _lock_active(version.scope, version.scope_id)
    if active is not None:
        active.status = Status.RETIRED
        active.save(update_fields=["status"])
    version.status, version.activated_by, version.activated_at = Status.ACTIVE, actor, now
    version.save()
    _audit(action, version, reason=reason, actor=actor, now=now)


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


def _audit(
    action: Action, version: PlaybookVersion, *, reason: str, actor: str, now: datetime
) -> None:
    is_campaign = version.scope == PlaybookVersion.Scope.CAMPAIGN
    record(
        action,
        subject=f"playbook:{version.pk}",
        actor=actor,
        at=now,
        campaign_id=version.scope_id if is_campaign else None,
        summary=reason,
        scope=version.scope,
        scope_id=version.scope_id,
        number=version.number,
        title=version.title,
        settings=version.settings,
    )
