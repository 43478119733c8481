"""Standing × authenticity × act: only a known address whose domain sent the mail binds anything."""

from dataclasses import dataclass
from itertools import product

import pytest
from django.utils import timezone

from campaigns.models import Suppression
from negotiations.commands.mail.senders import Said, correct_contact
from negotiations.commands.thread.pausing import pause_thread
from negotiations.domain.terms.standing import Authentic, Standing
from negotiations.models import Message, OutgoingEmail, Thread
from tests.fakes.gmail_receipts import Receipt, failed, passed, unchecked
from tests.journeys.conftest import MIA, House, the_thread
from tests.work import drain

SENDERS = {
    Standing.KNOWN: "Mia Lark <mia@lark.example>",
    Standing.INTRODUCED: "Dana Whit <dana@brightside.example>",
    Standing.UNKNOWN: "Eve <eve@elsewhere.example>",
}
RECEIPTS: dict[Authentic, Receipt] = {
    Authentic.ALIGNED: passed,
    Authentic.UNALIGNED: failed,
    Authentic.UNKNOWN: unchecked,
}
ACTS = {
    "accept": "Sounds great, we accept your offer!",
    "ask": "My rate is $1,600.",
    "question": "What are your payment terms?",
    "refuse": "No thanks, I'm not interested.",
    "opt out": "Please unsubscribe me from your emails.",
}
CELLS = [c for c in product(Standing, Authentic) if c != (Standing.KNOWN, Authentic.ALIGNED)]


@dataclass(frozen=True)
class Seen:
    """What a mail changed."""

    thread: Thread
    message: Message
    sent_to: list[str]


def _arrives(house: House, standing: Standing, authentic: Authentic, words: str) -> Seen:
    house.start([MIA])
    if standing is Standing.INTRODUCED:
        house.reply("Dana is on copy. What are your payment terms?", Cc="dana@brightside.example")
    before = len(house.sent())
    house.reply(
        words,
        sender=SENDERS[standing],
        receipt=RECEIPTS[authentic],
        Reply_To="pay@forger.example",
        Cc="friend@forger.example",
    )
    message = Message.objects.latest("id")
    sent_to = [f"{m.header('To')} {m.header('Cc')}" for m in house.sent()[before:]]
    return Seen(the_thread(), message, sent_to)


@pytest.mark.parametrize("words", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize(("standing", "authentic"), CELLS)
def test_it_binds_nothing_gets_no_mail_and_waits_for_a_person(
    house: House, standing: Standing, authentic: Authentic, words: str
) -> None:
    seen = _arrives(house, standing, authentic, words)
    assert (seen.message.standing, seen.message.authentic) == (standing, authentic)
    assert seen.thread.state == "escalated" and seen.thread.agreed_amount is None
    assert seen.thread.ask_amount is None and seen.sent_to == []
    problem = seen.thread.escalations.get(closed_at=None)
    assert problem.code == "sender_unsure" and problem.message == seen.message
    for email in OutgoingEmail.objects.filter(status="draft"):
        assert email.to == ["mia@lark.example"]
        assert set(email.cc) <= {"dana@brightside.example"}, "whom she had on copy herself"
        assert "plain yes" in email.body or "yes to exactly" in email.body


@pytest.mark.parametrize(("standing", "authentic"), CELLS)
def test_an_opt_out_binds_the_address_that_wrote_it_at_most(
    house: House, standing: Standing, authentic: Authentic
) -> None:
    seen = _arrives(house, standing, authentic, ACTS["opt out"])
    suppressed = set(Suppression.objects.values_list("email", flat=True))
    own = set() if authentic is Authentic.UNALIGNED else {seen.message.sender}
    assert suppressed == own and seen.thread.state == "escalated"


def test_an_honest_known_mail_binds_as_ever(house: House) -> None:
    seen = _arrives(house, Standing.KNOWN, Authentic.ALIGNED, ACTS["accept"])
    assert seen.thread.state == "agreed" and seen.message.may_bind
    assert [line.split()[0] for line in seen.sent_to] == ["mia@lark.example"]


def test_a_strangers_reply_to_and_copies_are_not_followed(house: House) -> None:
    house.start([MIA])
    house.reply("My rate is $1,600.", Reply_To="pay@forger.example", Cc="dana@brightside.example")
    answer = house.sent()[-1]
    assert answer.header("To") == "mia@lark.example"
    assert answer.header("Cc") == "dana@brightside.example", "a known mail introduces"


def test_a_forged_mail_beside_an_honest_one_takes_nothing_from_it(house: House) -> None:
    house.start([MIA])
    opening = house.sent()[-1]
    house.reply("No thanks, I'm not interested.", receipt=failed, push=False)
    house.reply("Sounds great, I accept your offer!", to=opening)
    assert the_thread().state == "agreed"


def test_trust_lets_mail_count_that_nothing_vouches_for(house: House) -> None:
    house.start([MIA])
    house.reply("My rate is $1,600.", receipt=unchecked)
    assert the_thread().state == "escalated"
    _trust("mia@lark.example")
    assert the_thread().state == "counter_sent"
    house.reply("Sounds great, I accept your offer!", receipt=unchecked)
    assert the_thread().state == "agreed"


def test_no_trust_lets_a_forged_mail_count(house: House) -> None:
    house.start([MIA])
    house.reply("My rate is $1,600.", receipt=unchecked)
    _trust("mia@lark.example")
    house.reply("Sounds great, I accept your offer!", receipt=failed)
    assert the_thread().state == "escalated" and the_thread().agreed_amount is None


def _trust(address: str) -> None:
    correct_contact(
        thread_id=the_thread().pk,
        email=address,
        said=Said(role="creator", speaks=True, is_trusted=True),
        actor="ops",
        reason="her provider signs nothing; confirmed by phone",
        now=timezone.now(),
    )
    drain()


def test_an_opt_out_is_honoured_while_the_thread_is_paused(house: House) -> None:
    house.start([MIA])
    pause_thread(thread_id=the_thread().pk, actor="ops", reason="holiday", now=timezone.now())
    house.reply("Please unsubscribe me from your emails.")
    assert the_thread().state == "stopped"
    assert Suppression.objects.filter(email="mia@lark.example").exists()


def test_a_suppressed_copy_is_dropped_and_a_suppressed_reader_is_told_to_people(
    house: House,
) -> None:
    house.start([MIA])
    house.settings.SEND_HOLD_SECONDS = 0
    Suppression.objects.create(
        email="dana@brightside.example", source="reply", proof="", created_at=timezone.now()
    )
    house.reply("My rate is $1,600.", Cc="dana@brightside.example")
    assert house.sent()[-1].header("Cc") in (None, "")
    Suppression.objects.create(
        email="mia@lark.example", source="hand", proof="", created_at=timezone.now()
    )
    house.reply("My rate is $1,590.")
    problem = the_thread().escalations.get(closed_at=None)
    assert problem.code == "suppressed" and "opted out" in problem.reason
