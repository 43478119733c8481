"""Currency signs, codes and words, and which code each one means. Pure."""

import re

from campaigns.domain.patterns import Pattern

_SIGNS = {
    "US$": "USD", "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "R$": "BRL", "MX$": "MXN", "$": "USD", "€": "EUR", "£": "GBP",
    "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₱": "PHP", "₦": "NGN", "₪": "ILS",
    "฿": "THB", "₫": "VND", "₽": "RUB", "₴": "UAH", "円": "JPY", "元": "CNY", "원": "KRW",
}  # fmt: skip
# Codes nobody writes as an ordinary word, read in any case.
_CODES = re.findall(
    "[A-Z]{3}",
    "USD EUR GBP CAD AUD NZD INR CHF SEK NOK DKK JPY PLN BRL MXN AED SGD HKD ZAR CZK HUF "
    "RUB UAH THB ILS KRW IDR MYR SAR NGN KES VND ISK RON BGN COP CLP QAR KWD EGP PKR BDT TWD CNY "
    "RMB",
)
_CAPITAL_CODES = ["TRY", "PHP", "MAD", "PEN", "ARS"]  # "try" and "mad" are words
_WORDS = {
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "buck": "USD", "dólares": "USD",
    "dolares": "USD", "dollari": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
    "pound": "GBP", "quid": "GBP", "sterling": "GBP", "rupees": "INR", "rupee": "INR",
    "rs.": "INR", "rs": "INR", "reais": "BRL", "francs": "CHF", "franken": "CHF",
    "kronor": "SEK", "kroner": "DKK", "kr": "SEK", "zł": "PLN", "złotych": "PLN", "kč": "CZK",
    "korun": "CZK", "tl": "TRY",
    "lira": "TRY", "руб": "RUB", "рублей": "RUB", "рубля": "RUB", "грн": "UAH",
    "гривень": "UAH", "forint": "HUF", "lei": "RON", "ksh": "KES", "rm": "MYR", "zloty": "PLN",
    "yen": "JPY",
    "pesos": "MXN", "dirhams": "AED", "dirham": "AED", "rand": "ZAR", "livres": "GBP",
    "sterline": "GBP", "pfund": "GBP", "us dollars": "USD",
    "đô la": "USD", "đô": "USD", "dolar": "USD", "dolarów": "USD", "долларов": "USD",
    "canadian dollars": "CAD", "australian dollars": "AUD",
}  # fmt: skip
# Every currency as one word, small: names, codes and the words of `_WORDS`.
CURRENCY_WORDS = frozenset(
    word.lower()
    for word in (*_CODES, *_CAPITAL_CODES, *_WORDS, "franc", "peso", "real", "kronor", "dirhams")
    if word.isalpha()
)
# A sign or word several countries share; the thread's own currency settles it.
SHARED = {
    "USD": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}),
    "SEK": frozenset({"SEK", "NOK", "DKK", "ISK"}),
    "DKK": frozenset({"NOK", "DKK"}),
    "MXN": frozenset({"MXN", "COP", "CLP", "ARS", "PHP"}),
}
_AMBIGUOUS = frozenset({"$", "dollars", "dollar", "bucks", "buck", "kr", "kroner", "pesos"})


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SIGN = f"(?:{_any_of(list(_SIGNS))})"
CODE = f"(?:(?i:{_any_of(_CODES)})|{_any_of(_CAPITAL_CODES)})"
WORD = f"(?i:{_any_of(list(_WORDS))})"
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
    if upper in _CODES or upper in _CAPITAL_CODES:
        return upper
    return _SIGNS.get(upper) or _WORDS.get(word.lower())


# In running text a code counts in capitals only; the words count in any case.
_ABROAD = Pattern(
    rf"(?<![A-Za-z])(?:{_any_of(_CODES + _CAPITAL_CODES)})(?![A-Za-z])"
    rf"|(?<!\w)(?i:{_any_of([word for word in _WORDS if len(word) > 2])}|złot\w+|euró\w*|dolár\w*)"
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
