"""Whole threads, played without rows: our decisions and letters against a made-up creator.

It mirrors what the commands hand to the writer, so that a reader can judge a correspondence.
"""

import random
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from negotiations.domain.letters.facts import Footer, MailFacts, WrittenMail
from negotiations.domain.letters.known import facts_of_terms
from negotiations.domain.letters.parts import concern_of
from negotiations.domain.letters.questions import Answers, answers_to
from negotiations.domain.letters.wording import write
from negotiations.domain.pricing.decide import decide
from negotiations.domain.pricing.policy import (
    ADAPTIVE,
    ESCALATE,
    EXIT,
    FIXED_LADDER,
    LEVERS_FIRST,
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Counter,
    Exit,
    Playbook,
    Position,
    SentOffer,
    Wait,
)
from negotiations.domain.pricing.steps import first_offer
from negotiations.domain.reading.asks import OfferSeen
from negotiations.domain.reading.reader import Reading, read
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Right, Terms
from tests.negotiations.domain.letters.writers import BY_HAND, PAGE, their_mails
from tests.negotiations.domain.pricing.builders import a_position

D = Decimal
FOOTER = Footer("12 Harbour Street, Boston, MA 02110", "https://parley.example/u/a1B2c3")
PACKAGES = {
    "instagram": ((Deliverable("instagram_reel", 2), Deliverable("instagram_story", 3)),
                  (Deliverable("instagram_reel", 1), Deliverable("instagram_story", 2))),
    "youtube": ((Deliverable("youtube_integration", 1), Deliverable("youtube_short", 1)),
                (Deliverable("youtube_integration", 1),)),
    "tiktok": ((Deliverable("tiktok_video", 2),), (Deliverable("tiktok_video", 1),)),
}  # fmt: skip
TARGET = (Right("paid_usage", 90), Right("whitelisting", 30), Right("organic", None))
MINIMUM = (Right("paid_usage", 30), Right("organic", None))
NAMES = ("Mila Lark", "Jonas", "April May", "Leila", "Dana Cole", "Priya", "Twenty Grand", "Zoë")


@dataclass(frozen=True)
class Theirs:
    """One mail of theirs: its words, and what it says."""

    words: str
    reading: Reading


@dataclass(frozen=True)
class Ours:
    """One mail of ours: the facts it was made of, and what it had to answer."""

    facts: MailFacts
    mail: WrittenMail
    questions: tuple[str, ...] = ()
    by_person: bool = False
    """Whether a person put an answer into the draft before it left."""


class Thread:
    """One negotiation in play."""

    def __init__(self, facts: MailFacts, position: Position) -> None:
        self.base, self.position = facts, position
        self.mails: list[Theirs | Ours] = []
        self.is_over = False
        self.is_by_person = False

    @property
    def ours(self) -> list[Ours]:
        """Our mails so far."""
        return [mail for mail in self.mails if isinstance(mail, Ours)]

    def open(self) -> None:
        """Send the first mail: an offer, or the question for theirs."""
        if self.base.opening_mode == "offer_first":
            step = first_offer(self.position)
            self._send(replace(self._priced(step), purpose="opening"))
            self._offered(step, rounds=0)
        else:
            self._send(replace(self.base, purpose="opening", terms=self.position.opening_terms))

    def hear(self, words: str) -> None:
        """Take one mail of theirs, read it as the product does, and answer by the playbook."""
        theirs = Theirs(words, read(subject="", body=words, our_last_offer=self._seen()))
        self.mails.append(theirs)
        reading = theirs.reading
        decision = decide(position=self.position, reading=reading)
        self._note(reading)
        match decision:
            case Accept():
                self._agree(decision, reading.questions)
            case Counter():
                self._counter(decision, reading.questions)
            case Answer():
                facts = _saying(self._standing(), self._answers(reading.questions))
                self._send(replace(facts, questions=reading.questions), reading.questions)
            case AskHuman():
                self._person(decision, reading.questions)
            case Exit():
                reason = "theirs" if reading.intent == "reject" else "ours"
                self._end(replace(self.base, purpose="exit", exit_reason=reason))
            case AskBack() | Wait():
                self.is_over = True
            case _:
                assert_never(decision)

    def _seen(self) -> OfferSeen | None:
        standing = self.position.standing
        if standing is None:
            return None
        pieces = ", ".join(f"{d.quantity} {d.type}" for d in standing.terms.deliverables)
        return OfferSeen(standing.amount, "USD", pieces)

    def _note(self, reading: Reading) -> None:
        if reading.total is not None:
            asks = (*self.position.asks, reading.total)
            self.position = replace(self.position, last_ask=reading.total, asks=asks)

    def _person(self, decision: AskHuman, questions: tuple[str, ...]) -> None:
        """A person approves what was drafted; without a draft the thread leaves our hands."""
        if decision.draft is None or self.position.round > 7:
            self.is_over = True
        else:
            self._counter(decision.draft, questions)

    def _agree(self, decision: Accept, questions: tuple[str, ...]) -> None:
        terms = self.position.offers[-1].terms if self.position.offers else None
        facts = replace(self.base, terms=decision.terms or terms or self.position.opening_terms)
        # A confirmation leaves by itself: it names what is open, and a person is told.
        said = answers_to(questions, self._known(), PAGE)
        facts = _saying(replace(facts, purpose="agreement", amount=decision.amount), said)
        self._end(facts, questions)

    def _counter(self, step: Counter, questions: tuple[str, ...]) -> None:
        facts = replace(self._priced(step), purpose="counter", ask_amount=self.position.last_ask)
        standing = self.position.standing
        if standing is not None:
            facts = replace(facts, previous_amount=standing.amount, previous_terms=standing.terms)
        said = self._answers(questions) if questions else Answers((), ())
        heard = next((m.words for m in reversed(self.mails) if isinstance(m, Theirs)), "")
        self._send(replace(_saying(facts, said), concern=concern_of(heard)), questions)
        self._offered(step, rounds=1)

    def _known(self) -> dict[str, str]:
        standing = self.position.standing
        terms = standing.terms if standing else self.position.opening_terms
        payment = {"payment": "Our payment terms are Net 30"}
        return {**payment, "brand": "This is for Glow Labs", **facts_of_terms(terms)}

    def _answers(self, questions: tuple[str, ...]) -> Answers:
        known = self._known()
        said = answers_to(questions, known, PAGE)
        # What the draft leaves open a person answers before it leaves.
        self.is_by_person = bool(said.unanswered)
        return answers_to(questions, known, (*PAGE, *BY_HAND)) if said.unanswered else said

    def _priced(self, step: Counter | SentOffer) -> MailFacts:
        terms = step.terms
        has_product = step.lever == "offer_product"
        return replace(
            self.base,
            amount=step.amount,
            terms=terms,
            lever=step.lever,
            final=step.final,
            product=terms.product if has_product else "",
            product_value=terms.product_value if has_product else None,
            cpm_target=D(25) if step.lever == "share_cpm_target" else None,
        )

    def _standing(self) -> MailFacts:
        standing = self.position.standing
        facts = replace(self.base, terms=self.position.opening_terms)
        if standing is not None:
            facts = replace(self._priced(standing), lever=None, final=False)
        return replace(facts, purpose="answer", ask_amount=self.position.last_ask)

    def _offered(self, step: Counter, *, rounds: int) -> None:
        sent = SentOffer(step.amount, step.lever, step.terms, step.final)
        offers = (*self.position.offers, sent)
        self.position = replace(self.position, offers=offers, round=self.position.round + rounds)

    def _send(self, facts: MailFacts, questions: tuple[str, ...] = ()) -> None:
        before = self.ours
        facts = replace(
            facts,
            variant=self.base.variant + len(before),
            subject=before[0].mail.subject if before else "",
            said_before=tuple(mail.mail.text for mail in before),
        )
        self.mails.append(Ours(facts, write(facts), questions, self.is_by_person))
        self.is_by_person = False

    def _end(self, facts: MailFacts, questions: tuple[str, ...] = ()) -> None:
        self._send(facts, questions)
        self.is_over = True


