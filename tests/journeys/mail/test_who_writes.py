"""Contacts of a thread: learned from mail, corrected by a person, and then left alone."""

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.models import Agency, Contact
from negotiations.commands.mail.senders import Said, correct_contact
from negotiations.errors import Refused
from tests.journeys.conftest import MIA, House, the_thread
from tests.work import drain

DANA = "Dana Whit <dana@brightside.example>"
OFFICE = "dana@brightside.example"


def _correct(
    email: str = OFFICE, role: str = "manager", speaks: bool = True, agency_name: str = "Brightside"
) -> Contact:
    return correct_contact(
        thread_id=the_thread().pk,
        email=email,
        said=Said(role=role, speaks=speaks, agency_name=agency_name),
        reason="she told us on the phone",
        actor="ops",
        now=timezone.now(),
    )


def test_a_stranger_may_not_accept_until_a_person_says_so(house: House) -> None:
    house.start([MIA])
    house.reply("Hello, I represent Mia. Sounds great, we accept!", sender=DANA)
    assert the_thread().state == "escalated"
    assert not Contact.objects.filter(email=OFFICE).exists()

    _correct()
    drain()

    contact = Contact.objects.get(email=OFFICE)
    assert contact.may_accept and contact.corrected_by == "ops"
    assert contact.agency == Agency.objects.get(domain="brightside.example")
    thread = the_thread()
    assert thread.counterparty == "manager" and thread.agency == contact.agency
    assert thread.state == "agreed", "what waited only for this was read again"
    assert house.sent()[-1].header("To") == OFFICE
    entry = AuditEntry.objects.get(action="contact.corrected")
    assert entry.actor == "ops" and "on the phone" in entry.summary


def test_a_correction_outlives_the_next_mail(house: House) -> None:
    house.start([MIA])
    house.reply("Dana manages me, she is on copy. What are your payment terms?", Cc=OFFICE)
    _correct(role="assistant", speaks=False, agency_name="")

    house.reply("On behalf of Mia: sounds great, we accept!", sender=DANA, Cc="mia@lark.example")

    contact = Contact.objects.get(email=OFFICE)
    assert contact.role == "assistant" and not contact.may_accept
    assert the_thread().state == "escalated"


def test_an_address_that_takes_no_part_is_refused_without_a_trace(house: House) -> None:
    house.start([MIA])

    with pytest.raises(Refused, match="takes part"):
        _correct(email="else@nowhere.example")

    assert not Contact.objects.filter(email="else@nowhere.example").exists()
    assert not AuditEntry.objects.filter(action="contact.corrected").exists()


def test_a_colleague_from_the_known_agency_is_for_a_person_to_confirm(house: House) -> None:
    house.start([MIA])
    house.reply("I represent Mia, her fee is $1,700.", sender=DANA)
    _correct()
    drain()
    assert the_thread().state == "counter_sent"

    house.reply("Rob here, covering for Dana: $1,200 is fine.", sender="rob@brightside.example")

    assert the_thread().state == "escalated"
    reason = the_thread().escalations.get(closed_at=None).reason
    assert reason == "rob@brightside.example is nobody we know in this negotiation."
