"""The one amount a reply asks for, and amounts relative to ours ("double that"). Pure."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from negotiations.domain.reading_asks import Ask, OfferSeen, PlacedAsk, is_total
from negotiations.domain.reading_kinds import offered_pieces

_FACTORS = (
    (re.compile(r"\b(?:double|twice|2x|das doppelte|le double|el doble|il doppio|o dobro|het "
                r"dubbele)\b(?: (?:that|this|the|it|your|of)\b)?", re.I), Decimal(2)),
    (re.compile(r"\b(?:triple|three times|3x)\b(?: (?:that|this|the|it|"
        r"your)\b)?", re.I), Decimal(3)),
)  # fmt: skip
_PERCENT_UP = re.compile(
    r"\b(?:(?:increase|raise|bump|up|add|go up|higher|budge)\w*\b[^.\n%]{0,40}?"
    r"(?P<a>[0-9]{1,3}) ?%|(?P<b>[0-9]{1,3}) ?% (?:more|higher|increase|on top|bump|extra|above))",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"\b(?:meet (?:me |us |you )?(?:in the middle|half ?way)|split the difference|in der mitte "
    r"treffen|couper la poire en deux)\b",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(r"\W{0,2}(?:more|higher|on top|increase|extra|above)\b", re.IGNORECASE)
_MORE_BEFORE = re.compile(
    r"\b(?:add|adding|additional|another|extra|increase|raise|bump)\b(?: (?:it|that|the \w+|this|"
    r"an))?(?: (?:up )?by)?(?: (?:additional|extra|another))?\s?\Z",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:not|n't|no|never)\b[^.\n]{0,20}\Z|n't [^.\n]{0,20}\Z", re.IGNORECASE)


def total_of(
    text: str, asks: Sequence[PlacedAsk], offer: OfferSeen | None
) -> tuple[Decimal | None, str | None]:
    """Return the amount asked for the package under discussion and its currency."""
    priced = [item for item in asks if item.ask.unit not in ("cpm", "view") and item.ask.upper > 0]
    stated = [
        item
        for item in priced
        if item.ask.role in ("base", "floor", "addon")
        and is_total(text, item)
        and not _is_extra(text, item)
    ]
    if stated:
        highest = max(stated, key=lambda item: item.ask.upper)
        return highest.ask.upper, highest.ask.currency
    base = [item for item in priced if item.ask.role == "base"]
    floors = [item for item in priced if item.ask.role == "floor"]
    base = base + _other_pieces(floors, base) if base else floors[:1]
    if base:
        currencies = {item.ask.currency for item in base}
        return (_sum(base, offer), currencies.pop()) if len(currencies) == 1 else (None, None)
    return _on_top_of_ours(text, priced, offer)


def _other_pieces(floors: Sequence[PlacedAsk], base: Sequence[PlacedAsk]) -> list[PlacedAsk]:
    """ "Reels start at $900, stories are $200": the floor is the price of another piece."""
    named = {item.ask.kind for item in base} | {"unspecified", "bundle"}
    return [item for item in floors if item.ask.kind not in named]


def _is_extra(text: str, item: PlacedAsk) -> bool:
    return item.ask.role == "addon" and bool(_MORE_AFTER.match(text[item.end : item.end + 12]))


def _sum(items: Sequence[PlacedAsk], offer: OfferSeen | None) -> Decimal:
    offered = offered_pieces(offer.deliverables) if offer else {}
    matching = [item for item in items if item.ask.kind in offered]
    if matching and len(items) > 1 and {i.ask.kind for i in matching} == set(offered):
        items = matching  # a rate card: only the lines of our package are the ask
    return sum((_package_price(item, offered) for item in items), Decimal(0))


def _package_price(item: PlacedAsk, offered: dict[str, int]) -> Decimal:
    ask = item.ask
    if ask.unit != "each":
        return ask.upper
    if item.is_quantity_named:
        return ask.upper * ask.quantity
    if ask.kind in offered:
        return ask.upper * offered[ask.kind]
    if ask.kind == "unspecified" and len(offered) == 1:
        return ask.upper * next(iter(offered.values()))
    return ask.upper


def _on_top_of_ours(
    text: str, priced: Sequence[PlacedAsk], offer: OfferSeen | None
) -> tuple[Decimal | None, str | None]:
    """Only extras are named: they come on top of our standing offer."""
    extras = [item for item in priced if item.ask.role == "addon"]
    if not extras or offer is None:
        return None, None
    if any(item.ask.currency != offer.currency for item in extras):
        return None, None
    return offer.amount + sum((item.ask.upper for item in extras), Decimal(0)), offer.currency


def mark_increments(text: str, asks: Sequence[PlacedAsk]) -> tuple[PlacedAsk, ...]:
    """Turn "$200 more" and "bump it by 200" into extras on top of our offer."""
    marked = []
    for item in asks:
        after, before = text[item.end : item.end + 14], text[max(0, item.start - 40) : item.start]
        if _MORE_AFTER.match(after) or _MORE_BEFORE.search(before):
            old = item.ask
            new = Ask(
                old.amount, old.amount_max, old.currency, old.deliverable, old.quantity,
                old.unit, "addon", old.quote, old.kind,
            )  # fmt: skip
            item = PlacedAsk(new, item.start, item.end, item.is_quantity_named)
        marked.append(item)
    return tuple(marked)


def relative_ask(text: str, known: Decimal | None, offer: OfferSeen | None) -> PlacedAsk | None:
    """Return "double that", "20% more" or "meet in the middle" as an amount, where it is one."""
    if offer is None:
        return None
    middle = _MIDDLE.search(text)
    if middle and known is not None:
        return _relative(text, middle, (known + offer.amount) / 2, offer)
    if known is not None:
        return None
    for pattern, factor in _FACTORS:
        found = pattern.search(text)
        if found and not _DOUBT.search(text[max(0, found.start() - 30) : found.start()]):
            return _relative(text, found, offer.amount * factor, offer)
    raised = _PERCENT_UP.search(text)
    if raised and "commission" not in text[raised.start() : raised.end() + 20].lower():
        share = Decimal(raised["a"] or raised["b"])
        return _relative(text, raised, offer.amount * (100 + share) / 100, offer)
    return None


def has_relative_words(text: str) -> bool:
    """Say whether they speak of an amount relative to ours, whatever it comes to."""
    patterns = (_MIDDLE, _PERCENT_UP, *(pattern for pattern, _ in _FACTORS))
    return any(pattern.search(text) for pattern in patterns)


def _relative(text: str, match: re.Match[str], amount: Decimal, offer: OfferSeen) -> PlacedAsk:
    rounded = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    quote = text[match.start() : match.end()]
    ask = Ask(rounded, None, offer.currency, "", 1, "total", "base", quote)
    return PlacedAsk(ask, match.start(), match.end(), False)
