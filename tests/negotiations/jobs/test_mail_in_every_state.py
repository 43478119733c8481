"""What becomes of each kind of mail, in every state of a thread and of its campaign."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from negotiations.commands.playbooks import use_fixed_ladder
from negotiations.domain.terms.states import State
from tests.negotiations.jobs.standing_threads import KINDS, STANDINGS, campaign_that_is, outcome
from tests.work import forget
from tests.world import use_sandbox

STATES = tuple(str(state) for state in State)
TABLE = Path(__file__).with_name("mail_in_every_state.txt")


def expected(standing: str) -> dict[str, dict[str, str]]:
    """The outcome by state and kind of mail, in a campaign that stands so."""
    table = TABLE.read_text("utf-8").split(f"== {standing}\n")[1].split("\n\n")[0]
    (_, *kinds), *rows = (
        [cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()
    )
    return {state: dict(zip(kinds, found, strict=True)) for state, *found in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("state", STATES)
def test_mail_of_every_kind(state: str, standing: str, settings: Settings) -> None:
    forget()
    use_sandbox(settings)
    now = timezone.now()
    use_fixed_ladder(scope="house", scope_id=0, reason="tests", actor="kim", now=now)
    campaign = campaign_that_is(standing)

    assert {kind: outcome(kind, state, campaign) for kind in KINDS} == expected(standing)[state]


@pytest.mark.parametrize("standing", STANDINGS)
def test_the_table_has_every_state_and_kind(standing: str) -> None:
    assert tuple(expected(standing)) == STATES
    assert {tuple(row) for row in expected(standing).values()} == {tuple(KINDS)}
