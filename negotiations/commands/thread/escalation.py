"""Hand a thread to people, tell them, and close what they settled.

These functions run inside a command's transaction with the thread's row locked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from audit.actions import Action
from audit.recording import About
from integrations.notifications import notify
from negotiations.commands.cards import owe_escalation
from negotiations.commands.deeds import Deed
from negotiations.commands.thread.state import audit, fire
from negotiations.domain.terms.states import Event
from negotiations.models import Escalation, Message, OutgoingEmail, Thread
from negotiations.queries.pages import thread_page
from negotiations.queries.work import open_escalation_of

# Who wrote is asked beside the negotiation; any other question stops it.
SENDER_UNSURE = "sender_unsure"
# How one ends whose draft left: its card says who let it go.
ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What only a person may decide: its code, a sentence, and what it is about."""

    code: str
    reason: str
    message: Message | None = None
    draft: OutgoingEmail | None = None
    quote: str = ""
    findings: tuple[dict[str, str], ...] = ()


def escalate(thread: Thread, problem: Problem, deed: Deed) -> Escalation:
    """Hand the thread to people: the state, one open escalation, one Slack message."""
    fire(thread, Event.ESCALATE, deed.because(problem.code))
    standing = open_escalation_of(thread)
    return _extend(standing, problem, deed) if standing else _open(thread, problem, deed)


def _extend(standing: Escalation, problem: Problem, deed: Deed) -> Escalation:
    standing.reason = f"{standing.reason}\n{problem.reason}"
    standing.draft = problem.draft or standing.draft
    if standing.code == SENDER_UNSURE:
        standing.code = problem.code
    standing.findings = [*standing.findings, *problem.findings]
    standing.save()
    thread = standing.thread
    audit(thread, Action.ESCALATION_EXTENDED, deed, summary=problem.reason, code=problem.code)
    show_escalation(thread, now=deed.now)
    return standing


def _open(thread: Thread, problem: Problem, deed: Deed) -> Escalation:
    opened = Escalation.objects.create(
        thread=thread,
        message=problem.message,
        draft=problem.draft,
        code=problem.code,
        reason=_as_sentence(problem.reason),
        quote=problem.quote,
        findings=list(problem.findings),
        opened_at=deed.now,
        due_at=deed.now + timedelta(hours=settings.ESCALATION_HOURS),
    )
    audit(
        thread,
        Action.ESCALATION_OPENED,
        deed,
        summary=problem.reason,
        code=problem.code,
        quote=problem.quote,
        escalation_id=opened.pk,
    )
    owe_escalation(opened, now=deed.now)
    return opened


def close_escalation(thread: Thread, outcome: str, deed: Deed) -> None:
    """Close the open escalation, if there is one, with what became of it."""
    standing = open_escalation_of(thread)
    if standing is None:
        return
    standing.closed_at, standing.closed_by, standing.outcome = deed.now, deed.actor, outcome
    standing.save()
    audit(thread, Action.ESCALATION_CLOSED, deed, summary=outcome, escalation_id=standing.pk)
    owe_escalation(standing, now=deed.now)


def show_escalation(thread: Thread, *, now: datetime) -> None:
    """Let Slack show the open escalation, if there is one, as the rows say it now."""
    standing = open_escalation_of(thread)
    if standing is not None:
        owe_escalation(standing, now=now)


def tell(thread: Thread, *, key: str, text: str, now: datetime) -> None:
    """Owe people one Slack message about a thread."""
    notify(
        key=key,
        channel=settings.SLACK_ESCALATIONS_CHANNEL,
        text=f"{text}\n{thread_page(thread)}",
        now=now,
        about=About(thread_id=thread.pk, campaign_id=thread.campaign_id),
    )


def _as_sentence(words: str) -> str:
    """Begin with a capital, but for an address: it is written as it is."""
    is_address = "@" in words.split(" ", 1)[0]
    return words if is_address else f"{words[:1].upper()}{words[1:]}"
