"""One brief, one influencer, one first reply: webhook in, mail out."""

from decimal import Decimal

from audit.models import AuditEntry
from negotiations.models import Agreement, OutgoingEmail
from tests.journeys.conftest import MIA, House, the_thread


def amounts(house: House) -> list[str]:
    """Return the Rate line of every mail that left."""
    lines = [line for m in house.sent() for line in body(m.raw).splitlines()]
    return [line.removeprefix("- Rate: ") for line in lines if line.startswith("- Rate: ")]


def body(raw: bytes) -> str:
    """Return a mail's plain text part."""
    from email import message_from_bytes
    from email.policy import default

    part = message_from_bytes(raw, policy=default).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_opening_carries_the_floor_and_the_largest_package(house: House) -> None:
    campaign = house.start([MIA])
    assert campaign.status == "active"
    assert [m.header("To") for m in house.sent()] == ["mia@lark.example"]
    assert amounts(house) == ["$1,250.00"]
    text = body(house.sent()[0].raw)
    assert "- 2 x Instagram Reel" in text and "- 1 x Instagram Story" in text
    assert "1 Harbour Street" in text and "/u/" in text and text.startswith("Hi Mia")
    thread = the_thread()
    assert (thread.state, thread.round) == ("awaiting_reply", 0)


def test_sounds_great_is_agreed_at_our_offer_with_one_confirmation(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    thread = the_thread()
    assert thread.state == "agreed"
    assert thread.agreed_amount == Decimal("1250.00") == Agreement.objects.get().amount
    confirmations = OutgoingEmail.objects.filter(purpose="agreement", status="sent")
    assert confirmations.count() == 1
    assert len(house.sent()) == 2 and "$1,250.00" in body(house.sent()[1].raw)


def test_no_thanks_is_rejected_with_one_polite_mail(house: House) -> None:
    house.start([MIA])
    house.reply("Thanks for thinking of me, but no thanks. I'm not interested.\n\nMia")
    assert the_thread().state == "rejected"
    assert len(house.sent()) == 2
    assert amounts(house) == ["$1,250.00"], "an exit names no price"


def test_an_ask_below_our_offer_is_taken_at_the_ask(house: House) -> None:
    house.start([MIA])
    house.reply("Hi! I'd do this for $1,100.\n\nMia")
    thread = the_thread()
    assert thread.state == "agreed"
    assert thread.agreed_amount == Decimal("1100.00")
    assert amounts(house) == ["$1,250.00", "$1,100.00"]


def test_an_ask_inside_the_ceiling_gets_a_counter_between(house: House) -> None:
    house.start([MIA])
    house.reply("I'd love to, but my rate is $1,700 for this package.\n\nMia")
    thread = the_thread()
    assert (thread.state, thread.round) == ("counter_sent", 1)
    first, second = (Decimal(a.strip("$").replace(",", "")) for a in amounts(house))
    assert first == Decimal(1250) < second < Decimal(1700)


def test_an_ask_above_the_ceiling_waits_for_a_person_with_a_draft(house: House) -> None:
    house.start([MIA])
    house.reply("My rate is $4,000.\n\nMia")
    thread = the_thread()
    assert thread.state == "escalated"
    escalation = thread.escalations.get()
    assert escalation.code == "above_ceiling" and escalation.draft is not None
    assert escalation.draft.status == "draft"
    assert len(house.sent()) == 1


def test_a_question_costs_nothing(house: House) -> None:
    house.start([MIA])
    house.reply("Thanks! What are your payment terms?\n\nMia")
    thread = the_thread()
    assert (thread.state, thread.round) == ("counter_sent", 0)
    assert amounts(house) == ["$1,250.00"]
    assert "Net 30" in body(house.sent()[1].raw)


def test_opt_out_words_stop_the_thread(house: House) -> None:
    house.start([MIA])
    house.reply("Please unsubscribe me from these emails.")
    assert the_thread().state == "stopped"
    assert len(house.sent()) == 1


def test_opt_out_words_beside_a_yes_hold_everything_for_a_person(house: House) -> None:
    house.start([MIA])
    house.reply("Stop emailing me. Also yes, $900 would be fine.")
    thread = the_thread()
    assert (thread.state, thread.agreed_amount) == ("escalated", None)
    assert thread.escalations.get().code == "opt_out_unsure"
    assert len(house.sent()) == 1


def test_the_trail_tells_what_each_mail_offered(house: House) -> None:
    house.start([MIA])
    house.reply("Thanks! My rate for this package is $1,600.")
    house.reply("What are your payment terms?")
    house.reply("Sounds great, let's do it!\n\nMia")
    sent = AuditEntry.objects.filter(action="email.sent").order_by("id")
    parts = ("purpose", "amount", "currency", "state", "round")
    told = [tuple(entry.data[part] for part in parts) for entry in sent]
    assert told[0] == ("opening", "1250.00", "USD", "initial_offer", 0)
    amount = told[1][1]
    assert told[1] == ("counter", amount, "USD", "counter_received", 1)
    assert told[2] == ("answer", None, "", "counter_received", 1)
    assert told[3] == ("agreement", amount, "USD", "agreed", 1)


def test_the_trail_tells_the_whole_story(house: House) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    story = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    expected = [
        "campaign.received",
        "campaign.started",
        "roster.read",
        "thread.opened",
        "offer.priced",
        "email.drafted",
        "email.sent",
        "thread.moved",
        "message.received",
        "reading.answered",
        "agreement.reached",
    ]
    found = iter(story)
    assert all(action in found for action in expected), story
