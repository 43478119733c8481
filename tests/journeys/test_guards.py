"""What stands between a written mail and its leaving: budget, switches, caps, people."""

from decimal import Decimal

import pytest
from django.utils import timezone

from campaigns import commands as campaigns
from campaigns.commands import switches
from integrations.models import Mailbox
from negotiations.commands.mail.approve import approve_email, undo_email
from negotiations.commands.mail.by_hand import write_email
from negotiations.commands.offers.by_hand import accept_by_hand
from negotiations.commands.offers.override import override_offer
from negotiations.commands.thread.driving import hand_back_thread, take_over_thread
from negotiations.commands.thread.stopping import stop_campaign
from negotiations.errors import Refused
from negotiations.jobs import sweep as sweeping
from negotiations.models import Offer, OutgoingEmail, Thread
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.test_first_reply import amounts, body
from tests.work import drain

LEO = ["Leo Park", "leo@park.example", "TikTok", "@leopark", "48,000", "", "", "2.1%"]


def sweep_later() -> None:
    """Let the waits of a refused claim pass, then sweep."""
    OutgoingEmail.objects.update(due_at=timezone.now())
    sweeping.sweep()
    drain()


def test_the_budget_holds_the_second_opening_back_until_money_is_free(house: House) -> None:
    house.start([MIA, LEO], **{"Campaign Budget": ("currency", "$2,000")})
    assert amounts(house) == ["$1,250.00"]
    waiting = Thread.objects.get(state="initial_offer")
    assert waiting.hold_reason == "budget_exhausted"
    house.reply("Thanks, but no thanks, I'm not interested.")
    sweeping.sweep()
    drain()
    assert amounts(house) == ["$1,250.00", "$1,200.00"]


def test_an_approval_draft_leaves_only_after_a_person(house: House) -> None:
    house.settings.DEFAULT_AUTONOMY = "review"
    house.start([MIA])
    assert house.sent() == []
    email = OutgoingEmail.objects.get()
    assert email.status == "draft"
    approve_email(email_id=email.pk, actor="ana", now=timezone.now())
    drain()
    assert len(house.sent()) == 1
    assert the_thread().state == "awaiting_reply"


def test_a_person_s_edit_is_what_leaves_and_passes_the_same_gate(house: House) -> None:
    house.settings.DEFAULT_AUTONOMY = "review"
    house.start([MIA])
    email = OutgoingEmail.objects.get()
    now = timezone.now()
    wrong = email.body.replace("$1,250.00", "$2,250.00")
    with pytest.raises(Refused, match="gate"):
        approve_email(email_id=email.pk, actor="ana", now=now, body=wrong)
    assert OutgoingEmail.objects.get().status == "draft"
    warmer = email.body.replace("Hi Mia,", "Hi Mia,\n\nWe enjoyed your latest work.")
    approve_email(email_id=email.pk, actor="ana", now=now, body=warmer)
    drain()
    assert "We enjoyed your latest work." in body(house.sent()[0].raw)


def test_the_undo_window_holds_and_an_undo_sends_nothing(house: House) -> None:
    house.settings.DEFAULT_AUTONOMY = "supervised"
    house.settings.SEND_HOLD_SECONDS = 300
    house.start([MIA])
    email = OutgoingEmail.objects.get()
    assert email.status == "held" and house.sent() == []
    undo_email(email_id=email.pk, actor="ana", reason="wait", now=timezone.now())
    sweep_later()
    assert house.sent() == [] and OutgoingEmail.objects.get().status == "draft"


@pytest.mark.parametrize("scope", ["house", "client", "campaign", "mailbox"])
def test_a_kill_switch_holds_every_mail_in_its_scope(house: House, scope: str) -> None:
    house.start([MIA])
    thread = the_thread()
    scope_id = {
        "house": 0,
        "client": thread.campaign.client_id,
        "campaign": thread.campaign_id,
        "mailbox": thread.mailbox_id,
    }[scope]
    now = timezone.now()
    switches.set_kill_switch(
        scope=scope, scope_id=scope_id or 0, reason="stop", actor="ana", now=now
    )
    house.reply("Sounds great, let's do it!")
    assert len(house.sent()) == 1
    waiting = OutgoingEmail.objects.get(purpose="agreement")
    assert waiting.status == "ready" and "kill switch" in waiting.wait_reason
    switches.clear_kill_switch(
        scope=scope, scope_id=scope_id or 0, reason="go", actor="ana", now=now
    )
    sweep_later()
    assert len(house.sent()) == 2


def test_the_mailbox_cap_holds_the_rest_of_the_day(house: House) -> None:
    Mailbox.objects.create(address=house.gmail.mailbox.address, daily_cap=1)
    house.start([MIA, LEO])
    sweep_later()
    assert len(house.sent()) == 1
    assert "cap" in OutgoingEmail.objects.get(status="ready").wait_reason


def test_nothing_leaves_live_without_a_postal_address(house: House) -> None:
    house.settings.SENDER_POSTAL_ADDRESS = ""
    house.start([MIA])
    sweep_later()
    assert house.sent() == []
    assert "SENDER_POSTAL_ADDRESS" in OutgoingEmail.objects.get().wait_reason


