"""Claim one due cold mail: every rule is read again in the transaction that takes it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.domain.outreach.addresses import domain_of, is_free_mail
from campaigns.domain.outreach.cadence import gap_seconds
from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.contact import CampaignState, Situation, answer
from campaigns.domain.outreach.pacing.capacity import Level
from campaigns.domain.outreach.pacing.windows import WindowError, next_opening
from campaigns.domain.outreach.plan import RowKey, is_armed_for
from campaigns.domain.outreach.refusals import Skip, SkipReason
from campaigns.domain.outreach.templates import text_problems
from campaigns.models import Campaign, OutreachSettings
from integrations.claims import worker_name
from integrations.models import Mailbox
from negotiations.models import MailboxDay, MailboxPace, OutgoingEmail, PlanRow
from negotiations.outreach import counts
from negotiations.outreach.campaigns_state import (
    armed_now,
    not_live_words,
    spent_words,
    stands_approved,
)
from negotiations.outreach.commands.moves import lock_approach, move
from negotiations.outreach.commands.touches import audit_mail
from negotiations.outreach.desk import cap_of, house_for, run_level
from negotiations.outreach.letters import Letter, missing_notices
from negotiations.outreach.pace import Pace, kind_of_day, new_pace, pace_now
from negotiations.outreach.people import known_of, prospects_for
from negotiations.outreach.situations import Attempt, House, judge, run_state, situation_of

Status = OutgoingEmail.Status
LOOK_AGAIN = timedelta(seconds=60)


@dataclass(frozen=True)
class _Claim:
    """One mail under its locks, with what the decision on it needs."""

    email: OutgoingEmail
    mailbox: Mailbox
    pace: MailboxPace
    checks_inbox: bool
    now: datetime


@transaction.atomic(durable=True)
def claim_touch(*, email_id: int, checks_inbox: bool, now: datetime) -> OutgoingEmail | None:
    """Take one due cold mail if it may leave now; None if not.

    `checks_inbox` is whether it would really leave: then their last mails have to be known.

    All claims of cold mail take turns on one row, so no count is passed by two workers at once.
    A refusal that passes leaves the mail waiting, a lasting one ends it.
    """
    email = OutgoingEmail.cold.filter(pk=email_id).first()
    if email is None or email.prospect_id is None:
        return None
    OutreachSettings.objects.get_or_create(pk=1)
    OutreachSettings.objects.select_for_update().get(pk=1)
    approach = lock_approach(email.prospect_id)
    email = OutgoingEmail.cold.select_for_update(of=("self",)).get(pk=email_id)
    if email.status != Status.READY or email.due_at > now:
        return None
    mailbox = Mailbox.objects.get(pk=email.mailbox_id or 0)
    claim = _Claim(email, mailbox, advance_pace(mailbox, now=now), checks_inbox, now)
    found = _answer(claim)
    if isinstance(found, Skip):
        _refuse(claim, found)
        return None
    if claim.pace.next_free_at and claim.pace.next_free_at > now:
        email.due_at, email.wait_reason = claim.pace.next_free_at, "a pause between two mails"
        email.save(update_fields=["due_at", "wait_reason"])
        return None
    _take(claim)
    audit_mail(approach, email, Action.EMAIL_CLAIMED, actor="mailer", now=now, summary="claimed")
    return email


def _take(claim: _Claim) -> None:
    email, now = claim.email, claim.now
    email.status, email.worker, email.claimed_at = Status.SENDING, worker_name(), now
    email.attempts += 1
    email.wait_reason = ""
    email.save()
    PlanRow.objects.filter(email=email).update(reason="", detail="")
    safety = house_for().safety
    gap = gap_seconds(str(email.key), safety.min_gap_seconds, safety.max_gap_seconds)
    claim.pace.next_free_at = now + timedelta(seconds=gap)
    claim.pace.save(update_fields=["next_free_at"])


def advance_pace(mailbox: Mailbox, *, now: datetime) -> MailboxPace:
    """Bring the mailbox's pace to today and keep the days that are over; its row stays locked."""
    row = MailboxPace.objects.select_for_update(of=("self",)).filter(mailbox=mailbox).first()
    if row is None:
        new_pace(mailbox, time_zone=settings.TIME_ZONE, now=now).save()
        row = MailboxPace.objects.select_for_update(of=("self",)).get(mailbox=mailbox)
    mailbox.pace = row
    pace = pace_now(row, house_for().safety, now=now)
    if pace.today > row.day:
        _close_days(row, pace)
    return row


def _close_days(row: MailboxPace, pace: Pace) -> None:
    MailboxDay.objects.bulk_create(
        [
            MailboxDay(
                mailbox_id=row.mailbox_id,
                day=day.date,
                step=step,
                allowed=day.allowed,
                sent=day.sent,
                hard_bounces=day.hard_bounces,
                complaints=day.complaints,
                kind=kind_of_day(day),
            )
            for day, step in pace.closed
        ],
        ignore_conflicts=True,
    )
    row.day, row.step = pace.today, pace.ramp.step
    row.halved_for, row.last_day = pace.ramp.halved_for, pace.ramp.last_day
    if not row.halved_for:
        row.braked_for = []
    row.save()


