"""Every end fits its reason, and a step back from a deal is a case of its own."""

import pytest
from django.utils import timezone

from campaigns.models import Suppression
from negotiations.commands.mail.approve import approve_email
from negotiations.commands.offers.by_hand import reject_by_hand
from negotiations.commands.thread.driving import reopen_thread
from negotiations.domain.letters import endings
from negotiations.domain.letters.endings import ENDINGS, EXITS
from negotiations.errors import Refused
from negotiations.models import Agreement, Escalation, Message, OutgoingEmail, Thread
from tests.fakes.slack import words_of
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.slack.slack_house import SlackHouse
from tests.journeys.slack.test_slack import actions_of
from tests.journeys.test_first_reply import body
from tests.work import drain

NOA = ["Noa Reed", "noa@reed.example", "Instagram", "@noareed", "50K", "", "", "3.4%"]


def of_kind(ending: str, text: str) -> bool:
    """Whether a mail holds one of the farewells of this ending."""
    shown = " ".join(text.split())
    options = (o.format(client="Lumen", house="") for o in EXITS[ending]["creator"])
    return any(option in shown for option in options)


def reject(thread: Thread, ending: str) -> None:
    reject_by_hand(
        thread_id=thread.pk, actor="ana", reason="decided", now=timezone.now(), ending=ending
    )
    drain()


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_a_person_ends_it_for_a_reason_and_the_mail_says_that_one(
    house: House, ending: str
) -> None:
    house.start([MIA])
    house.reply("My rate is $4,000.\n\nMia")
    reject(the_thread(), ending)
    assert the_thread().state == "rejected"
    text = body(house.sent()[-1].raw)
    assert [name for name in ENDINGS if of_kind(name, text)] == [ending]


def test_an_unknown_ending_ends_nothing(house: House) -> None:
    house.start([MIA])
    with pytest.raises(Refused):
        reject(the_thread(), "price")
    assert the_thread().state == "awaiting_reply"


def test_who_opted_out_gets_no_goodbye(house: House) -> None:
    house.start([MIA])
    house.reply("My rate is $4,000.\n\nMia")
    Suppression.objects.create(email="mia@lark.example", source="call", created_at=timezone.now())
    reject(the_thread(), "ours")
    assert not OutgoingEmail.objects.filter(purpose="exit").exists()


def test_when_the_money_is_gone_the_goodbye_is_drafted_and_ends_it(house: House) -> None:
    house.settings.DEFAULT_OPENING = "ask_first"
    house.start([MIA, NOA], **{"Campaign Budget": ("currency", "1300")})
    house.reply("My rate is $1,250.\n\nMia", to=house.sent("mia@lark.example")[0])
    assert Agreement.objects.count() == 1
    house.reply(
        "My rate is $1,400.\n\nNoa",
        to=house.sent("noa@reed.example")[0],
        sender="Noa Reed <noa@reed.example>",
    )
    escalation = Escalation.objects.get()
    assert escalation.code == "budget_full"
    assert escalation.draft is not None
    approve_email(email_id=escalation.draft.pk, actor="ana", now=timezone.now())
    drain()
    assert of_kind("full", body(house.sent("noa@reed.example")[-1].raw))
    noa = Thread.objects.get(influencer__name="Noa Reed")
    assert noa.state == "rejected"
    assert Escalation.objects.get().outcome == "ended"


BACK = "I'm so sorry, but I have to cancel. I can't do this campaign after all.\n\nMia"


def test_a_step_back_from_a_deal_is_put_before_a_person_whole(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    house.reply(BACK)
    thread, escalation = the_thread(), Escalation.objects.get()
    assert (thread.state, escalation.code) == ("agreed", "backed_out")
    assert thread.agreed_amount == Agreement.objects.get().amount
    card = slack.card()
    for part in ("$1,250.00", "I have to cancel", "Call or write", "Reopen", "Let them go", "Due"):
        assert part in words_of(card), part
    assert actions_of(card) == ["approve"], "the agreement is not undone by a button"
    assert len(house.sent()) == 2, "nothing leaves by itself"


def test_the_word_to_who_steps_back_grants_nothing_and_the_case_stays_open(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    house.reply(BACK)
    draft = OutgoingEmail.objects.get(status="draft")
    approve_email(email_id=draft.pk, actor="ana", now=timezone.now())
    drain()
    text = " ".join(body(house.sent()[-1].raw).split())
    assert any(words in text for words in endings.STEPS_BACK["creator"])
    assert "$" not in text and "rate" not in text
    assert the_thread().state == "agreed"
    assert Escalation.objects.get().closed_at is None
    reopen_thread(thread_id=the_thread().pk, actor="ana", reason="called", now=timezone.now())
    reject(the_thread(), "theirs")
    assert Escalation.objects.get().outcome == "reopened"
    assert Agreement.objects.get().withdrawn_at is not None
    assert of_kind("theirs", body(house.sent()[-1].raw))


def test_thanks_after_a_deal_is_no_step_back(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    house.reply("Thank you so much, talk soon!\n\nMia")
    assert not Escalation.objects.exists()
    assert Message.objects.latest("id").needs_person
