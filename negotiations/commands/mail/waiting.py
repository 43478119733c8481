"""Put mail off while its vendor does not answer."""

from datetime import datetime

from django.db import transaction

from negotiations.models import OutgoingEmail

Status = OutgoingEmail.Status


@transaction.atomic(durable=True)
def let_email_wait(*, email_id: int, until: datetime) -> None:
    """Look at an unsent or uncertain email again at `until`; no attempt is counted."""
    OutgoingEmail.objects.filter(
        pk=email_id, status__in=(Status.READY, Status.HELD, Status.UNKNOWN), due_at__lt=until
    ).update(due_at=until)
