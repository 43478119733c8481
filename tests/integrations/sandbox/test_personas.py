"""Each character's story against a scripted buyer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.sandbox.our_mail import read_our_mail
from integrations.sandbox.people import PERSONAS
from integrations.sandbox.personas import never_answers, round_up
from integrations.sandbox.phrases import LATE
from tests.integrations.sandbox.buyer import first_ask, moves, offer_mail, rising, someone, story

BARGAINERS = (
    *("eager", "linear", "tough", "anchor", "manager", "questions", "out_of_office"),
    *("wrong_thread", "backs_out"),
)


def kinds(persona: str, mails: list[str], seed: int = 7) -> list[str | None]:
    return [move.kind for move in moves(someone(persona, seed=seed), mails)]


@pytest.mark.parametrize("persona", BARGAINERS)
def test_a_buyer_who_climbs_far_enough_closes_with_everyone_who_bargains(persona: str) -> None:
    creator = someone(persona)
    assert "accept" in [move.kind for move in moves(creator, rising(creator, "0.7", "1.5", 6))]


@pytest.mark.parametrize("persona", BARGAINERS)
def test_a_buyer_who_stays_too_low_never_closes(persona: str) -> None:
    creator = someone(persona)
    kinds_seen = [move.kind for move in moves(creator, rising(creator, "0.5", "0.99", 12))]
    assert "accept" not in kinds_seen
    assert kinds_seen[-1] is None and "walk" in kinds_seen


@given(
    persona=st.sampled_from(PERSONAS),
    seed=st.integers(0, 10_000),
    factors=st.lists(st.decimals("0.1", "3.5", places=2), min_size=1, max_size=9),
    words=st.sampled_from(["", "This is our final offer.", "We add a gift and pay up front."]),
)
def test_nobody_accepts_below_or_asks_at_their_lowest_price(
    persona: str, seed: int, factors: list[Decimal], words: str
) -> None:
    creator = someone(persona, seed=seed)
    offers = [(creator.reservation * factor).quantize(Decimal("0.01")) for factor in factors]
    told = moves(creator, [offer_mail(offer, words) for offer in offers])
    asks = [move.ask for move in told if move.ask is not None and move.kind != "protest"]
    assert all(ask > creator.reservation for ask in asks)
    assert asks == sorted(asks, reverse=True)
    for move, offer in zip(told, offers, strict=True):
        if move.kind == "accept":
            assert move.offer == offer >= creator.reservation


def test_an_eager_creator_takes_a_fair_first_offer() -> None:
    creator = someone("eager")
    assert kinds("eager", [offer_mail(creator.reservation)]) == ["accept"]


def test_a_linear_creator_opens_at_140_percent_and_comes_down_evenly() -> None:
    creator = someone("linear")
    asks = [move.ask for move in moves(creator, [offer_mail("100")] * 4)]
    expected = [round_up(creator.reservation * Decimal(f)) for f in ("1.4", "1.32", "1.24", "1.16")]
    assert asks == expected


def test_a_tough_creator_moves_less_than_a_linear_one() -> None:
    def fall(persona: str) -> Decimal:
        creator = someone(persona)
        told = moves(creator, [offer_mail("100")] * 4)
        asks = [move.ask for move in told if move.ask is not None]
        return (asks[0] - asks[-1]) / creator.reservation

    assert Decimal(0) < fall("tough") < fall("linear")


def test_an_anchor_asks_three_times_their_lowest_price_first() -> None:
    creator = someone("anchor")
    (move,) = moves(creator, [offer_mail("900")])
    assert move.ask == round_up(creator.reservation * 3)


def test_the_questioner_asks_before_any_price_and_names_one_afterwards() -> None:
    told = moves(someone("questions"), [offer_mail("100"), "Content is due in January."])
    assert [move.kind for move in told] == ["questions", "counter"]
    assert told[0].ask is None


def test_a_ghost_wakes_at_a_reminder_or_never() -> None:
    seeds = range(40)
    gone = [seed for seed in seeds if never_answers(someone("ghost", seed=seed))]
    assert 4 <= len(gone) <= 24
    for seed in seeds:
        mails = [offer_mail("2500"), "We just wanted to check in."]
        answers = kinds("ghost", mails, seed)
        assert answers == [None, None if seed in gone else "accept"]


def test_a_hostile_creator_turns_on_any_offer_and_then_is_silent() -> None:
    seen = {kinds("hostile", [offer_mail("900"), offer_mail("950")], s)[0] for s in range(20)}
    assert seen == {"insult", "legal"}
    assert kinds("hostile", [offer_mail("900"), offer_mail("950")])[1] is None


def test_a_decliner_says_no_once() -> None:
    assert kinds("decliner", [offer_mail("9000"), offer_mail("9999")]) == ["decline", None]


def test_one_accepts_and_backs_out_at_our_agreement_mail() -> None:
    assert kinds("backs_out", [offer_mail("2000"), offer_mail("2000"), "Hello?"]) == [
        "accept",
        "withdraw",
        None,
    ]


def test_one_backs_out_also_when_we_took_their_price() -> None:
    creator = someone("backs_out")
    ask = first_ask(creator, offer_mail("100"))
    mails = [offer_mail("100"), offer_mail(ask, "Here is everything we agreed:")]
    assert kinds("backs_out", mails) == ["counter", "withdraw"]


def test_an_agreement_mail_at_their_price_needs_no_further_word() -> None:
    ask = first_ask(someone("linear"), offer_mail("100"))
    mails = [offer_mail("100"), offer_mail(ask, "For your records, these are the terms:")]
    assert kinds("linear", mails) == ["counter", None]


def test_a_counter_at_their_price_is_accepted_in_words() -> None:
    ask = first_ask(someone("linear"), offer_mail("100"))
    mails = [offer_mail("100"), offer_mail(ask, "If it works for you we'd be delighted.")]
    assert kinds("linear", mails) == ["counter", "accept"]


def test_an_agreement_mail_with_a_lower_price_is_protested_once() -> None:
    mails = [offer_mail("2000"), offer_mail("1500"), offer_mail("1500")]
    assert kinds("eager", mails) == ["accept", "protest", None]


def test_a_last_word_is_taken_or_left() -> None:
    creator = someone("linear")
    fair = offer_mail(creator.reservation, "This is our final offer.")
    low = offer_mail(creator.reservation - 1, "This is our final offer.")
    assert kinds("linear", [fair]) == ["accept"]
    assert kinds("linear", [low, fair]) == ["walk", None]


def test_a_gift_and_fast_payment_soften_the_price() -> None:
    creator = someone("linear")
    plain = first_ask(creator, offer_mail("100"))
    sweet = first_ask(creator, offer_mail("100", "We add a gift and pay up front."))
    assert creator.reservation < sweet < plain


def test_an_inquiry_is_answered_with_a_price() -> None:
    assert kinds("linear", ["What would you charge, in USD?"]) == ["ask"]


def test_an_offer_in_a_strange_currency_is_no_offer() -> None:
    assert kinds("eager", ["- Rate: 9,000.00 SEK"]) == ["ask"]


def test_our_goodbye_ends_the_story() -> None:
    mails = [offer_mail("100"), "This one doesn't come together for us.", offer_mail("5000")]
    assert kinds("linear", mails) == ["counter", None, None]


@pytest.mark.parametrize(
    ("line", "amount", "currency"),
    [
        ("- Rate: $1,234.00", "1234.00", "USD"),
        ("- Rate: €900.00", "900.00", "EUR"),
        ("- Rate: £1,250", "1250", "GBP"),
        ("- Rate: 9,500.00 SEK", "9500.00", "SEK"),
        ("- Rate: 1.250,50 EUR", "1250.50", "EUR"),
        ("- Rate: 1,250.500 KWD", "1250.500", "KWD"),
        ("> - Rate: $500.00", None, None),
        ("Our rate is $500.", None, None),
        ("> - Rate: $500.00\n- Rate: $700.00", "700.00", "USD"),
    ],
)
def test_the_offer_is_the_rate_line_of_the_new_text(
    line: str, amount: str | None, currency: str | None
) -> None:
    mail = read_our_mail(f"Hi,\n{line}\nBye")
    assert mail.rate == (None if amount is None else Decimal(amount))
    assert mail.currency == currency


def test_words_we_only_quote_are_not_ours() -> None:
    mail = read_our_mail("Hi,\n> This is our final offer, with a gift.\n> we agreed\n")
    assert (mail.is_final, mail.softness, mail.sounds_agreed) == (False, Decimal(0), False)


def test_a_woken_ghost_says_sorry() -> None:
    seed = next(s for s in range(40) if not never_answers(someone("ghost", seed=s)))
    _, replies = story(someone("ghost", seed=seed), [offer_mail("2500"), "Checking in."])
    assert any(words in replies[0].text for words in LATE)


def test_an_out_of_office_creator_sends_the_machine_first_and_answers_later() -> None:
    machine, person = story(someone("out_of_office"), [offer_mail("100")])[0]
    assert machine.headers["Auto-Submitted"] == "auto-replied"
    assert "Auto-Submitted" not in person.headers
    assert machine.delay_seconds < person.delay_seconds
