"""The model's rules in versioned files, and strangers' words fenced in as data."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "prompts"
_HEADER = re.compile(r"\A---\nname: (\w+)\nversion: (\d+)\n---\n")
# Look-alikes of our own fences; a stranger's text keeps its words and loses its brackets.
_BRACKETS = str.maketrans(
    {
        **dict.fromkeys("<＜﹤⟨❮", "‹"),
        **dict.fromkeys(">＞﹥⟩❯", "›"),
        **dict.fromkeys("{｛﹛", "("),
        **dict.fromkeys("}｝﹜", ")"),
    }
)
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True)
class Prompt:
    """One file of rules; the hash changes with any word of it."""

    name: str
    version: int
    text: str
    hash: str

    @property
    def label(self) -> str:
        """Name and version as a call's row keeps them."""
        return f"{self.name}-{self.version}"


@cache
def prompt(name: str) -> Prompt:
    """Return the rules of one purpose.

    :raises ValueError: if the file does not begin with its name and version
    """
    whole = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    header = _HEADER.match(whole)
    if header is None or header[1] != name:
        raise ValueError(f"{name}.md does not begin with its name and version")
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return Prompt(name, int(header[2]), whole[header.end() :].strip(), digest)


def without_fences(text: str) -> str:
    """Return a stranger's text without hidden characters and without any bracket of a fence."""
    return _HIDDEN.sub("", text).translate(_BRACKETS)


def as_data(tag: str, text: str) -> str:
    """Fence a stranger's text in; nothing inside it can close the fence or open another."""
    return f"<{tag}>\n{without_fences(text)}\n</{tag}>"
