"""What a cell shows and the number it holds."""

from decimal import Decimal

import pytest

from campaigns.domain.roster.parsing import Roster, parse_roster

HEADER = ("Name", "Platform", "Handle", "Average Views", "Min Rate", "Max Rate", "Engagement Rate")
BLANK = ["Mia", "IG", "@mia", "", "", "", ""]


def read(column: str, shown: str, held: float | None) -> Roster:
    place = HEADER.index(column)
    row = [shown if n == place else cell for n, cell in enumerate(BLANK)]
    numbers = [held if n == place else None for n in range(len(HEADER))]
    return parse_roster(HEADER, [row], [numbers])


@pytest.mark.parametrize(
    ("column", "field", "shown", "held", "value"),
    [
        ("Average Views", "average_views", "48.2K", 48213, 48213),
        ("Average Views", "average_views", "1.2M", 1_234_567, 1_234_567),
        ("Average Views", "average_views", "1,2M", None, 1_200_000),
        ("Average Views", "average_views", "50000", 50000.0, 50000),
        ("Min Rate", "min_rate", "$1,000", 999.995, Decimal("999.995")),
        ("Min Rate", "min_rate", "$1,000", None, Decimal(1000)),
        ("Max Rate", "max_rate", "1.250,50 €", 1250.5, Decimal("1250.5")),
        ("Engagement Rate", "engagement_rate", "3%", 0.025, Decimal("2.5")),
        ("Engagement Rate", "engagement_rate", "2.5%", 0.025, Decimal("2.5")),
        ("Engagement Rate", "engagement_rate", "2.5", 2.5, Decimal("2.5")),
        ("Engagement Rate", "engagement_rate", "2.5%", None, Decimal("2.5")),
    ],
)
def test_the_held_number_counts_where_the_shown_one_is_its_rounding(
    column: str, field: str, shown: str, held: float | None, value: int | Decimal
) -> None:
    roster = read(column, shown, held)
    assert getattr(roster.rows[0], field) == value


@pytest.mark.parametrize(
    ("column", "shown", "held"),
    [
        pytest.param("Average Views", "50K", 50, id="the K is only painted on"),
        pytest.param("Max Rate", "1.250", 1.25, id="decimals of another country"),
        pytest.param("Max Rate", "1/5/2026", 46027, id="a date"),
        pytest.param("Max Rate", "$900", -900, id="the minus is hidden by the format"),
    ],
)
def test_a_cell_that_shows_another_number_than_it_holds_is_refused(
    column: str, shown: str, held: float
) -> None:
    roster = read(column, shown, held)
    assert roster.rows == ()
    assert [(line.column, line.value) for line in roster.skipped] == [(column, shown)]


@pytest.mark.parametrize("shown", ["", "-", "N/A"])
def test_a_blank_that_holds_a_zero_is_unknown(shown: str) -> None:
    assert read("Average Views", shown, 0).rows[0].average_views is None
