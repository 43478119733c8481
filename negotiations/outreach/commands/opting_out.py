"""An opt-out ends everything cold at once, for every client; runs inside a command."""

from datetime import datetime

from django.db.models import Q

from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.models import Approach, Influencer
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.suppressing import opt_out, suppress_address
from negotiations.models import OutgoingEmail, Thread
from negotiations.outreach.commands.claims import end_touch
from negotiations.outreach.commands.moves import move

Status = OutgoingEmail.Status


def opt_out_person(
    influencer: Influencer, *, source: str, proof: str, actor: str, now: datetime
) -> None:
    """Suppress every address of the influencer, end their cold mail, stop their threads."""
    addresses = {influencer.email.lower()}
    addresses |= {e.lower() for e in influencer.contacts.values_list("email", flat=True)}
    for address in sorted(a for a in addresses if a):
        suppress_address(address, source=source, proof=proof, now=now)
    thread = Thread.objects.filter(influencer=influencer).first()
    if thread is not None:
        opt_out(lock_thread(thread.pk), source=source, proof=proof, deed=Deed(actor, now))
    end_cold_mail(influencer, addresses, event=Happening.OPTED_OUT, actor=actor, now=now)


def end_cold_mail(
    influencer: Influencer, addresses: set[str], *, event: Happening, actor: str, now: datetime
) -> None:
    """Discard what waits for these addresses, and move their prospects."""
    theirs = Q(prospect__influencer=influencer) | Q(prospect__influencer__email__in=addresses)
    waiting = OutgoingEmail.cold.select_for_update(of=("self",)).filter(
        theirs, status__in=(Status.READY, Status.HELD, Status.DRAFT)
    )
    for email in waiting:
        end_touch(email, reason="they opted out", actor=actor, now=now)
    for approach in (
        Approach.objects.select_for_update(of=("self",))
        .select_related("prospect__influencer", "prospect__campaign")
        .filter(prospect__influencer=influencer)
    ):
        move(approach, event, actor=actor, now=now)
        approach.save()
