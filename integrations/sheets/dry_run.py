"""The spreadsheet that does nothing and says so."""

from collections.abc import Sequence

from integrations.errors import NotConfigured
from integrations.sheets.gateway import RosterSheet, TabOutcome


class DryRunSheetsGateway:
    """Reads no sheet: an empty answer would look like an emptied roster."""

    def read(self, spreadsheet_id: str | None, tab: str | None) -> RosterSheet:
        """Refuse. :raises NotConfigured: always."""
        raise NotConfigured("SHEETS_MODE is dry_run: no sheet is read.")

    def read_tabs(
        self, spreadsheet_id: str | None, tabs: Sequence[str | None]
    ) -> tuple[TabOutcome, ...]:
        """Refuse. :raises NotConfigured: always."""
        raise NotConfigured("SHEETS_MODE is dry_run: no sheet is read.")
