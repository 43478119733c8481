"""What every event does to a thread in every state: 10 states, 13 events, 130 pairs. Pure."""

from dataclasses import dataclass

STATES = (
    "initial_offer",
    "awaiting_reply",
    "counter_received",
    "counter_sent",
    "escalated",
    "stale",
    "paused",
    "agreed",
    "rejected",
    "stopped",
)
EVENTS = (
    "send_offer",
    "receive_reply",
    "timeout",
    "send_counter",
    "accept",
    "reject",
    "escalate",
    "resume_counter",
    "hand_back",
    "pause",
    "resume",
    "stop",
    "reopen",
)
TERMINAL_STATES = frozenset({"agreed", "rejected", "stopped"})

# One row per state, one word per event in the order of EVENTS. A state name moves there; `keep`
# stores and stays; `tell` also tells the owner; `no` refuses; `restore` returns to the saved state.
_ROWS = {
    "initial_offer": "awaiting_reply counter_received keep no escalated rejected escalated "
    "no no paused no stopped no",
    "awaiting_reply": "no counter_received stale no agreed rejected escalated "
    "no no paused no stopped no",
    "counter_received": "awaiting_reply keep tell counter_sent agreed rejected escalated "
    "no no paused no stopped no",
    "counter_sent": "no counter_received stale no agreed rejected escalated "
    "no no paused no stopped no",
    "escalated": "no tell tell no agreed rejected keep "
    "counter_sent counter_received paused no stopped no",
    "stale": "no counter_received keep no agreed rejected escalated "
    "counter_sent counter_received paused no stopped no",
    "paused": "no tell keep no tell tell tell no no no restore stopped no",
    "agreed": "no tell keep no keep tell tell no no no no no counter_received",
    "rejected": "no tell keep no tell keep tell no no no no no counter_received",
    "stopped": "no tell keep no tell keep tell no no no no no counter_received",
}

_GUARDED = "only when the acceptance guard holds; otherwise the thread is escalated"
_NOTES = {
    ("awaiting_reply", "accept"): _GUARDED,
    ("counter_received", "accept"): _GUARDED,
    ("counter_sent", "accept"): _GUARDED,
    ("escalated", "accept"): _GUARDED,
    ("stale", "accept"): _GUARDED,
    ("counter_received", "send_offer"): "only when no offer was ever sent in this thread",
    ("counter_received", "receive_reply"): "a waiting draft is cancelled; both mails count",
    ("escalated", "escalate"): "joins the open escalation; no second message",
    ("paused", "receive_reply"): "stored unread; worked on in order at resume",
    ("rejected", "receive_reply"): "the owner may reopen with one click",
}


@dataclass(frozen=True)
class Outcome:
    """What an event does: `kind` is move, keep, tell, no or restore; only a move has a target."""

    kind: str
    target: str | None = None
    note: str = ""

    @property
    def is_allowed(self) -> bool:
        """False only where the event is refused."""
        return self.kind != "no"


def _outcome(state: str, event: str, word: str) -> Outcome:
    note = _NOTES.get((state, event), "")
    if word in STATES:
        return Outcome("move", word, note)
    return Outcome(word, None, note)


TABLE: dict[tuple[str, str], Outcome] = {
    (state, event): _outcome(state, event, word)
    for state, row in _ROWS.items()
    for event, word in zip(EVENTS, row.split(), strict=True)
}


def outcome_of(state: str, event: str) -> Outcome:
    """Return what `event` does to a thread in `state`.

    :raises LookupError: if there is no such state or event; a defined pair never raises
    """
    try:
        return TABLE[state, event]
    except KeyError:
        raise LookupError(f"no such state or event: {state}, {event}") from None


def events_possible(state: str) -> tuple[str, ...]:
    """Return the events that change a thread in `state`, sorted; the buttons come from these."""
    return tuple(sorted(e for e in EVENTS if TABLE[state, e].kind in ("move", "restore")))


def refusal(state: str, event: str) -> str:
    """Return the sentence for a refused event."""
    return f"A thread that is {state.replace('_', ' ')} cannot {event.replace('_', ' ')}."
