"""Move a thread through the transition table, tell people, and keep its hands off the rest.

These functions run inside a command's transaction with the thread's row locked.
"""

from datetime import datetime, timedelta

from django.conf import settings

from audit.actions import Action
from audit.recording import record
from integrations.notifications import notify, revise
from negotiations.domain.terms.states import Outcome, outcome_of
from negotiations.errors import TransitionRefused
from negotiations.models import Escalation, Message, Offer, OutgoingEmail, Thread
from negotiations.queries.work import open_escalation_of
from negotiations.slack.cards import escalation_card, escalation_key, thread_page

UNSENT = ("draft", "held", "ready", "parked")


def lock_thread(thread_id: int) -> Thread:
    """Return the thread with its row locked.

    :raises Thread.DoesNotExist: if there is none
    """
    return (
        Thread.objects.select_for_update(of=("self",))
        .select_related("campaign__client", "influencer", "mailbox", "prospect", "contact")
        .get(pk=thread_id)
    )


def lock_message(message_id: int) -> Message:
    """Return a mail with its row locked and its thread's before it: one order everywhere.

    :raises Message.DoesNotExist: if there is none
    """
    thread_id = Message.objects.only("thread_id").get(pk=message_id).thread_id
    thread = lock_thread(thread_id) if thread_id else None
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.thread_id is not None:
        is_locked = thread is not None and thread.pk == message.thread_id
        message.thread = thread if is_locked else lock_thread(message.thread_id)
    return message


def audit(thread: Thread, action: Action, *, actor: str, now: datetime, **data: object) -> None:
    """Record something about a thread."""
    record(
        action,
        subject=f"thread:{thread.pk}",
        actor=actor,
        at=now,
        campaign_id=thread.campaign_id,
        thread_id=thread.pk,
        influencer=thread.influencer.name,
        **data,  # type: ignore[arg-type]
    )


def fire(thread: Thread, event: str, *, actor: str, now: datetime, reason: str = "") -> Outcome:
    """Apply one event as the table says and record it.

    :raises TransitionRefused: if the table refuses this event here
    """
    outcome = outcome_of(thread.state, event)
    if outcome.kind == "no":
        raise TransitionRefused(thread.state, event)
    before = thread.state
    if outcome.kind in ("move", "restore"):
        thread.move(event)
        thread.state_changed_at = now
        _set_timers(thread, now=now)
    thread.updated_at = now
    thread.save()
    audit(
        thread,
        Action.THREAD_MOVED,
        actor=actor,
        now=now,
        summary=f"{event}: {before} -> {thread.state}" + (f" ({reason})" if reason else ""),
        event=event,
        state_before=before,
        state_after=thread.state,
        outcome=outcome.kind,
        reason=reason,
    )
    return outcome


def _set_timers(thread: Thread, *, now: datetime) -> None:
    """A thread that waits for them is reminded once and then counts as stale."""
    if thread.state in ("awaiting_reply", "counter_sent"):
        campaign = thread.campaign
        thread.reminder_due_at = now + timedelta(hours=campaign.reminder_after_hours)
        thread.stale_due_at = now + timedelta(hours=campaign.stale_after_hours)
    else:
        thread.reminder_due_at = thread.stale_due_at = None


def discard_unsent(thread: Thread, *, reason: str, actor: str, now: datetime) -> int:
    """Discard every email of the thread that has not been claimed, and withdraw its offer."""
    unsent = list(thread.emails.select_for_update().filter(status__in=UNSENT))
    for email in unsent:
        discard(email, reason=reason, actor=actor, now=now)
    return len(unsent)


def discard(email: OutgoingEmail, *, reason: str, actor: str, now: datetime) -> None:
    """Discard one unsent email; the offer in it was never made."""
    email.status = OutgoingEmail.Status.DISCARDED
    email.wait_reason = reason
    email.save()
    show_escalation(email.thread, now=now)
    if email.offer and email.offer.status == Offer.Status.DRAFTED:
        email.offer.status = Offer.Status.WITHDRAWN
        email.offer.save(update_fields=["status"])
    audit(
        email.thread,
        Action.EMAIL_DISCARDED,
        actor=actor,
        now=now,
        summary=f"{email.purpose} discarded: {reason}",
        email_id=email.pk,
        reason=reason,
    )


def escalate(
    thread: Thread,
    *,
    code: str,
    reason: str,
    actor: str,
    now: datetime,
    message: Message | None = None,
    draft: OutgoingEmail | None = None,
    quote: str = "",
    findings: list[dict[str, str]] | None = None,
) -> Escalation:
    """Hand the thread to people: the state, one open escalation, one Slack message."""
    fire(thread, "escalate", actor=actor, now=now, reason=code)
    standing = open_escalation_of(thread)
    if standing:
        standing.reason = f"{standing.reason}\n{reason}"
        standing.draft = draft or standing.draft
        standing.findings = [*standing.findings, *(findings or [])]
        standing.save()
        audit(thread, Action.ESCALATION_EXTENDED, actor=actor, now=now, summary=reason, code=code)
        show_escalation(thread, now=now)
        return standing
    opened = Escalation.objects.create(
        thread=thread,
        message=message,
        draft=draft,
        code=code,
        reason=reason,
        quote=quote,
        findings=findings or [],
        opened_at=now,
        due_at=now + timedelta(hours=settings.ESCALATION_HOURS),
    )
    audit(
        thread,
        Action.ESCALATION_OPENED,
        actor=actor,
        now=now,
        summary=reason,
        code=code,
        quote=quote,
        escalation_id=opened.pk,
    )
    text, blocks = escalation_card(opened)
    notify(
        key=escalation_key(opened),
        channel=settings.SLACK_ESCALATIONS_CHANNEL,
        text=text,
        blocks=blocks,
        now=now,
        thread_id=thread.pk,
        campaign_id=thread.campaign_id,
    )
    return opened


def close_escalation(thread: Thread, *, outcome: str, actor: str, now: datetime) -> None:
    """Close the open escalation, if there is one, with what became of it."""
    standing = open_escalation_of(thread)
    if standing is None:
        return
    standing.closed_at, standing.closed_by, standing.outcome = now, actor, outcome
    standing.save()
    audit(
        thread,
        Action.ESCALATION_CLOSED,
        actor=actor,
        now=now,
        summary=outcome,
        escalation_id=standing.pk,
    )
    _show(standing, thread, now=now)


def show_escalation(thread: Thread, *, now: datetime) -> None:
    """Let Slack show the open escalation, if there is one, as the rows say it now."""
    standing = open_escalation_of(thread)
    if standing is not None:
        _show(standing, thread, now=now)


def _show(escalation: Escalation, thread: Thread, *, now: datetime) -> None:
    # The caller's thread is the locked and current one.
    escalation.thread = thread
    text, blocks = escalation_card(escalation)
    revise(key=escalation_key(escalation), text=text, blocks=blocks, now=now)


def tell(thread: Thread, *, key: str, text: str, now: datetime, channel: str = "") -> None:
    """Owe people one Slack message about a thread."""
    notify(
        key=key,
        channel=channel or settings.SLACK_ESCALATIONS_CHANNEL,
        text=f"{text}\n{thread_page(thread)}",
        now=now,
        thread_id=thread.pk,
        campaign_id=thread.campaign_id,
    )
