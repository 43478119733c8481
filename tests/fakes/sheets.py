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


Cell = str | Number


class FakeSheets(FakeServer):
    """Spreadsheets by id; every GET counts as a read, metadata too."""

    def __init__(self) -> None:
        super().__init__()
        self.books: dict[str, dict[str, list[list[Cell]]]] = {}
        self.forbidden: set[str] = set()
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
            return Reply(body=self._metadata(found["key"]))
        return self._values(found["key"], unquote(found["range"]), is_held)

    def _is_over_quota(self) -> bool:
        if self.reads_per_minute is None:
            return False
        now = time.monotonic()
        self._reads = [moment for moment in self._reads if moment > now - _MINUTE] + [now]
        return len(self._reads) > self.reads_per_minute

    def _metadata(self, key: str) -> dict[str, Any]:
        sheets = [
            {
                "properties": {
                    "sheetId": index,
                    "title": title,
                    "index": index,
                    "sheetType": "GRID",
                    "gridProperties": {"rowCount": 1000, "columnCount": 26},
                }
            }
            for index, title in enumerate(self.books[key])
        ]
        return {
            "spreadsheetId": key,
            "properties": {"title": "Roster", "locale": "en_US", "timeZone": "Etc/GMT"},
            "sheets": sheets,
            "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{key}/edit",
        }

    def _batch(self, key: str, ranges: Sequence[str], is_held: bool) -> Reply:
        parts = [self._values(key, wanted, is_held) for wanted in ranges]
        refused = next((part for part in parts if part.status != 200), None)
        body = {"spreadsheetId": key, "valueRanges": [part.body for part in parts]}
        return refused or Reply(body=body)

    def _values(self, key: str, wanted: str, is_held: bool) -> Reply:
        quoted = re.match(r"'((?:[^']|'')*)'", wanted)
        title = quoted[1].replace("''", "'") if quoted else wanted.partition("!")[0]
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


def _seen(cell: Cell, is_held: bool) -> str | float:
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