def _answer(claim: _Claim) -> Skip | None:
    found = answer(_situation(claim))
    return found if isinstance(found, Skip) else None


def _situation(claim: _Claim) -> Situation:
    """Return the situation of a mail that wants to leave now, with everything read anew."""
    email, mailbox, now = claim.email, claim.mailbox, claim.now
    house = house_for(_order_of(email), checks_inbox=claim.checks_inbox)
    (known,) = known_of(prospects_for([email.prospect_id or 0]), now=now)
    known.sent = [mail for mail in known.sent if mail.step < email.step]
    letter = Letter(
        email.subject,
        email.body,
        None,
        missing_notices(known, email.body, house.row),
        tuple(text_problems(email.subject, email.body, is_first_touch=email.step == 1)),
        email.approved_by,
    )
    campaign = known.prospect.campaign
    return situation_of(
        judge(known, house, now=now),
        house,
        Attempt(letter, mailbox, _levels(claim, campaign, house)),
        run=run_state(campaign, mailbox, house),
        campaign=_campaign_state(email, campaign, now=now),
        now=now,
    )


def _campaign_state(email: OutgoingEmail, campaign: Campaign, *, now: datetime) -> CampaignState:
    armed = armed_now(now=now)
    state = CampaignState(
        not_live=not_live_words(campaign, is_dry=False),
        is_armed=armed.covers(campaign.pk) or stands_approved(campaign, now=now),
        spent=spent_words(campaign),
    )
    if not armed.covers(campaign.pk) or stands_approved(campaign, now=now):
        return state
    key = RowKey(email.prospect_id or 0, email.step, email.channel)
    fingerprint = str(email.made_by.get("fingerprint", ""))
    return replace(state, is_row_changed=not is_armed_for(key, fingerprint, armed.rows))


def _levels(claim: _Claim, campaign: Campaign, house: House) -> list[Level]:
    email, mailbox, now = claim.email, claim.mailbox, claim.now
    pace = pace_now(claim.pace, house.safety, now=now)
    to = domain_of(str(email.to[0])) if email.to else ""
    found = [
        run_level(_order_of(email), email.purpose, now=now),
        counts.campaign_level(campaign.pk, cap_of(campaign), now=now),
        counts.domain_level(domain_of(mailbox.address), now=now),
        *counts.levels_of_mailbox(mailbox, pace, house.safety, now=now),
    ]
    return found if is_free_mail(to) else [*found, counts.recipient_level(to, now=now)]


def _order_of(email: OutgoingEmail) -> CAMCycleConfig:
    """Return the order of the run that queued the mail: its limits go on holding."""
    row = PlanRow.objects.select_related("plan__run").filter(email=email).order_by("-pk").first()
    return row.plan.run.config if row else CAMCycleConfig(0, 0, 0, [])


def _refuse(claim: _Claim, found: Skip) -> None:
    """Keep the reason on the mail and its plan row; a lasting one ends the mail."""
    email, now = claim.email, claim.now
    PlanRow.objects.filter(email=email).update(reason=found.reason.value, detail=found.detail)
    email.wait_reason = f"{found.reason}: {found.detail}"
    if found.is_passing:
        email.due_at = _again_at(claim, found)
        email.save(update_fields=["wait_reason", "due_at"])
        return
    end_touch(email, reason=email.wait_reason, actor="mailer", now=now)


def _again_at(claim: _Claim, found: Skip) -> datetime:
    if found.reason is not SkipReason.OUTSIDE_WINDOW:
        return claim.now + LOOK_AGAIN
    situation = _situation(claim)
    try:
        return next_opening(claim.now, situation.window, situation.zones, situation.is_holiday)
    except WindowError:
        return claim.now + timedelta(days=1)


def end_touch(email: OutgoingEmail, *, reason: str, actor: str, now: datetime) -> None:
    """Discard one queued cold mail; runs inside a command with the approach's row locked."""
    email.status, email.wait_reason = Status.DISCARDED, reason
    email.save(update_fields=["status", "wait_reason"])
    approach = lock_approach(email.prospect_id or 0)
    move(approach, Happening.UNQUEUED, actor=actor, now=now, why=reason)
    approach.save()
    audit_mail(approach, email, Action.EMAIL_DISCARDED, actor=actor, now=now, summary=reason)


def end_waiting(prospect_id: int, *, reason: str, actor: str, now: datetime) -> None:
    """Discard every cold mail that waits for a prospect; runs inside a command."""
    waiting = OutgoingEmail.cold.select_for_update(of=("self",)).filter(
        prospect=prospect_id, status__in=(Status.READY, Status.HELD, Status.DRAFT)
    )
    for email in waiting:
        end_touch(email, reason=reason, actor=actor, now=now)
