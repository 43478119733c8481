"""What each sentence of a reply does: exactly one act, with its words. Pure.

Marks are looked for first (a condition, a change, a doubt, a denial), and any of them beats the
yes beside it; a yes with a word we do not know is no yes.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lexicon.builder import Hit, Lexicon
from lexicon.words import NAME, NUMBER, OURS, Word, words_of
from negotiations.domain.reading.figures import Figure, within
from negotiations.domain.reading.sentences import Sentence

ACCEPTANCE = "acceptance"
ASK = "ask"
REFUSAL = "refusal"
QUESTION = "question"
OPEN_QUESTION = "question_open"
CONDITION = "condition"
CHANGE = "change"
OTHER = "other_offer"
COURTESY = "courtesy"
LOGISTICS = "logistics"
OPT_OUT = "opt_out"
UNKNOWN = "unknown"
CLASSES = (ACCEPTANCE, ASK, REFUSAL, QUESTION, OPEN_QUESTION, CONDITION, CHANGE, OTHER, COURTESY,
           LOGISTICS, OPT_OUT, UNKNOWN)  # fmt: skip
WANTING = frozenset({ACCEPTANCE, ASK, CONDITION, CHANGE, OTHER})
HARMLESS = frozenset({ACCEPTANCE, COURTESY, LOGISTICS, QUESTION})
_COVERING = frozenset({"yes", "fine", "assent", "courtesy", "greeting", "logistics"})
AGREEING = frozenset({"yes", "fine", "assent"})
_PLAINLY = frozenset({"yes", "fine"})
# What is fine may be a parcel or a brand, not our terms.
_BESIDE = frozenset({"aside", "arrived"})
_AGAINST = frozenset({"no", "low", "hedge", "odd", "not"})
_REACH = 3
_FAR = 16
_DOUBTS = ("hedge", "odd", "no", "past", "not")
# What a name at the beginning of a clause is followed by: "Rosa is in", "Jess says yes".
_SPEAKING = frozenset(
    ("is", "has", "says", "say", "said", "accepts", "agrees", "agreed", "would", "will", "and", "s",
     "needs", "wants", "asks", "charges", "takes", "does", "can", "could")
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One sentence with its act; `marks` are the acts of the phrases found in it."""

    sentence: Sentence
    act: str
    marks: frozenset[str] = frozenset()
    is_weak: bool = False
    """Whether the yes in it is only assent ("sounds good")."""
    strange: tuple[str, ...] = ()
    """Words we do not know, names of others among them."""
    names_others: bool = False
    """Whether somebody we do not know does something in it ("Lena would need 900")."""
    figures: tuple[Figure, ...] = ()
    yes: tuple[int, int] | None = None
    """Where the yes stands in the mail."""
    no: tuple[int, int] | None = None


def acts_of(
    pieces: Sequence[Sentence],
    figures: Sequence[Figure],
    known: Lexicon,
    languages: frozenset[str],
    *,
    asked: frozenset[int],
    is_one_piece: bool,
) -> tuple[Said, ...]:
    """Return what every sentence does; `asked` are the places of the amounts they ask for.

    Where our offer `is_one_piece`, "the reel works" is no part of it.
    """
    views = [_View(piece, figures, known, languages) for piece in pieces]
    return tuple(_said(view, asked, is_one_piece=is_one_piece) for view in views)


