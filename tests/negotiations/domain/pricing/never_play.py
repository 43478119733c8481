"""The pure pipeline from readings over decisions to checked mails, on one thread."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from negotiations.domain.pricing.decide import decide, opening, understood
from negotiations.domain.pricing.guards import is_possible_ask
from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Position,
    SentOffer,
    Wait,
    names_price,
)
from negotiations.domain.pricing.portfolio import Portfolio
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.bounds import Bounds, BoundsError
from tests.negotiations.domain.pricing.never_mails import check_written, offer_facts
from tests.negotiations.domain.pricing.never_replies import reading_of
from tests.negotiations.domain.pricing.never_rules import (
    Broken,
    check_accept,
    check_price,
    check_reading_rules,
    check_receipt,
    check_step,
    hold,
    unit,
)
from tests.negotiations.domain.pricing.never_worlds import (
    Event,
    Sequence,
    bounds_in,
    opening_terms_in,
)

D = Decimal
_OURS = ("counter_received", "awaiting_reply", "counter_sent", "escalated")


@dataclass
class Table:
    """One thread as it stands, with everything that was decided on it."""

    sequence: Sequence
    reads_mails: bool = True
    """Whether each draft is written out and checked, the dearest part."""
    state: str = "initial_offer"
    free: Decimal | None = None
    sent: list[SentOffer] = field(default_factory=list)
    asks: list[Decimal] = field(default_factory=list)
    turn_ask: Decimal | None = None
    approved: frozenset[Decimal] = frozenset()
    rounds: int = 0
    mails: int = 0
    knows_currency: bool = False
    last: tuple[Any, Decision] | None = None

    def __post_init__(self) -> None:
        self.world = self.sequence.world
        self.free = self.world.budget
        self.opening_terms = opening_terms_in(self.world)

    def play(self) -> str:
        """Play every event; returns where the thread ended."""
        try:
            bounds_in(self.world, self.free)
        except BoundsError:
            return "no price"
        self._open()
        for event in self.sequence.events:
            self._happen(event)
        return self.state

    def _position(self, bounds: Bounds, *, may_accept: bool = True) -> Position:
        world, portfolio = self.world, None
        if self.free is not None:
            spent = sum((o.agreed for o in world.others if o.agreed is not None), D(0))
            portfolio = Portfolio(
                budget=self.free + spent,
                spent=spent,
                threads=world.others,
                days_left=world.days_left,
            )
        return Position(
            views=world.views,
            bounds=bounds,
            playbook=world.playbook,
            offers=tuple(self.sent),
            round=self.rounds,
            facts=world.facts,
            opening_terms=self.opening_terms,
            thread_state=self.state,
            approved_amounts=tuple(sorted(self.approved)),
            named_currency=self.knows_currency,
            sender_may_accept=may_accept,
            last_ask=self.asks[-1] if self.asks else None,
            asks=tuple(self.asks),
            platform="instagram",
            engagement_rate=world.engagement_rate,
            portfolio=portfolio,
        )

    def _open(self) -> None:
        if not self.world.opens_with_offer:
            self._mail("opening", opening_mode="ask_first")
        else:
            decision = opening(self._position(bounds_in(self.world, self.free)))
            if isinstance(decision, AskHuman):
                raise Broken("an opening that the bounds allow and nobody makes", decision.reason)
            self._check_counter(decision, None, is_quoted=False)
            self._mail("opening", **self._offer_facts(decision))
            self._send(decision)
        self.state, self.knows_currency = "awaiting_reply", True

    def _happen(self, event: Event) -> None:
        if event.kind == "budget":
            self.free = None if self.free is None else self._near(event)
        elif event.kind == "approve":
            amount = self._known_ask() or self._near(event)
            self.approved |= {unit(amount, self.world.currency)}
        elif event.kind == "silence":
            if self.state in ("awaiting_reply", "counter_sent"):
                self._mail("reminder")
        else:
            self._reply(event)

    def _near(self, event: Event) -> Decimal:
        """Return an amount at this height: around the standing offer, or the target rate."""
        standing = self.sent[-1].amount if self.sent else None
        base = standing or self.world.views * self.world.cpm_floor / 1000
        return max((base * event.ratio).quantize(D("0.01")), D("0.01"))

    def _reply(self, event: Event) -> None:
        if self.state in ("awaiting_reply", "counter_sent"):
            self.asks += [] if self.turn_ask is None else [self.turn_ask]
            self.state, self.turn_ask = "counter_received", None
        reading = self._reading(event)
        try:
            bounds, has_price = bounds_in(self.world, self.free), True
        except BoundsError:
            bounds, has_price = bounds_in(self.world, None), False
        position = self._position(bounds, may_accept=event.may_accept)
        decision = decide(position=position, reading=reading)
        if not has_price and (reading.intent == "counter" or names_price(decision)):
            self._escalate()
            return
        hold("two answers to one question", decide(position=position, reading=reading) == decision)
        reading = understood(position, reading)
        self._check(decision, reading, event)
        self._check_repeated(position, reading, decision)
        self._note(reading)
        self._apply(decision, reading, event)

    def _note(self, reading: Reading) -> None:
        """Remember their ask as the thread does."""
        total = reading.total
        if reading.intent != "counter" or total is None or not is_possible_ask(total):
            return
        if reading.total_currency in (None, self.world.currency):
            self.turn_ask = unit(total, self.world.currency)

    def _known_ask(self) -> Decimal | None:
        return self.asks[-1] if self.turn_ask is None and self.asks else self.turn_ask

    def _reading(self, event: Event) -> Reading:
        amount = self._near(event)
        if event.kind == "same_ask":
            amount = self._known_ask() or amount
        standing = self.sent[-1].amount if self.sent else None
        return reading_of(event, amount, currency=self.world.currency, standing=standing)

    def _check(self, decision: Decision, reading: Reading, event: Event) -> None:
        kinds = (Accept, Answer, AskHuman, Counter, Exit, Wait)
        hold("a decision of no kind", isinstance(decision, kinds), decision)
        check_reading_rules(
            decision,
            reading,
            world=self.world,
            knows_currency=self.knows_currency,
            may_accept=event.may_accept,
        )
        if self.state in ("agreed", "rejected", "stopped"):
            ended = not isinstance(decision, Counter | Accept)
            hold("a price after the end", ended, decision)
        standing = self.sent[-1] if self.sent else None
        is_quoted = len(reading.asks) > 1
        if isinstance(decision, Counter):
            hold("a price after the final offer", not (standing and standing.final))
            hold("more rounds than the cap", self.rounds < self.world.playbook.round_cap)
            taken = reading.total is not None and decision.amount == reading.total
            hold("an offer of exactly what they ask", not taken)
            self._check_counter(decision, reading.total, is_quoted=is_quoted)
        elif isinstance(decision, Accept):
            check_accept(
                decision,
                world=self.world,
                reading=reading,
                standing=standing,
                free=self.free,
                approved=self.approved,
            )
        else:
            check_receipt(decision.receipt, None)
        if isinstance(decision, AskHuman) and decision.draft is not None:
            self._check_counter(decision.draft, reading.total, is_quoted=is_quoted)

    def _check_counter(self, counter: Counter, ask: Decimal | None, *, is_quoted: bool) -> None:
        check_price(counter, world=self.world, free=self.free, ask=ask, approved=self.approved)
        named = ask and unit(ask, self.world.currency)
        check_step(counter, self.sent, named, is_quoted=is_quoted)

    def _check_repeated(self, position: Position, reading: Reading, decision: Decision) -> None:
        """The same ask again, while our draft has not left, brings no second step."""
        facts = (tuple(self.sent), self.free, self.approved, reading, position.sender_may_accept)
        before, self.last = self.last, (facts, decision)
        if before is None or before[0] != facts or not isinstance(decision, Counter):
            return
        first = before[1]
        if isinstance(first, Counter):
            same = (first.lever, first.terms) == (decision.lever, decision.terms)
            hold("a repeated ask that doubles a step", decision.amount <= first.amount and same)

    def _apply(self, decision: Decision, reading: Reading, event: Event) -> None:
        if isinstance(decision, Counter):
            self._draft(decision, leaves=event.leaves)
        elif isinstance(decision, Accept):
            self.state = "agreed"
            offered = self.sent[-1].terms if self.sent else self.opening_terms
            terms = decision.terms or offered
            self._mail("agreement", amount=decision.amount, terms=terms)
        elif isinstance(decision, Answer):
            before = (list(self.sent), self.rounds)
            self._mail("answer", questions=decision.questions)
            hold("a question that costs a round", before == (self.sent, self.rounds))
        elif isinstance(decision, Exit):
            self._mail("exit")
            self.state = "rejected"
        elif isinstance(decision, AskHuman):
            is_final = bool(self.sent) and self.sent[-1].final
            if decision.draft is not None and event.leaves and not is_final:
                self._draft(decision.draft, leaves=True)
            elif decision.draft is not None:
                self._draft(decision.draft, leaves=False)
                self._escalate()
            else:
                self._escalate()

    def _escalate(self) -> None:
        """A person looks and hands back, so that the next reply is ours again."""
        if self.state in _OURS:
            self.state = "counter_received"

    def _draft(self, counter: Counter, *, leaves: bool) -> None:
        self._mail("counter", **self._offer_facts(counter))
        if leaves:
            self._send(counter)
            self.rounds += 1
            self.state = "counter_sent"

    def _send(self, counter: Counter) -> None:
        self.sent.append(
            SentOffer(counter.amount, counter.lever, counter.terms, final=counter.final)
        )

    def _offer_facts(self, counter: Counter) -> dict[str, Any]:
        return offer_facts(
            counter,
            previous=self.sent[-1].amount if self.sent else None,
            ask=self._known_ask(),
            cpm_target=self.world.facts.cpm_target,
        )

    def _mail(self, purpose: str, **changes: Any) -> None:
        self.mails += 1
        if self.reads_mails:
            number = self.sequence.number + self.mails
            check_written(
                purpose=purpose,
                stage=self.state,
                currency=self.world.currency,
                variant=number,
                **changes,
            )
