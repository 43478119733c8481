"""Who owes the next word: every situation an open thread can be in has a sentence or is a fault."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from negotiations.domain.terms.next_step import Kind, NextStep, Situation, next_step
from negotiations.domain.terms.states import CLOSED, State

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
WAITING = Situation(state="awaiting_reply", reminder_due_at=AT)
READ = Situation(state="counter_received", is_read_due=True)


@pytest.mark.parametrize(
    ("now_is", "kind", "words"),
    [
        pytest.param(WAITING, "they_owe", "remind them on 2026-12-01 09:30 UTC", id="reminder"),
        pytest.param(
            replace(WAITING, reminder_due_at=None, stale_due_at=AT), "they_owe", "stale", id="stale"
        ),
        pytest.param(READ, "we_owe", "about to be read", id="unread mail"),
        pytest.param(replace(READ, state="stale"), "we_owe", "about to be read", id="late answer"),
        pytest.param(
            replace(READ, is_read_due=False, unsent="ready", purpose="counter", waits_for="cap"),
            "on_its_way", "Our counter is about to leave (cap).", id="leaving",
        ),
        pytest.param(
            replace(READ, is_read_due=False, unsent="draft", purpose="answer"),
            "on_its_way", "Our answer waits for approval.", id="draft",
        ),
        pytest.param(
            replace(READ, unsent="parked", purpose="counter"), "person", "could not be sent",
            id="parked",
        ),
        pytest.param(replace(READ, state="escalated"), "person", "decides how", id="escalated"),
        pytest.param(replace(READ, driver="Kim"), "person", "Kim drives", id="taken over"),
        pytest.param(replace(READ, question="Is it 900?"), "person", "Is it 900?", id="question"),
        pytest.param(replace(READ, state="paused"), "person", "Paused", id="paused"),
        pytest.param(replace(READ, is_campaign_paused=True), "person", "campaign", id="campaign"),
        pytest.param(
            Situation(state="initial_offer", opening_waits_for="budget"),
            "we_owe", "The opening waits: budget.", id="no money yet",
        ),
        pytest.param(
            Situation(state="initial_offer", prospect_problem="no views"),
            "person", "no views", id="prospect",
        ),
        pytest.param(replace(WAITING, state="agreed"), "closed", "Agreed.", id="agreed"),
        pytest.param(
            replace(WAITING, state="agreed", question="They step back."), "person", "step back",
            id="backed out",
        ),
    ],
)  # fmt: skip
def test_it_is_said_in_a_sentence(now_is: Situation, kind: str, words: str) -> None:
    step = next_step(now_is)
    assert step is not None and step.kind == kind and words in step.sentence


@pytest.mark.parametrize("state", sorted(set(State) - CLOSED - {"paused", "escalated", "stale"}))
def test_an_open_thread_where_nothing_is_due_stands_still(state: str) -> None:
    assert next_step(Situation(state=state)) is None


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_a_closed_thread_is_closed(state: str) -> None:
    step = next_step(Situation(state=state))
    assert isinstance(step, NextStep) and step.kind is Kind.CLOSED
