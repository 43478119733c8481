"""Every pattern takes time linear in the length of a hostile text, and none at import."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from campaigns.domain.patterns import Pattern
from negotiations.domain import gate, letters, money, terms

ROOMS = (gate, letters, money, terms)
# Below this a doubling measures the clock; a pattern that is not linear is far above it (seconds).
MEASURABLE = 0.003
# Nothing that is linear takes a processor's second for a few thousand characters.
HOPELESS = 1.0
LENGTHS = (60, 800)
REPEATED = (
    "1", "1,", "1.", "1 ", "1-", "12/", "1:", "$", "$1 ", "a", "A", "a ", "A ", "a.", "a@",
    "a-", ".", ",", ", ", " ", "\t", "\n", "\n ", "-", "~", "~~ ", "<", "<a", "=",
    "a='", "(", "é", "万", "and ", "to ", "no ", "n't ", "your ", "we ", "one ", "of ",
    "\u25a1", "\u25a1 ", ">",
)  # fmt: skip


def held(value: object, depth: int = 0) -> Iterator[Pattern | re.Pattern[str]]:
    """Yield the patterns a module's value holds, inside tables and records too."""
    if isinstance(value, Pattern | re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from held(item, depth + 1)
    elif depth < 4 and isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from held(item, depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from held(getattr(value, field.name), depth + 1)


def discovered() -> dict[str, Pattern | re.Pattern[str]]:
    """Every pattern of these rooms by its place."""
    found: dict[str, Pattern | re.Pattern[str]] = {}
    for room in ROOMS:
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(held(value)):
                    if pattern not in found.values():
                        found[f"{module.name.split('.', 2)[2]}.{name}.{number}"] = pattern
    return found


PATTERNS = discovered()


def attacks(source: str) -> Iterator[str]:
    """Yield what is repeated: general marks, and the pattern's own words."""
    words = list(dict.fromkeys(re.findall(r"(?<!\\)[a-zäöüéñ]{2,}", source)))
    own = [f"{word} " for word in words[:: max(1, len(words) // 12)]]
    pairs = [f"{a} {b} " for a, b in zip(words, words[1:], strict=False)][
        :: max(1, len(words) // 6)
    ]
    yield from (*REPEATED, *own, *pairs)


def spent(pattern: re.Pattern[str], text: str, times: int = 1) -> float:
    """The processor's seconds for a search of the whole text; the best of some."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        for _match in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - started)
    return best


def is_linear(pattern: re.Pattern[str], part: str) -> bool:
    """Tell whether twice the text takes at most 2.6 times as long, given several chances.

    Lengths grow, so that a pattern far from linear is found before it takes an hour.
    """
    for length in LENGTHS:
        twice = part * (2 * length // len(part)) + "§"
        if spent(pattern, twice) > HOPELESS:
            return False
    once = part * (LENGTHS[-1] // len(part)) + "§"
    return spent(pattern, twice) < MEASURABLE or any(
        spent(pattern, twice, 3) <= 2.6 * spent(pattern, once, 3) for _ in range(6)
    )


@pytest.mark.parametrize("place", PATTERNS)
def test_twice_the_text_takes_twice_the_time(place: str) -> None:
    found = PATTERNS[place]
    pattern = found.compiled if isinstance(found, Pattern) else found
    slow = [part for part in attacks(pattern.pattern) if not is_linear(pattern, part)]
    assert slow == []


def test_no_pattern_is_compiled_at_import() -> None:
    assert len(PATTERNS) > 100
    assert [place for place, found in PATTERNS.items() if isinstance(found, re.Pattern)] == []
