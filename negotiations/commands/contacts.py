"""When the roster names another address for somebody we already write to: a person decides."""

from datetime import datetime

from django.db import transaction

from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_prospect, lock_thread
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import Problem, escalate
from negotiations.domain.terms.states import State
from negotiations.models import Thread


@transaction.atomic(durable=True)
def question_contact(*, prospect_id: int, actor: str, now: datetime) -> bool:
    """Hand an open thread to people because its address is in doubt; nothing waits to leave.

    A paused thread is asked about when it goes on. Returns whether somebody was asked.
    """
    found = Thread.objects.filter(prospect_id=prospect_id).values_list("pk", flat=True).first()
    if found is None:
        return False
    thread, deed = lock_thread(found), Deed(actor, now)
    prospect = lock_prospect(prospect_id)
    doubt = prospect.problem
    if not doubt or thread.state == State.PAUSED:
        return False
    prospect.problem = ""
    prospect.save(update_fields=["problem"])
    if not thread.is_open:
        return False
    discard_unsent(thread, deed.because(doubt))
    way_out = "Hand back to keep the address, or write to the new one by hand."
    escalate(thread, Problem(code="contact_changed", reason=f"{doubt}. {way_out}"), deed)
    return True
