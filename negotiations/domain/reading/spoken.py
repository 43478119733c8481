"""Amounts a reply asks for, told from amounts it only speaks about. Pure."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from negotiations.domain.money.text import MoneySpan
from negotiations.domain.reading.sentences import Sentence

FLOOR_BEFORE = re.compile(
    r"\b(?:minimum|lowest|floor|at least|no(?:thing)? less than|not less than|(?:can't|cannot|"
    r"can not|won't|don't|couldn't|wouldn't) (?:\w+ ){0,2}?(?:go |do |accept |take )?(?:any )?(?:"
    r"below|under|lower than|less than)|bottom line|mindestens|minimal|mínimo|minimo|starts? (?:at|"
    r"from)|starting (?:at|from)|ab|à partir de|desde|a partire da|a partir de|"
    r"vanaf|(?:n't|not|nie|niet|nicht|never|nothing|anything|pas|kein\w*|non|para|por|voor|für|"
    r"for) "
    r"(?:[^.\n]{0,30} )?(?:less than|lower than|below|under|minder dan|weniger als|moins de|"
    r"menos de|"
    r"meno di|mniej niż|under|unter|poniżej))\b[^.\n]{0,24}\Z|\bmin\.?:?\s?\Z|"
    r"\A\W*(?:unter|poniżej|onder|under|below)\s\Z",
    re.IGNORECASE,
)
_NOT_ASKED_BEFORE = re.compile(
    r"(?:\b(?:can't|cannot|can not|couldn't|won't|wouldn't|not|unable to|"
    r"don't) (?:\w+ ){0,3}?(?:do|"
    r"accept|take|work (?:for|with)|agree to|go for|make)\b(?! (?:\w+ ){0,2}(?:less|below|under|"
    r"lower))(?: (?:it|that|this|a|the|\w+))?(?: for| at)?|\b(?:last|other|another|previous|recent)"
    r"\w* (?:brands?|client|campaign|partner|sponsor)s? [^.\n]{0,24}|\b(?:(?:got|was|been|"
    r"get) paid|received|paid me|made|sold|generated|sales|"
    r"revenue|retail|worth|valued at|value of|ad spend|spend|spent|earn\w*|drove)\b[^.\n]{0,24}"
    r"|\bwhy (?:only )?|\binstead of (?:the )?|\brather than (?:the )?|\bcompared to (?:the )?"
    r"|\b(?:more|higher|better) than (?:the )?|\b(?:you|your|you're|you guys|brand) (?:\w+ )?(?:"
    r"offer\w*|propos\w*|suggest\w*|mention\w*|quot\w*|said|were at)\b[^.\n]{0,20})\s?\Z",
    re.IGNORECASE,
)
_NOT_ASKED_AFTER = re.compile(
    r"(?: (?:usd|eur|flat|offer\w*|budget|rate|fee|per \w+|for [^.\n,]{1,25}))?,?\s(?:is|was|are|"
    r"'s|seems|"
    r"feels|would be|you (?:offered|proposed|mentioned)|in (?:sales|revenue)|worth|offer|doesn't|"
    r"does not|won't|isn't)\s?(?:\w+ ){0,3}?(?:too low|low\b|less|below|under\b|lower|not enough|"
    r"too "
    r"little|far|work|cover|a (?:bit|little) (?:low|under)|offer\w*|enough|of (?:product|ad)|"
    r"insult\w*|ridiculous|zu wenig|zu niedrig|trop (?:bas|peu))|\sin (?:sales|revenue|product)|"
    r"\s(?:you (?:offered|proposed|mentioned|suggested))|\sis (?:zu wenig|trop bas)|"
    r"\s(?:ist (?:mir )?(?:leider )?zu (?:wenig|niedrig))|\sworth of",
    re.IGNORECASE,
)
_USUAL_BEFORE = re.compile(
    r"\b(?:usual(?:ly)?|normal(?:ly)?|typical(?:ly)?|standard|regular(?:ly)?|generally|"
    r"normalerweise|"
    r"habituellement|normalmente|di solito|originally)\b[^.\n]{0,40}\Z",
    re.IGNORECASE,
)
_SPECIAL = re.compile(
    r"\b(?:but|however|for (?:you|this)|happy to|willing to|could do|can do|come down|reduce|"
    r"discount|instead|aber|mais|pero|però|mas|maar)\b",
    re.IGNORECASE,
)
_THEIR_BUDGET = re.compile(
    r"\b(?:is|was) (?:that|the|this|your|it)\b[^?\n]{0,50}\Z|\bdoes (?:that|the|this|your)\b"
    r"[^?\n]{0,50}\Z",
    re.IGNORECASE,
)


def is_asked(
    text: str,
    span: MoneySpan,
    neighbours: tuple[int, MoneySpan | None],
    sentences: Sequence[Sentence],
) -> bool:
    """Say whether they ask for the amount, or only speak of it: ours, a brand's, a usual one.

    `neighbours` is the end of the amount before (0 for none) and the amount after.
    """
    sentence = _sentence_at(sentences, span.start)
    before = text[max(sentence.start, span.start - 80) : span.start]
    after = text[span.end : min(sentence.end, span.end + 80)]
    if FLOOR_BEFORE.search(before):
        return True
    if _NOT_ASKED_BEFORE.search(before) or _NOT_ASKED_AFTER.match(after):
        return False
    if sentence.text.endswith("?") and _THEIR_BUDGET.search(before):
        return False
    return not _is_usual_only(text, span, neighbours, (sentence, before))


def is_in_question(span: MoneySpan, sentences: Sequence[Sentence]) -> bool:
    """Say whether the amount stands in a sentence that ends as a question."""
    return _sentence_at(sentences, span.start).text.rstrip().endswith("?")


def _is_usual_only(
    text: str,
    span: MoneySpan,
    neighbours: tuple[int, MoneySpan | None],
    where: tuple[Sentence, str],
) -> bool:
    """ "Usually $1,500, but $1,000 for you" asks for the second amount alone."""
    sentence, before = where
    if not _USUAL_BEFORE.search(before):
        return False
    left, following = neighbours
    if left > sentence.start and _USUAL_BEFORE.search(text[left : span.start]):
        return True
    if following is None or following.start - span.end > 160:
        return False
    return bool(_SPECIAL.search(text[span.end : following.start]))


def _sentence_at(sentences: Sequence[Sentence], place: int) -> Sentence:
    index = bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1
    if index >= 0 and place < sentences[index].end:
        return sentences[index]
    return Sentence(place, place, "")
