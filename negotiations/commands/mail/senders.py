"""Who writes on a thread, whether they may accept for the influencer, and a person's correction.

`know_sender` runs inside a command's transaction with the thread's row locked.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.domain.agencies import KNOWN_AGENCIES
from campaigns.models import Agency, Contact
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import SENDER_UNSURE, close_escalation
from negotiations.commands.thread.going_on import give_back, wake_messages
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
from negotiations.domain.terms.states import State
from negotiations.errors import Refused
from negotiations.models import Escalation, Message, Thread
from negotiations.queries.addressing import is_address
from negotiations.queries.standing import contact_with, judge
from negotiations.queries.work import open_escalation_of


def know_sender(message: Message, thread: Thread) -> bool:
    """Note who the sender of a mail that binds is; returns whether they may accept.

    An assistant who writes from the influencer's own address may not. What a person has corrected
    is never changed again.
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
    speaks = may_accept(party.role, is_known=True)
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
    """Return the agency whose domain, or a parent of it, the address has.

    The house's own list comes first; of the agencies known everywhere one becomes a row with the
    first mail from there.
    """
    names = domain_and_parents(domain_of(address))
    found = Agency.objects.filter(domain__in=names).order_by("-domain").first()
    known = next((name for name in names if name in KNOWN_AGENCIES), "")
    if found is not None or not known:
        return found
    made, _ = Agency.objects.get_or_create(name=KNOWN_AGENCIES[known], defaults={"domain": known})
    return made


def _note_on_thread(thread: Thread, contact: Contact) -> None:
    """A manager upgrades the thread for good; a stranger changes nothing."""
    if not contact.may_accept and not contact.corrected_by:
        return
    if contact.role == Contact.Role.MANAGER or thread.counterparty != "manager":
        thread.counterparty = contact.role
    thread.agency = contact.agency or thread.agency
    thread.save(update_fields=["counterparty", "agency"])


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a person says of an address: who it is, whether its yes counts, and how it is sure.

    `is_trusted`: its mail counts though nothing vouches for it.
    """

    role: str
    speaks: bool
    is_trusted: bool = False
    agency_name: str = ""


@transaction.atomic(durable=True)
def correct_contact(
    *, thread_id: int, email: str, said: Said, actor: str, reason: str, now: datetime
) -> Contact:
    """Say who an address of this thread is and whether their yes counts; it stays said.

    Mail of theirs that waited only for this is read again.

    :raises Refused: if no mail of the thread came from or went to that address
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    address = email.strip().lower()
    contact = contact_with(address, thread)
    if contact is None and not _took_part(address, thread):
        raise Refused(f"Nobody with {address} takes part in this negotiation.", code="unknown")
    contact = contact or Contact(influencer=thread.influencer, email=address)
    contact.role, contact.may_accept, contact.corrected_by = said.role, said.speaks, actor
    contact.is_trusted = said.is_trusted
    named = said.agency_name.strip()
    contact.agency = _named_agency(named, address) if named else None
    contact.save()
    thread.counterparty, thread.agency = contact.role, contact.agency
    thread.updated_at = now
    thread.save(update_fields=["counterparty", "agency", "updated_at"])
    audit(
        thread,
        Action.CONTACT_CORRECTED,
        deed,
        summary=f"{address} {_words_of(said)}: {reason}",
        contact_id=contact.pk,
    )
    _read_what_waited(address, thread, deed)
    return contact


def _words_of(said: Said) -> str:
    speaks = ", may accept" if said.speaks else ""
    return f"is {said.role}{speaks}" + (", trusted without alignment" if said.is_trusted else "")


def _read_what_waited(address: str, thread: Thread, deed: Deed) -> None:
    """Judge the address's mails anew; what now binds goes back to the agent where it stood."""
    freed = []
    for message in thread.messages.filter(sender__iexact=address):
        did_bind = message.may_bind
        judge(message, thread)
        message.save(update_fields=["standing", "is_trusted", "may_bind"])
        if message.may_bind and not did_bind:
            freed.append(message.pk)
    standing = open_escalation_of(thread)
    if standing is None or not is_about(standing, address):
        return
    thread.messages.filter(pk__in=freed).update(handled_at=None)
    settled = deed.because("a person said who that is")
    discard_unsent(thread, settled)
    close_escalation(thread, settled.reason, settled)
    if thread.state == State.ESCALATED:
        give_back(thread, deed)
    elif freed:
        wake_messages(thread, now=deed.now)


def is_about(standing: Escalation, address: str) -> bool:
    """Whether an escalation only asks who this address is."""
    sender = standing.message.sender if standing.message else ""
    return standing.code == SENDER_UNSURE and sender.lower() == address


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
