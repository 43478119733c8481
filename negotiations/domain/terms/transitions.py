"""What every event does to a thread in every state: 10 states, 13 events, 130 rulings. Pure."""

from dataclasses import dataclass

from negotiations.domain.terms.states import Effect, Event, State


@dataclass(frozen=True)
class Ruling:
    """What the table says of one event in one state; only a move has a target."""

    effect: Effect
    target: State | None = None
    note: str = ""

    @property
    def is_allowed(self) -> bool:
        """False only where the event is refused."""
        return self.effect is not Effect.NO

    @property
    def changes_state(self) -> bool:
        """Whether the thread is in another state afterwards."""
        return self.effect in (Effect.MOVE, Effect.RESTORE)


def _to(target: State, note: str = "") -> Ruling:
    return Ruling(Effect.MOVE, target, note)


NO = Ruling(Effect.NO)
KEEP = Ruling(Effect.KEEP)
TELL = Ruling(Effect.TELL)
RESTORE = Ruling(Effect.RESTORE)
_GUARDED = "only when the acceptance guard holds; otherwise the thread is escalated"

# A move goes to its target; `keep` stores and stays; `tell` also tells the owner; `no` refuses;
# `restore` returns to the state the pause saved.
TABLE: dict[tuple[State, Event], Ruling] = {
    (State.INITIAL_OFFER, Event.SEND_OFFER): _to(State.AWAITING_REPLY),
    (State.INITIAL_OFFER, Event.RECEIVE_REPLY): _to(State.COUNTER_RECEIVED),
    (State.INITIAL_OFFER, Event.TIMEOUT): KEEP,
    (State.INITIAL_OFFER, Event.SEND_COUNTER): NO,
    (State.INITIAL_OFFER, Event.ACCEPT): _to(State.ESCALATED),
    (State.INITIAL_OFFER, Event.REJECT): _to(State.REJECTED),
    (State.INITIAL_OFFER, Event.ESCALATE): _to(State.ESCALATED),
    (State.INITIAL_OFFER, Event.RESUME_COUNTER): NO,
    (State.INITIAL_OFFER, Event.HAND_BACK): NO,
    (State.INITIAL_OFFER, Event.PAUSE): _to(State.PAUSED),
    (State.INITIAL_OFFER, Event.RESUME): NO,
    (State.INITIAL_OFFER, Event.STOP): _to(State.STOPPED),
    (State.INITIAL_OFFER, Event.REOPEN): NO,
    (State.AWAITING_REPLY, Event.SEND_OFFER): NO,
    (State.AWAITING_REPLY, Event.RECEIVE_REPLY): _to(State.COUNTER_RECEIVED),
    (State.AWAITING_REPLY, Event.TIMEOUT): _to(State.STALE),
    (State.AWAITING_REPLY, Event.SEND_COUNTER): NO,
    (State.AWAITING_REPLY, Event.ACCEPT): _to(State.AGREED, _GUARDED),
    (State.AWAITING_REPLY, Event.REJECT): _to(State.REJECTED),
    (State.AWAITING_REPLY, Event.ESCALATE): _to(State.ESCALATED),
    (State.AWAITING_REPLY, Event.RESUME_COUNTER): NO,
    (State.AWAITING_REPLY, Event.HAND_BACK): NO,
    (State.AWAITING_REPLY, Event.PAUSE): _to(State.PAUSED),
    (State.AWAITING_REPLY, Event.RESUME): NO,
    (State.AWAITING_REPLY, Event.STOP): _to(State.STOPPED),
    (State.AWAITING_REPLY, Event.REOPEN): NO,
    (State.COUNTER_RECEIVED, Event.SEND_OFFER): _to(
        State.AWAITING_REPLY, "only when no offer was ever sent in this thread"
    ),
    (State.COUNTER_RECEIVED, Event.RECEIVE_REPLY): Ruling(
        Effect.KEEP, note="a waiting draft is cancelled; both mails count"
    ),
    (State.COUNTER_RECEIVED, Event.TIMEOUT): TELL,
    (State.COUNTER_RECEIVED, Event.SEND_COUNTER): _to(State.COUNTER_SENT),
    (State.COUNTER_RECEIVED, Event.ACCEPT): _to(State.AGREED, _GUARDED),
    (State.COUNTER_RECEIVED, Event.REJECT): _to(State.REJECTED),
    (State.COUNTER_RECEIVED, Event.ESCALATE): _to(State.ESCALATED),
    (State.COUNTER_RECEIVED, Event.RESUME_COUNTER): NO,
    (State.COUNTER_RECEIVED, Event.HAND_BACK): NO,
    (State.COUNTER_RECEIVED, Event.PAUSE): _to(State.PAUSED),
    (State.COUNTER_RECEIVED, Event.RESUME): NO,
    (State.COUNTER_RECEIVED, Event.STOP): _to(State.STOPPED),
    (State.COUNTER_RECEIVED, Event.REOPEN): NO,
    (State.COUNTER_SENT, Event.SEND_OFFER): NO,
    (State.COUNTER_SENT, Event.RECEIVE_REPLY): _to(State.COUNTER_RECEIVED),
    (State.COUNTER_SENT, Event.TIMEOUT): _to(State.STALE),
    (State.COUNTER_SENT, Event.SEND_COUNTER): NO,
    (State.COUNTER_SENT, Event.ACCEPT): _to(State.AGREED, _GUARDED),
    (State.COUNTER_SENT, Event.REJECT): _to(State.REJECTED),
    (State.COUNTER_SENT, Event.ESCALATE): _to(State.ESCALATED),
    (State.COUNTER_SENT, Event.RESUME_COUNTER): NO,
    (State.COUNTER_SENT, Event.HAND_BACK): NO,
    (State.COUNTER_SENT, Event.PAUSE): _to(State.PAUSED),
    (State.COUNTER_SENT, Event.RESUME): NO,
    (State.COUNTER_SENT, Event.STOP): _to(State.STOPPED),
    (State.COUNTER_SENT, Event.REOPEN): NO,
    (State.ESCALATED, Event.SEND_OFFER): NO,
    (State.ESCALATED, Event.RECEIVE_REPLY): TELL,
    (State.ESCALATED, Event.TIMEOUT): TELL,
    (State.ESCALATED, Event.SEND_COUNTER): NO,
    (State.ESCALATED, Event.ACCEPT): _to(State.AGREED, _GUARDED),
    (State.ESCALATED, Event.REJECT): _to(State.REJECTED),
    (State.ESCALATED, Event.ESCALATE): Ruling(
        Effect.KEEP, note="joins the open escalation; no second message"
    ),
    (State.ESCALATED, Event.RESUME_COUNTER): _to(State.COUNTER_SENT),
    (State.ESCALATED, Event.HAND_BACK): _to(State.COUNTER_RECEIVED),
    (State.ESCALATED, Event.PAUSE): _to(State.PAUSED),
    (State.ESCALATED, Event.RESUME): NO,
    (State.ESCALATED, Event.STOP): _to(State.STOPPED),
    (State.ESCALATED, Event.REOPEN): NO,
    (State.STALE, Event.SEND_OFFER): NO,
    (State.STALE, Event.RECEIVE_REPLY): _to(State.COUNTER_RECEIVED),
    (State.STALE, Event.TIMEOUT): KEEP,
    (State.STALE, Event.SEND_COUNTER): NO,
    (State.STALE, Event.ACCEPT): _to(State.AGREED, _GUARDED),
    (State.STALE, Event.REJECT): _to(State.REJECTED),
    (State.STALE, Event.ESCALATE): _to(State.ESCALATED),
    (State.STALE, Event.RESUME_COUNTER): _to(State.COUNTER_SENT),
    (State.STALE, Event.HAND_BACK): _to(State.COUNTER_RECEIVED),
    (State.STALE, Event.PAUSE): _to(State.PAUSED),
    (State.STALE, Event.RESUME): NO,
    (State.STALE, Event.STOP): _to(State.STOPPED),
    (State.STALE, Event.REOPEN): NO,
    (State.PAUSED, Event.SEND_OFFER): NO,
    (State.PAUSED, Event.RECEIVE_REPLY): Ruling(
        Effect.TELL, note="stored unread; worked on in order at resume"
    ),
    (State.PAUSED, Event.TIMEOUT): KEEP,
    (State.PAUSED, Event.SEND_COUNTER): NO,
    (State.PAUSED, Event.ACCEPT): TELL,
    (State.PAUSED, Event.REJECT): TELL,
    (State.PAUSED, Event.ESCALATE): TELL,
    (State.PAUSED, Event.RESUME_COUNTER): NO,
    (State.PAUSED, Event.HAND_BACK): NO,
    (State.PAUSED, Event.PAUSE): NO,
    (State.PAUSED, Event.RESUME): RESTORE,
    (State.PAUSED, Event.STOP): _to(State.STOPPED),
    (State.PAUSED, Event.REOPEN): NO,
    (State.AGREED, Event.SEND_OFFER): NO,
    (State.AGREED, Event.RECEIVE_REPLY): TELL,
    (State.AGREED, Event.TIMEOUT): KEEP,
    (State.AGREED, Event.SEND_COUNTER): NO,
    (State.AGREED, Event.ACCEPT): KEEP,
    (State.AGREED, Event.REJECT): TELL,
    (State.AGREED, Event.ESCALATE): TELL,
    (State.AGREED, Event.RESUME_COUNTER): NO,
    (State.AGREED, Event.HAND_BACK): NO,
    (State.AGREED, Event.PAUSE): NO,
    (State.AGREED, Event.RESUME): NO,
    (State.AGREED, Event.STOP): NO,
    (State.AGREED, Event.REOPEN): _to(State.COUNTER_RECEIVED),
    (State.REJECTED, Event.SEND_OFFER): NO,
    (State.REJECTED, Event.RECEIVE_REPLY): Ruling(
        Effect.TELL, note="the owner may reopen with one click"
    ),
    (State.REJECTED, Event.TIMEOUT): KEEP,
    (State.REJECTED, Event.SEND_COUNTER): NO,
    (State.REJECTED, Event.ACCEPT): TELL,
    (State.REJECTED, Event.REJECT): KEEP,
    (State.REJECTED, Event.ESCALATE): TELL,
    (State.REJECTED, Event.RESUME_COUNTER): NO,
    (State.REJECTED, Event.HAND_BACK): NO,
    (State.REJECTED, Event.PAUSE): NO,
    (State.REJECTED, Event.RESUME): NO,
    (State.REJECTED, Event.STOP): NO,
    (State.REJECTED, Event.REOPEN): _to(State.COUNTER_RECEIVED),
    (State.STOPPED, Event.SEND_OFFER): NO,
    (State.STOPPED, Event.RECEIVE_REPLY): TELL,
    (State.STOPPED, Event.TIMEOUT): KEEP,
    (State.STOPPED, Event.SEND_COUNTER): NO,
    (State.STOPPED, Event.ACCEPT): TELL,
    (State.STOPPED, Event.REJECT): KEEP,
    (State.STOPPED, Event.ESCALATE): TELL,
    (State.STOPPED, Event.RESUME_COUNTER): NO,
    (State.STOPPED, Event.HAND_BACK): NO,
    (State.STOPPED, Event.PAUSE): NO,
    (State.STOPPED, Event.RESUME): NO,
    (State.STOPPED, Event.STOP): NO,
    (State.STOPPED, Event.REOPEN): _to(State.COUNTER_RECEIVED),
}


def ruling_of(state: str, event: str) -> Ruling:
    """Return what `event` does to a thread in `state`.

    :raises LookupError: if there is no such state or event; a defined pair never raises
    """
    try:
        return TABLE[State(state), Event(event)]
    except ValueError:
        raise LookupError(f"no such state or event: {state}, {event}") from None


def refusal(state: str, event: str) -> str:
    """Return the sentence for a refused event."""
    return f"A thread that is {state.replace('_', ' ')} cannot {event.replace('_', ' ')}."
