"""Amounts that are named without a figure: shares, multiples, "your full rate". Pure."""

import re
from collections.abc import Iterator

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.contact import signature_start
from negotiations.domain.gate.rules import Finding, finding
from negotiations.domain.gate.spans import BLANK, is_negated

_SIGN_LEFT = Pattern(
    r"[$€£¥₹₩₽₺₱₦₪฿₫¢]|\b(?:USD|EUR|GBP|CAD|AUD|CHF|INR|SEK|NOK|DKK|PLN|JPY|BRL|MXN)\b(?=\s*\S*\d)"
    r"|(?<!\bin )(?<!\bin US )(?<!\binto )(?<!\bus )\b(?:dollars?|dólares|dollari|bucks?|euros?|"
    r"pounds? sterling|quid|rupees?|roepies|francs?|franken|kronor|kroner|zloty|złoty|yen|reais|"
    r"pesos|dirhams?|livres sterling)\b|\b(?:grand|quid|hundo)\b(?! (?:opening|finale|"
    r"total|scheme))",
    re.IGNORECASE,
)
_PERCENT = Pattern(
    r"(?:\b\d+(?:[.,]\d+)?|\b[a-z]+(?:-[a-z]+)?)\s?(?:%|percent\b|per cent\b|pct\b|prozent\b)|%|"
    r"\b(?:pour ?cent|por ciento|per ?cento|procent)\b",
    re.IGNORECASE,
)
_HAS_SHARE = Pattern(r"%|per ?cent|pct|pro[zc]ent|pour ?cent|por ciento", re.IGNORECASE)
_WHOLLY = Pattern(
    r"\b(?:100|a hundred|one hundred|hundred)\s?(?:%|per ?cent\b)(?=[ ,.!]*(?:understand|"
    r"yours|yes\b|"
    r"sure|behind|on board|agree|happy|committed|honest|transparent|up to you|your (?:call|choice|"
    r"decision|own)|fine|clear|with you|ready|get it|get that|get where|respect|creative|free to))",
    re.IGNORECASE,
)
_IDIOM = Pattern(
    r"\bthanks a million\b|\ba (?:thousand|million|hundred) (?:thanks|times|apologies)\b|"
    r"\b(?:one|1) in a (?:million|thousand)\b|\b(?:dozens|hundreds|thousands|millions) of "
    r"(?:people|creators|messages|emails|comments|hours|fans|times|videos|photos|them|us|others)\b",
    re.IGNORECASE,
)
_PRICE_WORDS = Pattern(
    r"\b(?:offer|rate|fee|pay|paid|price|bonus|more|higher|increas\w+|on top|extra|"
    r"commission|raise|"
    r"above|add|plus)\b|[$€£+]", re.IGNORECASE
)  # fmt: skip
_SHARE = (
    r"(?:double|triple|treble|quadruple|twice|thrice|half|(?:a |one )?(?:third|quarter|fifth)|"
    r"two[- ]thirds|three[- ]quarters|one and a half times|\d+(?:[.,]\d+)? ?(?:x|×|times))"
)
_MONEY_NOUN = r"(?:rate|fee|price|amount|offer|sum|total|payment|money|ask|number|figure|quote|pay)"
_MULTIPLE = Pattern(
    rf"\b{_SHARE}\s+(?:of )?(?:(?:the|your|our|this|that|my|its) (?:\w+ )?{_MONEY_NOUN}\b|"
    rf"(?:that|this|it)\b(?! (?:\w+ )?(?:time|work|size|length|fun|effort))|what (?:we|you)|"
    rf"as much|(?:again|on top|more|now)\b|{BLANK})"
    r"|\b(?:or|even|could|would|will|then|we'll|we'd|to|pay|get|be|offer) (?:double|triple|"
    r"quadruple|treble)\b(?![- ]?(?:check|tap|down))"
    rf"|{BLANK}[ ,]*(?:(?:paid )?(?:twice|thrice)|doubled|tripled|halved)\b"
    r"|\b(?:two|three|four|five|ten)[- ]?fold\b|\b\d+[- ]?fold\b"
    r"|\bhalf up ?front\b|\b(?:low|mid|high|four|five|six)[- ](?:to[- ]\w+[- ])?figures?\b",
    re.IGNORECASE,
)
_BY_SHARE = Pattern(
    r"\bby (?:a |one |another |about )*(?:half|third|quarter|fifth|tenth)\b", re.IGNORECASE
)
_THEIRS = (
    r"your(?: (?:full|usual|normal|regular|standard|asking|requested|original|quoted|current|own))*"
    r" (?:rates?|price|fee|ask|number|quote|figure|request)"
)
_MATCHED = Pattern(
    r"\b(?:split(?:ting)? the difference|(?:meet|met|meeting) (?:you )?(?:in the middle|"
    rf"half[ -]?way)|match(?:ing)? (?:{_THEIRS}|that|it|what you)|(?:book|hire|go ahead|proceed|"
    rf"do (?:it|this)) at {_THEIRS}|(?:accept|honou?r|agree (?:to|with)|go with|pay(?: you)?|meet) "
    rf"{_THEIRS}|(?<!if )(?<!whether ){_THEIRS} (?:works? (?:for us|on our side)|is (?:fine|"
    rf"okay|ok|"
    r"good|agreed|accepted)|it is)"
    r"|name your (?:price|rate|fee)|whatever you (?:ask|charge|want)"
    r"|same (?:rate|amount|fee|price|money) as|pay (?:you )?what you ask\w*)\b",
    re.IGNORECASE,
)
_WISH = Pattern(
    r"\b(?:wish|would have (?:loved|liked)|if we could|hard to|able to|closer? to|towards?|"
    r"whether|how to|tried|trying)\b[^.!?\n]{0,30}\Z",
    re.IGNORECASE,
)
_TAKEN_BACK = Pattern(
    r"(?! card)[^.!?\n]{0,40}\b(?:but|though|however|unfortunately|cannot|not)\b|"
    r"[^.!?\n]{0,40}n't\b",
    re.IGNORECASE,
)
_DIGIT_WORD = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
_SPELLED = Pattern(
    rf"\b{_DIGIT_WORD}(?:[ ,-]+{_DIGIT_WORD}){{2,}}\b"
    rf"|\b(?:\d+|{_DIGIT_WORD}|ten|eleven|twelve|\w+teen|twenty) point (?:\d+|{_DIGIT_WORD})\b"
    r"|\b(?:one|two|a|three|four|five) k\b",
    re.IGNORECASE,
)
# Words for large numbers in the languages people answer in; the reader of amounts took its own.
_FOREIGN = Pattern(
    r"(?:tausend|hundert|duizend|honderd|cientos|tysiąc|tysięcy|tusen|hundra)\w*\b"
    r"|\b(?:mil(?=[ ,.]|$)|mille|cento|duecento|trecento|quinientos|novecientos|ciento|"
    r"milles?|mila|"
    r"quinhentos|trezentos|duzentos|tusind|hundrede)\b",
    re.IGNORECASE,
)


