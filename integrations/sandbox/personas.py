"""How each character bargains: from our mails so far to their next move. Pure; no randomness.

A creator's whole stand is folded from our mails alone, so the same mails always meet the same
person in the same mood, whatever was lost or repeated on the way.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from integrations.sandbox.our_mail import OurMail
from integrations.sandbox.people import Creator
from integrations.sandbox.trials import LOW_ASK

PATIENCE = 7
LOWEST_ASK = Decimal("1.03")
CLOSE_ENOUGH = Decimal("0.97")
_STEPS = ((300, 5), (1000, 10), (2500, 25), (6000, 50))


@dataclass(frozen=True)
class Character:
    """Asks as multiples of the reservation price, and what a last word of ours must reach."""

    asks: tuple[str, ...]
    last_word: str = "1"


CHARACTERS = {
    "eager": Character(("1.15", "1.08", "1.03")),
    "linear": Character(("1.40", "1.32", "1.24", "1.16", "1.08", "1.03")),
    "tough": Character(("1.50", "1.46", "1.42", "1.38", "1.34", "1.30", "1.26"), "1.05"),
    "anchor": Character(("3.00", "2.20", "1.70", "1.35", "1.15", "1.05")),
    "manager": Character(("1.45", "1.34", "1.24", "1.15", "1.06")),
    "questions": Character(("1.25", "1.18", "1.11", "1.05")),
    "ghost": Character(("1.20", "1.12", "1.05")),
    "out_of_office": Character(("1.30", "1.21", "1.12", "1.05")),
    "wrong_thread": Character(("1.28", "1.20", "1.12", "1.05")),
    "backs_out": Character(("1.15", "1.08", "1.03")),
    "hostile": Character(("1.50",)),
    "decliner": Character(("1.50",)),
    "accepts_at_once": Character(("1.03",)),
    "lowballer": Character(("1.03",)),
    "flip_flopper": Character(("1.10", "1.45", "1.20", "1.50", "1.25")),
    "other_language": Character(("1.30", "1.20", "1.12", "1.05")),
    "legal_threat": Character(("1.50",)),
    "injector": Character(("1.60", "1.40", "1.25", "1.10")),
    "opts_out": Character(("1.50",)),
}


@dataclass(frozen=True)
class Move:
    """What the creator does now. `kind` names a set of wordings; None is silence."""

    kind: str | None
    ask: Decimal | None = None
    offer: Decimal | None = None
    is_late: bool = False


SILENCE = Move(None)


@dataclass(frozen=True)
class Stand:
    """Where the creator stands after hearing some of our mails."""

    heard: int = 0
    asks: int = 0
    last_ask: Decimal | None = None
    standing: Decimal | None = None
    agreed: Decimal | None = None
    is_gone: bool = False
    has_questioned: bool = False
    has_protested: bool = False


Step = tuple[Stand, Move]


def move_after(creator: Creator, mails: Sequence[OurMail]) -> Move:
    """Return the creator's answer to the last of our mails, oldest first."""
    stand, move = Stand(), SILENCE
    for mail in mails:
        stand, move = _step(creator, _hear(creator, stand, mail), mail)
    return move


def never_answers(creator: Creator) -> bool:
    """Whether this ghost stays away for good: one in three does."""
    return creator.persona == "ghost" and random.Random(f"gone:{creator.seed}").random() < 1 / 3


def _hear(creator: Creator, stand: Stand, mail: OurMail) -> Stand:
    rate = mail.rate if mail.currency in (None, creator.currency) else None
    return replace(stand, heard=stand.heard + 1, standing=rate or stand.standing)


