"""What the workbook reader leaves out when it streams: where cells lead, and hidden rows.

Source: ECMA-376 part 1, §18.3.1.47 hyperlink, §18.3.1.73 row, §18.3.1.40 f.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils.cell import coordinate_to_tuple

from campaigns.files.table import MOST_COLUMNS
from integrations.strangers import storable_line

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(r'\s*=?HYPERLINK\(\s*"([^"]*)"', re.IGNORECASE)

Links = tuple[tuple[str | None, ...], ...]


def behind(archive: zipfile.ZipFile, sheet: Any, height: int) -> tuple[Links, frozenset[int]]:
    """Return where the cells of the rows below the first lead, and the numbers of hidden rows."""
    path = str(sheet._worksheet_path)
    targets = _targets(archive, path)
    found: dict[tuple[int, int], str] = {}
    hidden: set[int] = set()
    for element in _elements(archive, path):
        name = _name(element)
        if name == "row" and element.get("hidden") in ("1", "true"):
            hidden.add(int(element.get("r") or 0))
        elif name == "c":
            _take_formula(element, found)
        elif name == "hyperlink":
            target = targets.get(element.get(_ID, ""), "")
            # A link over many cells leads all of them there; the first one is enough.
            found[coordinate_to_tuple((element.get("ref") or "A1").partition(":")[0])] = target
    return _as_rows(found, height), frozenset(hidden)


def _as_rows(found: dict[tuple[int, int], str], height: int) -> Links:
    rows: list[list[str | None]] = [[] for _ in range(height - 1)]
    for (row, column), target in sorted(found.items()):
        if target and 2 <= row <= height and column <= MOST_COLUMNS:
            cells = rows[row - 2]
            cells.extend([None] * (column - len(cells)))
            cells[column - 1] = storable_line(target)
    return tuple(tuple(row) for row in rows)


def _take_formula(cell: Element, found: dict[tuple[int, int], str]) -> None:
    for child in cell:
        match = _FORMULA.match(child.text or "") if _name(child) == "f" else None
        if match and cell.get("r"):
            found[coordinate_to_tuple(str(cell.get("r")))] = match[1]


def _targets(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    folder, name = posixpath.split(path)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    return {e.get("Id", ""): e.get("Target", "") for e in _elements(archive, relations)}


def _elements(archive: zipfile.ZipFile, path: str) -> Iterator[Element]:
    """Yield a part's elements as they end, and forget each row with all that was in it."""
    with archive.open(path.lstrip("/")) as part:
        for _, element in iterparse(part):
            yield element
            if _name(element) in ("row", "hyperlink"):
                element.clear()


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
