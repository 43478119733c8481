"""A card is owed by its row, made by a job, and never behind the row for good."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from integrations.models import Notification
from negotiations.commands import cards
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.driving import take_over_thread
from negotiations.commands.thread.escalation import Problem, escalate
from negotiations.jobs.cards import show_escalation
from negotiations.jobs.sweep import wake_due
from negotiations.models import Escalation
from negotiations.slack.cards import escalation_card
from tests.negotiations.rows import thread_in

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.django_db


def an_escalation() -> Escalation:
    """Return an escalation whose card nobody made yet."""
    thread = thread_in("counter_received")
    with transaction.atomic():
        problem = Problem(code="hostile", reason="They are angry.")
        return escalate(lock_thread(thread.pk), problem, Deed("agent", NOW))


def test_a_command_owes_a_card_and_makes_none() -> None:
    escalation = an_escalation()

    assert escalation.card_due_at == NOW
    assert not Notification.objects.exists()


def test_the_job_makes_the_card_from_the_row_once() -> None:
    escalation = an_escalation()

    assert show_escalation(escalation_id=escalation.pk) == "shown"
    assert show_escalation(escalation_id=escalation.pk) == "skipped: not due"
    told = Notification.objects.get(key=f"escalation:{escalation.pk}")
    assert "They are angry." in told.text
    assert (told.thread_id, told.version) == (escalation.thread_id, 1)


def test_a_change_says_it_again_in_the_same_place() -> None:
    escalation = an_escalation()
    show_escalation(escalation_id=escalation.pk)

    take_over_thread(thread_id=escalation.thread_id, actor="ana", reason="mine", now=LATER)
    show_escalation(escalation_id=escalation.pk)

    told = Notification.objects.get(key=f"escalation:{escalation.pk}")
    assert told.version == 2
    assert "Owner: ana" in str(told.blocks)


def test_a_row_that_changed_while_its_card_was_made_stays_due() -> None:
    escalation = an_escalation()
    claimed = cards.claim_escalation(escalation_id=escalation.pk, now=NOW)
    assert claimed is not None
    card = escalation_card(claimed)
    take_over_thread(thread_id=escalation.thread_id, actor="ana", reason="mine", now=LATER)

    assert cards.put_escalation(claimed, card, now=LATER) == "skipped: it changed meanwhile"
    assert not Notification.objects.exists()
    show_escalation(escalation_id=escalation.pk)
    assert "Owner: ana" in str(Notification.objects.get().blocks)


def test_a_lost_job_is_found_by_the_sweep() -> None:
    an_escalation()

    assert wake_due(now=LATER)["escalation cards"] == 1


def test_a_claim_that_came_to_nothing_is_due_again_after_the_lease() -> None:
    escalation = an_escalation()
    cards.claim_escalation(escalation_id=escalation.pk, now=NOW)

    assert wake_due(now=NOW)["escalation cards"] == 0
    assert wake_due(now=LATER)["escalation cards"] == 1
