"""The simulated spreadsheet: invented rosters behind the same port."""

from integrations.errors import GatewayError
from integrations.sandbox.briefs import SHEETS
from integrations.sheets.gateway import RosterSheet


class SandboxSheetsGateway:
    """One spreadsheet whatever its id, with the invented tabs; the first is the usual one."""

    def read(self, spreadsheet_id: str | None, tab: str | None) -> RosterSheet:
        """Return a tab by title, trimmed and in any case.

        :raises GatewayError: permanent when there is no such tab; the message lists the tabs
        """
        wanted = (tab or "").strip().casefold()
        for title, cells in SHEETS.items():
            if wanted in ("", title.casefold()):
                return RosterSheet(
                    header=tuple(cells[0]),
                    rows=tuple(tuple(row) for row in cells[1:]),
                    source=f"sandbox spreadsheet, tab {title}",
                )
        raise GatewayError(
            f"The sandbox spreadsheet has no tab {tab!r}; its tabs: {', '.join(SHEETS)}.",
            permanent=True,
        )
