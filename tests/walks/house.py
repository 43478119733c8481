"""The small house that a walk plays in: three negotiations of one campaign, and its clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Max
from pytest_django.fixtures import Settings

from campaigns.models import Campaign, KillSwitch
from integrations.models import SandboxMail
from integrations.sandbox.clock import deliver_raw
from negotiations.jobs import inbound
from negotiations.jobs.sweep import sweep
from negotiations.models import OutgoingEmail, Thread
from tests.fakes.anthropic import KEY, FakeAnthropic
from tests.work import drain, forget
from tests.world import make_campaign, make_thread, use_sandbox

ANA = "ana@house.example"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Clock:
    """Says what time it is: a moment later each time, as the queue needs it, until it is moved."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        self.at += timedelta(microseconds=100)
        return self.at


@dataclass
class WalkHouse:
    """What every step of a walk acts on. Rows and clock go back when a walk goes back."""

    settings: Settings
    clock: Clock
    model: FakeAnthropic
    random: Random = field(default_factory=Random)
    mails: int = 0

    def build(self, *, autonomy: str, opening: str, has_model: bool) -> None:
        """Open three negotiations; the budget holds two openings of $1,250."""
        forget()
        use_sandbox(self.settings)
        self.settings.SEND_HOLD_SECONDS = 300
        self.settings.READ_RETRY_WAIT_SECONDS = 0
        self.settings.ANTHROPIC_API_KEY = KEY
        self.settings.ANTHROPIC_BASE_URL = self.model.url
        self.settings.ANTHROPIC_MODE = "live" if has_model else "sandbox"
        campaign = make_campaign(
            budget_amount=Decimal(3000),
            autonomy=autonomy,
            opening=opening,
            reminder_after_hours=48,
            stale_after_hours=72,
        )
        for name in ("Mia Lark", "Bo Finch", "Cy Wren"):
            make_thread(campaign, name, send=False)
        drain()

    @property
    def by(self) -> dict[str, Any]:
        """Who does something, why and when."""
        return {"actor": ANA, "reason": "tried it", "now": self.clock.at}

    @property
    def campaign(self) -> Campaign:
        """The campaign as it is now."""
        return Campaign.objects.get()

    def pick(self) -> Thread:
        """Return the negotiation the next step is about: the first one more often than the rest."""
        threads = list(Thread.objects.order_by("id"))
        return self.random.choice([*threads, threads[0], threads[0]])

    def unsent(self, thread: Thread) -> OutgoingEmail | None:
        """Return a mail of the thread that a person could still do something with."""
        done = ("sent", "discarded", "failed", "simulated")
        return thread.emails.exclude(status__in=done).order_by("-id").first()

    def said(self, thread: Thread, words: str, **headers: str) -> None:
        """Let somebody write to us, as an answer to our last mail where there is one."""
        self.mails += 1
        person, mail = thread.influencer, EmailMessage()
        last = thread.emails.exclude(message_id="").order_by("-id").first()
        mail["From"] = headers.pop("From", f"{person.name} <{person.email}>")
        mail["To"] = thread.mailbox.address
        mail["Subject"] = headers.pop("Subject", "Re: Collaboration Opportunity - Lumen")
        mail["Message-ID"] = f"<walk-{self.mails}@their.example>"
        if last is not None:
            mail["In-Reply-To"] = mail["References"] = last.message_id
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(words)
        deliver_raw(
            mailbox=thread.mailbox.address,
            raw=mail.as_bytes(),
            sender=person.email,
            key=f"walk{self.mails}",
            now=self.clock.at,
        )
        inbound.sync_mailbox(mailbox_id=thread.mailbox_id)

    def colleague_writes(self, thread: Thread) -> None:
        """Let a colleague answer from our mailbox itself, past the console."""
        self.mails += 1
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Tom <{thread.mailbox.address}>", thread.influencer.email
        mail["Subject"] = "Re: Collaboration Opportunity - Lumen"
        mail["Message-ID"] = f"<tom-{self.mails}@house.example>"
        last = thread.emails.exclude(message_id="").order_by("-id").first()
        if last is not None:
            mail["In-Reply-To"] = mail["References"] = last.message_id
        mail.set_content("Hi, Tom here: I will call you.")
        newest = SandboxMail.objects.aggregate(mark=Max("mark"))["mark"] or 0
        SandboxMail.objects.create(
            mailbox=thread.mailbox.address,
            direction=SandboxMail.Direction.OUT,
            provider_id=f"tom{self.mails}",
            provider_thread_id="",
            sender=thread.mailbox.address,
            recipient=thread.influencer.email,
            raw=mail.as_bytes(),
            arrives_at=self.clock.at,
            mark=newest + 1,
        )
        inbound.sync_mailbox(mailbox_id=thread.mailbox_id)

    def passes(self, hours: float) -> None:
        """Let time go by; the sweep runs at its end, as every minute before."""
        self.clock.at += timedelta(hours=hours)
        self.sweep()

    def is_held(self) -> bool:
        """Whether something keeps us from answering: a switch, a pause, a model that is down."""
        is_active = self.campaign.status == Campaign.Status.ACTIVE
        return not is_active or KillSwitch.objects.exists() or bool(self.model.down)

    def sweep(self) -> None:
        """Sweep and work until nothing is left to do now."""
        sweep()
        drain()

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back whatever happens inside: rows, clock, settings and what the model does."""
        at, down = self.clock.at, dict(self.model.down)
        mode, hold = self.settings.ANTHROPIC_MODE, self.settings.SEND_HOLD_SECONDS
        mark = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(mark)
            forget()
            self.clock.at, self.model.down = at, down
            self.settings.ANTHROPIC_MODE, self.settings.SEND_HOLD_SECONDS = mode, hold
