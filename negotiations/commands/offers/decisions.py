"""Keep what each decision was made from, and read it back. Runs inside a command's transaction."""

from datetime import datetime

from negotiations.commands.offers.heard import Heard
from negotiations.domain.pricing.policy import Decision, Position
from negotiations.domain.pricing.recorded import (
    decode_decision,
    decode_position,
    encode,
    encode_decision,
)
from negotiations.domain.pricing.replaying import Recorded
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.receipts import digest
from negotiations.models import RecordedDecision, Thread


def keep_decision(
    thread: Thread, position: Position, decision: Decision, *, heard: Heard | None, now: datetime
) -> RecordedDecision:
    """Write down one decision with everything it was made from; an opening heard nothing."""
    content = {
        "position": encode(position),
        "reading": heard.reading.as_dict() if heard else None,
        "decision": encode_decision(decision),
    }
    return RecordedDecision.objects.create(
        thread=thread,
        message=heard.message if heard else None,
        digest=digest(content),
        made_at=now,
        **content,
    )


def history_of(thread: Thread) -> tuple[Recorded, ...]:
    """Return the thread's decisions, oldest first.

    :raises UnreadableRecord: if a row no longer holds what its type needs
    """
    return tuple(
        Recorded(
            position=decode_position(row.position),
            reading=None if row.reading is None else Reading.from_dict(row.reading),
            decision=decode_decision(row.decision),
        )
        for row in thread.decisions.all()
    )
