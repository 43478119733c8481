"""Reading a mailbox over the live adapter: pages, gaps, faults, bounces."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from functools import partial
from operator import sub
from pathlib import Path

import pytest

from integrations.errors import GatewayError
from integrations.gmail.live import SCOPES, GmailGateway
from integrations.google_credentials import credentials_from_file
from tests.fakes.gmail import FakeGmail
from tests.fakes.gmail_bounces import deliver_bounce
from tests.fakes.gmail_mailbox import FIRST_HISTORY_ID
from tests.fakes.google_auth import FakeGoogleAuth
from tests.integrations.gmail.live_mailbox import ADDRESS, BEFORE, INBOUND, mail, send


def test_changes_drain_every_page_once_and_leave_drafts_out(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    gmail.page_size = 2
    gmail.repeats_history = True
    arrived = [gmail.deliver(INBOUND % b"").id for _ in range(5)]
    gateway.create_draft(mail())
    changes = gateway.changes(FIRST_HISTORY_ID, BEFORE)
    assert changes.ids == tuple(arrived)
    assert changes.mark == gmail.mailbox.history_id
    assert not changes.is_full_sync
    assert gateway.changes(changes.mark, BEFORE) == type(changes)((), changes.mark, False)


def test_a_mail_moved_back_to_the_inbox_is_a_change_and_a_star_is_not(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    back = gmail.deliver(INBOUND % b"", labels=("SPAM",))
    starred = gmail.deliver(INBOUND % b"")
    mark = gmail.mailbox.history_id
    gmail.mailbox.add_labels(back.id, ["INBOX"])
    gmail.mailbox.add_labels(starred.id, ["STARRED"])
    assert gateway.changes(mark, BEFORE).ids == (back.id,)


def test_an_expired_mark_is_a_full_sync_with_a_mark_taken_first(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    gmail.page_size = 2
    arrived = [gmail.deliver(INBOUND % b"").id for _ in range(5)]
    gmail.mailbox.expire_history()
    before = gmail.mailbox.history_id
    changes = gateway.changes(FIRST_HISTORY_ID, BEFORE)
    assert changes.is_full_sync
    assert sorted(changes.ids) == sorted(arrived)
    assert changes.mark == before
    paths = [request.path.rpartition("/")[2] for request in gmail.requests]
    assert paths.index("profile") < paths.index("messages")
    assert gateway.changes(None, BEFORE).is_full_sync


def test_a_full_sync_ends_where_mail_is_older_than_asked(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    now = gmail.mailbox.clock()
    arrived = []
    for hours in reversed(range(200)):
        gmail.mailbox.clock = partial(sub, now, hours * 3_600_000)
        arrived.append(gmail.deliver(INBOUND % b"").id)
    since = datetime.fromtimestamp(now / 1000, UTC) - timedelta(hours=119, minutes=30)
    assert gateway.changes(None, since).ids == tuple(arrived[-120:])
    soon = datetime.now(UTC) + timedelta(days=1)
    assert gateway.changes(None, soon).ids == tuple(arrived[-50:]), "the newest are always read"


def test_an_empty_mailbox_syncs_to_nothing(gateway: GmailGateway) -> None:
    assert gateway.changes(None, BEFORE).ids == ()


def test_a_page_that_fails_loses_nothing(gateway: GmailGateway, gmail: FakeGmail) -> None:
    gmail.deliver(INBOUND % b"")
    gmail.fail("status", "history", times=3, status=503)
    with pytest.raises(GatewayError):
        gateway.changes(FIRST_HISTORY_ID, BEFORE)
    assert len(gateway.changes(FIRST_HISTORY_ID, BEFORE).ids) == 1


@pytest.mark.parametrize("kind", ["status", "close", "reset", "hang", "cut"])
def test_a_read_is_tried_again(gateway: GmailGateway, gmail: FakeGmail, kind: str) -> None:
    stored = gmail.deliver(INBOUND % b"")
    gmail.fail(kind, "messages/", times=2)
    fetched = gateway.fetch(stored.id)
    assert fetched is not None and fetched.raw == stored.raw
    assert gmail.count("messages/") == 3


def test_a_message_is_fetched_whole_and_a_deleted_one_is_none(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    stored = gmail.deliver(INBOUND % b"")
    fetched = gateway.fetch(stored.id)
    assert fetched is not None
    assert fetched.raw == stored.raw
    assert fetched.label_ids == ("UNREAD", "INBOX")
    assert fetched.history_id == stored.history_id
    assert fetched.received_at.timestamp() * 1000 == pytest.approx(stored.internal_date)
    gmail.mailbox.remove(stored.id)
    assert gateway.fetch(stored.id) is None
    with pytest.raises(GatewayError, match="Invalid id"):
        gateway.fetch("never-was")


def test_a_watch_lasts_a_week_and_a_wrong_topic_is_lasting(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    watch = gateway.watch("projects/p/topics/t")
    assert timedelta(days=6) < watch.expires_at - datetime.now(UTC) <= timedelta(days=7)
    assert watch.mark == gmail.mailbox.history_id
    with pytest.raises(GatewayError) as caught:
        gateway.watch("topic")
    assert caught.value.permanent


def test_a_service_account_acts_as_the_mailbox(
    gmail: FakeGmail, google_auth: FakeGoogleAuth, tmp_path: Path
) -> None:
    path = google_auth.credentials_file(tmp_path)
    credentials = credentials_from_file(path, scopes=SCOPES, subject=ADDRESS)
    gateway = GmailGateway(ADDRESS, credentials, api_url=gmail.url)
    assert gateway.check() == ADDRESS
    assert google_auth.subjects == [ADDRESS]


def test_a_bounce_stands_in_the_thread_of_its_mail(gateway: GmailGateway, gmail: FakeGmail) -> None:
    _, outcome = send(gateway, mail())
    bounce = deliver_bounce(gmail, gmail.accepted_sends[0], "mia@creator.example")
    fetched = gateway.fetch(bounce.id)
    assert fetched is not None
    assert outcome is not None
    assert fetched.thread_id == outcome.thread_id
    parsed = message_from_bytes(fetched.raw, policy=policy.default)
    assert parsed.get_content_type() == "multipart/report"
    kinds = [part.get_content_type() for part in parsed.walk()]
    assert "message/delivery-status" in kinds


def test_after_a_gap_in_history_spam_and_trash_are_read_as_well(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    hidden = [gmail.deliver(INBOUND % b"", labels=(label,)).id for label in ("SPAM", "TRASH")]
    gmail.mailbox.expire_history()
    assert sorted(gateway.changes(FIRST_HISTORY_ID, BEFORE).ids) == sorted(hidden)
