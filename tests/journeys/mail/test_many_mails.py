"""Repeats, crossings and long negotiations: one effect each, the right number every time."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from negotiations.commands.mail.senders import Said, correct_contact
from negotiations.commands.thread.pausing import pause_thread, resume_thread
from negotiations.jobs import sweep as sweeping
from negotiations.models import Message, Offer, OutgoingEmail
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.test_first_reply import amounts, body
from tests.work import drain, forget


def test_the_same_brief_five_times_opens_once(house: House) -> None:
    campaign = house.start([MIA])
    deliveries = house.clickup.deliveries(str(campaign.external_id))
    for _ in range(5):
        for raw, headers in deliveries:
            assert house.post_clickup(raw, headers) == 202
    drain()
    assert len(house.sent()) == 1


def test_the_same_push_and_mail_five_times_are_answered_once(house: House) -> None:
    house.start([MIA])
    house.gmail.repeats_history = True
    house.reply("My rate would be $1,700.")
    for _ in range(5):
        assert house.push("same") == 204
    sweeping.sweep()
    drain()
    assert Message.objects.count() == 1
    assert len(house.sent()) == 2


def test_two_replies_before_we_answer_are_read_together_and_answered_once(house: House) -> None:
    house.start([MIA])
    opening = house.sent()[0]
    house.reply("Thanks for reaching out! Let me check with my team.", push=False, to=opening)
    house.reply("OK so my rate would be $1,700.", push=False, to=opening)
    house.push()
    drain()
    assert [m.handled_at is not None for m in Message.objects.all()] == [True, True]
    assert len(house.sent()) == 2
    assert the_thread().ask_amount == Decimal("1700.00")


def test_a_lost_push_is_found_by_the_sweep(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!", push=False)
    sweeping.sweep()
    drain()
    assert the_thread().state == "agreed"


def test_lost_queue_hints_are_found_by_the_sweep(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!", push=False)
    house.push()
    forget()
    sweeping.sweep()
    drain()
    sweeping.sweep()
    drain()
    assert the_thread().state == "agreed" and len(house.sent()) == 2


def test_five_counters_use_different_levers_in_order_and_never_fall(house: House) -> None:
    house.start([MIA])
    for ask in ("1,749", "1,748", "1,747", "1,746", "1,745"):
        house.reply(f"Thank you, but I would need ${ask} for this.")
    offers = list(Offer.objects.filter(status__in=("sent", "answered")).order_by("id"))
    levers = [offer.lever for offer in offers[1:] if offer.lever]
    assert len(levers) == len(offers) - 1
    assert levers[:2] == ["trade_deliverables", "trade_deliverables"]
    others = [lever for lever in levers if lever != "trade_deliverables"]
    assert len(set(others)) == len(others)
    paid = [offer.amount for offer in offers]
    assert paid == sorted(paid)
    asks = [Decimal(a) for a in ("1749", "1748", "1747", "1746", "1745")]
    assert all(amount <= ask for amount, ask in zip(paid[1:], asks, strict=False))


def test_a_changed_mind_after_agreement_is_told_and_keeps_the_amount(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!")
    house.reply("I'm so sorry, but I have to withdraw. I can't do it after all.")
    thread = the_thread()
    assert thread.state == "agreed" and thread.agreed_amount == Decimal("1250.00")
    assert Message.objects.filter(needs_person=True).count() == 1
    assert len(house.sent()) == 2


def test_a_paused_thread_keeps_its_mail_and_answers_on_resume(house: House) -> None:
    house.start([MIA])
    thread = the_thread()
    now = timezone.now()
    pause_thread(thread_id=thread.pk, actor="ops", reason="wait", now=now)
    house.reply("Sounds great, let's do it!")
    assert the_thread().state == "paused" and len(house.sent()) == 1
    resume_thread(thread_id=thread.pk, actor="ops", reason="go", now=now)
    drain()
    assert the_thread().state == "agreed"


def test_a_confirmed_manager_may_answer_and_the_creator_stays_on_copy(house: House) -> None:
    house.start([MIA])
    manager = "Dana Whit <dana@brightside.example>"
    house.reply(
        "Hello, I represent Mia. Her rate for this package is $1,700.",
        sender=manager,
        Cc="mia@lark.example",
    )
    assert the_thread().state == "escalated" and len(house.sent()) == 1
    correct_contact(
        thread_id=the_thread().pk,
        email="dana@brightside.example",
        said=Said(role="manager", speaks=True),
        actor="ops",
        reason="Mia said so",
        now=timezone.now(),
    )
    drain()
    thread = the_thread()
    assert thread.counterparty == "manager"
    answer = house.sent()[-1]
    assert "dana@brightside.example" in answer.header("To")
    assert "mia@lark.example" in answer.header("Cc")


def test_our_answer_stays_in_the_thread_with_the_whole_chain(house: House) -> None:
    house.start([MIA])
    theirs = house.reply("My rate would be $1,700.")
    opening, answer = house.sent()
    assert answer.thread_id == opening.thread_id
    assert answer.header("In-Reply-To") == theirs.header("Message-ID")
    assert opening.header("Message-ID") in answer.header("References")
    assert answer.header("Subject").startswith("Re: ")
    assert answer.header("Subject").count("Re:") == 1


def test_a_colleague_who_writes_takes_the_thread_over(house: House) -> None:
    house.start([MIA])
    opening = house.sent()[0]
    raw = (
        f"From: {house.gmail.mailbox.address}\r\nTo: mia@lark.example\r\n"
        f"Subject: Re: {opening.header('Subject')}\r\nMessage-ID: <by-hand@house.example>\r\n"
        f"In-Reply-To: {opening.header('Message-ID')}\r\n\r\nHi Mia, I'll call you.\r\n"
    )
    house.gmail.deliver(raw.encode(), thread_id=opening.thread_id, labels=("SENT",))
    house.push()
    drain()
    assert the_thread().managed_by == "person"
    house.reply("My rate would be $1,700.", to=opening)
    assert len(house.sent()) == 1, "the agent is silent on a person's thread"


@pytest.mark.parametrize("fault", ["answer_then_close", "reset", "status_after_accept", "cut"])
def test_a_send_that_ends_in_doubt_leaves_exactly_one_mail(house: House, fault: str) -> None:
    house.settings.SETTLE_SECONDS = 0
    if fault == "status_after_accept":
        house.gmail.fail(fault, "/drafts/send", times=1, status=503)
    else:
        house.gmail.fail(fault, "/drafts/send", times=1)
    house.start([MIA])
    for _ in range(4):
        sweeping.sweep()
        drain()
    keys = [m.header("X-Parley-Key") for m in house.gmail.accepted_sends]
    assert len(keys) == len(set(keys)) == 1
    assert OutgoingEmail.objects.get().status == "sent"
    assert the_thread().state == "awaiting_reply"


def test_a_reminder_leaves_once_and_then_the_thread_is_stale(house: House) -> None:
    house.start([MIA])
    thread = the_thread()
    now = timezone.now()
    from negotiations.commands.thread import timers

    late = now + timedelta(hours=49)
    assert timers.remind(thread_id=thread.pk, actor="clock", now=late)
    assert not timers.remind(thread_id=thread.pk, actor="clock", now=late)
    OutgoingEmail.objects.filter(purpose="reminder").update(due_at=now)
    drain()
    assert len(house.sent()) == 2
    assert the_thread().state == "awaiting_reply"
    assert timers.grow_stale(thread_id=thread.pk, actor="clock", now=now + timedelta(hours=200))
    assert the_thread().state == "stale"
    house.reply("Sorry for the delay! Sounds great, let's do it!")
    assert the_thread().state == "agreed"


def test_an_ask_first_campaign_names_no_price_until_they_do(house: House) -> None:
    house.settings.DEFAULT_OPENING = "ask_first"
    house.start([MIA])
    assert amounts(house) == [] and "$" not in body(house.sent()[0].raw)
    assert "USD" in body(house.sent()[0].raw)
    assert the_thread().state == "awaiting_reply"
    house.reply("Hi! My rate for this is $1,700.")
    thread = the_thread()
    assert (thread.state, thread.round) == ("counter_sent", 1)
    assert amounts(house) == ["$1,250.00"]


def test_forged_deliveries_are_refused_and_leave_nothing(house: House) -> None:
    from integrations.models import WebhookDelivery

    assert house.post_clickup(b"{}", {"X-Signature": "0" * 64}) == 403
    response = house.client.post(
        "/webhooks/gmail",
        b"{}",
        content_type="application/json",
        headers={"Authorization": "Bearer forged.token.here"},
    )
    assert response.status_code == 403
    assert not WebhookDelivery.objects.exists()
