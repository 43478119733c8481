"""What the brief requires travels through every mail, and nothing asked is left out."""

from typing import Any

import pytest

from negotiations.models import Escalation, OutgoingEmail
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.test_first_reply import body

REQUIRED: dict[str, tuple[str, Any]] = {
    "Is content approval required by the campaign manager prior to posting?": ("short_text", "Yes"),
    "Is content required to be posted organically on the influencer's profile?": (
        "short_text",
        "Yes",
    ),
    "Is the influencer required to deliver their raw footage in addition to final deliverables?": (
        "short_text",
        "Yes",
    ),
    "How many rounds of content revisions must the influencer agree to?": ("number", "2"),
    "When is the content expected to be published?": ("short_text", "2027-03-01"),
}
LINES = (
    "- Usage Rights: paid usage for 90 days",
    "- Revisions: 2 rounds",
    "- Raw footage: delivered together with the finished content",
    "- Approval: the content is approved by us before it goes up",
    "- Posting: the content goes up on the creator's own profile",
    "- Disclosure: each post is clearly marked as advertising",
    "- Publication: 1 March 2027",
    "- Payment: Net 30",
)


def missing(text: str) -> list[str]:
    return [line for line in LINES if line not in text]


def test_required_terms_stand_in_the_opening_and_in_the_agreement(house: House) -> None:
    house.start([MIA], **REQUIRED)
    assert missing(body(house.sent()[0].raw)) == []
    house.reply("Sounds great, let's do it!\n\nMia")
    assert the_thread().state == "agreed"
    assert missing(body(house.sent()[-1].raw)) == []


def test_a_lighter_package_says_what_is_no_longer_part_of_it(house: House) -> None:
    house.start([MIA], **REQUIRED)
    house.reply("Thanks! My rate for this package is $1,700.\n\nMia")
    text = body(house.sent()[-1].raw)
    assert missing(text) == []
    assert "No longer part of this offer: one Instagram Reel." in text


def test_an_answer_repeats_our_offer_and_never_asks_for_a_rate(house: House) -> None:
    house.start([MIA], **REQUIRED)
    house.reply("Hi! When would it go live? And how do you pay?\n\nMia")
    text = " ".join(body(house.sent()[-1].raw).split())
    live, pay = text.find("1 March 2027"), text.find("Net 30")
    assert -1 < live < pay
    assert "$1,250.00" in text
    assert "in USD" not in text


@pytest.mark.parametrize("ask", ["", "My rate for this package is $1,700. "])
def test_what_nobody_knows_waits_for_a_person_with_the_known_part(house: House, ask: str) -> None:
    house.start([MIA], **REQUIRED)
    house.reply(f"{ask}How do you pay? Will you send somebody to help me film?\n\nMia")
    assert len(house.sent()) == 1
    draft = OutgoingEmail.objects.get(status="draft")
    assert "Net 30" in draft.body
    assert "your other question" in draft.body
    assert Escalation.objects.get().code == "unknown_fact"


def test_who_declines_is_thanked_and_not_declined(house: House) -> None:
    house.start([MIA])
    house.reply("Thanks for thinking of me, but no thanks. I'm not interested.\n\nMia")
    text = body(house.sent()[-1].raw)
    assert "hank" in text
    assert "go ahead" not in text
