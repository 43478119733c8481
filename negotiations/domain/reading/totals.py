"""The one amount a reply asks for, and amounts relative to ours ("double that"). Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from negotiations.domain.reading.asks import Ask, OfferSeen, PlacedAsk
from negotiations.domain.reading.kinds import GENERIC, Mention, mentions, offered_pieces
from negotiations.domain.reading.roles import is_total

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
# A share for somebody else, of something else, is no rise of the price.
_OTHER_SHARE = re.compile(
    r"commission|agency|agent|manage|vat\b|tax|gst|discount|code|sales|usage|whitelist|exclusiv|"
    r"engagement|off\b|deposit|up ?-?front|rush|licen|rights|spend",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(r"\W{0,2}(?:more|higher|on top|increase|extra|above)\b", re.IGNORECASE)
_MORE_BEFORE = re.compile(
    r"\b(?:add|adding|additional|another|extra|increase|raise|bump)\b(?: (?:it|that|the \w+|this|"
    r"an))?(?: (?:up )?by)?(?: (?:additional|extra|another))?\s?\Z",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:not|n't|no|never)\b[^.\n]{0,20}\Z|n't [^.\n]{0,20}\Z", re.IGNORECASE)

# A price per such a unit says nothing about the package.
_NO_TOTAL = frozenset({"cpm", "view", "hour", "day", "week", "month"})
_ADDED = re.compile(r"\b(?:and|plus|und|et|y|e|en|sowie|with)\b|[+&]", re.IGNORECASE)
_FREE = re.compile(
    r"\b(?:free|included?|including|incl|on (?:me|the house)|throw in|kostenlos|gratis|inklusive|"
    r"inkl|offert\w*|inclus\w*|incluid\w+|inbegrepen|w cenie|complimentary|bonus)\b",
    re.IGNORECASE,
)


def total_of(
    text: str, asks: Sequence[PlacedAsk], offer: OfferSeen | None
) -> tuple[Decimal | None, str | None]:
    """Return the amount asked for the package under discussion and its currency.

    A price of something else (an hour, a month, a piece we did not offer, a part of the package)
    is no total: then None, and a person looks.
    """
    priced = [i for i in asks if i.ask.unit not in _NO_TOTAL and i.ask.upper > 0]
    stated = _stated(text, priced)
    if stated is not None:
        return stated.ask.upper, stated.ask.currency
    base = [item for item in priced if item.ask.role == "base"]
    floors = [item for item in priced if item.ask.role == "floor"]
    base = base + _other_pieces(floors, base) if base else floors[:1]
    if not base:
        return _on_top_of_ours(text, priced, offer)
    currencies = {item.ask.currency for item in base}
    total = _sum(text, base, offer) if len(currencies) == 1 else None
    return (total, currencies.pop()) if total is not None else (None, None)


def _stated(text: str, priced: Sequence[PlacedAsk]) -> PlacedAsk | None:
    """The amount their words call the price of everything; the highest of several."""
    stated = [
        item
        for item in priced
        if item.ask.role in ("base", "floor", "addon")
        and item.ask.unit != "each"
        and is_total(text, item.start, item.end)
        and not _is_extra(text, item)
    ]
    return max(stated, key=lambda item: item.ask.upper) if stated else None


def _other_pieces(floors: Sequence[PlacedAsk], base: Sequence[PlacedAsk]) -> list[PlacedAsk]:
    """ "Reels start at $900, stories are $200": the floor is the price of another piece."""
    named = {item.ask.kind for item in base} | {"unspecified", "bundle"}
    return [item for item in floors if item.ask.kind not in named]


def _is_extra(text: str, item: PlacedAsk) -> bool:
    return item.ask.role == "addon" and bool(_MORE_AFTER.match(text[item.end : item.end + 12]))


def _sum(text: str, items: Sequence[PlacedAsk], offer: OfferSeen | None) -> Decimal | None:
    offered = offered_pieces(offer.deliverables) if offer else {}
    whole = any(item.ask.kind in ("unspecified", "bundle") for item in items)
    if offered and not whole:
        named = {item.ask.kind for item in items}
        rest = set(offered) - named
        if not named & set(offered) or (rest and not _FREE.search(text)):
            return None  # prices of other pieces, or of a part of our package
        items = [item for item in items if item.ask.kind in offered]
    elif len(items) > 1 and not _are_added(text, items):
        return None  # a rate card, or two prices for we know not what
    named_pieces = mentions(text) if any(item.ask.unit == "each" for item in items) else ()
    if any(_counts_otherwise(named_pieces, item, offered) for item in items):
        return None  # "$250 per video, 4 videos": not our package
    prices = [_package_price(item, offered) for item in items]
    known = [price for price in prices if price is not None]
    return sum(known, Decimal(0)) if len(known) == len(prices) else None


def _counts_otherwise(named: Sequence[Mention], item: PlacedAsk, offered: dict[str, int]) -> bool:
    """Whether a price per piece stands beside another number of pieces than we offered."""
    if item.ask.unit != "each" or item.is_quantity_named:
        return False
    kinds = {item.ask.kind} | (GENERIC if item.ask.kind == "unspecified" else set())
    counts = {m.quantity for m in named if m.kind in kinds and m.quantity}
    return bool(counts - {offered.get(item.ask.kind, sum(offered.values()) or 1)})


def _are_added(text: str, items: Sequence[PlacedAsk]) -> bool:
    """Whether words or signs join the prices to one sum."""
    gaps = (text[a.end : b.start] for a, b in pairwise(items))
    return all(_ADDED.search(gap) and "\n" not in gap.strip() for gap in gaps)


def _package_price(item: PlacedAsk, offered: dict[str, int]) -> Decimal | None:
    ask = item.ask
    if ask.unit != "each":
        return ask.upper
    if item.is_quantity_named:
        return ask.upper * ask.quantity
    if ask.kind in offered:
        return ask.upper * offered[ask.kind]
    if ask.kind == "unspecified" and offered:
        # "600 each" beside two kinds of pieces: which of them nobody can say.
        return ask.upper * next(iter(offered.values())) if len(offered) == 1 else None
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
            new = replace(item.ask, role="addon")
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
    if raised and not _OTHER_SHARE.search(text[raised.start() : raised.end() + 45]):
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
