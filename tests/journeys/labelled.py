"""Labelled replies played through the whole house, and what became of each."""

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from campaigns.models import Campaign, Suppression
from negotiations.models import Message, OutgoingEmail, Thread
from tests.journeys.conftest import House
from tests.work import drain

OUR_OFFER = Decimal(1250)
_numbers = itertools.count()
BUDGET = ("currency", "$2,000,000")
# Verdicts that cost money, a relationship or a right; the others only cost a person's time.
WRONG = ("wrong deal", "wrong stop", "wrong rejection", "wrong price", "lost")


@dataclass(frozen=True)
class Labelled:
    """One reply to our offer of $1,250, and what may and must not follow."""

    id: str
    kind: str
    subject: str
    body: str
    any_of: tuple[str, ...]
    never: tuple[str, ...]
    raw: bytes = b""
    is_clear_yes: bool = False


@dataclass(frozen=True)
class Played:
    """What became of one reply."""

    row: Labelled
    outcome: str
    verdict: str
    codes: tuple[str, ...] = field(default=())


def rows_of_folder(folder: Path) -> list[Labelled]:
    """Read a folder of kinds, one JSON file a row, mails beside them."""
    return [_from_file(file) for file in sorted(folder.glob("*/*.json"))]


def rows_of_lines(file: Path) -> list[Labelled]:
    """Read one row a line; lines that start with `#` are the file's own remarks."""
    lines = file.read_text().splitlines()
    return [_from_line(json.loads(line)) for line in lines if line and not line.startswith("#")]


def _from_file(file: Path) -> Labelled:
    data: dict[str, Any] = json.loads(file.read_text())
    expected = data["expected"]
    return Labelled(
        id=f"{data['kind']}/{data['id']}",
        kind=data["kind"],
        subject=data.get("subject", ""),
        body=data.get("body", ""),
        any_of=tuple(expected["outcome_any_of"]),
        never=tuple(expected["outcome_never"]),
        raw=file.with_name(data["eml"]).read_bytes() if "eml" in data else b"",
    )


def _from_line(data: dict[str, Any]) -> Labelled:
    return Labelled(
        id=data["id"],
        kind=data["kind"],
        subject=data["subject"],
        body=data["body"],
        any_of=tuple(data["outcome_any_of"]),
        never=tuple(data["outcome_never"]),
        is_clear_yes=bool(data.get("clear_yes")),
    )


def play(house: House, rows: Sequence[Labelled]) -> Iterator[Played]:
    """Open one campaign with a person a row, deliver every reply, and judge what followed."""
    people = [_person(number) for number, _ in zip(_numbers, rows, strict=False)]
    campaign = house.start(people, **{"Campaign Budget": BUDGET})
    threads = list(campaign.threads.order_by("influencer__email"))
    assert len(threads) == len(rows), "every person was written to"
    for row, thread in zip(rows, threads, strict=True):
        _deliver(house, row, thread)
        outcome = outcome_of(thread, campaign)
        codes = tuple(thread.escalations.values_list("code", flat=True))
        yield Played(row, outcome, verdict_of(row, outcome), codes)


def _person(number: int) -> list[str]:
    name = f"mia{number:04d}"
    return ["Mia Lark", f"{name}@lark.example", "Instagram", f"@{name}", "50K", "", "", "3.4%"]


def _deliver(house: House, row: Labelled, thread: Thread) -> None:
    address = thread.influencer.email
    opening = house.sent(address)[-1]
    if not row.raw:
        sender = f"Mia Lark <{address}>"
        house.reply(row.body, to=opening, sender=sender)
        return
    mail = row.raw.replace(b"<our1@house.example>", opening.header("Message-ID").encode())
    house.gmail.deliver(mail.replace(b"mia@lark.example", address.encode()))
    house.push()
    drain()


def outcome_of(thread: Thread, campaign: Campaign) -> str:
    """Return agree@N, counter:N, answer, reject, stop, person or nothing."""
    thread = Thread.objects.get(pk=thread.pk)
    address = thread.influencer.email.lower()
    if thread.state == "agreed":
        return f"agree@{_plain(thread.agreed_amount)}"
    if thread.state == "rejected":
        return "reject"
    if thread.state == "stopped" or Suppression.objects.filter(email=address).exists():
        return "stop"
    if thread.state == "escalated" or _waits_for_person(thread):
        return "person"
    written = OutgoingEmail.objects.filter(thread=thread).exclude(purpose="opening")
    newest = written.order_by("-id").first()
    if newest is not None and newest.purpose == "counter":
        return f"counter:{_plain(thread.ask_amount)}"
    return "answer" if newest is not None else "nothing"


def _waits_for_person(thread: Thread) -> bool:
    mails = Message.objects.filter(needs_person=True)
    loose = mails.filter(thread__isnull=True, sender=thread.influencer.email.lower())
    drafts = OutgoingEmail.objects.filter(thread=thread, status="draft")
    return mails.filter(thread=thread).exists() or loose.exists() or drafts.exists()


def _plain(amount: Decimal | None) -> str:
    return f"{amount.normalize():f}" if amount is not None else "none"


def verdict_of(row: Labelled, outcome: str) -> str:
    """Return right, to a person, or what went wrong."""
    if _is_named(row.any_of, outcome):
        return "right"
    what, _, figure = outcome.partition("@" if outcome.startswith("agree") else ":")
    if what == "agree":
        return "wrong deal"
    if what == "stop":
        return "wrong stop"
    if what == "reject":
        return "wrong rejection"
    if what == "counter":
        return "wrong price" if {"counter"} & set(row.never) or _names_a_sum(row) else "other"
    return "to a person" if what == "person" else "lost" if what == "nothing" else "other"


def _is_named(any_of: Sequence[str], outcome: str) -> bool:
    """Whether the outcome is one of the allowed; a deal at the N they ask for counts as met."""
    what, _, figure = outcome.partition("@" if outcome.startswith("agree") else ":")
    names = {what, outcome}
    if what == "agree":
        names = {outcome, f"counter:{figure}"} | (
            {"agree"} if Decimal(figure) == OUR_OFFER else set()
        )
    return bool(names & set(any_of))


def _names_a_sum(row: Labelled) -> bool:
    return any(wanted.startswith("counter:") for wanted in row.any_of)


def table(played: Sequence[Played]) -> str:
    """Return the counts by verdict, for the log and for a note."""
    ordered = sorted(played, key=lambda one: one.verdict)
    counts = {verdict: len(list(group)) for verdict, group in groupby(ordered, lambda p: p.verdict)}
    total = len(played)
    return ", ".join(f"{verdict} {n} ({n / total:.1%})" for verdict, n in counts.items())
