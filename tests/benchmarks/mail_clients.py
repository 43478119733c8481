"""Measure the cutting of quoted history over many mail programs and languages of our own.

Run `python -m tests.benchmarks.mail_clients [--failures]`.
"""

import html
import sys
from collections.abc import Iterator
from pathlib import Path

from integrations.gmail.parsing import latest_reply
from tests.benchmarks._figures import share

FOLDER = Path(__file__).parents[1] / "fixtures" / "mails"
FILES = {"known programs": "clients.txt", "fresh ones": "clients_fresh.txt"}
OURS = "Hi Mia,\n\nwe would love a reel with you.\nWe offer $800 for it, live by 12 May.\n\nTom"
WORDS = (
    "Thanks Tom! I'd need $1,100 for this.",
    "Hi Tom,\n\nyes, that works for me.\n\nWhat are the next steps?\n\nBest,\nMia",
    "Das passt, aber für 950 €.\n\nLiebe Grüße\nMia",
    "1. Reel: 900\n2. Story: 150\n\nFrom Monday on I am in Rome.",
)


def mails(file: str) -> Iterator[tuple[str, str, str, str]]:
    """Name, plain text, HTML and the new words of every program with every text."""
    quoted = "\n".join(f"> {line}" for line in OURS.split("\n"))
    for line in (FOLDER / file).read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, below = (part.strip() for part in line.split("|", 1))
        around = below.replace("\\n", "\n").replace("{ours}", OURS).replace("{q}", quoted)
        for words in WORDS:
            text = f"{words}\n\n{around}\n"
            escaped = html.escape(text).replace("\n", "<br>\n")
            yield name, text, f"<div dir='ltr'>{escaped}</div>", words


def wrong(file: str) -> tuple[int, list[tuple[str, str]]]:
    """How many there are, and name and answer of those cut elsewhere."""
    total, missed = 0, []
    for name, text, rich, words in mails(file):
        for answer in (latest_reply(text), latest_reply("", rich)):
            total += 1
            if " ".join(answer.split()) != " ".join(words.split()):
                missed.append((name, answer))
    return total, missed


def main() -> None:
    """Print the share cut exactly."""
    for label, file in FILES.items():
        total, missed = wrong(file)
        print(f"cut exactly, {label:16} {share(total - len(missed), total)}")
        if "--failures" in sys.argv:
            for name, answer in missed:
                print(f"   {name}: {answer[-160:]!r}")


if __name__ == "__main__":
    main()
