"""Brakes: what bounces, complaints and replies do to mailboxes and campaigns by themselves."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from audit.actions import Action
from audit.recording import About, record
from campaigns.domain.outreach.health import (
    Brake,
    CampaignHealth,
    Effect,
    MailboxHealth,
    campaign_brakes,
    mailbox_brakes,
)
from campaigns.domain.outreach.pacing.ramp import HALVED_FOR
from campaigns.models import Approach, Campaign, CampaignOutreach
from integrations.models import Mailbox
from integrations.notifications import notify
from negotiations.errors import Refused
from negotiations.models import MailboxPace, MailTrouble, Message, OutgoingEmail
from negotiations.outreach.log import learn
from negotiations.outreach.pace import new_pace

Status = OutgoingEmail.Status
WEEK = timedelta(days=7)
NEGATIVE = "negative"


def note_trouble(
    mailbox: Mailbox,
    kind: str,
    *,
    now: datetime,
    email: OutgoingEmail | None = None,
    message: Message | None = None,
    words: str = "",
) -> None:
    """Count one bounce, complaint or refusal against a mailbox; runs inside a command."""
    MailTrouble.objects.create(
        mailbox=mailbox, kind=kind, email=email, message=message, words=words[:500], at=now
    )


def brake_mailbox(mailbox: Mailbox, *, actor: str, now: datetime) -> None:
    """Halve or pause a mailbox if its numbers say so; runs inside a command."""
    row = MailboxPace.objects.select_for_update(of=("self",)).filter(mailbox=mailbox).first()
    if row is None:
        row = new_pace(mailbox, time_zone=settings.TIME_ZONE, now=now)
        row.save()
    for brake in mailbox_brakes(mailbox_health(mailbox, row, now=now)):
        if brake.effect is Effect.PAUSE_MAILBOX and not row.pause_reason:
            row.pause_reason, row.paused_at = brake.words, now
        elif brake.effect is Effect.HALVE_MAILBOX and brake.key not in row.braked_for:
            row.halved_for = HALVED_FOR
            row.braked_for = [*row.braked_for, brake.key]
        else:
            continue
        row.save()
        _tell_mailbox(mailbox, brake, actor=actor, now=now)


def mailbox_health(mailbox: Mailbox, row: MailboxPace, *, now: datetime) -> MailboxHealth:
    """Return a mailbox's numbers of the last week, without what a person settled before."""
    since = max(now - WEEK, row.healthy_since or now - WEEK)
    troubles = MailTrouble.objects.filter(mailbox=mailbox, at__gt=since)
    sent = OutgoingEmail.every.filter(
        Q(mailbox=mailbox) | Q(thread__mailbox=mailbox), sent_at__gt=since
    )
    permanent, unknown = _in_a_row(mailbox, since)
    return MailboxHealth(
        sent=sent.count(),
        hard_bounces=troubles.filter(kind=MailTrouble.Kind.HARD_BOUNCE).count(),
        complaints=troubles.filter(kind=MailTrouble.Kind.COMPLAINT).count(),
        domain_spam_rate=row.spam_rate,
        has_auth_failure=troubles.filter(kind=MailTrouble.Kind.AUTHENTICATION).exists(),
        permanent_in_a_row=permanent,
        unknown_in_a_row=unknown,
    )


def _in_a_row(mailbox: Mailbox, since: datetime) -> tuple[int, int]:
    """Return how many of the newest mails failed for good, and how many nobody knows about."""
    newest = OutgoingEmail.cold.filter(mailbox=mailbox, created_at__gt=since, attempts__gt=0)
    outcomes = list(newest.order_by("-pk").values_list("status", "error")[:10])
    permanent = unknown = 0
    for status, error in outcomes:
        if status == Status.FAILED and "5.1." not in error and unknown == 0:
            permanent += 1
        elif status in (Status.UNKNOWN, Status.PARKED) and permanent == 0:
            unknown += 1
        else:
            break
    return permanent, unknown


def _tell_mailbox(mailbox: Mailbox, brake: Brake, *, actor: str, now: datetime) -> None:
    summary = f"{brake.effect.value.replace('_', ' ')}: {brake.words}"
    record(
        Action.MAILBOX_BRAKED,
        About(f"mailbox:{mailbox.pk}"),
        actor=actor,
        at=now,
        summary=summary,
        trigger=brake.trigger,
        effect=brake.effect.value,
    )
    notify(
        key=f"braked:{mailbox.pk}:{brake.trigger}:{now:%Y%m%d%H%M%S}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"Mailbox {mailbox.address}: {summary}",
        now=now,
    )
    learn("cam.auto_paused", now=now, mailbox=mailbox.pk, trigger=brake.trigger)


