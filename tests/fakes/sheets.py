"""Google Sheets API v4 on loopback: metadata and values, trimmed as Google trims them."""

import re
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from tests.fakes.server import FakeServer, RecordedRequest, Reply

_BOOK = re.compile(r"/v4/spreadsheets/(?P<key>[^/]+)(?:/values/(?P<range>.+))?")
_MINUTE = 60


class FakeSheets(FakeServer):
    """Spreadsheets by id; every GET counts as a read, metadata too."""

    def __init__(self) -> None:
        super().__init__()
        self.books: dict[str, dict[str, list[list[str]]]] = {}
        self.forbidden: set[str] = set()
        self.reads_per_minute: int | None = None
        self._reads: list[float] = []

    def set_sheet(self, key: str, tab: str, rows: Sequence[Sequence[str]]) -> None:
        """Write a tab."""
        with self.lock:
            self.books.setdefault(key, {})[tab] = [list(row) for row in rows]

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
        if found["range"] is None:
            return Reply(body=self._metadata(found["key"]))
        return self._values(found["key"], unquote(found["range"]))

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

    def _values(self, key: str, wanted: str) -> Reply:
        quoted = re.match(r"'((?:[^']|'')*)'", wanted)
        title = quoted[1].replace("''", "'") if quoted else wanted.partition("!")[0]
        if title not in self.books[key]:
            return _refused(400, f"Unable to parse range: {wanted}", "INVALID_ARGUMENT")
        answer: dict[str, Any] = {
            "range": f"'{title}'!A1:Z1000",
            "majorDimension": "ROWS",
        }
        if rows := _trimmed(self.books[key][title]):
            answer["values"] = rows
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


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    cut = [_without_tail(row) for row in rows]
    while cut and not cut[-1]:
        cut.pop()
    return cut


def _without_tail(row: list[str]) -> list[str]:
    kept = list(row)
    while kept and kept[-1] == "":
        kept.pop()
    return kept
