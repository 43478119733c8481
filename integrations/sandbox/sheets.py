"""The simulated spreadsheet: invented rosters behind the same port."""

from collections.abc import Sequence

from integrations.errors import GatewayError
from integrations.sandbox.briefs import SHEETS
from integrations.sheets.gateway import RosterSheet, TabOutcome


class SandboxSheetsGateway:
    """One spreadsheet whatever its id, with the invented tabs."""

    def read(self, spreadsheet_id: str | None, tab: str | None) -> RosterSheet:
        """Return a tab by title, trimmed and in any case.

        :raises GatewayError: permanent when there is no such tab; the message lists the tabs
        """
        wanted = (tab or "").strip().casefold()
        for title, cells in SHEETS.items():
            if wanted == title.casefold():
                return RosterSheet(
                    header=tuple(cells[0]),
                    rows=tuple(tuple(row) for row in cells[1:]),
                    source=f"sandbox spreadsheet, tab {title}",
                )
        raise GatewayError(
            f"The sandbox spreadsheet has no tab {tab or ''!r}; its tabs: {', '.join(SHEETS)}.",
            permanent=True,
        )

    def read_tabs(
        self, spreadsheet_id: str | None, tabs: Sequence[str | None]
    ) -> tuple[TabOutcome, ...]:
        """Return several tabs; one that is not there is its own error."""
        return tuple(self._outcome(spreadsheet_id, tab) for tab in tabs)

    def _outcome(self, spreadsheet_id: str | None, tab: str | None) -> TabOutcome:
        try:
            return self.read(spreadsheet_id, tab)
        except GatewayError as error:
            return error
