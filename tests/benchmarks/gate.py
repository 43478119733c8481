"""Measure the gate: wrong amounts let through, and honest mails stopped.

Run `python -m tests.benchmarks.gate [--failures]`.
"""

import math
import sys
import time
from collections.abc import Iterable

from negotiations.domain.gate.check import check_email
from tests.negotiations.domain.gate.corpus import FILES, Mail, honest, mutated, sentences

_Z = 1.96


def interval(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    share, square = hits / total, _Z * _Z / total
    middle = share + square / 2
    width = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total))
    return max(0.0, (middle - width) / (1 + square)), (middle + width) / (1 + square)


def measured(mails: Iterable[Mail], *, wants_findings: bool) -> tuple[int, int]:
    """How many mails the gate judged wrongly, and how many there are."""
    wrong = total = 0
    for mail in mails:
        total += 1
        found = check_email(mail.subject, mail.body, mail.world.allowed)
        if bool(found) != wants_findings:
            wrong += 1
            if "--failures" in sys.argv:
                print(f"== {mail.why}: {found}\n{mail.body}")
    return wrong, total


def line(name: str, wrong: int, total: int) -> str:
    """One row of the table, with its interval."""
    low, high = interval(wrong, total)
    share = f"{wrong}/{total} = {wrong / total:.2%}"
    return f"{name:32} {share:20} 95 % [{low:.2%}, {high:.2%}]"


def main() -> None:
    """Print the table."""
    started = time.perf_counter()
    bad = [mail for name in FILES for mail in mutated(name)]
    good = [*sentences(), *(mail for name in FILES for mail in honest(name))]
    print(line("wrong amounts let through", *measured(bad, wants_findings=True)))
    print(line("honest mails stopped", *measured(good, wants_findings=False)))
    spent = time.perf_counter() - started
    print(f"{'milliseconds a mail':32} {spent / (len(bad) + len(good)) * 1000:.1f}")


if __name__ == "__main__":
    main()
