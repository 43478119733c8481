"""Send, look up and plan: claim, call, settle, one row at a time. No rule of its own."""

from datetime import datetime
from typing import assert_never

from django.conf import settings
from django.utils import timezone

from campaigns.models import Prospect
from integrations.errors import GatewayError, NotConfigured
from integrations.gmail.dry_run import DryRunMailGateway
from integrations.gmail.factory import get_mail_gateway
from integrations.gmail.gateway import (
    MailGateway,
    NotSent,
    OutgoingMail,
    SendOutcome,
    Sent,
    Unknown,
)
from integrations.queue import Job, enqueue
from negotiations.jobs.outbound import deliver
from negotiations.models import OutgoingEmail
from negotiations.outreach.commands import claims, settling
from negotiations.outreach.commands.hot import open_hot_thread
from negotiations.outreach.commands.scoring import score_prospects
from negotiations.outreach.commands.silence import end_in_silence, maybe_silent
from negotiations.outreach.desk import house_for
from negotiations.outreach.due import (
    due_report,
    due_touches,
    hot_prospects,
    is_plan_due,
    runs_asked_for,
    unknown_touches,
    unscored_campaigns,
)
from negotiations.outreach.planning import CHUNK


def send_touch(*, email_id: int) -> str:
    """Send one due cold mail."""
    return send_touch_at(email_id=email_id, now=timezone.now())


def send_touch_at(*, email_id: int, now: datetime) -> str:
    """Send one due cold mail; the moment is the caller's."""
    due = OutgoingEmail.cold.select_related("mailbox", "prospect__campaign__outreach")
    found = due.filter(pk=email_id).first()
    if found is None:
        return "skipped: no such mail"
    gateway = gateway_for(found)
    is_real = not isinstance(gateway, DryRunMailGateway)
    email = claims.claim_touch(email_id=email_id, checks_inbox=is_real, now=now)
    if email is None:
        return "skipped: not now"
    outcome = _careful(deliver(email, cold_mail(email), lambda: gateway))
    return settling.settle_touch(email_id=email_id, outcome=outcome, actor="mailer", now=now)


def _careful(outcome: SendOutcome) -> SendOutcome:
    """A provider that answers 5xx may have acted all the same: nobody knows, so we look."""
    if isinstance(outcome, NotSent) and not outcome.permanent:
        return Unknown(outcome.reason)
    return outcome


def gateway_for(email: OutgoingEmail) -> MailGateway:
    """Return the mailbox's gateway; a simulated campaign's mail has one that sends nothing.

    Without a channel that is switched on and opened by credentials it is that one too.
    """
    address = email.mailbox.address if email.mailbox else settings.GMAIL_MAILBOX
    campaign = email.prospect.campaign if email.prospect else None
    outreach = getattr(campaign, "outreach", None)
    if outreach is not None and outreach.is_simulated:
        return DryRunMailGateway(address)
    try:
        return get_mail_gateway(address)
    except NotConfigured:
        return DryRunMailGateway(address)


def cold_mail(email: OutgoingEmail) -> OutgoingMail:
    """Return the row as the gateway takes it, with the headers every cold mail has (RFC 8058).

    What no person looked at says so (RFC 3834).
    """
    link = f"{settings.PUBLIC_BASE_URL}/u/{email.unsubscribe_token}"
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if not email.approved_by and not email.made_by.get("armed_by"):
        headers["Auto-Submitted"] = "auto-generated"
    mailbox = email.mailbox
    previous = _conversation(email)
    return OutgoingMail(
        key=str(email.key),
        from_address=mailbox.address if mailbox else settings.GMAIL_MAILBOX,
        from_name=(mailbox.display_name if mailbox else "") or settings.SENDER_NAME,
        to=tuple(email.to),
        cc=(),
        subject=email.subject,
        text=email.body,
        html=email.html,
        thread_id=previous or None,
        in_reply_to=email.in_reply_to or None,
        references=tuple(email.references.split()),
        headers=headers,
    )


def _conversation(email: OutgoingEmail) -> str:
    """Return the provider's id of the conversation the first touch began."""
    earlier = OutgoingEmail.cold.filter(prospect=email.prospect_id, step__lt=email.step)
    ids = earlier.exclude(provider_thread_id="").order_by("step")
    return ids.values_list("provider_thread_id", flat=True).first() or ""


