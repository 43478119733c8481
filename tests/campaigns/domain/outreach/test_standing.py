"""Every pair of status and event has an outcome, and the ends hold."""

from itertools import product

import pytest

from campaigns.domain.outreach.compliance.standing import (
    ENDED,
    HAS_REPLIED,
    WRITABLE,
    Happening,
    Ruling,
    Standing,
    ruling_of,
)

S, H = Standing, Happening


@pytest.mark.parametrize(("source", "event"), list(product(Standing, Happening)))
def test_no_pair_raises_or_leaves_the_vocabulary(source: Standing, event: Happening) -> None:
    assert isinstance(ruling_of(source, event).target, Standing)


@pytest.mark.parametrize("source", list(Standing))
def test_an_opt_out_suppresses_from_everywhere(source: Standing) -> None:
    assert ruling_of(source, H.OPTED_OUT) == Ruling(S.SUPPRESSED)


@pytest.mark.parametrize(
    ("source", "event", "expected"),
    [
        (S.NO_RESPONSE, H.ANSWERED, Ruling(S.REPLIED, to_person=True)),
        (S.DECLINED, H.ANSWERED, Ruling(S.REPLIED, to_person=True)),
        (S.AGREED, H.SAID_NO, Ruling(S.AGREED, to_person=True)),
        (S.AGREED, H.ANSWERED, Ruling(S.AGREED, to_person=True)),
        (S.CONTACTED, H.ANSWERED, Ruling(S.REPLIED)),
        (S.CONTACTED, H.TOUCHED_AGAIN, Ruling(S.FOLLOWED_UP)),
        (S.FOLLOWED_UP, H.GREW_SILENT, Ruling(S.NO_RESPONSE)),
        (S.MANUAL_REVIEW, H.SCORED_IN, Ruling(S.QUALIFIED)),
        (S.NEGOTIATING, H.DEAL_MADE, Ruling(S.AGREED)),
        (S.SUPPRESSED, H.ANSWERED, Ruling(S.SUPPRESSED, to_person=True)),
        (S.SUPPRESSED, H.FIRST_TOUCHED, Ruling(S.SUPPRESSED)),
    ],
)
def test_the_moves_that_matter(source: Standing, event: Happening, expected: Ruling) -> None:
    assert ruling_of(source, event) == expected


@pytest.mark.parametrize("source", sorted(HAS_REPLIED | ENDED))
def test_a_new_score_overwrites_no_answer(source: Standing) -> None:
    for event in (H.SCORED_IN, H.SCORED_DOUBTFUL, H.SCORED_OUT):
        assert ruling_of(source, event).target is source


def test_sending_makes_nobody_qualified_or_negotiating() -> None:
    for source, event in product(Standing, (H.FIRST_TOUCHED, H.TOUCHED_AGAIN)):
        target = ruling_of(source, event).target
        assert target is source or target in (S.CONTACTED, S.FOLLOWED_UP)


def test_whoever_may_be_written_to_has_neither_answered_nor_ended() -> None:
    assert not WRITABLE & (HAS_REPLIED | ENDED)
