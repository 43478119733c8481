"""The Sheets adapter against sheets as people leave them."""

from typing import Any

import pytest

from integrations.errors import GatewayError, NotConfigured, RateLimited
from integrations.google_credentials import credentials_from_info
from integrations.sheets.gateway import RosterSheet
from integrations.sheets.live import SCOPES, GoogleSheetsGateway
from tests.fakes.google_auth import FakeGoogleAuth
from tests.fakes.sheets import FakeSheets, Link, Number, quota_refusal

KEY = "1AbCdEfGhIjKlMnOpQrStUvWxYz"


@pytest.fixture
def gateway(sheets: FakeSheets, google_auth: FakeGoogleAuth) -> GoogleSheetsGateway:
    sheets.set_sheet(KEY, "Sheet1", [["Name", "Email"], ["Mia", "mia@creator.example"]])
    credentials = credentials_from_info(google_auth.service_account_info(), scopes=SCOPES)
    return GoogleSheetsGateway(
        credentials,
        spreadsheet_id=KEY,
        api_url=sheets.url,
        retry_wait_seconds=0.01,
        timeout=(2, 1),
    )


def test_the_master_sheet_is_read_in_three_reads(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    assert gateway.read(None, None) == RosterSheet(
        header=("Name", "Email"),
        rows=(("Mia", "mia@creator.example"),),
        source="Roster / Sheet1",
        held=((None, None),),
        links=((None, None),),
    )
    assert len(sheets.requests) == 3


def test_many_tabs_of_a_spreadsheet_cost_three_reads_too(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    for number in range(12):
        sheets.set_sheet(KEY, f"Spring's {number}", [["Name"], [f"Zoe {number}"]])
    tabs = [f"spring's {number}" for number in range(12)]
    outcomes = gateway.read_tabs(None, [*tabs, "Sheet1", "Winter", tabs[3]])
    sheets_read = [sheet for sheet in outcomes[:13] if isinstance(sheet, RosterSheet)]
    assert [sheet.rows[0][0] for sheet in sheets_read] == [
        *(f"Zoe {number}" for number in range(12)),
        "Mia",
    ]
    assert isinstance(outcomes[13], GatewayError) and "Winter" in str(outcomes[13])
    assert outcomes[14] == outcomes[3]
    assert len(sheets.requests) == 3


def test_a_tab_that_is_not_there_costs_one_read(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    (outcome,) = gateway.read_tabs(None, ["Winter"])
    assert isinstance(outcome, GatewayError) and outcome.permanent
    assert len(sheets.requests) == 1


def test_the_number_behind_a_format_comes_beside_what_it_shows(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    numbers = Number("48.2K", 48213), Number("3%", 0.025)
    row: list[str | Number | Link] = ["Mia", *numbers, "1,2M", "007"]
    sheets.set_sheet(KEY, "Held", [["a", "b", "c", "d", "e"], row])
    sheet = gateway.read(None, "Held")
    assert sheet.rows == (("Mia", "48.2K", "3%", "1,2M", "007"),)
    assert [list(held) for held in sheet.held] == [[None, 48213, 0.025, None, None]]
    assert len(sheets.requests) == 3


def test_cells_stay_the_text_a_person_sees(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    cells = ["007", "+420123456789", "1,5", "1e5", "nan", " 5 ", "٥", "1_000"]
    sheets.set_sheet(KEY, "Raw", [["a"] * 8, cells])
    sheet = gateway.read(None, "Raw")
    assert sheet.rows == (tuple(cell.strip() for cell in cells),)
    assert set(sheet.held[0]) == {None}, "text stays text, whatever it looks like"


def test_repeated_and_blank_headers_and_ragged_rows_pass_through(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    sheets.set_sheet(KEY, "Odd", [["Name", "", "Name ", ""], ["A"], ["B", "1", "2", "3", "4"]])
    sheet = gateway.read(None, "Odd")
    assert sheet.header == ("Name", "", "Name", "", "")
    assert sheet.rows == (("A", "", "", "", ""), ("B", "1", "2", "3", "4"))


@pytest.mark.parametrize("rows", [[], [[]], [["", ""], [""]]])
def test_an_emptied_sheet_has_no_header(
    gateway: GoogleSheetsGateway, sheets: FakeSheets, rows: list[Any]
) -> None:
    sheets.set_sheet(KEY, "Empty", rows)
    assert gateway.read(None, "Empty") == RosterSheet((), (), "Roster / Empty")


def test_a_header_alone_has_no_rows(gateway: GoogleSheetsGateway, sheets: FakeSheets) -> None:
    sheets.set_sheet(KEY, "Head", [["Name"]])
    assert gateway.read(None, "Head") == RosterSheet(("Name",), (), "Roster / Head", ())


@pytest.mark.parametrize("tab", ["spring '26", " SPRING '26 ", "Spring '26"])
def test_a_tab_is_found_trimmed_and_in_any_case(
    gateway: GoogleSheetsGateway, sheets: FakeSheets, tab: str
) -> None:
    sheets.set_sheet(KEY, " Spring '26 ", [["Name"], ["Zoe"]])
    assert gateway.read(None, tab).rows == (("Zoe",),)


def test_an_unknown_tab_lists_the_tabs(gateway: GoogleSheetsGateway, sheets: FakeSheets) -> None:
    sheets.set_sheet(KEY, "Autumn", [["Name"]])
    with pytest.raises(GatewayError, match="'Sheet1', 'Autumn'") as caught:
        gateway.read(None, "Winter")
    assert caught.value.permanent


def test_without_a_tab_the_only_one_is_read_and_of_several_none(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    sheets.set_sheet("other", "First", [["Name"], ["Ida"]])
    assert gateway.read("other", " ").rows == (("Ida",),)
    sheets.set_sheet("other", "Second", [["Name"], ["Ola"]])
    with pytest.raises(GatewayError, match="several tabs.*'First', 'Second'") as caught:
        gateway.read("other", None)
    assert caught.value.permanent
    sheets.hidden_tabs.add("First")
    assert gateway.read("other", None).rows == (("Ola",),)


@pytest.mark.parametrize("ending", ["#gid=1", "?gid=1#gid=1", "?usp=sharing&gid=1", "?gid=0#gid=1"])
def test_the_gid_of_a_link_chooses_the_tab(
    gateway: GoogleSheetsGateway, sheets: FakeSheets, ending: str
) -> None:
    sheets.set_sheet(KEY, "April", [["Name"], ["Ann"]])
    link = f"https://docs.google.com/spreadsheets/d/{KEY}/edit{ending}"
    assert gateway.read(link, None).rows == (("Ann",),)
    assert gateway.read(link, "sheet1").rows == (("Mia", "mia@creator.example"),)
    with pytest.raises(GatewayError, match="gid 7"):
        gateway.read(f"https://docs.google.com/spreadsheets/d/{KEY}/edit#gid=7", None)


def test_links_and_hidden_rows_come_with_the_cells(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    link = Link("Instagram", "https://www.instagram.com/mialark")
    sheets.set_sheet(KEY, "Linked", [["Name", "Handle"], ["Mia", link], ["Leo", "@leo"]])
    sheets.hidden_rows[KEY, "Linked"] = {3}
    sheet = gateway.read(None, "Linked")
    assert sheet.rows[0] == ("Mia", "Instagram")
    assert sheet.links == ((None, "https://www.instagram.com/mialark"), (None, None))
    assert sheet.hidden == {3}


def test_cells_hold_nothing_that_a_row_cannot_hold(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    row = ["Nul\u0000 Cell", "half \ud83d", "\u202eevil", "x" * 100_000, "two\nlines"]
    sheets.set_sheet(KEY, "Odd", [["a", "b", "c", "d", "e"], row])
    seen = gateway.read(None, "Odd").rows[0]
    assert seen == ("Nul Cell", "half", "evil", "x" * 2000, "two lines")


def test_a_link_names_its_spreadsheet(gateway: GoogleSheetsGateway) -> None:
    link = f"https://docs.google.com/spreadsheets/d/{KEY}/edit#gid=0"
    assert gateway.read(link, None).header == ("Name", "Email")
    with pytest.raises(GatewayError, match="No spreadsheet id"):
        gateway.read("https://example.com/", None)


def test_a_sheet_not_shared_and_one_unknown_are_lasting(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    sheets.forbidden.add("secret")
    with pytest.raises(GatewayError, match="not shared") as caught:
        gateway.read("secret", None)
    assert caught.value.permanent
    with pytest.raises(GatewayError, match="no spreadsheet") as caught:
        gateway.read("unknown", None)
    assert caught.value.permanent


def test_a_full_quota_is_waited_out_by_asking_again_only_what_was_refused(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    sheets.fail("status", "values", times=2, status=429, body=quota_refusal().body)
    assert gateway.read(None, None).rows
    assert len(sheets.requests) == 5


def test_a_quota_that_stays_full_is_a_rate_limit(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    sheets.reads_per_minute = 0
    with pytest.raises(RateLimited, match="quota") as caught:
        gateway.read(None, None)
    assert caught.value.wait_seconds is None
    assert len(sheets.requests) == 3


def test_a_wait_the_vendor_names_is_not_slept_through(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    body, headers = quota_refusal().body, {"Retry-After": "40"}
    sheets.fail("status", times=1, status=429, body=body, headers=headers)
    with pytest.raises(RateLimited) as caught:
        gateway.read(None, None)
    assert caught.value.wait_seconds == 40
    assert len(sheets.requests) == 1


@pytest.mark.parametrize("kind", ["close", "reset", "hang", "cut"])
def test_a_read_that_broke_off_is_tried_again(
    gateway: GoogleSheetsGateway, sheets: FakeSheets, kind: str
) -> None:
    sheets.fail(kind, "values", times=2)
    assert gateway.read(None, None).rows


def test_an_error_page_that_is_not_json_is_passing(
    gateway: GoogleSheetsGateway, sheets: FakeSheets
) -> None:
    sheets.fail("status", times=3, status=502, body=b"<html>Bad gateway</html>")
    with pytest.raises(GatewayError, match="502") as caught:
        gateway.read(None, None)
    assert not caught.value.permanent


def test_no_spreadsheet_at_all_is_not_configured(
    sheets: FakeSheets, google_auth: FakeGoogleAuth
) -> None:
    credentials = credentials_from_info(google_auth.user_info(), scopes=SCOPES)
    with pytest.raises(NotConfigured, match="SHEETS_SPREADSHEET_ID"):
        GoogleSheetsGateway(credentials, api_url=sheets.url).read(None, None)
