"""Numbers as people type them: any separator, scale suffix or English number word. Pure."""

import re
import unicodedata
from decimal import Decimal

from campaigns.domain.patterns import Pattern
from negotiations.domain.money.number_words import MULTIPLIERS, WORDS

SCALES = {
    "k": 1_000, "grand": 1_000, "thousand": 1_000, "tausend": 1_000, "tsd": 1_000,
    "hundo": 100, "hundos": 100,
    "mil": 1_000, "mille": 1_000, "mila": 1_000, "duizend": 1_000, "hundred": 100,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "l": 100_000,
    "crore": 10_000_000, "crores": 10_000_000, "million": 1_000_000, "mio": 1_000_000,
    "m": 1_000_000, "tys": 1_000, "tysięcy": 1_000, "tysiące": 1_000, "tusen": 1_000,
    "tisíc": 1_000, "тыс": 1_000, "тысяч": 1_000, "тисяч": 1_000, "万": 10_000, "만": 10_000,
}  # fmt: skip
# Bounded repetition keeps the scan linear on a text that is nothing but digits and commas.
NUMBER = (
    r"(?:[0-9]{1,3}[kK][0-9]{1,3}(?![0-9A-Za-z])"
    r"|[0-9]{1,3}(?:[ '’][0-9]{3}){1,4}(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{2,3}){0,4},[0-9]{3}(?:\.[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,12}[.,][0-9]{1,2}(?![0-9])"
    r"|[0-9]+)"
)
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
_SIGNS = {ord("＄"): "$", ord("﹩"): "$", ord("￡"): "£", ord("，"): ",", ord("．"): "."}

_GLUE = Pattern(
    r"[ \t-]{1,3}(?:(?:and|of|und|e|y|en|et)[ \t]{1,2})?(?:a[ \t]{1,2})?\Z", re.IGNORECASE
)
_WORD = Pattern(r"[^\W\d_]+")


def fold(text: str) -> str:
    """Return the text with every decimal digit, space and sign in ASCII, character for character.

    The length never changes, so positions in the result are positions in the original.
    """
    if text.isascii():
        return text
    translated = text.translate(_SPACES).translate(_SIGNS)
    return "".join(_ascii_digit(char) for char in translated)


def _ascii_digit(char: str) -> str:
    if char.isascii():
        return char
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


def parse_number(text: str, scale: str = "") -> Decimal:
    """Return the value of a NUMBER match, times its scale word.

    With a scale a lone separator is a decimal point ("1.250k"); without one it separates
    thousands exactly when three digits follow.
    """
    if "k" in text.lower():
        return _glued(text.lower())
    digits = text.replace(" ", "").replace("'", "").replace("’", "")
    factor = SCALES.get(scale.strip().rstrip(".").lower(), 1) if scale.strip() else 1
    marks = [char for char in digits if char in ".,"]
    if marks and _is_decimal(digits, marks, factor):
        whole, _, fraction = digits.rpartition(marks[-1])
        digits = f"{whole.replace('.', '').replace(',', '')}.{fraction}"
    else:
        digits = digits.replace(".", "").replace(",", "")
    value = Decimal(digits) * factor
    return Decimal(int(value)) if factor > 1 and value == int(value) else value


def _glued(text: str) -> Decimal:
    """ "1k6" and "1k600" are 1,600; "2k05" is 2,050."""
    thousands, _, rest = text.partition("k")
    return Decimal(thousands) * 1000 + Decimal(rest.ljust(3, "0"))


def _is_decimal(digits: str, marks: list[str], factor: int) -> bool:
    if len(set(marks)) == 2:
        return True
    if len(marks) > 1:
        return False
    return factor > 1 or len(digits) - digits.rindex(marks[-1]) - 1 != 3


def word_numbers(text: str) -> list[tuple[int, int, Decimal]]:
    """Return (start, end, value) of every number written in words that reaches ten or more."""
    found: list[tuple[int, int, Decimal]] = []
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word not in WORDS and word not in MULTIPLIERS:
            continue
        if run and not _GLUE.match(text[run[-1].end() : match.start()]):
            _close(text, run, found)
            run = []
        run.append(match)
    _close(text, run, found)
    return found


def _close(text: str, run: list[re.Match[str]], found: list[tuple[int, int, Decimal]]) -> None:
    if not run:
        return
    value = _value([match.group().lower() for match in run])
    start = run[0].start()
    if re.search(r"[0-9][.,]?\s?\Z", text[max(0, start - 4) : start]):
        return  # "5 hundred" is a digit number with a scale, read elsewhere
    if value >= 10:
        found.append((start, run[-1].end(), value))


def _value(words: list[str]) -> Decimal:
    total, current, last = Decimal(0), Decimal(0), 0
    for word in words:
        factor = MULTIPLIERS.get(word)
        if factor is None:
            value = Decimal(WORDS[word])
            if word == "half" and last:
                total += last * value  # "a grand and a half"
            else:
                current = _said_on(current, value)
        elif factor == 100:
            current = (current or Decimal(1)) * factor
        else:
            total, current = total + (current or Decimal(1)) * factor, Decimal(0)
        last = factor or 0
    return total + current


def _said_on(current: Decimal, value: Decimal) -> Decimal:
    """ "fourteen fifty" is 1,450, "twenty five" is 25."""
    if 10 <= current < 100 and 10 <= value < 100:
        return current * 100 + value
    return current + value
