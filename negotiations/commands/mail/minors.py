"""A child may be behind a mail: automatic mail stops everywhere until a person has looked."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.domain.outreach.compliance.minors import minor_words_in
from campaigns.models import Influencer
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.mail.messages import settle_message
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import Problem, close_escalation, escalate
from negotiations.commands.thread.going_on import give_back
from negotiations.commands.thread.state import audit
from negotiations.domain.terms.states import State
from negotiations.errors import refuse_if
from negotiations.models import Message, Thread
from negotiations.queries.work import open_escalation_of

MINOR = "minor"
_QUOTED = 600


def stop_for_minor(message: Message, thread: Thread, deed: Deed) -> str:
    """Ask a person where a mail says that a child takes part; empty for any other mail.

    Runs inside a command's transaction with the rows of mail and thread locked.
    """
    person = thread.influencer
    words = minor_words_in(message.new_text)
    if not words or person.minor_cleared_by:
        return ""
    Influencer.objects.filter(pk=person.pk).update(minor_signal=words[:200])
    person.minor_signal = words[:200]
    discard_unsent(thread, deed.because("a child may take part"))
    settle_message(message, now=deed.now, note=MINOR)
    problem = Problem(
        code=MINOR,
        reason=f"They may be under 18: “{words}”. Nothing more is sent to them by itself.",
        message=message,
        quote=message.new_text[:_QUOTED],
    )
    escalate(thread, problem, deed)
    return MINOR


@transaction.atomic(durable=True)
def confirm_adult(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """Say that they are an adult; what waited only for that is worked on.

    :raises Refused: if nothing they wrote shows a child
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    person = Influencer.objects.select_for_update().get(pk=thread.influencer_id)
    refuse_if(not person.may_be_minor, "Nothing they wrote shows a child.", code="no_signal")
    person.minor_cleared_by = actor
    person.save(update_fields=["minor_cleared_by"])
    thread.influencer = person
    audit(
        thread,
        Action.CONTACT_CORRECTED,
        deed,
        summary=f"is an adult (they wrote “{person.minor_signal}”): {reason}",
    )
    standing = open_escalation_of(thread)
    if standing is not None and standing.code == MINOR:
        thread.messages.filter(note=MINOR).update(handled_at=None)
        close_escalation(thread, "an adult", deed)
        if thread.state == State.ESCALATED:
            give_back(thread, deed)
    return thread
