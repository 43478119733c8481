"""Replies of kinds that break readers, from webhook to mail out: no wrong deal, stop or refusal."""

import os
from pathlib import Path

import pytest

from tests.journeys.conftest import House
from tests.journeys.labelled import Played, play, table
from tests.labelled_replies import WRONG, Labelled, rows_of_folder, rows_of_lines

# How many replies one house answers: enough to share its start, few enough for a quick campaign.
BATCH = 24


def _played(house: House, rows: list[Labelled]) -> list[Played]:
    done: list[Played] = []
    for start in range(0, len(rows), BATCH):
        done += play(house, rows[start : start + BATCH])
    print(table(done))
    for one in done:
        if one.verdict != "right":
            print(f"{one.verdict:16} {one.row.id:45} {one.outcome:14} {','.join(one.codes)}")
    return done


@pytest.mark.deep
def test_the_given_replies_bind_nothing_wrong(house: House, evaluation_dir: Path) -> None:
    played = _played(house, rows_of_folder(evaluation_dir / "replies"))
    assert [one for one in played if one.verdict in WRONG] == []
    assert sum(one.verdict == "right" for one in played) >= 0.85 * len(played)


@pytest.mark.skipif("PARLEY_REPLY_SET" not in os.environ, reason="no set named")
def test_one_named_set(house: House) -> None:
    file = Path(os.environ["PARLEY_REPLY_SET"])
    rows = rows_of_folder(file) if file.is_dir() else rows_of_lines(file)
    played = _played(house, rows)
    assert [one for one in played if one.verdict in WRONG] == []
