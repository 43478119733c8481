"""What pure code makes of the given replies that break readers: read, then decide.

Run `python -m tests.benchmarks.given_replies [--failures]`; it needs PARLEY_EVALUATION_DIR.
Only the inputs given as bare words are scored: mails need a mail program's parser first.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_never

from integrations.gmail.opt_out import asks_to_stop
from negotiations.domain.pricing.decide import decide, understood
from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Decision,
    Exit,
    Playbook,
    Position,
    SentOffer,
    Wait,
)
from negotiations.domain.pricing.policy import Counter as OurCounter
from negotiations.domain.reading.reader import OfferSeen, Reading, read
from negotiations.domain.terms.bounds import Limits, bounds_for
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Terms
from tests.benchmarks._figures import share

OFFER = OfferSeen(Decimal(1250), "USD", "2 ig_reel, 1 ig_story")
_TERMS = Terms(
    deliverables=(Deliverable("instagram_reel", 2), Deliverable("instagram_story", 1)), rights=()
)


@dataclass(frozen=True)
class Given:
    """One given reply with what must and must not come of it."""

    kind: str
    name: str
    words: str
    wanted: tuple[str, ...]
    never: tuple[str, ...]
    total_never_below: Decimal | None


def given(folder: Path) -> Iterator[Given]:
    """Every reply given as words, kind by kind."""
    for path in sorted(folder.glob("*/*.json")):
        row = json.loads(path.read_text("utf-8"))
        if row.get("level") == "reply":
            yield _given(path, row)


def _given(path: Path, row: dict[str, Any]) -> Given:
    said = row["expected"]
    low = said.get("total_never_below")
    return Given(
        path.parent.name,
        path.stem,
        row["body"],
        tuple(said["outcome_any_of"]),
        tuple(said.get("outcome_never", ())),
        None if low is None else Decimal(str(low)),
    )


def position() -> Position:
    """Our standing offer of 1,250 dollars, 50,000 views at 25 to 35, at least 300."""
    bounds = bounds_for(
        Limits(
            views=50_000,
            currency="USD",
            cpm_floor=Decimal(25),
            cpm_ceiling=Decimal(35),
            min_cost=Decimal(300),
        )
    )
    return Position(
        views=50_000,
        bounds=bounds,
        playbook=Playbook(),
        offers=(SentOffer(Decimal(1250), None, _TERMS),),
        round=0,
        facts=LeverFacts(),
        opening_terms=_TERMS,
        thread_state="counter_received",
    )


def outcome(words: str) -> tuple[str, Reading]:
    """Return what happens to a reply, in the words of the given outcomes."""
    reading = read(subject="Re: Spring launch", body=words, our_last_offer=OFFER)
    if asks_to_stop(words) or "unsubscribe" in reading.flags:
        return "stop", reading
    place = position()
    return _named(decide(position=place, reading=reading), understood(place, reading)), reading


def _named(decision: Decision, reading: Reading) -> str:
    match decision:
        case Accept(amount=amount, from_ask=True):
            return f"agree@{amount:f}".removesuffix(".00")
        case Accept():
            return "agree"
        case OurCounter():
            return "counter" if reading.total is None else f"counter:{reading.total.normalize():f}"
        case Answer() | AskBack():
            return "answer"
        case AskHuman():
            return "person"
        case Exit():
            return "reject"
        case Wait():
            return "nothing"
        case _:
            assert_never(decision)


def verdict(row: Given, got: str, reading: Reading) -> str:
    """Return right, miss (a person too many), or the wrong that was done."""
    wanted = {*row.wanted, *(w.replace("counter:", "agree@") for w in row.wanted)}
    if got in wanted and (got != "person" or row.wanted[0] == "person"):
        return "right"
    if row.total_never_below and reading.total and reading.total < row.total_never_below:
        return "wrong total"
    if got == "person":
        return "miss"
    if got.startswith("counter:") and "counter" in row.wanted:
        return "right"
    wrong = {"agree": "wrong deal", "reject": "wrong reject", "stop": "wrong stop"}
    return wrong.get(got.partition("@")[0], "other")


def main() -> None:
    """Print the figures, kind by kind where something is amiss."""
    folder = Path(os.environ["PARLEY_EVALUATION_DIR"]) / "replies"
    rows = list(given(folder))
    verdicts: Counter[str] = Counter()
    for row in rows:
        got, reading = outcome(row.words)
        said = verdict(row, got, reading)
        verdicts[said] += 1
        if said != "right" and "--failures" in sys.argv:
            print(f"{said:12} {row.kind}/{row.name}: {got} of {row.wanted}: {row.words!r}")
    for name, count in verdicts.most_common():
        print(f"{name:12} {share(count, len(rows))}")


if __name__ == "__main__":
    main()
