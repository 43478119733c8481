"""What staff set about triggers holds from the next mail on; what cannot be read is refused."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from negotiations.commands.guidance import save_knowledge
from negotiations.domain.letters.triggers import FLAGS, PAGE, SHIPPED, trigger_problems
from negotiations.domain.terms.suggestions import STEPS
from negotiations.errors import Refused
from negotiations.models import Escalation
from tests.fakes.slack import words_of
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.slack.slack_house import SlackHouse

MAILS = {
    "hostile": "This is ridiculous, what a scam.",
    "legal": "My lawyer will look at this.",
    "human": "human",
    "call_request": "Can we hop on a call tomorrow?",
    "unusual_deliverables": "Would you like me to attend the launch party as well?",
}
TRIGGERS = {"call_request": "call"}


def write(text: str) -> None:
    save_knowledge(name=PAGE, text=text, actor="ana", reason="too many", now=timezone.now())


@pytest.mark.parametrize("code", list(MAILS))
def test_each_trigger_asks_a_person_with_their_words_and_steps(
    house: House, slack: SlackHouse, code: str
) -> None:
    house.start([MIA])
    house.reply(f"{MAILS[code]}\n\nMia")
    escalation = Escalation.objects.get()
    assert escalation.code == code
    card = words_of(slack.card())
    for part in (MAILS[code][:20], "$1,250.00", "Lumen", "Due", "Owner", STEPS[code][0][:40]):
        assert part.replace("'", "") in card.replace("'", ""), part
    assert len(house.sent()) == 1


@pytest.mark.parametrize("code", list(MAILS))
def test_one_that_is_off_asks_nobody_for_that(house: House, code: str) -> None:
    house.start([MIA])
    name = TRIGGERS.get(code, code)
    write(SHIPPED.replace(f"{name}: on", f"{name}: off"))
    house.reply(f"My rate is $1,500. {MAILS[code]}\n\nMia")
    assert not Escalation.objects.filter(code=code).exists()
    assert AuditEntry.objects.get(action="knowledge.saved").actor == "ana"


def test_words_of_the_house_s_own_pull_a_trigger(house: House) -> None:
    house.start([MIA])
    write(SHIPPED.replace("hostile: on", "hostile: on | words: corporate greed, rip-off"))
    house.reply("My rate is $1,500. Your offer is a Rip-Off.\n\nMia")
    escalation = Escalation.objects.get()
    assert (escalation.code, escalation.quote) == ("hostile", "Your offer is a Rip-Off.")


def test_an_ask_above_the_house_s_cpm_asks_a_person(house: House) -> None:
    house.start([MIA])
    write(SHIPPED.replace("cpm: off | above: 30", "cpm: on | above: 27.5"))
    house.reply("My rate is $1,376.\n\nMia")
    assert Escalation.objects.get().code == "cpm"
    assert the_thread().ask_amount == 1376


def test_an_ask_at_that_cpm_does_not(house: House) -> None:
    house.start([MIA])
    write(SHIPPED.replace("cpm: off | above: 30", "cpm: on | above: 27.5"))
    house.reply("My rate is $1,375.\n\nMia")
    assert not Escalation.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("legal: on", "legal: maybe"), "on or off"),
        (lambda text: text + "weather: on\n", "no trigger"),
        (lambda text: text.replace("above: 30", "above: a lot"), "no number"),
        (lambda text: text.replace("above: 30", "above: 0"), "not 0"),
        (lambda text: text.replace("below: 0.70", "below: 0.2"), "not 0.2"),
        (lambda text: text.replace("human: on", "human: on | words: you"), "every other mail"),
        (lambda text: text.replace("cpm: off", "cpm: off | words: pricey"), "does not know"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_save(
    db: None, change: Callable[[str], str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        write(change(SHIPPED))


def test_the_shipped_page_is_sound_and_names_every_trigger() -> None:
    assert trigger_problems(SHIPPED) == []
    assert all(f"\n{name}: " in SHIPPED for name in FLAGS)
