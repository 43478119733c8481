"""Which negotiation a mail belongs to, and which of our own mails is its original."""

from uuid import UUID

from django.db.models import Q, QuerySet

from integrations.gmail.gateway import IncomingMail
from integrations.gmail.parsing import ParsedMail
from integrations.models import Mailbox
from negotiations.domain.terms.states import CLOSED
from negotiations.models import OutgoingEmail, Thread


def thread_of(mailbox: Mailbox, mail: IncomingMail, parsed: ParsedMail) -> Thread | None:
    """Match by the ids the mail quotes, the provider's thread, then its sender's one open thread.

    A campaign's threads are only ever those of this mailbox.
    """
    threads = Thread.objects.filter(mailbox=mailbox).select_related("influencer")
    known = _of_sender(threads, parsed.from_address)
    candidates = (
        _quoted(threads, parsed),
        threads.filter(mail_thread_id=mail.thread_id) if mail.thread_id else threads.none(),
        known.exclude(state__in=CLOSED),
        known,
    )
    return next((one for found in candidates if (one := _only(found))), None)


def _quoted(threads: QuerySet[Thread], parsed: ParsedMail) -> QuerySet[Thread]:
    quoted = [i for i in (*parsed.references, parsed.in_reply_to) if i]
    if not quoted:
        return threads.none()
    return threads.filter(
        Q(emails__message_id__in=quoted) | Q(messages__message_id__in=quoted)
    ).distinct()


def _of_sender(threads: QuerySet[Thread], address: str) -> QuerySet[Thread]:
    return threads.filter(
        Q(influencer__email__iexact=address) | Q(influencer__contacts__email__iexact=address)
    ).distinct()


def _only(found: QuerySet[Thread]) -> Thread | None:
    """Return the one thread; two are as good as none."""
    first = list(found[:2])
    return first[0] if len(first) == 1 else None


def is_our_own(parsed: ParsedMail, mailbox: Mailbox) -> bool:
    """Whether the mail carries a key of ours and our address: the copy of something we sent.

    Where the Message-ID the provider gave it could not be read back, it is learned from here.
    """
    if parsed.from_address.lower() != mailbox.address.lower():
        # Whoever got a mail of ours knows its key; a reply must not hide behind it.
        return False
    try:
        sent = OutgoingEmail.every.filter(key=UUID(parsed.own_key))
    except ValueError:
        # No header, or a stranger's imitation of it.
        return False
    sent.filter(status=OutgoingEmail.Status.SENT, message_id="").update(
        message_id=parsed.message_id[:300]
    )
    return sent.exists()
