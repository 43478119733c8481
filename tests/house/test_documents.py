"""What the documents name exists, and the walk of one mail stays short."""

import re

import pytest

from tests.house.source import ROOT

DOCUMENTS = (
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/architecture.md",
    *sorted(f"docs/decisions/{path.name}" for path in (ROOT / "docs/decisions").glob("*.md")),
)
_TOP = "audit|campaigns|config|docs|integrations|negotiations|tests"
_PATH = re.compile(rf"`((?:{_TOP})/[\w./-]+|[\w-]+\.(?:md|toml)|\.env\.example)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
MOST_MOVES = 25


def text_of(name: str) -> str:
    """One document's words."""
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_and_link_leads_somewhere(name: str) -> None:
    words, here = text_of(name), (ROOT / name).parent
    missing = [path for path in _PATH.findall(words) if not (ROOT / path).exists()]
    missing += [link for link in _LINK.findall(words) if not (here / link).exists()]

    assert missing == []


def test_the_walk_of_one_mail_is_at_most_25_moves() -> None:
    walk = text_of("docs/architecture.md").split("\n## ")[2]
    stops = re.findall(r"^\d+\. `([^`]+)`", walk, re.MULTILINE)

    assert len(stops) > 20
    assert len(stops) - 1 <= MOST_MOVES
