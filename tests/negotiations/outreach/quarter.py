"""Weeks of outreach in compressed time: people who answer, hosts that die, rules that hold."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.test import Client as Browser
from holidays import country_holidays

from campaigns.models import Approach, Campaign, Suppression
from integrations.models import Mailbox, SandboxMail
from integrations.sandbox.clock import deliver_raw
from integrations.sandbox.mail import message_id_of
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.jobs.outbound import deliver
from negotiations.jobs.outreach.touches import cold_mail, dispatch_outbox, gateway_for
from negotiations.models import CyclePlan, MailboxDay, Message, OutgoingEmail, PlanRow, Thread
from negotiations.outreach.commands.claims import claim_touch
from negotiations.outreach.commands.plans import arm_plan
from negotiations.outreach.orders import stored_order
from tests.fakes.gmail_bounces import report_of
from tests.work import drain

Status = OutgoingEmail.Status
DAY = timedelta(days=1)
# Zone and country of each person in turn; every one of them may be written to unread.
PLACES = (("America/New_York", "US"), ("Europe/Paris", "FR"), ("Europe/Dublin", "IE"))
_ANSWERS = (
    *((None, 60), ("Sounds great, I am interested!", 8), ("My rate is $900 per reel.", 6)),
    *(("Thanks, but no.", 6), ("Who are you?", 4), ("Please remove me from your list.", 3)),
    *(("AWAY", 4), ("BOUNCE", 4), ("LINK", 3), ("HUMAN", 2), ("COMPLAINT", 1)),
)


def place_of(address: str) -> tuple[str, str]:
    """Return zone and country of somebody on the list by their number on it, `mia12@…`."""
    number = int(address.partition("@")[0].removeprefix("mia"))
    return PLACES[number % len(PLACES)]


@dataclass
class Quarter:
    """A house with four mailboxes, its people, and what was seen day by day."""

    clock: Any
    rng: random.Random
    campaign: Campaign
    violations: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    read_at: datetime = datetime.min.replace(tzinfo=UTC)

    def mailboxes(self) -> list[Mailbox]:
        """Give the campaign four mailboxes of two domains."""
        found = [f"{name}@{domain}.example" for domain in ("one", "two") for name in ("ann", "bob")]
        return [ensure_mailbox(address, now=self.clock.now) for address in found]

    def live(self, day: datetime) -> None:
        """Let one day pass: planned, armed, run by two hosts, dispatched, answered, checked."""
        self.clock.now = day.replace(hour=7, minute=30)
        self.arrive()
        self.run(dry=True)
        plan = CyclePlan.objects.latest("pk")
        if plan.planned:
            arm_plan(plan_hash=plan.hash, actor="kim", reason="", now=self.clock())
        self.run(dry=False)
        self.run(dry=False)
        self.dispatch(until=day.replace(hour=23, minute=30))
        self.check(day)

    def run(self, *, dry: bool) -> None:
        from negotiations.jobs.outreach.cycle import run_daily_cam_cycle

        report = run_daily_cam_cycle(stored_order(dry_run=dry), actor="kim")
        self.counts["runs"] += 1
        rows = PlanRow.objects.filter(plan__run=int(report.run_id)).count()
        self.hold(report.considered == rows, f"R1 {report.considered} of {rows}")

    def dispatch(self, *, until: datetime) -> None:
        """Send what is due until the evening; now and then a host dies over a mail."""
        while True:
            ready = OutgoingEmail.cold.filter(status__in=(Status.READY, Status.UNKNOWN))
            due = ready.order_by("due_at").values_list("due_at", flat=True).first()
            if due is None or due > until:
                break
            self.clock.now = max(self.clock.now, due) + timedelta(seconds=1)
            self.arrive()
            if self.rng.random() < 0.1:
                self.crash()
            dispatch_outbox(now=self.clock())
            dispatch_outbox(now=self.clock())
            drain()
        self.clock.now = until
        dispatch_outbox(now=self.clock())
        self.answer_mails()

    def crash(self) -> None:
        """A host dies: after its claim, or with the mail gone and nothing noted."""
        due = OutgoingEmail.cold.filter(status=Status.READY, due_at__lte=self.clock.now).first()
        if due is None:
            return
        email = claim_touch(email_id=due.pk, checks_inbox=True, now=self.clock())
        if email is None:
            return
        self.counts["crashes"] += 1
        if self.rng.random() < 0.5:
            gateway = gateway_for(email)
            deliver(email, cold_mail(email), lambda: gateway)
        self.clock.now += timedelta(minutes=6)

    def arrive(self) -> None:
        """Read what came in since, as the schedule does every few minutes."""
        if self.clock.now < self.read_at + timedelta(minutes=15):
            return
        self.read_at = self.clock.now
        call_command("poll_inbox", stdout=StringIO())
        drain()

    def answer_mails(self) -> None:
        """Let people do about our newest mails what such people do."""
        new = SandboxMail.objects.filter(direction="out", pk__gt=self.seen).order_by("pk")
        for ours in new:
            self.seen = ours.pk
            words = [answer for answer, _ in _ANSWERS]
            weights = [weight for _, weight in _ANSWERS]
            (said,) = self.rng.choices(words, weights)
            if said is not None:
                self.counts[said if said.isupper() else "answers"] += 1
                self.react(ours, said)

    def react(self, ours: SandboxMail, said: str) -> None:
        """Send one reaction of one person."""
        if said == "LINK":
            mail = OutgoingEmail.every.get(key=ours.key)
            Browser().post(f"/u/{mail.unsubscribe_token}", {"List-Unsubscribe": "One-Click"})
            return
        original = message_id_of(ours.provider_id)
        if said == "BOUNCE":
            raw = report_of(ours.mailbox, original, ours.recipient)
        elif said == "COMPLAINT":
            raw = _complaint(ours, original)
        else:
            raw = _reply(ours, original, said)
        deliver_raw(
            mailbox=ours.mailbox,
            raw=raw,
            sender=ours.recipient,
            key=f"in-{ours.pk}",
            now=self.clock(),
        )

    def hold(self, is_so: bool, words: str) -> None:
        """Keep a rule that was broken."""
        if not is_so:
            self.violations.append(f"{self.clock.now:%Y-%m-%d} {words}")

    def check(self, day: datetime) -> None:
        """Hold every invariant to the rows of the last two days, each counted anew."""
        since = day - DAY
        claimed = list(
            OutgoingEmail.cold.filter(claimed_at__gte=since).select_related("prospect__approach")
        )
        self._limits(claimed, since)
        self._courses(claimed)
        self._outbox()

    def _limits(self, claimed: list[OutgoingEmail], since: datetime) -> None:
        used = (Status.SENDING, Status.SENT, Status.UNKNOWN, Status.PARKED)
        recent = [mail for mail in claimed if mail.status in used]
        allowed = dict(MailboxDay.objects.values_list("mailbox", "allowed").order_by("day"))
        for mail in recent:
            at = mail.claimed_at or since
            near = [m for m in recent if m.mailbox_id == mail.mailbox_id and m.claimed_at]
            held = sum(at - DAY < (m.claimed_at or at) <= at for m in near)
            most = max(20, allowed.get(mail.mailbox_id or 0, 0))
            self.hold(held <= most, f"I-4 mailbox {mail.mailbox_id}: {held}")
            zone, country = place_of(mail.to[0])
            local = at.astimezone(ZoneInfo(zone))
            is_inside = 9 <= local.hour < 18 or (local.hour, local.minute) == (18, 0)
            self.hold(is_inside and local.weekday() < 5, f"I-4 window {local} {zone}")
            self.hold(local.date() not in country_holidays(country), f"holiday {local:%F}")
        taken = Approach.objects.filter(taken_in_at__gt=self.clock.now - DAY).count()
        self.hold(taken <= stored_order().max_new_leads_per_day, f"I-1 {taken} came in")

    def _courses(self, claimed: list[OutgoingEmail]) -> None:
        for mail in claimed:
            at = mail.claimed_at
            if at is None or mail.status not in (Status.SENT, Status.UNKNOWN):
                continue
            sent = OutgoingEmail.cold.filter(prospect=mail.prospect_id, status=Status.SENT)
            moments = sorted(m for m in sent.values_list("sent_at", flat=True) if m)
            self.hold(len(moments) <= 3, f"I-5 {len(moments)} touches")
            gaps = [b - a for a, b in zip(moments, moments[1:], strict=False)]
            self.hold(all(gap >= DAY for gap in gaps), f"I-5 gap {gaps}")
            human = Message.objects.filter(prospect=mail.prospect_id, kind="human", is_ours=False)
            self.hold(not human.filter(stored_at__lt=at).exists(), "I-5 written to after an answer")
            stops = Suppression.objects.filter(email__in=mail.to, created_at__lt=at)
            self.hold(not stops.exists(), "I-10 written to after an opt-out")

    def _outbox(self) -> None:
        keys = Counter(SandboxMail.objects.filter(direction="out").values_list("key", flat=True))
        self.hold(all(count == 1 for count in keys.values()), "I-6 a key left twice")
        sent = OutgoingEmail.cold.filter(status=Status.SENT)
        gone = {str(key) for key in sent.values_list("key", flat=True)}
        self.hold(gone <= set(keys), "I-6 sent without having left")
        late = OutgoingEmail.cold.filter(
            status=Status.SENDING, claimed_at__lt=self.clock.now - timedelta(minutes=10)
        )
        self.hold(not late.exists(), "I-6 a claim nobody settled")
        per = Counter(Thread.objects.values_list("prospect_id", flat=True))
        self.hold(all(count == 1 for count in per.values()), "I-7 two threads of one prospect")
        hot = Approach.objects.filter(hot_at__isnull=False, last_replied_at__isnull=True)
        self.hold(not hot.exists(), "I-7 hot without an answer")

    def report(self) -> str:
        """Return what the weeks brought, in lines."""
        sent = OutgoingEmail.cold.filter(status=Status.SENT)
        lines = {
            "first touches": sent.filter(step=1).count(),
            "follow-ups": sent.filter(step__gt=1).count(),
            "threads": Thread.objects.count(),
            "opted out": Suppression.objects.count(),
            **dict(sorted(self.counts.items())),
            "violations": len(self.violations),
        }
        return "\n".join(f"  {name}: {count}" for name, count in lines.items())


def _reply(ours: SandboxMail, original: str, said: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = ours.recipient, ours.mailbox
    mail["Subject"] = f"Re: {ours.subject}"
    mail["Message-ID"] = f"<r{ours.pk}@{ours.recipient.rpartition('@')[2]}>"
    mail["In-Reply-To"] = mail["References"] = original
    if said == "AWAY":
        mail["Auto-Submitted"] = "auto-replied"
        said = "I am away and will read this when I am back."
    mail.set_content(said)
    return mail.as_bytes()


def _complaint(ours: SandboxMail, original: str) -> bytes:
    """Return a feedback report about one of our mails (RFC 5965)."""
    parts = (
        ("text/plain", "This is an email abuse report."),
        (
            "message/feedback-report",
            "Feedback-Type: abuse\nUser-Agent: Loop/1\nVersion: 1\n"
            f"Original-Rcpt-To: {ours.recipient}",
        ),
        (
            "message/rfc822",
            f"From: {ours.mailbox}\nTo: {ours.recipient}\nMessage-ID: {original}\n"
            f"Subject: {ours.subject}\n\nquoted",
        ),
    )
    body = "".join(f"--cut\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    head = (
        f"From: abuse@feedback.example\nTo: {ours.mailbox}\nSubject: Complaint\n"
        f"Message-ID: <c{ours.pk}@feedback.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="cut"\n\n'
    )
    return f"{head}{body}--cut--\n".encode()


def days_from(start: datetime, count: int) -> list[datetime]:
    """Return so many midnights, every calendar day."""
    return [start.astimezone(UTC) + timedelta(days=n) for n in range(count)]
