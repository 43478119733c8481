"""What people can do in Slack: the console's own commands, as the staff account with their address.

Every deed asks for the same permission as its button in the console, and calls one command.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser

from audit.admin_base import actor_of
from integrations.slack.requests import SlackRequest
from negotiations.commands.mail.approve import approve_email
from negotiations.commands.offers.by_hand import reject_by_hand
from negotiations.commands.slack import Reply
from negotiations.commands.thread.driving import hand_back_thread, take_over_thread
from negotiations.commands.thread.pausing import resume_thread
from negotiations.domain.terms.acts import Act, why_not
from negotiations.domain.terms.states import State
from negotiations.errors import REFUSALS
from negotiations.models import Escalation, OutgoingEmail, Thread
from negotiations.queries.finding import threads_named
from negotiations.slack.audit import next_audit_page, show_audit
from negotiations.slack.cards import outcome_words
from negotiations.slack.replies import about, choice_of, question, refusal

Run = Callable[[str, str, datetime], Reply]
REASON = "in Slack"
_LINKS = ("edit", "open")
_CHANGE = "negotiations.change_thread"
_MAIL = "negotiations.change_outgoingemail"
_READ = "audit.view_auditentry"


@dataclass(frozen=True)
class Verb:
    """One command or button: what it needs and what it runs with the words, actor and time."""

    permission: str
    run: Run


def act(request: SlackRequest, *, email: str, now: datetime) -> Reply:
    """Do what was typed or pressed as the staff account with this address, or say why not."""
    if request.verb in _LINKS:
        return Reply("")
    user = staff_with(email)
    if user is None:
        return refusal(
            f"Nothing was done: no staff account has your Slack address ({email or 'not known'})."
            " An administrator can make one in the console under People."
        )
    verb = VERBS.get(request.verb)
    if verb is None:
        return refusal(f"I do not know {request.verb or 'this button'}.")
    if not user.has_perm(verb.permission):
        return refusal(f"Nothing was done: your account lacks the right '{verb.permission}'.")
    return verb.run(request.words, actor_of(user), now)


def staff_with(email: str) -> AbstractUser | None:
    """Return the one active staff account with the address; two of them are as good as none."""
    if not email:
        return None
    users = get_user_model().objects.filter(email__iexact=email, is_active=True, is_staff=True)
    found = list(users[:2])
    return found[0] if len(found) == 1 else None


def _claim(words: str, actor: str, now: datetime) -> Reply:
    if not words:
        return refusal("Usage: /claim <name, address, link or number of a negotiation>")
    found = threads_named(words)
    if not found:
        return refusal(f"No negotiation matches “{words}”.")
    if len(found) > 1:
        return choice_of(found, words, action="take_over", label="Take over")
    return _take_over(found[0], actor, now)


def _resume(words: str, actor: str, now: datetime) -> Reply:
    if not words:
        return refusal("Usage: /resume <name, address, link or number of a negotiation>")
    found = threads_named(words)
    if not found:
        return refusal(f"No negotiation matches “{words}”.")
    if len(found) > 1:
        return choice_of(found, words, action="hand_back", label="Hand back")
    return _hand_back(found[0], actor, now)


def _pressed(words: str) -> dict[str, object]:
    """Return a button's value; a value that is not ours is an empty one."""
    try:
        value = json.loads(words)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _row_id(words: str, name: str) -> int:
    """Return the row a button names; 0, which no row has, where it names none."""
    value = _pressed(words).get(name)
    return value if isinstance(value, int) else 0


def _on_escalation(run: Callable[[Escalation, str, str, datetime], Reply]) -> Run:
    """A button of an escalation works while that very escalation is open, never on a later one."""

    def press(words: str, actor: str, now: datetime) -> Reply:
        rows = Escalation.objects.select_related("thread__influencer", "thread__campaign")
        escalation = rows.filter(pk=_row_id(words, "escalation")).first()
        if escalation is None:
            return refusal("This escalation is not there any more.")
        if escalation.closed_at:
            return about(escalation.thread, f"already settled: {outcome_words(escalation)}")
        return run(escalation, words, actor, now)

    return press


