"""What a model costs and saves: honest, now and then wrong, and wholly in somebody's hands.

Run `python -m tests.benchmarks.model_errors [--failures]`. Every set of `reply_sets.toml` is read
by pure code beside a model that is told what to say; verdicts are those of `reply_outcomes`.
"""

import random
import sys
from collections.abc import Callable, Iterator

from negotiations.domain.reading import acts
from negotiations.domain.reading.merge import merge
from negotiations.domain.reading.reader import OfferSeen, Reading, concluded, parse
from negotiations.model_calls.reading import opinion_in
from tests.benchmarks._deciding import outcome_of
from tests.benchmarks._figures import share
from tests.benchmarks.reply_outcomes import VERDICTS, Row, reply_sets
from tests.fakes.readers import Form, misread, puppet, truthful
from tests.labelled_replies import RIGHT, Labelled, verdict_of

SEED = 20261130
RATES = (0.01, 0.03, 0.1, 0.3)
Head = Callable[[Labelled, list[str], OfferSeen], Form]


def heads() -> Iterator[tuple[str, Head | None]]:
    """Every kind of model by its name; None is no model at all."""
    yield "no model", None
    yield "honest", truthful
    for rate in RATES:
        yield f"honest, {rate:.0%} of sentences misread", _misreading(rate)
    for act in (
        acts.ACCEPTANCE,
        acts.COURTESY,
        acts.ASK,
        acts.REFUSAL,
        acts.QUESTION,
        acts.OPT_OUT,
    ):
        yield f"puppet: everything is {act}", _puppet(act)
    yield "puppet: anything", _misreading(1.0)


def _misreading(rate: float) -> Head:
    rng = random.Random(SEED)
    return lambda row, lines, offer: misread(truthful(row, lines, offer), rate, rng)


def _puppet(act: str) -> Head:
    rng = random.Random(SEED)
    return lambda row, lines, offer: puppet(act, lines, rng)


def understood(row: Labelled, offer: OfferSeen, head: Head | None) -> Reading:
    """Return what both make of a reply; nobody asks a model about an opt-out."""
    parsed = parse(subject="Re: Spring launch", body=row.body, our_last_offer=offer)
    offline = concluded(parsed)
    said = parsed.heard.said
    if head is None or not said or "unsubscribe" in offline.flags:
        return offline
    opinion = opinion_in(head(row, [parsed.words_of(one) for one in said], offer))
    if opinion is None or not opinion.covers(said):
        raise ValueError(f"{row.id}: not a form")
    found = merge(parsed=parsed, offline=offline, opinion=opinion)
    return found.reading


def measured(rows: list[Row], head: Head | None) -> dict[str, list[str]]:
    """Return the replies by verdict; "clear yes" holds those that closed."""
    found: dict[str, list[str]] = {name: [] for name in (*VERDICTS, "clear yes")}
    for row, offer in rows:
        outcome = outcome_of(row.body, offer, understood(row, offer, head))
        if row.kind == "near yes" and outcome != f"agree@{offer.amount:f}":
            outcome = outcome.replace("agree@", "counter:")
        found[verdict_of(row, outcome, ours=offer.amount)].append(f"{outcome:12} {row.body!r}")
        if row.is_clear_yes and outcome.startswith("agree"):
            found["clear yes"].append(row.id)
    return found


def main() -> None:
    """Print one line a model, over all sets together."""
    rows = [row for one in reply_sets() for row in one.rows()]
    yes = sum(row.is_clear_yes for row, _ in rows)
    print(f"{len(rows)} replies, {yes} of them a clear yes; seed {SEED}")
    for name, head in heads():
        found = measured(rows, head)
        wrong = ", ".join(f"{verdict} {len(found[verdict])}" for verdict in VERDICTS[1:])
        print(f"{name}\n  right {share(len(found[RIGHT]), len(rows))}\n  {wrong}")
        print(f"  clear yes closed {share(len(found['clear yes']), yes)}")
        if "--failures" in sys.argv:
            for verdict in VERDICTS[2:]:
                for line in found[verdict]:
                    print(f"    {verdict:16} {line}")


if __name__ == "__main__":
    main()
