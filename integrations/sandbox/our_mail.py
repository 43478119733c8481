"""Read our own mail as the person who gets it would. Pure; amounts are Decimal."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from integrations.sandbox.phrases import SYMBOLS

_RATE = re.compile(r"^\s*[-*•]\s*Rate:\s*(.{1,80})$", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f ']*")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_FINAL = re.compile(
    r"\b(final offer|best and final|last offer|best we can (?:do|offer)|as far as we can go"
    r"|most we can (?:do|offer)|our limit)\b",
    re.IGNORECASE,
)
# Only what is said once a thing is settled: "please confirm" and "we'd be delighted" also close
# offers.
_AGREEMENT = re.compile(
    r"\b(we (?:have )?agreed|we(?:'|’)re agreed|it(?:'|’)s settled|we have a deal|it(?:'|’)s a deal"
    r"|these are the terms|welcome (?:on board|aboard)|happy to confirm|thank you for confirming"
    r"|SOW signature|we accept)\b",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\b(step away|leave it here|part ways|paths cross|door stays open|doesn(?:'|’)t come together"
    r"|(?:aren(?:'|’)t|not|won(?:'|’)t be) able to (?:go ahead|meet|make this work)"
    r"|won(?:'|’)t be going ahead|don(?:'|’)t see a way)\b",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"\b(product|gift(?:ed)?|complimentary|upgrade|worth of)\b", re.IGNORECASE)
_FAST_PAY = re.compile(
    r"\b(net[ -]?(?:7|10|15)|within (?:7|10|14|15) days|up ?front|on signing|fast payment"
    r"|paid (?:right away|the same week))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class OurMail:
    """What a creator takes from one mail of ours; `softness` is the share it lowers their price."""

    rate: Decimal | None
    currency: str | None
    is_final: bool
    sounds_agreed: bool
    is_farewell: bool
    softness: Decimal


def read_our_mail(text: str) -> OurMail:
    """Read the newest mail: the offer is its "- Rate:" line; an inquiry has none."""
    fresh = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    rate, currency = _rate_in(fresh)
    softness = Decimal("0.03") * bool(_PRODUCT.search(fresh))
    softness += Decimal("0.02") * bool(_FAST_PAY.search(fresh))
    return OurMail(
        rate=rate,
        currency=currency,
        is_final=bool(_FINAL.search(fresh)),
        sounds_agreed=bool(_AGREEMENT.search(fresh)),
        is_farewell=rate is None and bool(_FAREWELL.search(fresh)),
        softness=softness,
    )


def _rate_in(text: str) -> tuple[Decimal | None, str | None]:
    """Return the amount and currency of the last rate line, or nothing."""
    found = _RATE.findall(text)
    if not found:
        return None, None
    line = found[-1]
    number = _NUMBER.search(line)
    return (plain_number(number.group()) if number else None), _currency_in(line)


def _currency_in(line: str) -> str | None:
    """Return the ISO code a rate line names by code or symbol."""
    code = _CODE.search(line)
    if code:
        return code.group()
    return next((iso for iso, symbol in SYMBOLS.items() if symbol in line), None)


def plain_number(words: str) -> Decimal | None:
    """Return the number in any grouping: "1,234.00", "1.234,00", "1 234", "1,250"."""
    digits = re.sub(r"[\s\u00a0\u202f']", "", words).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    both = "." in digits and "," in digits
    if last >= 0 and (both or len(digits) - last - 1 != 3):
        whole, cents = digits[:last], digits[last + 1 :]
    else:
        whole, cents = digits, ""
    try:
        return Decimal(re.sub(r"[.,]", "", whole) + (f".{cents}" if cents else ""))
    except InvalidOperation:
        return None
