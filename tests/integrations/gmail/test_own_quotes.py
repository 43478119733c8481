"""Quoted words of the sender's own stay, history goes, and signatures take no price along."""

import pytest

from integrations.gmail.parsing import latest_reply
from tests.benchmarks.mail_reader import extracted, rows, verdict

OURS = "> Hi Mia,\n> - 1 Reel\n> - Rate: $800.00\n> Dana"
ON = "On Mon, Nov 16, 2026 at 9:02 AM Dana <dana@house.test> wrote:"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("My card:\n\n> Reel: $900\n> Story: $200\n\nMia", ("$900", "$200")),
        ("Good for me as follows\n\n> one reel, $950\n\nMia", ("$950",)),
        ("> $900 all in", ("$900",)),
        (f"This is what I take:\n> $900\n\n{ON}\n{OURS}", ("$900",)),
    ],
)
def test_what_they_mark_as_a_quote_themselves_is_theirs(text: str, kept: tuple[str, ...]) -> None:
    new = latest_reply(text)
    assert all(price in new for price in kept)
    assert ">" not in new
    assert "$800" not in new


@pytest.mark.parametrize(
    "text",
    [
        f"Fine.\n\n{ON}\n{OURS}\n\nAnd thanks\n\n> {OURS}",
        f"Fine.\n\n> {ON}\n>\n{OURS}",
        f"Fine.\n\n> From: Dana <dana@house.test>\n> Date: 16 Nov 2026\n> Subject: Reel\n{OURS}",
        f"Fine.\n\n---- Dana Poe wrote ----\n\n{OURS}",
    ],
)
def test_history_is_known_by_the_line_that_announces_it(text: str) -> None:
    new = latest_reply(text)
    assert new.startswith("Fine.")
    assert "$800" not in new


FRAMED = (
    '<div dir="ltr">{}</div><br><div class="gmail_quote"><div class="gmail_attr">{}</div>'
    '<blockquote class="gmail_quote">Hi Mia,<br>Rate: $800.00</blockquote></div>'
)


@pytest.mark.parametrize(
    "own",
    [
        "I need:<blockquote>$900 for it</blockquote>Mia",
        'I need:<blockquote class="gmail_quote" style="margin:0 0 0 40px">$900 for it</blockquote>',
        'Pasted:<blockquote type="cite">$900 for it</blockquote>',
    ],
)
@pytest.mark.parametrize("announced", [ON, "unknown words"])
def test_a_block_quote_of_theirs_stays_and_the_reply_frame_goes(own: str, announced: str) -> None:
    new = latest_reply("", FRAMED.format(own, announced))
    assert "$900 for it" in new
    assert "$800" not in new


@pytest.mark.parametrize(
    "html",
    [
        "<p>My price: <s>$2,200</s> $1,600 for you</p>",
        "<p>My price: <strike>$2,200</strike> $1,600 for you</p>",
        "<p>My price: <del>$2,200</del> $1,600 for you</p>",
        '<p>My price: <span style="text-decoration: line-through">$2,200</span> $1,600 for you</p>',
        '<p>My price: <b style="text-decoration-line:underline line-through">$2,200</b> $1,600'
        " for you</p>",
    ],
)
@pytest.mark.parametrize("plain", ["", "My price: $2,200 $1,600 for you"])
def test_what_is_struck_out_is_taken_back(html: str, plain: str) -> None:
    assert latest_reply(plain, html) == "My price: $1,600 for you"


def test_a_plain_text_can_strike_out_too() -> None:
    assert latest_reply("I ask ~~$2,200~~ $1,600").split() == ["I", "ask", "$1,600"]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, nice!\n\n--\nFor all of it: $1,600\n--\nMia",
        "Thanks, nice!\n\n-- \nMia\nP.S. I'd need 1600 USD though",
        "Thanks, nice!\n\n--\nMia\nPS: only without exclusivity, 1,600",
        "Sent from my garden: 1600 it is",
        "Sent from my balcony, 1,600 and we are on",
        "Attention, external usage of the clip costs $1,600",
        "This message is confidential, and intended for Lumen only.\nMy fee is $1,600.",
    ],
)
def test_no_price_goes_with_what_looks_like_a_signature(text: str) -> None:
    assert "1600" in latest_reply(text).replace(",", "")


@pytest.mark.parametrize(
    "below",
    ["-- \nMia Bell\nReels from $400", "--\nMia\n+1 555 123 4567", "____________\nMia Bell"],
)
def test_a_signature_still_goes(below: str) -> None:
    assert latest_reply(f"I ask 900.\n\n{below}") == "I ask 900."


def test_the_senders_letters_cannot_cut_the_mail() -> None:
    assert latest_reply("Deal \ue000\nbut for $3,000\ue001") == "Deal\nbut for $3,000"
    assert "$3,000" in latest_reply("", "<p>Deal</p>&#xE000;<p>but for $3,000</p>")


def test_the_labelled_replies_are_cut_as_well_as_ever() -> None:
    labelled = rows("reply_parsing.dev.jsonl")
    if not labelled:
        pytest.skip("no labelled mails here")
    good = sum(verdict(row, extracted(row)) != "wrong" for row in labelled)
    assert good / len(labelled) >= 0.956
