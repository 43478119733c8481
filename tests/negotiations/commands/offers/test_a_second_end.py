"""A thread that a person takes up again may end once more, with a mail of its own."""

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from negotiations.commands.thread.driving import hand_back_thread, reopen_thread
from negotiations.models import Thread
from tests.negotiations.replies import reply
from tests.work import forget
from tests.world import make_campaign, make_thread, use_sandbox


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "state", "purpose"),
    [
        ("No thanks, I'm not interested.", "rejected", "exit"),
        ("Sounds great, we accept your offer!", "agreed", "agreement"),
    ],
)
def test_what_ends_twice_is_written_twice(
    settings: Settings, words: str, state: str, purpose: str
) -> None:
    use_sandbox(settings)
    forget()
    thread = reply(make_thread(make_campaign()), words)
    assert thread.state == state
    by = {"actor": "ana", "reason": "she called"}
    reopen_thread(thread_id=thread.pk, now=timezone.now(), **by)
    hand_back_thread(thread_id=thread.pk, now=timezone.now(), **by)
    thread = reply(Thread.objects.get(pk=thread.pk), words)
    assert thread.state == state
    written = thread.emails.filter(purpose=purpose).order_by("step")
    assert list(written.values_list("step", "status")) == [(0, "sent"), (1, "sent")]
