"""What people may do is what was agreed, state by state."""

import pytest

from negotiations.domain.terms.acts import Act, why_not
from negotiations.domain.terms.states import State

# Written out on its own, for a thread the agent drives; `contact` is possible everywhere.
AGREED = {
    "initial_offer": "write override takeover pause reject stop",
    "awaiting_reply": "write accept takeover pause reject stop",
    "counter_received": "write override accept takeover pause reject stop",
    "counter_sent": "write accept takeover pause reject stop",
    "escalated": "write override accept takeover handback pause reject stop",
    "stale": "write override accept takeover handback pause reject stop",
    "paused": "takeover resume stop",
    "agreed": "write reopen",
    "rejected": "write reopen",
    "stopped": "reopen",
}


@pytest.mark.parametrize("state", list(State))
def test_a_state_allows_what_was_agreed(state: State) -> None:
    possible = {act.value for act in Act if why_not(act, state) is None}

    assert possible == {"adult", "contact", *AGREED[state].split()}


@pytest.mark.parametrize("state", list(State))
def test_a_thread_with_a_person_is_handed_back_and_not_taken_twice(state: State) -> None:
    assert why_not(Act.HAND_BACK, state, has_person=True) is None
    refused = why_not(Act.TAKE_OVER, state, has_person=True)
    assert refused is not None
    assert refused.code == "claimed"


@pytest.mark.parametrize("state", ["awaiting_reply", "counter_sent"])
def test_nobody_bids_against_an_unanswered_offer(state: str) -> None:
    refused = why_not(Act.OVERRIDE, state)

    assert refused is not None
    assert refused.code == "unanswered"


def test_a_refusal_names_the_state() -> None:
    refused = why_not(Act.WRITE, "stopped")

    assert refused is not None
    assert refused.words == "The thread is stopped."
