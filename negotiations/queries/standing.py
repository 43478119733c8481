"""Who an address is to a thread, and what its mail may bring about."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from campaigns.models import Contact
from negotiations.domain.terms.standing import Right, Standing, problem_of, rights_of
from negotiations.models import Message, OutgoingEmail, Thread

_STANDING_WORDS = {
    Standing.KNOWN: "speaks for the influencer",
    Standing.INTRODUCED: "was put on copy, speaks for nobody yet",
    Standing.UNKNOWN: "is nobody we know here",
}


def standing_of(address: str, thread: Thread) -> Standing:
    """Return who an address is to the thread; what a person said of it comes first."""
    address = address.lower()
    contact = contact_with(address, thread)
    if contact is not None and contact.corrected_by:
        return Standing.KNOWN if contact.may_accept else Standing.INTRODUCED
    if address == thread.influencer.email.lower():
        return Standing.KNOWN
    if contact is not None and contact.may_accept:
        return Standing.KNOWN
    return Standing.INTRODUCED if _was_put_on_copy(address, thread) else Standing.UNKNOWN


def contact_with(address: str, thread: Thread) -> Contact | None:
    """Return the influencer's contact with this address, if there is one."""
    return thread.influencer.contacts.filter(email__iexact=address).first()


def _was_put_on_copy(address: str, thread: Thread) -> bool:
    """Whether a mail that binds, or a person's mail of ours, had the address on its lines."""
    theirs = thread.messages.filter(may_bind=True, is_ours=False).values_list("recipients", "cc")
    by_people = thread.emails.filter(sent_at__isnull=False).exclude(approved_by="")
    ours = thread.messages.filter(is_ours=True).values_list("recipients", "cc")
    lines = [*theirs, *ours, *by_people.values_list("to", "cc")]
    copied = {str(one).lower() for to, cc in lines for one in (*to, *cc)}
    return address in copied - {thread.mailbox.address.lower()}


def judge(message: Message, thread: Thread | None) -> None:
    """Note on an unsaved mail who its sender is to the thread, and whether its words bind.

    A mail that no thread has is not read, so nothing of it can bind.
    """
    if thread is None:
        message.standing, message.is_trusted = Standing.UNKNOWN, False
    else:
        contact = contact_with(message.sender, thread)
        message.standing = standing_of(message.sender, thread)
        message.is_trusted = contact is not None and contact.is_trusted
    message.may_bind = Right.BE_ANSWERED in message.rights


def problem_with(message: Message) -> str:
    """Return in one sentence what keeps a mail from binding; empty where nothing does."""
    if message.may_bind:
        return ""
    return problem_of(message.standing, message.authentic, message.sender or "the sender")


def sender_words(message: Message) -> str:
    """Return who wrote a mail and how sure that is, for the people who read it."""
    who = f"{message.sender or 'The sender'} {_STANDING_WORDS[Standing(message.standing)]}."
    trusted = " A person trusts this address." if message.is_trusted else ""
    return f"{who} {message.authentic_reason}".strip() + trusted


def may_be_copied(address: str, thread: Thread) -> bool:
    """Whether an address may stand on our copy line."""
    return Right.BE_COPIED in rights_of(standing_of(address, thread), "aligned")


def addressees_of(
    ours: QuerySet[OutgoingEmail], ids: Iterable[str], keys: Iterable[str]
) -> set[str]:
    """Return to whom those of our mails went that the ids or keys name, in lower case."""
    by_key = ours.filter(key__in=[key for key in keys if _is_uuid(key)])
    named = ours.filter(message_id__in=[one for one in ids if one]) | by_key
    return {str(a).lower() for to, cc in named.values_list("to", "cc") for a in (*to, *cc)}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
