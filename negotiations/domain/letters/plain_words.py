"""The words of a question that say what it is about. Pure."""

import re
import unicodedata

_WORDS = (
    "able about actually again all already also although am an and another any anybody "
    "anyone anything are around as ask asking at be been being but by can cant come comes "
    "cool could couldnt cover curious day days did didnt do does doesnt doing done dont "
    "down each either else ever every everything exactly far few first for from further "
    "get gets getting give go going gonna good got great had happen happens happy has "
    "have havent having hear hello help here hey hi how id if ill im in into is isnt it "
    "its ive just keen know let like little lot love made make many may maybe me mean "
    "mind more much must my need needed needs next no not now of off oh ok okay on once "
    "one only or other our out over own part people per please possible quick quickly "
    "quite rather really right said say see shall share she should so some somebody "
    "someone something soon still such sure take tell than thank thanks that thats the "
    "their them then there these they thing things think this those though through to "
    "together too under up us use very wait want wanted wanting was way we well were what "
    "whats when whens where wheres which while who whom whos whose why will with without "
    "wonder wondering wont work works would wouldnt yes yet you youd youll your youre "
    "yours yourself youve"
)
_PLAIN = frozenset(_WORDS.split())
_ENDINGS = ("ings", "ing", "edly", "ies", "ers", "ed", "es", "er", "ly", "s")
_SHORTEST_STEM = 3


def content_words(text: str) -> frozenset[str]:
    """Return the words of a question that are not plain, cut to their stems."""
    return frozenset(stem(word) for word in words_in(text) if word not in _PLAIN)


def words_in(text: str) -> list[str]:
    """Return the words without accents and apostrophes, in lower case; single letters are none."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("'", "")).lower()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"[^\W_]{2,}", bare)


def stem(word: str) -> str:
    """Return a word without its commonest endings: "shipping", "ships" and "shipped" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in "ey" else word
