"""An opt-out that did not come as a mail: the link under ours."""

from datetime import datetime

from django.db import transaction

from campaigns.models import Influencer, Suppression
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.suppressing import opt_out, suppress_address
from negotiations.domain.terms.states import CLOSED
from negotiations.models import OutgoingEmail, Thread
from negotiations.outreach.commands.opting_out import opt_out_person


@transaction.atomic(durable=True)
def unsubscribe(*, token: str, now: datetime) -> bool:
    """Suppress whoever the email of this token went to; returns whether that was new.

    :raises OutgoingEmail.DoesNotExist: if no email carries the token
    """
    email = OutgoingEmail.every.only("id", "thread_id", "prospect_id", "to").get(
        unsubscribe_token=token
    )
    if email.prospect is not None:
        return _leave_the_cold_list(email, email.prospect.influencer, now=now)
    thread = lock_thread(email.thread_id)
    addressees = {str(address).lower() for address in email.to}
    if _is_done(thread, addressees | {thread.influencer.email.lower()}):
        return False
    proof = f"unsubscribe link of email {email.pk}"
    for address in sorted(addressees):
        suppress_address(address, source="link", proof=proof, now=now)
    opt_out(thread, source="link", proof=proof, deed=Deed("recipient", now))
    return True


def _leave_the_cold_list(email: OutgoingEmail, person: Influencer, *, now: datetime) -> bool:
    addresses = {str(address).lower() for address in email.to} | {person.email.lower()}
    known = Suppression.objects.filter(email__in=addresses - {""}).count()
    if known == len(addresses - {""}):
        return False
    proof = f"unsubscribe link of email {email.pk}"
    opt_out_person(person, source="link", proof=proof, actor="recipient", now=now)
    return True


def _is_done(thread: Thread, addresses: set[str]) -> bool:
    """Mail providers repeat the POST; a repeat finds nothing left to do."""
    wanted = addresses - {""}
    known = Suppression.objects.filter(email__in=wanted).count()
    open_threads = Thread.objects.filter(influencer=thread.influencer_id).exclude(state__in=CLOSED)
    return known == len(wanted) and not open_threads.exists()
