"""Which cold mails are due, and which nobody knows about."""

from datetime import datetime

from negotiations.models import OutgoingEmail

Status = OutgoingEmail.Status


def due_touches(*, now: datetime) -> list[int]:
    """Return the cold mails whose time has come, the first to be due first."""
    found = OutgoingEmail.cold.filter(status=Status.READY, due_at__lte=now)
    return list(found.order_by("due_at", "pk").values_list("pk", flat=True))


def unknown_touches(*, now: datetime) -> list[int]:
    """Return the cold mails that must be looked up at the provider now."""
    found = OutgoingEmail.cold.filter(status=Status.UNKNOWN, due_at__lte=now)
    return list(found.order_by("pk").values_list("pk", flat=True))