def dispatch_outbox(*, now: datetime | None = None, limit: int = 500) -> str:
    """Send every cold mail that is due, and look for those nobody knows about."""
    moment = now or timezone.now()
    doubted = settling.doubt_lost_touches(now=moment)
    looked = [reconcile_touch_at(email_id=pk, now=moment) for pk in unknown_touches(now=moment)]
    sent = [send_touch_at(email_id=pk, now=moment) for pk in due_touches(now=moment)[:limit]]
    said = {"sent": sent.count("sent"), "looked up": len(looked), "lost": doubted}
    return ", ".join(f"{name} {count}" for name, count in said.items() if count) or "nothing due"


def reconcile_touch_at(*, email_id: int, now: datetime) -> str:
    """Ask the provider's own record what became of a cold mail nobody knows about."""
    email = (
        OutgoingEmail.cold.select_related("mailbox", "prospect__campaign__outreach")
        .filter(pk=email_id, status=OutgoingEmail.Status.UNKNOWN)
        .first()
    )
    if email is None:
        return "skipped: not unknown"
    since = email.claimed_at or email.created_at
    try:
        draft_id = email.provider_draft_id or None
        found = gateway_for(email).find_sent(str(email.key), since, draft_id)
    except GatewayError as failure:
        settling.keep_looking_for(email_id=email_id, actor="mailer", now=now)
        return str(failure)
    match found:
        case Sent():
            return settling.settle_touch(email_id=email_id, outcome=found, actor="mailer", now=now)
        case None:
            return settling.return_touch(email_id=email_id, actor="mailer", now=now)
        case "pending":
            return settling.keep_looking_for(email_id=email_id, actor="mailer", now=now)
        case _:
            assert_never(found)


def reconcile_touch(*, email_id: int) -> str:
    """Look up one cold mail nobody knows about."""
    return reconcile_touch_at(email_id=email_id, now=timezone.now())


def sweep_outreach(*, now: datetime) -> dict[str, int]:
    """Find what is due in the cycle and wake a worker for it; returns how many of each kind."""
    found = {
        "cold mails": (Job.SEND_TOUCH, "email_id", due_touches(now=now)),
        "unknown cold mails": (Job.RECONCILE_TOUCH, "email_id", unknown_touches(now=now)),
        "hot prospects": (Job.OPEN_HOT_THREAD, "prospect_id", hot_prospects()),
        "runs": (Job.RUN_CYCLE, "run_id", runs_asked_for()),
        "campaigns to score": (Job.SCORE_PROSPECTS, "campaign_id", unscored_campaigns()),
    }
    for job, argument, ids in found.values():
        for pk in ids[:500]:
            enqueue(job, **{argument: pk})
    if is_due := is_plan_due(now=now):
        enqueue(Job.PLAN_DAY)
    if is_evening := due_report(now=now) is not None:
        enqueue(Job.REPORT_DAY)
    silent = [
        pk for pk in maybe_silent(now=now) if end_in_silence(prospect_id=pk, actor="clock", now=now)
    ]
    counts = {name: min(len(ids), 500) for name, (_, _, ids) in found.items()}
    lost = settling.doubt_lost_touches(now=now)
    return {
        **counts,
        "plans": int(is_due),
        "reports": int(is_evening),
        "silences": len(silent),
        "lost cold mails": lost,
    }


def open_hot(*, prospect_id: int) -> str:
    """Open the thread of a hot prospect."""
    thread = open_hot_thread(prospect_id=prospect_id, actor="agent", now=timezone.now())
    return f"thread {thread.pk}" if thread else "skipped: nothing to open"


def score_campaign(*, campaign_id: int) -> str:
    """Score every prospect of a campaign whose facts or campaign changed."""
    house = house_for()
    found = Prospect.objects.filter(campaign=campaign_id).order_by("pk")
    ids = list(found.values_list("pk", flat=True))
    scored = sum(
        score_prospects(
            prospect_ids=ids[start : start + CHUNK], house=house, actor="agent", now=timezone.now()
        )
        for start in range(0, len(ids), CHUNK)
    )
    return f"scored {scored}"
