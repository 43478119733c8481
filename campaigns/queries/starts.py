"""Which complete briefs are to start now, and what to know before a person starts one."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from campaigns.domain.deliverables import parse_deliverables
from campaigns.models import Campaign, Prospect, brief_value

_PACKAGES = (
    *("deliverables.scenario_1", "deliverables.scenario_2", "deliverables.scenario_3"),
    "target_deliverables",
)


def due_starts(*, now: datetime) -> QuerySet[Campaign]:
    """Return drafts whose brief was left alone for long enough."""
    drafts = Campaign.objects.filter(status=Campaign.Status.DRAFT, start_due_at__lte=now)
    return drafts.order_by("id") if settings.CAMPAIGN_AUTOSTART else drafts.none()


def start_warnings(campaign: Campaign) -> list[str]:
    """Return what a person should know before starting a draft, a sentence each."""
    if campaign.status != Campaign.Status.DRAFT:
        return []
    return [*campaign.start_holds, *_packages(campaign), *_roster(campaign)]


def _packages(campaign: Campaign) -> list[str]:
    texts = [_text(brief_value(campaign, path, "")) for path in _PACKAGES]
    read = [parse_deliverables(text) for text in texts if text]
    if not any(known for known, _ in read):
        return ["No deliverable of the brief can be read; nobody would be offered anything."]
    unclear = [piece for _, leftovers in read for piece in leftovers]
    if not unclear:
        return []
    return [f"These deliverables cannot be read: {', '.join(unclear[:10])}."]


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _roster(campaign: Campaign) -> list[str]:
    statuses = list(campaign.prospects.values_list("status", flat=True))
    if Prospect.Status.READY in statuses:
        return []
    if statuses:
        return [f"Nobody of the {len(statuses)} prospects can be written to."]
    if campaign.sheet_id or campaign.sheet_tab:
        return []
    return ["No sheet is named and no roster is uploaded; it would write to nobody."]
