"""A yes that is not plain: one mail states our terms and asks for a plain one; then a person."""

from decimal import Decimal

from campaigns.models import Campaign
from tests.journeys.conftest import MIA, House, the_thread

NEARLY = "Yes, works for me! The ducks have landed on the lake.\n\nMia"


def test_it_is_asked_about_once_and_binds_nothing(house: House) -> None:
    house.start([MIA])
    house.reply(NEARLY)
    asked = house.sent()[-1]
    thread = the_thread()
    assert thread.state == "counter_sent" and thread.agreed_amount is None and thread.round == 0
    body = asked.body if hasattr(asked, "body") else thread.emails.latest("id").body
    assert "$1,250.00" in body and "2 x Instagram Reel" in body and "yes" in body

    house.reply(NEARLY)
    assert the_thread().state == "escalated", "never twice"


def test_a_plain_yes_to_it_closes_at_our_terms(house: House) -> None:
    house.start([MIA])
    house.reply(NEARLY)
    house.reply("Yes, exactly as it stands. I accept.\n\nMia")
    assert (the_thread().state, the_thread().agreed_amount) == ("agreed", Decimal(1250))


def test_outside_autonomous_campaigns_a_person_decides(house: House) -> None:
    house.start([MIA])
    Campaign.objects.update(autonomy="supervised")
    house.reply(NEARLY)
    assert the_thread().state == "escalated"
