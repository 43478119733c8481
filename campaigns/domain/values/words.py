"""Read yes or no, and the form's durations. Pure."""

import re
from typing import Any

from campaigns.domain.values.text import ValueProblem, clean, shown

DURATIONS = ("not_required", "days_30", "days_60", "days_90", "months_6", "year_1", "perpetual")
_DURATION_LABELS = {
    "not_required": "notrequired no none na notapplicable",
    "days_30": "days30 30days 30day",
    "days_60": "days60 60days 60day",
    "days_90": "days90 90days 90day",
    "months_6": "months6 6months 6month",
    "year_1": "year1 1year oneyear 12months",
    "perpetual": "perpetual perpetuity inperpetuity forever",
}
_DURATION_WORDS = {w: name for name, words in _DURATION_LABELS.items() for w in words.split()}
_YES = re.compile(r"(yes|y|true)(?=\s*[,.;:(!-]|$)|1$", re.IGNORECASE)
_NO = re.compile(r"(no|n|false)(?=\s*[,.;:(!-]|$)|0$", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(but|if|maybe|may be|depends|unless|only|sure|except|sometimes|or|yet)\b", re.IGNORECASE
)


def read_yes_no(raw: Any) -> bool:
    """Return what a yes-or-no field says; a yes with a condition is not a yes.

    :raises ValueProblem: if it is neither
    """
    if isinstance(raw, bool):
        return raw
    text = clean(str(raw)) if isinstance(raw, str | int) else ""
    if not _DOUBT.search(text):
        if _YES.match(text):
            return True
        if _NO.match(text):
            return False
    raise ValueProblem("is neither yes nor no; write Yes or No")


def read_duration(raw: object) -> str:
    """Return a duration's name (see `DURATIONS`) from its label in any case and spacing.

    :raises ValueProblem: if the form knows no such duration
    """
    text = clean(raw).lower() if isinstance(raw, str) else ""
    name = _DURATION_WORDS.get(re.sub(r"[^a-z0-9]", "", text))
    if name is None:
        raise ValueProblem(
            "is not a known duration; choose Not required, 30 Days, 60 Days, 90 Days, 6 Months,"
            " 1 Year or Perpetual"
        )
    return name


def duration_days(name: str) -> int | None:
    """Return a duration in days, None for perpetual.

    :raises ValueProblem: for `not_required`, which is no duration, and for unknown names
    """
    days = {"days_30": 30, "days_60": 60, "days_90": 90, "months_6": 180, "year_1": 365}
    if name == "perpetual":
        return None
    if name not in days:
        raise ValueProblem(f"{shown(name)} has no length in days")
    return days[name]