@transaction.atomic(durable=True)
def resume_mailbox(*, mailbox_id: int, actor: str, reason: str, now: datetime) -> MailboxPace:
    """Let a mailbox send cold mail again; the trouble before does not count any more.

    :raises Refused: without a reason, or if it is not paused
    """
    _needs_reason(reason)
    row = MailboxPace.objects.select_for_update(of=("self",)).get(mailbox=mailbox_id)
    if not row.pause_reason and not row.auth_problem:
        raise Refused("The mailbox is not paused.", code="status")
    row.pause_reason, row.paused_at, row.auth_problem = "", None, ""
    row.healthy_since = now
    row.save()
    record(
        Action.MAILBOX_RESUMED, About(f"mailbox:{mailbox_id}"), actor=actor, at=now, summary=reason
    )
    return row


@transaction.atomic(durable=True)
def pause_mailbox(*, mailbox_id: int, actor: str, reason: str, now: datetime) -> MailboxPace:
    """Let no cold mail leave a mailbox until a person resumes it.

    :raises Refused: without a reason
    """
    _needs_reason(reason)
    mailbox = Mailbox.objects.get(pk=mailbox_id)
    row = MailboxPace.objects.select_for_update(of=("self",)).filter(mailbox=mailbox).first()
    row = row or new_pace(mailbox, time_zone=settings.TIME_ZONE, now=now)
    row.pause_reason, row.paused_at = f"{actor}: {reason}", now
    row.save()
    record(
        Action.MAILBOX_BRAKED,
        About(f"mailbox:{mailbox_id}"),
        actor=actor,
        at=now,
        summary=f"paused by hand: {reason}",
    )
    return row


@transaction.atomic(durable=True)
def brake_campaign(*, campaign_id: int, actor: str, now: datetime) -> str:
    """Pause a campaign's cold mail if its numbers say so; returns why, or nothing."""
    outreach = (
        CampaignOutreach.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(campaign=campaign_id)
        .first()
    )
    if outreach is None or outreach.pause_reason or not outreach.is_live:
        return ""
    for brake in campaign_brakes(campaign_health(outreach, now=now)):
        if brake.effect is not Effect.PAUSE_CAMPAIGN:
            continue
        outreach.pause_reason, outreach.paused_at = brake.words, now
        outreach.save()
        _tell_campaign(outreach.campaign, brake, actor=actor, now=now)
        return brake.words
    return ""


def campaign_health(outreach: CampaignOutreach, *, now: datetime) -> CampaignHealth:
    """Return what a campaign's cold mail brought so far; automatic mail never counts."""
    campaign = outreach.campaign
    approaches = Approach.objects.filter(prospect__campaign=campaign)
    mature = OutgoingEmail.cold.filter(
        prospect__campaign=campaign, step=1, status=Status.SENT, sent_at__lte=now - WEEK
    )
    answered = approaches.filter(last_replied_at__isnull=False)
    since = outreach.live_since or now
    return CampaignHealth(
        human_replies=answered.count(),
        negative_replies=answered.filter(reply_intent=NEGATIVE).count(),
        mature_touches=mature.count(),
        mature_replies=answered.filter(prospect__in=mature.values("prospect")).count(),
        age_days=(now - since).days,
        hot=approaches.filter(hot_at__isnull=False).count(),
    )


def _tell_campaign(campaign: Campaign, brake: Brake, *, actor: str, now: datetime) -> None:
    record(
        Action.OUTREACH_PAUSED,
        About(f"campaign:{campaign.pk}", campaign_id=campaign.pk),
        actor=actor,
        at=now,
        summary=f"{brake.trigger}: {brake.words}",
    )
    notify(
        key=f"outreach-paused:{campaign.pk}:{now:%Y%m%d%H%M%S}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"Outreach of {campaign.name} paused itself: {brake.words}",
        now=now,
        about=About(campaign_id=campaign.pk),
    )
    learn("cam.auto_paused", now=now, campaign=campaign.pk, trigger=brake.trigger)


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why.", code="reason")
