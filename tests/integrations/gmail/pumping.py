"""Texts that make a pattern work hardest, worked out from the pattern itself."""

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " ",
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
# What no pattern ends with.
_END = "\x01"
LONGEST_HEAD = 300


def hard_texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of about this length: what a repeat takes, over and over, and then no way to go on."""
    seen = set()
    for head, pump in _pumps(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), ""):
        for unit in (pump, head[-LONGEST_HEAD:] + pump):
            if unit and unit not in seen:
                seen.add(unit)
                start = head[-LONGEST_HEAD:] if unit == pump else ""
                yield start + unit * (length // len(unit)) + _END


def _pumps(items: Any, head: str) -> Iterator[tuple[str, str]]:
    """Each repeat's own sample with a sample of what stands before it."""
    for code, argument in items:
        if code in _REPEATS:
            yield head, _sample(argument[2])
            yield from _pumps(argument[2], head)
        elif code is codes.SUBPATTERN:
            yield from _pumps(argument[3], head)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield head, _sample(branch)
                yield from _pumps(branch, head)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumps(argument[1], head)
        head += _sample([(code, argument)])


def _sample(items: Any) -> str:
    """A short text the items match."""
    return "".join(_one(code, argument) for code, argument in items)


def _one(code: Any, argument: Any) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        return _of_set(argument)
    if code in _REPEATS:
        return _sample(argument[2]) * max(int(argument[0]), 1 if argument[1] else 0)
    if code is codes.SUBPATTERN:
        return _sample(argument[3])
    return _sample(argument[1][0]) if code is codes.BRANCH else ""


def _of_set(options: Any) -> str:
    if options[0][0] is codes.NEGATE:
        taken = re.compile("[^" + "".join(map(_escaped, options[1:])) + "]")
        return next(char for char in "a 1-\n\x02" if taken.match(char))
    code, argument = options[0]
    if code is codes.RANGE:
        return chr(argument[0])
    return chr(argument) if code is codes.LITERAL else _CATEGORIES[argument]


def _escaped(option: tuple[Any, Any]) -> str:
    code, argument = option
    if code is codes.RANGE:
        return re.escape(chr(argument[0])) + "-" + re.escape(chr(argument[1]))
    if code is codes.LITERAL:
        return re.escape(chr(argument))
    names = {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_WORD: r"\w"}
    return names.get(argument, r"\W")
