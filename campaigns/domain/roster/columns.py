"""A sheet's columns: which title means which field, in any order, case and spelling. Pure."""

import re
from collections.abc import Sequence

from campaigns.domain.values.text import clean, shown

TITLES = {
    "name": ("Name", "name influencer influencername creator creatorname fullname"),
    "email": ("Email", "email emailaddress mail contactemail"),
    "platform": ("Platform", "platform network channel"),
    "handle": ("Handle", "handle username account profile profileurl link"),
    "average_views": ("Average Views", "averageviews avgviews views avgviewsperpost"),
    "min_rate": ("Min Rate", "minrate minimumrate ratemin"),
    "max_rate": ("Max Rate", "maxrate maximumrate ratemax"),
    "engagement_rate": ("Engagement Rate", "engagementrate engagement er"),
    "followers": ("Followers", "followers followercount subscribers"),
    "currency": ("Currency", "currency"),
    "status": ("Status", "status outreachstatus contactstatus influencerstatus"),
    "approved": (
        "Approved",
        "approved approval isapproved clientapproved clientapproval approvedbyclient approvedyn",
    ),
    "do_not_contact": (
        "Do not contact",
        "donotcontact dontcontact dnc donotemail blacklist blacklisted nocontact",
    ),
}
_FIELD_OF = {word: name for name, (_, words) in TITLES.items() for word in words.split()}
_HEADER_WITHIN = 10
_EXPECTED = tuple(TITLES)[:7]


def text_of(cell: object) -> str:
    """Return a cell's text without the space around it."""
    return "" if cell is None else str(cell).strip()


def header_row(table: Sequence[Sequence[str]]) -> int:
    """Return where the header stands, counted from 0: titles and notes may stand above it.

    Of the first ten rows it is the one with the most titles we know; without any, the first.
    """
    known = [len(_fields_of(row)) for row in table[:_HEADER_WITHIN]]
    return known.index(max(known)) if known else 0


def _fields_of(row: Sequence[str]) -> set[str]:
    return {name for cell in row if (name := _FIELD_OF.get(_key(text_of(cell))))}


def _key(title: str) -> str:
    return re.sub(r"[\W_]", "", clean(title).lower())


def places_of(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Return each field's column, counted from 0, and what is odd about the header."""
    places: dict[str, int] = {}
    problems = []
    seen: set[str] = set()
    blank = 0
    for index, cell in enumerate(header):
        title = text_of(cell)
        key = _key(title)
        name = _FIELD_OF.get(key)
        blank += not title
        if title and ((name or key) in seen):
            problems.append(f"The column {shown(title)!r} stands twice; the first one is read.")
        elif name:
            places[name] = index
        seen.add(name or key)
    if blank:
        problems.append(f"{blank} column(s) without a title are not read.")
    absent = [TITLES[name][0] for name in _EXPECTED if name not in places]
    if absent:
        problems.append(f"The sheet has no column {', '.join(absent)}.")
    return places, problems


def letters_of(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
