"""From the amounts in a reply to what is asked for: per what and in which role. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from negotiations.domain.money.currencies import SHARED
from negotiations.domain.money.text import MoneySpan, money_spans
from negotiations.domain.reading.kinds import ADDONS, GENERIC, Mention, mentions, offered_pieces
from negotiations.domain.reading.roles import INSTALMENT, role_of, unit_of
from negotiations.domain.reading.sentences import Sentence
from negotiations.domain.reading.spoken import is_asked, is_in_question

_LINK = re.compile(
    r"[^\w]{0,3}(?:(?:flat|total|usd|each)\s)?(?:for|per|a|an|each(?=\s\w)|pro|por|pour|für|voor|"
    r"/|to "
    r"(?:do|post|film|create|make)|to|covers|includes|gets you|von|de|par|for|extra for|more for|"
    r"\()(?=\W|\b)",
    re.IGNORECASE,
)

_DURATION = re.compile(r"([0-9]{1,3})[ -]?(day|week|month|year)", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
# A mail with more amounts than this is a price list of somebody's shop.
_MOST = 60
_INCLUDING = re.compile(r"\W*(?:which |that |and )?includ", re.IGNORECASE)
_WITH = re.compile(r"\W*(?:\w+ )?(?:cover|includ|gets)", re.IGNORECASE)
_PER = re.compile(r"\W{0,3}(?:per|pro|por|par|je|each|a|an|/)\b|\s?/", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s")
_ITEM_END = re.compile(r"[,;]|\.\s|\b(?:and|und|et|y|e|en|if|but|with|without)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """One amount they name: for what, per what and in which role, with the words that show it."""

    amount: Decimal
    amount_max: Decimal | None
    currency: str | None
    deliverable: str
    quantity: int
    unit: str
    role: str
    quote: str
    kind: str = "unspecified"
    pieces: tuple[tuple[str, int], ...] = ()
    """What one price for several kinds of pieces covers, where every number is known."""
    days: int | None = None
    """The duration named beside the price of a right."""
    is_rate: bool = False
    """Whether the words say that it is the price of each piece."""
    is_counted: bool = False
    """Whether the words say of how many pieces it is the price."""

    @property
    def upper(self) -> Decimal:
        """The upper end, which decides."""
        return self.amount if self.amount_max is None else self.amount_max


@dataclass(frozen=True)
class PlacedAsk:
    """An ask and where its amount stands."""

    ask: Ask
    start: int
    end: int
    is_quantity_named: bool


@dataclass(frozen=True)
class OfferSeen:
    """Our last offer as the other side saw it."""

    amount: Decimal
    currency: str
    deliverables: str


def find_asks(
    text: str, sentences: Sequence[Sentence], offer: OfferSeen | None
) -> tuple[PlacedAsk, ...]:
    """Return what they ask, without the amounts they only speak about."""
    spans = money_spans(text)[:_MOST]
    named = mentions(text)
    placed = []
    for index, span in enumerate(spans):
        left = spans[index - 1].end if index else 0
        right = spans[index + 1].start if index + 1 < len(spans) else len(text)
        following = spans[index + 1] if index + 1 < len(spans) else None
        if not is_asked(text, span, (left, following), sentences):
            continue
        if offer and span.upper == offer.amount and is_in_question(span, sentences):
            continue  # "$800 for a reel?" repeats our number
        placed.append(_place(text, span, (left, right), named, offer))
    return _with_alternatives(_tiers(_instalments(text, placed), offer))


def _place(
    text: str,
    span: MoneySpan,
    room: tuple[int, int],
    named: Sequence[Mention],
    offer: OfferSeen | None,
) -> PlacedAsk:
    line_start = max(text.rfind("\n", 0, span.start) + 1, room[0])
    line_end = text.find("\n", span.end)
    line_end = min(line_end if line_end >= 0 else len(text), room[1])
    before, after = text[line_start : span.start][-120:], text[span.end : line_end][:120]
    about = _about(text, span, (line_start, line_end), named)
    kind = _kind_of(about, offer)
    quantity, is_named = _quantity_of(about)
    unit = unit_of(before, after, kind)
    is_rate = unit == "each"
    if not unit:
        unit = _unit_by_default(about, kind, quantity)
    role = role_of(before, after, kind)
    currency = _currency_of(span, offer)
    ask = Ask(
        span.amount, span.amount_max, currency, "", quantity, unit, role, span.text, kind,
        pieces=_pieces_of(about) if kind == "bundle" else (),
        days=days_in(text[line_start:line_end]) if kind in ADDONS else None,
        is_rate=is_rate,
        is_counted=is_named,
    )  # fmt: skip
    return PlacedAsk(ask, span.start, span.end, is_named)


def _about(
    text: str, span: MoneySpan, line: tuple[int, int], named: Sequence[Mention]
) -> list[Mention]:
    """Return the deliverables a price belongs to: those linked after it, else those before it."""
    after = [m for m in named if m.start >= span.end and m.end <= line[1]]
    sentence = max(
        (m.end() for m in _SENTENCE_END.finditer(text, max(line[0], span.start - 300), span.start)),
        default=0,
    )
    begins = max(_item_start(text, line[0], span.start), sentence)
    before = [m for m in named if m.start >= begins and m.end <= span.start]
    gap = text[span.end : after[0].start] if after else ",,"
    near = len(gap) < 45 and not _ITEM_END.search(gap)
    if near and _PER.match(text[span.end : line[1]]):
        return after[:1]
    if near and (gap.isspace() or _LINK.match(text[span.end : line[1]])):
        # "$1,500 including usage" is no price of the usage, nor "including a story" of the story.
        if _INCLUDING.match(gap):
            return []
        return [m for m in after if m.kind not in ADDONS] if _WITH.match(gap) else after
    if before:
        return before
    return after[:1] if near and len(gap) < 20 and after[0].kind not in ADDONS else []


def _item_start(text: str, start: int, end: int) -> int:
    """Return where this item begins: after a separator when another price precedes it."""
    if start == 0 or text[start - 1] == "\n":
        return start
    separator = _ITEM_END.search(text, start, end)
    return separator.end() if separator else start


def _kind_of(about: Sequence[Mention], offer: OfferSeen | None) -> str:
    extras = [m.kind for m in about if m.kind in ADDONS]
    kinds = list(dict.fromkeys(m.kind for m in about if m.kind not in ADDONS))
    if not kinds:
        return extras[-1] if extras else "unspecified"
    exact = [kind for kind in kinds if kind not in GENERIC]
    if len(exact) > 1:
        return "bundle"
    if exact:
        return exact[0]
    offered = list(offered_pieces(offer.deliverables)) if offer else []
    if len(offered) == 1:
        return offered[0]
    return "ig_post" if kinds[0] == "post" else "unspecified"


def _quantity_of(about: Sequence[Mention]) -> tuple[int, bool]:
    counted = [m.quantity for m in about if m.quantity and m.kind not in ADDONS]
    return (counted[0], True) if len(counted) == 1 else (1, False)


def _pieces_of(about: Sequence[Mention]) -> tuple[tuple[str, int], ...]:
    """Return the kinds and numbers of a package, nothing where one of them is not known."""
    named = [m for m in about if m.kind not in ADDONS and m.kind != "bundle"]
    if any(m.kind in GENERIC or (m.quantity is None and m.is_plural) for m in named):
        return ()
    return tuple((m.kind, m.quantity or 1) for m in named)


def days_in(text: str) -> int | None:
    """Return the duration a text names first, in days."""
    found = _DURATION.search(text)
    return int(found[1]) * _DAYS[found[2].lower()] if found else None


def _unit_by_default(about: Sequence[Mention], kind: str, quantity: int) -> str:
    """A price beside one singular piece is the price of a piece ("Reel: $700")."""
    if kind in ADDONS or kind in ("bundle", "unspecified") or quantity > 1:
        return "total"
    return "total" if any(m.is_plural for m in about) else "each"


def _currency_of(span: MoneySpan, offer: OfferSeen | None) -> str | None:
    """A bare amount, or a sign several countries share, is read in the thread's currency."""
    if offer is None:
        return span.currency
    if span.currency is None:
        return offer.currency
    if span.is_shared_sign and offer.currency in SHARED.get(span.currency, ()):
        return offer.currency
    return span.currency


