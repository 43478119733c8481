"""Let the simulated people read our mail and answer; deliver what is due to arrive."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from django.db import transaction
from django.db.models import Max

from integrations.models import Mailbox, SandboxCreator, SandboxMail
from integrations.queue import Job, enqueue
from integrations.sandbox.creators import answer
from integrations.sandbox.mail import message_id_of
from integrations.sandbox.people import Creator, SimulatedReply, TranscriptLine
from integrations.sandbox.world import Listed, creator_for

In, Out = SandboxMail.Direction.IN, SandboxMail.Direction.OUT


def tick(*, now: datetime, speed: float = 1.0) -> int:
    """Answer our new mails and deliver what is due; returns how many mails arrived."""
    for mail_id in SandboxMail.objects.filter(direction=Out, answered_at__isnull=True).values_list(
        "pk", flat=True
    ):
        _answer(mail_id, now=now, speed=speed)
    return _deliver(now=now)


@transaction.atomic
def _answer(mail_id: int, *, now: datetime, speed: float) -> None:
    """Write the replies to one of our mails and mark it answered, together."""
    ours = SandboxMail.objects.select_for_update().get(pk=mail_id)
    if ours.answered_at is not None:
        return
    person = _person_behind(ours)
    if person is not None:
        lines = _transcript(ours)
        turn = sum(line.direction == "in" for line in lines)
        for number, reply in enumerate(answer(person, lines, turn)):
            _keep(ours, reply, number, now=now, speed=speed)
    ours.answered_at = now
    ours.save(update_fields=["answered_at"])


def _person_behind(ours: SandboxMail) -> Creator | None:
    """Return who reads this mail: the addressee, or whom the conversation began with."""
    first = (
        SandboxMail.objects.filter(provider_thread_id=ours.provider_thread_id, direction=Out)
        .order_by("id")
        .first()
    )
    for mail in (ours, first):
        addresses = [a.strip().lower() for a in (mail or ours).recipient.split(",")]
        row = SandboxCreator.objects.filter(email__in=addresses).first()
        if row is not None:
            return creator_for(
                Listed(row.name, row.email, row.platform, row.views),
                row.index,
                row.random_seed,
                persona=row.persona or None,
            )
    return None


def _transcript(ours: SandboxMail) -> list[TranscriptLine]:
    """Return the conversation up to our mail, from this person's side of the mailbox."""
    row = SandboxCreator.objects.filter(email__in=_addresses(ours)).first()
    thread = SandboxMail.objects.filter(provider_thread_id=ours.provider_thread_id)
    if row is not None:
        thread = thread | SandboxMail.objects.filter(recipient__icontains=row.email)
        thread = thread | SandboxMail.objects.filter(sender__icontains=row.email)
    return [
        TranscriptLine(m.direction, m.subject, m.text, m.sender, m.arrives_at)
        for m in thread.filter(pk__lte=ours.pk).order_by("pk").distinct()
    ]


def _addresses(mail: SandboxMail) -> list[str]:
    return [a.strip().lower() for a in mail.recipient.split(",")]


def _keep(
    ours: SandboxMail, reply: SimulatedReply, number: int, *, now: datetime, speed: float
) -> None:
    provider_id = f"{ours.provider_id}r{number}"
    arrives_at = now + timedelta(seconds=reply.delay_seconds / speed)
    SandboxMail.objects.create(
        mailbox=ours.mailbox,
        direction=In,
        provider_id=provider_id,
        provider_thread_id=provider_id if reply.new_thread else ours.provider_thread_id,
        sender=reply.from_address,
        recipient=ours.mailbox,
        subject=reply.subject,
        text=reply.text,
        raw=_raw(ours, reply, provider_id, arrives_at),
        arrives_at=arrives_at,
    )


def _raw(ours: SandboxMail, reply: SimulatedReply, provider_id: str, at: datetime) -> bytes:
    mail = EmailMessage()
    mail["From"] = formataddr((reply.from_name, reply.from_address))
    mail["To"] = ours.mailbox
    if reply.cc:
        mail["Cc"] = ", ".join(reply.cc)
    mail["Subject"] = reply.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id_of(provider_id)
    if not reply.new_thread:
        mail["In-Reply-To"] = mail["References"] = message_id_of(ours.provider_id)
    for name, value in reply.headers.items():
        mail[name] = value
    mail.set_content(reply.text)
    if reply.html:
        mail.add_alternative(reply.html, subtype="html")
    return mail.as_bytes()


@transaction.atomic
def _deliver(*, now: datetime) -> int:
    """Let due mails arrive: each gets the next mark, and its mailbox's worker is woken."""
    due = list(
        SandboxMail.objects.select_for_update()
        .filter(direction=In, mark__isnull=True, arrives_at__lte=now)
        .order_by("arrives_at", "pk")
    )
    mark = SandboxMail.objects.aggregate(newest=Max("mark"))["newest"] or 0
    for mail in due:
        mark += 1
        mail.mark = mark
        mail.save(update_fields=["mark"])
    for mailbox in Mailbox.objects.filter(address__in={m.mailbox for m in due}):
        enqueue(Job.SYNC_MAILBOX, mailbox_id=mailbox.pk)
    return len(due)


@transaction.atomic
def deliver_raw(*, mailbox: str, raw: bytes, sender: str, key: str, now: datetime) -> SandboxMail:
    """Let any raw mail arrive in the simulated mailbox."""
    mark = SandboxMail.objects.aggregate(newest=Max("mark"))["newest"] or 0
    return SandboxMail.objects.create(
        mailbox=mailbox.lower(),
        direction=In,
        provider_id=key[:40],
        provider_thread_id=key[:40],
        sender=sender[:200],
        recipient=mailbox,
        raw=raw,
        arrives_at=now,
        mark=mark + 1,
    )
