"""Rosters over the wire: watched by the hour, limited, shared, odd."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.models import Campaign
from integrations.models import Notification
from negotiations.jobs import sweep as sweeping
from negotiations.models import Escalation, Thread
from tests.fakes.briefs import HEADER
from tests.fakes.sheets import Cell, Number, quota_refusal
from tests.journeys.conftest import MIA, SHEET, House, the_thread
from tests.journeys.test_first_reply import amounts
from tests.work import drain

LEO = ["Leo Park", "leo@park.example", "TikTok", "@leopark", "48,000", "", "", "2.1%"]


def an_hour_later() -> None:
    """Let the hour of every roster pass, and the sweep come."""
    due = Campaign.objects.filter(roster_due_at__isnull=False)
    due.update(roster_due_at=timezone.now() - timedelta(seconds=1))
    sweeping.sweep()
    drain()


def test_a_sheet_is_read_again_after_an_hour_and_not_before(house: House) -> None:
    house.start([MIA])
    reads = len(house.sheets.requests)
    sweeping.sweep()
    drain()
    assert len(house.sheets.requests) == reads == 3
    due_at = Campaign.objects.get().roster_due_at
    assert due_at is not None
    assert timedelta(minutes=59) < due_at - timezone.now() <= timedelta(hours=1)
    an_hour_later()
    assert len(house.sheets.requests) == 6


def test_a_new_row_is_opened_within_the_hour(house: House) -> None:
    house.start([MIA])
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, LEO, MIA])
    an_hour_later()
    an_hour_later()
    assert amounts(house) == ["$1,250.00", "$1,200.00"]
    assert Thread.objects.count() == 2


def test_a_changed_cell_of_a_running_thread_is_told_and_priced_nothing(house: House) -> None:
    house.start([MIA])
    house.sheets.set_cell(SHEET, "Roster", "E2", "90K")
    house.sheets.set_cell(SHEET, "Roster", "G2", "$900")
    an_hour_later()
    an_hour_later()
    told = Notification.objects.get(key__startswith="sheet_changed").text
    assert "E2 Average Views: 50K -> 90K" in told and "G2 Max Rate: empty -> $900" in told
    thread = the_thread()
    assert (thread.views, thread.prospect.max_amount) == (50_000, None)
    entry = AuditEntry.objects.get(action="prospect.changed", thread_id=thread.pk)
    assert entry.data["changed"]["Average Views"] == {"cell": "E2", "from": "50K", "to": "90K"}
    assert len(house.sent()) == 1


def test_a_changed_address_of_a_running_thread_goes_to_a_person(house: House) -> None:
    house.start([MIA])
    house.sheets.set_cell(SHEET, "Roster", "B2", "mia@new.example")
    an_hour_later()
    an_hour_later()
    thread = the_thread()
    assert thread.state == "escalated"
    escalation = Escalation.objects.get()
    assert escalation.code == "contact_changed" and "mia@new.example" in escalation.reason
    assert thread.influencer.email == "mia@lark.example" and len(house.sent()) == 1


def test_a_full_quota_is_waited_for_and_then_the_campaign_goes_on(house: House) -> None:
    house.sheets.fail("status", times=3, status=429, body=quota_refusal().body)
    campaign = house.start([MIA])
    campaign.refresh_from_db()
    assert "quota" in campaign.roster_problems[0] and campaign.is_roster_due
    assert campaign.roster_due_at is not None and campaign.roster_due_at > timezone.now()
    sweeping.sweep()
    drain()
    assert len(house.sheets.requests) == 3, "nobody asks before the wait is over"
    an_hour_later()
    assert len(house.sent()) == 1
    assert Campaign.objects.get().roster_problems == []


def test_a_sheet_nobody_shared_is_an_error_and_no_empty_roster(house: House) -> None:
    house.sheets.forbidden.add("their-own")
    campaign = house.start([MIA], **{"Influencer Sheet ID": ("short_text", "their-own")})
    assert "not shared" in campaign.roster_problems[0]
    assert Notification.objects.filter(key__startswith="roster_error").count() == 1
    house.sheets.forbidden.clear()
    house.sheets.set_sheet("their-own", "ROSTER ", [HEADER, LEO])
    an_hour_later()
    assert [mail.header("To") for mail in house.sent()] == ["leo@park.example"]


def test_campaigns_on_the_master_sheet_are_watched_in_one_reading(house: House) -> None:
    house.sheets.set_sheet(SHEET, "Autumn", [HEADER, LEO])
    house.start([MIA])
    house.start([MIA], **{"Influencer Sheet Tab Name": ("short_text", " autumn")})
    house.start([MIA], **{"Influencer Sheet Tab Name": ("short_text", "Winter")})
    before = len(house.sheets.requests)
    an_hour_later()
    assert len(house.sheets.requests) - before == 3
    problems = Campaign.objects.order_by("id").values_list("roster_problems", flat=True)
    assert [bool(found) for found in problems] == [False, False, True]


def test_odd_headers_are_reported_and_the_rows_are_read(house: House) -> None:
    header = ["NAME ", "e-mail", "Platform", "handle", "avg views", "", "Name", ""]
    row: list[Cell] = ["Mia Lark", "mia@lark.example", "IG", "@mialark"]
    row += [Number("50K", 49_600), "x", "Z", "y"]
    house.sheets.set_sheet(SHEET, "Odd", [header, row])
    campaign = house.start([], **{"Influencer Sheet Tab Name": ("short_text", "odd")})
    assert amounts(house) == ["$1,240.00"]
    assert any("twice" in problem for problem in campaign.roster_problems)
    assert any("without a title" in problem for problem in campaign.roster_problems)


@pytest.mark.parametrize("rows", [[], [HEADER]], ids=["emptied", "a header alone"])
def test_an_emptied_sheet_stops_nobody(house: House, rows: list[list[str]]) -> None:
    house.start([MIA])
    house.sheets.set_sheet(SHEET, "Roster", rows)
    an_hour_later()
    assert the_thread().state == "awaiting_reply"
    assert any("stays" in problem for problem in Campaign.objects.get().roster_problems)
