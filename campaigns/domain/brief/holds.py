"""Why a complete brief waits for a person instead of starting by itself. Pure.

A limit is never lost in silence: a field that the form lost, one that was renamed, and one that
says it is not decided each stop the start, and each is named.
"""

from collections.abc import Collection, Sequence

from campaigns.domain.brief.form import FIELDS
from campaigns.domain.brief.parsing import ParsedBrief
from campaigns.domain.brief.titles import field_like


def field_holds(parsed: ParsedBrief, *, expected: Collection[str]) -> list[str]:
    """Return what the form lost or renamed, a sentence each.

    `expected` are the fields that earlier briefs of the list had.
    """
    renamed = [
        (title, like)
        for title in parsed.strangers
        if (like := field_like(title)) and (title in parsed.said or like not in parsed.present)
    ]
    return [
        *(_lost(name) for name in _absent(parsed, expected)),
        *(_renamed(title, like) for title, like in renamed),
        *(_undecided(name) for name in parsed.undecided),
    ]


def copy_hold(earlier_name: str) -> str:
    """Return that a brief equals an earlier one."""
    return (
        f"It is a copy of {earlier_name!r}: it differs in its name or dates only. Change it in"
        " ClickUp, or start it if it is meant as it is."
    )


OLDER_THAN_HOUSE = (
    "Its task is older than this house's first look at the list; what was there before is started"
    " by people."
)
MENDED_BY_HAND = "It was mended by hand; start it when it is right."


def _absent(parsed: ParsedBrief, expected: Collection[str]) -> Sequence[str]:
    return [e.name for e in FIELDS if e.name in expected and e.name not in parsed.present]


def _lost(name: str) -> str:
    return f"The field {_short(name)} is missing; earlier briefs of this list had it."


def _renamed(title: str, like: str) -> str:
    return (
        f"The field {title[:120]!r} is not known and resembles {_short(like)};"
        " what it says is not used."
    )


def _undecided(name: str) -> str:
    return f"The field {_short(name)} says that it is not decided; it sets no limit."


def _short(name: str) -> str:
    return repr(" ".join(name.split()))
