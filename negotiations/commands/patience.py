"""How long a row waits for a service that does not answer: as long again as it has waited."""

from datetime import datetime, timedelta

from django.conf import settings

LONGEST = timedelta(minutes=10)


def next_look(*, since: datetime, now: datetime) -> datetime:
    """Return when to try again what has been waiting since then."""
    shortest = timedelta(seconds=settings.RETRY_SECONDS)
    return now + min(max(now - since, shortest), LONGEST)
