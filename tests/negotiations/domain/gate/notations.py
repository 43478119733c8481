"""One amount in many notations: as people write it, and as it may hide. Pure data."""

from decimal import Decimal

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹"}
WORDS = {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "INR": "rupees"}
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(value: int) -> str:
    """The whole number in English words."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    size, word = (1000, "thousand") if value >= 1000 else (100, "hundred")
    rest = value % size
    link = " and " if rest and (size == 100 or rest < 100) else " "
    return f"{in_words(value // size)} {word}{link + in_words(rest) if rest else ''}"


def in_hundreds(value: int) -> str:
    """The number as people say it: "twelve hundred and fifty"."""
    rest = value % 100
    return f"{in_words(value // 100)} hundred{' and ' + in_words(rest) if rest else ''}"


def short(value: int) -> str:
    """The number with a k: "1.25k"."""
    return f"{value / 1000:g}k"


def plain_notations(value: int, code: str) -> tuple[str, ...]:
    """Ways people really write an amount."""
    sign, word = SIGNS[code], WORDS[code]
    found = (
        f"{sign}{value:,}", f"{sign}{value}", f"{code} {value:,}", f"{value:,} {code}",
        f"{sign}{value:,}.00", f"{sign}{short(value)}", f"{value:,} {word}",
    )  # fmt: skip
    return (*found, f"{value:,}".replace(",", ".") + f" {sign}") if code == "EUR" else found


def odd_notations(value: int, code: str) -> tuple[str, ...]:
    """Ways an amount may hide: words, other digits, invisible marks, tags, other languages."""
    sign, word = SIGNS[code], WORDS[code]
    text = f"{value:,}"
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    arabic = "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in text)
    bold = "".join(chr(0x1D7CE + int(c)) if c.isdigit() else c for c in text)
    half = len(text) // 2
    return (
        f"{in_words(value)} {word}", in_words(value), in_hundreds(value),
        f"{in_hundreds(value)} {word}", f"{value}", f"{text}", short(value).upper(),
        f"{text} {sign}", f"{sign} {text}", f"{code}{value}", f"{value}{code.lower()}",
        f"{sign}{value // 1000},{value % 1000:03d}.-" if value >= 1000 else f"{sign}{value}.-",
        f"{text.replace(',', ' ')} {code}", f"{text.replace(',', '.')},00 {code}",
        f"{text.replace(',', chr(39))} {code}", f"{sign}{wide}", f"{sign}{arabic}",
        f"{sign}{bold}", f"{sign}{text[:half]}\u200b{text[half:]}",
        f"{sign}{text[:half]}\u00ad{text[half:]}", f"&#{ord(sign)};{text}",
        f"{sign}<b>{text[:half]}</b>{text[half:]}", f"{sign}{text[:half]}<!-- x -->{text[half:]}",
        f"<span>{sign}</span><i>{text}</i>", f"**{sign}{text}**", f"~~{sign}{text}~~",
        f"<s>{sign}{text}</s>", f"\u2018{sign}{text}\u2019", f"({sign}{text})",
        f"{sign}{text}/reel", f"around {sign}{text}", f"roughly {text}",
        f"{sign}{text} per post", f"{Decimal(value) / 1000} thousand {word}",
        "\u0336".join(f"{sign}{text}") + "\u0336", f"{text} bucks", f"{value}\u20ac",
    )  # fmt: skip
