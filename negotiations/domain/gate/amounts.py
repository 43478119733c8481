"""Every amount of a mail, in any notation, against the amounts it may name. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from campaigns.domain.currencies import CROWNS, DOLLARS
from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.relative import relative_findings
from negotiations.domain.gate.rules import Finding, finding
from negotiations.domain.gate.spans import blank, is_negated, sentence
from negotiations.domain.money.text import MoneySpan, money_spans

_SHARED_SIGNS = (
    DOLLARS | {"MXN"},
    CROWNS,
    {"JPY", "CNY"},
)
_UP_TO = Pattern(
    r"\b(?:up to|at least|at most|starting (?:at|from)|upwards of|more than|less than|over|above|"
    r"below|under|minimum of|no more than|from|beyond|exceed\w*|max(?:imum)?(?: of)?|"
    r"(?:twice|double|triple|half|a quarter|a third)(?: of)?|(?:payments?|instal?lments?|parts) of|"
    r"(?:\d|two|three|four) ?(?:x|×|times)|almost|nearly|around|"
    r"(?<!how )(?<!what )(?<!talk )(?<!talking )(?<!is )(?<!was )about|roughly|approx\w*|"
    r"circa|some)"
    r"\s*\Z",
    re.I,
)
_RISE = Pattern(
    r"\b(?:moved|up|down|went) from\s*\Z|\b(?:com(?:e|ing)|came|mov(?:e[ds]?|ing)|bring|"
    r"brought|"
    r"increase[ds]?|rais(?:e[ds]?|ing)|bump(?:ed)?) (?:(?!(?:up|to)\b)\w+ ){0,3}up to\s*\Z",
    re.IGNORECASE,
)
_STEP = Pattern(
    r"\b(?:mov\w+|up|down|went|com\w+|increas\w+|rais\w+|improv\w+)\b"
    r"[^.!?\n]{0,20}\bfrom\s*\Z",
    re.IGNORECASE,
)
_TAKEN_BEFORE = Pattern(
    r"\b(?:match|accept|meet|agree to|go with|confirm|honou?r|take)\b[^.!?,;\n]{0,25}\Z",
    re.IGNORECASE,
)
_TAKEN_AFTER = Pattern(
    r"(?<!\s)\s*(?:works? for us|is (?:fine|okay|ok|good|agreed)|sounds good|it is)\b",
    re.IGNORECASE,
)
_TWICE_BEFORE = Pattern(r"(?:\b(?:another|extra|additional|plus)|\+)(?: an?)?\s*\Z", re.IGNORECASE)
_TWICE_AFTER = Pattern(
    r"(?<![ ,])[ ,]*(?:(?:and (?:\w+ )?)?(?:later|again|more|extra|on top|twice)\b|"
    r"(?:paid )?twice\b|"
    r"(?:times|x|×|\*)\s?(?:\d|two|three|four))",
    re.IGNORECASE,
)
_AND_UP = Pattern(
    r"\+(?!\w)|\s?(?:(?:and|or) (?:up|above|more|over|higher|so|thereabouts|a (?:bit|little|"
    r"touch) (?:more|above))\b|-?ish\b|plus (?:more|some)\b)",
    re.IGNORECASE,
)
_PER_PIECE = Pattern(
    r"(?<!\s)\s*(?:(?:each|apiece|a piece|a pop|"
    r"per(?! (?:our|your|my|the|email|agreement))|for each|for every|every|monthly|weekly|"
    r"hourly|daily|"
    r"an hour|a (?:month|week|day|year))\b|/\s?(?!(?:total|all|flat|package|"
    r"in total)\b)[a-z])(?!\s*(?:1[,.]?000|1k|thousand|mille))",
    re.IGNORECASE,
)
_PER_ONE = Pattern(r"(?<!\s)\s*(?:per|for each|/)\s?(?:instagram |tiktok |youtube )?"
    r"(?:reel|video|post|"
                      r"story|short|integration)\b", re.IGNORECASE)  # fmt: skip
_OURS = Pattern(
    r"\b(?:(?:our|the|an|this|final|new) (?:\w+ )?(?:offer|rate|fee|price|proposal|payment|total)|"
    r"rate|total|we(?:'d|'ll| can| could| would| will)? (?:like to |happily |be happy to |also )*"
    r"(?:offer|pay|do|propose|go|come up|move|meet you)|now|agreed|agree)\b[^.!?\n,;]{0,25}\Z",
    re.I,
)
_NOT_OURS = Pattern(
    r"\b(?:previous\w*|was|were|from|instead of|rather than|you\w*|ask\w*|request\w*|quot\w+|worth|"
    r"valued?|retail|cpm|per|earlier|original\w*|initial\w*|before|last)\b",
    re.IGNORECASE,
)
_CPM_AFTER = Pattern(
    r"(?<!\s)\s*(?:cpm\b|(?:per|for every|/|for each|a)\s*(?:1[,.]?000|1k|thousand|mille)\b)",
    re.IGNORECASE,
)
# What makes an amount of theirs, or of before, recognisable as such.
_SOMEBODY = (
    r"\b(?:previous\w*|earlier|first|initial\w*|original\w*|before|was|were|from|start\w*|open\w*|"
    r"moved|last|instead of|rather than|rais\w+|increas\w+|up|no longer|used to|old|low|"
    r"lower|below|you|your|"
    r"you're|their|his|her|ask\w*|request\w*|quot\w+|hop\w+|mention\w*|propos\w+|looking for|"
    r"listed|wanted|named|said|stated|cannot|not|no|unable|down|versus|vs|against|difference|gap|"
    r"between|more than|above|beyond|higher|out of reach|talent|rate card|counter\w*)\b|n't\b|~"
)
_LICENSE = {
    "previous": Pattern(_SOMEBODY, re.IGNORECASE),
    "ask": Pattern(_SOMEBODY, re.IGNORECASE),
    "product": Pattern(
        r"\b(?:worth|valued?|retail\w*|product|gift|rrp|price[ds]?|on top|send|sent|extra)\b", re.I
    ),
}
_STRUCK = Pattern(r"~~\s*\S{0,4}\s*\Z")


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
    text: str, whole: str, world: tuple[Allowed, ...], pieces: int, *, offer_required: bool
) -> tuple[list[Finding], str]:
    """Return what is wrong with the amounts, and the text without them.

    `whole` is the text before anything in it was explained and hidden; positions are the same.
    """
    found: list[Finding] = []
    is_offer_named = False
    rest = text
    for span in money_spans(text):
        rest = blank(rest, span.start, span.end)
        matches = _stated(span, world, text)
        if not matches:
            found.append(finding("amount", span.text, _why(span, world)))
            continue
        problem = _misuse(whole, span, {a.role for a in matches}, pieces)
        if problem:
            found.append(finding("amount_role", span.text, problem))
        is_offer_named |= any(a.role == "offer" for a in matches) and not problem
    has_offer = any(a.role == "offer" for a in world)
    if has_offer and offer_required and not is_offer_named:
        found.append(finding("missing_offer", "", "the mail does not name the offer's amount"))
    offers = {a.amount for a in world if a.role == "offer"}
    has_other_ask = any(a.role == "ask" and a.amount not in offers for a in world)
    return found + list(relative_findings(rest, whole, has_other_ask=has_other_ask)), rest


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
    after = text[span.end : span.end + 30]
    if span.amount_max is not None:
        return _changed_offer("", after, pieces) if "offer" in roles else ""
    before = text[max(0, span.start - 70) : span.start].rpartition("\n")[2]
    is_cpm = bool(_CPM_AFTER.match(after)) or bool(
        re.search(r"\bcpm\b[^.!?]{0,25}\Z", before, re.I)
    )
    if is_cpm:
        return "" if "cpm" in roles else "this amount is not the shared CPM"
    if roles == {"cpm"}:
        return "the CPM stands here as if it were a rate"
    if "offer" not in roles:
        if not _is_licensed(text, span, roles):
            return "nothing here says whose amount this is"
        if _TWICE_BEFORE.search(before) and not re.match(r"[^.!?\n]{0,20}\b(?:value|worth)", after):
            return "this amount is not paid on top of our offer"
        clause = re.split(r"[.!?,;]\s", before)[-1]
        claims = _OURS.search(clause) and not _NOT_OURS.search(clause) and before[-1:] != "~"
        taken = _TAKEN_BEFORE.search(before) or _TAKEN_AFTER.match(after)
        denied = is_negated(text, span.start, span.end)
        return "this amount is not our offer" if (claims or taken) and not denied else ""
    if roles == {"offer"} and _STRUCK.search(before):
        return "our offer is struck through"
    return _changed_offer(before, after, pieces)


def _is_licensed(text: str, span: MoneySpan, roles: set[str]) -> bool:
    """Tell whether the words around an amount say that it is not what we offer now."""
    around = sentence(text, span.start, span.end)
    if text[text.rfind("\n", 0, span.start) + 1 :].startswith(">"):
        return True  # a quoted line is theirs
    return any(
        role not in _LICENSE or _LICENSE[role].search(around.replace(span.text, " "))
        for role in roles
    )


def _changed_offer(before: str, after: str, pieces: int) -> str:
    if _UP_TO.search(before) and not _RISE.search(before):
        return "the offer is one amount, not a limit or a start"
    if _AND_UP.match(after):
        return "the offer is one amount, not a minimum"
    if _TWICE_BEFORE.search(before) or _TWICE_AFTER.match(after):
        return "the offer is paid once"
    if _PER_PIECE.match(after) and not (pieces <= 1 and _PER_ONE.match(after)):
        return "the offer is for the whole package, not per piece or period"
    return ""
