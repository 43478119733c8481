"""Labelled replies played through the whole house, and what became of each."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from campaigns.models import Campaign, Suppression
from negotiations.models import Message, OutgoingEmail, Thread
from tests.journeys.conftest import House
from tests.labelled_replies import Labelled, verdict_of
from tests.work import drain

_numbers = itertools.count()
BUDGET = ("currency", "$2,000,000")


@dataclass(frozen=True)
class Played:
    """What became of one reply."""

    row: Labelled
    outcome: str
    verdict: str
    codes: tuple[str, ...] = field(default=())


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


def table(played: Sequence[Played]) -> str:
    """Return the counts by verdict, for the log and for a note."""
    ordered = sorted(played, key=lambda one: one.verdict)
    counts = {verdict: len(list(group)) for verdict, group in groupby(ordered, lambda p: p.verdict)}
    total = len(played)
    return ", ".join(f"{verdict} {n} ({n / total:.1%})" for verdict, n in counts.items())
