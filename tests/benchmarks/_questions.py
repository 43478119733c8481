"""What two versions of the project are asked, so that their answers can be compared."""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negotiations.domain.pricing.policy import Playbook
from negotiations.domain.simulation.arena import move, order
from tests.arena.populations import ALL, world_of
from tests.arena.simulator import Table
from tests.benchmarks._mails import auto_replies, machines, opt_outs, people
from tests.benchmarks._replies import labelled_replies, lines
from tests.benchmarks.mail_reader import rows
from tests.benchmarks.reply_reader import SETS
from tests.negotiations.domain.gate.corpus import FILES, Mail, honest, mutated, sentences

READ = "negotiations.domain.reading:read_reply"
CHECK = "negotiations.domain.gate:check_email"
MOVE = "negotiations.domain.strategy:move"
CLASSIFY = "integrations.gmail.parsing:classify_mail"
PLAIN = "integrations.gmail.parsing:plain_text"
LATEST = "integrations.gmail.parsing:latest_reply"
SPECIMENS = "tests.specimens:page"

CAMPAIGN = {
    "client": "Lumen", "name": "Spring launch", "currency": "USD", "opening": "offer_first",
    "budget_amount": "40000", "over_offer_factor": "1", "cpm_floor": "25", "cpm_ceiling": "35",
    "target_cpm": "28", "minimum_amount": None, "approval_amount": None,
    "reminder_after_hours": 48, "stale_after_hours": 72,
    "brief": {
        "deliverables.scenario_1": "2 Instagram Reels",
        "deliverables.scenario_2": "1 Instagram Reel and 1 Instagram Story",
        "deliverables.scenario_3": "1 Instagram Reel",
    },
    "roster": [["instagram", 48_000, None, None], ["tiktok", 90_000, None, None]],
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One call of a public callable; bytes travel as base64."""

    group: str
    call: str
    args: tuple[Any, ...]

    def as_json(self) -> str:
        """The line the other process reads."""
        return json.dumps([self.call, [_packed(value) for value in self.args]])


def questions() -> Iterator[Question]:
    """Every question, the labelled material outside the project included where it is at hand."""
    yield from _replies()
    yield from _labelled_folder()
    yield from _mails()
    yield from _gate()
    yield from _moves()
    yield Question("specimens", SPECIMENS, ())


def trial(seed: int) -> str:
    """One gauntlet as `manage.py gauntlet_world` reads it: the whole product, simulated people."""
    playbook = Playbook().as_dict()
    return json.dumps({"campaign": CAMPAIGN, "playbook": playbook, "seed": seed, "runs": 1})


def _packed(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _replies() -> Iterator[Question]:
    offer = {"amount": "800", "currency": "USD", "deliverables": "1 ig_reel"}
    for file in SETS.values():
        for row in labelled_replies(file):
            seen = row.offer and {
                "amount": str(row.offer.amount),
                "currency": row.offer.currency,
                "deliverables": row.offer.deliverables,
            }
            yield Question("replies in the project", READ, ("", row.words, seen))
    for words in (*lines("near_yes.txt"), *lines("near_yes_more.txt")):
        for seen in (offer, None):
            yield Question("near yeses", READ, ("", words, seen))


def _labelled_folder() -> Iterator[Question]:
    folder = os.environ.get("PARLEY_EVALUATION_DIR")
    for file in sorted(Path(folder).glob("replies/*/*.json")) if folder else ():
        row = json.loads(file.read_text("utf-8"))
        if row["level"] == "reply":
            reply = (row.get("subject", ""), row["body"], row.get("our_last_offer"))
            yield Question("labelled replies", READ, reply)
    for file in sorted(Path(folder).glob("replies/*/*.eml")) if folder else ():
        for call in (CLASSIFY, PLAIN):
            yield Question("labelled mails", call, (file.read_bytes(),))
    for row in rows("machine_mail.dev.jsonl"):
        raw = row["raw"].encode("utf-8", "surrogateescape")
        yield Question("labelled machine mail", CLASSIFY, (raw,))
    for row in rows("reply_parsing.dev.jsonl"):
        if row["kind"] == "eml":
            raw = row["raw"].encode("utf-8", "surrogateescape")
            yield Question("labelled quotes", PLAIN, (raw,))
        else:
            is_html = row["kind"] == "html"
            mail = ("", row["raw"]) if is_html else (row["raw"],)
            yield Question("labelled quotes", LATEST, mail)


def _mails() -> Iterator[Question]:
    for mail in (*people(), *auto_replies(), *opt_outs(), *machines()):
        yield Question("mails in the project", CLASSIFY, (mail.raw,))


def _gate() -> Iterator[Question]:
    for mail in (*sentences(), *(mail for name in FILES for mail in honest(name))):
        yield _checked("gate, honest mails", mail)
    for mail in (mail for name in FILES for mail in list(mutated(name))[::4]):
        yield _checked("gate, wrong mails", mail)


def _checked(group: str, mail: Mail) -> Question:
    return Question(group, CHECK, (mail.subject, mail.body, mail.world.allowed))


class _Noting:
    """Our strategy at the table, writing down what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def move(self, campaign: dict[str, Any], thread_id: str) -> dict[str, Any]:
        seen = json.loads(json.dumps(campaign))
        self.asked.append(Question("moves with receipts", MOVE, (seen, thread_id)))
        return move(campaign, thread_id)

    def order(self, campaign: dict[str, Any]) -> list[str]:
        return order(campaign)


def _moves() -> Iterator[Question]:
    for population in ALL.values():
        for number in (1, 2):
            noting = _Noting()
            Table(world_of(population, number, 12), population, noting).play()
            yield from noting.asked
