"""What a reply does to a person's approach, and who is hot."""

from decimal import Decimal
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.domain.outreach.replies import (
    Intent,
    Reply,
    happening_of,
    is_hot,
    needs_person,
    strongest,
)

SURE, UNSURE = D("0.70"), D("0.69")


@pytest.mark.parametrize(
    ("reply", "hot"),
    [
        (Reply(Intent.INTERESTED, SURE), True),
        (Reply(Intent.RATE_QUOTE, SURE), True),
        (Reply(Intent.COUNTER, SURE), True),
        (Reply(Intent.INTERESTED, UNSURE), False),
        (Reply(Intent.QUESTION, D(1)), False),
        (Reply(Intent.NEGATIVE, D(1)), False),
        (Reply(Intent.AUTOMATIC, D(1)), False),
        (Reply(Intent.BOUNCE, D(1)), False),
        (Reply(Intent.UNCLEAR, D(1)), False),
        (Reply(Intent.INTERESTED, D(1), may_bind=False), False),
    ],
)
def test_who_is_hot(reply: Reply, hot: bool) -> None:
    assert is_hot([reply]) is hot
    assert is_hot([reply], is_flagged=True)


def test_nobody_is_hot_without_a_reply_or_a_flag() -> None:
    assert not is_hot([])


def test_opt_out_words_beat_a_yes_beside_them() -> None:
    assert strongest([Intent.INTERESTED, Intent.UNSUBSCRIBE]) is Intent.UNSUBSCRIBE
    assert strongest([Intent.INTERESTED, Intent.NEGATIVE]) is Intent.NEGATIVE
    assert strongest([Intent.QUESTION, Intent.RATE_QUOTE]) is Intent.RATE_QUOTE
    assert strongest([]) is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("reply", "happening"),
    [
        (Reply(Intent.AUTOMATIC, D(1)), None),
        (Reply(Intent.BOUNCE, D(1)), Happening.BOUNCED),
        (Reply(Intent.UNSUBSCRIBE, UNSURE), Happening.OPTED_OUT),
        (Reply(Intent.NEGATIVE, SURE), Happening.SAID_NO),
        (Reply(Intent.NEGATIVE, UNSURE), Happening.ANSWERED),
        (Reply(Intent.QUESTION, UNSURE), Happening.ANSWERED),
    ],
)
def test_what_a_reply_does(reply: Reply, happening: Happening | None) -> None:
    assert happening_of(reply) is happening


@given(st.sampled_from(list(Intent)), st.decimals(0, 1, places=2), st.booleans())
def test_a_human_reply_is_hot_or_settled_or_somebody_reads_it(
    intent: Intent, confidence: Decimal, may_bind: bool
) -> None:
    reply = Reply(intent, confidence, may_bind)
    settled = intent in (Intent.UNSUBSCRIBE, Intent.NEGATIVE, Intent.BOUNCE, Intent.AUTOMATIC)
    assert is_hot([reply]) or settled or needs_person(reply)
