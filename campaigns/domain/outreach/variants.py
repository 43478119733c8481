"""Which approved variant of a template a prospect gets: one, for life, by a stable hash. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """One approved version of a template; `weight` is its share of the prospects."""

    name: str
    weight: int = 1


def stable_number(key: str) -> int:
    """Return a number that depends on the key alone: the same in every process and release."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8])


def variant_for(prospect_id: int, test: str, variants: Sequence[Variant]) -> Variant:
    """Return the prospect's variant of a test; the order in which variants are listed is no matter.

    :raises ValueError: if no variant has any weight
    """
    ordered = sorted((v for v in variants if v.weight > 0), key=lambda v: v.name)
    if not ordered:
        raise ValueError(f"the test {test!r} has no variant to choose from")
    place = stable_number(f"{test}:{prospect_id}") % sum(v.weight for v in ordered)
    for variant in ordered:
        place -= variant.weight
        if place < 0:
            return variant
    raise AssertionError("the weights add up to more than their sum")
