"""A roster read again: what is used, what people are told, and what never happens by itself."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.commands.roster.store import store_roster
from campaigns.commands.roster.turns import claim_rosters
from campaigns.domain.roster.parsing import parse_roster
from campaigns.models import Campaign, Influencer, Prospect
from integrations.models import Notification
from tests.work import forget
from tests.world import make_campaign

HEADER = ["Name", "Email", "Platform", "Handle", "Average Views", "Min Rate", "Max Rate"]
HEADER += ["Engagement Rate"]
MIA = ["Mia Lark", "mia@lark.example", "Instagram", "@mia", "50K", "$700", "$1,240", "3%"]
LEO = ["Leo Park", "leo@park.example", "TikTok", "@leo", "48,000", "", "", "2%"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    yield
    forget()


@pytest.fixture
def campaign() -> Campaign:
    return make_campaign(roster_read_at=None)


def edited(row: list[str], **cells: str) -> list[str]:
    given = {name.replace("_", " "): text for name, text in cells.items()}
    return [given.get(title, cell) for title, cell in zip(HEADER, row, strict=True)]


def store(
    campaign: Campaign, *rows: list[str], header: list[str] = HEADER, kind: str = "sheet"
) -> None:
    store_roster(
        campaign_id=campaign.pk,
        roster=parse_roster(header, rows),
        source="Roster / Sheet1",
        actor="sheets",
        kind=kind,
        now=timezone.now(),
    )


def prospect_of(name: str) -> Prospect:
    return Prospect.objects.get(influencer__name=name)


def summaries(action: str) -> list[str]:
    return list(AuditEntry.objects.filter(action=action).values_list("summary", flat=True))


def opened(name: str = "Mia Lark") -> None:
    Prospect.objects.filter(influencer__name=name).update(status="opened")


def test_reading_the_same_sheet_again_changes_and_says_nothing(campaign: Campaign) -> None:
    for _ in range(3):
        store(campaign, MIA, LEO)
    assert Prospect.objects.count() == 2
    assert summaries("prospect.changed") == []
    assert Notification.objects.count() == 1
    store(campaign, LEO, MIA)
    assert summaries("prospect.changed") == [] and prospect_of("Mia Lark").lines[0]["row"] == 3


def test_changed_numbers_of_an_unopened_prospect_are_used(campaign: Campaign) -> None:
    store(campaign, MIA)
    cells = {"Average_Views": "60K", "Min_Rate": "", "Engagement_Rate": "4%"}
    store(campaign, edited(MIA, **cells))
    mia = prospect_of("Mia Lark")
    assert (mia.views, mia.min_amount, mia.engagement_rate) == (60_000, None, Decimal(4))
    changed = AuditEntry.objects.get(action="prospect.changed").data["changed"]
    assert changed["Average Views"] == {"cell": "E2", "from": "50K", "to": "60K"}
    assert not Notification.objects.filter(key__startswith="sheet_changed").exists()


def test_changed_numbers_of_a_running_negotiation_are_told_once_and_not_used(
    campaign: Campaign,
) -> None:
    store(campaign, MIA)
    opened()
    for _ in range(2):
        store(campaign, edited(MIA, Average_Views="90K", Max_Rate="$9,000"))
    mia = prospect_of("Mia Lark")
    assert (mia.views, mia.max_amount) == (50_000, Decimal(1240))
    told = Notification.objects.get(key__startswith="sheet_changed").text
    assert "E2 Average Views: 50K -> 90K" in told and "G2 Max Rate: $1,240 -> $9,000" in told
    assert len(summaries("prospect.changed")) == 1


def test_two_people_of_one_name_never_alternate(campaign: Campaign) -> None:
    other = edited(MIA, Handle="@mia2", Email="mia@other.example", Average_Views="9K")
    for _ in range(3):
        store(campaign, MIA, other)
    assert set(Prospect.objects.values_list("views", flat=True)) == {9_000, 50_000}
    assert summaries("prospect.changed") == []


def test_two_platforms_of_one_person_are_one_package(campaign: Campaign) -> None:
    on_tiktok = ["Mia Lark", "mia@lark.example", "TikTok", "@mia", "30K", "$300", "", "6%"]
    for _ in range(2):
        store(campaign, MIA, on_tiktok)
    mia = Prospect.objects.get()
    assert (mia.views, mia.min_amount, mia.max_amount) == (80_000, Decimal(1000), None)
    assert mia.engagement_rate == Decimal("4.125")
    assert len(mia.lines) == 2 and Influencer.objects.count() == 1
    store(campaign, MIA)
    mia.refresh_from_db()
    assert (mia.views, mia.max_amount, mia.status) == (50_000, Decimal(1240), "ready")


def test_a_row_that_left_the_sheet_is_not_opened_and_may_come_back(campaign: Campaign) -> None:
    store(campaign, MIA, LEO)
    for _ in range(2):
        store(campaign, LEO)
    assert prospect_of("Mia Lark").status == "skipped"
    assert len(summaries("prospect.removed")) == 1
    store(campaign, MIA, LEO)
    assert prospect_of("Mia Lark").status == "ready"


def test_a_running_negotiation_goes_on_when_its_row_leaves(campaign: Campaign) -> None:
    store(campaign, MIA, LEO)
    opened()
    store(campaign, LEO)
    assert prospect_of("Mia Lark").status == "opened"
    told = Notification.objects.get(key__startswith="sheet_changed").text
    assert "Mia Lark" in told and "the negotiation goes on" in told


@pytest.mark.parametrize("rows", [[], [["", ""]]], ids=["no rows", "blank rows"])
def test_an_emptied_sheet_removes_nobody_and_says_so(
    campaign: Campaign, rows: list[list[str]]
) -> None:
    store(campaign, MIA, LEO)
    store(campaign, *rows)
    assert set(Prospect.objects.values_list("status", flat=True)) == {"ready"}
    campaign.refresh_from_db()
    assert any("what was taken in stays" in problem for problem in campaign.roster_problems)


def test_an_unreadable_price_keeps_the_prospect_from_being_opened_until_it_is_fixed(
    campaign: Campaign,
) -> None:
    store(campaign, MIA, LEO)
    for _ in range(2):
        store(campaign, edited(MIA, Max_Rate="a lot"), LEO)
    mia = prospect_of("Mia Lark")
    assert mia.status == "needs_person" and "Max Rate 'a lot'" in mia.problem
    missing = Notification.objects.filter(key__startswith="missing").values_list("text", flat=True)
    assert len(missing) == 1 and "Missing influencers: Mia Lark" in missing[0]
    store(campaign, MIA, LEO)
    mia.refresh_from_db()
    assert (mia.status, mia.problem, mia.max_amount) == ("ready", "", Decimal(1240))


def test_a_column_that_left_the_sheet_keeps_what_was_known(campaign: Campaign) -> None:
    store(campaign, MIA)
    short = [title for title in HEADER if title != "Average Views"]
    row = [cell for title, cell in zip(HEADER, MIA, strict=True) if title in short]
    store(campaign, row, header=short)
    assert prospect_of("Mia Lark").views == 50_000
    store(campaign, MIA)
    assert summaries("prospect.changed") == []


def test_a_corrected_address_is_used_before_the_first_mail(campaign: Campaign) -> None:
    store(campaign, MIA)
    store(campaign, edited(MIA, Email="mia@new.example"))
    mia = prospect_of("Mia Lark").influencer
    assert mia.email == "mia@new.example"
    assert mia.contacts.get(is_primary=True).email == "mia@new.example"


def test_an_address_changed_under_a_running_negotiation_is_a_person_s_matter(
    campaign: Campaign,
) -> None:
    store(campaign, MIA)
    opened()
    store(campaign, edited(MIA, Email="mia@new.example"))
    mia = prospect_of("Mia Lark")
    assert mia.influencer.email == "mia@lark.example"
    assert "mia@new.example" in mia.problem


def test_a_corrected_account_is_the_same_prospect(campaign: Campaign) -> None:
    store(campaign, MIA, LEO)
    opened()
    store(campaign, edited(MIA, Handle="@mia.lark"), LEO)
    assert Prospect.objects.count() == 2
    assert prospect_of("Mia Lark").influencer.identities.count() == 2


def test_talents_of_one_agency_may_share_an_address(campaign: Campaign) -> None:
    shared = edited(LEO, Email="team@agency.example")
    store(campaign, edited(MIA, Email="team@agency.example"), shared)
    assert set(Prospect.objects.values_list("status", flat=True)) == {"ready"}


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"Name": "Maria Lark", "Handle": ""}, id="another name without an account"),
        pytest.param({"Handle": "@mia.official"}, id="the same name with another account"),
    ],
)
def test_a_row_that_may_be_somebody_known_waits_for_a_person(
    campaign: Campaign, cells: dict[str, str]
) -> None:
    store(campaign, MIA)
    second = make_campaign("86task2", roster_read_at=None)
    for views in ("50K", "60K"):
        store(second, edited(MIA, Average_Views=views, **cells))
    (doubtful,) = second.prospects.all()
    assert doubtful.status == "needs_person" and "same person" in doubtful.problem


def test_rates_in_another_currency_stay_with_a_person_when_other_cells_change(
    campaign: Campaign,
) -> None:
    foreign = edited(MIA, Min_Rate="€700", Max_Rate="€900")
    for views in ("50K", "60K"):
        store(campaign, edited(foreign, Average_Views=views))
    assert prospect_of("Mia Lark").status == "needs_person"


def test_rows_of_a_file_do_not_leave_the_sheet(campaign: Campaign) -> None:
    store(campaign, MIA, kind="file")
    store(campaign, LEO)
    assert set(Prospect.objects.values_list("status", flat=True)) == {"ready"}
    assert summaries("prospect.removed") == []


def test_the_first_message_counts_truly_and_names_the_missing(campaign: Campaign) -> None:
    store(campaign, MIA, edited(LEO, Platform="Twitch"))
    text = Notification.objects.get(key__startswith="roster:").text
    assert text.startswith("Campaign Ingestion Started: Lumen")
    assert "1 new of 2 rows" in text and "Missing influencers: Leo Park" in text
    assert "row 3 Leo Park: Platform 'Twitch'" in text


def test_due_campaigns_of_one_spreadsheet_are_claimed_together_and_once() -> None:
    now = timezone.now()
    campaigns = [make_campaign(f"86task{n}", roster_due_at=now) for n in range(3)]
    elsewhere = make_campaign("86other", roster_due_at=now, sheet_id="own-sheet")
    make_campaign("86paused", roster_due_at=now, status="paused")
    first = claim_rosters(campaign_id=campaigns[1].pk, now=now)
    assert [campaign.pk for campaign in first] == [campaign.pk for campaign in campaigns]
    assert claim_rosters(campaign_id=campaigns[0].pk, now=now) == []
    assert [c.pk for c in claim_rosters(campaign_id=elsewhere.pk, now=now)] == [elsewhere.pk]
