"""Who writes on a thread, whether they may accept for the influencer, and a person's correction.

`know_sender` runs inside a command's transaction with the thread's row locked.
"""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.models import Agency, Contact
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.state import audit
from negotiations.domain.reading.counterparty import (
    MANAGER,
    Party,
    Sender,
    classify,
    domain_and_parents,
    domain_of,
    is_personal,
    may_accept,
    signature_of,
)
from negotiations.errors import Refused
from negotiations.models import Message, Thread
from negotiations.queries.addressing import is_address


def know_sender(message: Message, thread: Thread) -> bool:
    """Add the sender to the thread's contacts; returns whether they may accept.

    Whoever the influencer put on copy, or writes from a known agency, speaks for them. A
    stranger's yes goes to a person. What a person has corrected is never changed again.
    """
    address = message.sender.lower()
    if not is_address(address):
        return False
    contact = thread.influencer.contacts.filter(email__iexact=address).first()
    if contact is None or not contact.corrected_by:
        contact = _learned(message, thread, contact)
    _note_on_thread(thread, contact)
    return contact.may_accept


def _learned(message: Message, thread: Thread, contact: Contact | None) -> Contact:
    """Write down who the mail shows its sender to be; a manager never turns back."""
    address, influencer = message.sender.lower(), thread.influencer
    agency = agency_of(address)
    party = _party_of(message, thread, agency)
    is_known = address == influencer.email.lower() or _was_introduced(address, thread)
    speaks = may_accept(party.role, is_known=is_known)
    if contact is None:
        return Contact.objects.create(
            influencer=influencer,
            email=address,
            name=message.sender_name,
            role=_stored_role(party.role, address, influencer.email),
            may_accept=speaks,
            agency=agency,
        )
    if party.role == MANAGER:
        contact.role = Contact.Role.MANAGER
    contact.agency = contact.agency or agency
    contact.may_accept = contact.may_accept or speaks
    contact.save(update_fields=["role", "agency", "may_accept"])
    return contact


def _stored_role(role: str, address: str, influencer_email: str) -> str:
    """Somebody who writes from another address than the creator's own is not the creator."""
    if role == Contact.Role.CREATOR and address != influencer_email.lower():
        return Contact.Role.MANAGER if not is_personal(domain_of(address)) else role
    return role


def _party_of(message: Message, thread: Thread, agency: Agency | None) -> Party:
    return classify(
        Sender(
            address=message.sender,
            display_name=message.sender_name,
            written=message.new_text,
            signature=signature_of(message.text, message.new_text),
            influencer_address=thread.influencer.email,
            influencer_name=thread.influencer.name,
            known_agency=agency.name if agency else "",
        )
    )


def agency_of(address: str) -> Agency | None:
    """Return the agency whose domain, or a parent of it, the address has."""
    names = domain_and_parents(domain_of(address))
    return Agency.objects.filter(domain__in=names).order_by("-domain").first()


def _note_on_thread(thread: Thread, contact: Contact) -> None:
    """A manager upgrades the thread for good; a stranger changes nothing."""
    if not contact.may_accept and not contact.corrected_by:
        return
    if contact.role == Contact.Role.MANAGER or thread.counterparty != "manager":
        thread.counterparty = contact.role
    thread.agency = contact.agency or thread.agency
    thread.save(update_fields=["counterparty", "agency"])


def _was_introduced(address: str, thread: Thread) -> bool:
    known = {thread.influencer.email.lower()}
    known |= {e.lower() for e in thread.influencer.contacts.values_list("email", flat=True)}
    for earlier in thread.messages.filter(sender__in=known):
        copied = {a.lower() for a in (*earlier.cc, *earlier.recipients)}
        if address in copied:
            return True
    if _is_of_thread_agency(address, thread):
        return True
    # A manager who answers in place of the creator keeps the creator on copy.
    latest = thread.messages.filter(sender__iexact=address).order_by("-received_at").first()
    copied = {a.lower() for a in (*latest.cc, *latest.recipients)} if latest else set()
    return bool(copied & known)


def _is_of_thread_agency(address: str, thread: Thread) -> bool:
    domain = thread.agency.domain if thread.agency else ""
    return bool(domain) and domain in domain_and_parents(domain_of(address))


@transaction.atomic(durable=True)
def correct_contact(
    *,
    thread_id: int,
    email: str,
    role: str,
    speaks: bool,
    agency_name: str,
    reason: str,
    actor: str,
    now: datetime,
) -> Contact:
    """Say who an address of this thread is and whether their yes counts; it stays said.

    :raises Refused: if no mail of the thread came from or went to that address
    """
    thread = lock_thread(thread_id)
    address = email.strip().lower()
    contact = thread.influencer.contacts.filter(email__iexact=address).first()
    if contact is None and not _took_part(address, thread):
        raise Refused(f"Nobody with {address} takes part in this negotiation.", code="unknown")
    contact = contact or Contact(influencer=thread.influencer, email=address)
    contact.role, contact.may_accept, contact.corrected_by = role, speaks, actor
    contact.agency = _named_agency(agency_name, address) if agency_name.strip() else None
    contact.save()
    thread.counterparty, thread.agency = contact.role, contact.agency
    thread.updated_at = now
    thread.save(update_fields=["counterparty", "agency", "updated_at"])
    audit(
        thread,
        Action.CONTACT_CORRECTED,
        Deed(actor, now, reason),
        summary=f"{address} is {role}{', may accept' if speaks else ''}: {reason}",
        contact_id=contact.pk,
    )
    return contact


def _took_part(address: str, thread: Thread) -> bool:
    if address == thread.influencer.email.lower():
        return True
    named = thread.messages.values_list("sender", "cc", "recipients")
    people = {a.lower() for sender, cc, to in named for a in (sender, *cc, *to)}
    return address in people - {thread.mailbox.address.lower()}


def _named_agency(name: str, address: str) -> Agency:
    domain = domain_of(address)
    found, _ = Agency.objects.get_or_create(
        name=name.strip(), defaults={"domain": "" if is_personal(domain) else domain}
    )
    return found
