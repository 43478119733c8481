"""Make recorded decisions again, as they were or under another playbook. Pure, no network.

As long as a thread's decisions are the recorded ones, the recorded replies are facts. From the
first one that differs on they answered another number of ours: every later step says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from negotiations.domain.pricing.decide import decide, opening
from negotiations.domain.pricing.policy import (
    Accept,
    Counter,
    Decision,
    Exit,
    Playbook,
    Position,
    SentOffer,
)
from negotiations.domain.pricing.recorded import bytes_of
from negotiations.domain.reading.reader import Reading

RECORDED = "recorded"
ASSUMED = "assumed"


@dataclass(frozen=True)
class Recorded:
    """One decision as it was made; an opening answers no reading."""

    position: Position
    reading: Reading | None
    decision: Decision


@dataclass(frozen=True)
class Step:
    """A recorded decision beside the one made again; None where the fork had ended before."""

    recorded: Decision
    replayed: Decision | None
    basis: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same to the other side."""
        return self.replayed is not None and said(self.recorded) == said(self.replayed)

    @property
    def is_identical(self) -> bool:
        """Whether both are the same to the byte, receipts too."""
        return self.replayed is not None and bytes_of(self.recorded) == bytes_of(self.replayed)


def replay_thread(history: Sequence[Recorded], playbook: Playbook | None) -> tuple[Step, ...]:
    """Return each decision of one thread beside the one that would be made now.

    Without a playbook each is made with its own recorded one.
    """
    steps: list[Step] = []
    fork: list[SentOffer] | None = None
    unpriced = 0
    is_over = False
    for entry in history:
        if is_over:
            steps.append(Step(entry.decision, None, ASSUMED))
            continue
        decision = again(_moved(entry.position, fork, unpriced), entry.reading, playbook)
        steps.append(Step(entry.decision, decision, RECORDED if fork is None else ASSUMED))
        if fork is None and not steps[-1].is_same:
            fork = list(entry.position.offers)
            # The opening offer is round 0; after an inquiry the first price is round 1.
            unpriced = 1 if entry.reading is None else len(fork) - entry.position.round
        if fork is not None:
            is_over = isinstance(decision, Accept | Exit)
            if isinstance(decision, Counter):
                offer = SentOffer(decision.amount, decision.lever, decision.terms, decision.final)
                fork.append(offer)
    return tuple(steps)


def again(position: Position, reading: Reading | None, playbook: Playbook | None) -> Decision:
    """Return the decision for a recorded position, under another playbook where one is given."""
    if playbook is not None:
        position = under(position, playbook)
    return opening(position) if reading is None else decide(position=position, reading=reading)


def under(position: Position, playbook: Playbook) -> Position:
    """Return the position with another playbook; its limit for one deal lowers the ceiling."""
    bounds, limit = position.bounds, playbook.most_per_deal
    if limit is not None and limit < bounds.ceiling:
        bounds = replace(bounds, ceiling=max(limit, bounds.floor), ceiling_from="most_per_deal")
    return replace(position, playbook=playbook, bounds=bounds)


def cites_ceiling(decision: Decision) -> bool:
    """Whether the receipt says that the ceiling had a part in the decision."""
    receipt = decision.receipt
    cited = {**receipt.inputs, "formula": receipt.formula}
    return any("ceiling" in f"{name} {value}" for name, value in cited.items())


def said(decision: Decision) -> tuple[object, ...]:
    """Return what the decision does to the other side, without why."""
    amount: Decimal | None = getattr(decision, "amount", None)
    return (
        type(decision).__name__,
        amount,
        getattr(decision, "terms", None),
        getattr(decision, "lever", None),
        getattr(decision, "final", None),
        getattr(decision, "code", None),
        said(draft) if (draft := getattr(decision, "draft", None)) else None,
    )


def closed_amounts(steps: Iterable[Step]) -> tuple[Decimal | None, Decimal | None]:
    """Return what the thread closed at, as recorded and as replayed; None if it did not."""
    recorded = replayed = None
    for step in steps:
        if isinstance(step.recorded, Accept):
            recorded = step.recorded.amount
        if isinstance(step.replayed, Accept):
            replayed = step.replayed.amount
    return recorded, replayed


def _moved(position: Position, fork: list[SentOffer] | None, unpriced: int) -> Position:
    """Return the position as the fork's own offers make it."""
    if fork is None:
        return position
    return replace(position, offers=tuple(fork), round=max(len(fork) - unpriced, 0))