class _View:
    """A sentence with its words, what stands in it and what is left over."""

    def __init__(
        self,
        piece: Sentence,
        figures: Sequence[Figure],
        known: Lexicon,
        languages: frozenset[str],
    ) -> None:
        self.piece = piece
        self.words = words_of(piece.text, figures, piece.start)
        self._known = known.known
        self.hits = self._standing(known.hits(self.words, languages))
        self.figures = tuple(within(figures, piece.start, piece.end))
        self.marks = _that_matter(frozenset(hit.act for hit in self.hits))
        covered = {
            at for hit in self.hits if hit.act in _COVERING for at in range(hit.start, hit.end)
        }
        strange = [
            at
            for at, word in enumerate(self.words)
            if at not in covered and not _is_plain(word, known)
        ]
        self.strange = tuple(self.words[at].written for at in strange)
        self.unknown = tuple(self.words[at].written for at in strange if not self._is_title(at))
        self.names_others = any(self._acts(at) for at in strange)

    def _standing(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the hits without each yes that a no or a doubt before it takes back."""
        against = [hit for hit in hits if hit.act in _AGAINST]
        starts = [hit.start for hit in against]
        return tuple(
            hit
            for hit in hits
            if hit.act not in AGREEING
            or not any(
                self._reaches(other, hit)
                for other in against[
                    bisect_left(starts, hit.start - _FAR) : bisect_left(starts, hit.start)
                ]
            )
        )

    def _reaches(self, against: Hit, hit: Hit) -> bool:
        if against.start >= hit.start or hit.start - against.end > _REACH:
            return False
        between = range(against.end, hit.start + 1)
        return against.end > hit.start or not any(self.words[at].is_after_break for at in between)

    def _is_title(self, at: int) -> bool:
        """Whether it is written like a name of somebody or something."""
        word = self.words[at]
        if not word.written[:1].isupper() or word.written.isupper():
            return False
        return (bool(at) and not word.is_after_break) or self._acts(at)

    def _acts(self, at: int) -> bool:
        """Whether a capital word is somebody who does something: "Lena is in", "Lena for 900"."""
        word, after = self.words[at], [word.text for word in self.words[at + 1 : at + 3]]
        if not word.written[:1].isupper() or word.text in self._known or not after:
            return False
        if word.written.isupper():
            return False
        is_priced = after[0] in ("for", "at") and after[1:] in ([NUMBER], [OURS])
        return after[0] in _SPEAKING or is_priced

    def place(self, *acts: str) -> tuple[int, int] | None:
        """Return where the first phrase of these acts stands in the mail."""
        found = [hit for hit in self.hits if hit.act in acts]
        if not found:
            return None
        return self._place(max(found, key=lambda hit: (hit.end - hit.start, -hit.start)))

    def _place(self, hit: Hit) -> tuple[int, int]:
        return self.words[hit.start].start, self.words[hit.end - 1].end

    @property
    def has_share(self) -> bool:
        """Whether it names a percentage or a term of payment."""
        return any(figure.kind in ("percent", "terms") for figure in self.figures)

    @property
    def has_ours(self) -> bool:
        """Whether it names our amount."""
        return any(figure.kind == "ours" for figure in self.figures)

    @property
    def has_money(self) -> bool:
        """Whether a number in it is neither our amount nor provably no money."""
        return any(not figure.is_harmless for figure in self.figures)


def _that_matter(marks: frozenset[str]) -> frozenset[str]:
    """Leave out what says something only beside an opt-out, or only beside a yes."""
    left_out = {"elsewhere"} if "optout" not in marks else set()
    return marks - left_out - ({"aside"} if not marks & AGREEING else set())


def _is_plain(word: Word, known: Lexicon) -> bool:
    """Whether the word changes nothing beside a yes; numbers are weighed elsewhere."""
    text = word.text
    if word.figure is not None or text == NAME or text in known.plain:
        return True
    return (len(text) == 1 and text.isascii()) or not text.strip("x")


def _said(view: _View, asked: frozenset[int], *, is_one_piece: bool) -> Said:
    has_ask = any(figure.start in asked for figure in view.figures)
    agrees = bool(view.marks & AGREEING)
    if is_one_piece and agrees and not view.marks & {"no", "not", "if"}:
        view.marks -= {"part"}
    return Said(
        view.piece,
        _act(view, has_ask=has_ask),
        view.marks,
        is_weak=not view.marks & _PLAINLY,
        strange=view.strange,
        names_others=view.names_others,
        figures=view.figures,
        yes=view.place(*_PLAINLY) or view.place("assent") if agrees else None,
        no=view.place("withdraw") or view.place("no") or view.place("low"),
    )


def _act(view: _View, *, has_ask: bool) -> str:
    marks = view.marks
    if "optout" in marks:
        return OPT_OUT
    if "withdraw" in marks and not view.piece.is_question:
        return REFUSAL  # "I know I said yes, but I have to cancel"
    if _wants_to_know(view):
        return _question(view, has_ask=has_ask)
    if marks >= {"no"} and not marks & {"yes", "fine", "part"} and not has_ask:
        return REFUSAL  # "it sounds great, but it's not a fit"
    if marks & AGREEING and not has_ask:
        return _agreeing(view)
    if has_ask:
        return REFUSAL if marks >= {"no", "more"} else ASK
    return _other(view)


def _wants_to_know(view: _View) -> bool:
    if view.piece.is_question:
        return True
    return view.piece.asks_for_facts and not view.marks & (AGREEING | {"no", "low", "logistics"})


def _question(view: _View, *, has_ask: bool) -> str:
    if has_ask:
        return ASK
    if view.piece.is_courtesy and not view.marks & {"more", "change", "topic"}:
        return COURTESY
    if view.marks & {"more", "change"}:
        return CHANGE
    if view.has_money or "topic" in view.marks or OURS in {word.text for word in view.words}:
        return OPEN_QUESTION
    return QUESTION


def _agreeing(view: _View) -> str:
    marks = view.marks
    if marks & {"part", "change", "more", "low"}:
        return CHANGE
    if "if" in marks:
        return CONDITION
    if view.has_share or ("topic" in marks and (view.unknown or "logistics" in marks)):
        return CHANGE
    if marks >= {"ask", "logistics"} and not marks & _PLAINLY:
        return UNKNOWN  # "fine, I'll send my rates"
    if marks & _BESIDE and "yes" not in marks:
        return UNKNOWN  # "the parcel is here, everything is perfect"
    if marks & set(_DOUBTS) or view.has_money or view.strange:
        return UNKNOWN
    return ACCEPTANCE


def _other(view: _View) -> str:
    marks = view.marks
    if "no" in marks and "part" not in marks:
        return REFUSAL
    if marks & {"part", "more", "low", "change"} or (view.has_share and "topic" in marks):
        return CHANGE
    if "if" in marks:
        return CONDITION
    if view.has_money:
        return OTHER
    if marks & {"hedge", "odd"}:
        return UNKNOWN
    return _harmless(view)


def _harmless(view: _View) -> str:
    marks = view.marks
    if "topic" in marks or (view.unknown and ("not" in marks or view.has_ours)):
        return UNKNOWN  # "1,250, wow, now I can retire"
    if "logistics" in marks:
        return LOGISTICS
    if marks & {"courtesy", "greeting"} or not view.unknown:
        return COURTESY
    return UNKNOWN