def _step(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    if stand.is_gone:
        return stand, SILENCE
    if mail.is_farewell:
        return replace(stand, is_gone=True), SILENCE
    if stand.agreed is not None:
        return _after_agreeing(creator, stand, mail)
    return _HABITS.get(creator.persona, _haggle)(creator, stand, mail)


def _after_agreeing(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    if creator.persona == "backs_out":
        return replace(stand, is_gone=True), Move("withdraw", offer=stand.agreed)
    lowered = mail.rate is not None and stand.agreed is not None and mail.rate < stand.agreed
    if lowered and not stand.has_protested:
        return replace(stand, has_protested=True), Move(
            "protest", ask=stand.agreed, offer=mail.rate
        )
    return stand, SILENCE


def _haggle(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    offer = stand.standing
    if offer is not None and _took_our_price(stand, mail, offer):
        return _took_it(creator, stand, offer)
    ask = _next_ask(creator, stand, mail)
    if offer is not None and _is_enough(creator, offer, ask, mail):
        return replace(stand, agreed=offer), Move("accept", offer=offer)
    if stand.asks >= PATIENCE or (offer is not None and mail.is_final):
        return replace(stand, is_gone=True), Move("walk", offer=offer)
    return _named(stand, ask, offer)


def _took_our_price(stand: Stand, mail: OurMail, offer: Decimal) -> bool:
    return stand.last_ask is not None and offer >= stand.last_ask and mail.sounds_agreed


def _took_it(creator: Creator, stand: Stand, offer: Decimal) -> Step:
    """We took their price: most say nothing more, one kind changes their mind."""
    stand = replace(stand, agreed=offer)
    if creator.persona == "backs_out":
        return replace(stand, is_gone=True), Move("withdraw", offer=offer)
    return stand, SILENCE


def _named(stand: Stand, ask: Decimal, offer: Decimal | None) -> Step:
    repeated = "counter" if stand.asks == 0 else "counter_again"
    kind = "ask" if offer is None else repeated
    return replace(stand, asks=stand.asks + 1, last_ask=ask), Move(kind, ask=ask, offer=offer)


def _next_ask(creator: Creator, stand: Stand, mail: OurMail) -> Decimal:
    asks = CHARACTERS[creator.persona].asks
    factor = Decimal(asks[min(stand.asks, len(asks) - 1)])
    ask = round_up(creator.reservation * max(factor - mail.softness, LOWEST_ASK))
    return ask if stand.last_ask is None else min(ask, stand.last_ask)


def _is_enough(creator: Creator, offer: Decimal, ask: Decimal, mail: OurMail) -> bool:
    if offer < creator.reservation:
        return False
    if creator.persona in ("eager", "backs_out"):
        return True
    last_word = creator.reservation * Decimal(CHARACTERS[creator.persona].last_word)
    if mail.is_final and offer >= last_word:
        return True
    return offer >= ask * (CLOSE_ENOUGH - mail.softness)


def round_up(amount: Decimal) -> Decimal:
    """Return the next number a person would name at or above the amount."""
    step = Decimal(next((step for limit, step in _STEPS if amount < limit), 100))
    return (amount / step).to_integral_value(rounding=ROUND_CEILING) * step


def _ask_questions_first(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    if stand.has_questioned:
        return _haggle(creator, stand, mail)
    return replace(stand, has_questioned=True), Move("questions", offer=stand.standing)


def _stay_away(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    if stand.heard == 1 or never_answers(creator):
        return stand, SILENCE
    after, move = _haggle(creator, stand, mail)
    return after, replace(move, is_late=stand.heard == 2)


def _turn_hostile(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    if stand.standing is None and stand.asks == 0:
        return _haggle(creator, stand, mail)
    kind = "insult" if creator.seed % 2 else "legal"
    return replace(stand, is_gone=True), Move(kind, offer=stand.standing)


def _take_it(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    if stand.standing is None:
        return _named(stand, round_up(creator.reservation), None)
    return replace(stand, agreed=stand.standing), Move("accept", offer=stand.standing)


def _ask_little(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    if stand.asks:
        return _haggle(creator, stand, mail)
    return _named(stand, round_up(creator.reservation * LOW_ASK), stand.standing)


def _swing(creator: Creator, stand: Stand, mail: OurMail) -> Step:
    """Ask more after less and less after more; take what reaches the ask they had before."""
    asks = CHARACTERS[creator.persona].asks
    offer = stand.standing
    if offer is not None and stand.last_ask is not None and offer >= stand.last_ask:
        return replace(stand, agreed=offer), Move("accept", offer=offer)
    if stand.asks >= len(asks) or mail.is_final:
        return replace(stand, is_gone=True), Move("walk", offer=offer)
    return _named(stand, round_up(creator.reservation * Decimal(asks[stand.asks])), offer)


def _say_once(kind: str) -> Callable[[Creator, Stand, OurMail], Step]:
    def say(creator: Creator, stand: Stand, mail: OurMail) -> Step:
        return replace(stand, is_gone=True), Move(kind)

    return say


_HABITS: dict[str, Callable[[Creator, Stand, OurMail], Step]] = {
    "questions": _ask_questions_first,
    "ghost": _stay_away,
    "hostile": _turn_hostile,
    "decliner": _say_once("decline"),
    "accepts_at_once": _take_it,
    "lowballer": _ask_little,
    "flip_flopper": _swing,
    "legal_threat": _say_once("legal"),
    "opts_out": _say_once("opt_out"),
}
