"""Published figures answer as ranges with their sources, and grow with the duration."""

from decimal import Decimal as D

import pytest

from negotiations.domain.terms.benchmarks import CPMS, UPLIFTS, cpm_range, piece_range, uplift_range

DURATIONS = (1, 30, 60, 90, 180, 365, None)


@pytest.mark.parametrize(
    ("kind", "days", "low", "high", "names"),
    [
        pytest.param("paid_usage", 30, 10, 20, ["public uplift table"], id="one source"),
        pytest.param(
            "paid_usage", 90, 20, 100, ["bp-influence", "public uplift table"], id="two disagree"
        ),
        pytest.param(
            "paid_usage", None, 45, 400, ["bp-influence", "public uplift table"], id="perpetual"
        ),
        pytest.param("paid_usage", 7, 10, 20, ["public uplift table"], id="under the shortest"),
        pytest.param("organic", 30, 15, 25, ["bp-influence"], id="organic"),
        pytest.param(
            "whitelisting", 30, 15, 40, ["bp-influence", "public uplift table"], id="whitelisting"
        ),
        pytest.param(
            "exclusivity",
            30,
            10,
            50,
            ["bp-influence", "public uplift table", "filmdaily.co"],
            id="with and without a duration",
        ),
        pytest.param("rush", 0, 25, 150, ["bp-influence", "public uplift table"], id="rush"),
    ],
)
def test_a_term_has_the_range_of_its_sources(
    kind: str, days: int | None, low: int, high: int, names: list[str]
) -> None:
    found = uplift_range(kind, days)
    assert found is not None
    assert (found.low, found.high) == (D(low), D(high))
    assert [source.name for source in found.sources] == names
    assert all(name in found.provenance for name in names)


def test_what_nobody_publishes_has_no_range() -> None:
    assert uplift_range("raw_footage", 0) is None
    assert piece_range("tiktok_video") is None


@pytest.mark.parametrize("kind", sorted({row.kind for row in UPLIFTS}))
def test_a_longer_term_never_costs_less(kind: str) -> None:
    ranges = [found for days in DURATIONS if (found := uplift_range(kind, days))]
    assert [r.low for r in ranges] == sorted(r.low for r in ranges)
    assert [r.high for r in ranges] == sorted(r.high for r in ranges)


def test_a_cpm_that_does_not_say_what_it_counts_is_never_used() -> None:
    assert all(not row.counted for row in CPMS)
    assert cpm_range("instagram", "USD") is None


def test_every_figure_has_source_date_and_basis() -> None:
    for row in (*CPMS, *UPLIFTS):
        assert row.source.name
        assert row.source.place
        assert row.source.date
        assert row.source.basis
        assert D(0) < row.low <= row.high
