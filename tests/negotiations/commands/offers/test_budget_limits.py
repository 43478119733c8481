"""Where money is short or asks repeat: no row of ours promises what the campaign cannot pay."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaigns.models import Campaign
from negotiations.commands.deeds import Deed
from negotiations.commands.offers.answer import answer
from negotiations.commands.offers.heard import Heard
from negotiations.commands.offers.override import override_offer
from negotiations.commands.thread.driving import reopen_thread
from negotiations.commands.thread.pausing import pause_thread, resume_thread
from negotiations.commands.thread.stopping import stop_thread
from negotiations.domain.reading.reader import Reading
from negotiations.errors import Refused
from negotiations.jobs import outbound
from negotiations.models import Approval, Message, OutgoingEmail, Thread
from negotiations.queries.budget import committed_amounts
from tests.negotiations.replies import reply
from tests.work import drain
from tests.world import make_campaign, make_thread, use_sandbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sandbox(settings: Settings) -> None:
    use_sandbox(settings)


def set_budget(campaign: Campaign, amount: int) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(budget_amount=Decimal(amount))


def by_kim() -> dict[str, Any]:
    return {"actor": "kim", "reason": "tests", "now": timezone.now()}


def test_a_yes_with_another_number_gets_no_draft_that_a_cut_budget_cannot_pay() -> None:
    campaign = make_campaign()
    thread = make_thread(campaign)
    set_budget(campaign, 900)
    thread = Thread.objects.get(pk=thread.pk)
    said = Reading(
        "accept",
        Decimal("0.95"),
        total=Decimal(1240),
        total_currency="USD",
        flags=frozenset({"vat"}),
    )
    message = Message.objects.create(
        mailbox=thread.mailbox, thread=thread, raw=b"", received_at=timezone.now(),
        stored_at=timezone.now(), due_at=timezone.now(),
    )  # fmt: skip
    done = answer(
        Heard(thread, message, said), Deed("agent", timezone.now()), sender_may_accept=True
    )
    assert (done, thread.offers.count()) == ("budget_full", 1)


def test_an_ask_read_again_before_we_answered_is_one_ask() -> None:
    campaign = make_campaign(playbook={"name": "adaptive"})
    thread = make_thread(campaign)
    Campaign.objects.update(autonomy=Campaign.Autonomy.REVIEW)
    thread = reply(thread, "My rate is $2,400.")
    first = thread.offers.latest("id")
    pause_thread(thread_id=thread.pk, **by_kim())
    resume_thread(thread_id=thread.pk, **by_kim())
    drain()
    thread = Thread.objects.get(pk=thread.pk)
    again = thread.offers.latest("id")
    assert thread.asks == [2400]
    assert again.pk != first.pk
    assert (again.amount, again.lever) == (first.amount, first.lever)


def test_an_ask_repeated_after_our_answer_is_a_second_ask() -> None:
    thread = reply(make_thread(make_campaign()), "My rate is $1,600.")
    assert reply(thread, "My rate is $1,600.").asks == [1600, 1600]


def test_an_approval_makes_no_money() -> None:
    campaign = make_campaign()
    thread = make_thread(campaign)
    Approval.objects.create(
        thread=thread,
        amount=Decimal(1600),
        approved_by="kim",
        reason="tests",
        approved_at=timezone.now(),
    )
    set_budget(campaign, 1500)
    assert reply(thread, "My rate is $1,600.").state == "escalated"


def test_until_a_cheaper_offer_has_left_the_standing_one_stays_reserved() -> None:
    campaign = make_campaign()
    thread = make_thread(campaign)
    reply(thread, "$1,100 would work if the VAT comes on top.")
    thread = Thread.objects.get(pk=thread.pk)
    assert thread.state == "escalated"
    override_offer(thread_id=thread.pk, amount=Decimal(1000), **by_kim())
    assert committed_amounts(campaign.pk) == Decimal(1250)
    OutgoingEmail.objects.filter(status="held").update(held_until=timezone.now())
    drain()
    assert committed_amounts(campaign.pk) == Decimal(1000)


@pytest.mark.parametrize(("budget", "is_open"), [(2400, False), (2500, True)])
def test_a_lost_negotiation_is_taken_up_again_only_where_the_budget_holds_its_offer(
    budget: int, is_open: bool
) -> None:
    campaign = make_campaign(budget_amount=Decimal(budget))
    lost = make_thread(campaign)
    stop_thread(thread_id=lost.pk, **by_kim())
    make_thread(campaign, "Ola Finch")
    try:
        reopen_thread(thread_id=lost.pk, **by_kim())
    except Refused as refusal:
        assert refusal.code == "budget"
    assert (Thread.objects.get(pk=lost.pk).state != "stopped") == is_open
    assert committed_amounts(campaign.pk) <= budget


def test_an_ask_in_parts_of_a_yen_is_kept_as_it_was_decided_on() -> None:
    campaign = make_campaign(currency="JPY", autonomy=Campaign.Autonomy.REVIEW)
    thread = make_thread(campaign, send=False)
    OutgoingEmail.objects.update(status="ready", approved_by="kim", due_at=timezone.now())
    drain()
    outbound.send_email(email_id=thread.emails.get().pk)
    thread = reply(thread, "My rate is 2400.73 JPY.")
    assert thread.ask_amount == Decimal(2400)
