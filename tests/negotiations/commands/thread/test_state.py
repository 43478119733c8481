"""Every (state, event) pair through the one function that moves threads."""

from datetime import UTC, datetime

import pytest

from audit.models import AuditEntry
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.state import fire
from negotiations.domain.terms.states import Event, State
from negotiations.domain.terms.transitions import ruling_of
from negotiations.errors import TransitionRefused
from negotiations.models import Thread
from tests.negotiations.rows import offer_of, thread_in

DEED = Deed("test", datetime(2026, 11, 21, 12, tzinfo=UTC))


@pytest.mark.django_db
@pytest.mark.parametrize("event", tuple(Event))
@pytest.mark.parametrize("state", tuple(State))
def test_a_pair_moves_stays_or_is_refused_as_the_table_says(state: State, event: Event) -> None:
    thread = thread_in(state)
    ruling = ruling_of(state, event)
    before = AuditEntry.objects.count()
    locked = lock_thread(thread.pk)
    if event == "accept" and ruling.target == "agreed":
        # The database refuses an agreed thread without the offer it agreed to.
        locked.agreed_offer = offer_of(thread)
        locked.agreed_amount = locked.agreed_offer.amount
    if ruling.effect == "no":
        with pytest.raises(TransitionRefused):
            fire(locked, event, DEED)
        assert AuditEntry.objects.count() == before
        return
    fire(locked, event, DEED)
    expected = {"move": ruling.target, "restore": "awaiting_reply"}.get(ruling.effect, state)
    assert Thread.objects.get(pk=thread.pk).state == expected
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.django_db
def test_an_agreed_thread_without_an_offer_is_impossible() -> None:
    from django.db import IntegrityError, transaction

    thread = thread_in("awaiting_reply")
    with pytest.raises(IntegrityError), transaction.atomic():
        fire(lock_thread(thread.pk), Event.ACCEPT, DEED)


@pytest.mark.django_db
def test_the_state_cannot_be_set_by_hand() -> None:
    thread = thread_in("awaiting_reply")
    with pytest.raises(AttributeError):
        thread.state = "agreed"
