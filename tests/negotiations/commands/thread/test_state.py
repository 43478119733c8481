"""Every (state, event) pair through the one function that moves threads."""

from datetime import UTC, datetime

import pytest

from audit.models import AuditEntry
from negotiations.commands.thread.state import fire, lock_thread
from negotiations.domain.terms.states import EVENTS, STATES, outcome_of
from negotiations.errors import TransitionRefused
from negotiations.models import Thread
from tests.negotiations.rows import offer_of, thread_in

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", STATES)
def test_a_pair_moves_stays_or_is_refused_as_the_table_says(state: str, event: str) -> None:
    thread = thread_in(state)
    outcome = outcome_of(state, event)
    before = AuditEntry.objects.count()
    locked = lock_thread(thread.pk)
    if event == "accept" and outcome.target == "agreed":
        # The database refuses an agreed thread without the offer it agreed to.
        locked.agreed_offer = offer_of(thread)
        locked.agreed_amount = locked.agreed_offer.amount
    if outcome.kind == "no":
        with pytest.raises(TransitionRefused):
            fire(locked, event, actor="test", now=NOW)
        assert AuditEntry.objects.count() == before
        return
    fire(locked, event, actor="test", now=NOW)
    expected = {"move": outcome.target, "restore": "awaiting_reply"}.get(outcome.kind, state)
    assert Thread.objects.get(pk=thread.pk).state == expected
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.django_db
def test_an_agreed_thread_without_an_offer_is_impossible() -> None:
    from django.db import IntegrityError, transaction

    thread = thread_in("awaiting_reply")
    with pytest.raises(IntegrityError), transaction.atomic():
        fire(lock_thread(thread.pk), "accept", actor="test", now=NOW)


@pytest.mark.django_db
def test_the_state_cannot_be_set_by_hand() -> None:
    thread = thread_in("awaiting_reply")
    with pytest.raises(AttributeError):
        thread.state = "agreed"
