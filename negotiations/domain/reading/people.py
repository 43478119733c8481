"""Names in a mail, so that Mila, April or Euro is never read as a number or a currency. Pure."""

import re
from collections.abc import Iterable, Iterator

from negotiations.domain.money.currencies import currency_of
from negotiations.domain.money.number_words import MULTIPLIERS, WORDS

_GREETING = re.compile(
    r"\A\W*(?i:(?:hi|hey|hello|hiya|dear|good (?:morning|afternoon|evening|day)|morning|hallo|"
    r"liebe[rs]?|guten (?:tag|morgen|abend)|bonjour|bonsoir|salut|hola|buenas|buenos días|ciao|"
    r"buongiorno|salve|oi|olá|hoi|beste|cześć|dzień dobry|hej|hei|ahoj|merhaba|thanks|thank you|"
    r"привет|здравствуйте)(?: (?:there|again))?(?: (?:mr|mrs|ms|dr|herr|frau)\.?)?[ ,]{1,2})"
    r"(?P<name>[A-ZÀ-Ž][\w'-]{1,20}(?: [A-ZÀ-Ž][\w'-]{1,20})?)(?=\s*[,!.\n–—-])"
)
_CLOSE = re.compile(
    r"(?:\b(?i:thanks|thank you|best|regards|wishes|cheers|love|xx?|xo+|warmly|sincerely|yours|"
    r"ciao|grüße|gruß|lg|vg|cordialement|bises|saludos|besos|saluti|baci|abraços?|beijos|groetjes|"
    r"groet|liefs|pozdrawiam|mvh|hilsen|respectfully|soon|speak soon|tschüss?)[,!.]? "
    r"|\W[-–—~] ?|\n\s*[-–—~]{0,2} ?)"
    r"(?P<name>[A-ZÀ-Ž][\w'’.-]{0,20}"
    r"(?:[ ,]{1,2}(?:[A-ZÀ-Ž][\w'’.-]{0,20}|&|and|from|of|at|x+)){0,5})"
    r"[ \t!.x:)🤝❤😊☺✨🙏💕🥰]*\s*\Z"
)
# What stands below a line that signs off is a signature: names, a title, a company.
_SIGNED = re.compile(
    r"\n\W*(?i:(?:kind|best|warm|many|all the|with|yours|mit freundlichen|viele|liebe|beste|bien|"
    r"un|cordiali|met vriendelijke|med vänliga|abraços e)?\s?(?:kind |best |warm )?(?:regards|"
    r"wishes|best|thanks|love|cheers|warmly|sincerely|truly|grüßen|grüße|gruß|lg|vg|cordialement|"
    r"saludos|saluti|abraços?|beijos|groet\w*|pozdrawiam|mvh|hilsen|hälsningar|x+))[ ,.!]*\n"
    r"(?P<block>(?:[^\n?!$€£]{0,50}(?:\n|\Z)){1,5})\Z"
)
_LINE = re.compile(r"(?m)^[A-ZÀ-Ž][^\n]{0,40}$")
_CAPITAL = re.compile(r"(?<![\w@/])[A-ZÀ-Ž][\w'’-]*")
_PLAIN = "Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"


def without_names(text: str, known: Iterable[str], own_words: frozenset[str]) -> str:
    """Return the text, place for place, with names made names of nobody.

    `known` are names to expect anywhere; `own_words` are words that are never a name when they
    stand alone ("Deal", "Perfect").
    """
    for start, end in sorted(_places(text, known, own_words), reverse=True):
        text = f"{text[:start]}{_nobody(text[start:end])}{text[end:]}"
    return text


def _nobody(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: _PLAIN[: len(word.group())], name)


def _places(
    text: str, known: Iterable[str], own_words: frozenset[str]
) -> Iterator[tuple[int, int]]:
    greeted = _GREETING.match(text[:120])
    if greeted and not _is_own(greeted["name"], own_words):
        yield greeted.span("name")
    head = max(0, len(text) - 160)
    closed = _CLOSE.search(text, head)
    if closed and not _is_own(closed["name"], own_words):
        yield closed.span("name")
    signed = _SIGNED.search(text, max(0, len(text) - 320))
    if signed:
        for match in _CAPITAL.finditer(text, *signed.span("block")):
            yield match.span()
    parts = {part for name in known for part in name.split()}
    yield from _lines_of(text, parts)
    for name in parts:
        if _is_money_word(name.lower()) or name.lower() not in own_words:
            yield from _named(text, name)


def _lines_of(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    """Where a line is only a known name: several mails read together sign several times."""
    for match in _LINE.finditer(text) if names else ():
        if all(word in names for word in match.group().split()):
            yield match.span()


def _named(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a known name stands as one: "1,500 Euro", "12 April" and "Will you" are none."""
    pattern = re.compile(rf"(?<![\w$€£])(?<![0-9] )(?<!of ){re.escape(name)}(?![\w]| [0-9])")
    for match in pattern.finditer(text):
        yield match.span()


def _is_own(name: str, own_words: frozenset[str]) -> bool:
    words = re.findall(r"[^\W\d_]+", name.lower())
    return not words or (words[0] in own_words and not _is_money_word(words[0]))


def _is_money_word(word: str) -> bool:
    """Whether it would be read as a currency or a number: "Euro", "Grand", "Twenty"."""
    return currency_of(word)[0] is not None or word in WORDS or word in MULTIPLIERS
