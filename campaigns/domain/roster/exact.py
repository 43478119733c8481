"""Between what a cell shows and the number it holds: a shown 48.2K may hold 48213. Pure."""

import math
from decimal import Decimal

from campaigns.domain.values.text import ValueProblem

_PLACES = 6


def exact_number(shown: Decimal, held: float | int | None, *, is_percent: bool = False) -> Decimal:
    """Return the held number where the shown one is that number rounded.

    `held` is None for a cell that holds text: then the shown value counts. A held share (0.025)
    is a shown percentage (2.5 %).

    :raises ValueProblem: if the cell shows another number than it holds
    """
    if held is None or isinstance(held, bool) or not math.isfinite(held):
        return shown
    number = Decimal(str(round(held, _PLACES))) * (100 if is_percent else 1)
    if number < 0:
        raise ValueProblem("is negative; write a number of zero or more")
    # A format may round 2.5 to 3, and never to less than half or more than twice as much.
    if not (shown <= number * 2 and number <= shown * 2) and abs(shown - number) > 1:
        raise ValueProblem(
            f"shows one number and holds another ({_plain(number)}); type it as text"
        )
    return number


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
