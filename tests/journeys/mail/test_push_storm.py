"""Mail that pours in while pushes are lost, doubled and shuffled and history has a hole."""

import random
from collections import Counter
from email.message import EmailMessage

import pytest

from audit.models import AuditEntry
from negotiations.jobs import sweep as sweeping
from negotiations.models import Message, OutgoingEmail
from tests.fakes.pubsub import FakePubSub
from tests.journeys.conftest import US, House
from tests.journeys.test_faults import people_named
from tests.work import drain

LOST = 0.3


def stranger_mail(number: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"stranger{number}@elsewhere.example", US
    mail["Subject"] = f"Question {number}"
    mail["Message-ID"] = f"<{number}@elsewhere.example>"
    mail.set_content("Do you work with small channels too?")
    return mail.as_bytes()


def post(house: House, body: bytes, headers: dict[str, str]) -> int:
    authorization = {"Authorization": headers["Authorization"]}
    return house.client.post(
        "/webhooks/gmail", body, content_type="application/json", headers=authorization
    ).status_code


def pour(house: House, *, mails: int, replies: int, order: random.Random) -> None:
    """Let so many mails arrive in small batches, each told by one push that may be lost."""
    pubsub = FakePubSub(house.auth, order=order.randrange(1000))
    openings = house.sent()
    is_reply = [True] * replies + [False] * (mails - replies)
    order.shuffle(is_reply)
    gap_at = mails // 2
    for number, answers in enumerate(is_reply):
        if answers:
            opening = openings.pop()
            sender = opening.header("To")
            house.reply("My rate would be $1,700.", to=opening, sender=sender, push=False)
        else:
            house.gmail.deliver(stranger_mail(number))
        if order.random() < 0.4:
            pubsub.publish(US, house.gmail.mailbox.history_id, is_number=order.random() < 0.5)
            if order.random() < LOST:
                pubsub.waiting.pop()
        if number == gap_at:
            # What was pushed so far is not worked yet: Gmail forgets it before we look.
            house.gmail.mailbox.expire_history()
        if number % 25 == 24:
            answers_given = pubsub.deliver(
                lambda body, headers: post(house, body, dict(headers)), times=2, is_shuffled=True
            )
            assert set(answers_given) <= {204}
            drain()


def handled_once(house: House, *, mails: int, replies: int, seed: int) -> None:
    house.start(people_named(replies), **{"Campaign Budget": ("currency", "$900,000")})
    sweeping.sweep()
    drain()
    before = {m.id for m in house.gmail.mailbox.messages.values()}
    pour(house, mails=mails, replies=replies, order=random.Random(seed))
    sweeping.sweep()
    drain()
    arrived = {m.id for m in house.gmail.mailbox.messages.values() if "INBOX" in m.labels}
    stored = Counter(Message.objects.values_list("provider_id", flat=True))
    assert set(stored) == arrived - before
    assert len(stored) == mails and set(stored.values()) == {1}
    assert not Message.objects.filter(handled_at__isnull=True).exists()
    taken = AuditEntry.objects.filter(action__in=("message.received", "message.unmatched"))
    assert taken.count() == mails
    assert Message.objects.filter(thread__isnull=True, needs_person=True).count() == mails - replies
    counters = OutgoingEmail.objects.filter(purpose="counter")
    assert counters.count() == counters.filter(status="sent").count() == replies
    assert len(house.sent()) == 2 * replies


def test_sixty_mails_are_each_handled_once(house: House) -> None:
    handled_once(house, mails=60, replies=6, seed=1)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(2))
def test_a_thousand_mails_are_each_handled_once(house: House, seed: int) -> None:
    handled_once(house, mails=1000, replies=30, seed=seed)
