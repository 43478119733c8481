"""How long something is left alone: after a failure, and while somebody does not answer."""

from datetime import datetime, timedelta

from django.conf import settings

# More doublings than this make no wait that any rule here allows.
_MOST_DOUBLINGS = 10


def shortest_wait() -> timedelta:
    """Return the wait after a first failure, which is also the least one."""
    return timedelta(seconds=settings.RETRY_SECONDS)


def wait_after(failures: int) -> timedelta:
    """Return the wait after the `failures`-th failure in a row: twice the one before."""
    return shortest_wait() * (1 << min(max(failures - 1, 0), _MOST_DOUBLINGS))


def as_long_again(*, since: datetime, now: datetime, longest: timedelta) -> datetime:
    """Return when to look again at what has been waiting since then: as long as it has waited."""
    return now + min(max(now - since, shortest_wait()), longest)
