"""Every set of labelled replies is listed with its use, and its first score adds up."""

from pathlib import Path

import pytest

from tests.benchmarks import reply_outcomes
from tests.benchmarks.reply_outcomes import VERDICTS, reply_sets

COUNTED = [verdict.replace(" ", "_") for verdict in VERDICTS]


def test_every_listed_set_is_there() -> None:
    for one in reply_sets():
        assert one.kind in ("folder", "away") or one.rows(), one.name


def test_a_first_score_accounts_for_every_reply() -> None:
    for one in reply_sets():
        if one.first:
            counts = sum(one.first.get(name, 0) for name in COUNTED)
            assert counts == one.first["replies"], one.name


def test_a_set_that_nobody_listed_stops_the_benchmark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new.jsonl").write_text("")
    monkeypatch.setattr(reply_outcomes, "LINES", tmp_path)
    with pytest.raises(ValueError, match=r"new\.jsonl is not listed"):
        reply_sets()
