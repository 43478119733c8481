"""Google Sheets API v4 on loopback: metadata and values, trimmed as Google trims them."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.fakes.server import FakeServer, RecordedRequest, Reply

_BOOK = re.compile(
    r"/v4/spreadsheets/(?P<key>[^/]+)(?:/values/(?P<range>.+)|/(?P<batch>values:batchGet))?"
)
_MINUTE = 60


@dataclass(frozen=True)
class Number:
    """A cell that holds a number and shows it in a format."""

    shown: str
    held: float


@dataclass(frozen=True)
class Link:
    """A cell that shows a label and leads somewhere."""

    shown: str
    target: str


Cell = str | Number | Link


class FakeSheets(FakeServer):
    """Spreadsheets by id; every GET counts as a read, metadata too."""

    def __init__(self) -> None:
        super().__init__()
        self.books: dict[str, dict[str, list[list[Cell]]]] = {}
        self.forbidden: set[str] = set()
        # Row numbers that nobody sees, by spreadsheet and tab; and tabs that nobody sees.
        self.hidden_rows: dict[tuple[str, str], set[int]] = {}
        self.hidden_tabs: set[str] = set()
        self.reads_per_minute: int | None = None
        self._reads: list[float] = []

    def set_sheet(self, key: str, tab: str, rows: Sequence[Sequence[Cell]]) -> None:
        """Write a tab."""
        with self.lock:
            self.books.setdefault(key, {})[tab] = [list(row) for row in rows]

    def set_cell(self, key: str, tab: str, place: str, cell: Cell) -> None:
        """Type into one cell, such as "E2"."""
        column, row = ord(place[0]) - ord("A"), int(place[1:]) - 1
        with self.lock:
            self.books[key][tab][row][column] = cell

    def answer(self, request: RecordedRequest) -> Reply:
        """Serve reads of spreadsheets shared with the bearer."""
        if not request.headers.get("authorization", "").startswith("Bearer "):
            return _refused(401, "Request is missing credential.", "UNAUTHENTICATED")
        if self._is_over_quota():
            return quota_refusal()
        found = _BOOK.fullmatch(request.path)
        if not found or found["key"] not in self.books | dict.fromkeys(self.forbidden):
            return _refused(404, "Requested entity was not found.", "NOT_FOUND")
        if found["key"] in self.forbidden:
            return _refused(403, "The caller does not have permission", "PERMISSION_DENIED")
        is_held = request.first("valueRenderOption") == "UNFORMATTED_VALUE"
        if found["batch"]:
            return self._batch(found["key"], request.query.get("ranges", []), is_held)
        if found["range"] is None:
            wanted = request.query.get("ranges", [])
            has_grid = "rowData" in request.first("fields")
            return Reply(body=self._metadata(found["key"], wanted, has_grid))
        return self._values(found["key"], unquote(found["range"]), is_held)

    def _is_over_quota(self) -> bool:
        if self.reads_per_minute is None:
            return False
        now = time.monotonic()
        self._reads = [moment for moment in self._reads if moment > now - _MINUTE] + [now]
        return len(self._reads) > self.reads_per_minute

    def _metadata(self, key: str, wanted: Sequence[str], has_grid: bool) -> dict[str, Any]:
        sheets: list[dict[str, Any]] = [
            {
                "properties": {
                    "sheetId": index,
                    "title": title,
                    "index": index,
                    "sheetType": "GRID",
                    **({"hidden": True} if title in self.hidden_tabs else {}),
                    "gridProperties": {"rowCount": 1000, "columnCount": 26},
                }
            }
            for index, title in enumerate(self.books[key])
        ]
        if has_grid:
            titles = [_title_in(part) for part in wanted]
            sheets = [
                {**sheet, "data": [self._grid(key, sheet["properties"]["title"])]}
                for sheet in sheets
                if sheet["properties"]["title"] in titles
            ]
        return {
            "spreadsheetId": key,
            "properties": {"title": "Roster", "locale": "en_US", "timeZone": "Etc/GMT"},
            "sheets": sheets,
            "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{key}/edit",
        }

    def _grid(self, key: str, title: str) -> dict[str, Any]:
        """Return a tab's rows as cells; an empty cell is an empty object."""
        rows = _trimmed(self.books[key][title])
        hidden = self.hidden_rows.get((key, title), set())
        return {
            "rowData": [{"values": [_cell_data(cell) for cell in row]} for row in rows],
            "rowMetadata": [
                {"hiddenByUser": True} if number in hidden else {}
                for number in range(1, len(rows) + 1)
            ],
        }

    def _batch(self, key: str, ranges: Sequence[str], is_held: bool) -> Reply:
        parts = [self._values(key, wanted, is_held) for wanted in ranges]
        refused = next((part for part in parts if part.status != 200), None)
        body = {"spreadsheetId": key, "valueRanges": [part.body for part in parts]}
        return refused or Reply(body=body)

    def _values(self, key: str, wanted: str, is_held: bool) -> Reply:
        title = _title_in(wanted)
        if title not in self.books[key]:
            return _refused(400, f"Unable to parse range: {wanted}", "INVALID_ARGUMENT")
        answer: dict[str, Any] = {
            "range": f"'{title}'!A1:Z1000",
            "majorDimension": "ROWS",
        }
        if rows := _trimmed(self.books[key][title]):
            answer["values"] = [[_seen(cell, is_held) for cell in row] for row in rows]
        return Reply(body=answer)


def quota_refusal() -> Reply:
    """Return the quota error, which has no `errors` list."""
    return _refused(
        429,
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute "
        "per user' of service 'sheets.googleapis.com'.",
        "RESOURCE_EXHAUSTED",
    )


def _refused(code: int, message: str, status: str) -> Reply:
    return Reply(code, {"error": {"code": code, "message": message, "status": status}})


def _title_in(wanted: str) -> str:
    quoted = re.match(r"'((?:[^']|'')*)'", wanted)
    return quoted[1].replace("''", "'") if quoted else wanted.partition("!")[0]


def _cell_data(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Link):
        return {"hyperlink": cell.target}
    return {"effectiveValue": {"numberValue": cell.held}} if isinstance(cell, Number) else {}


def _seen(cell: Cell, is_held: bool) -> str | float:
    if isinstance(cell, Link):
        return cell.shown
    if isinstance(cell, Number):
        return cell.held if is_held else cell.shown
    return cell


def _trimmed(rows: list[list[Cell]]) -> list[list[Cell]]:
    cut = [_without_tail(row) for row in rows]
    while cut and not cut[-1]:
        cut.pop()
    return cut


def _without_tail(row: list[Cell]) -> list[Cell]:
    kept = list(row)
    while kept and kept[-1] == "":
        kept.pop()
    return kept
