"""The learning loop: closed deals of other campaigns move what we expect, and the page shows it."""

from decimal import Decimal as D

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from campaigns.models import Campaign
from negotiations.models import RecordedDecision
from negotiations.queries.learning import calibration_in, learned_for
from tests.negotiations.console import staff_with
from tests.negotiations.replies import reply
from tests.world import make_campaign, make_thread, use_sandbox

pytestmark = pytest.mark.django_db
ADAPTIVE = {"name": "adaptive"}


@pytest.fixture
def deal(settings: Settings) -> Campaign:
    """Return a campaign in which one deal closed at an ask far above what we expected."""
    use_sandbox(settings)
    campaign = make_campaign(playbook=ADAPTIVE)
    thread = reply(make_thread(campaign), "I would need $1,700 for this.")
    assert reply(thread, "Sounds great, I accept!").state == "agreed"
    return campaign


def test_deals_of_other_campaigns_move_the_expected_price(deal: Campaign) -> None:
    assert learned_for(deal) is None
    other = make_campaign("86task2", playbook=ADAPTIVE)
    found = learned_for(other)
    assert found is not None and found.deals == 1 and found.asked == 1
    make_thread(other, "Noor Vale")
    position = RecordedDecision.objects.latest("id").position
    assert position.learned is not None and position.learned.deals == 1
    receipt = RecordedDecision.objects.latest("id").decision.receipt
    assert receipt.inputs["prior_deals"] == 1


def test_another_currency_teaches_nothing(deal: Campaign) -> None:
    assert learned_for(make_campaign("86task2", playbook=ADAPTIVE, currency="EUR")) is None


def test_real_and_simulated_deals_do_not_mix(deal: Campaign) -> None:
    assert learned_for(make_campaign("86task2", playbook=ADAPTIVE, is_sandbox=True)) is None


def test_calibration_reads_the_first_belief_of_each_deal(deal: Campaign) -> None:
    rows = calibration_in("USD", is_sandbox=False)
    assert [row.deals for row in rows] == [1, 1, 1]


def test_page_shows_the_table_and_needs_the_right(deal: Campaign, settings: Settings) -> None:
    settings.IS_SANDBOX = False
    page = reverse("admin:negotiations_playbook_learning")
    shown = staff_with("view").get(page)
    assert shown.context["rows"][0]["learned"].deals == 1
    assert "too few to tell" in shown.content.decode()
    assert D(shown.context["rows"][0]["calibration"][0].stated) == 50
