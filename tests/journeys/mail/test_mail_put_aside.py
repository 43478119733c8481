"""Answers that a filter or a service put aside are read like any other."""

import pytest

from negotiations.models import Message
from tests.journeys.conftest import MIA, House
from tests.work import drain


@pytest.mark.parametrize("label", ["SPAM", "TRASH"])
def test_an_answer_in_spam_or_trash_is_read_after_a_gap_in_history(
    house: House, label: str
) -> None:
    house.start([MIA])
    house.reply("I'd need $1,600 for this.", labels=(label, "UNREAD"), push=False)
    stranger = b"From: a@stranger.example\r\nSubject: Win\r\n\r\nPrizes\r\n"
    house.gmail.deliver(stranger, labels=(label, "UNREAD"))
    house.gmail.mailbox.expire_history()
    house.push()
    drain()
    (message,) = Message.objects.all()
    assert (message.sender, message.kind) == ("mia@lark.example", "human")
    assert len(house.sent("mia@lark.example")) == 2


def test_an_answer_to_us_is_read_though_its_service_calls_it_mass_mail(house: House) -> None:
    house.start([MIA])
    words = "I would need $1,600 for this."
    house.reply(words, X_BeenThere="talent@lark.example", Precedence="bulk")
    assert Message.objects.get().kind == "human"
    assert len(house.sent("mia@lark.example")) == 2
