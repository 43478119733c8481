"""Who writes on a thread, and whether they may accept for the influencer.

These functions run inside a command's transaction with the thread's row locked.
"""

from campaigns.models import Agency, Contact
from negotiations.drafting import is_address
from negotiations.models import Message, Thread


def know_sender(message: Message, thread: Thread) -> bool:
    """Add the sender to the thread's contacts; returns whether they may accept.

    Whoever the influencer put on copy, or shares a known contact's own domain, speaks for them.
    A stranger's yes goes to a person.
    """
    address = message.sender.lower()
    influencer = thread.influencer
    if not is_address(address):
        return False
    contact = influencer.contacts.filter(email__iexact=address).first()
    if contact is None:
        is_known = address == influencer.email.lower() or _was_introduced(address, thread)
        agency = Agency.objects.filter(domain=address.rpartition("@")[2]).exclude(domain="")
        contact = Contact.objects.create(
            influencer=influencer,
            email=address,
            name=message.sender_name,
            role=Contact.Role.CREATOR
            if address == influencer.email.lower()
            else Contact.Role.MANAGER,
            may_accept=is_known,
            agency=agency.first(),
        )
    if contact.role == Contact.Role.MANAGER and contact.may_accept:
        thread.counterparty = "manager"
        thread.agency = contact.agency or thread.agency
        thread.save(update_fields=["counterparty", "agency"])
    return contact.may_accept


def _was_introduced(address: str, thread: Thread) -> bool:
    known = {thread.influencer.email.lower()}
    known |= {e.lower() for e in thread.influencer.contacts.values_list("email", flat=True)}
    for earlier in thread.messages.filter(sender__in=known):
        copied = {a.lower() for a in (*earlier.cc, *earlier.recipients)}
        if address in copied:
            return True
    # A manager who answers in place of the creator keeps the creator on copy.
    latest = thread.messages.filter(sender__iexact=address).order_by("-received_at").first()
    copied = {a.lower() for a in (*latest.cc, *latest.recipients)} if latest else set()
    return bool(copied & known)
