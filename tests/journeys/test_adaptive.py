"""The default strategy through the real pipeline: inside every limit, learning from every ask."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest
from pytest_django.fixtures import Settings

from campaigns.models import Campaign
from negotiations.domain.terms.receipts import explain, is_genuine, recompute
from negotiations.models import Offer, RecordedDecision, Thread
from negotiations.trials.replay import replay_campaign
from tests.negotiations.replies import reply
from tests.world import make_campaign, make_thread, use_sandbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(settings: Settings) -> Iterator[Campaign]:
    use_sandbox(settings)
    yield make_campaign(playbook={"name": "adaptive"})


def last_offer(thread: Thread) -> Offer:
    return thread.offers.latest("id")


def test_an_ask_above_the_ceiling_is_countered_inside_it(campaign: Campaign) -> None:
    thread = reply(make_thread(campaign), "My rate for this is $4,000.")
    offer = last_offer(thread)
    assert thread.state == "counter_sent"
    assert D(1250) <= offer.amount <= D(1750)


def test_an_ask_that_suits_us_is_taken_at_the_ask(campaign: Campaign) -> None:
    thread = reply(make_thread(campaign), "I could do it for $1,260.")
    assert (thread.state, thread.agreed_amount) == ("agreed", D(1260))


def test_steps_shrink_never_fall_and_never_pass_the_ask(campaign: Campaign) -> None:
    thread = make_thread(campaign)
    for ask in ("$2,400", "$2,200", "$2,050", "$1,950"):
        thread = reply(thread, f"I would need {ask} for this.")
    amounts = [offer.amount for offer in thread.offers.order_by("id")]
    steps = [b - a for a, b in zip(amounts, amounts[1:], strict=False)]
    assert all(step >= 0 for step in steps) and steps == sorted(steps, reverse=True)
    assert max(amounts) <= D(1750)


def test_every_offer_explains_itself_and_gives_its_amount_again(campaign: Campaign) -> None:
    thread = make_thread(campaign)
    reply(thread, "I would need $2,100 for this.")
    for offer in thread.offers.all():
        assert offer.receipt is not None
        assert is_genuine(offer.receipt) and recompute(offer.receipt) == offer.amount
        words = explain(offer.receipt)
        assert "Playbook: adaptive" in words and "would probably settle" in words


def test_another_negotiation_of_the_campaign_moves_what_we_believe(campaign: Campaign) -> None:
    alone = make_thread(campaign, "Mia Lark")
    reply(alone, "My rate is $1,900.")
    before = RecordedDecision.objects.filter(thread=alone).latest("id").position
    assert before.portfolio is not None and before.portfolio.threads == ()
    other = make_thread(campaign, "Noor Vale")
    reply(other, "My rate is $3,800.")
    told = RecordedDecision.objects.filter(thread=other).latest("id").position
    assert told.portfolio is not None and told.portfolio.threads[0].first_ask == 1900
    assert told.portfolio.exposure == last_offer(alone).amount


def test_replay_gives_adaptive_decisions_again_to_the_byte(campaign: Campaign) -> None:
    for name, ask in (("Mia Lark", "$1,900"), ("Noor Vale", "$2,600")):
        thread = reply(make_thread(campaign, name), f"My rate is {ask}.")
        reply(thread, "Sounds great, I accept!")
    summary = replay_campaign(campaign).summary()
    assert summary["identical"] == summary["decisions"] == 6
