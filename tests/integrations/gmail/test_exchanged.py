"""Knowing what was sent tells our words from theirs inside a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.gmail.parsing import latest_reply
from integrations.gmail.text.exchanged import Exchanged

SENT = """Hi Mia,

I'm writing for Lumen about their spring launch. We love what you do, and would like to work
with you.

- 2 x Instagram Reel
- 1 x Instagram Story
- Rate: $1,250.00
- Usage: 30 days organic

Does this work for you? Happy to answer questions.

Best,
House Deals
Unsubscribe: https://house.example/u/abc
"""
ON = "On Sat, Nov 28, 2026 at 9:14 AM House <deals@house.example> wrote:"
OUTLOOK = (
    "From: House <deals@house.example>\nSent: Saturday, November 28, 2026\nTo: Mia\nSubject: Launch"
)


def marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (f"Good, I changed one line.\n\n{ON}\n{marked(SENT.replace('1,250', '1,600'))}", "1,600"),
        (f"{ON}\n> Hi there! My rate would be $1,700.\n>\n{marked(SENT)}", "$1,700"),
        (
            f"See below.\n\n{OUTLOOK}\n\n{SENT.replace('.00', '.00 [MIA: I need 1,600]')}",
            "I need 1,600",
        ),
        (f"Inline.\n\n{ON}\n{marked(SENT.replace('30 days', '90 days'))}", "90 days"),
        (
            f"{marked('Rate: $1,250.00')}\nMake it $1,600\n{marked('Usage: 30 days organic')}",
            "1,600",
        ),
    ],
)
def test_words_typed_into_our_mail_are_new(text: str, typed: str) -> None:
    new = latest_reply(text, earlier=[SENT])
    assert typed in new
    assert "Lumen" not in new
    assert "wrote:" not in new


@pytest.mark.parametrize(
    "quote",
    [
        f"{ON}\n{marked(SENT)}",
        f"{OUTLOOK}\n\n{SENT}",
        # No mark at all, or marks without a line above; wrapped anew, with a made-up link.
        SENT,
        marked(SENT),
        marked(SENT.replace("spring launch. We love", "spring\nlaunch. We\nlove")),
        marked(SENT.replace("https://house.example/u/abc", "<https://safe.example/?u=123456>")),
        marked("[CAUTION] This mail came from an external sender. Be careful with links.\n" + SENT),
    ],
)
def test_our_own_mail_is_left_out_however_it_is_quoted(quote: str) -> None:
    assert latest_reply(f"I'd like $1,600 for this.\n\nMia\n\n{quote}", earlier=[SENT]) == (
        "I'd like $1,600 for this.\n\nMia"
    )


def test_terms_repeated_in_their_own_mail_stay() -> None:
    text = "Agreed:\n- 2 x Instagram Reel\n- 1 x Instagram Story\n- Rate: $1,250.00\n\nMia"
    assert latest_reply(text, earlier=[SENT]) == text


def test_a_quote_of_an_unknown_mail_is_cut_by_its_marks_alone() -> None:
    other = f"Yes.\n\n{ON}\n{marked('A reel for $700 and a story for $90, posted by Friday.')}"
    assert latest_reply(other, earlier=[SENT]) == "Yes."
    own = "My list:\n\n> a reel for $700\n> a story for $90"
    assert "$700" in latest_reply(own, earlier=[SENT])


@given(st.lists(st.text(max_size=80), max_size=6), st.text(max_size=300))
def test_a_faithful_quote_holds_nothing_new(earlier: list[str], sent: str) -> None:
    lines = sent.splitlines()
    assert not Exchanged([sent, *earlier]).typed_in(lines)
