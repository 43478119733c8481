"""The model's rules, in versioned Markdown files."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "prompts"
_HEADER = re.compile(r"\A---\nname: (\w+)\nversion: (\d+)\n---\n")


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
