"""Labelled replies to one of our offers: what may follow each, and what an outcome is worth.

An outcome is `agree@N`, `counter:N` (we answer their ask of N), `answer`, `reject`, `stop`,
`person` or `nothing`. A set is a folder of JSON files, or a file of one JSON object a line with
`id`, `kind`, `subject`, `body`, `outcome_any_of`, `outcome_never` and, for a plain yes,
`clear_yes: true`; lines that start with `#` are its own remarks.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

OUR_OFFER = Decimal(1250)
RIGHT, TO_A_PERSON, LOST = "right", "to a person", "lost"
WRONG_DEAL, WRONG_STOP = "wrong deal", "wrong stop"
WRONG_REJECTION, WRONG_PRICE, OTHER = "wrong rejection", "wrong price", "other"
# Verdicts that cost money, a relationship or a right; the others only cost a person's time.
WRONG = (WRONG_DEAL, WRONG_STOP, WRONG_REJECTION, WRONG_PRICE, LOST)


@dataclass(frozen=True)
class Labelled:
    """One reply, and what may and must not follow."""

    id: str
    kind: str
    subject: str
    body: str
    any_of: tuple[str, ...]
    never: tuple[str, ...]
    raw: bytes = b""
    is_clear_yes: bool = False


def rows_of_folder(folder: Path) -> list[Labelled]:
    """Read a folder of kinds, one JSON file a row, mails beside them."""
    return [_from_file(file) for file in sorted(folder.glob("*/*.json"))]


def rows_of_lines(file: Path) -> list[Labelled]:
    """Read one row a line; lines that start with `#` are the file's own remarks."""
    lines = file.read_text("utf-8").splitlines()
    return [_from_line(json.loads(line)) for line in lines if line and not line.startswith("#")]


def _from_file(file: Path) -> Labelled:
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    expected = data["expected"]
    return Labelled(
        id=f"{data['kind']}/{data['id']}",
        kind=data["kind"],
        subject=data.get("subject", ""),
        body=data.get("body", ""),
        any_of=tuple(expected["outcome_any_of"]),
        never=tuple(expected["outcome_never"]),
        raw=file.with_name(data["eml"]).read_bytes() if "eml" in data else b"",
    )


def _from_line(data: dict[str, Any]) -> Labelled:
    return Labelled(
        id=data["id"],
        kind=data["kind"],
        subject=data["subject"],
        body=data["body"],
        any_of=tuple(data["outcome_any_of"]),
        never=tuple(data["outcome_never"]),
        is_clear_yes=bool(data.get("clear_yes")),
    )


def verdict_of(row: Labelled, outcome: str, *, ours: Decimal = OUR_OFFER) -> str:
    """Return right, to a person, or what went wrong; `ours` is what our offer amounts to."""
    if outcome_is_one_of(row.any_of, outcome, ours=ours):
        return RIGHT
    what = _split(outcome)[0]
    if what == "counter":
        return WRONG_PRICE if "counter" in row.never or _names_a_sum(row) else OTHER
    wrong = {
        "agree": WRONG_DEAL,
        "stop": WRONG_STOP,
        "reject": WRONG_REJECTION,
        "person": TO_A_PERSON,
        "nothing": LOST,
    }
    return wrong.get(what, OTHER)


def outcome_is_one_of(names: Sequence[str], outcome: str, *, ours: Decimal = OUR_OFFER) -> bool:
    """Whether these names allow the outcome; a deal at the N they ask for counts as met."""
    what, figure = _split(outcome)
    allowed = {what, outcome}
    if what == "agree":
        allowed = {outcome, f"counter:{figure}"} | ({"agree"} if Decimal(figure) == ours else set())
    return bool(allowed & set(names))


def _split(outcome: str) -> tuple[str, str]:
    what, _, figure = outcome.partition("@" if outcome.startswith("agree") else ":")
    return what, figure


def _names_a_sum(row: Labelled) -> bool:
    return any(wanted.startswith("counter:") for wanted in row.any_of)
