"""From the amounts in a reply to what is asked for: per what and in which role. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from negotiations.domain.money_text import MoneySpan, money_spans
from negotiations.domain.reading_currencies import SHARED
from negotiations.domain.reading_kinds import ADDONS, GENERIC, Mention, mentions, offered_pieces
from negotiations.domain.reading_sentences import Sentence
from negotiations.domain.reading_spoken import FLOOR_BEFORE, is_asked

_LINK = re.compile(
    r"[^\w]{0,3}(?:(?:flat|total|usd|each)\s)?(?:for|per|a|an|each(?=\s\w)|pro|por|pour|für|voor|"
    r"/|to "
    r"(?:do|post|film|create|make)|to|covers|includes|gets you|von|de|par|for|extra for|more for|"
    r"\()(?=\W|\b)",
    re.IGNORECASE,
)
_UNITS = (
    ("cpm", r"\W{0,3}(?:cpm|tkp)\b|\W{0,2}(?:per|pro|por|pour|/|for every)\s?(?:1 ?k|1[., ]?000|"
     r"mille|mil|tausend|thousand)\b"),
    ("view", r"\W{0,2}(?:per|a|/)\s?view\b"),
    ("hour", r"\W{0,2}(?:per|an|/|pro|por|par)\s?(?:hour|hr|stunde|hora|heure)\b|\shourly"),
    ("day", r"\W{0,2}(?:per|a|/|pro|por|par)\s?(?:day|tag|día|jour)\b|\sdaily"),
    ("week", r"\W{0,2}(?:per|a|/|pro|por|par)\s?(?:week|woche|semana|semaine)\b|\sweekly"),
    ("month", r"\W{0,2}(?:per|a|/|pro|por|par|each)\s?(?:30 days|month|mo\b|monat|mes|mois|mese|"
        r"mês)"
     r"|\smonthly"),
    ("set", r"\W{0,2}(?:per|a|for (?:a|the)|/)\s?(?:[0-9]-?\w*\s)?(?:(?:ig |story )?set)\b"),
    ("total", r"\W{0,3}(?:usd |eur |gbp )?(?:in )?(?:total\b|all[- ]in\b|altogether|"
        r"for (?:the )?(?:"
     r"(?:both|all|everything)\b|whole|entire|full|package|bundle|lot)|gesamt|insgesamt|au total|"
     r"en total|in totale|no total|totaal)"),
    ("each", r"\W{0,3}(?:usd |eur |gbp |flat )?(?:each\b|apiece|a pop|a piece\b|(?:per|pro|por|"
        r"par|/"
     r"|a|je|each)\s?(?:\w+ ){0,2}?(?:reel|post|video|story|piece|tiktok|short|concept|deliverable|"
     r"integration|photo|carousel|pin|tweet|clip|stück|beitrag|episode|mention))"),
)  # fmt: skip
_UNIT_AFTER = tuple((name, re.compile(text, re.IGNORECASE)) for name, text in _UNITS)
_CPM_BEFORE = re.compile(r"\b(?:cpm|tkp)\b\W{0,4}(?:\w+\W{1,2}){0,4}\Z", re.IGNORECASE)
_TOTAL_BEFORE = re.compile(
    r"(?:\b(?:totals?|total(?:l?ing)?|altogether|all[- ]in|package|bundle|sum|comes (?:out )?to|"
    r"everything|all (?:of (?:it|that)|three|together)|grand total|gesamt|insgesamt|summe|totale|"
    r"together|paket\w*|paquete|pacchetto|pacote|pack)\b|=)[^.\n0-9]{0,30}\Z",
    re.IGNORECASE,
)
_ADDON_BEFORE = re.compile(
    r"(?:\b(?:plus|extra|additional(?:ly)?|add(?:ing|-on|ons)?|an? additional|on top|surcharge|"
    r"zzgl|"
    r"zusätzlich|en plus|más|in più|rush fee|fee of)\b[^.\n]{0,28}|\+\s?)\Z",
    re.IGNORECASE,
)
_JUST_PLUS = re.compile(r"(?:\bplus\s|\+\s?)\Z", re.IGNORECASE)
_ADDON_AFTER = re.compile(
    r"\W{0,2}(?:extra|additional|on top|more\b|add-?on|surcharge|zusätzlich|en plus|en más|in più)",
    re.IGNORECASE,
)
_FLOOR_AFTER = re.compile(
    r"\W{0,2}(?:minimum|min\b|at (?:the )?(?:very )?least|or more|and up)|\+(?![ ]?\w)",
    re.IGNORECASE,
)
_DEPOSIT = re.compile(
    r"\b(?:deposit|up ?-?front|in advance|anzahlung|acompte|anticipo|adelanto|acconto|"
    r"aanbetaling)\b",
    re.IGNORECASE,
)
_ALT_BEFORE = re.compile(
    r"(?:\b(?:or|alternatively|otherwise|instead|option (?:2|b|two|3|c|three)|oder|ou|oppure|of)\b"
    r"|\bif (?:you|we) (?:only|just|add|want|prefer|drop)\b)[^.\n]{0,60}\Z",
    re.IGNORECASE,
)


# A mail with more amounts than this is a price list of somebody's shop.
_MOST = 60
_WITH = re.compile(r"\W*(?:\w+ )?(?:cover|includ|gets)", re.IGNORECASE)
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
        placed.append(_place(text, span, (left, right), named, offer))
    return _with_alternatives(placed)


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
    unit = _unit_of(before, after, kind)
    if not unit:
        unit = _unit_by_default(about, kind, quantity)
    role = _role_of(before, after, kind)
    currency = _currency_of(span, offer)
    ask = Ask(span.amount, span.amount_max, currency, "", quantity, unit, role, span.text, kind)
    return PlacedAsk(ask, span.start, span.end, is_named)


def _about(
    text: str, span: MoneySpan, line: tuple[int, int], named: Sequence[Mention]
) -> list[Mention]:
    """Return the deliverables a price belongs to: those linked after it, else those before it."""
    after = [m for m in named if m.start >= span.end and m.end <= line[1]]
    begins = _item_start(text, line[0], span.start)
    before = [m for m in named if m.start >= begins and m.end <= span.start]
    gap = text[span.end : after[0].start] if after else ",,"
    near = len(gap) < 45 and not _ITEM_END.search(gap)
    if near and (gap.isspace() or _LINK.match(text[span.end : line[1]])):
        # "$1,500 including usage" is no price of the usage.
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


def _unit_of(before: str, after: str, kind: str) -> str:
    if _CPM_BEFORE.search(before):
        return "cpm"
    for name, pattern in _UNIT_AFTER:
        if pattern.match(after):
            return name
    return "set" if kind == "ig_story_set" else ""


def _unit_by_default(about: Sequence[Mention], kind: str, quantity: int) -> str:
    """A price beside one singular piece is the price of a piece ("Reel: $700")."""
    if kind in ADDONS or kind in ("bundle", "unspecified") or quantity > 1:
        return "total"
    return "total" if any(m.is_plural for m in about) else "each"


def _role_of(before: str, after: str, kind: str) -> str:
    if _DEPOSIT.search(after[:30]) or _DEPOSIT.search(before[-30:]):
        return "deposit"
    if kind in ADDONS or _ADDON_AFTER.match(after):
        return "addon"
    if _ADDON_BEFORE.search(before):
        # "$700 for the reel + $300 for the story" lists two pieces, it adds no extra.
        listed = _JUST_PLUS.search(before) and kind not in ("unspecified", "bundle")
        return "base" if listed else "addon"
    if FLOOR_BEFORE.search(before) or _FLOOR_AFTER.match(after):
        return "floor"
    if _ALT_BEFORE.search(before):
        return "alt"
    return "base"


def _currency_of(span: MoneySpan, offer: OfferSeen | None) -> str | None:
    """A bare amount, or a sign several countries share, is read in the thread's currency."""
    if offer is None:
        return span.currency
    if span.currency is None:
        return offer.currency
    if span.is_shared_sign and offer.currency in SHARED.get(span.currency, ()):
        return offer.currency
    return span.currency


def _with_alternatives(placed: list[PlacedAsk]) -> tuple[PlacedAsk, ...]:
    """The first alternative of a list stands for the package; a lone floor stays a floor."""
    if any(item.ask.role in ("base", "floor") for item in placed):
        return tuple(placed)
    for index, item in enumerate(placed):
        if item.ask.role == "alt":
            placed[index] = replace(item, ask=replace(item.ask, role="base"))
            break
    return tuple(placed)


def is_total(text: str, item: PlacedAsk) -> bool:
    """Say whether the words call this amount the price of everything."""
    line = text[text.rfind("\n", 0, item.start) + 1 : item.start][-60:]
    after = text[item.end : item.end + 60]
    total = dict(_UNIT_AFTER)["total"]
    return bool(_TOTAL_BEFORE.search(line) or total.match(after))
