"""Words a model may never put into our prose: figures, links, promises, other scripts. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import Finding, finding
from negotiations.domain.money.text import money_spans

_LONGEST = 3_000
_RATE = (
    r"(?:rates?|prices?|fees?|asks?|numbers?|terms?|amounts?|quotes?|figures?|requests?|offers?)"
)
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        "money",
        r"\b(?:dollars?|euros?|pounds?|bucks|usd|eur|gbp|grand|hundreds?|thousands?|millions?|"
        r"percent(?:age)?|twice|doubl\w+|tripl\w+|half)\b",
        "figures are put in by code",
    ),
    (
        "link",
        r"@|https?:|www\.|\b\w+\.(?:com|net|org|io|co|me|example|info|biz|xyz|app|dev|link)\b",
        "links and addresses are put in by code",
    ),
    (
        "commitment",
        r"\b(?:it'?s a deal|done deal|you(?:'ve| have) (?:got )?a deal|we have a deal|deal!|"
        rf"(?:accept|agree to|approv\w+|match|meet|confirm|honou?r|go with|take|pay) (?:\w+ )?"
        rf"(?:your|that|this|the|whatever|what) ?(?:\w+ )?(?:{_RATE}|you)\b|"
        rf"your (?:\w+ )?{_RATE} (?:works?|(?:is|are) (?:\w+ )?(?:fine|ok|okay|good|accepted|"
        r"approved|perfect|great|acceptable|agreed|confirmed))|"
        r"whatever (?:you|it)|any (?:amount|price|rate)|(?:full|higher|bigger|better|larger) "
        rf"{_RATE}|more money|pay (?:you )?more|raise (?:our|the)|increase (?:our|the)|"
        r"go (?:up|higher)|we (?:\w+ )?(?:accept|agree)\b|agreed\b|accepted\b|approved\b)",
        "commits us to something the decision does not hold",
    ),
    (
        "payment_details",
        r"\b(?:bank (?:account|details)|iban|swift|routing number|wire|paypal|venmo|crypto\w*|"
        r"bitcoin|passwords?|gift cards?|refunds?|credit card|verification code)\b",
        "speaks of payment details",
    ),
    (
        "machinery",
        r"\b(?:system prompt|(?:my|our|these|previous|prior) (?:instructions?|prompts?|rules)|"
        r"language model|as an ai|placeholder)\b",
        "speaks of how it was written",
    ),
    ("markup", r"(?m)^[ \t]*(?:[#>*|]|- |\d+[.)] )|\*\*|__|`|<[a-z/!]", "is no plain prose"),
    ("greeting", r"\A\s*(?:hi|hello|hey|dear)\b[^.\n]{0,40}(?:\n|,\s)", "code writes the greeting"),
)
_COMPILED = tuple((rule, Pattern(text, re.IGNORECASE), why) for rule, text, why in _RULES)
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "a about all an and any are as at be been but by can could do for from get had has have "
        "here how i if in is it its just know let like look me more my no not of on once or our "
        "out over please so such take thank thanks that the their them then there they this to up "
        "us very was we what when which will with would you your",
    )
)
_FEWEST_WORDS = 6


def word_findings(prose: str, *, own_words: Sequence[str]) -> Iterator[Finding]:
    """Yield every word that has no place in prose; `own_words` are names that may stand in it."""
    if len(prose) > _LONGEST:
        yield finding("shape", prose[:40], "the prose is too long")
        return
    for character in dict.fromkeys(_strange(prose)):
        yield finding("script", character, "only plain Latin text is wanted")
    text = unicodedata.normalize("NFKC", prose).replace("’", "'")
    for name in sorted(own_words, key=len, reverse=True):
        text = text.replace(name, " ")
    for digit in dict.fromkeys(c for c in text if c.isnumeric()):
        yield finding("number", digit, "figures are put in by code")
    for span in money_spans(text):
        yield finding("money", span.text, "figures are put in by code")
    for rule, pattern, why in _COMPILED:
        for match in pattern.finditer(text):
            yield finding(rule, match[0], f"the prose {why}" if rule == "commitment" else why)
    yield from _language_findings(text)


def _strange(prose: str) -> Iterator[str]:
    """Look-alike letters, hidden and steering characters would slip past every other rule."""
    for character in prose:
        if character in "\n\t " or character.isascii() and character.isprintable():
            continue
        kind = unicodedata.category(character)
        is_latin = kind[0] == "L" and unicodedata.name(character, "").startswith("LATIN")
        if not is_latin and character not in "’‘“”–—…":
            yield character


def _language_findings(text: str) -> Iterator[Finding]:
    """The rules above are English, so the prose has to be."""
    for part in re.split(r"[.!?\n]+", text):
        words = re.findall(r"[^\W\d_]+", part.lower())
        known = sum(word in _ENGLISH for word in words)
        if len(words) >= _FEWEST_WORDS and known * 6 < len(words):
            yield finding("language", part[:60], "the prose is not English")
