"""Every amount of a mail, in any notation, against the amounts it may name. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from negotiations.domain.gate_rules import Finding, finding
from negotiations.domain.gate_spans import blank, is_negated
from negotiations.domain.money_text import MoneySpan, money_spans

_SHARED_SIGNS = (
    {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"},
    {"SEK", "NOK", "DKK", "ISK"},
    {"JPY", "CNY"},
)
_UP_TO = re.compile(
    r"\b(?:up to|at least|at most|starting (?:at|from)|upwards of|more than|less than|over|above|"
    r"below|under|minimum of|no more than|from|beyond|exceed\w*|max(?:imum)?(?: of)?)\s*\Z",
    re.I,
)
_STEP = re.compile(
    r"\b(?:mov\w+|up|down|went|com\w+|increas\w+|rais\w+|improv\w+)\b"
    r"[^.!?\n]{0,20}\bfrom\s*\Z",
    re.IGNORECASE,
)
_TAKEN_BEFORE = re.compile(
    r"\b(?:match|accept|meet|agree to|go with|confirm|honou?r|take)\b[^.!?,;\n]{0,25}\Z",
    re.IGNORECASE,
)
_TAKEN_AFTER = re.compile(
    r"\s*(?:works? for us|is (?:fine|okay|ok|good|agreed)|sounds good|it is)\b", re.IGNORECASE
)
_TWICE_BEFORE = re.compile(
    r"(?:\b(?:another|extra|additional|plus)|\+)(?: an?)?\s*\Z", re.IGNORECASE
)
_TWICE_AFTER = re.compile(r"\s*(?:later|again|more|extra|on top|twice)\b", re.IGNORECASE)
_PER_PIECE = re.compile(
    r"\s*(?:(?:each|apiece|a piece|a pop|per|for each|for every|every|monthly|weekly|hourly|daily|"
    r"an hour|a (?:month|week|day|year))\b|/\s?[a-z])(?!\s*(?:1[,.]?000|1k|thousand|mille))",
    re.IGNORECASE,
)
_PER_ONE = re.compile(r"\s*(?:per|for each|/)\s?(?:instagram |tiktok |youtube )?(?:reel|video|post|"
                      r"story|short|integration)\b", re.IGNORECASE)  # fmt: skip
_OURS = re.compile(
    r"\b(?:(?:our|the|an|this|final|new) (?:\w+ )?(?:offer|rate|fee|price|proposal|payment|total)|"
    r"rate|total|we(?:'d|'ll| can| could| would| will)? (?:like to |happily |be happy to |also )*"
    r"(?:offer|pay|do|propose|go|come up|move|meet you)|now|agreed|agree)\b[^.!?\n,;]{0,25}\Z",
    re.I,
)
_NOT_OURS = re.compile(
    r"\b(?:previous\w*|was|were|from|instead of|rather than|you\w*|ask\w*|request\w*|quot\w+|worth|"
    r"valued?|retail|cpm|per|earlier|original\w*|initial\w*|before|last)\b",
    re.IGNORECASE,
)
_CPM_AFTER = re.compile(
    r"\s*(?:cpm\b|(?:per|for every|/|for each|a)\s*(?:1[,.]?000|1k|thousand|mille)\b)",
    re.IGNORECASE,
)
_SIGN_LEFT = re.compile(
    r"[$€£¥₹₩₽]|\b(?:USD|EUR|GBP|CAD|AUD|CHF)\b(?=\s*\S*\d)|\b(?:dollars?|bucks|euros?|"
    r"grand|quid)\b", re.IGNORECASE
)  # fmt: skip
_PERCENT = re.compile(
    r"(?:\b\d+(?:[.,]\d+)?|\b[a-z]+(?:-[a-z]+)?)\s?(?:%|percent\b|per cent\b|pct\b)|%",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"\b(?:double|triple|twice|half|quarter|third|two[- ]thirds|three[- ]quarters)\s+"
    r"(?:of )?(?:the|your|our|that|this|now|up|on|as much|more)\b|\bhalf (?:now|up)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Allowed:
    """One amount the mail may name."""

    amount: Decimal
    currency: str
    role: str


def amounts_of(allowed: Mapping[str, object]) -> tuple[Allowed, ...]:
    """Return the allowed amounts; an unreadable one allows nothing."""
    found = []
    items = allowed.get("amounts")
    for item in items if isinstance(items, list | tuple) else ():
        try:
            amount = Decimal(str(item.get("amount")))
        except InvalidOperation:
            continue
        currency, role = item.get("currency") or "", item.get("role") or "offer"
        found.append(Allowed(amount, str(currency).upper(), str(role)))
    return tuple(found)


def _is_currency(span: MoneySpan, allowed: Allowed, text: str) -> bool:
    if span.currency is None or span.currency == allowed.currency:
        return True
    if not span.is_shared_sign or not re.search(rf"\b{re.escape(allowed.currency)}\b", text):
        return False
    return any({span.currency, allowed.currency} <= signs for signs in _SHARED_SIGNS)


def _matching(
    value: Decimal, span: MoneySpan, world: tuple[Allowed, ...], text: str
) -> list[Allowed]:
    return [a for a in world if a.amount == value and _is_currency(span, a, text)]


def amount_findings(
    text: str, world: tuple[Allowed, ...], pieces: int, *, offer_required: bool
) -> tuple[list[Finding], str]:
    """Return what is wrong with the amounts, and the text without them."""
    found: list[Finding] = []
    is_offer_named = False
    rest = text
    for span in money_spans(text):
        rest = blank(rest, span.start, span.end)
        matches = _stated(span, world, text)
        if not matches:
            found.append(finding("amount", span.text, _why(span, world)))
            continue
        is_step = span.amount_max is not None
        problem = "" if is_step else _misuse(text, span, {a.role for a in matches}, pieces)
        if problem:
            found.append(finding("amount_role", span.text, problem))
        is_offer_named |= any(a.role == "offer" for a in matches) and not problem
    has_offer = any(a.role == "offer" for a in world)
    if has_offer and offer_required and not is_offer_named:
        found.append(finding("missing_offer", "", "the mail does not name the offer's amount"))
    return found + list(_relative(rest)), rest


def _stated(span: MoneySpan, world: tuple[Allowed, ...], text: str) -> list[Allowed]:
    """Return the allowed amounts a span states; "from A to B" states both, any range none."""
    low = _matching(span.amount, span, world, text)
    if span.amount_max is None or span.amount_max == span.amount or not low:
        return low
    is_step = _STEP.search(text[max(0, span.start - 40) : span.start])
    return _matching(span.amount_max, span, world, text) if is_step else []


def _why(span: MoneySpan, world: tuple[Allowed, ...]) -> str:
    if any(a.amount == span.amount for a in world) and span.amount_max is None:
        return f"the amount is allowed, but not in {span.currency}"
    return "this amount is no fact of this mail"


def _misuse(text: str, span: MoneySpan, roles: set[str], pieces: int) -> str:
    """Return why a known amount says something else than it means, or nothing."""
    before = text[max(0, span.start - 70) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + 30]
    is_cpm = bool(_CPM_AFTER.match(after)) or bool(
        re.search(r"\bcpm\b[^.!?]{0,25}\Z", before, re.I)
    )
    if is_cpm:
        return "" if "cpm" in roles else "this amount is not the shared CPM"
    if roles == {"cpm"}:
        return "the CPM stands here as if it were a rate"
    if "offer" not in roles:
        if _TWICE_BEFORE.search(before) and not re.match(r"[^.!?\n]{0,20}\b(?:value|worth)", after):
            return "this amount is not paid on top of our offer"
        clause = re.split(r"[.!?,;]\s", before)[-1]
        claims = _OURS.search(clause) and not _NOT_OURS.search(clause) and before[-1:] != "~"
        taken = _TAKEN_BEFORE.search(before) or _TAKEN_AFTER.match(after)
        denied = is_negated(text, span.start, span.end)
        return "this amount is not our offer" if (claims or taken) and not denied else ""
    return _changed_offer(before, after, pieces)


def _changed_offer(before: str, after: str, pieces: int) -> str:
    if _UP_TO.search(before) and not re.search(r"\b(?:moved|up|down|went) from\s*\Z", before):
        return "the offer is one amount, not a limit or a start"
    if re.match(r"\s?\+", after):
        return "the offer is one amount, not a minimum"
    if _TWICE_BEFORE.search(before) or _TWICE_AFTER.match(after):
        return "the offer is paid once"
    if _PER_PIECE.match(after) and not (pieces <= 1 and _PER_ONE.match(after)):
        return "the offer is for the whole package, not per piece or period"
    return ""


def _relative(rest: str) -> Iterator[Finding]:
    """Yield shares, multiples and money signs that no amount explains."""
    for match in _PERCENT.finditer(rest):
        yield finding("amount", match[0], "a share of a price is no fact of this mail")
    for match in _MULTIPLE.finditer(rest):
        yield finding("amount", match[0], "a multiple of a price is no fact of this mail")
    for match in _SIGN_LEFT.finditer(rest):
        yield finding("amount", match[0], "money is named here, but the amount cannot be read")
