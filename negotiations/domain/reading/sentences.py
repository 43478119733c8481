"""Cutting a mail into sentences, each an exact slice with its place. Pure."""

import re
from dataclasses import dataclass

_END = re.compile(
    r"[.!?…]+[\"')\]]*(?=\s|\Z)|\n+|[•·]|(?<=\s)[:;]-?[)D(P](?=\s)"
    r"|[\U0001f300-\U0001faff\u2600-\u27bf]{1,8}\ufe0f?(?=\s{1,8}[A-ZÀ-Ž])"
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " "})
_DRAWN_OUT = re.compile(r"\b(?!www)[a-z]{0,12}([a-z])\1{2,40}[a-z]{0,12}\b", re.IGNORECASE)
_RUN = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)
_LONG_O = re.compile(r"o{3,}(?=[dlk])", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|approx|incl|excl|etc|vs|no|nr|rs|fr|mr|mrs|ms|dr|st|zzgl|ca|bzw|inkl|max|min)"
    r"\.\Z",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:(?:and|also|so|but|just)\s)?(?:what|when|where|who(?! knows)|which|how(?! generous)|"
    r"why|do you|does|is there|"
    r"are there|are you|can you|could you|will you|would you|may i|can i|could i|was ist|wie viel|"
    r"wann|welche|quel|quand|combien|cuánto|cuando|cuál|qué|quanto|quando|quale|qual|hoeveel|"
    r"wanneer|wat)\b",
    re.IGNORECASE,
)
_WONDERS = re.compile(
    r"\b(?:(?:could|can|would) you (?:please )?(?:let me know|share|tell|send|confirm|clarify)"
    r"|please (?:share|tell|clarify|let me know (?:what(?! you think)|when|how|which|the|about|"
    r"your))"
    r"|let me know (?:what(?! you think)|when|how|which|the|about|your)|i(?:'d| would) (?:like|"
    r"love) to know"
    r"|wondering (?:what|if|when|how|whether)|curious (?:what|if|about|how)"
    r"|(?:more|further) (?:details|info(?:rmation)?)|need to know)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\W*(?:how (?:are|r) (?:you|u)|how(?:'s| is) (?:it going|everything|your)|hope (?:you|all)|"
    r"(?:does|would|will) (?:that|this|it)(?: rate| amount| price)? (?:work|sound|be ok)|"
    r"sounds? (?:good|ok|fair|great)|deal|ok(?:ay)?|right|is (?:that|this) (?:ok|okay|something|"
    r"doable|possible|feasible|fair)|what do you think|thoughts|let me know|passt das|"
    r"ça te va|ça vous va|te parece|le parece|va bene|pode ser)\b",
    re.IGNORECASE,
)

_PROPOSES = re.compile(
    r"\b(?:but|though|however|could|can|aber|mais|pero|ma|mas|maar)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Sentence:
    """A slice of the mail: `text` is what stands from `start` to `end`, apostrophes folded."""

    start: int
    end: int
    text: str

    @property
    def is_question(self) -> bool:
        """Whether it asks, with or without a question mark."""
        words = self.text.strip()
        return "?" in words[-4:] or bool(_ASKS.match(words)) and len(words) < 160

    @property
    def is_courtesy(self) -> bool:
        """Whether it only asks how we are, or whether their own words suit us."""
        found = _COURTESY.match(self.text)
        return found is not None and not _PROPOSES.search(self.text, found.end())

    @property
    def asks_for_facts(self) -> bool:
        """Whether it wants something told, even as a statement."""
        if self.is_courtesy and not _WONDERS.search(self.text):
            return False
        return self.is_question or bool(_WONDERS.search(self.text))


def loosely(pattern: str) -> str:
    """Return a pattern that also matches words typed without their apostrophe ("lets", "dont")."""
    loose = re.sub(r"(?:(?<=\\b)|\b)(let|that|it|what)'s", r"\1'?s", pattern)
    return re.sub(
        r"(?:(?<=\\b)|\b)(i'm|(?:do|ca|wo|does|is|did|could|would|has|have)n't)\b", _optional, loose
    )


def _optional(match: re.Match[str]) -> str:
    return match.group().replace("'", "'?")


def smooth(text: str) -> str:
    """Return the text with apostrophes, spaces and drawn-out words unified, place for place."""
    return _DRAWN_OUT.sub(_shortened, text.translate(_APOSTROPHES))


def _shortened(match: re.Match[str]) -> str:
    """ "yesss" is "yes" and two spaces: every later word keeps its place."""
    word = match.group()
    return _RUN.sub(r"\1", _LONG_O.sub("oo", word)).ljust(len(word))


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text that went through `smooth`."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if match.group() == "." and _ABBREVIATION.search(
            text[max(0, match.end() - 8) : match.end()]
        ):
            continue
        _add(text, start, match.end(), found)
        start = match.end()
    _add(text, start, len(text), found)
    return tuple(found)


# "I'm in, what do you need?": a statement that turns to its question is two sentences.
_TURNS = re.compile(
    r"\s?[:,;–—-]\s?(?=(?:and |so |just |but )?(?:what|when|where|who|how|which|can|could|do|does|"
    r"will|would|is|are|shall|should|wann|wie|wo|was|quand|comment|cuándo|cómo|quando|come|"
    r"wanneer|hoe|kiedy|jak)\b)",
    re.IGNORECASE,
)
_BEGINS_ASKING = re.compile(
    r"\W*(?:what|when|where|who|which|how|why|do|does|is|are|can|could|will|would|may|should|if|"
    r"since|because|before|after|for|as)\b",
    re.IGNORECASE,
)


def _add(text: str, start: int, end: int, found: list[Sentence]) -> None:
    turn = _TURNS.search(text, start, end) if text[start:end].rstrip().endswith("?") else None
    if turn and text[start : turn.start()].strip() and not _BEGINS_ASKING.match(text[start:end]):
        _piece(text, start, turn.end(), found)
        start = turn.end()
    _piece(text, start, end, found)


def _piece(text: str, start: int, end: int, found: list[Sentence]) -> None:
    piece = text[start:end]
    if piece.strip(" \t\r\n.!?•·*-"):
        left = start + len(piece) - len(piece.lstrip())
        right = end - (len(piece) - len(piece.rstrip()))
        found.append(Sentence(left, right, text[left:right]))
