"""The rights of a mail: total, and binding only for a known sender whose domain sent it."""

from itertools import product

import pytest

from negotiations.domain.terms.standing import (
    RIGHT_WORDS,
    RIGHTS,
    Authentic,
    Right,
    Standing,
    problem_of,
    rights_of,
)

BINDING = {Right.ACCEPT, Right.ASK, Right.BE_ANSWERED, Right.OPT_OUT_INFLUENCER}
PAIRS = list(product(Standing, Authentic))


def test_every_pair_has_its_row_and_every_right_its_words() -> None:
    assert set(RIGHTS) == set(PAIRS) and set(RIGHT_WORDS) == set(Right)


@pytest.mark.parametrize(("standing", "authentic"), PAIRS)
def test_only_known_and_aligned_binds(standing: Standing, authentic: Authentic) -> None:
    binds = (standing, authentic) == (Standing.KNOWN, Authentic.ALIGNED)
    rights = rights_of(standing, authentic)
    assert rights >= BINDING if binds else not rights & BINDING
    assert bool(problem_of(standing, authentic, "mia@lark.example")) is not binds


@pytest.mark.parametrize("authentic", Authentic)
def test_a_stranger_never_comes_on_our_copy_line(authentic: Authentic) -> None:
    assert Right.BE_COPIED not in rights_of(Standing.UNKNOWN, authentic)


@pytest.mark.parametrize("standing", Standing)
def test_what_the_domain_disowns_opts_nobody_out(standing: Standing) -> None:
    rights = rights_of(standing, Authentic.UNALIGNED, is_trusted=True)
    assert not rights & {Right.OPT_OUT_SELF, Right.OPT_OUT_INFLUENCER}


def test_trust_lifts_what_nothing_vouches_for_and_never_what_is_disowned() -> None:
    assert rights_of("known", "unknown", is_trusted=True) == rights_of("known", "aligned")
    assert rights_of("known", "unaligned", is_trusted=True) == rights_of("known", "unaligned")
    assert not rights_of("unknown", "unknown", is_trusted=True) & BINDING


def test_a_word_that_is_neither_is_an_error() -> None:
    with pytest.raises(ValueError, match="forged"):
        rights_of("known", "forged")
