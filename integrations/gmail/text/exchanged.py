"""What mails exchanged before tell about a quote: which of its words are old, which were typed in.

Words are known by the runs of words they stand in, so that a quote wrapped at another width, or
rendered from another part of the same mail, is still recognised.
"""

import re
from collections.abc import Sequence

LONGEST_TEXT = 50_000
MOST_TEXTS = 20
SHORT_RUN = 3
LONG_RUN = 5
# A passage without any mark is a copy of a mail when so many words of it stand in one row.
COPIED_WORDS = 25

_WORD = re.compile(r"[^\W_]+|[$€£¥₹]")
# Programs turn addresses and pictures of a quoted mail into text of their own.
_ARTEFACT = re.compile(
    r"https?://[^\s<>()\[\]]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,250}|\[(?:image|cid|logo)\b[^\]]{0,200}\]",
    re.IGNORECASE,
)


class Exchanged:
    """The word runs of earlier mails."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the newest texts first when there are many."""
        known = [_words(text[:LONGEST_TEXT]) for text in texts[:MOST_TEXTS]]
        self._short = {run for words in known for run in _runs(words, SHORT_RUN)}
        self._long = {run for words in known for run in _runs(words, LONG_RUN)}

    def typed_in(self, quoted: Sequence[str]) -> list[str] | None:
        """The lines of a quote that hold words no earlier mail has; None of an unknown mail."""
        known = self._known([_words(line) for line in quoted], self._short, SHORT_RUN)
        total = sum(map(len, known))
        if not total or sum(map(sum, known)) * 2 < total:
            return None
        return [line for line, seen in zip(quoted, known, strict=True) if not all(seen)]

    def without_copies(self, lines: list[str]) -> list[str]:
        """The lines without whole passages of an earlier mail which no mark announces."""
        by_line = [_words(line) for line in lines]
        known = self._known(by_line, self._long, LONG_RUN)
        kept: list[str] = []
        passage: list[int] = []
        for index in range(len(lines) + 1):
            if index < len(lines) and all(known[index]):
                passage.append(index)
                continue
            if sum(len(by_line[inside]) for inside in passage) < COPIED_WORDS:
                kept.extend(lines[inside] for inside in passage)
            kept.extend(lines[index : index + 1])
            passage.clear()
        return kept

    @staticmethod
    def _known(
        by_line: Sequence[Sequence[str]], runs: set[tuple[str, ...]], length: int
    ) -> list[list[bool]]:
        """For each word of each line, whether a run of earlier mails covers it."""
        words = [word for line in by_line for word in line]
        covered = [False] * len(words)
        for at, run in enumerate(_runs(words, length)):
            if run in runs:
                covered[at : at + length] = [True] * length
        rest = iter(covered)
        return [[next(rest) for _ in line] for line in by_line]


def _words(text: str) -> list[str]:
    return _WORD.findall(_ARTEFACT.sub(" ", text).casefold())


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
