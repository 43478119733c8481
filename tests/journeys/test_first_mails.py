"""First mails: no one at an agency reads a sentence twice, and only what is known is said."""

import re
from itertools import combinations

from django.utils import timezone

from tests.fakes.gmail_mailbox import StoredMessage
from tests.journeys.conftest import MIA, House
from tests.journeys.test_first_reply import body


def person(name: str, email: str) -> list[str]:
    handle = "@" + name.replace(" ", "").lower()
    return [name, email, "Instagram", handle, "50K", "", "", "3.4%"]


def sentences_of(mail: StoredMessage) -> set[str]:
    """The sentences we chose: without greeting, terms, signature and legal lines."""
    text = body(mail.raw).replace("\r\n", "\n")
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")[1:-2]]
    prose = [part for part in parts if "- " not in part]
    return {s.strip() for part in prose for s in re.split(r"(?<=[.!?])\s", part)}


AGENCY = [
    person(name, f"{name.split()[0].lower()}@nova-talent.example")
    for name in ("Ada Lind", "Ben Roe", "Cleo Fox", "Dan Wood", "Eve Hart")
]


def test_five_creators_of_one_agency_get_five_mails_that_share_no_sentence(house: House) -> None:
    house.start(AGENCY)
    mails = [sentences_of(mail) for mail in house.sent()]
    assert len(mails) == 5
    shared = {s for one, other in combinations(mails, 2) for s in one & other}
    assert shared == set()


def test_who_worked_with_us_for_this_client_is_known_and_others_are_not(house: House) -> None:
    house.settings.RECONTACT_DAYS = 0
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    house.settings.RECONTACT_DAYS = 0
    agreed = timezone.now()
    house.start([MIA, person("Noa Reed", "noa@reed.example")])
    known = f"We worked with you for Lumen in {agreed:%B %Y}."
    assert known in " ".join(body(house.sent("mia@lark.example")[-1].raw).split())
    assert "We worked with" not in body(house.sent("noa@reed.example")[-1].raw)


def test_work_for_another_client_is_never_named(house: House) -> None:
    house.settings.RECONTACT_DAYS = 0
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    house.start([MIA], **{"Client Name": ("short_text", "Kettle")})
    text = body(house.sent("mia@lark.example")[-1].raw)
    assert "Kettle" in text and "Lumen" not in text and "We worked with" not in text
