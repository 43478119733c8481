"""A file's columns under the names a person gave them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.domain.roster.columns import TITLES, header_row, places_of, text_of
from campaigns.domain.roster.parsing import Roster, parse_roster
from campaigns.files.table import FileTable

NOT_READ = "-"


@dataclass(frozen=True)
class Column:
    """One column of a file: its title, what stands in it, and the field it would be read as."""

    title: str
    samples: Sequence[str]
    field: str


def columns_of(table: FileTable, chosen: Mapping[str, str]) -> list[Column]:
    """Return the file's columns; what nobody chose yet is proposed from the title."""
    rows = [table.header, *table.rows]
    top = header_row(rows)
    places, _ = places_of(rows[top])
    proposed = {index: name for name, index in places.items()}
    columns = []
    for index, cell in enumerate(rows[top]):
        title = text_of(cell)
        if not title:
            continue
        below = [text_of(row[index]) for row in rows[top + 1 :] if index < len(row)]
        samples = [sample for sample in below if sample][:3]
        field = chosen.get(title, proposed.get(index, ""))
        columns.append(Column(title, samples, field))
    return columns


def mapped_roster(table: FileTable, chosen: Mapping[str, str]) -> Roster:
    """Return the file's rows with its columns read as chosen; others keep their own titles."""
    rows = [table.header, *table.rows]
    top = header_row(rows)
    taken = {name for name in chosen.values() if name in TITLES}
    header = [_title(text_of(cell), chosen, taken) for cell in rows[top]]
    given = [*rows[:top], header, *rows[top + 1 :]]
    return parse_roster(given[0], given[1:], links=table.links, hidden=table.hidden)


def _title(title: str, chosen: Mapping[str, str], taken: set[str]) -> str:
    """Return the title under which a column is read."""
    field = chosen.get(title, "")
    if field in TITLES:
        return TITLES[field][0]
    own, _ = places_of([title])
    is_claimed = bool(taken & own.keys()) or field == NOT_READ
    return f"{title} (as it came)" if is_claimed and own else title
