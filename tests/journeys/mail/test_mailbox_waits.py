"""When a whole mailbox may do nothing: its mail waits in sight, people are told once, it heals."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone

from integrations.models import Mailbox, Notification
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.jobs import inbound
from negotiations.jobs import sweep as sweeping
from negotiations.models import Message, OutgoingEmail
from tests.fakes.gmail import error_body
from tests.journeys.conftest import MIA, US, House, the_thread
from tests.work import drain


def later() -> None:
    """Let every wait pass."""
    OutgoingEmail.objects.filter(status="ready").update(due_at=timezone.now())
    Mailbox.objects.update(sending_waits_until=None, reading_waits_until=None)
    sweeping.sweep()
    drain()


def test_a_rate_limit_shows_on_the_row_until_the_time_gmail_names(house: House) -> None:
    until = (timezone.now() + timedelta(hours=3)).replace(microsecond=0)
    message = f"User-rate limit exceeded.  Retry after {until.isoformat()}"
    body = error_body(429, message, "rateLimitExceeded", "RESOURCE_EXHAUSTED")
    house.gmail.fail("status", "/drafts/send", status=429, body=body)
    house.start([MIA])
    email, mailbox = OutgoingEmail.objects.get(), Mailbox.objects.get()
    assert (email.status, email.due_at, email.attempts) == ("ready", until, 0)
    assert "rate limit" in email.wait_reason and f"{until:%H:%M}" in email.wait_reason
    assert mailbox.sending_waits_until == until
    told = Notification.objects.filter(key__startswith="blocked:")
    assert not told.exists(), "a limit that passes is nobody's task"
    later()
    assert OutgoingEmail.objects.get().status == "sent" and len(house.sent()) == 1
    assert Mailbox.objects.get().wait_reason == ""


def test_other_mail_of_a_waiting_mailbox_does_not_ask_gmail(house: House) -> None:
    house.gmail.rate_limit("/drafts", status=429)
    second = ["Leo Marsh", "leo@marsh.example", "Instagram", "@leo", "40K", "", "", ""]
    Mailbox.objects.create(
        address=US,
        sending_waits_until=timezone.now() + timedelta(hours=1),
        wait_reason="Gmail's rate limit",
    )
    house.start([MIA, second])
    assert house.gmail.count("/drafts") == 0
    reasons = OutgoingEmail.objects.values_list("wait_reason", flat=True)
    assert len(reasons) == 2 and all("rate limit" in reason for reason in reasons)


def test_lost_consent_keeps_mail_due_tells_people_once_and_heals(house: House) -> None:
    house.start([MIA])
    opening = house.sent()[0]
    house.gmail.refused_tokens.update(house.auth.issued)
    house.auth.refuse_token(times=50)
    house.reply("My rate would be $1,700.", to=opening)
    for _ in range(3):
        sweeping.sweep()
        drain()
    mailbox = Mailbox.objects.get()
    assert mailbox.consent_needed_at is not None and "revoked" in mailbox.sync_error
    assert Notification.objects.filter(key__startswith="blocked:").count() == 1
    assert not Message.objects.exists()
    house.auth.faults.clear()
    house.gmail.refused_tokens.clear()
    later()
    healed = Mailbox.objects.get()
    assert healed.consent_needed_at is None and healed.sync_error == ""
    assert the_thread().state == "counter_sent" and len(house.sent()) == 2


def test_a_missing_key_makes_the_mailbox_wait_and_names_the_variable(house: House) -> None:
    house.settings.FIELD_ENCRYPTION_KEYS = (Fernet.generate_key().decode(),)
    mailbox = ensure_mailbox(US, now=timezone.now())
    assert mailbox.credentials and mailbox.credentials_file_hash
    house.settings.FIELD_ENCRYPTION_KEYS = ()
    house.start([MIA])
    email = OutgoingEmail.objects.get()
    assert email.status == "ready" and "FIELD_ENCRYPTION_KEYS" in email.wait_reason


def test_a_message_id_not_read_back_is_learned_from_the_sent_copy(house: House) -> None:
    house.gmail.fail("status", "GET /gmail/v1/users/me/messages/", times=3, status=503)
    house.start([MIA])
    email = OutgoingEmail.objects.get()
    assert (email.status, email.message_id) == ("sent", "")
    sweeping.sweep()
    drain()
    email.refresh_from_db()
    assert email.message_id == house.sent()[0].header("Message-ID")
    assert not Message.objects.exists()


@pytest.mark.parametrize("key", ["nonsense", "0" * 32], ids=["no key at all", "a key not ours"])
def test_a_stranger_who_imitates_our_header_is_kept_and_stops_nothing(
    house: House, key: str
) -> None:
    house.start([MIA])
    opening = house.sent()[0]
    house.reply("Sounds great, let's do it!", to=opening, X_Parley_Key=key)
    assert Message.objects.get().handled_at is not None
    assert the_thread().state == "awaiting_reply", "nothing automatic answers our own header"
    house.reply("Sounds great, let's do it!", to=opening)
    assert the_thread().state == "agreed"


def test_a_push_about_what_was_read_already_asks_gmail_nothing(house: House) -> None:
    house.start([MIA])
    house.reply("My rate would be $1,700.")
    sweeping.sweep()
    drain()
    asked = house.gmail.count("/history")
    house.push()
    drain()
    assert house.gmail.count("/history") == asked
    assert inbound.sync_mailbox(mailbox_id=Mailbox.objects.get().pk) == "stored 0"
