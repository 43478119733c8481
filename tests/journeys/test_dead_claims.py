"""A worker killed while the model was asked: its mail goes on at once, not after the lease."""

import subprocess
import sys

import pytest
from django.utils import timezone

from integrations.models import Mailbox
from negotiations.commands.mail import compose, messages
from negotiations.jobs import inbound
from negotiations.jobs.sweep import release_lost
from negotiations.models import Message, OutgoingEmail, Writing
from tests.fakes.anthropic import FakeAnthropic
from tests.journeys.conftest import MIA, House
from tests.work import drain, forget

SCRIPT = "from integrations.claims import worker_name; print(worker_name())"


@pytest.fixture(scope="module")
def killed() -> str:
    """Return the name of a process that is gone."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_killed_reading_is_done_by_another_at_once(
    house: House, model: FakeAnthropic, killed: str
) -> None:
    house.start([MIA])
    house.reply("My rate is $1,700.\n\nMia", push=False)
    mailbox = Mailbox.objects.get()
    inbound.sync_mailbox(mailbox_id=mailbox.pk)
    message = Message.objects.get()
    assert messages.claim_turn(message_id=message.pk, now=timezone.now())
    forget()
    assert release_lost(now=timezone.now())["dead readings"] == 0, "its reader lives"

    Message.objects.update(worker=killed)
    assert release_lost(now=timezone.now())["dead readings"] == 1
    drain()

    assert Message.objects.get().handled_at is not None and len(house.sent()) == 2


def test_a_killed_writing_is_done_by_another_at_once(
    house: House, model: FakeAnthropic, killed: str
) -> None:
    house.start([MIA])
    house.reply("My rate is $1,700.\n\nMia", push=False)
    mailbox = Mailbox.objects.get()
    inbound.sync_mailbox(mailbox_id=mailbox.pk)
    inbound.handle_message(message_id=Message.objects.get().pk)
    email = OutgoingEmail.objects.latest("pk")
    assert compose.claim_writing(email_id=email.pk, now=timezone.now())
    forget()
    assert release_lost(now=timezone.now())["dead writings"] == 0, "its writer lives"

    Writing.objects.filter(email=email).update(worker=killed)
    assert release_lost(now=timezone.now())["dead writings"] == 1
    drain()

    assert len(house.sent()) == 2
    writing = Writing.objects.get(email=email)
    assert (writing.worker, writing.attempts) == ("", 2)


def test_a_wait_for_the_model_belongs_to_nobody(
    house: House, model: FakeAnthropic, killed: str
) -> None:
    """What waits for the model is not what a dead worker held."""
    house.settings.ANTHROPIC_OUTAGE = "wait"
    house.start([MIA])
    model.break_down(529)
    house.reply("My rate is $1,700.\n\nMia")
    message = Message.objects.get()
    assert message.due_at > timezone.now() and message.worker == ""
