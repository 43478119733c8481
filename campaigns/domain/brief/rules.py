"""What a brief must keep to before it may start, and the usage rights it asks for. Pure.

Values may be typed or as text, as they come back from storage.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from campaigns.domain.brief.form import FieldError, name_of
from campaigns.domain.values.text import shown
from campaigns.domain.values.words import DURATIONS, duration_days

RIGHTS = (
    ("paid_usage", "paid_usage"),
    ("whitelisting", "whitelisting"),
    ("organic", "organic_owned"),
)
_COST = "budget_constraints"
_MIN_COST = f"{_COST}.min_cost_per_influencer"
_MAX_COST = f"{_COST}.max_cost_without_approval"
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_SHARES = (
    "distribution.platform_distribution",
    "distribution.market_distribution",
    "distribution.influencer_size_distribution",
)


def rights_of(values: Mapping[str, Any], tier: str) -> tuple[tuple[str, int | None], ...]:
    """Return the rights of a tier (`target` or `minimum`) with their days, None for perpetual.

    A right that is not required is left out. A minimum that the form left open is the target:
    what nobody set is not ours to give away.
    """
    rights = []
    for kind, column in RIGHTS:
        name = values.get(f"usage_rights.{tier}.{column}")
        if not name and tier == "minimum":
            name = values.get(f"usage_rights.target.{column}")
        if name in DURATIONS and name != "not_required":
            rights.append((kind, duration_days(name)))
    return tuple(rights)


def validate_campaign(values: Mapping[str, Any]) -> tuple[FieldError, ...]:
    """Return every rule the brief breaks, by the form field to change."""
    return (
        *_required(values),
        *_positive(values),
        *_amounts(values),
        *_usage(values),
    )


def warnings_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is odd but does not stop the campaign: shares that do not sum to 100 %."""
    warnings = []
    for path in _SHARES:
        shares = [
            Decimal(s.replace(",", ".")) for s in _PERCENT.findall(str(values.get(path) or ""))
        ]
        if shares and sum(shares) != 100:
            warnings.append(f"{name_of(path)}: the shares sum to {sum(shares)} %, not to 100 %")
    return tuple(warnings)


def _number(values: Mapping[str, Any], path: str) -> Decimal | None:
    value = values.get(path)
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _error(values: Mapping[str, Any], path: str, reason: str) -> FieldError:
    value = values.get(path)
    return FieldError(name_of(path), "" if value is None else shown(_plain(value)), reason)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _required(values: Mapping[str, Any]) -> list[FieldError]:
    needed = {
        "client_name": "is empty; write the client's name",
        "goals.primary_goal": "is empty; choose the primary goal",
    }
    return [
        _error(values, path, reason)
        for path, reason in needed.items()
        if not str(values.get(path) or "").strip()
    ]


def _positive(values: Mapping[str, Any]) -> list[FieldError]:
    errors = []
    budget = _number(values, "budget")
    if budget is None:
        errors.append(_error(values, "budget", "is empty; write the campaign's budget"))
    elif budget <= 0:
        errors.append(_error(values, "budget", "is not above zero; write the campaign's budget"))
    above_zero = {
        f"{_COST}.cpm_target": "is not above zero; write a price, or leave it empty",
        f"{_COST}.target_influencer_count": "is not above zero; write a number, or leave it empty",
        _MAX_COST: "of zero would allow no offer at all; write an amount, or leave it empty",
    }
    for path, reason in above_zero.items():
        number = _number(values, path)
        if number is not None and number <= 0:
            errors.append(_error(values, path, reason))
    return errors


def _amounts(values: Mapping[str, Any]) -> list[FieldError]:
    errors = []
    leniency_path = f"{_COST}.cpm_leniency_pct"
    leniency = _number(values, leniency_path)
    if leniency is not None and not 0 <= leniency <= 100:
        errors.append(_error(values, leniency_path, "is not between 0 and 100 percent"))
    lowest, highest = _number(values, _MIN_COST), _number(values, _MAX_COST)
    budget = _number(values, "budget")
    if lowest is not None and highest and lowest > highest:
        reason = f"is above the maximum without approval ({highest}); lower it or raise that one"
        errors.append(_error(values, _MIN_COST, reason))
    elif lowest is not None and budget and lowest > budget:
        errors.append(_error(values, _MIN_COST, f"is above the campaign's budget ({budget})"))
    return errors


def _usage(values: Mapping[str, Any]) -> list[FieldError]:
    errors = []
    for _, column in RIGHTS:
        minimum_path = f"usage_rights.minimum.{column}"
        minimum, target = values.get(minimum_path), values.get(f"usage_rights.target.{column}")
        if minimum not in DURATIONS or target not in DURATIONS:
            continue
        if DURATIONS.index(str(minimum)) > DURATIONS.index(str(target)):
            reason = f"is longer than its target ({target}); shorten it or lengthen the target"
            errors.append(_error(values, minimum_path, reason))
    return errors
