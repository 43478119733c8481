"""Price lists become one ask for one package of ours, or a question for a person."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.domain.pricing.decide import decide
from negotiations.domain.pricing.policy import (
    Accept,
    AskHuman,
    Counter,
    Playbook,
    Position,
    SentOffer,
)
from negotiations.domain.pricing.price_sheet import NoQuote, Quote
from negotiations.domain.pricing.quotes import packages_of, quote_of
from negotiations.domain.reading.asks import OfferSeen
from negotiations.domain.reading.reader import Reading, read
from negotiations.domain.terms.lines import weight_of
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Right, Terms
from negotiations.domain.terms.receipts import explain, is_genuine, recompute
from negotiations.models.shapes import HEARD, POSITION
from tests.negotiations.domain.pricing.builders import a_position, some_bounds

REEL, STORY = "instagram_reel", "instagram_story"
FULL = (Deliverable(REEL, 2), Deliverable(STORY, 3))
CORE = (Deliverable(REEL, 2),)
SMALL = (Deliverable(REEL, 1),)
PAIR = (Deliverable(REEL, 1), Deliverable(STORY, 1))
PAID = (Right("paid_usage", 30),)


def a_talk(
    pieces: tuple[Deliverable, ...] = FULL,
    *,
    rights: tuple[Right, ...] = (),
    offered: str | None = "1000.00",
    others: tuple[tuple[Deliverable, ...], ...] = (CORE, SMALL),
    **changes: Any,
) -> Position:
    """Return a thread whose one offer of 50,000 views at 20 to 50 stands on these terms."""
    terms = Terms(deliverables=pieces, rights=rights)
    position = a_position(
        bounds=some_bounds(cpm_ceiling=D(50)),
        facts=LeverFacts(scenarios=(pieces, *others)),
        opening_terms=terms,
        playbook=Playbook(above_ceiling="levers_first"),
    )
    offers = () if offered is None else (SentOffer(D(offered), None, terms),)
    return replace(position, offers=offers, **changes)


def reading_of(position: Position, words: str) -> Reading:
    standing = position.standing
    seen = None
    if standing is not None:
        pieces = ", ".join(f"{d.quantity} {d.type}" for d in standing.terms.deliverables)
        seen = OfferSeen(standing.amount, "USD", pieces)
    return read(subject="Re: offer", body=words, our_last_offer=seen)


def quoted(position: Position, words: str) -> Quote | NoQuote | None:
    return quote_of(position, reading_of(position, words))


@pytest.mark.parametrize(
    ("pieces", "words", "total"),
    [
        pytest.param(PAIR, "1 reel 900, story 250, both 1,050", "1050", id="both for less"),
        pytest.param(PAIR, "$900 for a reel and $250 for a story.", "1150", id="by the piece"),
        pytest.param(FULL, "$800 per reel, $150 per story.", "2050", id="times the number"),
        pytest.param(CORE, "1 reel $900, 2 reels $1,600, 3 reels $2,200", "1600", id="steps"),
        pytest.param(
            FULL, "1 reel + 2 stories: $1,100\n2 reels + 3 stories: $1,900", "1900", id="packages"
        ),
        pytest.param(
            FULL,
            "Option A: 1 reel for $900. Option B: 2 reels and 3 stories for $1,900.",
            "1900",
            id="options",
        ),
        pytest.param(
            FULL, "- Reel: $700\n- Story: $150\n- TikTok: $650", "1850", id="more than we want"
        ),
        pytest.param(CORE, "The reels would be $1,700.", "1700", id="all of one kind"),
    ],
)
def test_a_price_list_that_covers_our_package_is_its_ask(
    pieces: tuple[Deliverable, ...], words: str, total: str
) -> None:
    found = quoted(a_talk(pieces), words)
    assert isinstance(found, Quote)
    assert found.total == D(total)
    assert found.terms.deliverables == pieces


@pytest.mark.parametrize(
    ("rights", "words", "total"),
    [
        pytest.param((), "$800 per reel, whitelisting +30 %", "1600", id="an extra we do not want"),
        pytest.param(
            (Right("whitelisting", 30),), "$800 per reel, whitelisting +30 %", "2080.00", id="ours"
        ),
        pytest.param(
            PAID, "$800 per reel, 60 days of paid usage is 25% on top.", "2000.00", id="longer"
        ),
        pytest.param(
            (Right("whitelisting", 30),),
            "$800 per reel. Whitelisting is an extra $200.",
            "1800.00",
            id="an extra in money",
        ),
        pytest.param(
            (Right("whitelisting", 30), *PAID),
            "$800 per reel, whitelisting +30%, paid usage +50%",
            "2880.00",
            id="two extras on the base",
        ),
        pytest.param(
            PAID, "My rate is $1,500, paid usage +10%.", "1650.00", id="on an amount without pieces"
        ),
    ],
)
def test_extras_count_where_our_package_contains_them(
    rights: tuple[Right, ...], words: str, total: str
) -> None:
    found = quoted(a_talk(CORE, rights=rights), words)
    assert isinstance(found, Quote)
    assert found.total == D(total)


@pytest.mark.parametrize(
    ("pieces", "rights", "words"),
    [
        pytest.param(FULL, (), "A story is $150.", id="a part of the package"),
        pytest.param(FULL, (), "I charge $900 for a TikTok.", id="another piece"),
        pytest.param(FULL, (), "2 reels for $2,400.", id="a smaller package above its share"),
        pytest.param(
            (Deliverable(REEL, 3), Deliverable(STORY, 1)),
            (),
            "A reel is $100.",
            id="a small package whose share lies under our floor",
        ),
        pytest.param(CORE, (Right("whitelisting", 30),),
                     "$800 per reel, whitelisting 4% of ad spend.", id="of the ad spend"),
        pytest.param(CORE, (Right("paid_usage", 90),),
                     "$800 per reel, 30 days paid usage +20%", id="a shorter right than ours"),
        pytest.param(CORE, (Right("paid_usage", None),),
                     "$800 per reel, 30 days paid usage +20%", id="ours has no end"),
        pytest.param((Deliverable(REEL, 3),), (), "1 reel would be $600.", id="one of three"),
        pytest.param(CORE, (), "A reel would be $600.", id="one, or each of our two"),
        pytest.param(CORE, (), "$800 per reel in the US, €700 per reel in Europe", id="currencies"),
        pytest.param(CORE, (), "$800 per reel, $900 per reel", id="two prices for one thing"),
    ],
)  # fmt: skip
def test_what_is_open_goes_to_a_person(
    pieces: tuple[Deliverable, ...], rights: tuple[Right, ...], words: str
) -> None:
    position = a_talk(pieces, rights=rights)
    reading = replace(reading_of(position, words), intent="counter", confidence=D("0.9"))
    assert isinstance(quote_of(position, reading), NoQuote)
    decision = decide(position=position, reading=reading)
    assert isinstance(decision, AskHuman)
    assert decision.code == "unpriced_terms"


def test_the_price_of_one_named_piece_is_not_multiplied() -> None:
    position = a_talk((Deliverable(REEL, 3),), others=())
    assert isinstance(quoted(position, "1 reel would be $600."), NoQuote)
    rate = quoted(position, "$600 per reel.")
    assert isinstance(rate, Quote)
    assert rate.total == D(1800)


@pytest.mark.parametrize("words", ["I would need $1,400.", "Could you do better?", "Deal!"])
def test_a_plain_amount_is_no_price_list(words: str) -> None:
    assert quoted(a_talk(), words) is None


def test_a_smaller_package_inside_its_share_is_talked_about_and_agreed() -> None:
    position = a_talk(offered="1500.00")
    decision = decide(position=position, reading=reading_of(position, "2 reels for $900."))
    assert isinstance(decision, Accept)
    assert (decision.amount, decision.from_ask) == (D("900.00"), True)
    assert decision.terms is not None
    assert decision.terms.deliverables == CORE


def test_an_ask_for_a_smaller_package_does_not_get_the_price_of_the_large_one() -> None:
    position = a_talk(offered="1500.00")
    decision = decide(position=position, reading=reading_of(position, "2 reels for $1,450."))
    assert isinstance(decision, Counter)
    assert decision.terms.deliverables in (CORE, SMALL)
    assert decision.amount < D("1450")
    share = weight_of(Terms(deliverables=CORE)) / weight_of(Terms(deliverables=FULL))
    assert decision.amount <= D(2500) * share


def test_a_first_price_list_after_an_inquiry_is_no_ask_for_a_whole_it_does_not_cover() -> None:
    position = a_talk(offered=None, others=())
    decision = decide(position=position, reading=reading_of(position, "A reel is $500."))
    assert isinstance(decision, AskHuman)
    covered = decide(
        position=position, reading=reading_of(position, "A reel is $500, a story $100.")
    )
    assert isinstance(covered, Accept | Counter)


def test_an_acceptance_that_prices_what_our_offer_contains_is_no_acceptance() -> None:
    position = a_talk(CORE, rights=PAID)
    words = "Deal, $1,000 works. Paid usage would be +30%."
    reading = replace(
        reading_of(position, words), intent="accept", confidence=D("0.9"), has_condition=False
    )
    assert isinstance(decide(position=position, reading=reading), AskHuman)
    free = a_talk(CORE)
    assert isinstance(decide(position=free, reading=reading), Accept)


def test_the_receipt_names_the_lines_of_their_list() -> None:
    position = a_talk(CORE, rights=(Right("whitelisting", 30),))
    reading = reading_of(position, "$900 per reel, whitelisting +30 %")
    receipt = decide(position=position, reading=reading).receipt.as_dict()
    assert receipt["inputs"]["quote"] == [
        "2 x Instagram Reel: $1,800.00",
        "whitelisting +30 %: $540.00",
    ]
    assert is_genuine(receipt)
    assert "They quote whitelisting +30 %: $540.00." in explain(receipt)


def test_a_recorded_price_list_leads_to_the_same_decision_again() -> None:
    position = a_talk(PAIR, rights=PAID)
    reading = reading_of(position, "1 reel + 1 story: $1,500, 90 days paid usage +20%")
    assert reading.uplifts
    assert any(ask.pieces for ask in reading.asks)
    again = HEARD.read(HEARD.write(reading))
    assert again == reading
    first = decide(position=position, reading=reading)
    assert decide(position=POSITION.read(POSITION.write(position)), reading=again) == first


@settings(max_examples=150, deadline=None)
@given(
    prices=st.tuples(st.integers(50, 4000), st.integers(10, 900)),
    pair=st.none() | st.integers(50, 6000),
    uplift=st.none() | st.integers(1, 120),
    offered=st.none() | st.integers(1000, 2500),
    name=st.sampled_from(["fixed_ladder", "adaptive"]),
    rights=st.sampled_from([(), PAID]),
)
def test_no_price_list_leads_out_of_the_bounds(
    prices: tuple[int, int],
    pair: int | None,
    uplift: int | None,
    offered: int | None,
    name: str,
    rights: tuple[Right, ...],
) -> None:
    amount = None if offered is None else f"{offered}.00"
    position = a_talk(FULL, rights=rights, offered=amount)
    position = replace(position, playbook=Playbook(name=name, above_ceiling="levers_first"))
    words = "${} per reel, ${} per story".format(*prices)
    words += f", 2 reels for ${pair}" if pair else ""
    words += f", paid usage +{uplift}%" if uplift else ""
    reading = replace(reading_of(position, words), intent="counter", confidence=D("0.9"))
    quote = quote_of(position, reading)
    decision = decide(position=position, reading=reading)
    offer = decision.draft if isinstance(decision, AskHuman) else decision
    if not isinstance(offer, Counter | Accept):
        return
    assert isinstance(quote, Quote)
    assert quote.terms in packages_of(position)
    assert offer.amount <= quote.total
    assert offer.amount <= position.bounds.ceiling
    assert recompute(offer.receipt.as_dict()) == offer.amount
    if isinstance(offer, Counter):
        assert offer.amount >= position.bounds.floor
        if quote.terms.deliverables == FULL and position.standing is not None:
            assert offer.amount >= position.standing.amount
