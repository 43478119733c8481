"""Google Sheets through gspread: three reads per roster, every cell as text."""

import weakref
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any, TypeVar

import gspread
import requests
from google.auth import exceptions as google_errors
from google.auth.credentials import Credentials
from gspread import exceptions as sheet_errors
from gspread import utils
from gspread.http_client import FileType, HTTPClient, ParamsType

from integrations.errors import GatewayError, NotConfigured
from integrations.google_credentials import TIMEOUT, authorized_session, token_error
from integrations.http import read_with_retries
from integrations.sheets.gateway import RosterSheet

SCOPES = ("https://www.googleapis.com/auth/spreadsheets.readonly",)
DEFAULT_URL = "https://sheets.googleapis.com"
_USUAL_TAB = "sheet1"
_VENDOR_ERRORS = (
    sheet_errors.GSpreadException,
    PermissionError,
    google_errors.GoogleAuthError,
    requests.RequestException,
)

T = TypeVar("T")


class _RehostedClient(HTTPClient):
    """Sends gspread's requests to another host: the library has no setting for it."""

    def __init__(self, session: requests.Session, api_url: str) -> None:
        # The session carries the credentials, so the base class gets none.
        super().__init__(None, session)  # type: ignore[arg-type]
        self._api_url = api_url.rstrip("/")

    def request(
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: FileType = None,
        headers: MutableMapping[str, str] | None = None,
    ) -> requests.Response:
        rehosted = endpoint.replace(DEFAULT_URL, self._api_url, 1)
        return super().request(method, rehosted, params, data, json, files, headers)


class GoogleSheetsGateway:
    """Reads tabs with a service account's or a user's credentials."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        spreadsheet_id: str = "",
        api_url: str = DEFAULT_URL,
        retry_wait_seconds: float = 1.0,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        session = authorized_session(credentials)
        # Connections end with the gateway that opened them, not at some later collection.
        weakref.finalize(self, session.close)
        self._client = gspread.Client(None, session=session)  # type: ignore[arg-type]
        self._client.http_client = _RehostedClient(session, api_url or DEFAULT_URL)
        # The library waits for ever unless told otherwise.
        self._client.set_timeout(timeout)
        self._master = spreadsheet_id
        self._wait = retry_wait_seconds

    def check(self) -> str:
        """Return the master spreadsheet's title. :raises GatewayError: it does not open."""
        key = self._key(None)
        return self._asked(key, lambda: str(self._client.open_by_key(key).title))

    def read(self, spreadsheet_id: str | None, tab: str | None) -> RosterSheet:
        """Read one tab, found by its trimmed title in any case.

        Without a tab: the one called Sheet1, else the first. An emptied tab has no header.

        :raises GatewayError: permanent when the spreadsheet or tab is not there for us.
        """
        key = self._key(spreadsheet_id)
        return self._asked(key, lambda: self._read_once(key, tab))

    def _key(self, spreadsheet_id: str | None) -> str:
        key = (spreadsheet_id or "").strip() or self._master
        if not key:
            raise NotConfigured("SHEETS_SPREADSHEET_ID is not set and no spreadsheet is named.")
        if "/" not in key:
            return key
        try:
            return str(utils.extract_id_from_url(key))
        except sheet_errors.NoValidUrlKeyFound as error:
            raise GatewayError(f"No spreadsheet id in {key!r}.", permanent=True) from error

    def _asked(self, key: str, ask: Callable[[], T]) -> T:
        def attempt() -> T:
            try:
                return ask()
            except _VENDOR_ERRORS as error:
                raise _in_our_words(error, key) from error

        return read_with_retries(attempt, vendor="sheets", wait_seconds=self._wait)

    def _read_once(self, key: str, tab: str | None) -> RosterSheet:
        book = self._client.open_by_key(key)
        sheet = _chosen(book.worksheets(), tab, book.title)
        cells = sheet.get_all_values()
        rows = tuple(tuple(str(cell) for cell in row) for row in cells)
        source = f"{book.title} / {sheet.title}"
        if not any(any(row) for row in rows):
            return RosterSheet(header=(), rows=(), source=source)
        return RosterSheet(header=rows[0], rows=rows[1:], source=source)


def _chosen(sheets: Sequence[gspread.Worksheet], tab: str | None, title: str) -> gspread.Worksheet:
    wanted = (tab or "").strip().casefold()
    for sheet in sheets:
        if sheet.title.strip().casefold() == (wanted or _USUAL_TAB):
            return sheet
    if not wanted and sheets:
        return sheets[0]
    names = ", ".join(repr(sheet.title) for sheet in sheets) or "none"
    raise GatewayError(f"{title!r} has no tab {tab!r}; it has: {names}.", permanent=True)


def _in_our_words(error: Exception, key: str) -> GatewayError:
    if isinstance(error, google_errors.GoogleAuthError):
        return token_error(error)
    if isinstance(error, sheet_errors.SpreadsheetNotFound):
        return GatewayError(f"There is no spreadsheet {key!r}.", permanent=True)
    if isinstance(error, PermissionError):
        return _forbidden(key)
    if isinstance(error, sheet_errors.APIError):
        return _api_error(error, key)
    return GatewayError(f"Google Sheets was not read: {error}", permanent=False)


def _api_error(error: sheet_errors.APIError, key: str) -> GatewayError:
    # The body's own code is -1 when it is not JSON; the status is always there.
    status = error.response.status_code
    if status == 403:
        return _forbidden(key)
    passing = status == 429 or status >= 500
    return GatewayError(f"Google Sheets answered {status}: {error}", permanent=not passing)


def _forbidden(key: str) -> GatewayError:
    return GatewayError(
        f"The spreadsheet {key!r} is not shared with our Google account.", permanent=True
    )
