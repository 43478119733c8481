"""Small charts of days, worked out as coordinates; a template draws them, without any script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 600, 96
_GAP = 0.25


@dataclass(frozen=True)
class Bar:
    """One day's bar; `words` says it in full for who points at it or listens."""

    x: float
    y: float
    width: float
    height: float
    words: str
    is_over: bool


@dataclass(frozen=True)
class Chart:
    """One series of days: its bars, the steps of its limit, and the highest number of the scale."""

    title: str
    bars: Sequence[Bar]
    limit: str
    top: int
    total: int
    first: date
    last: date
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(
    title: str, days: Sequence[tuple[date, int]], *, limits: Sequence[int | None] = ()
) -> Chart:
    """Return the chart of one number a day, oldest first; a limit stands beside each day."""
    allowed = list(limits) or [None] * len(days)
    top = max([1, *(count for _, count in days), *(limit or 0 for limit in allowed)])
    slot = WIDTH / len(days)
    bars = []
    for index, ((day, count), limit) in enumerate(zip(days, allowed, strict=True)):
        height = HEIGHT * count / top
        words = f"{day:%-d %B}: {count}" + ("" if limit is None else f" of {limit}")
        bars.append(
            Bar(
                x=round(index * slot + slot * _GAP / 2, 2),
                y=round(HEIGHT - height, 2),
                width=round(slot * (1 - _GAP), 2),
                height=round(height, 2),
                words=words,
                is_over=limit is not None and count > limit,
            )
        )
    total = sum(count for _, count in days)
    return Chart(title, bars, _steps(allowed, top, slot), top, total, days[0][0], days[-1][0])


def _steps(limits: Sequence[int | None], top: int, slot: float) -> str:
    """Return the path of the limit: a step a day, a break where none is known."""
    path, is_broken = [], True
    for index, limit in enumerate(limits):
        if limit is None:
            is_broken = True
            continue
        y = round(HEIGHT - HEIGHT * limit / top, 2)
        start, end = round(index * slot, 2), round((index + 1) * slot, 2)
        path.append(f"{'M' if is_broken else 'L'}{start} {y}L{end} {y}")
        is_broken = False
    return "".join(path)
