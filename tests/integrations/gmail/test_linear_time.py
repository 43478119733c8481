"""No text makes a pattern of the mail reader work more than its length."""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import integrations.gmail as room
from integrations.gmail.parsing import classify_mail, latest_reply
from integrations.gmail.patterns import LONGEST_REPEAT, bounded
from tests.integrations.gmail.pumping import hard_texts

# For twice the text at most so much more time; a square would need four times.
MOST = 2.6
SHORT = 2_000
# How many of the texts worked out from a pattern are measured twice.
TEXTS = 3
# Below this a measure is the clock's noise.
WORTH_MEASURING = 0.001


def as_text(pattern: re.Pattern[str] | re.Pattern[bytes]) -> re.Pattern[str]:
    if isinstance(pattern.pattern, str):
        return re.compile(pattern.pattern, pattern.flags)
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags)


PATTERNS = {
    f"{found.name}.{name}": as_text(value)
    for found in pkgutil.iter_modules(room.__path__)
    for name, value in vars(importlib.import_module(f"{room.__name__}.{found.name}")).items()
    if isinstance(value, re.Pattern)
}


def open_repeats(items: Any, *, ends: bool = True) -> Iterator[Any]:
    """Repeats without an end that something must follow."""
    items = list(items)
    for index, (code, argument) in enumerate(items):
        is_last = ends and index == len(items) - 1
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            if argument[1] == codes.MAXREPEAT and not is_last:
                yield argument[2]
            yield from open_repeats(argument[2], ends=False)
        elif code is codes.SUBPATTERN:
            yield from open_repeats(argument[3], ends=is_last)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from open_repeats(branch, ends=is_last)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from open_repeats(argument[1], ends=False)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_repeats_without_end_before_its_own_end(name: str) -> None:
    pattern = PATTERNS[name]
    assert list(open_repeats(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))) == []


def seconds(work: Callable[..., Any], text: str, tries: int) -> float:
    """The best of several tries on this thread's own clock, which a busy machine does not turn."""
    best = float("inf")
    for _ in range(tries):
        started = time.thread_time()
        work(text)
        best = min(best, time.thread_time() - started)
    return best


def growth(work: Callable[..., Any], short: str, long: str) -> float:
    """How much longer the doubled text takes; measured again and again while it looks too much."""
    ratio = float("inf")
    for tries in (1, 3, 9):
        before = max(seconds(work, short, tries), WORTH_MEASURING)
        ratio = min(ratio, seconds(work, long, tries) / before)
        if ratio <= MOST:
            break
    return ratio


def grows_too_fast(pattern: re.Pattern[str]) -> list[int]:
    """The hardest texts of a pattern, as one round over them shows, whose double takes too long."""
    short = list(hard_texts(pattern, SHORT))
    hardest = sorted(
        range(len(short)), key=lambda at: seconds(pattern.search, short[at], 1), reverse=True
    )[:TEXTS]
    long = list(hard_texts(pattern, SHORT * 2))
    return [at for at in hardest if growth(pattern.search, short[at], long[at]) > MOST]


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_at_most_twice_the_time(name: str) -> None:
    assert grows_too_fast(PATTERNS[name]) == []


def test_the_measure_finds_a_pattern_that_takes_the_square() -> None:
    assert growth(re.compile(r"\s*<").search, " " * 3_000, " " * 6_000) > MOST
    assert list(open_repeats(parser.parse(r"\w*x")))


UNITS = ["> a\n", "--\n", "-----\n$5\n", "On 1.1.2026 wrote ", "From: a@b.example\n", "<s>x</s>"]


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_mail_takes_at_most_twice_the_time(unit: str) -> None:
    head = b"From: a@b.example\nSubject: Re: x\n\n"
    count = 6_000 // len(unit)
    for work in (latest_reply, lambda text: classify_mail(head + text.encode())):
        assert growth(work, unit * count, unit * count * 2) <= MOST
    assert (
        growth(lambda text: latest_reply(text, earlier=[text]), unit * count, unit * count * 2)
        <= MOST
    )


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (r"a*b+", r"a{0,200}b{1,200}"),
        (r"\w+\s*?x{3,}", r"\w{1,200}\s{0,200}?x{3,200}"),
        (r"[*+]\*\+[]*]+[^]+]", r"[*+]\*\+[]*]{1,200}[^]+]"),
        (r"x{2,5}(?:y|z)*$", r"x{2,5}(?:y|z){0,200}$"),
    ],
)
def test_open_repeats_are_bounded_and_nothing_else_is_touched(source: str, written: str) -> None:
    assert bounded(source).pattern == written


@given(st.text(alphabet="ab*+ ", max_size=30))
def test_a_bounded_pattern_finds_what_the_open_one_finds(text: str) -> None:
    open_one = re.compile(r"a+ ?[*+]*(?:b|\+)*")
    assert len(text) < LONGEST_REPEAT
    assert bounded(open_one.pattern).findall(text) == open_one.findall(text)
