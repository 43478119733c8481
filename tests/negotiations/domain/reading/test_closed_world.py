"""Nothing unread closes: kinds of replies that broke readers, in words of our own."""

from decimal import Decimal
from time import process_time

import pytest

from negotiations.domain.reading.reader import OfferSeen, Reading, read
from negotiations.models.shapes import HEARD

OFFER = OfferSeen(Decimal(900), "USD", "2 ig_reel, 1 ig_story")


def _read(words: str, names: tuple[str, ...] = ()) -> Reading:
    return read(subject="Re: Autumn", body=words, our_last_offer=OFFER, names=names)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Top it up a bit and count me in.", id="an_order_before_the_yes"),
        pytest.param("Swap a reel for a TikTok and we have a deal.", id="another_package"),
        pytest.param("Packt noch etwas drauf, dann bin ich dabei.", id="an_order_in_german"),
        pytest.param("Ajoutez un petit bonus et c'est bon pour moi.", id="an_order_in_french"),
        pytest.param("Might be a yes.", id="a_hedge"),
        pytest.param("I'd love to be able to say yes.", id="a_wish"),
        pytest.param("I take it all back, no deal yet.", id="a_retraction"),
        pytest.param("The reels are a yes, the story I'm still deciding.", id="a_part"),
        pytest.param("Deal! I'll invoice 1,100.", id="an_invoice_over_another_sum"),
        pytest.param("Deal, 11 hundo it is!", id="slang"),
        pytest.param("Great, eleven then. Deal!", id="an_unread_number"),
        pytest.param("Works for me, all in pounds though.", id="another_currency_far_away"),
        pytest.param("Happy with 900! (AUD please)", id="another_currency_in_brackets"),
        pytest.param("Yes to $900 + GST.", id="a_tax_on_top"),
        pytest.param("900 works as long as my agent's 15% comes on top.", id="a_fee_on_top"),
        pytest.param("Deal, but half before I film.", id="money_first"),
        pytest.param("Yes! My agent will take it from here.", id="somebody_else_decides"),
        pytest.param("Sounds perfect, will confirm on Tuesday.", id="a_later_answer"),
        pytest.param("Sure, and I'll mow your lawn too, lol no.", id="sarcasm"),
        pytest.param("Deal! Zxqv glorp.", id="words_nobody_knows"),
        pytest.param("Count me in for the next one.", id="another_time"),
        pytest.param("I said yes too quickly, sorry.", id="a_regret"),
    ],
)  # fmt: skip
def test_a_yes_with_something_beside_it_closes_nothing(words: str) -> None:
    assert _read(words).intent != "accept"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Can't say no to this!", id="litotes"),
        pytest.param("Couldn't turn that down, let's do it!", id="litotes_and_yes"),
        pytest.param("Deal! Where do I send my address?", id="a_harmless_question"),
        pytest.param("I'm in, what do you need from me?", id="a_question_in_one_sentence"),
        pytest.param("Agreed. I'll film on 12 March and send the draft.", id="a_date"),
        pytest.param("Yes, count me in! Ship it to 12 Hill Road.", id="an_address"),
        pytest.param("$900 works for me, thank you so much!", id="our_amount"),
        pytest.param("Passt für mich, ich bin dabei! Liebe Grüße, Lena", id="german"),
        pytest.param("C'est d'accord pour moi, merci !", id="french"),
        pytest.param("Acepto la propuesta, muchas gracias.", id="spanish"),
        pytest.param("Zgadzam się, pozdrawiam!", id="polish"),
    ],
)  # fmt: skip
def test_a_plain_yes_closes(words: str) -> None:
    reading = _read(words)

    assert reading.intent == "accept"
    assert not reading.unplaced


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("We're $250 apart.", id="a_difference"),
        pytest.param("That's $300 below my usual.", id="below_my_rate"),
        pytest.param("I could do it for $700. Sorry, I meant $1,200.", id="a_correction"),
        pytest.param("Two years ago I took 600 for this.", id="a_past_price"),
        pytest.param("A rival of yours paid me $800 for one story.", id="another_brands_price"),
        pytest.param("$700? Not a chance.", id="a_question_back"),
        pytest.param("For $800 I stay in bed.", id="a_refusal"),
        pytest.param("Brands that offer $500 hear a no.", id="a_refusal_in_general"),
        pytest.param("My colleague Tom does it for $600.", id="somebody_elses_price"),
        pytest.param("I'd charge 600*2.", id="a_product"),
        pytest.param("3 payments of $400 works.", id="payments"),
        pytest.param("(900+250)", id="a_sum"),
        pytest.param("my rate is l,2OO", id="letters_for_digits"),
        pytest.param("I'd need $1 ,200.", id="a_stray_space"),
    ],
)  # fmt: skip
def test_a_number_that_is_no_ask_is_never_a_total_below_our_offer(words: str) -> None:
    reading = _read(words)

    assert reading.intent != "accept"
    assert reading.total is None or reading.total > OFFER.amount


