"""What a trial against simulated people showed: broken rules first, then the figures. Pure.

Amounts are Decimals in the campaign's currency, CPMs prices per 1,000 views.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from negotiations.domain.pricing.policy import Accept, AskHuman, Counter
from negotiations.domain.pricing.recorded import bytes_of
from negotiations.domain.pricing.replaying import Recorded, again
from negotiations.domain.terms.levers import TRADE_DELIVERABLES
from negotiations.domain.terms.receipts import is_genuine, recompute
from negotiations.domain.terms.states import State

# Where a story may end; a person who answers late or never may end in more than one way.
_OPEN = frozenset({"awaiting_reply", "counter_sent", "stale"})
_PRICED = frozenset({"agreed", "rejected", "escalated", "initial_offer"})
EXPECTED: dict[str, frozenset[str]] = {
    "decliner": frozenset({"rejected", "initial_offer"}),
    "legal_threat": frozenset({"escalated", "initial_offer"}),
    "hostile": frozenset({"escalated", "initial_offer"}),
    "opts_out": frozenset({"stopped", "initial_offer"}),
    "accepts_at_once": frozenset({"agreed", "initial_offer"}),
}


@dataclass(frozen=True)
class Story:
    """One simulated influencer's negotiation, from our rows."""

    persona: str
    name: str
    views: int
    state: str
    agreed_amount: Decimal | None
    mails: int
    decisions: tuple[Recorded, ...]
    gate_findings: tuple[str, ...] = ()
    answered_twice: bool = False


@dataclass(frozen=True)
class Certificate:
    """What the trial showed; it holds only without a violation."""

    threads: int
    agreed: int
    percent_closed: Decimal
    average_cpm: Decimal | None
    highest_cpm: Decimal | None
    worst_case: str
    mails_per_deal: Decimal | None
    escalations: int
    violations: tuple[str, ...]

    @property
    def has_passed(self) -> bool:
        """Whether the campaign may be launched on it."""
        return not self.violations

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form, amounts as text."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        shown = {k: str(v) if isinstance(v, Decimal) else v for k, v in values.items()}
        return {**shown, "violations": list(self.violations), "has_passed": self.has_passed}


def certify(
    stories: Sequence[Story], *, budget: Decimal, committed: Decimal, errors: Iterable[str] = ()
) -> Certificate:
    """Return the certificate of a trial.

    `budget` includes the over-offer factor; `committed` is the most that agreed and open offers
    ever came to; `errors` are failures of the pipeline itself, each a violation.
    """
    violations = [*errors]
    if committed > budget:
        violations.append(f"agreed and open offers of {committed} exceed the budget {budget}")
    for story in stories:
        violations += [f"{story.name} ({story.persona}): {found}" for found in broken_rules(story)]
    agreed = [(s, s.agreed_amount) for s in stories if s.agreed_amount is not None]
    spent = sum((amount for _, amount in agreed), Decimal(0))
    views = sum(story.views for story, _ in agreed)
    dearest = max(agreed, key=lambda pair: pair[1] / pair[0].views, default=None)
    mails = sum(story.mails for story in stories)
    return Certificate(
        threads=len(stories),
        agreed=len(agreed),
        percent_closed=_rounded(Decimal(len(agreed) * 100) / max(len(stories), 1), "0.1"),
        average_cpm=_cpm(spent, views),
        highest_cpm=_cpm(dearest[1], dearest[0].views) if dearest else None,
        worst_case=f"{dearest[0].name} at {dearest[1]}" if dearest else "no deal",
        mails_per_deal=_rounded(Decimal(mails) / len(agreed), "0.1") if agreed else None,
        escalations=sum(story.state == State.ESCALATED for story in stories),
        violations=tuple(violations),
    )


def broken_rules(story: Story) -> list[str]:
    """Return every rule the story breaks, in words."""
    expected = EXPECTED.get(story.persona, _PRICED | _OPEN)
    found = [] if story.state in expected else [f"ended {story.state}"]
    found += [f"a mail left that the gate stops: {words}" for words in story.gate_findings]
    if story.answered_twice:
        found.append("one reply got two answers")
    for entry in story.decisions:
        found += _broken_by(entry)
    return found


def _broken_by(entry: Recorded) -> list[str]:
    """Check one decision against its own record."""
    decision, bounds = entry.decision, entry.position.bounds
    found = []
    counter = decision.draft if isinstance(decision, AskHuman) else decision
    if isinstance(counter, Counter):
        found += _broken_counter(entry, counter)
    if isinstance(decision, Accept) and decision.from_ask and decision.amount > bounds.ceiling:
        found.append(f"took {decision.amount} above the ceiling {bounds.ceiling}")
    if not is_genuine(decision.receipt):
        found.append("a receipt does not match its own content")
    if bytes_of(again(entry.position, entry.reading, None)) != bytes_of(decision):
        found.append("the record does not give the decision again")
    return found


def _broken_counter(entry: Recorded, counter: Counter) -> list[str]:
    position, amount = entry.position, counter.amount
    bounds, standing = position.bounds, position.standing
    ask = entry.reading.total if entry.reading else None
    rules = [
        (amount < bounds.floor, f"offered {amount} below the floor {bounds.floor}"),
        (amount > bounds.ceiling, f"offered {amount} above the ceiling {bounds.ceiling}"),
        (ask is not None and amount > ask, f"offered {amount} above the ask {ask}"),
        (standing is not None and amount < standing.amount, f"the offer fell to {amount}"),
        (recompute(counter.receipt) != amount, f"no receipt gives {amount}"),
        (_is_overused(entry, counter), f"{counter.lever} was traded too often"),
    ]
    return [words for is_broken, words in rules if is_broken]


def _is_overused(entry: Recorded, counter: Counter) -> bool:
    """Whether a lever pays again; only deliverables have two steps."""
    used = sum(offer.lever == counter.lever for offer in entry.position.offers)
    return counter.lever is not None and used >= 1 + (counter.lever == TRADE_DELIVERABLES)


def _cpm(amount: Decimal, views: int) -> Decimal | None:
    return _rounded(amount * 1000 / views, "0.01") if views else None


def _rounded(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)
