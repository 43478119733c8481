"""The transition table is total and is the one people agreed on."""

import pytest

from negotiations.domain.terms.states import Event, State
from negotiations.domain.terms.transitions import TABLE, refusal, ruling_of

# Written out on its own: the code must not be compared with itself.
AGREED_TABLE = """
state            | send_offer | receive_reply | timeout | send_counter | accept | reject | escalate | resume_counter | hand_back | pause | resume | stop | reopen
initial_offer    | awaiting_reply | counter_received | keep | no | escalated | rejected | escalated | no | no | paused | no | stopped | no
awaiting_reply   | no | counter_received | stale | no | agreed | rejected | escalated | no | no | paused | no | stopped | no
counter_received | awaiting_reply | keep | tell | counter_sent | agreed | rejected | escalated | no | no | paused | no | stopped | no
counter_sent     | no | counter_received | stale | no | agreed | rejected | escalated | no | no | paused | no | stopped | no
escalated        | no | tell | tell | no | agreed | rejected | keep | counter_sent | counter_received | paused | no | stopped | no
stale            | no | counter_received | keep | no | agreed | rejected | escalated | counter_sent | counter_received | paused | no | stopped | no
paused           | no | tell | keep | no | tell | tell | tell | no | no | no | saved state | stopped | no
agreed           | no | tell | keep | no | keep | tell | tell | no | no | no | no | no | counter_received
rejected         | no | tell | keep | no | tell | keep | tell | no | no | no | no | no | counter_received
stopped          | no | tell | keep | no | tell | keep | tell | no | no | no | no | no | counter_received
"""  # noqa: E501
ROWS = [[cell.strip() for cell in line.split("|")] for line in AGREED_TABLE.strip().splitlines()]
PAIRS = [
    (row[0], event, word)
    for row in ROWS[1:]
    for event, word in zip(ROWS[0][1:], row[1:], strict=True)
]


def test_every_pair_is_defined() -> None:
    assert len(State) == 10
    assert len(Event) == 13
    assert set(TABLE) == {(state, event) for state in State for event in Event}
    assert len(PAIRS) == 130


@pytest.mark.parametrize(("state", "event", "word"), PAIRS)
def test_pair_does_what_was_agreed(state: str, event: str, word: str) -> None:
    ruling = ruling_of(state, event)
    if word == "saved state":
        assert (ruling.effect, ruling.target) == ("restore", None)
    elif word in tuple(State):
        assert (ruling.effect, ruling.target) == ("move", word)
    else:
        assert (ruling.effect, ruling.target) == (word, None)
    assert ruling.is_allowed == (word != "no")


@pytest.mark.parametrize("event", ["receive_reply", "timeout", "accept", "reject", "escalate"])
def test_facts_from_outside_are_never_refused(event: str) -> None:
    assert all(ruling_of(state, event).is_allowed for state in State)


def test_unknown_names_are_named() -> None:
    with pytest.raises(LookupError, match="dance"):
        ruling_of("agreed", "dance")
    assert refusal("agreed", "send_counter") == "A thread that is agreed cannot send counter."