def _saying(facts: MailFacts, said: Answers) -> MailFacts:
    return replace(facts, answers=said.known, unanswered=said.unanswered)


def a_thread(number: int, *, client: str = "Glow Labs") -> Thread:
    """Return a thread that nothing was said in; what varies is drawn from the number."""
    chance = random.Random(number)
    platform = chance.choice(tuple(PACKAGES))
    scenarios = PACKAGES[platform]
    terms = Terms(
        deliverables=scenarios[0],
        rights=TARGET,
        exclusivity=chance.choice(("", "30 days in skincare")),
        revision_rounds=chance.choice((None, 1, 2)),
        has_raw_footage=chance.random() < 0.3,
        is_approved_first=chance.random() < 0.7,
        is_posted_organically=chance.random() < 0.7,
        is_labelled=True,
        delivery=chance.choice(((), ("2026-11-20",))),
        publication=chance.choice((("2026-12-01",), ("2026-12-01", "2026-12-10"))),
        payment_methods=chance.choice(((), ("PayPal", "bank transfer"))),
    )
    facts = MailFacts(
        purpose="opening",
        client_name=client,
        house_name="North House",
        sender_name="Anna Berg",
        footer=FOOTER,
        opening_mode=chance.choice(("offer_first", "offer_first", "ask_first")),
        first_name=chance.choice(NAMES),
        counterparty=chance.choice(("creator", "creator", "manager")),
        platform=platform,
        currency="USD",
        payment_terms="Net 30",
        variant=number,
    )
    return Thread(facts, _position(chance, platform, terms))


def _position(chance: random.Random, platform: str, terms: Terms) -> Position:
    levers = LeverFacts(
        scenarios=PACKAGES[platform],
        target_rights=TARGET,
        minimum_rights=MINIMUM,
        product=chance.choice(("", "the Lumen reading lamp")),
        product_value=D(129),
        may_syndicate=chance.random() < 0.5,
        cpm_target=D(25),
        may_share_cpm=chance.random() < 0.5,
    )
    playbook = Playbook(
        name=chance.choice((FIXED_LADDER, ADAPTIVE)),
        at_end=chance.choice((ESCALATE, EXIT)),
        above_ceiling=LEVERS_FIRST,
    )
    return a_position(playbook=playbook, facts=levers, opening_terms=terms, platform=platform)


@lru_cache(maxsize=256)
def played(number: int) -> Thread:
    """Return a whole correspondence."""
    thread = a_thread(number)
    thread.open()
    for words in their_mails(number):
        thread.hear(words)
        if thread.is_over:
            break
    return thread
