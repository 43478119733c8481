"""Strangers' words fenced in as data, for a prompt that must not be steered by them. Pure."""

import re

# Look-alikes of our own fences; a stranger's text keeps its words and loses its brackets.
_BRACKETS = str.maketrans(
    {
        **dict.fromkeys("<＜﹤⟨❮", "‹"),
        **dict.fromkeys(">＞﹥⟩❯", "›"),
        **dict.fromkeys("{｛﹛", "("),
        **dict.fromkeys("}｝﹜", ")"),
    }
)
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


def without_fences(text: str) -> str:
    """Return a stranger's text without hidden characters and without any bracket of a fence."""
    return _HIDDEN.sub("", text).translate(_BRACKETS)


def as_data(tag: str, text: str) -> str:
    """Fence a stranger's text in; nothing inside it can close the fence or open another."""
    return f"<{tag}>\n{without_fences(text)}\n</{tag}>"