def _instalments(text: str, placed: list[PlacedAsk]) -> list[PlacedAsk]:
    """ "$1,200: $600 now and $600 on delivery": parts of an amount are no prices of their own."""
    for index, item in enumerate(placed):
        after = text[item.end : item.end + 40]
        larger = any(other.ask.upper > item.ask.upper for other in placed[:index])
        if larger and INSTALMENT.match(after):
            placed[index] = replace(item, ask=replace(item.ask, role="deposit"))
    return placed


def _tiers(placed: list[PlacedAsk], offer: OfferSeen | None) -> list[PlacedAsk]:
    """ "1 reel $900, 2 reels $1,600": one of the steps is asked, the others stand beside it."""
    steps: dict[str, list[int]] = {}
    for index, item in enumerate(placed):
        if item.ask.role == "base" and item.ask.unit != "cpm" and item.ask.kind != "unspecified":
            steps.setdefault(item.ask.kind, []).append(index)
    offered = offered_pieces(offer.deliverables) if offer else {}
    for kind, places in steps.items():
        counts = [placed[place].ask.quantity for place in places]
        if len(places) < 2 or len(set(counts)) < len(counts):
            continue
        wanted = offered.get(kind, counts[0])
        kept = places[counts.index(wanted)] if wanted in counts else places[0]
        for place in places:
            if place != kept:
                placed[place] = replace(placed[place], ask=replace(placed[place].ask, role="alt"))
    return placed


def _with_alternatives(placed: list[PlacedAsk]) -> tuple[PlacedAsk, ...]:
    """The first alternative of a list stands for the package; a lone floor stays a floor."""
    if any(item.ask.role in ("base", "floor") for item in placed):
        return tuple(placed)
    for index, item in enumerate(placed):
        if item.ask.role == "alt":
            placed[index] = replace(item, ask=replace(item.ask, role="base"))
            break
    return tuple(placed)
