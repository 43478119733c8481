"""Which sheets are to be read now."""

from datetime import datetime

from django.db.models import Q, QuerySet

from campaigns.models import Campaign


def due_rosters(*, now: datetime) -> QuerySet[Campaign]:
    """Return live campaigns whose sheet is to be read now."""
    never = Q(is_roster_due=True, roster_due_at__isnull=True)
    due = never | Q(roster_due_at__lte=now)
    return Campaign.objects.filter(due, status=Campaign.Status.ACTIVE).order_by("id")
