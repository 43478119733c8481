"""Change what the cycle may do: the house's limits, a campaign's target, its switch, its pauses."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.domain.outreach.pacing.limits import (
    LimitsError,
    SafetySettings,
    is_count,
    with_changes,
)
from campaigns.domain.outreach.pacing.zones import ZoneError, whereabouts
from campaigns.domain.outreach.plan import STANDING_APPROVAL_DAYS
from campaigns.domain.outreach.scoring import WeightsError, check_weights
from campaigns.models import Campaign, CampaignOutreach, OutreachSettings
from campaigns.models.shapes import SAFETY, WEIGHTS
from integrations.models import Mailbox
from integrations.queue import Job, enqueue
from negotiations.errors import Refused
from negotiations.outreach.orders import safety_of

_Change = tuple[Mapping[str, Any], Mapping[str, Any]]
_COUNTS = ("max_new_leads_per_day", "max_outreach_per_day", "max_followups_per_day")


class HouseChange(TypedDict, total=False):
    """What may be set of the house's limits; counts are per rolling 24 hours."""

    max_new_leads_per_day: int
    max_outreach_per_day: int
    max_followups_per_day: int
    channels: list[str]
    is_assistant_line_on: bool


class TargetChange(TypedDict, total=False):
    """What may be set of whom a campaign looks for; engagement is in percent."""

    views_min: int | None
    views_max: int | None
    engagement_target: Decimal | None
    primary_platform: str
    accepted_platforms: list[str]
    markets: list[str]
    follower_band: int | None
    max_per_day: int
    target_agreements: int | None
    time_zone: str
    is_simulated: bool
    assessment: str


@transaction.atomic(durable=True)
def change_house(
    *,
    actor: str,
    reason: str,
    now: datetime,
    safety: Mapping[str, Any] | None = None,
    **values: Unpack[HouseChange],
) -> OutreachSettings:
    """Change only what is named of the house's limits; `safety` takes the safety settings' names.

    :raises Refused: if a value cannot be meant, naming its field
    """
    OutreachSettings.objects.get_or_create(pk=1)
    row = OutreachSettings.objects.select_for_update().get(pk=1)
    before = _house(row)
    for name in _COUNTS:
        if name in values and not is_count(values.get(name)):
            raise Refused(f"{name}: write a whole number of zero or more", code="value")
    for name, value in values.items():
        if name not in HouseChange.__annotations__:
            raise Refused(f"there is no setting {name}", code="value")
        setattr(row, name, value)
    if safety:
        row.safety = _changed(row, safety)
    row.save()
    _audit("outreach_settings:1", (before, _house(row)), actor=actor, reason=reason, now=now)
    return row


def _changed(row: OutreachSettings, changes: Mapping[str, Any]) -> SafetySettings:
    try:
        return with_changes(safety_of(row), **changes)
    except LimitsError as error:
        raise Refused(str(error), code="value") from error


def _house(row: OutreachSettings) -> dict[str, Any]:
    counts = {name: getattr(row, name) for name in _COUNTS}
    return {**counts, "channels": row.channels, "safety": SAFETY.write(row.safety)}


@transaction.atomic(durable=True)
def change_weights(
    *, weights: Mapping[str, Decimal], version: str, actor: str, reason: str, now: datetime
) -> OutreachSettings:
    """Score by other weights from now on; every prospect is scored anew.

    :raises Refused: if the weights do not make a score, or the version has no name
    """
    if not version.strip():
        raise Refused("Name the version of the weights.", code="value")
    try:
        check_weights(weights)
    except WeightsError as error:
        raise Refused(str(error), code="value") from error
    OutreachSettings.objects.get_or_create(pk=1)
    row = OutreachSettings.objects.select_for_update().get(pk=1)
    before = {"weights": WEIGHTS.write(row.weights), "version": row.weights_version}
    row.weights = dict(weights)
    row.weights_version = version
    row.save()
    after = {"weights": WEIGHTS.write(row.weights), "version": version}
    _audit("outreach_settings:1", (before, after), actor=actor, reason=reason, now=now)
    for pk in CampaignOutreach.objects.values_list("campaign_id", flat=True):
        enqueue(Job.SCORE_PROSPECTS, campaign_id=pk)
    return row


def lock_outreach(campaign_id: int) -> CampaignOutreach:
    """Return a campaign's outreach row, made if it has none, with the row locked."""
    CampaignOutreach.objects.get_or_create(campaign_id=campaign_id)
    return (
        CampaignOutreach.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .get(campaign_id=campaign_id)
    )


