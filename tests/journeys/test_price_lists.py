"""Their price list comes in as a mail; a yes, a counter or a question follows."""

from decimal import Decimal as D

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from negotiations.domain.terms.benchmarks import UPLIFTS
from negotiations.domain.terms.offer_terms import Deliverable
from negotiations.domain.terms.receipts import explain, is_genuine, recompute
from negotiations.models import Offer, OutgoingEmail, Thread
from negotiations.trials.replay import replay_campaign
from tests.negotiations.console import staff_with
from tests.negotiations.replies import reply
from tests.world import BRIEF, make_campaign, make_thread, use_sandbox

pytestmark = pytest.mark.django_db
PLAYBOOKS = [
    pytest.param(None, id="fixed ladder"),
    pytest.param({"name": "adaptive"}, id="adaptive"),
]


def talk(settings: Settings, playbook: dict[str, str] | None = None, **brief: str) -> Thread:
    use_sandbox(settings)
    return make_thread(make_campaign(playbook=playbook, brief={**BRIEF, **brief}))


def last_mail(thread: Thread) -> str:
    return OutgoingEmail.objects.filter(thread=thread).latest("id").body


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_prices_by_the_piece_are_the_ask_for_our_package(
    settings: Settings, playbook: dict[str, str] | None
) -> None:
    thread = reply(talk(settings, playbook), "$630 per reel, whitelisting +30 %.")
    assert (thread.state, thread.agreed_amount) == ("agreed", D(1260))
    assert thread.asks == [1260]
    agreed = thread.agreed_offer
    assert agreed is not None and agreed.receipt is not None
    assert "They quote 2 x Instagram Reel: $1,260.00." in explain(agreed.receipt)
    assert is_genuine(agreed.receipt)
    assert recompute(agreed.receipt) == agreed.amount
    assert "hitelisting" not in last_mail(thread)


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_price_for_both_is_taken_where_it_suits_us(
    settings: Settings, playbook: dict[str, str] | None
) -> None:
    brief = {"deliverables.scenario_1": "1 Instagram Reel and 1 Instagram Story"}
    thread = reply(talk(settings, playbook, **brief), "1 reel 900, story 450, both 1,255")
    assert (thread.state, thread.agreed_amount) == ("agreed", D(1255))


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_dear_price_list_is_countered_below_it(
    settings: Settings, playbook: dict[str, str] | None
) -> None:
    thread = reply(talk(settings, playbook), "My rates: $860 per reel and $300 per story.")
    offer = thread.offers.latest("id")
    assert thread.state == "counter_sent"
    assert thread.ask_amount == D(1720)
    assert D(1250) <= offer.amount < D(1720)


@pytest.mark.parametrize("playbook", PLAYBOOKS)
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("I charge $700 for a TikTok.", id="another piece"),
        pytest.param("1 reel would be $600.", id="a package whose share lies under our floor"),
        pytest.param("A reel would be $600.", id="one reel, or each of the two"),
        pytest.param("$640 per reel, $700 per reel.", id="two prices"),
    ],
)
def test_what_their_list_leaves_open_waits_for_a_person(
    settings: Settings, playbook: dict[str, str] | None, words: str
) -> None:
    thread = reply(talk(settings, playbook), words)
    assert thread.state == "escalated"
    assert thread.escalations.get().code == "unpriced_terms"
    assert thread.ask_amount is None
    assert thread.offers.count() == 1


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_price_for_one_thing_more_waits_with_our_offer_priced_again(
    settings: Settings, playbook: dict[str, str] | None
) -> None:
    thread = reply(talk(settings, playbook), "I could add a story for $200.")
    draft = thread.emails.get(status="draft")
    assert (thread.state, thread.ask_amount) == ("escalated", None)
    assert draft.offer is not None
    assert Deliverable("instagram_story", 1) in draft.offer.terms.deliverables
    first = thread.offers.earliest("id").amount
    assert first < draft.offer.amount <= first + 200
    assert draft.offer.receipt is not None
    assert recompute(draft.offer.receipt) == draft.offer.amount
    assert draft.gate_findings == []


def test_every_offer_carries_its_lines_and_no_mail_tells_their_shares(settings: Settings) -> None:
    brief = {"background.payment_terms": "Net 30", "usage_rights.target.paid_usage": "60 days"}
    thread = talk(settings, {"name": "adaptive"}, **brief)
    reply(thread, "I would need $1,700 for this.")
    for offer in Offer.objects.filter(thread=thread):
        assert sum(line.amount for line in offer.lines) == offer.amount
        assert {"deliverable", "payment_days"} <= {line.kind for line in offer.lines}
        assert all(line.basis and line.source for line in offer.lines)
        assert (offer.expires_at, offer.public_token) == (None, None)
    told = " ".join(OutgoingEmail.objects.filter(thread=thread).values_list("body", flat=True))
    assert not [row for row in UPLIFTS if row.source.name in told]
    assert "% of a feed post" not in told


def test_a_price_list_is_replayed_to_the_byte(settings: Settings) -> None:
    thread = reply(talk(settings, {"name": "adaptive"}), "$860 per reel, whitelisting +30%.")
    found = replay_campaign(thread.campaign, None)
    steps = [step for history in found.threads for step in history.steps]
    assert len(steps) == 2
    assert all(step.is_identical for step in steps)


def test_the_console_shows_the_lines_and_the_published_prices(settings: Settings) -> None:
    thread, prices = talk(settings), reverse("admin:negotiations_benchmarks")
    viewer = staff_with("view")
    page = viewer.get(reverse("admin:negotiations_thread_change", args=(thread.pk,)))
    assert "What the amount buys" in page.content.decode()
    assert prices in page.content.decode()
    shown = viewer.get(prices).content.decode()
    assert "bp-influence" in shown
    assert "not stated" in shown
    assert viewer.post(prices).status_code == 405


def test_the_published_prices_are_for_those_who_may_see_negotiations() -> None:
    address = reverse("admin:negotiations_benchmarks")
    assert staff_with().get(address).status_code == 403
    assert Client().get(address).status_code == 302
