"""The port to the roster: raw text cells, exactly as a person sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from integrations.errors import GatewayError

Held = tuple[tuple[float | None, ...], ...]
Links = tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class RosterSheet:
    """One tab. Nothing is parsed: blank and repeated headers stay. `source` names it.

    `held` has the number behind each cell of the rows, None where a cell holds text, and `links`
    where each cell leads. `hidden` are the sheet's own numbers of rows that people do not see.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    held: Held = ()
    links: Links = ()
    hidden: frozenset[int] = frozenset()


TabOutcome = RosterSheet | GatewayError


class SheetsGateway(Protocol):
    """Reads spreadsheets; this project never writes to them.

    None is the master spreadsheet. A tab that is None is the one the address names by its gid, or
    the only one there is: of several, none is taken for want of a better.
    """

    def read(self, spreadsheet_id: str | None, tab: str | None) -> RosterSheet:
        """Read a tab.

        :raises GatewayError: permanent when the spreadsheet or tab is not there for us.
        """
        ...

    def read_tabs(
        self, spreadsheet_id: str | None, tabs: Sequence[str | None]
    ) -> tuple[TabOutcome, ...]:
        """Read several tabs at once, in their order; a tab that is not there is its own error.

        :raises GatewayError: the spreadsheet could not be read.
        """
        ...
