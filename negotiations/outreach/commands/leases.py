"""Who runs the cycle alone: taken by conditional update, kept by a heartbeat, fenced."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from negotiations.models import Lease

TTL = timedelta(minutes=5)
CYCLE = "cycle"


class LeaseLost(RuntimeError):
    """Somebody else took the lease over meanwhile: whoever held it before may write nothing."""


@transaction.atomic(durable=True)
def take_lease(*, scope: str, owner: str, now: datetime) -> int | None:
    """Take the lease if it is free, ours already, or without a heartbeat for five minutes.

    Returns the fence to write with, None if somebody else holds it.
    """
    Lease.objects.get_or_create(scope=scope)
    is_free = Q(owner="") | Q(owner=owner) | Q(beat_at__lte=now - TTL)
    taken = Lease.objects.filter(is_free, scope=scope).update(
        owner=owner, beat_at=now, fence=F("fence") + 1
    )
    return Lease.objects.get(scope=scope).fence if taken else None


@transaction.atomic(durable=True)
def beat(*, scope: str, fence: int, now: datetime) -> None:
    """Say that the holder is alive.

    :raises LeaseLost: if it is the holder no more
    """
    if not Lease.objects.filter(scope=scope, fence=fence).exclude(owner="").update(beat_at=now):
        raise LeaseLost(f"another run took the lease of the {scope} over")


@transaction.atomic(durable=True)
def release_lease(*, scope: str, fence: int) -> None:
    """Give the lease back, if it is still ours."""
    Lease.objects.filter(scope=scope, fence=fence).update(owner="", beat_at=None)


def check_fence(*, scope: str, fence: int) -> None:
    """Refuse to write for a holder that was replaced; runs inside a command, before its writes.

    :raises LeaseLost: if the lease has another fence by now
    """
    if fence and not Lease.objects.select_for_update().filter(scope=scope, fence=fence).exists():
        raise LeaseLost(f"another run took the lease of the {scope} over")
