"""Show that two versions answer alike: `python -m tests.benchmarks.same BASE [--show N]`.

The base commit is checked out beside this one, both are asked the same questions (readings, gate,
moves with their receipts, mails, specimens, gauntlets), and the answers are compared byte by byte.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import _answering
from tests.benchmarks._questions import Question, questions, trial

HERE = Path(__file__).parents[2]
SEEDS = (7, 8)
MODES = ("GMAIL_MODE", "SHEETS_MODE", "SLACK_MODE", "CLICKUP_MODE", "ANTHROPIC_MODE")


@contextmanager
def tree_of(commit: str) -> Iterator[Path]:
    """A folder with that commit checked out, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="parley-same-") as folder:
        tree = Path(folder) / "tree"
        git = ["git", "-C", str(HERE), "worktree"]
        subprocess.run([*git, "add", "--detach", "--quiet", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def answers(tree: Path, asked: Sequence[Question]) -> list[str]:
    """What the version in that tree answers, in the order of the questions."""
    script = Path(_answering.__file__).read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script],
        input="\n".join(question.as_json() for question in asked),
        cwd=tree,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "IGNORE_ENV_FILE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def gauntlet(tree: Path, seed: int) -> str:
    """The certificate of one simulated campaign, which runs through every part of the product."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            **{mode: "sandbox" for mode in MODES},
            "IGNORE_ENV_FILE": "1",
            "SEND_HOLD_SECONDS": "0",
            "SENDER_POSTAL_ADDRESS": "1 Trial Street",
            "DATABASE_URL": f"sqlite:///{folder}/trial.sqlite3",
        }
        done = subprocess.run(
            [sys.executable, "manage.py", "gauntlet_world"],
            input=trial(seed),
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    return json.dumps(json.loads(done.stdout.strip().splitlines()[-1]), sort_keys=True)


def compared(base: Path, show: int) -> Iterator[tuple[str, bool]]:
    """Each question's group, and whether both versions gave the same bytes."""
    asked = list(questions())
    for question, there, here in zip(
        asked, answers(base, asked), answers(HERE, asked), strict=True
    ):
        if there != here and show:
            show -= 1
            print(f"== {question.group} {str(question.args)[:300]}\n   - {there}\n   + {here}")
        yield question.group, there == here
    for seed in SEEDS:
        yield "gauntlets", gauntlet(base, seed) == gauntlet(HERE, seed)


def main() -> int:
    """Print one line a group; return 1 when anything differs."""
    parser = argparse.ArgumentParser(description="Compare two versions.")
    parser.add_argument("base", metavar="BASE", help="the commit to compare with")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N differences")
    options = parser.parse_args()
    totals: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    with tree_of(options.base) as base:
        for group, is_equal in compared(base, options.show):
            totals[group] += 1
            equal[group] += is_equal
    for group, total in totals.items():
        differ = total - equal[group]
        print(f"{group:26} {equal[group]:>6} equal {differ:>6} different")
    return int(equal != totals)


if __name__ == "__main__":
    sys.exit(main())