@pytest.mark.parametrize(
    ("words", "is_plain"),
    [
        pytest.param("I can do the whole package for $850.", True, id="plain"),
        pytest.param("My rate for the package is $850. Thanks!", True, id="plain_with_thanks"),
        pytest.param("$850 if you drop the story.", False, id="for_less"),
        pytest.param("I can do it for $850 plus usage.", False, id="with_more_on_top"),
        pytest.param("I can do one reel for $850.", False, id="another_package"),
    ],
)  # fmt: skip
def test_an_ask_below_our_offer_is_plain_only_alone(words: str, is_plain: bool) -> None:
    assert _read(words).is_plain_ask is is_plain


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("No thanks to the story, the reels are fine.", id="a_no_to_a_part"),
        pytest.param("I'll pass on the product, the campaign is a yes.", id="a_no_to_the_product"),
        pytest.param("Not interested in the affiliate code, the fee is great.", id="to_a_code"),
        pytest.param("No to May, yes to June.", id="a_month"),
        pytest.param("I can't do the story, the reels I adore.", id="a_piece"),
        pytest.param("No, I don't need a second sample.", id="a_no_to_a_question"),
        pytest.param("Not interested in gifting, only paid work.", id="to_gifts"),
    ],
)  # fmt: skip
def test_refusing_a_part_is_no_refusal(words: str) -> None:
    assert _read(words).intent not in ("reject", "accept")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("I know I said yes, but I have to cancel.", id="after_a_yes"),
        pytest.param("So sorry, I can't go through with it.", id="cannot_go_through"),
        pytest.param("Thanks, but I don't think we'll find a price.", id="no_number_will_do"),
        pytest.param("Nein danke, kein Interesse.", id="german"),
    ],
)  # fmt: skip
def test_a_whole_refusal_exits(words: str) -> None:
    assert _read(words).intent == "reject"


def test_our_own_amount_turned_down_is_no_second_ask() -> None:
    assert _read("$900 doesn't quite get there. I'd say yes at $1,100.").total == Decimal(1100)


@pytest.mark.parametrize(
    ("words", "stops"),
    [
        pytest.param("Please take me off your mailing list.", True, id="the_list"),
        pytest.param("STOP", True, id="one_word"),
        pytest.param("Don't contact me again.", True, id="contact"),
        pytest.param("Bitte nehmen Sie mich aus dem Verteiler.", True, id="german"),
        pytest.param("配信停止してください", True, id="japanese"),
        pytest.param("Take me off the exclusivity clause and I'm in.", False, id="a_clause"),
        pytest.param("I'd like to opt out of the paid usage.", False, id="usage"),
        pytest.param("Don't email me the contract, use DocuSign.", False, id="how_to_send_it"),
        pytest.param("No more emails after 7 pm please.", False, id="only_at_night"),
        pytest.param("Unsubscribe me from the newsletter, my rate is $1,200.", False, id="an_ask"),
        pytest.param("Stop, stop, I'm sold! Yes!", False, id="a_figure_of_speech"),
    ],
)  # fmt: skip
def test_words_stop_only_when_our_mail_is_what_they_refuse(words: str, stops: bool) -> None:
    assert ("unsubscribe" in _read(words).flags) is stops


@pytest.mark.parametrize("name", ["Mila", "Euro", "Grand", "April", "June", "Franc", "Twenty"])
def test_a_name_is_never_a_number_or_a_currency(name: str) -> None:
    asked = _read(f"Hi {name},\n\nmy rate is $1,300.\n\n{name}")
    agreed = _read(f"Hi {name}, that works for me!\n\nBest,\n{name}")
    known = _read(f"{name} here, I'd need $1,300 for this.", names=(name,))

    assert (asked.intent, asked.total) == ("counter", Decimal(1300))
    assert agreed.intent == "accept"
    assert known.total == Decimal(1300)


def test_every_sentence_and_number_of_a_reply_is_kept_with_what_it_is() -> None:
    reading = _read("Deal at $900! Zxqv glorp. Post it on 3 May?")

    assert reading.sentences == (
        ("Deal at $900!", "acceptance"),
        ("Zxqv glorp.", "unknown"),
        ("Post it on 3 May?", "question"),
    )
    assert reading.unplaced == ("Zxqv glorp.",)
    assert reading.numbers == (("$900", "ours"), ("3 May", "date"))
    assert HEARD.read(HEARD.write(reading)) == reading


def test_a_reading_stored_before_sentences_were_kept_is_still_read() -> None:
    stored = {"intent": "accept", "confidence": "0.93", "total": None}

    assert HEARD.read(stored).is_plain_ask


@pytest.mark.deep
@pytest.mark.parametrize(
    "unit",
    ["1", "a", ".", "yes ", "not ", "$1,250 ", "1,", "l1", "my rate is ", "(", "+1 ", "1k", "Mia "],
)
def test_reading_takes_time_in_proportion_to_the_length(unit: str) -> None:
    def cost(length: int) -> float:
        text = (unit * length)[:length]
        return min(_timed(text) for _ in range(3))

    cost(500)
    assert cost(16_000) <= 2.6 * cost(8_000) + 0.02


def _timed(text: str) -> float:
    start = process_time()
    _read(text)
    return process_time() - start


def test_a_known_name_alone_on_a_line_is_a_signature_wherever_it_stands() -> None:
    words = "That works for me!\n\nMila Lark\n\nPlease send the contract.\n\nMila"

    assert _read(words, names=("Mila Lark",)).intent == "accept"
    assert _read(words).intent != "accept"
