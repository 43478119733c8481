"""The right tab, the right row, the right person: what a sheet says is obeyed, never guessed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.models import Campaign, Influencer, Prospect, Suppression
from integrations.models import Notification
from negotiations.jobs import sweep as sweeping
from negotiations.models import Escalation
from tests.fakes.briefs import HEADER, brief
from tests.fakes.sheets import Cell, Link
from tests.journeys.conftest import MIA, SHEET, House
from tests.work import drain

LINK = "https://docs.google.com/spreadsheets/d/{}/edit?gid={}#gid={}"


def row(name: str, handle: Cell = "", platform: str = "Instagram", email: str = "") -> list[Cell]:
    """Return a row of 50,000 views."""
    address = email or f"{name.split()[0].lower()}@try.example"
    return [name, address, platform, handle, "50K", "", "", "3%"]


def start(house: House, task_id: str, *rows: Sequence[Cell], **overrides: Any) -> Campaign:
    """Let a brief with a tab of its own come in."""
    house.sheets.set_sheet(SHEET, task_id, [HEADER, *rows])
    fields = {
        "Influencer Sheet Tab Name": ("short_text", task_id),
        "Client Website": ("url", f"https://{task_id}.example"),
    }
    house.clickup.add_task(task_id, brief(**{**fields, **overrides}), name=task_id)
    for body, headers in house.clickup.deliveries(task_id):
        assert house.post_clickup(body, headers) == 202
    drain()
    return Campaign.objects.get(external_id=task_id)


def by_link(house: House, link: str) -> Campaign:
    """Let a brief come in that names its sheet by a link alone."""
    return start(
        house,
        "linked",
        **{"Influencer Sheet Tab Name": ("short_text", None), "Influencer Sheet ID": ("url", link)},
    )


def an_hour_later() -> None:
    """Let every sheet be read again."""
    due = Campaign.objects.filter(roster_due_at__isnull=False)
    due.update(roster_due_at=timezone.now() - timedelta(seconds=1))
    sweeping.sweep()
    drain()


def receivers(house: House) -> list[str]:
    """Return whom Gmail accepted mail for."""
    return sorted(mail.header("To") for mail in house.sent())


# The right tab.


def test_a_links_gid_chooses_the_tab(house: House) -> None:
    house.sheets.set_sheet("book7", "Sheet1", [HEADER, row("Old Olga", "@oldolga")])
    house.sheets.set_sheet("book7", "April", [HEADER, row("New Nora", "@newnora")])
    by_link(house, LINK.format("book7", 1, 1))
    assert receivers(house) == ["new@try.example"]


@pytest.mark.parametrize(
    "link", ["https://docs.google.com/spreadsheets/d/book7/edit?usp=sharing", "book7"]
)
def test_of_several_tabs_none_is_taken_by_default(house: House, link: str) -> None:
    house.sheets.set_sheet("book7", "Sheet1", [HEADER, row("Old Olga", "@oldolga")])
    house.sheets.set_sheet("book7", "April", [HEADER, row("New Nora", "@newnora")])
    campaign = by_link(house, link)
    campaign.refresh_from_db()
    assert receivers(house) == []
    assert (
        "several tabs" in campaign.roster_problems[0] and "'April'" in campaign.roster_problems[0]
    )
    assert "several tabs" in Notification.objects.get(key__startswith="roster_error").text


def test_a_gid_that_is_no_more_is_asked_about(house: House) -> None:
    house.sheets.set_sheet("book7", "Sheet1", [HEADER, row("Old Olga", "@oldolga")])
    campaign = by_link(house, LINK.format("book7", 9, 9))
    campaign.refresh_from_db()
    assert receivers(house) == [] and "gid 9" in campaign.roster_problems[0]


def test_titles_may_stand_above_the_header(house: House) -> None:
    rows: list[list[Cell]] = [["Spring roster - updated 12 Nov"], [], ["For Lumen", "", "v3"]]
    house.sheets.set_sheet(SHEET, "Titled", [*rows, HEADER, row("Tit Le", "@title10")])
    campaign = start(house, "t", **{"Influencer Sheet Tab Name": ("short_text", "Titled")})
    assert receivers(house) == ["tit@try.example"]
    assert Prospect.objects.get(campaign=campaign).lines[0]["row"] == 5


# The right row.


@pytest.mark.parametrize(
    ("column", "said", "is_written_to"),
    [
        ("Status", "Approved", True),
        ("Status", "", True),
        ("Status", "Declined", False),
        ("Status", "On hold", False),
        ("Status", "DNC", False),
        ("Status", "waiting for legal since May", False),
        ("Approved", "TRUE", True),
        ("Approved", "x", True),
        ("Approved", "FALSE", False),
        ("Approved", "", False),
        ("Do not contact", "", True),
        ("Do not contact", "no", True),
        ("Do not contact", "x", False),
        ("Do not contact", "asked us in March", False),
    ],
)
def test_a_sheets_own_word_on_a_row_is_obeyed(
    house: House, column: str, said: str, is_written_to: bool
) -> None:
    yes = "" if column == "Do not contact" else "yes"
    odd, good = [*row("Odd One", "@odd"), said], [*row("Good One", "@good"), yes]
    house.sheets.set_sheet(SHEET, "Marked", [[*HEADER, column], odd, good])
    start(house, "t", **{"Influencer Sheet Tab Name": ("short_text", "Marked")})
    wanted = ["good@try.example", "odd@try.example"] if is_written_to else ["good@try.example"]
    assert receivers(house) == wanted


def test_do_not_contact_holds_in_the_whole_house(house: House) -> None:
    marked = [*row("Odd One", "@odd"), "yes"]
    house.sheets.set_sheet(SHEET, "Marked", [[*HEADER, "Do not contact"], marked])
    start(house, "one", **{"Influencer Sheet Tab Name": ("short_text", "Marked")})
    assert Suppression.objects.get().email == "odd@try.example"
    start(house, "two", row("Odd One", "@odd"), row("Good One", "@good"))
    assert receivers(house) == ["good@try.example"]


def test_a_row_closed_while_we_negotiate_goes_to_a_person_once(house: House) -> None:
    header = [*HEADER, "Status"]
    house.sheets.set_sheet(SHEET, "Live", [header, [*row("Mia Lark", "@mialark"), "Approved"]])
    start(house, "t", **{"Influencer Sheet Tab Name": ("short_text", "Live")})
    house.sheets.set_sheet(SHEET, "Live", [header, [*row("Mia Lark", "@mialark"), "Declined"]])
    an_hour_later()
    an_hour_later()
    assert "Declined" in Escalation.objects.get().reason


def test_hidden_rows_are_written_to_by_setting_only(house: House) -> None:
    house.sheets.hidden_rows[SHEET, "t"] = {2}
    campaign = start(house, "t", row("Hid Den", "@hidden"), row("Good One", "@good"))
    assert receivers(house) == ["good@try.example"]
    campaign.refresh_from_db()
    assert any("hidden row" in problem for problem in campaign.roster_problems)
    Campaign.objects.update(takes_hidden_rows=True)
    an_hour_later()
    an_hour_later()
    assert receivers(house) == ["good@try.example", "hid@try.example"]


# The right person.


@pytest.mark.parametrize(
    "label",
    [
        "Instagram",
        "link",
        "Profile",
        "@instagram",
        "click here",
        "instagram.com",
        "@handle",
        "#REF!",
    ],
)
def test_a_label_in_the_account_cell_makes_nobody_the_same(house: House, label: str) -> None:
    start(house, "one", row("Lin Ka", label))
    start(house, "two", row("Olive Other", label), **{"Client Name": ("short_text", "Zenit")})
    assert receivers(house) == ["lin@try.example", "olive@try.example"]
    assert Influencer.objects.count() == 2


def test_a_labels_link_holds_the_account(house: House) -> None:
    label = Link("Instagram", "https://www.instagram.com/linka_official/?hl=en")
    start(house, "one", row("Lin Ka", label), row("Lin Two", Link("here", "https://x.example")))
    person = Influencer.objects.get(name="Lin Ka")
    assert [str(i) for i in person.identities.all()] == ["instagram/linka_official"]
    assert Influencer.objects.get(name="Lin Two").identities.count() == 0


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("#REF!", "@f9a"),
        ("Loading...", "@f9b"),
        ("#NAME?", "@f9c"),
        ("Instagram", "@f9d"),
        ("TBD", "@f9e"),
        ("Influencer name", "@f9f"),
    ],
)
def test_a_formulas_error_or_a_placeholder_is_no_name(house: House, name: str, handle: str) -> None:
    campaign = start(
        house, "t", row(name, handle, email="a1@try.example"), row("Ann Ok", "Loading...")
    )
    assert receivers(house) == ["ann@try.example"]
    skipped = campaign.skipped_rows.filter(column="Name").get()
    assert skipped.row_number == 2 and skipped.value == name
    assert Influencer.objects.get().identities.count() == 0


def test_one_account_with_another_name_and_address_is_for_a_person(house: House) -> None:
    start(house, "one", row("Lin Ka", "@shared"))
    two = start(
        house,
        "two",
        row("Olive Other", "@shared"),
        row("Good One", "@good"),
        **{"Client Name": ("short_text", "Zenit")},
    )
    assert receivers(house) == ["good@try.example", "lin@try.example"]
    doubtful = Prospect.objects.get(campaign=two, influencer__name="Olive Other")
    assert doubtful.status == "needs_person"
    assert "known as Lin Ka <lin@try.example>" in doubtful.problem


@pytest.mark.parametrize(
    ("name", "email"),
    [
        pytest.param("Lin Ka", "lin@new.example", id="the same name"),
        pytest.param("Ka, Lin", "lin@new.example", id="the name turned round"),
        pytest.param("Linnea Stone", "lin@try.example", id="the same address"),
    ],
)
def test_an_account_and_a_name_or_an_address_are_one_person(
    house: House, name: str, email: str
) -> None:
    start(house, "one", row("Lin Ka", "@shared"))
    start(house, "two", row(name, "@shared", email=email))
    assert Influencer.objects.count() == 1


def test_a_row_given_to_somebody_else_is_for_a_person(house: House) -> None:
    house.settings.DEFAULT_OPENING = "offer_first"
    start(house, "t", ["Lin Ka", "lin@try.example", "Instagram", "@shared", "", "", "", ""], MIA)
    taken = ["Olive Other", "olive@try.example", "Instagram", "@shared", "50K", "", "", ""]
    house.sheets.set_sheet(SHEET, "t", [HEADER, taken, MIA])
    an_hour_later()
    an_hour_later()
    assert receivers(house) == ["mia@lark.example"]
    doubtful = Prospect.objects.get(influencer__name="Lin Ka")
    assert doubtful.status == "needs_person" and "Olive Other" in doubtful.problem


# Strangers' text.


@pytest.mark.parametrize(
    "name",
    ["Nul\u0000 Cell", "Half \ud83d Emoji", "\u202eBidi Turned", "Con\u0007trol Char"],
    ids=["nul", "half emoji", "bidi", "control"],
)
def test_odd_characters_hold_up_nobody(house: House, name: str) -> None:
    start(house, "bad", row(name, "@odd", email="odd@try.example"), row("Good One", "@good"))
    start(house, "good", row("Neigh Bour", "@neighbour"))
    assert receivers(house) == ["good@try.example", "neigh@try.example", "odd@try.example"]
    stored = Influencer.objects.get(email="odd@try.example").name
    assert not set(stored) & {"\u0000", "\ud83d", "\u202e", "\u0007"}


@pytest.mark.parametrize("odd", ["\u0000", "\ud83d", "\u202e"])
def test_odd_characters_in_a_brief_hold_up_nobody(house: House, odd: str) -> None:
    fields = {"Client Name": ("short_text", f"Lu{odd}men")}
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    house.clickup.add_task("odd", brief(**fields), name=f"Sp{odd}ring")
    for body, headers in house.clickup.deliveries("odd"):
        assert house.post_clickup(body, headers) == 202
    drain()
    campaign = Campaign.objects.get()
    assert campaign.status == "active" and odd not in campaign.name
    assert len(house.sent()) == 1
