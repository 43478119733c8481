"""Who owes the next word on a negotiation, in one sentence. Pure; times are aware UTC.

Every open negotiation has a next step. One that has none stands still where nobody would look,
so the sweep hands it to a person.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from negotiations.domain.terms.states import CLOSED, UNOPENED, WAITING, State


class Kind(StrEnum):
    """Who owes the next word."""

    WE_OWE = "we_owe"
    ON_ITS_WAY = "on_its_way"
    THEY_OWE = "they_owe"
    PERSON = "person"
    CLOSED = "closed"


@dataclass(frozen=True)
class NextStep:
    """What happens next, and a sentence that says so."""

    kind: Kind
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides the next step of one thread.

    `unsent` is the status of our newest mail that has not left, `waits_for` why it has not;
    `question` the reason of the open escalation; `is_read_due` whether mail of theirs is unread.
    """

    state: str
    is_campaign_paused: bool = False
    driver: str = ""
    question: str = ""
    has_loose_mail: bool = False
    unsent: str = ""
    purpose: str = ""
    waits_for: str = ""
    is_read_due: bool = False
    opening_waits_for: str = ""
    prospect_problem: str = ""
    reminder_due_at: datetime | None = None
    stale_due_at: datetime | None = None


_CLOSED_WORDS = {
    State.AGREED: "Agreed.",
    State.REJECTED: "Ended without a deal.",
    State.STOPPED: "Stopped.",
}
_MAIL_WORDS = {
    "draft": "Our {purpose} waits for approval.",
    "held": "Our {purpose} leaves soon{why}.",
    "ready": "Our {purpose} is about to leave{why}.",
    "sending": "Our {purpose} is being sent.",
    "unknown": "Our {purpose} may have left; the mailbox is being asked.",
    "simulated": "Our {purpose} was simulated: this mode sends nothing.",
    "parked": "Our {purpose} could not be sent: a person decides.",
}


def next_step(now_is: Situation) -> NextStep | None:
    """Return the next step; None only where an open negotiation stands still."""
    return _with_people(now_is) or _on_its_way(now_is) or _by_state(now_is)


def _with_people(now_is: Situation) -> NextStep | None:
    if now_is.question:
        return NextStep(Kind.PERSON, f"A person decides: {now_is.question}")
    if now_is.unsent == "parked":
        return NextStep(Kind.PERSON, _mail_sentence(now_is))
    if now_is.state in CLOSED:
        return None
    if now_is.driver:
        return NextStep(Kind.PERSON, f"{now_is.driver} drives this negotiation.")
    reason = _halted(now_is)
    return NextStep(Kind.PERSON, reason) if reason else None


def _halted(now_is: Situation) -> str:
    """Return why only a person can let an open negotiation go on, or nothing."""
    if now_is.state == State.PAUSED:
        return "Paused: it goes on when somebody resumes it."
    if now_is.is_campaign_paused:
        return "The campaign is paused: it goes on when somebody resumes it."
    if now_is.state == State.ESCALATED:
        return "A person decides how it goes on."
    if now_is.state == State.STALE and not now_is.is_read_due:
        return "They never answered: hand it back, write to them or stop it."
    if now_is.prospect_problem:
        return f"A person decides: {now_is.prospect_problem}"
    return ""


def _on_its_way(now_is: Situation) -> NextStep | None:
    if now_is.unsent not in _MAIL_WORDS:
        return None
    return NextStep(Kind.ON_ITS_WAY, _mail_sentence(now_is))


def _mail_sentence(now_is: Situation) -> str:
    why = f" ({now_is.waits_for})" if now_is.waits_for else ""
    return _MAIL_WORDS[now_is.unsent].format(purpose=now_is.purpose or "mail", why=why)


def _by_state(now_is: Situation) -> NextStep | None:
    if now_is.state in CLOSED:
        return NextStep(Kind.CLOSED, _CLOSED_WORDS[State(now_is.state)])
    if now_is.is_read_due:
        return NextStep(Kind.WE_OWE, "Their mail is about to be read and answered.")
    if now_is.state in UNOPENED and now_is.opening_waits_for:
        return NextStep(Kind.WE_OWE, f"The opening waits: {now_is.opening_waits_for}.")
    if now_is.state in WAITING:
        return _they_owe(now_is)
    if now_is.has_loose_mail:
        return NextStep(Kind.PERSON, "A mail of theirs waits for a person.")
    return None


def _they_owe(now_is: Situation) -> NextStep | None:
    if now_is.reminder_due_at is not None:
        at = f"{now_is.reminder_due_at:%Y-%m-%d %H:%M} UTC"
        return NextStep(Kind.THEY_OWE, f"They owe us an answer; we remind them on {at}.")
    if now_is.stale_due_at is not None:
        at = f"{now_is.stale_due_at:%Y-%m-%d %H:%M} UTC"
        return NextStep(Kind.THEY_OWE, f"They owe us an answer; it counts as stale on {at}.")
    return None
