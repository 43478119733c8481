"""Keep what each decision was made from, and read it back. Runs inside a command's transaction."""

from datetime import datetime

from negotiations.commands.offers.heard import Heard
from negotiations.domain.pricing.policy import Decision, Position
from negotiations.domain.pricing.recorded import record_of
from negotiations.domain.pricing.replaying import Recorded
from negotiations.domain.terms.plain import plain
from negotiations.domain.terms.receipts import digest
from negotiations.models import RecordedDecision, Thread


def keep_decision(
    thread: Thread, position: Position, decision: Decision, *, heard: Heard | None, now: datetime
) -> RecordedDecision:
    """Write down one decision with everything it was made from; an opening heard nothing."""
    reading = heard.reading if heard else None
    stored = {
        "position": plain(position),
        "reading": plain(reading),
        "decision": record_of(decision),
    }
    return RecordedDecision.objects.create(
        thread=thread,
        message=heard.message if heard else None,
        position=position,
        reading=reading,
        decision=decision,
        digest=digest(stored),
        made_at=now,
    )


def history_of(thread: Thread) -> tuple[Recorded, ...]:
    """Return the thread's decisions, oldest first.

    :raises UnreadableJSON: if a row no longer holds what its type needs
    """
    return tuple(Recorded(r.position, r.reading, r.decision) for r in thread.decisions.all())
