"""How signs, codes and words of currencies stand beside numbers in a mail. Pure."""

import re

from campaigns.domain.currencies import CAPITAL_CODES, CODES, CROWNS, DOLLARS, SIGNS, WORDS
from campaigns.domain.patterns import Pattern

# Every currency as one word, small: names, codes and the words of `WORDS`.
CURRENCY_WORDS = frozenset(
    word.lower()
    for word in (*CODES, *CAPITAL_CODES, *WORDS, "franc", "peso", "real", "kronor", "dirhams")
    if word.isalpha()
)
# A sign or word several countries share; the thread's own currency settles it.
SHARED = {
    "USD": DOLLARS,
    "SEK": CROWNS,
    "DKK": frozenset({"NOK", "DKK"}),
    "MXN": frozenset({"MXN", "COP", "CLP", "ARS", "PHP"}),
}
_AMBIGUOUS = frozenset({"$", "dollars", "dollar", "bucks", "buck", "kr", "kroner", "pesos"})


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SIGN = f"(?:{_any_of(list(SIGNS))})"
CODE = f"(?:(?i:{_any_of(CODES)})|{_any_of(CAPITAL_CODES)})"
WORD = f"(?i:{_any_of(list(WORDS))})"
# "USD 1500", "CAD $1,500", "Rs. 500"; a letter before it would make it part of another word.
PREFIX = (
    rf"(?:(?<![A-Za-z]){CODE}[ :]{{0,2}}{SIGN}?|(?<![A-Za-z]){SIGN}|{SIGN}"
    r"|(?<![A-Za-z])(?i:rs\.?|kr\.?|fr\.|euros?|ksh\.?|rm|dollars?|bucks)) ?"
)
SUFFIX = rf"(?:{SIGN}(?: ?{CODE}(?![A-Za-z]))?|{CODE}(?![A-Za-z])|{WORD}(?!\w))"
_FIND = Pattern(rf"{CODE}(?![A-Za-z])|{CODE}(?= ?[$€£])|{SIGN}|{WORD}")


def currency_of(*parts: str) -> tuple[str | None, bool]:
    """Return the currency the words name and whether several countries share that name."""
    best: str | None = None
    for part in parts:
        for match in _FIND.finditer(part.strip()):
            word = match.group()
            code = _code_of(word)
            if code is None:
                continue
            if word.lower() not in _AMBIGUOUS:
                return code, False
            best = best or code
    return best, best is not None


def _code_of(word: str) -> str | None:
    upper = word.upper()
    if upper == "RMB":
        return "CNY"
    if upper in CODES or upper in CAPITAL_CODES:
        return upper
    return SIGNS.get(upper) or WORDS.get(word.lower())


# In running text a code counts in capitals only; the words count in any case.
_ABROAD = Pattern(
    rf"(?<![A-Za-z])(?:{_any_of(CODES + CAPITAL_CODES)})(?![A-Za-z])"
    rf"|(?<!\w)(?i:{_any_of([word for word in WORDS if len(word) > 2])}|złot\w+|euró\w*|dolár\w*)"
    rf"(?!\w)|{SIGN}"
)


def other_currency(text: str, ours: str) -> bool:
    """Say whether a text names any currency that cannot be `ours`, however far from a number."""
    for match in _ABROAD.finditer(text):
        code, is_shared = currency_of(match.group())
        if code is None:
            code = "PLN" if match.group().lower().startswith("złot") else code
        if code not in (None, ours) and not (is_shared and ours in SHARED.get(code or "", ())):
            return True
    return False
