"""Mail of prospects that nobody applied yet, and who is hot."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.models import Approach
from integrations.errors import GatewayError
from integrations.models import Mailbox
from negotiations.jobs.inbound import handle_message, sync_mailbox
from negotiations.models import CycleRun, Message


@dataclass
class Heard:
    """How many human replies were applied, and what went wrong, one line each."""

    count: int = 0
    errors: list[str] = field(default_factory=list)


def waiting_mail() -> QuerySet[Message]:
    """Return the mails of prospects without a thread that nobody applied yet."""
    return Message.objects.filter(
        prospect__isnull=False, thread__isnull=True, handled_at__isnull=True
    ).order_by("received_at", "pk")


def apply_waiting(mailboxes: Iterable[Mailbox], *, run_id: int) -> Heard:
    """Read the inboxes and apply what waits; a mail that fails holds up no other."""
    heard = Heard()
    for mailbox in mailboxes:
        if not mailbox.pk or settings.GMAIL_MODE == "dry_run":
            continue
        try:
            sync_mailbox(mailbox_id=mailbox.pk)
        except GatewayError as failure:
            heard.errors.append(f"mailbox {mailbox.pk}: {failure.message}")
    for pk, is_human in [(m.pk, m.kind == Message.Kind.HUMAN) for m in waiting_mail()]:
        try:
            handle_message(message_id=pk)
        except Exception as error:
            heard.errors.append(f"item {pk} failed: {type(error).__name__}: {error}")
            continue
        heard.count += is_human
    since = CycleRun.objects.get(pk=run_id).started_at
    recent = Message.objects.filter(
        prospect__isnull=False, handled_at__gte=since, handled_at__lte=timezone.now()
    )
    heard.count = recent.filter(kind=Message.Kind.HUMAN, is_ours=False).count()
    CycleRun.objects.filter(pk=run_id).update(replies_detected=heard.count)
    return heard


def uncounted_hot() -> QuerySet[Approach]:
    """Return who became hot since the last run."""
    return Approach.objects.filter(hot_at__isnull=False, counted_in_run__isnull=True)
