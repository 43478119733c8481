"""What a person may do with a negotiation: the one answer for buttons, API, Slack and commands.

Pure. What the transition table decides is read from it; the rest is said here.
"""

from dataclasses import dataclass
from enum import StrEnum

from negotiations.domain.terms.states import (
    CLOSED,
    MAY_AGREE,
    MAY_OFFER,
    MAY_WRITE,
    WAITING,
    WITH_PEOPLE,
    Event,
    State,
)
from negotiations.domain.terms.transitions import ruling_of


class Act(StrEnum):
    """What a person can do with a negotiation, by the name of its button."""

    WRITE = "write"
    OVERRIDE = "override"
    ACCEPT = "accept"
    CONTACT = "contact"
    ADULT = "adult"
    TAKE_OVER = "takeover"
    HAND_BACK = "handback"
    PAUSE = "pause"
    RESUME = "resume"
    REJECT = "reject"
    STOP = "stop"
    REOPEN = "reopen"


@dataclass(frozen=True)
class No:
    """Why not, in a sentence, with a code for scripts."""

    words: str
    code: str = "state"


def _where_it_moves(event: Event) -> frozenset[State]:
    return frozenset(state for state in State if ruling_of(state, event).changes_state)


_EVERYWHERE = frozenset(State)
_STATES: dict[Act, frozenset[State]] = {
    Act.WRITE: MAY_WRITE,
    Act.OVERRIDE: MAY_OFFER,
    Act.ACCEPT: MAY_AGREE,
    Act.CONTACT: _EVERYWHERE,
    Act.ADULT: _EVERYWHERE,
    Act.TAKE_OVER: _EVERYWHERE - CLOSED,
    Act.HAND_BACK: _EVERYWHERE,
    Act.PAUSE: _where_it_moves(Event.PAUSE),
    Act.RESUME: _where_it_moves(Event.RESUME),
    Act.REJECT: _where_it_moves(Event.REJECT),
    Act.STOP: _where_it_moves(Event.STOP),
    Act.REOPEN: _where_it_moves(Event.REOPEN),
}


def why_not(act: Act, state: str, *, has_person: bool = False) -> No | None:
    """Return why a thread in this state does not allow the act; None if it does.

    `has_person` says that a person drives the thread, not the agent.
    """
    if act is Act.OVERRIDE and state in WAITING:
        return No("Our offer is unanswered: nobody bids against themselves.", "unanswered")
    if act is Act.TAKE_OVER and has_person:
        return No("A person has this thread.", "claimed")
    if act is Act.HAND_BACK and not has_person and state not in WITH_PEOPLE:
        return No("The agent drives this thread already.")
    if state not in _STATES[act]:
        return No(f"The thread is {state}.")
    return None
