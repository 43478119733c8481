"""What a playbook may say: every problem in plain words, before it is saved. Pure."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from negotiations.domain.pricing.policy import Playbook
from negotiations.domain.terms.levers import DEFAULT_ORDER

BUILT_IN = ("fixed_ladder", "adaptive")


class PlaybookError(ValueError):
    """Settings that must not price anything; `problems` names each one and the way out."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def problems_of(settings: Mapping[str, Any], *, budget: Decimal | None = None) -> tuple[str, ...]:
    """Return what is wrong with settings; empty when they may be saved.

    `budget` is the least budget, in its own currency, of the campaigns they would bind.
    """
    found = [
        f"unknown setting: {name}"
        for name in sorted(set(settings) - set(Playbook.__dataclass_fields__))
    ]
    found += _lever_problems(settings.get("lever_order", DEFAULT_ORDER))
    limit = settings.get("most_per_deal")
    if limit is not None and budget is not None and _is_above(limit, budget):
        found.append(
            f"most_per_deal {limit} lies above the campaign's budget {budget}: lower it or leave"
            " it empty"
        )
    try:
        Playbook.from_dict(settings)
    except InvalidOperation:
        found.append("a number cannot be read")
    except (ValueError, TypeError) as error:
        found.append(str(error))
    return tuple(found)


def checked(settings: Mapping[str, Any], *, budget: Decimal | None = None) -> Playbook:
    """Return the playbook of settings without a problem.

    :raises PlaybookError: if there is any
    """
    problems = problems_of(settings, budget=budget)
    if problems:
        raise PlaybookError(problems)
    return Playbook.from_dict(settings)


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return each setting that differs with `old → new`, for people to read."""
    names = sorted(set(before) | set(after))
    return [
        (name, f"{_shown(before.get(name))} → {_shown(after.get(name))}")
        for name in names
        if before.get(name) != after.get(name)
    ]


def _lever_problems(order: Any) -> list[str]:
    if not isinstance(order, list | tuple):
        return ["lever_order must be a list of levers"]
    found = [f"unknown lever: {lever}" for lever in order if lever not in DEFAULT_ORDER]
    twice = {lever for lever in order if list(order).count(lever) > 1}
    found += [f"{lever} stands twice: a lever pays once" for lever in sorted(map(str, twice))]
    return found


def _is_above(limit: Any, budget: Decimal) -> bool:
    try:
        return Decimal(str(limit)) > budget
    except InvalidOperation:
        return False


def _shown(value: Any) -> str:
    if value is None:
        return "not set"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
