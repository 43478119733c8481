"""Apply the mail of prospects that nobody applied yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from integrations.errors import GatewayError
from integrations.models import Mailbox
from negotiations.jobs.inbound import handle_message, sync_mailbox
from negotiations.outreach.commands.runs import count_replies
from negotiations.outreach.due import waiting_mail


@dataclass
class Heard:
    """How many human replies were applied, and what went wrong, one line each."""

    count: int = 0
    errors: list[str] = field(default_factory=list)


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
    for pk in list(waiting_mail().values_list("pk", flat=True)):
        try:
            handle_message(message_id=pk)
        except Exception as error:
            heard.errors.append(f"item {pk} failed: {type(error).__name__}: {error}")
    heard.count = count_replies(run_id=run_id, now=timezone.now())
    return heard
