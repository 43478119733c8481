"""The words of a text as the lexicon knows them: small, contractions written out, numbers as one.

"I'm in", "im in" and "I am in" are the same three words; "j'accepte" is two.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

NUMBER = "#"
OURS = "#ours"
NAME = "@"
"""A name we know: the one we wrote to, whoever signs, a brand."""
# Skin tones and the signs of men and women only vary the picture before them.
PICTURE = r"[\U0001f300-\U0001f3fa\U0001f400-\U0001faff\u2600-\u263f\u2643-\u27bf]"
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\d_]+(?:['-][^\W\d_]+)*|[0-9]+|\+|(?<!\S)@(?!\S)|" + PICTURE
)
_IS_PICTURE = re.compile(PICTURE)
# What stands for a name that was taken out.
_NAMED = re.compile(r"X[xX'-]+")
_BREAK = re.compile(r"[,;:()\[\]\n\u2013\u2014\u2026\"“”/|]|\s-+\s|[.!?]")
_NOT = re.compile(r"\A(ca|wo|sha|[a-z]{2,6})n'?t\Z")
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_IS_AFTER = frozenset(
    ("it", "that", "this", "he", "she", "what", "who", "where", "when", "how", "there", "here",
     "everything", "all", "rate", "offer")
)  # fmt: skip
_WITHOUT_MARK = {
    "im": "i am", "ive": "i have", "youve": "you have", "youre": "you are", "thats": "that is",
    "lets": "let us", "whats": "what is", "theres": "there is", "heres": "here is",
    "cannot": "can not", "cant": "can not", "wont": "will not", "dont": "do not",
    "didnt": "did not", "doesnt": "does not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "wouldnt": "would not", "couldnt": "could not", "havent": "have not",
    "hasnt": "has not", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "lemme": "let me", "gimme": "give me", "itd": "it would", "thatd": "that would",
    "itll": "it will", "thatll": "that will", "theyre": "they are", "hes": "he is",
    "shes": "she is", "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please",
    "thx": "thanks", "ty": "thanks", "tysm": "thanks", "okay": "ok", "okey": "ok", "okey-dokey":
    "ok", "k": "ok", "oki": "ok", "yeah": "yes", "yea": "yes", "yep": "yes", "yup": "yes",
    "yessir": "yes", "yas": "yes", "yass": "yes", "ya": "yes", "aye": "yes", "nope": "no",
    "nah": "no", "naw": "no", "tho": "though", "bc": "because", "cuz": "because", "cos":
    "because", "e-mail": "email", "e-mails": "emails", "e-post": "epost", "alright": "all right",
    "ain't": "is not", "d'accord": "d accord", "tbh": "honestly", "rn": "right now",
    "collab": "collaboration", "collabs": "collaborations", "abt": "about",
    "b4": "before", "prolly": "probably", "def": "definitely", "defo": "definitely",
    "okok": "ok", "+": "plus",
}  # fmt: skip
# "its" before one of these stands for "it is".
_ITS = frozenset(
    ("a", "an", "the", "not", "all", "so", "fine", "good", "ok", "great", "perfect", "yes", "no",
     "fair", "cool", "on", "me", "your", "hard", "way", "too", "just", "really", "very", "still",
     "more", "about", "enough")
)  # fmt: skip


class Figure(Protocol):
    """One number as it stands in a text; `kind` is "ours" where it is our offer's amount."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where the text goes on after it."""

    @property
    def kind(self) -> str:
        """What it is."""


@dataclass(frozen=True)
class Word:
    """One word of the lexicon's spelling and the place of what was written."""

    text: str
    start: int
    end: int
    is_after_break: bool
    written: str
    figure: Figure | None = None


@lru_cache(maxsize=4096)
def without_accents(word: str) -> str:
    """Return a word as people type it on a keyboard that has no accents."""
    plain = word.translate(_STROKES)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain)
    return "".join(char for char in parts if not unicodedata.combining(char))


_STROKES = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def words_of(text: str, figures: Sequence[Figure], offset: int = 0) -> tuple[Word, ...]:
    """Return the words of a smoothed text that begins at `offset` of the whole mail.

    `figures` are the numbers of the whole mail; each stands as one word.
    """
    inside = _within(figures, offset, offset + len(text))
    starts = [f.start for f in inside]
    found: list[Word] = []
    last = done = 0
    for match in _TOKEN.finditer(text):
        if match.start() < done:
            continue
        place = match.start() + offset
        index = bisect_right(starts, place) - 1
        figure = inside[index] if index >= 0 and place < inside[index].end else None
        begins = max(figure.start - offset, last) if figure else match.start()
        broken = not found or bool(_BREAK.search(text, last, begins))
        broken = broken or bool(
            _IS_PICTURE.match(match.group()) or _IS_PICTURE.match(found[-1].text)
        )
        if figure:
            found.append(_number(figure, is_after_break=broken))
            done = last = max(figure.end - offset, match.end())
        else:
            found += _spelled(match, offset, is_after_break=broken)
            last = match.end()
    return tuple(_with_its(found))


def _within(figures: Sequence[Figure], start: int, end: int) -> Sequence[Figure]:
    """Return the figures, given in reading order, that stand between two places."""
    first = bisect_right(figures, start, key=lambda figure: figure.end)
    return figures[first : bisect_left(figures, end, key=lambda figure: figure.start)]


def _number(figure: Figure, *, is_after_break: bool) -> Word:
    name = OURS if figure.kind == "ours" else NUMBER
    return Word(name, figure.start, figure.end, is_after_break, name, figure)


def _spelled(match: re.Match[str], offset: int, *, is_after_break: bool) -> list[Word]:
    """Return the words that one written word stands for."""
    written, start, end = match.group(), match.start() + offset, match.end() + offset
    if _NAMED.fullmatch(written):
        return [Word(NAME, start, end, is_after_break, written)]
    return [
        Word(part, start, end, is_after_break and not index, written)
        for index, part in enumerate(_parts(written.lower()))
    ]


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[str, ...]:
    known = _WITHOUT_MARK.get(word)
    if known:
        return tuple(known.split())
    found = _NOT.match(word) if "'" in word else None
    if found:
        stem = {"ca": "can", "wo": "will", "sha": "shall"}.get(found[1], found[1])
        return (stem, "not")
    if "-" in word:
        return tuple(p for part in word.split("-") for p in _parts(part))
    if "'" not in word:
        return (word,)
    stem, _, ending = word.rpartition("'")
    if ending in _ENDINGS:
        return (*_parts(stem), _ENDINGS[ending])
    if ending == "s":
        if stem == "let":
            return ("let", "us")
        return (*_parts(stem), "is" if stem in _IS_AFTER else "s")
    return (*_parts(stem), ending)


def _with_its(words: list[Word]) -> list[Word]:
    found: list[Word] = []
    for index, word in enumerate(words):
        following = words[index + 1].text if index + 1 < len(words) else ""
        if word.text == "its" and following in _ITS:
            for i, part in enumerate(("it", "is")):
                broken = word.is_after_break and not i
                found.append(Word(part, word.start, word.end, broken, word.written))
        else:
            found.append(word)
    return found
