"""A real mailbox: one mail to itself, read back, and a watch. Needs the going-live variables."""

import os
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrations.gmail.gateway import OutgoingMail, Sent
from integrations.gmail.live import SCOPES, GmailGateway
from integrations.google_credentials import credentials_from_file

pytestmark = pytest.mark.live


@pytest.fixture
def address() -> str:
    return os.environ.get("GMAIL_MAILBOX", "")


@pytest.fixture
def gateway(address: str) -> GmailGateway:
    path = os.environ.get("GMAIL_CREDENTIALS_FILE", "")
    if not address or not Path(path).is_file():
        pytest.skip("GMAIL_MAILBOX and GMAIL_CREDENTIALS_FILE are needed")
    credentials = credentials_from_file(path, scopes=SCOPES, subject=address)
    return GmailGateway(address, credentials, api_url=os.environ.get("GMAIL_API_URL", ""))


def test_a_mail_to_ourselves_leaves_once_and_is_found_by_its_key(
    gateway: GmailGateway, address: str
) -> None:
    assert gateway.check() == address
    before = datetime.now(UTC)
    since = before - timedelta(minutes=1)
    mark = gateway.changes(None, before + timedelta(days=1)).mark
    key = str(uuid.uuid4())
    mail = OutgoingMail(
        key, address, "Parley test", (address,), (), f"Parley test {key[:8]}", "Hello me"
    )
    draft_id = gateway.create_draft(mail)
    assert gateway.find_draft(key) == draft_id
    sent = gateway.send_draft(draft_id, mail)
    assert isinstance(sent, Sent)
    assert sent.message_id_header.endswith("@mail.gmail.com>"), "Gmail gives its own Message-ID"
    assert gateway.find_sent(key, since, draft_id) == sent
    assert not isinstance(gateway.send_draft(draft_id, mail), Sent), "a draft leaves once"
    assert sent.provider_id in gateway.changes(mark, since).ids


def test_the_mailbox_is_watched_for_a_week(gateway: GmailGateway) -> None:
    topic = os.environ.get("GMAIL_PUBSUB_TOPIC", "")
    if not topic:
        pytest.skip("GMAIL_PUBSUB_TOPIC is needed")
    watch = gateway.watch(topic)
    assert timedelta(days=6) < watch.expires_at - datetime.now(UTC) < timedelta(days=8)
