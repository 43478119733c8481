"""Many connections on one campaign whose money is short: `python -m tests.house.budget_rush`.

Every worker plays all parts at once (openings, sends, replies, people, the sweep) and looks at the
sums from a connection of its own after each commit. What it saw is printed as JSON.
"""
# ruff: noqa: E402 - the settings come first

import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

import django
import psycopg

django.setup()

from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from campaigns.models import Contact, Influencer, Prospect
from integrations.gmail.gateway import Sent
from negotiations.commands.mail.send import claim_email
from negotiations.commands.mail.settle import settle_email
from negotiations.commands.mail.take_in import answer_message
from negotiations.commands.offers.open import open_thread
from negotiations.commands.thread.stopping import (
    stop_campaign,
)
from negotiations.domain.reading.merge import offline_only
from negotiations.domain.reading.reader import Reading
from negotiations.errors import REFUSALS
from negotiations.jobs import sweep as sweeping
from negotiations.models import Agreement, Message, OutgoingEmail, Thread
from negotiations.queries.budget import committed_amounts
from negotiations.queries.work import turn_of
from tests.house.budget_rush_people import (
    accept_ask,
    any_thread,
    approve,
    by,
    override,
    stop_or_reopen,
)
from tests.world import make_campaign, the_mailbox

BUDGET = Decimal(15_000)
Part = Callable[["Rush", Random], None]
PROMISED = """
SELECT coalesce(sum(CASE WHEN t.state = 'agreed' THEN t.agreed_amount
    WHEN t.state IN ('rejected', 'stopped') THEN 0
    ELSE greatest(
        (SELECT max(amount) FROM negotiations_offer o
          WHERE o.thread_id = t.id AND o.status = 'drafted'),
        (SELECT amount FROM negotiations_offer o
          WHERE o.thread_id = t.id AND o.status IN ('sent', 'answered', 'accepted')
          ORDER BY id DESC LIMIT 1)) END), 0)
FROM negotiations_thread t WHERE t.campaign_id = %s
"""


