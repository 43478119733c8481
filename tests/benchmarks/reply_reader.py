"""Measure the offline reader on the labelled replies: amounts, totals, intents, wrong yeses.

Run `python -m tests.benchmarks.reply_reader [--failures]`.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

from negotiations.domain.reading.reader import Reading, read
from tests.benchmarks._figures import confusion, interval, share
from tests.benchmarks._replies import LabelledReply, labelled_replies

# The people these replies are about, as the product knows them when it reads.
NAMES = (
    "Ana", "Anna", "Clara", "Ella", "Jess", "Kim", "Lena", "Marco", "Mia", "Nia", "Nico", "Rosa",
    "Sofia", "Tom", "Zoe",
)  # fmt: skip
INTENTS = ("accept", "counter", "reject", "question", "unclear")
SETS = {
    "tuned on": "replies_tuning.txt",
    "held out": "replies_holdout.txt",
    "fresh": "replies_fresh.txt",
    "last": "replies_last.txt",
    "yes": "replies_yes_fresh.txt",
    "blind": "replies_blind_one.txt",
    "blind, second": "replies_blind_two.txt",
    "blind, third": "replies_blind_three.txt",
    "blind, fourth": "replies_blind_four.txt",
    "blind, fifth": "replies_blind_five.txt",
    "blind, sixth": "replies_blind_six.txt",
    "blind, seventh": "replies_blind_seven.txt",
    "blind, eighth": "replies_blind_eight.txt",
}


@dataclass
class Score:
    """What one set came to."""

    intents: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: int = 0
    missed: int = 0
    invented: int = 0
    roles: int = 0
    totals: int = 0
    wrong_totals: int = 0
    flags: int = 0
    missed_flags: int = 0
    rows: int = 0

    @property
    def amount_f1(self) -> float:
        """Harmonic mean of precision and recall over every amount."""
        return 2 * self.found / max(2 * self.found + self.missed + self.invented, 1)

    @property
    def wrong_accepts(self) -> int:
        """Replies read as a yes that are none."""
        return sum(n for (want, got), n in self.intents.items() if got == "accept" != want)

    def right(self, intent: str) -> float:
        """Share of one intent's replies read as such."""
        rows = sum(n for (want, _), n in self.intents.items() if want == intent)
        return self.intents[intent, intent] / max(rows, 1)


def measured(rows: tuple[LabelledReply, ...], *, show: bool = False) -> Score:
    """Read every row and compare."""
    score = Score()
    for row in rows:
        reading = read(
            subject="Re: Collaboration", body=row.words, our_last_offer=row.offer, names=NAMES
        )
        problems = _compare(row, reading, score)
        if problems and show:
            print(f"== {row.words!r}\n   {'; '.join(problems)}")
    return score


def _compare(row: LabelledReply, reading: Reading, score: Score) -> list[str]:
    score.rows += 1
    score.intents[row.intent, reading.intent] += 1
    wanted = Counter(amount[:3] for amount in row.amounts)
    got = Counter((a.amount, a.amount_max, a.currency) for a in reading.asks)
    common = (wanted & got).total()
    score.found += common
    score.missed += wanted.total() - common
    score.invented += got.total() - common
    roles = Counter((a.amount, a.amount_max, a.currency, a.role) for a in reading.asks)
    score.roles += (Counter(row.amounts) & roles).total()
    score.totals += row.total == reading.total
    score.wrong_totals += reading.total is not None and row.total != reading.total
    score.flags += len(row.flags)
    score.missed_flags += len(row.flags - reading.flags)
    problems = [f"{row.intent} read as {reading.intent}"] if row.intent != reading.intent else []
    if wanted != got:
        problems.append(f"amounts {[str(a.amount) + str(a.currency) for a in reading.asks]}")
    if Counter(row.amounts) != roles and wanted == got:
        problems.append(f"roles {[a.role for a in reading.asks]}")
    if row.total != reading.total:
        problems.append(f"total {row.total} read as {reading.total}")
    if row.flags - reading.flags:
        problems.append(f"flags missed {sorted(row.flags - reading.flags)}")
    return problems


def table(score: Score) -> list[str]:
    """The lines to print for one set."""
    n = score.found + (score.missed + score.invented) / 2
    low, high = interval(score.found, n)
    return [
        f"amounts F1          {score.amount_f1:.4f} ({low:.4f}-{high:.4f})",
        f"amounts precision   {share(score.found, score.found + score.invented)}",
        f"amounts recall      {share(score.found, score.found + score.missed)}",
        f"roles               {share(score.roles, score.found)}",
        f"totals              {share(score.totals, score.rows)}",
        f"totals invented     {score.wrong_totals}",
        f"flags found         {share(score.flags - score.missed_flags, score.flags)}",
        f"wrong accepts       {score.wrong_accepts}",
        *confusion(score.intents, INTENTS),
    ]


def main() -> None:
    """Print the table of each set."""
    for name, file in list(SETS.items())[: 1 if "--first" in sys.argv else None]:
        rows = labelled_replies(file)
        print(f"{name}: {len(rows)} replies")
        print("\n".join(table(measured(rows, show="--failures" in sys.argv))) + "\n")


if __name__ == "__main__":
    main()