def _on_thread(run: Callable[[Thread, str, datetime], Reply]) -> Run:
    """A button of a list or of an escalation; either names its thread."""

    def press(words: str, actor: str, now: datetime) -> Reply:
        threads = Thread.objects.select_related("influencer", "campaign")
        thread = threads.filter(pk=_row_id(words, "thread")).first()
        return run(thread, actor, now) if thread else refusal("This negotiation is not there.")

    on_escalation = _on_escalation(
        lambda escalation, _, actor, now: run(escalation.thread, actor, now)
    )
    return lambda words, actor, now: (on_escalation if "escalation" in _pressed(words) else press)(
        words, actor, now
    )


def _attempt(thread: Thread, command: Callable[[], object], done: str) -> Reply:
    """Run one command; what it refuses is said in its own words."""
    try:
        command()
    except REFUSALS as reason:
        return refusal(f"{thread.influencer.name}: nothing was done. {reason}", thread)
    return about(thread, done)


def _approve(escalation: Escalation, words: str, actor: str, now: datetime) -> Reply:
    thread = escalation.thread
    seen = str(_pressed(words).get("seen", ""))
    email = OutgoingEmail.objects.filter(pk=_row_id(words, "email"), thread=thread).first()
    if email is None:
        return refusal("The draft is not there any more.", thread)
    if email.approved_by and email.status not in OutgoingEmail.FOR_PERSON:
        return about(thread, f"already approved by {email.approved_by} ({email.status}).")
    return _attempt(
        thread,
        lambda: approve_email(email_id=email.pk, actor=actor, now=now, reason=REASON, seen=seen),
        "approved; it leaves after the undo time.",
    )


def _decline(escalation: Escalation, words: str, actor: str, now: datetime) -> Reply:
    thread = escalation.thread
    return _attempt(
        thread,
        lambda: reject_by_hand(thread_id=thread.pk, actor=actor, reason=REASON, now=now),
        "declined; a polite mail ends it.",
    )


def _take_over(thread: Thread, actor: str, now: datetime) -> Reply:
    return _attempt(
        thread,
        lambda: take_over_thread(thread_id=thread.pk, actor=actor, reason=REASON, now=now),
        "yours now. The agent is silent until it is handed back.",
    )


def _hand_back(thread: Thread, actor: str, now: datetime) -> Reply:
    if thread.state == State.PAUSED:
        words = f"paused from {thread.state_before_pause}. Resume it?"
        return question(thread, words, action="resume", label="Resume")
    has_person = thread.managed_by == Thread.ManagedBy.PERSON
    if why_not(Act.HAND_BACK, thread.state, has_person=has_person):
        return about(thread, "the agent drives it already.")
    return _attempt(
        thread,
        lambda: hand_back_thread(thread_id=thread.pk, actor=actor, reason=REASON, now=now),
        "handed back; the agent answers again.",
    )


def _resume_paused(thread: Thread, actor: str, now: datetime) -> Reply:
    return _attempt(
        thread,
        lambda: resume_thread(thread_id=thread.pk, actor=actor, reason=REASON, now=now),
        "resumed; mail that waited is worked on now.",
    )


VERBS: dict[str, Verb] = {
    "/claim": Verb(_CHANGE, _claim),
    "/resume": Verb(_CHANGE, _resume),
    "/audit": Verb(_READ, show_audit),
    "approve": Verb(_MAIL, _on_escalation(_approve)),
    "decline": Verb(_CHANGE, _on_escalation(_decline)),
    "take_over": Verb(_CHANGE, _on_thread(_take_over)),
    "hand_back": Verb(_CHANGE, _on_thread(_hand_back)),
    "resume": Verb(_CHANGE, _on_thread(_resume_paused)),
    "audit_page": Verb(_READ, next_audit_page),
}
