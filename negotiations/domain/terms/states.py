"""The words for where a thread stands, what happens to it, and the sets of both. Pure."""

from enum import StrEnum


class State(StrEnum):
    """Where a negotiation stands."""

    INITIAL_OFFER = "initial_offer"
    AWAITING_REPLY = "awaiting_reply"
    COUNTER_RECEIVED = "counter_received"
    COUNTER_SENT = "counter_sent"
    ESCALATED = "escalated"
    STALE = "stale"
    PAUSED = "paused"
    AGREED = "agreed"
    REJECTED = "rejected"
    STOPPED = "stopped"


class Event(StrEnum):
    """What can happen to a negotiation."""

    SEND_OFFER = "send_offer"
    RECEIVE_REPLY = "receive_reply"
    TIMEOUT = "timeout"
    SEND_COUNTER = "send_counter"
    ACCEPT = "accept"
    REJECT = "reject"
    ESCALATE = "escalate"
    RESUME_COUNTER = "resume_counter"
    HAND_BACK = "hand_back"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    REOPEN = "reopen"


class Effect(StrEnum):
    """What an event can do: change the state, or be stored, told, refused, or undo a pause."""

    MOVE = "move"
    KEEP = "keep"
    TELL = "tell"
    NO = "no"
    RESTORE = "restore"


# It leads nowhere by itself any more; only a person can reopen it.
CLOSED = frozenset({State.AGREED, State.REJECTED, State.STOPPED})
# Nobody may have been written to yet: an opening can be what comes next.
UNOPENED = frozenset({State.INITIAL_OFFER, State.COUNTER_RECEIVED})
# They owe us an answer: the reminder and the stale time run.
WAITING = frozenset({State.AWAITING_REPLY, State.COUNTER_SENT})
# Nothing goes on until a person answers or hands back.
WITH_PEOPLE = frozenset({State.ESCALATED, State.STALE})
# We owe them an answer.
OURS_TO_ANSWER = frozenset({State.COUNTER_RECEIVED}) | WITH_PEOPLE
# A first price, or another one, may be named.
MAY_OFFER = frozenset({State.INITIAL_OFFER}) | OURS_TO_ANSWER
# A deal can be closed: something was said on both sides.
MAY_AGREE = WAITING | OURS_TO_ANSWER
# A person may write by hand.
MAY_WRITE = frozenset(State) - {State.STOPPED, State.PAUSED}
