"""Which cold mails are due, which nobody knows about, and whose mail or word waits."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.models import Approach, Campaign, CampaignOutreach, Prospect
from negotiations.models import CycleRun, DailyReport, Message, OutgoingEmail
from negotiations.outreach.reporting import EVENING

Status = OutgoingEmail.Status


def due_touches(*, now: datetime) -> list[int]:
    """Return the cold mails whose time has come, the first to be due first."""
    found = OutgoingEmail.cold.filter(status=Status.READY, due_at__lte=now)
    return list(found.order_by("due_at", "pk").values_list("pk", flat=True))


def unknown_touches(*, now: datetime) -> list[int]:
    """Return the cold mails that must be looked up at the provider now."""
    found = OutgoingEmail.cold.filter(status=Status.UNKNOWN, due_at__lte=now)
    return list(found.order_by("pk").values_list("pk", flat=True))


def waiting_mail() -> QuerySet[Message]:
    """Return the mails of prospects without a thread that nobody applied yet."""
    return Message.objects.filter(
        prospect__isnull=False, thread__isnull=True, handled_at__isnull=True
    ).order_by("received_at", "pk")


def uncounted_hot() -> QuerySet[Approach]:
    """Return who became hot since the last run."""
    return Approach.objects.filter(hot_at__isnull=False, counted_in_run__isnull=True)


def hot_prospects() -> list[int]:
    """Return hot prospects without a thread, the best first."""
    found = Approach.objects.filter(hot_at__isnull=False, prospect__thread__isnull=True).exclude(
        standing=Standing.SUPPRESSED.value
    )
    return list(found.order_by("-score", "hot_at").values_list("prospect_id", flat=True))


def runs_asked_for() -> list[int]:
    """Return the runs that a person asked for and nobody began."""
    return list(CycleRun.objects.filter(is_waiting=True).values_list("pk", flat=True))


def unscored_campaigns() -> list[int]:
    """Return the campaigns in outreach that have prospects nobody scored yet."""
    found = Prospect.objects.filter(
        campaign__outreach__isnull=False, campaign__status=Campaign.Status.ACTIVE
    )
    unscored = found.filter(approach__score__isnull=True).exclude(status=Prospect.Status.OPENED)
    return list(unscored.order_by("campaign_id").values_list("campaign_id", flat=True).distinct())


def is_plan_due(*, now: datetime) -> bool:
    """Whether it is past seven in the house's zone and the clock made no plan since."""
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    seven = local.replace(hour=7, minute=0, second=0, microsecond=0)
    if local < seven or not CampaignOutreach.objects.filter(is_live=True).exists():
        return False
    made = CycleRun.objects.filter(is_dry=True, actor="clock", started_at__gte=seven)
    return not made.exists()


def due_report(*, now: datetime) -> date | None:
    """Return the day whose report is due: past seven in the evening, in outreach, not made yet."""
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    if local.time() < EVENING or not CampaignOutreach.objects.exists():
        return None
    day = local.date()
    return None if DailyReport.objects.filter(day=day).exists() else day
