"""Every effect on the outside under every fault: in the end done once, or parked in sight."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from integrations import notifications
from integrations.gmail.factory import get_mail_gateway
from integrations.jobs import post_notification
from integrations.models import Notification
from negotiations.commands.mail import doubts
from negotiations.commands.mail.approve import approve_email
from negotiations.commands.mail.send import claim_email, keep_draft_id
from negotiations.jobs import outbound
from negotiations.jobs import sweep as sweeping
from negotiations.models import Escalation, OutgoingEmail
from negotiations.queries.outgoing import outgoing_mail
from tests.fakes.gmail import error_body
from tests.fakes.server import FakeServer
from tests.fakes.slack import FakeSlack
from tests.fault_table import ROWS, Row
from tests.journeys.conftest import House
from tests.work import drain, forget

CREATE, SEND = "POST /gmail/v1/users/me/drafts", "/drafts/send"
QUOTA = error_body(403, "Quota exceeded.", "rateLimitExceeded", "PERMISSION_DENIED")
# The knobs of every fake vendor: refused, done and then told otherwise, cut off, silent.
FAULTS: dict[str, dict[str, Any]] = {
    "429 refused": {"kind": "status", "status": 429},
    "500 refused": {"kind": "status", "status": 500},
    "503 refused": {"kind": "status", "status": 503},
    "503 after it was done": {"kind": "status_after_accept", "status": 503},
    "500 after it was done": {"kind": "status_after_accept", "status": 500},
    "done, answered, closed": {"kind": "answer_then_close"},
    "done, closed without an answer": {"kind": "close"},
    "done, reset": {"kind": "reset"},
    "done, silent past the time limit": {"kind": "hang", "seconds": 0.6},
    "done, half an answer": {"kind": "cut"},
}
GMAIL_FAULTS = {
    **FAULTS,
    "403 over quota": {"kind": "status", "status": 403, "body": QUOTA},
    "401 token refused": {"kind": "status", "status": 401},
}
ROUNDS = 8


def people_named(count: int) -> list[list[str]]:
    return [
        [f"P{n} Lark", f"p{n}@lark.example", "Instagram", f"@p{n}", "50K", "", "", ""]
        for n in range(count)
    ]


@pytest.fixture
def waiting(house: House) -> Callable[[int], list[OutgoingEmail]]:
    """Written openings, one to each of so many people; each leaves when the test lets it."""
    house.settings.SETTLE_SECONDS = house.settings.RETRY_SECONDS = 0
    house.settings.HTTP_READ_SECONDS = 0.3

    def write(count: int) -> list[OutgoingEmail]:
        house.settings.DEFAULT_AUTONOMY = "review"
        house.start(people_named(count), **{"Campaign Budget": ("currency", "$90,000")})
        emails = list(OutgoingEmail.objects.order_by("id"))
        assert len(emails) == count
        return emails

    return write


def let_go(email: OutgoingEmail) -> None:
    """Make one mail ready to leave, with nobody told of it."""
    OutgoingEmail.objects.filter(pk=email.pk).update(status="ready")


def recover(row: Any) -> Any:
    """Let the sweep find what is left, as it would every minute, until the row rests."""
    for _ in range(ROUNDS):
        row.refresh_from_db()
        if row.status in ("sent", "parked", "failed"):
            break
        sweeping.wake_due(now=timezone.now())
        drain()
    row.refresh_from_db()
    return row


def copies(house: House, email: OutgoingEmail) -> int:
    """Count what Gmail holds of one mail: sent, or left behind as a draft."""
    found = [*house.gmail.accepted_sends, *house.gmail.mailbox.drafts.values()]
    return sum(m.header("X-Parley-Key") == str(email.key) for m in found)


@pytest.mark.parametrize(
    ("effect", "match"), [("draft create", CREATE), ("draft send", SEND)], ids=["create", "send"]
)
def test_a_fault_at_gmail_leaves_every_mail_sent_once(
    house: House, waiting: Callable[[int], list[OutgoingEmail]], effect: str, match: str
) -> None:
    for email, (name, fault) in zip(waiting(len(GMAIL_FAULTS)), GMAIL_FAULTS.items(), strict=True):
        let_go(email)
        house.gmail.fail(match=match, **fault)
        outbound.send_email(email_id=email.pk)
        email = recover(email)
        row = Row(effect, name, copies(house, email), email.status)
        ROWS.append(row)
        assert (row.done, row.status) == (1, "sent"), name
        assert house.gmail.faults[-1].times == 0, f"{name} never happened"
    assert house.gmail.mailbox.drafts == {}


DEATHS = ("after the claim", "after the draft", "after the draft was noted", "after the send")


def die(email: OutgoingEmail, point: str) -> None:
    """Do what the worker does up to the point where it is killed."""
    claimed = claim_email(email_id=email.pk, now=timezone.now())
    assert claimed is not None
    steps = DEATHS.index(point)
    gateway = get_mail_gateway(claimed.thread.mailbox.address)
    mail = outgoing_mail(claimed)
    draft_id = gateway.create_draft(mail) if steps >= 1 else ""
    if steps >= 2:
        keep_draft_id(email_id=email.pk, draft_id=draft_id)
    if steps >= 3:
        gateway.send_draft(draft_id, mail)


def test_a_worker_killed_at_any_point_leaves_every_mail_sent_once(
    house: House, waiting: Callable[[int], list[OutgoingEmail]]
) -> None:
    house.settings.LEASE_SECONDS = 0
    for email, point in zip(waiting(len(DEATHS)), DEATHS, strict=True):
        let_go(email)
        die(email, point)
        assert doubts.doubt_lost_claims(now=timezone.now()) == 1
        email = recover(email)
        row = Row("mail", f"worker killed {point}", copies(house, email), email.status)
        ROWS.append(row)
        assert (row.done, row.status) == (1, "sent"), point


@pytest.mark.parametrize("match", [CREATE, SEND], ids=["create", "send"])
def test_a_gmail_that_never_recovers_parks_the_mail_for_a_person_who_sends_it_later(
    house: House, waiting: Callable[[int], list[OutgoingEmail]], match: str
) -> None:
    (email,) = waiting(1)
    let_go(email)
    house.gmail.fail("status", match, times=99, status=503)
    outbound.send_email(email_id=email.pk)
    email = recover(email)
    assert email.status == "parked"
    assert Escalation.objects.get().code == "send_failed"
    name = "draft create" if match == CREATE else "draft send"
    ROWS.append(Row(name, "503 for good", len(house.sent()), email.status))
    assert house.sent() == []
    house.gmail.faults.clear()
    approve_email(email_id=email.pk, body=f"{email.body}\n", actor="ana", now=timezone.now())
    assert recover(email).status == "sent"
    assert len(house.sent()) == 1


@pytest.fixture
def slack(db: None, settings: Settings) -> Iterator[FakeSlack]:
    """A channel that takes posts."""
    settings.SETTLE_SECONDS = settings.RETRY_SECONDS = settings.LEASE_SECONDS = 0
    settings.READ_RETRY_WAIT_SECONDS = 0.01
    settings.SLACK_MODE = "live"
    with FakeSlack() as fake:
        settings.SLACK_API_URL = fake.api_url
        settings.SLACK_BOT_TOKEN, settings.SLACK_SIGNING_SECRET = fake.token, fake.secret
        fake.add_channel("C1")
        forget()
        yield fake
        forget()


@dataclass(frozen=True)
class Case:
    """An effect of a vendor other than Gmail: where it is asked for, and how often it was done."""

    match: str
    owe: Callable[[FakeSlack, str], Notification]
    count: Callable[[Any, Notification], int]


def owe_post(slack: FakeSlack, name: str) -> Notification:
    return notifications.notify(key=name, channel="C1", text=name, now=timezone.now())


def owe_update(slack: FakeSlack, name: str) -> Notification:
    """A message that stands in the channel and should say something else."""
    posted = owe_post(slack, name)
    drain()
    notifications.revise(key=name, text=f"{name}, settled", blocks=[], now=timezone.now())
    posted.refresh_from_db()
    return posted


def owe_answer(slack: FakeSlack, name: str) -> Notification:
    url = slack.response_url("actions")
    return notifications.answer_person(
        key=name, response_url=url, text=name, blocks=[], now=timezone.now()
    )


def posts_of(slack: FakeSlack, row: Notification) -> int:
    return sum(message["text"] == row.text for message in slack.messages)


def answers_of(slack: FakeSlack, row: Notification) -> int:
    return sum(answer["text"] == row.text for answer in slack.answers)


SLACK_CASES = {
    "Slack post": Case("chat.postMessage", owe_post, posts_of),
    "Slack update": Case("chat.update", owe_update, posts_of),
    "Slack answer": Case("/actions/", owe_answer, answers_of),
}


@pytest.mark.parametrize("effect", SLACK_CASES)
def test_a_fault_at_slack_leaves_every_message_there_once_or_parked(
    slack: FakeSlack, effect: str
) -> None:
    case, vendor = SLACK_CASES[effect], slack
    for name, fault in FAULTS.items():
        owed = case.owe(slack, f"{effect}: {name}")
        forget()
        _arm(vendor, case.match, fault)
        post_notification(notification_id=owed.pk)
        owed = recover(owed)
        row = Row(effect, name, case.count(slack, owed), owed.status)
        ROWS.append(row)
        assert not row.is_lost and not row.is_double, name
        assert slack.faults[-1].times == 0, f"{name} never happened"


def _arm(vendor: FakeServer, match: str, fault: dict[str, Any]) -> None:
    vendor.fail(match=match, **{**fault, "seconds": 0.2})
