"""Whose cold mail an inbound mail answers: by ids, conversation, what bounced, then its sender."""

from django.db.models import Q, QuerySet

from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.models import Approach
from integrations.gmail.gateway import IncomingMail
from integrations.gmail.parsing import ParsedMail
from integrations.models import Mailbox
from negotiations.models import Message, OutgoingEmail

_BEFORE = (Standing.NEW.value, Standing.QUALIFIED.value, Standing.MANUAL_REVIEW.value)


def prospect_of(mailbox: Mailbox, mail: IncomingMail, parsed: ParsedMail) -> int | None:
    """Return the prospect whose cold mail from this mailbox is answered or came back, if any."""
    ours = OutgoingEmail.cold.filter(mailbox=mailbox)
    quoted = [i for i in (*parsed.references, parsed.in_reply_to) if i]
    if quoted and (found := _one(ours.filter(message_id__in=quoted))):
        return found
    if mail.thread_id and (found := _one(ours.filter(provider_thread_id=mail.thread_id))):
        return found
    if parsed.kind == Message.Kind.BOUNCE:
        return _returned(mailbox, mail, parsed)
    return _written_by(mailbox, parsed.from_address)


def _one(mails: QuerySet[OutgoingEmail]) -> int | None:
    ids = set(mails.values_list("prospect_id", flat=True)[:2])
    return ids.pop() if len(ids) == 1 else None


def _returned(mailbox: Mailbox, mail: IncomingMail, parsed: ParsedMail) -> int | None:
    """A bounce is ours only when it quotes our Message-ID or key and names that recipient."""
    text = mail.raw.decode("latin-1")
    sent = OutgoingEmail.cold.filter(mailbox=mailbox).exclude(sent_at=None).order_by("-sent_at")
    for email in sent[:500]:
        is_named = any(str(a).lower() in text.lower() for a in email.to)
        is_quoted = str(email.key) in text or (email.message_id and email.message_id in text)
        if is_named and is_quoted:
            return email.prospect_id
    return None


def _written_by(mailbox: Mailbox, address: str) -> int | None:
    theirs = Q(prospect__influencer__email__iexact=address) | Q(
        prospect__influencer__contacts__email__iexact=address
    )
    touched = Approach.objects.filter(theirs, mailbox=mailbox).exclude(standing__in=_BEFORE)
    ids = list(touched.order_by("-last_contacted_at").values_list("prospect_id", flat=True)[:1])
    return ids[0] if ids else None
