"""A reply of an influencer, delivered through the simulated mailbox and worked to the end."""

import itertools

from django.utils import timezone

from integrations.sandbox.clock import deliver_raw
from negotiations.jobs import inbound
from negotiations.models import OutgoingEmail, Thread
from negotiations.trials.sandbox_mail import Conversation, LabelledMail, reply_bytes
from tests.work import drain

_numbers = itertools.count(1)


def reply(thread: Thread, words: str) -> Thread:
    """Let the influencer answer our last mail, and everything follow that follows."""
    now = timezone.now()
    last = OutgoingEmail.objects.filter(thread=thread, sent_at__isnull=False).latest("sent_at")
    person = thread.influencer
    raw = reply_bytes(
        LabelledMail("reply", "text", words),
        Conversation(
            thread.mailbox.address, person.name, person.email, last.subject, last.message_id
        ),
        now=now,
    )
    deliver_raw(
        mailbox=thread.mailbox.address,
        raw=raw,
        sender=person.email,
        key=f"reply{next(_numbers)}",
        now=now,
    )
    inbound.sync_mailbox(mailbox_id=thread.mailbox_id)
    drain()
    return Thread.objects.get(pk=thread.pk)
