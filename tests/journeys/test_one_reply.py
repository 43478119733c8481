"""One reply from the webhook to our answer goes the documented way, and nothing is done twice."""

import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tests.house.source import ROOT
from tests.journeys.conftest import MIA, House
from tests.journeys.test_model_reading import ASK

ONCE = (
    "integrations/gmail/parsing.py:parse_message",
    "integrations/gmail/parsing.py:latest_reply",
    "negotiations/domain/reading/reader.py:parse",
    "negotiations/domain/reading/reader.py:concluded",
    "negotiations/queries/bindings.py:playbook_of",
    "negotiations/queries/budget.py:budget_free",
    "negotiations/queries/portfolios.py:portfolio_of",
    "negotiations/queries/positions.py:limits_of",
    "negotiations/queries/positions.py:position_of",
    "negotiations/domain/pricing/decide.py:decide",
    "negotiations/commands/offers/write.py:write_offer",
    "negotiations/domain/letters/wording.py:write",
    "negotiations/domain/letters/wording.py:allowed_from",
    "negotiations/domain/letters/checking.py:findings_of",
)


@contextmanager
def calls() -> Iterator[list[tuple[str, str]]]:
    """Every call of a function of ours meanwhile: its file and its name, in order."""
    seen: list[tuple[str, str]] = []
    here = f"{ROOT}/"

    def note(frame: FrameType, event: str, _: object) -> None:
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(here):
            seen.append((name.removeprefix(here), frame.f_code.co_name))

    sys.setprofile(note)
    threading.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def documented_stops() -> list[str]:
    """The files of the walk in `docs/architecture.md`, in its order."""
    walk = (ROOT / "docs/architecture.md").read_text("utf-8").split("\n## ")[2]
    return re.findall(r"^\d+\. `([^`]+)`", walk, re.MULTILINE)


def test_a_reply_goes_the_documented_way_and_nothing_is_done_twice(house: House) -> None:
    house.start([MIA])
    with calls() as seen:
        house.reply(ASK)

    files = iter([file for file, _ in seen])
    missed = [stop for stop in documented_stops() if stop not in files]
    counted = Counter(f"{file}:{name}" for file, name in seen)

    assert len(house.sent()) == 2
    assert missed == []
    assert {act: counted[act] for act in ONCE} == dict.fromkeys(ONCE, 1)
