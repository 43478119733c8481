"""Whatever people and faults do to a thread, it ends with somebody who owes the next word."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from negotiations.commands.mail.approve import discard_email, undo_email
from negotiations.commands.thread.driving import hand_back_thread, take_over_thread
from negotiations.commands.thread.pausing import pause_thread, resume_thread
from negotiations.jobs.sweep import sweep
from negotiations.models import OutgoingEmail, Thread
from negotiations.queries.next_step import next_step_now
from tests.journeys.conftest import MIA, House, the_thread
from tests.work import drain


def _by() -> dict[str, object]:
    return {"actor": "kim@house.example", "reason": "tests", "now": timezone.now()}


def _kind() -> str:
    step = next_step_now(the_thread())
    assert step is not None
    return step.kind


def _unsent() -> OutgoingEmail:
    return OutgoingEmail.objects.get(status__in=("draft", "held", "ready"))


def test_a_handed_back_mail_is_read_again(house: House) -> None:
    house.start([MIA])
    take_over_thread(thread_id=the_thread().pk, **_by())  # type: ignore[arg-type]
    house.reply("My rate is $1,600.")
    assert _kind() == "person"
    hand_back_thread(thread_id=the_thread().pk, **_by())  # type: ignore[arg-type]
    drain()
    assert the_thread().state == "counter_sent" and _kind() == "they_owe"


def test_a_handed_back_escalation_whose_mail_was_answered_waits_for_them(house: House) -> None:
    house.start([MIA])
    house.reply("You are crooks, my lawyer will sue you.")
    assert the_thread().state == "escalated"
    hand_back_thread(thread_id=the_thread().pk, **_by())  # type: ignore[arg-type]
    drain()
    assert _kind() == "person", "read again, and asked about again"


def test_a_stale_thread_handed_back_waits_again(house: House) -> None:
    campaign = house.start([MIA])
    Thread.objects.update(reminder_due_at=None, stale_due_at=timezone.now())
    sweep()
    assert the_thread().state == "stale" and _kind() == "person"
    hand_back_thread(thread_id=the_thread().pk, **_by())  # type: ignore[arg-type]
    assert campaign.threads.get().state == "counter_sent" and _kind() == "they_owe"


def test_a_discarded_opening_is_asked_about_and_can_be_written_anew(house: House) -> None:
    house.settings.DEFAULT_AUTONOMY = "review"
    house.start([MIA])
    discard_email(email_id=_unsent().pk, **_by())  # type: ignore[arg-type]
    assert the_thread().state == "escalated" and _kind() == "person"
    hand_back_thread(thread_id=the_thread().pk, **_by())  # type: ignore[arg-type]
    assert _unsent().purpose == "opening" and _kind() == "on_its_way"


def test_a_discarded_counter_is_asked_about(house: House) -> None:
    house.start([MIA])
    house.settings.SEND_HOLD_SECONDS = 300
    Thread.objects.get().campaign.__class__.objects.update(autonomy="supervised")
    house.reply("My rate is $1,600.")
    undo_email(email_id=_unsent().pk, **_by())  # type: ignore[arg-type]
    assert _kind() == "on_its_way"
    discard_email(email_id=_unsent().pk, **_by())  # type: ignore[arg-type]
    assert _kind() == "person"


def test_a_paused_and_resumed_thread_goes_on(house: House) -> None:
    house.start([MIA])
    pause_thread(thread_id=the_thread().pk, **_by())  # type: ignore[arg-type]
    house.reply("My rate is $1,600.")
    assert _kind() == "person"
    resume_thread(thread_id=the_thread().pk, **_by())  # type: ignore[arg-type]
    drain()
    assert _kind() == "they_owe"


def _lose_the_timers() -> None:
    Thread.objects.update(reminder_due_at=None, stale_due_at=None)


def _lose_the_opening() -> None:
    OutgoingEmail.objects.update(status="discarded")
    Thread.objects.update(state="initial_offer", reminder_due_at=None, stale_due_at=None)


@pytest.mark.parametrize("lose", [_lose_the_timers, _lose_the_opening])
def test_the_sweep_finds_what_stands_still(house: House, lose: Callable[[], None]) -> None:
    house.start([MIA])
    lose()
    assert next_step_now(the_thread()) is None
    sweep()
    assert the_thread().escalations.get().code == "no_next_step" and _kind() == "person"