class Rush:
    """One campaign, its workers, and what they saw."""

    def __init__(self, *, workers: int, steps: int, playbook: dict[str, Any] | None) -> None:
        self.campaign = make_campaign(budget_amount=BUDGET, playbook=playbook)
        self.mailbox = the_mailbox()
        self.prospects = [self._prospect(number) for number in range(24)]
        self.workers, self.steps = workers, steps
        self.lock = threading.Lock()
        self.done: Counter[str] = Counter()
        self.faults: list[str] = []
        self.looks, self.most = 0, Decimal(0)
        self.together = threading.Barrier(workers)

    def _prospect(self, number: int) -> int:
        email = f"person{number}@lark.example"
        person = Influencer.objects.create(name=f"Mia Lark {number}", email=email)
        Contact.objects.create(influencer=person, email=email, is_primary=True)
        row = Prospect.objects.create(
            campaign=self.campaign,
            influencer=person,
            platform="instagram",
            views=50_000,
            created_at=timezone.now(),
        )
        return row.pk

    def run(self) -> dict[str, Any]:
        """Let all workers loose and return what they saw."""
        workers = [threading.Thread(target=self._work, args=(n,)) for n in range(self.workers)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return {
            "done": dict(self.done),
            "faults": self.faults,
            "looks": self.looks,
            "most": str(self.most),
            "in_rows": str(self._promised_in_rows()),
            "in_query": str(committed_amounts(self.campaign.pk)),
            "in_agreements": str(
                sum(Agreement.objects.filter(withdrawn_at=None).values_list("amount", flat=True))
            ),
            "agreed": Thread.objects.filter(state="agreed").count(),
            "still_open": Thread.objects.exclude(
                state__in=("agreed", "rejected", "stopped")
            ).count(),
        }

    def _promised_in_rows(self) -> Decimal:
        """Add up the rows one by one, without the query that decides."""
        total = Decimal(0)
        for thread in Thread.objects.filter(campaign=self.campaign):
            if thread.state == "agreed":
                total += thread.agreed_amount or 0
            elif thread.state not in ("rejected", "stopped"):
                offers = list(thread.offers.exclude(status="withdrawn").order_by("id"))
                drafted = [o.amount for o in offers if o.status == "drafted"]
                gone = [o.amount for o in offers if o.status != "drafted"][-1:]
                total += max([*drafted, *gone], default=Decimal(0))
        return total

    def _work(self, number: int) -> None:
        url = os.environ["DATABASE_URL"]
        with psycopg.connect(url, autocommit=False) as watcher:
            watcher.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            watcher.read_only = True
            self._play(Random(number), watcher)
            self._finish(number, watcher)
        connections.close_all()

    def _play(self, rng: Random, watcher: psycopg.Connection[Any]) -> None:
        for pk in rng.sample(self.prospects, len(self.prospects)):
            self._act(partial(open_one, pk=pk), rng, watcher)
        parts, weights = zip(*PARTS, strict=True)
        for _ in range(self.steps):
            self._act(rng.choices(parts, weights)[0], rng, watcher)

    def _finish(self, number: int, watcher: psycopg.Connection[Any]) -> None:
        """Everybody accepts what stands, in the same second; then the campaign is stopped."""
        self.together.wait()
        for pk in Thread.objects.values_list("pk", flat=True):
            self._act(partial(accept, pk=pk), Random(number), watcher)
        self.together.wait()
        self._act(stop_all if number == 0 else reply, Random(number), watcher)

    def _act(self, part: Part, rng: Random, watcher: psycopg.Connection[Any]) -> None:
        name = str(getattr(part, "func", part).__name__)
        try:
            part(self, rng)
            outcome = name
        except REFUSALS:
            outcome = f"{name} refused"
        except Exception as error:  # noqa: BLE001 - every other error is a finding
            outcome = f"{name} failed"
            with self.lock:
                self.faults.append(f"{name}: {type(error).__name__}: {error}")
        row = watcher.execute(PROMISED, [self.campaign.pk]).fetchone()
        watcher.rollback()
        promised = Decimal(row[0] if row else "NaN")
        with self.lock:
            self.done[outcome] += 1
            self.looks += 1
            self.most = max(self.most, promised)
            if promised > BUDGET:
                self.faults.append(f"{promised} promised of {BUDGET} after {name}")

    def answer(self, thread: Thread, reading: Reading) -> None:
        """Let their mail come in and be answered, as a worker does."""
        now = timezone.now()
        sender = thread.influencer.email
        message = Message.objects.create(
            mailbox=self.mailbox,
            thread=thread,
            provider_id=f"{threading.get_ident()}-{now.timestamp()}",
            sender=sender,
            raw=b"",
            received_at=now,
            stored_at=now,
            due_at=now,
        )
        answer_message(
            message_id=message.pk,
            read_ids=tuple(m.pk for m in turn_of(thread)),
            understanding=offline_only(reading),
            actor="agent",
            now=timezone.now(),
        )


def open_one(rush: Rush, rng: Random, pk: int = 0) -> None:
    """Open the negotiation with a prospect; of any, opened already or not."""
    open_thread(
        prospect_id=pk or rng.choice(rush.prospects),
        mailbox_id=rush.mailbox.pk,
        actor="agent",
        now=timezone.now(),
    )


def accept(rush: Rush, rng: Random, pk: int = 0) -> None:
    """Let them accept what stands on one thread."""
    rush.answer(Thread.objects.get(pk=pk), Reading("accept", Decimal("0.95")))


def send(rush: Rush, rng: Random) -> None:
    """Send what is due."""
    due = OutgoingEmail.objects.filter(status__in=("ready", "held"))
    for pk in rng.sample(ids := list(due.values_list("pk", flat=True)), min(len(ids), 3)):
        email = claim_email(email_id=pk, now=timezone.now())
        if email is not None:
            sent = Sent(f"p{pk}", f"t{email.thread_id}", f"<m{pk}@house.example>")
            settle_email(email_id=pk, outcome=sent, actor="mailer", now=timezone.now())


def reply(rush: Rush, rng: Random) -> None:
    """Let one of them ask, say yes or say no."""
    thread = any_thread(rng)
    if thread is None:
        return
    intent = rng.choices(("counter", "accept", "reject"), (8, 3, 1))[0]
    ask = Decimal(rng.randint(1100, 2300)) if intent == "counter" else None
    reading = Reading(intent, Decimal("0.95"), total=ask, total_currency="USD" if ask else None)
    rush.answer(thread, reading)


def sweep(rush: Rush, rng: Random) -> None:
    """Let the sweep open whatever waited for money."""
    sweeping.sweep()


def stop_all(rush: Rush, rng: Random) -> None:
    """Stop the campaign while others still write."""
    stop_campaign(campaign_id=rush.campaign.pk, **by())


PARTS = (
    (open_one, 2),
    (send, 9),
    (reply, 10),
    (override, 3),
    (accept_ask, 3),
    (approve, 4),
    (stop_or_reopen, 2),
    (sweep, 1),
)


def main() -> None:
    """Play one rush: workers, steps and the playbook's name are the arguments."""
    assert connection.vendor == "postgresql"
    call_command("migrate", verbosity=0)
    playbook = None if sys.argv[3] == "fixed_ladder" else {"name": sys.argv[3]}
    rush = Rush(workers=int(sys.argv[1]), steps=int(sys.argv[2]), playbook=playbook)
    print(json.dumps(rush.run()))


if __name__ == "__main__":
    main()
