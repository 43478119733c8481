"""Whatever they write, in whatever order: what Parley never does, from readings to drafts."""

import pytest

from tests.negotiations.domain.pricing.never_play import Table
from tests.negotiations.domain.pricing.never_rules import Broken
from tests.negotiations.domain.pricing.never_worlds import Sequence, sequence_of

QUICK, FULL = 1_000, 100_000
QUICK_READING, FULL_READING = 5, 50
"""The mails of one sequence in so many are written out and go through the gate: the dear part."""


def fault_of(sequence: Sequence, *, reads_mails: bool = True) -> Exception | None:
    """Return what went wrong, a broken rule or any error at all."""
    try:
        Table(sequence, reads_mails).play()
    except Exception as error:  # noqa: BLE001 - every error at all is the finding
        return error
    return None


def shortest(sequence: Sequence, fault: Exception) -> tuple[Sequence, Exception]:
    """Leave out every event without which the same fault still shows."""
    index = len(sequence.events)
    while index > 0:
        index -= 1
        shorter = sequence.without(index)
        found = fault_of(shorter)
        if found is not None and _name(found) == _name(fault):
            sequence, fault = shorter, found
    return sequence, fault


def _name(fault: Exception) -> str:
    return fault.rule if isinstance(fault, Broken) else type(fault).__name__


def check(numbers: range, *, mails_read_in: int) -> None:
    """Play the sequences; the first that breaks a rule is shown as short as it gets."""
    for number in numbers:
        sequence = sequence_of(number)
        fault = fault_of(sequence, reads_mails=number % mails_read_in == 0)
        if fault is not None:
            sequence, fault = shortest(sequence, fault)
            pytest.fail(f"{type(fault).__name__}: {fault}\n{sequence}")


def test_a_thousand_sequences_break_no_rule() -> None:
    check(range(QUICK), mails_read_in=QUICK_READING)


@pytest.mark.deep
def test_a_hundred_thousand_sequences_break_no_rule() -> None:
    check(range(QUICK, FULL + QUICK), mails_read_in=FULL_READING)


def test_the_sequences_reach_every_kind_of_end() -> None:
    ends = {Table(sequence_of(number), reads_mails=False).play() for number in range(300)}
    assert ends >= {"agreed", "rejected", "counter_sent", "counter_received", "no price"}


def test_a_sequence_is_made_from_its_number() -> None:
    assert sequence_of(7) == sequence_of(7)
    assert str(sequence_of(7)) != str(sequence_of(8))