@transaction.atomic(durable=True)
def change_outreach(
    *,
    campaign_id: int,
    actor: str,
    reason: str,
    now: datetime,
    mailboxes: Sequence[Mailbox] | None = None,
    **values: Unpack[TargetChange],
) -> CampaignOutreach:
    """Change whom a campaign looks for and by which mailboxes; its prospects are scored anew.

    :raises Refused: if a value cannot be meant, naming its field
    """
    row = lock_outreach(campaign_id)
    before = {
        name: str(getattr(row, name)) for name in values if name in TargetChange.__annotations__
    }
    for name, value in values.items():
        if name not in TargetChange.__annotations__:
            raise Refused(f"there is no setting {name}", code="value")
        setattr(row, name, value)
    _check_target(row)
    row.save()
    if mailboxes is not None:
        row.mailboxes.set(mailboxes)
    after = {name: str(getattr(row, name)) for name in before}
    subject = f"campaign:{campaign_id}"
    _audit(subject, (before, after), actor=actor, reason=reason, now=now)
    enqueue(Job.SCORE_PROSPECTS, campaign_id=campaign_id)
    return row


def _check_target(row: CampaignOutreach) -> None:
    low, high = row.views_min, row.views_max
    if low is not None and high is not None and low > high:
        raise Refused("views_min: is above views_max", code="value")
    if any(len(code) != 2 for code in row.markets):
        raise Refused("markets: write two-letter country codes", code="value")
    if row.is_live and not row.assessment.strip():
        raise Refused("assessment: a live campaign keeps its reference", code="value")
    try:
        whereabouts(prospect=row.time_zone)
    except ZoneError as error:
        raise Refused(f"time_zone: {error}", code="value") from error


@transaction.atomic(durable=True)
def switch_on(
    *, campaign_id: int, assessment: str, actor: str, reason: str, now: datetime
) -> CampaignOutreach:
    """Let armed plans of the campaign send; its legitimate-interest assessment is on record.

    From now on the daily cycle writes to its roster, and no opening does.

    :raises Refused: without the assessment's reference, or while the campaign is not active
    """
    row = lock_outreach(campaign_id)
    if not assessment.strip():
        raise Refused(
            "assessment: say where the legitimate-interest assessment of this campaign is kept"
            " (GDPR Art. 6(1)(f)).",
            code="assessment",
        )
    if row.campaign.status != Campaign.Status.ACTIVE:
        raise Refused(f"The campaign is {row.campaign.status}; start it first.", code="status")
    row.is_live, row.assessment = True, assessment.strip()
    row.live_since = row.live_since or now
    row.save()
    Campaign.objects.filter(pk=campaign_id).update(opening=Campaign.Opening.INTEREST_FIRST)
    _tell(row, Action.OUTREACH_RESUMED, reason or "switched on", actor=actor, now=now)
    return row


@transaction.atomic(durable=True)
def pause_outreach(*, campaign_id: int, actor: str, reason: str, now: datetime) -> CampaignOutreach:
    """Let no cold mail of the campaign leave; open threads go on.

    :raises Refused: without a reason
    """
    if not reason.strip():
        raise Refused("Say why.", code="reason")
    row = lock_outreach(campaign_id)
    row.pause_reason, row.paused_at = f"{actor}: {reason}", now
    row.save()
    _tell(row, Action.OUTREACH_PAUSED, reason, actor=actor, now=now)
    return row


@transaction.atomic(durable=True)
def resume_outreach(
    *, campaign_id: int, actor: str, reason: str, now: datetime
) -> CampaignOutreach:
    """Let cold mail leave again; every waiting mail is checked anew before it does.

    :raises Refused: without a reason, or if nothing is paused
    """
    if not reason.strip():
        raise Refused("Say why.", code="reason")
    row = lock_outreach(campaign_id)
    if not row.pause_reason:
        raise Refused("Outreach of this campaign is not paused.", code="status")
    row.pause_reason, row.paused_at = "", None
    row.save()
    _tell(row, Action.OUTREACH_RESUMED, reason, actor=actor, now=now)
    return row


@transaction.atomic(durable=True)
def approve_standing(
    *, campaign_id: int, days: int, actor: str, reason: str, now: datetime
) -> CampaignOutreach:
    """Let plans of approved templates arm themselves for some days; 0 takes it back.

    :raises Refused: for more than 30 days
    """
    if not 0 <= days <= STANDING_APPROVAL_DAYS:
        raise Refused(f"days: at most {STANDING_APPROVAL_DAYS}", code="value")
    row = lock_outreach(campaign_id)
    row.standing_until = now + timedelta(days=days) if days else None
    row.standing_by = actor if days else ""
    row.save()
    summary = reason or f"plans arm themselves for {days} days"
    _tell(row, Action.OUTREACH_CHANGED, summary, actor=actor, now=now)
    return row


def _tell(
    row: CampaignOutreach, action: Action, summary: str, *, actor: str, now: datetime
) -> None:
    record(
        action,
        About(f"campaign:{row.campaign_id}", campaign_id=row.campaign_id),
        actor=actor,
        at=now,
        summary=summary,
    )


def _audit(subject: str, change: _Change, *, actor: str, reason: str, now: datetime) -> None:
    _, _, number = subject.partition("campaign:")
    record(
        Action.OUTREACH_CHANGED,
        About(subject, campaign_id=int(number) if number else None),
        actor=actor,
        at=now,
        summary=reason,
        before=dict(change[0]),
        after=dict(change[1]),
    )
