"""When the roster names another address for somebody we already write to: a person decides."""

from datetime import datetime

from django.db import transaction

from campaigns.models import Prospect
from negotiations.commands.thread import state as moving
from negotiations.models import Thread


@transaction.atomic(durable=True)
def question_contact(*, prospect_id: int, actor: str, now: datetime) -> bool:
    """Hand an open thread to people because its address is in doubt; nothing waits to leave.

    A paused thread is asked about when it goes on. Returns whether somebody was asked.
    """
    found = Thread.objects.filter(prospect_id=prospect_id).values_list("pk", flat=True).first()
    if found is None:
        return False
    thread = moving.lock_thread(found)
    prospect = Prospect.objects.select_for_update(of=("self",)).get(pk=prospect_id)
    doubt = prospect.problem
    if not doubt or thread.state == "paused":
        return False
    prospect.problem = ""
    prospect.save(update_fields=["problem"])
    if not thread.is_open:
        return False
    moving.discard_unsent(thread, reason=doubt, actor=actor, now=now)
    moving.escalate(
        thread,
        code="contact_changed",
        reason=f"{doubt}. Hand back to keep the address, or write to the new one by hand.",
        actor=actor,
        now=now,
    )
    return True
