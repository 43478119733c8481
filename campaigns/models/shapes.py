"""What the JSON columns of this room hold.

`TypedDict`s keep keys they do not name: an older row loses nothing by being read and saved.
"""

from decimal import Decimal
from typing import Any

from pydantic import ConfigDict, JsonValue, with_config
from typing_extensions import TypedDict

from campaigns.domain.outreach.pacing.limits import SafetySettings
from campaigns.domain.outreach.scoring import Part
from integrations.typed_json import Shape

_OPEN = with_config(ConfigDict(extra="allow"))

# `is` cannot be a name in a class.
Mended = TypedDict("Mended", {"was": str | None, "is": str})
"""What a person put over a field, and what the source said then."""


@_OPEN
class RosterLine(TypedDict, total=False):
    """One row of a roster as it came, one account each; `values` are the cells as understood."""

    key: str
    source: str
    sheet: str
    row: int
    cells: dict[str, str]
    values: dict[str, str | None]
    texts: dict[str, str]
    is_gone: bool
    doubt: str
    rival: int | None
    mended: dict[str, Mended]
    stopped: str


@_OPEN
class IdentityBefore(TypedDict, total=False):
    """A prospect as it was before a person said who it is."""

    influencer_id: int
    name: str
    email: str
    lines: list[RosterLine]
    status: str
    problem: str


class _Fixing(TypedDict):
    name: str
    value: str
    reason: str


@_OPEN
class FieldToFix(_Fixing, total=False):
    """A field of the brief by its form name; `is_rule`: read well, and breaks a rule."""

    is_rule: bool


@_OPEN
class BriefNotes(TypedDict, total=False):
    """What there is to say about a brief beside its values."""

    strangers: list[str]
    missing: list[str]
    present: list[str]
    unclear: list[str]
    source: str
    corrections: dict[str, Mended]
    left_out: str
    deleted_at: str
    started_although: list[str]


@_OPEN
class PendingBrief(TypedDict):
    """A newer brief beside the one a campaign runs on; `changed` holds before and after by path."""

    values: dict[str, JsonValue]
    errors: list[FieldToFix]
    changed: dict[str, tuple[JsonValue, JsonValue]]
    seen_at: str


class Reject(TypedDict):
    """One cell of a file that was not used, or that made its whole row unusable."""

    row: int
    name: str
    column: str
    value: str
    reason: str
    is_row_kept: bool


NAMES = Shape[list[str]](list[str])
NAMES_OF = Shape[dict[str, str]](dict[str, str])
REJECTS = Shape[list[Reject]](list[Reject])
SENTENCES = Shape[list[str]](list[str])
DAYS = Shape[list[int]](list[int])
ROSTER_LINES = Shape[list[RosterLine]](list[RosterLine])
BEFORE = Shape[IdentityBefore](IdentityBefore)
# By model path; which value a path may have is `domain.brief.form`'s.
BRIEF = Shape[dict[str, Any]](dict[str, JsonValue])
TO_FIX = Shape[list[FieldToFix]](list[FieldToFix])
NOTES = Shape[BriefNotes](BriefNotes)
PENDING = Shape[PendingBrief](PendingBrief)
SAFETY = Shape[SafetySettings](SafetySettings)
WEIGHTS = Shape[dict[str, Decimal]](dict[str, Decimal])
PARTS = Shape[dict[str, Part]](dict[str, Part])
