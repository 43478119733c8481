"""Let labelled mails arrive in the sandbox as replies of its influencers."""

import uuid
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.queries.lookup import find_campaign
from integrations.models import Mailbox
from integrations.sandbox.clock import deliver_raw
from negotiations.jobs import inbound
from negotiations.models import OutgoingEmail, Thread
from negotiations.trials.sandbox_mail import Conversation, read_mails, reply_bytes, sender_of


class Command(BaseCommand):
    """Raw mails of JSONL rows or .eml files, dealt out to the threads in turn."""

    help = "Deliver mails from a JSONL or .eml file as replies into the sandbox mailbox."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is delivered where."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--campaign", default="", help="id or external id; else all threads")
        parser.add_argument("--limit", type=int, help="deliver the first N only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Deliver, then let the mailboxes be read."""
        if settings.GMAIL_MODE != "sandbox":
            raise CommandError("GMAIL_MODE is not sandbox: there is no simulated mailbox")
        places = conversations(options["campaign"])
        if not places:
            raise CommandError("no thread has a sent mail that could be answered")
        try:
            mails = list(islice(read_mails(options["file"]), options["limit"]))
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        for mail, place in zip(mails, cycle(places), strict=False):
            now = timezone.now()
            raw = reply_bytes(mail, place, now=now)
            deliver_raw(
                mailbox=place.mailbox,
                raw=raw,
                sender=sender_of(raw),
                key=f"d{uuid.uuid4().hex}",
                now=now,
            )
        for mailbox in Mailbox.objects.filter(address__in={p.mailbox for p in places}):
            self.stdout.write(f"{mailbox}: {inbound.sync_mailbox(mailbox_id=mailbox.pk)}")
        self.stdout.write(f"delivered {len(mails)} mails to {len(places)} threads")


def conversations(campaign_word: str) -> list[Conversation]:
    """Return every thread that has a sent mail, with the newest one's Message-ID.

    :raises CommandError: if there is no such campaign
    """
    threads = Thread.objects.select_related("influencer", "mailbox").order_by("id")
    if campaign_word:
        try:
            threads = threads.filter(campaign=find_campaign(campaign_word))
        except Campaign.DoesNotExist as error:
            raise CommandError(f"there is no campaign '{campaign_word}'") from error
    sent = OutgoingEmail.objects.filter(
        thread__in=threads, status=OutgoingEmail.Status.SENT
    ).exclude(message_id="")
    newest = dict(sent.order_by("sent_at", "id").values_list("thread_id", "message_id"))
    return [
        Conversation(
            mailbox=thread.mailbox.address,
            influencer_name=thread.influencer.name,
            influencer_email=thread.influencer.email,
            subject=thread.subject,
            last_message_id=newest[thread.pk],
        )
        for thread in threads
        if thread.pk in newest
    ]
