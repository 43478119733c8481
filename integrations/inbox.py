"""Keep what a vendor sent, once; claim it, settle it, and find what was left."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from audit.actions import Action
from audit.context import request_id
from audit.recording import About, record
from integrations import claims
from integrations.models import WebhookDelivery
from integrations.notifications import notify
from integrations.queue import JOB_OF_SOURCE, enqueue
from integrations.strangers import storable_line, storable_text
from integrations.waits import wait_after

Status = WebhookDelivery.Status
# How long to leave a vendor alone that asks for it without saying how long.
FULL_WAIT_SECONDS = 60.0
LONGEST_WAIT = timedelta(minutes=15)
# What went wrong may quote what came: a body is no sentence for people.
LONGEST_ERROR = 2_000


def keep(*, source: str, external_id: str, body: bytes, received_at: datetime) -> bool:
    """Store one delivery and wake its worker; a repeat is answered like the first.

    Returns whether it was new.
    """
    try:
        with transaction.atomic():
            delivery = WebhookDelivery.objects.create(
                source=source,
                external_id=storable_line(external_id, longest=200),
                body=body,
                request_id=request_id.get(),
                received_at=received_at,
                due_at=received_at,
            )
            enqueue(JOB_OF_SOURCE[source], delivery_id=delivery.pk)
    except IntegrityError:
        return False
    return True


def claim_delivery(*, delivery_id: int, now: datetime) -> WebhookDelivery | None:
    """Take one due delivery, or None when someone else has it, it must wait or it is done."""
    due = WebhookDelivery.objects.filter(pk=delivery_id, status=Status.DUE, due_at__lte=now)
    taken = due.update(
        status=Status.CLAIMED,
        claimed_at=now,
        worker=claims.worker_name(),
        attempts=F("attempts") + 1,
    )
    return WebhookDelivery.objects.get(pk=delivery_id) if taken else None


def let_delivery_wait(*, delivery_id: int, until: datetime) -> None:
    """Look at a due delivery again at `until`; its vendor is silent, so no attempt is counted."""
    WebhookDelivery.objects.filter(pk=delivery_id, status=Status.DUE, due_at__lt=until).update(
        due_at=until
    )


@transaction.atomic
def settle_delivery(
    *,
    delivery_id: int,
    error: str,
    now: datetime,
    is_permanent: bool = False,
    may_pass: bool = False,
) -> None:
    """Record the end of one attempt: done, due again with a growing wait, or failed for people.

    With `is_permanent` nothing is tried again before a person asks for it. An error that `may_pass`
    (the vendor is silent) never ends in failed: the delivery waits.
    """
    delivery = WebhookDelivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.status != Status.CLAIMED:
        # The claim was given up as lost, and somebody else has worked the row since.
        return
    error = storable_text(error, longest=LONGEST_ERROR)
    if not error:
        delivery.status, delivery.error, delivery.handled_at = Status.DONE, "", now
    elif is_permanent or (delivery.attempts >= settings.DELIVERY_MAX_ATTEMPTS and not may_pass):
        delivery.status, delivery.error = Status.FAILED, error
    else:
        delivery.status, delivery.error = Status.DUE, error
        delivery.due_at = now + min(wait_after(delivery.attempts), LONGEST_WAIT)
    delivery.save()
    if delivery.status == Status.FAILED:
        _tell_failure(delivery, now=now)


def _tell_failure(delivery: WebhookDelivery, *, now: datetime) -> None:
    record(
        Action.DELIVERY_FAILED,
        About(f"delivery:{delivery.pk}"),
        actor=delivery.source,
        at=now,
        summary=delivery.error,
        attempts=delivery.attempts,
    )
    notify(
        key=f"delivery_failed:{delivery.pk}:{now:%Y%m%d%H%M%S}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"{delivery.source}: delivery {delivery.pk} failed: {delivery.error}. Nothing more"
        " happens to it until somebody replays it:\n"
        f"{settings.PUBLIC_BASE_URL}/admin/integrations/webhookdelivery/{delivery.pk}/change/",
        now=now,
    )


def postpone_deliveries(*, delivery_id: int, error: str, wait_seconds: float, now: datetime) -> int:
    """Let a delivery and all others of its source wait as long as the vendor asked.

    A wait the vendor asked for is no failed attempt. Returns how many deliveries wait.
    """
    until = now + timedelta(seconds=wait_seconds)
    delivery = WebhookDelivery.objects.get(pk=delivery_id)
    delivery.status, delivery.error = Status.DUE, error
    delivery.attempts = max(0, delivery.attempts - 1)
    delivery.save()
    waiting = WebhookDelivery.objects.filter(source=delivery.source, status=Status.DUE)
    return waiting.filter(due_at__lt=until).update(due_at=until)


def replay_delivery(*, delivery_id: int, now: datetime) -> None:
    """Make a finished or failed delivery due again."""
    WebhookDelivery.objects.filter(pk=delivery_id).update(
        status=Status.DUE, attempts=0, due_at=now, error=""
    )
    delivery = WebhookDelivery.objects.get(pk=delivery_id)
    enqueue(JOB_OF_SOURCE[delivery.source], delivery_id=delivery_id)


def due_deliveries(*, now: datetime) -> QuerySet[WebhookDelivery]:
    """Return what should be worked: due, or claimed by a worker that is gone."""
    lease = now - timedelta(seconds=settings.LEASE_SECONDS)
    return WebhookDelivery.objects.filter(
        Q(status=Status.DUE, due_at__lte=now) | Q(status=Status.CLAIMED, claimed_at__lte=lease)
    )


@transaction.atomic(durable=True)
def release_lost_claims(*, now: datetime) -> int:
    """Give back deliveries whose worker died; one that killed too many is left to people."""
    claimed = WebhookDelivery.objects.select_for_update().filter(status=Status.CLAIMED)
    lost = claims.lost(claimed, now=now)
    for delivery in lost:
        if delivery.attempts >= settings.DELIVERY_MAX_ATTEMPTS:
            delivery.status = Status.FAILED
            delivery.error = "every worker that took it died or broke"
            _tell_failure(delivery, now=now)
        else:
            delivery.status, delivery.due_at = Status.DUE, now
            enqueue(JOB_OF_SOURCE[delivery.source], delivery_id=delivery.pk)
        delivery.save()
    return len(lost)
