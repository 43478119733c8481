"""Where a child may take part nothing is sent by itself, in any campaign, until a person looked."""

from typing import Any

import pytest
from django.utils import timezone

from campaigns.domain.outreach.compliance.minors import minor_words_in
from campaigns.models import Influencer, Prospect
from negotiations.commands.mail.minors import confirm_adult
from negotiations.commands.offers.by_hand import reject_by_hand
from negotiations.errors import Refused
from negotiations.models import Escalation, OutgoingEmail
from tests.fakes.slack import words_of
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.slack.slack_house import SlackHouse
from tests.work import drain

YES = "Sounds great, let's do it! Just so you know, I'm 16.\n\nMia"


@pytest.mark.parametrize(
    "words",
    [
        "I'm 16 and super excited!",
        "i am only 15 but my mum helps",
        "Hi, I'm Mia's mother and handle her mail.",
        "I am writing as her legal guardian.",
        "My daughter is 14 and would love it.",
        "This is my son's channel.",
        "Fine, but my parents have to sign.",
        "I’m still in high school.",
    ],
)
def test_words_that_show_a_child(words: str) -> None:
    assert minor_words_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "I'm 15 minutes away from my phone.",
        "I am 16% above that rate.",
        "I'm 12 weeks pregnant.",
        "I'm 28 and based in Leeds.",
        "My audience is mostly 16 year olds.",
        "Just a minor change to the script.",
        "My daughter is ill this week.",
        "I'm 10 reels in already.",
        "My kid is 16 months old.",
    ],
)
def test_words_that_show_none(words: str) -> None:
    assert minor_words_in(words) == ""


def test_a_yes_of_a_child_closes_nothing_and_asks_a_person(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    house.reply(YES)
    thread, escalation = the_thread(), Escalation.objects.get()
    assert (thread.state, thread.agreed_amount, escalation.code) == ("escalated", None, "minor")
    assert len(house.sent()) == 1
    for part in ("I'm 16", "under 18", "a parent signs"):
        assert part in words_of(slack.card()), part


def test_a_parent_from_an_unknown_address_stops_it_too(house: House) -> None:
    house.start([MIA])
    house.reply("I'm Mia's mother. She is in school.", sender="Eva Lark <eva@lark-home.example>")
    assert Escalation.objects.get().code == "minor"
    assert Influencer.objects.get().minor_signal == "I'm Mia's mother"


def test_it_holds_in_every_campaign(house: House) -> None:
    house.settings.RECONTACT_DAYS = 0
    house.start([MIA])
    house.reply(YES)
    reject_by_hand(
        thread_id=the_thread().pk, actor="ana", reason="16", now=timezone.now(), is_silent=True
    )
    house.start([MIA])
    assert "under 18" in Prospect.objects.latest("id").problem
    assert len(house.sent()) == 1


def test_an_adult_s_mail_is_worked_on_again(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it! I'm Mia's mom.\n\nEva")
    why: dict[str, Any] = {"actor": "ana", "reason": "a family channel", "now": timezone.now()}
    confirm_adult(thread_id=the_thread().pk, **why)
    drain()
    assert Escalation.objects.filter(code="minor", closed_at__isnull=True).count() == 0
    assert the_thread().state in ("agreed", "escalated", "counter_sent")
    assert not OutgoingEmail.objects.filter(status="held").exists()
    with pytest.raises(Refused):
        confirm_adult(thread_id=the_thread().pk, **why)
