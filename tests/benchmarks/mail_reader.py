"""Measure the mail reader on labelled mails kept outside the project.

Run `PARLEY_EVALUATION_DIR=… python -m tests.benchmarks.mail_reader [--failures]`.
"""

import difflib
import json
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from integrations.gmail.parsing import classify_mail, latest_reply, parse_message

NEAR = 0.95


def rows(name: str) -> list[dict[str, Any]]:
    """The labelled rows of one file; empty when no directory is named."""
    folder = os.environ.get("PARLEY_EVALUATION_DIR", "")
    path = Path(folder) / name
    if not folder or not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def extracted(row: dict[str, Any]) -> str:
    """The reader's answer to one row."""
    if row["kind"] == "html":
        return latest_reply("", row["raw"])
    if row["kind"] == "eml":
        return parse_message(row["raw"].encode("utf-8", "surrogateescape")).new_text
    return latest_reply(row["raw"])


def squeezed(text: str) -> str:
    """The text with every run of blanks as one blank."""
    return re.sub(r"\s+", " ", text).strip()


def verdict(row: dict[str, Any], answer: str) -> str:
    """`exact`, `near` or `wrong`."""
    if row["match"] == "contains":
        found = squeezed(answer)
        good = all(squeezed(part) in found for part in row["must_contain"])
        clean = not any(squeezed(part) in found for part in row["must_not_contain"])
        return "exact" if good and clean else "wrong"
    wanted = [row["expected_reply"], *row["expected_alt"]]
    if any(squeezed(answer) == squeezed(text or "") for text in wanted):
        return "exact"
    ratios = [
        difflib.SequenceMatcher(None, squeezed(answer), squeezed(text or ""), False).ratio()
        for text in wanted
    ]
    return "near" if max(ratios) >= NEAR else "wrong"


def is_non_english(row: dict[str, Any]) -> bool:
    """Whether the row's quoting or words are in another language."""
    tags = set(row["families"])
    return any(t.startswith("lang_") and t != "lang_en" for t in tags) or "non_latin" in tags


def extraction_table() -> list[tuple[str, str]]:
    """Shares of replies cut exactly, or nearly so."""
    groups: dict[str, Counter[str]] = {"overall": Counter(), "non-English": Counter()}
    for row in rows("reply_parsing.dev.jsonl"):
        answer = extracted(row)
        result = verdict(row, answer)
        groups["overall"][result] += 1
        if is_non_english(row):
            groups["non-English"][result] += 1
        if result != "exact" and "--failures" in sys.argv:
            print(f"== {row['id']} {result} {row['kind']} {row['families']}")
            print(f"   got  {answer!r}\n   want {row['expected_reply']!r} {row['must_contain']}")
    table = []
    for name, counted in groups.items():
        total = sum(counted.values())
        good = counted["exact"] + counted["near"]
        exact = f"{counted['exact']}/{total}"
        table.append((f"extraction, {name}", f"{good / max(total, 1):.3f} (exact {exact})"))
    return table


def machine_table() -> list[tuple[str, str]]:
    """How much automatic mail is kept out, and how many people are held back."""
    seen: Counter[str] = Counter()
    for row in rows("machine_mail.dev.jsonl"):
        answer = classify_mail(row["raw"].encode("utf-8", "surrogateescape"))
        machine = row["label"] not in ("human", "unsubscribe")
        kept_out = answer not in ("human", "unsubscribe")
        seen["machine" if machine else "human"] += 1
        seen["kept_out"] += machine and kept_out
        seen["held_back"] += not machine and answer != row["label"]
        seen["same_label"] += answer == row["label"]
        if answer != row["label"] and "--failures" in sys.argv:
            print(f"== {row['id']} {row['sub']}: {row['label']} read as {answer}")
    total = seen["machine"] + seen["human"]
    return [
        ("machine mail kept out", f"{seen['kept_out']}/{seen['machine']}"),
        ("human mail held back", f"{seen['held_back']}/{seen['human']}"),
        ("exact label", f"{seen['same_label'] / max(total, 1):.3f}"),
    ]


def main() -> None:
    """Print the table."""
    started = time.perf_counter()
    table = extraction_table() + machine_table()
    table.append(("seconds", f"{time.perf_counter() - started:.2f}"))
    for name, value in table:
        print(f"{name:28} {value}")


if __name__ == "__main__":
    main()
