"""Which asks are truly one: stated plainly, in the present, for the whole package. Pure.

An ask not above our offer would be taken at once, so a number in a refusal, a comparison, a past
price, a correction or a sum must never pass for one.
"""

from collections.abc import Sequence

from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said
from negotiations.domain.reading.asks import OfferSeen, PlacedAsk
from negotiations.domain.reading.heard import Heard, foreign, other_package
from negotiations.domain.reading.meaning import BLOCKING, TERM_FLAGS

_ASKING = frozenset(
    {"ask", "yes", "fine", "assent", "courtesy", "greeting", "logistics", "topic", "answerable"}
)
_STATING = _ASKING | {"if", "change", "part", "not"}


def after_corrections(asks: Sequence[PlacedAsk], said: Sequence[Said]) -> tuple[PlacedAsk, ...]:
    """Return the asks without those that a later sentence takes back ("sorry, I meant ...")."""
    for sentence in reversed(said):
        start = sentence.sentence.start
        if "fix" not in sentence.marks:
            continue
        later = tuple(item for item in asks if item.start >= start)
        if later and len(later) < len(asks):
            return later
    return tuple(asks)


def without_ours_refused(
    asks: Sequence[PlacedAsk], said: Sequence[Said], offer: OfferSeen | None
) -> tuple[PlacedAsk, ...]:
    """Return the asks without our own amount where it is only turned down beside another one."""
    if offer is None or all(item.ask.upper == offer.amount for item in asks):
        return tuple(asks)
    against = [s.sentence for s in said if s.marks & {"low", "not", "past"}]
    return tuple(
        item
        for item in asks
        if item.ask.upper != offer.amount or not any(s.start <= item.start < s.end for s in against)
    )


def is_plain_ask(heard: Heard) -> bool:
    """Whether they ask one amount plainly, for the whole package, with nothing beside it."""
    asked = _asking(heard)
    if asked is None or asked.marks - _ASKING or asked.strange:
        return False
    if foreign(heard) or other_package(heard) or heard.flags & (TERM_FLAGS | BLOCKING):
        return False
    return all(s.act in acts.HARMLESS for s in heard.said if s is not asked)


def is_stated_ask(heard: Heard) -> bool:
    """Whether they ask one amount, or price each piece, whatever condition stands beside it."""
    asked = _asking(heard)
    return _is_price_list(heard) if asked is None else not asked.marks - _STATING


def _is_price_list(heard: Heard) -> bool:
    """Whether every number is money they ask, each in a sentence that only asks."""
    places = {item.start for item in heard.asks}
    amounts = [f for f in heard.figures if not f.is_harmless]
    if len(amounts) < 2 or any(f.kind != "money" or f.start not in places for f in amounts):
        return False
    return not any(s.marks - _STATING for s in heard.having(acts.ASK))


def _asking(heard: Heard) -> Said | None:
    """Return the one sentence that asks the one amount of the mail."""
    amounts = [f for f in heard.figures if f.kind == "ours" or not f.is_harmless]
    if len(amounts) != 1 or any("fix" in s.marks for s in heard.said):
        return None
    asked = [s for s in heard.said if amounts[0] in s.figures and "ask" in s.marks]
    return asked[0] if asked else None
