"""The port to the roster: raw text cells, exactly as a person sees them."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class RosterSheet:
    """One tab. Nothing is parsed: blank and repeated headers stay. `source` names it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str


class SheetsGateway(Protocol):
    """Reads spreadsheets; this project never writes to them."""

    def read(self, spreadsheet_id: str | None, tab: str | None) -> RosterSheet:
        """Read a tab; None means the master spreadsheet, or its usual tab."""
        ...
