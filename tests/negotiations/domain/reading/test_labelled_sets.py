"""The offline reader on the labelled replies: amounts, intents, and not one wrong yes."""

from functools import cache

import pytest

from negotiations.domain.reading import read_reply
from negotiations.domain.reading.reader import OfferSeen, read
from tests.benchmarks._replies import labelled_replies, lines
from tests.benchmarks.reply_reader import INTENTS, SETS, Score, measured


@cache
def _all() -> Score:
    return measured(tuple(row for file in SETS.values() for row in labelled_replies(file)))


def test_amounts_are_read_with_an_f1_of_at_least_97_percent() -> None:
    assert _all().amount_f1 >= 0.97


@pytest.mark.parametrize("intent", INTENTS)
def test_each_intent_is_read_right_in_at_least_95_percent(intent: str) -> None:
    assert _all().right(intent) >= 0.95


def test_no_reply_is_wrongly_read_as_a_yes() -> None:
    assert _all().wrong_accepts == 0


@pytest.mark.parametrize("offer", [labelled_replies("replies_tuning.txt")[0].offer, None],
                         ids=["after_offer", "no_offer"])  # fmt: skip
@pytest.mark.parametrize("words", lines("near_yes.txt") + lines("near_yes_more.txt"))
def test_what_only_sounds_like_a_yes_is_none(words: str, offer: OfferSeen | None) -> None:
    assert read(subject="", body=words, our_last_offer=offer).intent != "accept"


def test_a_misread_total_is_rarer_than_one_in_a_hundred() -> None:
    assert _all().wrong_totals <= 0.01 * _all().rows


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("$150 per hour", id="an_hour"),
        pytest.param("$200 per story", id="a_piece_we_did_not_offer"),
        pytest.param("$250 deposit please", id="a_deposit"),
        pytest.param("Please add 15% for our agency", id="a_share"),
        pytest.param("Whitelisting is $300 per month", id="a_right_by_the_month"),
        pytest.param("$25 CPM", id="a_cpm"),
        pytest.param("$90 each, 4 videos", id="another_number_of_pieces"),
        pytest.param("TikTok $300, Story $90", id="a_rate_card_of_other_pieces"),
    ],
)
def test_a_part_of_a_price_is_never_the_total(words: str) -> None:
    rows = labelled_replies("replies_tuning.txt")

    assert read(subject="", body=words, our_last_offer=rows[0].offer).total is None


def test_the_same_words_are_always_read_the_same() -> None:
    words = "Hi! Reel $900, story $200, or $1,000 for both. Usage is extra. Is that OK?"

    assert read_reply("Re", words) == read_reply("Re", words)
