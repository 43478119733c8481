"""How long a row waits: for a service that does not answer, and after an attempt that failed."""

from datetime import datetime, timedelta

from django.conf import settings

LONGEST = timedelta(minutes=10)


def next_look(*, since: datetime, now: datetime) -> datetime:
    """Return when to try again what has been waiting since then: as long again as it has waited."""
    shortest = timedelta(seconds=settings.RETRY_SECONDS)
    return now + min(max(now - since, shortest), LONGEST)


def next_attempt(attempts: int, *, now: datetime) -> datetime:
    """Return when to try again what failed so often: each wait is twice the one before."""
    return now + timedelta(seconds=settings.RETRY_SECONDS * 2**attempts)
