"""Words for numbers in the main European languages: values and multipliers. Pure."""

from decimal import Decimal

_ENGLISH: dict[str, int | Decimal] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "couple": 2, "half": Decimal("0.5"),
}  # fmt: skip
_SPOKEN: dict[str, int | Decimal] = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "douze": 12, "quinze": 15, "cinquante": 50,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "siete": 7, "ocho": 8, "nueve": 9,
    "cincuenta": 50,
    "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500,
    "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
    "dois": 2, "duas": 2, "três": 3, "quatro": 4, "seis": 6, "sete": 7, "oito": 8, "nove": 9,
    "duzentos": 200, "trezentos": 300, "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600,
    "setecentos": 700, "oitocentos": 800, "novecentos": 900, "cinquenta": 50,
    "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "dieci": 10,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "twee": 2, "drie": 3, "vijf": 5, "zes": 6, "zeven": 7, "negen": 9, "tien": 10,
    "dwa": 2, "trzy": 3, "cztery": 4, "pięć": 5, "sześć": 6, "siedem": 7, "osiem": 8,
    "dziewięć": 9, "dziesięć": 10, "dwieście": 200, "trzysta": 300, "czterysta": 400,
    "pięćset": 500, "sześćset": 600, "siedemset": 700, "osiemset": 800, "dziewięćset": 900,
}  # fmt: skip
_GERMAN = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
           "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
           "neunzehn")  # fmt: skip
_DUTCH = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
          "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
          "negentien")  # fmt: skip
_ITALIAN = ("", "", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")


def _compounds(
    units: tuple[str, ...], hundred: str, thousand: str, single_thousand: str
) -> dict[str, int | Decimal]:
    """Round amounts as one word: "fünfhundert", "zwölfhundert", "eintausendfünfhundert"."""
    hundreds = {f"{word}{hundred}": n * 100 for n, word in enumerate(units) if word and n != 10} | {
        hundred: 100
    }
    below = {word: n for word, n in hundreds.items() if n < 1000}
    thousands = {f"{word}{thousand}": n * 1000 for n, word in enumerate(units) if word and n > 1}
    thousands |= {single_thousand: 1000, f"{units[1]}{thousand}": 1000}
    whole = {f"{big}{word}": n + m for big, n in thousands.items() for word, m in below.items()}
    return {**hundreds, **thousands, **whole}


WORDS: dict[str, int | Decimal] = {
    **_compounds(_GERMAN, "hundert", "tausend", "tausend"),
    **_compounds(_DUTCH, "honderd", "duizend", "duizend"),
    **_compounds(_ITALIAN, "cento", "mila", "mille"),
    **_SPOKEN,
    **_ENGLISH,
}
MULTIPLIERS = {
    "hundred": 100, "hundreds": 100, "hundo": 100, "thousand": 1000, "grand": 1000, "tausend": 1000,
    "mil": 1000, "mille": 1000, "mila": 1000, "duizend": 1000, "million": 1_000_000,
    "cents": 100, "cent": 100, "hundert": 100, "honderd": 100, "lakh": 100_000, "tysiąc": 1000,
    "tysiące": 1000, "tysięcy": 1000,
}  # fmt: skip