def without_idioms(text: str) -> str:
    """Return the text without "100% understand", "thanks a million" and their kin."""
    for pattern in (_WHOLLY, _IDIOM):
        text = pattern.sub(lambda match: BLANK * len(match[0]), text)
    return text


def relative_findings(rest: str, whole: str, *, has_other_ask: bool) -> Iterator[Finding]:
    """Yield shares, multiples, unread figures and "your rate" where it is not our offer.

    `rest` is the text without what is explained, `whole` the same text before.
    """
    yield from _share_findings(rest)
    for match in [*_MULTIPLE.finditer(rest), *_BY_SHARE.finditer(whole)]:
        yield finding("amount", match[0], "a multiple of a price is no fact of this mail")
    for match in _SIGN_LEFT.finditer(rest):
        yield finding("amount", match[0], "money is named here, but the amount cannot be read")
    for pattern in (_SPELLED, _FOREIGN):
        for match in pattern.finditer(rest):
            yield finding("number", match[0], "this number is no fact of this mail")
    for match in _MATCHED.finditer(rest) if has_other_ask else ():
        # "your rate of $1,500" has a figure of its own, which is checked where it stands.
        is_figure = BLANK in rest[match.end() : match.end() + 12]
        if not (is_figure or _is_unmet(rest, match.start(), match.end())):
            yield finding("amount_role", match[0], "their rate is not our offer")


def _is_unmet(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence only wishes, or takes back, that their rate is met."""
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    is_denied = is_negated(text, start, end)
    return bool(is_denied or _WISH.search(before) or _TAKEN_BACK.match(after))


def _share_findings(rest: str) -> Iterator[Finding]:
    if not _HAS_SHARE.search(rest):
        return
    footer = signature_start(rest)
    for match in _PERCENT.finditer(rest):
        line = rest[rest.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
        if match.start() < footer or _PRICE_WORDS.search(line):
            yield finding("amount", match[0], "a share of a price is no fact of this mail")
