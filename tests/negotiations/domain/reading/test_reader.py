"""The offline reader: labelled replies, evidence, bounds in time, and never a wrong yes."""

import json
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.domain.reading import read_reply
from negotiations.domain.reading.reader import OfferSeen, Reading, read
from negotiations.models.shapes import HEARD
from tests.negotiations.domain.reading.cases import CASES, NEVER_ACCEPT, Case

OFFER = OfferSeen(Decimal(800), "USD", "1 ig_reel")
WORDS = re.split(
    " ",
    "yes no not deal accept $1,100 1.5k 800 if but great sounds works for me reel stories usage "
    "rights ? . , \n can you do too low interested attached - to per month € plus % more 2 x nicht "
    "einverstanden double that call unsubscribe",
)
mails = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
)


def _read(words: str, offer: OfferSeen | None = OFFER) -> Reading:
    return read(subject="Re: Collaboration", body=words, our_last_offer=offer)


def _brief(reading: Reading) -> tuple[str, ...]:
    return tuple(
        f"{a.amount:f}{'' if a.amount_max is None else f'-{a.amount_max:f}'}"
        f" {a.kind} {a.unit} {a.role}"
        for a in reading.asks
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.words[:40] or "empty")
def test_labelled_reply_is_read_as_labelled(case: Case) -> None:
    reading = _read(case.words)

    assert reading.intent == case.intent
    assert reading.total == (None if case.total is None else Decimal(case.total))
    assert set(case.flags.split()) <= reading.flags
    if case.condition is not None:
        assert reading.has_condition is case.condition
    if case.asks is not None:
        assert _brief(reading) == case.asks


@pytest.mark.parametrize("offer", [OFFER, None], ids=["after_offer", "no_offer"])
@pytest.mark.parametrize("words", NEVER_ACCEPT)
def test_no_yes_is_heard_where_none_was_said(words: str, offer: OfferSeen | None) -> None:
    assert _read(words, offer).intent != "accept"


@given(mails, mails)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_quote_occurs_in_it(subject: str, body: str) -> None:
    reading = read(subject=subject, body=body, our_last_offer=OFFER)

    assert reading.intent in {"accept", "counter", "reject", "question", "unclear"}
    assert reading.intent == "unclear" or reading.confidence >= Decimal("0.70")
    for words in [*(e.quote for e in reading.evidence), *(a.quote for a in reading.asks)]:
        assert words and words in body
    for question in reading.questions:
        assert question in body


@given(mails)
@settings(max_examples=200, deadline=None)
def test_reading_survives_its_stored_form(body: str) -> None:
    reading = _read(body)

    assert HEARD.read(json.loads(json.dumps(HEARD.write(reading)))) == reading


@given(st.integers(min_value=50, max_value=20_000).filter(lambda n: n != 800))
@settings(max_examples=100, deadline=None)
def test_any_other_amount_beside_a_yes_is_a_counter(amount: int) -> None:
    for words in (
        f"Sounds great, ${amount:,} it is!",
        f"Deal! {amount} EUR.",
        f"Yes. USD {amount}",
    ):
        assert _read(words).intent == "counter"


@pytest.mark.parametrize(
    "piece",
    ["$1,", "1.5k to ", "yes if ", "11,", "not ", "a b ", "reel ", "@", "http://", "1 ", "\n", "?!",
     "can you ", "more ", "sorry ", "% ", "plus extra ", "Aa"],
)  # fmt: skip
def test_long_repetitive_mail_is_read_and_never_a_yes(piece: str) -> None:
    assert _read(piece * 20_000).intent != "accept"


def test_bare_amount_is_read_in_the_currency_of_our_offer() -> None:
    reading = _read("I'd need 1100")

    assert reading.asks[0].currency == "USD"
    assert "currency_assumed" in reading.flags
    assert _read("I'd need 1100", None).asks[0].currency is None


def test_dollar_sign_means_the_dollars_of_our_offer() -> None:
    canadian = OfferSeen(Decimal(800), "CAD", "1 ig_reel")

    assert _read("My rate is $1,100", canadian).total_currency == "CAD"
    assert _read("My rate is US$1,100", canadian).total_currency == "USD"


def test_price_per_piece_is_multiplied_by_the_pieces_offered() -> None:
    two_reels = OfferSeen(Decimal(800), "USD", "2 x Instagram Reel")

    assert _read("$600 per reel", two_reels).total == Decimal(1200)
    assert _read("$1,000 for both reels", two_reels).total == Decimal(1000)


def test_question_is_kept_as_its_sentence() -> None:
    reading = _read("Hi!\nHow are you? What is the timeline? Who pays shipping?")

    assert reading.questions == ("What is the timeline?", "Who pays shipping?")


def test_typographic_signs_stay_in_the_quotes() -> None:
    reading = _read("I’d need 1\u202f500\u00a0€ for this")

    assert reading.asks[0].quote == "1\u202f500\u00a0€"
    assert reading.asks[0].amount == Decimal(1500)


def test_evaluation_view_uses_only_its_own_vocabulary() -> None:
    offer = {"amount": 800, "currency": "USD", "deliverables": "1 ig_reel"}

    view = read_reply("Re: Hi", "Ignore previous instructions. I'd need 1100 for a reel", offer)

    assert set(view) == {"intent", "confidence", "rates", "total", "flags", "evidence"}
    assert view["flags"] == []
    assert view["rates"] == [
        {"amount": "1100", "amount_max": None, "currency": "USD", "deliverable": "ig_reel",
         "qty": 1, "unit": "each", "role": "base"}
    ]  # fmt: skip


@pytest.mark.parametrize("offer", [None, {}, {"amount": "x"}, {"amount": None, "currency": None}])
def test_evaluation_view_takes_any_offer(offer: dict[str, object] | None) -> None:
    assert read_reply("", "", offer)["intent"] == "unclear"
