"""Slack messages from strangers' words: nothing of theirs is markup, nothing is too long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.slack import blocks
from tests.fakes.slack_blocks import problems_of


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        pytest.param("<!channel> hi", "&lt;!channel&gt; hi", id="a call to everybody"),
        pytest.param("<https://x.y|Approve>", "&lt;https://x.y|Approve&gt;", id="a false link"),
        pytest.param("R&D", "R&amp;D", id="an ampersand"),
        pytest.param("&lt;", "&amp;lt;", id="already escaped once"),
    ],
)
def test_what_a_stranger_writes_is_words_only(given_text: str, shown: str) -> None:
    assert blocks.escape(given_text) == shown


def test_a_cut_never_breaks_an_escape() -> None:
    assert blocks.escape("<" * 10, 14) == "&lt;&lt;&lt;…"


@settings(max_examples=40)
@given(text=st.text(max_size=4000), limit=st.integers(10, 3000))
def test_escaped_words_fit_and_hold_no_markup(text: str, limit: int) -> None:
    shown = blocks.escape(text, limit)
    assert len(shown) <= limit
    assert "<" not in shown and ">" not in shown


@settings(max_examples=30)
@given(text=st.text(alphabet="<&>\n ab", min_size=1).map(lambda text: text * 400))
def test_every_block_stays_inside_slacks_limits(text: str) -> None:
    made = [
        blocks.header(text),
        blocks.words("Draft", text),
        blocks.quote("They wrote", text),
        blocks.fields([("Name", text)] * 12),
        blocks.bullets("Next", [text] * 30),
        blocks.context(blocks.escape(text, 500)),
        blocks.divider(),
        blocks.actions(
            "a",
            [
                blocks.button(text, "x", "1" * 3000, confirm=(text, text)),
                blocks.link_button(text, "y", "https://house.example/"),
            ],
        ),
    ]
    assert problems_of(made) == []
