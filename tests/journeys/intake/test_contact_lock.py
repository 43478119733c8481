"""Two campaigns want the same person: one writes, the other waits and does not say for whom."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.commands import CampaignRefused
from campaigns.commands.contact_lock import lift_contact_lock
from campaigns.models import Campaign, Prospect
from negotiations.jobs.sweep import sweep
from negotiations.models import Thread
from tests.journeys.conftest import MIA, House
from tests.negotiations.console import staff_with
from tests.work import drain

OTHER = {"Client Name": ("short_text", "Umbra")}


def _both(house: House) -> tuple[Campaign, Campaign]:
    return house.start([MIA]), house.start([MIA], **OTHER)


def _look_again() -> None:
    Prospect.objects.update(waits_until=timezone.now())
    sweep()
    drain()


def test_the_second_opening_waits_and_names_no_client(house: House) -> None:
    first, second = _both(house)
    assert first.threads.count() == 1 and second.threads.count() == 0
    held = second.prospects.get()
    assert "talking with them" in held.waits_for and "Lumen" not in held.waits_for
    assert len(house.sent("mia@lark.example")) == 1


def test_it_opens_once_the_other_is_stopped(house: House) -> None:
    first, second = _both(house)
    house.reply("Please unsubscribe me from your emails.", sender="Mia Lark <mia@lark.example>")
    assert first.threads.get().state == "stopped"
    _look_again()
    assert second.threads.count() == 0, "an opt-out holds everywhere"
    assert "asked not to be contacted" in second.prospects.get().problem


def test_a_no_holds_for_the_days_that_are_set(house: House) -> None:
    _, second = _both(house)
    house.reply("No thanks, I'm not interested.", sender="Mia Lark <mia@lark.example>")
    _look_again()
    assert "not before" in second.prospects.get().waits_for
    ago = timezone.now() - timedelta(days=house.settings.RECONTACT_DAYS, seconds=1)
    Thread.objects.update(state_changed_at=ago)
    _look_again()
    assert second.threads.count() == 1


def test_a_person_lifts_it_with_a_reason(house: House) -> None:
    _, second = _both(house)
    held = second.prospects.get()
    by = {"actor": "kim", "reason": "both clients agreed", "now": timezone.now()}
    lift_contact_lock(prospect_id=held.pk, **by)  # type: ignore[arg-type]
    drain()
    assert second.threads.count() == 1
    with pytest.raises(CampaignRefused):
        lift_contact_lock(prospect_id=held.pk, **by)  # type: ignore[arg-type]


def test_the_console_lifts_it_for_those_who_may_change_prospects(house: House) -> None:
    _, second = _both(house)
    held = second.prospects.get()
    page = reverse("admin:campaigns_prospect_change", args=(held.pk,))
    lift = reverse("admin:campaigns_prospect_lift", args=(held.pk,))
    viewer = staff_with("view")
    assert "Lift the contact lock" not in viewer.get(page).content.decode()
    assert viewer.post(lift, {"reason": "both agreed"}).status_code == 403
    User.objects.all().delete()
    manager = staff_with("view", "change")
    shown = manager.get(page).content.decode()
    assert "The opening waits: We are talking with them" in shown and "Lumen" not in shown
    assert manager.post(lift, {"reason": ""}).status_code == 422
    assert manager.post(lift, {"reason": "both clients agreed"}).status_code == 302
    drain()
    assert second.threads.count() == 1 and len(house.sent("mia@lark.example")) == 2
    released = AuditEntry.objects.get(action="prospect.released")
    assert released.summary == "both clients agreed"
    assert manager.post(lift, {"reason": "again"}).status_code == 409