def test_an_opt_out_by_link_stops_a_mail_that_was_ready(house: House) -> None:
    house.start([MIA])
    token = OutgoingEmail.objects.get().unsubscribe_token
    assert house.client.get(f"/u/{token}").status_code == 200
    assert the_thread().state == "awaiting_reply", "a look changes nothing"
    response = house.client.post(f"/u/{token}", {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert the_thread().state == "stopped"
    house.reply("Sounds great, let's do it!")
    assert len(house.sent()) == 1


def test_a_person_may_override_a_draft_but_never_bid_against_ourselves(house: House) -> None:
    house.start([MIA])
    now = timezone.now()
    thread = the_thread()
    with pytest.raises(Refused, match="unanswered"):
        override_offer(thread_id=thread.pk, amount=Decimal(1400), actor="ana", reason="x", now=now)
    house.reply("My rate is $4,000.")
    with pytest.raises(Refused, match="ceiling"):
        override_offer(thread_id=thread.pk, amount=Decimal(3900), actor="ana", reason="x", now=now)
    assert not thread.approvals.exists(), "a refusal leaves no trace"
    override_offer(
        thread_id=thread.pk,
        amount=Decimal(1600),
        actor="ana",
        reason="worth it",
        now=timezone.now(),
    )
    drain()
    assert amounts(house)[-1] == "$1,600.00"
    assert the_thread().state == "counter_sent"
    assert not the_thread().escalations.filter(closed_at__isnull=True).exists()


def test_a_deal_closed_by_hand_is_at_their_ask_and_nothing_else(house: House) -> None:
    house.start([MIA])
    house.reply("My rate is $4,000.")
    thread, now = the_thread(), timezone.now()
    with pytest.raises(Refused):
        accept_by_hand(thread_id=thread.pk, amount=Decimal(3999), actor="ana", reason="x", now=now)
    accept_by_hand(
        thread_id=thread.pk, amount=Decimal(4000), actor="ana", reason="client insists", now=now
    )
    drain()
    assert the_thread().agreed_amount == Decimal(4000)
    assert Offer.objects.get(status="accepted").from_ask


def test_taking_over_silences_the_agent_and_handing_back_lets_it_answer(house: House) -> None:
    house.start([MIA])
    thread, now = the_thread(), timezone.now()
    take_over_thread(thread_id=thread.pk, actor="ana", reason="mine", now=now)
    house.reply("My rate is $1,700.")
    assert len(house.sent()) == 1
    with pytest.raises(Refused, match="ana has"):
        take_over_thread(thread_id=thread.pk, actor="bob", reason="mine", now=now)
    write_email(
        thread_id=thread.pk,
        body="Hi Mia,\n\nThank you for your rate. Let me come back to you on this shortly.\n\nAna",
        actor="ana",
        reason="by hand",
        now=timezone.now(),
    )
    drain()
    assert len(house.sent()) == 2
    hand_back_thread(thread_id=thread.pk, actor="ana", reason="done", now=now)
    house.reply("Sounds great, let's do it!")
    assert the_thread().state in ("agreed", "escalated", "counter_sent")


def test_stopping_a_campaign_stops_its_threads_and_their_mail(house: House) -> None:
    house.settings.DEFAULT_AUTONOMY = "review"
    campaign = house.start([MIA, LEO])
    stopped = stop_campaign(
        campaign_id=campaign.pk, actor="ana", reason="client left", now=timezone.now()
    )
    assert len(stopped) == 2
    assert set(OutgoingEmail.objects.values_list("status", flat=True)) == {"discarded"}
    assert set(Thread.objects.values_list("state", flat=True)) == {"stopped"}


def test_a_brief_with_a_bad_field_waits_and_goes_on_when_fixed(house: House) -> None:
    campaign = house.start([MIA], **{"Campaign Budget": ("short_text", "about twenty grand")})
    assert campaign.status == "quarantined" and house.sent() == []
    assert [e["name"] for e in campaign.brief_errors] == ["Campaign Budget"]
    campaigns.correct_brief(
        campaign_id=campaign.pk,
        corrections={"Campaign Budget": "$20,000"},
        actor="ana",
        reason="asked the client",
        now=timezone.now(),
    )
    drain()
    campaign.refresh_from_db()
    assert campaign.status == "draft" and house.sent() == [], "mending starts nothing by itself"
    campaigns.start_campaign(
        campaign_id=campaign.pk, actor="ana", reason="it is right now", now=timezone.now()
    )
    drain()
    assert len(house.sent()) == 1


def test_a_prospect_without_views_or_address_is_a_task_and_no_mail(house: House) -> None:
    nobody = ["No Mail", "", "Instagram", "@nomail", "50K", "", "", ""]
    unknown = ["No Views", "v@v.example", "Instagram", "@noviews", "", "", "", ""]
    campaign = house.start([nobody, unknown, MIA])
    assert [m.header("To") for m in house.sent()] == ["mia@lark.example"]
    tasks = campaign.prospects.filter(status="needs_person")
    assert sorted(p.problem for p in tasks) == ["average views unknown", "no email address"]


def test_the_mailbox_watch_is_renewed_daily_and_keeps_the_reading_mark(house: House) -> None:
    house.settings.GMAIL_PUBSUB_TOPIC = "projects/p/topics/t"
    house.start([MIA])
    sweeping.sweep()
    drain()
    mark = Mailbox.objects.get().history_mark
    sweeping.sweep()
    assert house.gmail.count("/watch") == 1
    Mailbox.objects.update(watch_expires_at=timezone.now())
    sweeping.sweep()
    assert house.gmail.count("/watch") == 2
    assert Mailbox.objects.get().history_mark == mark


def test_mail_that_came_while_a_person_drove_is_answered_after_the_hand_back(house: House) -> None:
    house.start([MIA])
    thread = the_thread()
    now = timezone.now()
    take_over_thread(thread_id=thread.pk, actor="ana", reason="mine", now=now)
    house.reply("I would need $1,700 for this.\n\nMia")
    assert len(house.sent()) == 1
    hand_back_thread(thread_id=thread.pk, actor="ana", reason="go on", now=now)
    drain()
    assert the_thread().state == "counter_sent"
    assert len(house.sent()) == 2
