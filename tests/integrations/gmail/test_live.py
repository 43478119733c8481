"""The Gmail adapter against a Gmail that rewrites, loses answers and forgets history."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.errors import Blocked, GatewayError, OutcomeUnknown
from integrations.gmail.gateway import NotSent, Sent, Unknown, Waits
from integrations.gmail.live import SCOPES, GmailGateway
from integrations.google_credentials import credentials_from_info
from tests.fakes.gmail import FakeGmail, error_body
from tests.fakes.google_auth import FakeGoogleAuth
from tests.integrations.gmail.live_mailbox import ADDRESS, BEFORE, INBOUND, mail, send


def test_a_mail_is_sent_once_and_its_new_message_id_read_back(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    _, outcome = send(gateway, mail())
    (stored,) = gmail.accepted_sends
    assert outcome == Sent(stored.id, stored.thread_id, stored.header("Message-ID"))
    assert outcome.message_id_header.endswith("@mail.gmail.com>")
    assert stored.header("X-Parley-Key") == "key-1"
    assert stored.header("List-Unsubscribe").startswith("<https://house.example/u/ttt")


def test_a_reply_joins_the_thread_and_quotes_the_rewritten_id(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    _, first = send(gateway, mail())
    reference = b"In-Reply-To: " + first.message_id_header.encode() + b"\r\n"
    inbound = gmail.deliver(INBOUND % reference)
    assert inbound.thread_id == first.thread_id
    answer = mail(
        "key-2",
        subject="Re: Reel",
        thread_id=first.thread_id,
        in_reply_to="<reply@creator.example>",
        references=(first.message_id_header, "<reply@creator.example>"),
    )
    _, second = send(gateway, answer)
    assert second.thread_id == first.thread_id


def test_a_thread_that_does_not_exist_here_is_left_out(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    _, outcome = send(gateway, mail(thread_id="18c0ffffffffffff"))
    assert isinstance(outcome, Sent)
    assert gmail.count("POST /gmail/v1/users/me/drafts/send") == 1


@pytest.mark.parametrize("kind", ["close", "reset", "hang", "cut", "status_after_accept"])
def test_a_send_that_broke_off_is_unknown_posted_once_and_found_again(
    gateway: GmailGateway, gmail: FakeGmail, kind: str
) -> None:
    gmail.fail(kind, "drafts/send")
    draft_id, outcome = send(gateway, mail())
    assert isinstance(outcome, Unknown)
    assert gmail.count("drafts/send") == 1
    found = gateway.find_sent("key-1", BEFORE, draft_id)
    assert isinstance(found, Sent)
    assert found.message_id_header == gmail.accepted_sends[0].header("Message-ID")
    assert len(gmail.accepted_sends) == 1


def test_sending_the_same_draft_again_never_sends_twice(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    draft_id, _ = send(gateway, mail())
    assert isinstance(gateway.send_draft(draft_id, mail()), Unknown)
    assert len(gmail.accepted_sends) == 1


def test_a_connection_closed_after_the_answer_is_a_plain_success(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    gmail.fail("answer_then_close", "drafts/send")
    assert isinstance(send(gateway, mail())[1], Sent)


def test_a_503_before_acceptance_leaves_the_draft_standing(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    gmail.fail("status", "drafts/send", status=503)
    draft_id, outcome = send(gateway, mail())
    assert isinstance(outcome, Unknown)
    assert gateway.find_sent("key-1", BEFORE, draft_id) is None
    assert isinstance(gateway.send_draft(draft_id, mail()), Sent)


def test_a_draft_that_vanished_without_a_copy_is_pending(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    draft_id = gateway.create_draft(mail())
    gmail.mailbox.delete_draft(draft_id)
    assert gateway.find_sent("key-1", BEFORE, draft_id) == "pending"
    assert gateway.find_sent("key-1", BEFORE, None) is None


def test_another_mail_of_ours_is_not_mistaken_for_the_one_sought(gateway: GmailGateway) -> None:
    send(gateway, mail("key-1"))
    assert gateway.find_sent("key-2", BEFORE, None) is None


QUOTA = "Quota exceeded for quota metric 'Total Query Cost'."
NAMED = datetime(2026, 11, 21, 10, tzinfo=UTC)


def refusal(
    status: int, reason: str, message: str, word: str = "PERMISSION_DENIED"
) -> dict[str, Any]:
    return {"status": status, "body": error_body(status, message, reason, word)}


# What a refused send means, told by its reason: (the refusal, permanent, Gmail's own time).
REFUSALS = {
    "403 over quota": (refusal(403, "rateLimitExceeded", QUOTA), False, None),
    "403 over the user's quota": (refusal(403, "userRateLimitExceeded", QUOTA), False, None),
    "429 with the time as text": (
        refusal(429, "rateLimitExceeded", "Exceeded.  Retry after 2026-11-21T10:00:00.000Z"),
        False,
        NAMED,
    ),
    "429 with a date header": (
        {**refusal(429, "x", ""), "headers": {"Retry-After": "Sat, 21 Nov 2026 10:00:00 GMT"}},
        False,
        NAMED,
    ),
    "429 in plain words": ({"status": 429, "body": b"slow down"}, False, None),
    "403 daily limit": (refusal(403, "dailyLimitExceeded", "Daily Limit Exceeded"), True, None),
    "403 domain policy": (refusal(403, "domainPolicy", "disabled"), True, None),
    "403 scopes": (refusal(403, "insufficientPermissions", "Insufficient"), True, None),
    "403 no API": (refusal(403, "accessNotConfigured", "not used in project"), True, None),
    "400 no mailbox": (refusal(400, "failedPrecondition", "Mail service not enabled"), True, None),
}


@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refusal_of_the_whole_mailbox_makes_it_wait_by_its_reason(
    gateway: GmailGateway, gmail: FakeGmail, case: tuple[Any, ...]
) -> None:
    fault, is_for_people, until = case
    gmail.fail("status", "drafts/send", **fault)
    outcome = send(gateway, mail())[1]
    assert isinstance(outcome, Waits)
    assert (outcome.needs_person, outcome.until) == (is_for_people, until)
    assert not outcome.needs_consent
    assert gmail.accepted_sends == []
    assert gmail.count("drafts/send") == 1


def test_a_wait_in_seconds_is_counted_from_now(gateway: GmailGateway, gmail: FakeGmail) -> None:
    gmail.fail("status", "drafts/send", status=429, headers={"Retry-After": "90"})
    until = send(gateway, mail())[1].until
    assert timedelta(seconds=60) < until - datetime.now(UTC) <= timedelta(seconds=90)


def test_a_read_whose_time_is_named_is_not_tried_before_it(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    fault = REFUSALS["429 with the time as text"][0]
    gmail.fail("status", "profile", times=9, **fault)
    with pytest.raises(Blocked):
        gateway.check()
    assert gmail.count("profile") == 1


def test_a_mail_without_recipient_is_a_lasting_refusal_and_keeps_its_draft(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    body = {"error": {"code": 400, "message": "Recipient address required", "errors": []}}
    gmail.fail("status", "drafts/send", status=400, body=body)
    outcome = send(gateway, mail())[1]
    assert isinstance(outcome, NotSent)
    assert outcome.permanent


def test_a_revoked_grant_asks_for_consent_and_sends_nothing(
    gateway: GmailGateway, gmail: FakeGmail, google_auth: FakeGoogleAuth
) -> None:
    google_auth.refuse_token(times=9)
    with pytest.raises(Blocked, match="revoked") as caught:
        gateway.create_draft(mail())
    assert caught.value.needs_consent
    outcome = gateway.send_draft("r1", mail())
    assert isinstance(outcome, Waits)
    assert outcome.needs_consent and outcome.needs_person
    assert gmail.requests == []


def test_a_token_gmail_goes_on_refusing_asks_for_consent(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    body = error_body(401, "Invalid Credentials", "authError", "UNAUTHENTICATED")
    gmail.fail("status", "drafts", times=9, status=401, body=body)
    with pytest.raises(Blocked) as caught:
        gateway.create_draft(mail())
    assert caught.value.needs_consent


def test_an_unreachable_gmail_certainly_sent_nothing_and_the_mailbox_waits(
    google_auth: FakeGoogleAuth,
) -> None:
    credentials = credentials_from_info(google_auth.user_info(), scopes=SCOPES)
    dead = GmailGateway(ADDRESS, credentials, api_url="http://127.0.0.1:9", retry_wait_seconds=0)
    outcome = dead.send_draft("r1", mail())
    assert isinstance(outcome, Waits)
    assert not outcome.needs_person


def test_a_draft_left_by_a_broken_try_is_found_by_its_key(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    gateway.create_draft(mail("another"))
    gmail.fail("close", "POST /gmail/v1/users/me/drafts")
    with pytest.raises(OutcomeUnknown):
        gateway.create_draft(mail())
    draft_id = gateway.find_draft("key-1")
    assert draft_id in gmail.mailbox.drafts
    assert isinstance(gateway.send_draft(draft_id, mail()), Sent)
    assert gmail.accepted_sends[0].header("X-Parley-Key") == "key-1"
    assert gateway.find_draft("key-1") is None


def test_an_expired_access_token_is_renewed_without_a_second_mail(
    gateway: GmailGateway, gmail: FakeGmail, google_auth: FakeGoogleAuth
) -> None:
    draft_id = gateway.create_draft(mail())
    gmail.refused_tokens.update(google_auth.issued)
    assert isinstance(gateway.send_draft(draft_id, mail()), Sent)
    assert len(gmail.accepted_sends) == 1


def test_a_mail_that_left_is_sent_even_if_its_headers_cannot_be_read(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    gmail.fail("status", "GET /gmail/v1/users/me/messages", times=3, status=503)
    outcome = send(gateway, mail())[1]
    assert isinstance(outcome, Sent)
    assert outcome.message_id_header == ""


def test_a_line_break_in_a_header_is_refused_before_any_call(
    gateway: GmailGateway, gmail: FakeGmail
) -> None:
    with pytest.raises(GatewayError) as caught:
        gateway.create_draft(mail(subject="Hi\r\nBcc: all@example.com"))
    assert caught.value.permanent
    assert gmail.requests == []
