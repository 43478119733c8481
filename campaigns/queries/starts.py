"""Which complete briefs are to start now."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from campaigns.models import Campaign


def due_starts(*, now: datetime) -> QuerySet[Campaign]:
    """Return drafts whose brief was left alone for long enough."""
    drafts = Campaign.objects.filter(status=Campaign.Status.DRAFT, start_due_at__lte=now)
    return drafts.order_by("id") if settings.CAMPAIGN_AUTOSTART else drafts.none()
