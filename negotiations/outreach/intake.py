"""Who is taken into the cycle next: the sheet's rows before a file's, in the order they came."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from campaigns.domain.outreach.config import CAMCycleConfig, remaining
from campaigns.domain.outreach.pacing.capacity import ROLLING
from campaigns.models import Approach, Campaign, Prospect


def waiting_prospects(campaign_ids: Iterable[int]) -> QuerySet[Prospect]:
    """Return prospects that came in but were not taken into the cycle yet."""
    return Prospect.objects.filter(
        campaign__in=list(campaign_ids),
        status__in=(Prospect.Status.READY, Prospect.Status.NEEDS_PERSON),
    ).exclude(approach__taken_in_at__isnull=False)


def next_in(campaign_ids: Iterable[int], count: int) -> list[int]:
    """Return the next prospects to take in; each source is asked for what is still missing."""
    waiting = waiting_prospects(campaign_ids).order_by("pk")
    sheet = list(waiting.filter(lines__0__source="sheet").values_list("pk", flat=True)[:count])
    rest = waiting.exclude(lines__0__source="sheet").values_list("pk", flat=True)
    return [*sheet, *rest[: count - len(sheet)]]


def allowance(config: CAMCycleConfig, campaign_ids: Iterable[int], *, now: datetime) -> int:
    """Return how many more may be taken in now, over all runs of the last 24 hours."""
    used = Approach.objects.filter(
        prospect__campaign__in=list(campaign_ids),
        taken_in_at__gt=now - ROLLING,
        taken_in_at__lte=now,
    ).count()
    return remaining(config.max_new_leads_per_day, used)


def source_problems(campaigns: Iterable[Campaign]) -> list[str]:
    """Return a line for every source that failed, and for a campaign that has none at all."""
    lines = []
    for campaign in campaigns:
        if campaign.sheet_id and campaign.roster_read_at is None and campaign.roster_problems:
            lines.append(f"campaign {campaign.pk}, sheet: {campaign.roster_problems[0]}")
        elif not campaign.sheet_id and not campaign.prospects.exists():
            lines.append(f"campaign {campaign.pk} has no source of prospects")
    return lines
