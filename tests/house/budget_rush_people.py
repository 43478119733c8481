"""What people do while everybody writes at once: amounts, approvals, stops."""

from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from negotiations.commands.mail.approve import approve_email, discard_email
from negotiations.commands.offers.by_hand import accept_by_hand
from negotiations.commands.offers.override import override_offer
from negotiations.commands.thread.driving import hand_back_thread, reopen_thread
from negotiations.commands.thread.stopping import stop_thread
from negotiations.models import OutgoingEmail, Thread


def by() -> dict[str, Any]:
    """Return who decides, why and when."""
    return {"actor": "kim", "reason": "rush", "now": timezone.now()}


def any_thread(rng: Random, **where: Any) -> Thread | None:
    """Return one of the threads with these columns, if there is any."""
    ids = list(Thread.objects.filter(**where).values_list("pk", flat=True))
    return Thread.objects.get(pk=rng.choice(ids)) if ids else None


def override(rush: object, rng: Random) -> None:
    """Let a person set an amount."""
    thread = any_thread(rng, state__in=("counter_received", "escalated"))
    if thread is not None:
        amount = Decimal(rng.randint(900, 1900))
        override_offer(thread_id=thread.pk, amount=amount, **by())


def accept_ask(rush: object, rng: Random) -> None:
    """Let a person take their ask."""
    thread = any_thread(rng, ask_amount__isnull=False)
    if thread is not None and thread.ask_amount is not None:
        accept_by_hand(thread_id=thread.pk, amount=thread.ask_amount, **by())


def approve(rush: object, rng: Random) -> None:
    """Let a person send or discard a draft."""
    ids = list(OutgoingEmail.objects.filter(status="draft").values_list("pk", flat=True))
    if ids and rng.random() < 0.7:
        approve_email(email_id=rng.choice(ids), **by())
    elif ids:
        discard_email(email_id=rng.choice(ids), **by())


def stop_or_reopen(rush: object, rng: Random) -> None:
    """Let a person end a negotiation, or take a lost one up again."""
    lost = any_thread(rng, state__in=("stopped", "rejected"))
    if lost is not None and rng.random() < 0.6:
        reopen_thread(thread_id=lost.pk, **by())
        hand_back_thread(thread_id=lost.pk, **by())
        return
    thread = any_thread(rng)
    if thread is not None:
        stop_thread(thread_id=thread.pk, **by())
