"""Find a plain request to hear nothing more, in what a person newly wrote.

The words are the lexicon's, as they are for whoever reads the mail afterwards. Only a request made
to us counts: a mail's footer, or a remark about a creator's own subscribers, is none.
"""

import re
from collections.abc import Iterator

from lexicon.builder import lexicon
from lexicon.words import words_of

LONGEST_TEXT = 20_000
MOST_SENTENCES = 400
_LONGEST_SENTENCE = 600
# Among other sentences one word is an exclamation; what the whole mail wants is read later.
_FEW_WORDS, _EXCLAIMED = 6, 2
_SPLIT = re.compile(r"[.!?;…。！？]+")
_ANSWERS = re.compile(r"^(?:\s{0,9}(?:re|aw|sv|antw|odp)\s?:){1,9}", re.IGNORECASE)
_FOLDED = str.maketrans({"’": "'", "‘": "'", "\u00a0": " "})


def asks_to_stop(text: str) -> bool:
    """Whether the newly written words ask us to stop writing."""
    written = text[:LONGEST_TEXT].translate(_FOLDED)
    languages = lexicon().languages_of(words_of(written, ()))
    is_long = len(written.split()) > _FEW_WORDS
    for sentence in _sentences(written):
        if is_long and len(sentence.split()) < _EXCLAIMED:
            continue  # "Stop! Are you serious? I'd love to!"
        if _is_request(sentence, languages):
            return True
    return False


def _sentences(text: str) -> Iterator[str]:
    """Yield each sentence as it stands on its line, and as it runs over several lines."""
    for line in text.split("\n")[:MOST_SENTENCES]:
        yield from _SPLIT.split(line)[:MOST_SENTENCES]
    for block in re.split(r"\n\s{0,99}\n", text)[:MOST_SENTENCES]:
        if "\n" in block.strip():
            yield from _SPLIT.split(block.replace("\n", " "))[:MOST_SENTENCES]


def _is_request(sentence: str, languages: frozenset[str]) -> bool:
    words = words_of(sentence[:_LONGEST_SENTENCE], ())
    acts = {hit.act for hit in lexicon().hits(words, languages)}
    return "optout" in acts and "elsewhere" not in acts


def is_stop_subject(subject: str, written: str = "") -> bool:
    """Whether the subject itself is the request, as unsubscribe buttons of mail clients send.

    Below "Re: unsubscribe" people talk; there it counts only above next to nothing.
    """
    answered = _ANSWERS.match(subject[:200])
    if answered and len(written.split()) > 4:
        return False
    bare = subject[answered.end() if answered else 0 : 200]
    return len(bare.split()) <= 4 and asks_to_stop(bare)
