"""Google Sheets through gspread: three reads per spreadsheet, however many tabs are wanted."""

import weakref
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any, TypeVar

import gspread
import requests
from google.auth import exceptions as google_errors
from google.auth.credentials import Credentials
from gspread import exceptions as sheet_errors
from gspread import utils
from gspread.http_client import HTTPClient

from integrations.errors import GatewayError, NotConfigured, RateLimited
from integrations.google_credentials import TIMEOUT, authorized_session, token_error
from integrations.http import read_with_retries
from integrations.sheets.gateway import RosterSheet, TabOutcome
from integrations.sheets.grids import GRID_FIELDS, Grid, Table, grids_of, numbers_of, sheet_from
from integrations.sheets.tabs import chosen_tab, gid_of, tabs_of
from integrations.strangers import storable_line

SCOPES = ("https://www.googleapis.com/auth/spreadsheets.readonly",)
DEFAULT_URL = "https://sheets.googleapis.com"
_VENDOR_ERRORS = (
    sheet_errors.GSpreadException,
    PermissionError,
    google_errors.GoogleAuthError,
    requests.RequestException,
)

T = TypeVar("T")
Params = MutableMapping[str, str | int | bool | float | list[str] | None]


class _RehostedClient(HTTPClient):
    """Sends gspread's requests to another host: the library has no setting for it."""

    def __init__(self, session: requests.Session, api_url: str) -> None:
        # The session carries the credentials, so the base class gets none.
        super().__init__(None, session)  # type: ignore[arg-type]
        self._api_url = api_url.rstrip("/")

    def request(self, method: str, endpoint: str, *args: Any, **options: Any) -> requests.Response:
        rehosted = endpoint.replace(DEFAULT_URL, self._api_url, 1)
        return super().request(method, rehosted, *args, **options)


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

        Without a tab: the one whose gid the address carries, else the only one. An emptied tab
        has no header.

        :raises GatewayError: permanent when the spreadsheet or tab is not there for us.
        """
        (outcome,) = self.read_tabs(spreadsheet_id, (tab,))
        if isinstance(outcome, GatewayError):
            raise outcome
        return outcome

    def read_tabs(
        self, spreadsheet_id: str | None, tabs: Sequence[str | None]
    ) -> tuple[TabOutcome, ...]:
        """Read several tabs: once what they are called, once as shown, once as held.

        :raises GatewayError: permanent when the spreadsheet is not there for us.
        """
        key = self._key(spreadsheet_id)
        book = self._asked(key, lambda: self._client.http_client.fetch_sheet_metadata(key))
        title = storable_line(str(book.get("properties", {}).get("title", key)))
        gid = gid_of((spreadsheet_id or "").strip() or self._master)
        chosen = [chosen_tab(tabs_of(book), tab, gid=gid, book=title) for tab in tabs]
        wanted = list(dict.fromkeys(name for name in chosen if isinstance(name, str)))
        if not wanted:
            return tuple(name for name in chosen if isinstance(name, GatewayError))
        shown = self._values(key, wanted, "FORMATTED_VALUE")
        behind = self._behind(key, wanted)
        sheets = {n: sheet_from(f"{title} / {n}", shown[n], behind[n]) for n in wanted}
        return tuple(sheets[name] if isinstance(name, str) else name for name in chosen)

    def _behind(self, key: str, titles: Sequence[str]) -> dict[str, Grid]:
        """Return what lies behind the cells of tabs: numbers, links, hidden rows, in one read."""
        ranges = [utils.absolute_range_name(title) for title in titles]
        params: Params = {"ranges": ranges, "fields": GRID_FIELDS}
        http = self._client.http_client
        answer = self._asked(key, lambda: http.fetch_sheet_metadata(key, params))
        grids = grids_of(answer)
        if set(titles) <= set(grids):
            return grids
        # Without the grid the numbers are still there to be asked for.
        held = self._values(key, titles, "UNFORMATTED_VALUE")
        return {title: Grid(held=numbers_of(held[title])) for title in titles}

    def _values(self, key: str, titles: Sequence[str], render: str) -> dict[str, Table]:
        """Return the cells of tabs in one read; a batch counts as one against the quota."""
        params: Params = {"valueRenderOption": render}
        ranges = [utils.absolute_range_name(title) for title in titles]
        http = self._client.http_client
        if len(ranges) == 1:
            only = self._asked(key, lambda: http.values_get(key, ranges[0], params))
            return {titles[0]: only.get("values", [])}
        answer = self._asked(key, lambda: http.values_batch_get(key, ranges, params))
        found = [part.get("values", []) for part in answer.get("valueRanges", ())]
        if len(found) != len(ranges):
            raise GatewayError(f"Google Sheets answered {len(found)} of {len(ranges)} tabs.")
        return dict(zip(titles, found, strict=True))

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
    if status == 404:
        return GatewayError(f"There is no spreadsheet {key!r}.", permanent=True)
    if status == 429:
        words = f"Google Sheets' quota is used up (429): {error}"
        return RateLimited(words, _told_wait(error.response))
    return GatewayError(f"Google Sheets answered {status}: {error}", permanent=status < 500)


def _told_wait(response: requests.Response) -> float | None:
    """Return the wait in seconds the answer names; mostly it names none."""
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() else None


def _forbidden(key: str) -> GatewayError:
    return GatewayError(
        f"The spreadsheet {key!r} is not shared with our Google account.", permanent=True
    )
