"""What becomes of every labelled reply, set by set, with Wilson 95 % intervals.

Run `python -m tests.benchmarks.reply_outcomes [--failures]`; `reply_sets.toml` lists the sets.
A person where none was needed is harmless: it counts as right, and again as a person too many.
Pure code reads and decides, so what is given as raw mail is left out; the whole house plays those
(`tests/journeys/test_labelled_replies.py`).
"""

import os
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negotiations.domain.reading.reader import OfferSeen
from tests.benchmarks._deciding import GIVEN_OFFER, as_labelled, near_yes, outcome_of
from tests.benchmarks._figures import interval
from tests.benchmarks._replies import labelled_replies, lines
from tests.labelled_replies import (
    LOST,
    OTHER,
    RIGHT,
    TO_A_PERSON,
    WRONG_DEAL,
    WRONG_PRICE,
    WRONG_REJECTION,
    WRONG_STOP,
    Labelled,
    rows_of_folder,
    rows_of_lines,
    verdict_of,
)

HERE = Path(__file__).parent
LINES = HERE.parent / "fixtures" / "replies"
VERDICTS = (
    RIGHT,
    TO_A_PERSON,
    WRONG_DEAL,
    WRONG_STOP,
    WRONG_REJECTION,
    WRONG_PRICE,
    LOST,
    OTHER,
)
Row = tuple[Labelled, OfferSeen]


@dataclass(frozen=True)
class ReplySet:
    """One set as `reply_sets.toml` has it; `first` is its score on the day it was opened."""

    name: str
    kind: str
    opened: str
    worked_on: bool
    file: str = ""
    first: Mapping[str, Any] | None = None

    def rows(self) -> list[Row]:
        """Return its replies, each with the offer it answers; none where it is not at hand."""
        if self.kind == "words":
            return list(_rows_of_words(self.file))
        if self.kind == "near":
            offer = OfferSeen(GIVEN_OFFER.amount, GIVEN_OFFER.currency, "1 ig_reel")
            return [(near_yes(words, name=words), offer) for words in lines(self.file)]
        if self.kind == "lines":
            return [(row, GIVEN_OFFER) for row in rows_of_lines(LINES / self.file)]
        folder = os.environ.get("PARLEY_EVALUATION_DIR")
        found = rows_of_folder(Path(folder) / self.file) if folder and self.file else []
        return [(row, GIVEN_OFFER) for row in found if not row.raw]


def _rows_of_words(file: str) -> Iterator[Row]:
    for row in labelled_replies(file):
        if row.offer is not None:
            yield as_labelled(row, name=row.words), row.offer


def reply_sets() -> list[ReplySet]:
    """Return every set.

    :raises ValueError: if a set lies under tests/fixtures/replies and is not listed
    """
    text = (HERE / "reply_sets.toml").read_text("utf-8")
    found = [_set(table) for table in tomllib.loads(text)["set"]]
    listed = {one.file for one in found if one.kind == "lines"}
    for file in sorted(LINES.glob("*.jsonl")):
        if file.name not in listed:
            raise ValueError(f"{file.name} is not listed in reply_sets.toml; its head says how")
    return found


def _set(table: Mapping[str, Any]) -> ReplySet:
    return ReplySet(**{**table, "opened": str(table["opened"])})


def main() -> None:
    """Print every set's figures now, and those of the day it was opened."""
    for one in reply_sets():
        rows = one.rows()
        used = "worked on since" if one.worked_on else "not worked on"
        print(f"{one.name}: {len(rows) or 'not at hand'}, opened {one.opened}, {used}")
        if one.first:
            print("\n".join(_first(one.first)))
        if rows:
            print("\n".join(_now(rows)))


def _now(rows: list[Row]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    closed: list[bool] = []
    too_many = 0
    for row, offer in rows:
        outcome = outcome_of(row.body, offer)
        if row.kind == "near yes" and outcome != f"agree@{offer.amount:f}":
            outcome = outcome.replace("agree@", "counter:")  # a deal at what they ask is met
        verdict = verdict_of(row, outcome, ours=offer.amount)
        counts[verdict] += 1
        too_many += verdict == RIGHT and outcome == "person" != row.any_of[0]
        if row.is_clear_yes:
            closed.append(outcome.startswith("agree"))
        if verdict != RIGHT and "--failures" in sys.argv:
            yield f"    {verdict:16} {outcome:14} of {row.any_of}: {row.body!r}"
    yield from (_line(verdict, counts[verdict], len(rows)) for verdict in VERDICTS)
    yield _line("a person too many", too_many, len(rows))
    if closed:
        yield _line("clear yes closed", sum(closed), len(closed))


def _first(first: Mapping[str, Any]) -> Iterator[str]:
    yield f"  the first time, at {first['commit']}"
    size = first["replies"]
    for verdict in VERDICTS:
        yield _line(verdict, first.get(verdict.replace(" ", "_"), 0), size)
    if "clear_yes" in first:
        yield _line("clear yes closed", first["clear_yes_closed"], first["clear_yes"])


def _line(name: str, hits: int, total: int) -> str:
    low, high = interval(hits, total)
    return f"  {name:17} {hits:4} of {total:4}  {hits / total:7.2%}  ({low:.2%} - {high:.2%})"


if __name__ == "__main__":
    main()
