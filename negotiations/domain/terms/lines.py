"""An offer's total as priced lines, by the published shares of its terms. Pure.

The strategy decides the total; the lines only say what it buys. They add up to it to the smallest
unit of its currency. When a term moves, `reprice` moves a total by that term's share.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from campaigns.domain.money import quantize
from campaigns.domain.patterns import Pattern
from negotiations.domain.terms.benchmarks import piece_range, uplift_range
from negotiations.domain.terms.offer_terms import RIGHT_LABELS, Terms

_POST = Decimal(100)
_DURATION = Pattern(r"(\d{1,3})[ -]?(day|week|month|year)", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_INCLUDED_REVISIONS = 2


@dataclass(frozen=True)
class Line:
    """One part of an offer: what, how many or how long, its amount, why, and who says so.

    `days` None means perpetual where the line is a right, and no duration elsewhere.
    """

    kind: str
    label: str
    quantity: int
    days: int | None
    amount: Decimal
    basis: str
    source: str


@dataclass(frozen=True)
class _Part:
    kind: str
    label: str
    quantity: int
    days: int | None
    weight: Decimal
    basis: str
    source: str


def lines_of(*, amount: Decimal, currency: str, terms: Terms) -> tuple[Line, ...]:
    """Return the offer's lines; their amounts add up to `amount` exactly.

    A term without a published share has a line with the amount zero that says so.

    :raises ValueError: if the amount is negative
    """
    if amount < 0:
        raise ValueError(f"no lines for the amount {amount}")
    parts = tuple(_parts(terms))
    whole = sum((part.weight for part in parts), Decimal(0))
    lines, before, done = [], Decimal(0), Decimal(0)
    for part in parts:
        before += part.weight
        # Each line ends where its running share ends, so no cent is lost or made.
        ends = amount if before == whole else quantize(amount * before / whole, currency)
        lines.append(
            Line(
                part.kind, part.label, part.quantity, part.days, ends - done,
                part.basis, part.source,
            )
        )  # fmt: skip
        done = ends
    return tuple(lines)


def weight_of(terms: Terms) -> Decimal:
    """Return what a package weighs by the published shares; one feed post weighs 100."""
    return sum((part.weight for part in _parts(terms)), Decimal(0))


def reprice(
    total: Decimal,
    *,
    old: Terms,
    new: Terms,
    currency: str,
    floor: Decimal,
    ceiling: Decimal,
) -> Decimal:
    """Return the total once the terms have moved, inside floor and ceiling.

    Rounded down to the smallest unit: a re-priced limit never lies above the exact one.

    :raises ValueError: if the floor lies above the ceiling
    """
    if floor > ceiling:
        raise ValueError(f"the floor {floor} lies above the ceiling {ceiling}")
    moved = quantize(total * weight_of(new) / weight_of(old), currency, ROUND_DOWN)
    return min(max(moved, floor), ceiling)


def duration_of(text: str) -> int:
    """Return the days a free text names ("6 months, category"), 0 where it names none."""
    found = _DURATION.search(text)
    return int(found[1]) * _DAYS[found[2].lower()] if found else 0


def _parts(terms: Terms) -> Iterator[_Part]:
    pieces = tuple(_pieces(terms))
    yield from pieces
    base = sum((piece.weight for piece in pieces), Decimal(0))
    for kind, days in _rights(terms):
        yield _uplift(kind, days, base)
    if terms.is_rush:
        yield _uplift("rush", 0, base)
    yield from _unpriced(terms)


def _pieces(terms: Terms) -> Iterator[_Part]:
    if not terms.deliverables:
        yield _Part("fee", "Fee", 1, None, _POST, "the base fee", "our own bounds")
    for item in terms.deliverables:
        found = piece_range(item.type)
        each = found.middle if found else _POST
        basis, source = "counted as one feed post", "nobody publishes a ratio for it"
        if found:
            basis, source = f"{found.middle:f} % of a feed post each", found.provenance
        weight = each * max(item.quantity, 1)
        yield _Part("deliverable", item.label, item.quantity, None, weight, basis, source)


def _rights(terms: Terms) -> Iterator[tuple[str, int | None]]:
    for right in terms.rights:
        if right.days is None or right.days > 0:
            yield right.kind, right.days
    if terms.exclusivity.strip():
        yield "exclusivity", duration_of(terms.exclusivity)


def _uplift(kind: str, days: int | None, base: Decimal) -> _Part:
    label = RIGHT_LABELS.get(kind, kind.replace("_", " ")).capitalize()
    found = uplift_range(kind, days)
    if found is None:
        return _Part(kind, label, 1, days, Decimal(0), "not priced apart", "no published price")
    basis = f"{found.middle:f} % on the base fee"
    return _Part(kind, label, 1, days, base * found.middle / 100, basis, found.provenance)


def _unpriced(terms: Terms) -> Iterator[_Part]:
    """What belongs to the offer and has no published share of a fee."""
    rounds = terms.revision_rounds or 0
    if rounds > _INCLUDED_REVISIONS:
        yield _no_share("revisions", "Revisions beyond two", rounds - _INCLUDED_REVISIONS)
    if terms.has_raw_footage:
        yield _no_share("raw_footage", "Raw footage", 1)
    if terms.payment_days is not None:
        yield _no_share("payment_days", f"Payment within {terms.payment_days} days", 1)


def _no_share(kind: str, label: str, quantity: int) -> _Part:
    basis = "inside the fee"
    return _Part(kind, label, quantity, None, Decimal(0), basis, "no published share of a fee")
