"""What staff write as answers reaches whoever asks; what nobody wrote down stays with a person."""

import pytest
from django.utils import timezone

from campaigns.models import Campaign
from negotiations.commands.guidance import save_knowledge
from negotiations.commands.mail.approve import approve_email
from negotiations.errors import Refused
from negotiations.models import Escalation, Message, OutgoingEmail
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.test_first_reply import body
from tests.work import drain

CREW = "## Do you send a film crew?\n> No, you film it yourself, the way you usually do."


def write(name: str, text: str) -> None:
    save_knowledge(name=name, text=text, actor="ana", reason="asked twice", now=timezone.now())


def test_the_narrowest_page_answers_and_the_mail_keeps_its_version(house: House) -> None:
    campaign = house.start([MIA])
    write("faq/house", CREW.replace("No,", "For every campaign it's"))
    write(f"faq/client/{campaign.client_id}", CREW.replace("No,", "For this client it's"))
    house.reply("Do you send a film crew? And how do you pay?\n\nMia")
    text = " ".join(body(house.sent()[-1].raw).split())
    crew, pay = text.find("For this client it's you film it yourself"), text.find("Net 30")
    assert -1 < crew < pay
    assert "For every campaign" not in text
    kept = OutgoingEmail.objects.get(purpose="answer").knowledge_versions
    assert kept[f"faq/client/{campaign.client_id}"].startswith("2@")


def test_another_client_s_answer_is_never_given(house: House) -> None:
    write(f"faq/campaign/{house.start([]).pk}", CREW)
    house.start([MIA], **{"Client Name": ("short_text", "Kettle")})
    house.reply("Do you send a film crew?\n\nMia")
    assert len(house.sent()) == 1
    assert Escalation.objects.get().quote == "Do you send a film crew?"


def test_a_page_for_nobody_and_one_that_prices_are_refused(house: House) -> None:
    campaign = house.start([])
    for name in (f"faq/campaign/{campaign.pk + 1}", "faq/client/999", "faq/agency/1"):
        with pytest.raises(Refused):
            write(name, CREW)
    with pytest.raises(Refused, match=r"\$50"):
        write(f"faq/campaign/{campaign.pk}", "## Props?\n> We pay $50 for props.")


def test_what_is_approved_unanswered_stays_owed(house: House) -> None:
    house.start([MIA])
    house.reply("How do you pay? Do you send a film crew?\n\nMia")
    escalation = Escalation.objects.get()
    assert escalation.quote == "Do you send a film crew?", "only what is open is asked"
    assert escalation.draft is not None
    approve_email(email_id=escalation.draft.pk, actor="ana", now=timezone.now())
    drain()
    assert "Net 30" in body(house.sent()[-1].raw)
    message = Message.objects.get(is_ours=False)
    assert message.needs_person
    assert message.note == "we still owe them an answer on your other question"


def test_what_is_answered_in_the_draft_is_settled(house: House) -> None:
    house.start([MIA])
    house.reply("How do you pay? Do you send a film crew?\n\nMia")
    draft = OutgoingEmail.objects.get(status="draft")
    left = next(p for p in draft.body.split("\n\n") if "your other question" in p)
    answered = draft.body.replace(left, "No, you film it yourself, the way you usually do.")
    approve_email(email_id=draft.pk, actor="ana", now=timezone.now(), body=answered)
    drain()
    assert "film it yourself" in body(house.sent()[-1].raw)
    assert not Message.objects.get(is_ours=False).needs_person
    assert the_thread().state == "counter_sent"
    assert Campaign.objects.get().status == "active"
