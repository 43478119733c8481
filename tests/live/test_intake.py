"""The real ClickUp and the real Google Sheets, read only: `pytest -m live tests/live`."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from integrations.clickup.live import ClickUpApiGateway
from integrations.errors import NotVisible
from integrations.google_credentials import credentials_from_file
from integrations.sheets.live import SCOPES, GoogleSheetsGateway

pytestmark = pytest.mark.live


def needed(*names: str) -> list[str]:
    """Return the values of variables, or skip the test where one is not set."""
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        pytest.skip(f"not set: {', '.join(missing)}")
    return [os.environ[name] for name in names]


def test_the_token_opens_clickup_and_an_unknown_task_is_not_visible() -> None:
    (token,) = needed("CLICKUP_API_TOKEN")
    gateway = ClickUpApiGateway(token)
    assert gateway.check()
    with pytest.raises(NotVisible):
        gateway.task("0")


def test_the_list_of_briefs_is_read() -> None:
    token, list_id = needed("CLICKUP_API_TOKEN", "CLICKUP_LIST_ID")
    gateway = ClickUpApiGateway(token, list_id=list_id)
    found = gateway.updated_tasks(datetime.now(UTC) - timedelta(days=30))
    for stamp in found[:1]:
        assert gateway.task(stamp.id).fields


def test_the_master_spreadsheet_is_read() -> None:
    path, key = needed("SHEETS_CREDENTIALS_FILE", "SHEETS_SPREADSHEET_ID")
    gateway = GoogleSheetsGateway(credentials_from_file(path, scopes=SCOPES), spreadsheet_id=key)
    assert gateway.check()
    sheet = gateway.read(None, os.environ.get("LIVE_SHEET_TAB"))
    assert sheet.header and len(sheet.held) <= len(sheet.rows)
