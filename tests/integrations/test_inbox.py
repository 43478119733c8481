"""A delivery that kills its workers ends with people, not in a circle."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations import inbox
from integrations.models import WebhookDelivery


@pytest.mark.parametrize(
    ("attempts", "status"), [(1, "due"), (5, "failed")], ids=["first death", "fifth death"]
)
def test_a_claim_whose_worker_died_is_given_back_until_it_killed_too_many(
    db: None, attempts: int, status: str
) -> None:
    now = timezone.now()
    WebhookDelivery.objects.create(
        source="clickup",
        external_id="x",
        body=b"{}",
        status="claimed",
        attempts=attempts,
        received_at=now,
        due_at=now,
        claimed_at=now - timedelta(hours=1),
    )
    inbox.release_lost_claims(now=now)
    assert WebhookDelivery.objects.get().status == status
