"""When the list is done at this pace, from the rows as they are."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.forecast import Pace, forecast
from campaigns.domain.outreach.pacing.capacity import SENDING_DOMAIN_CAP
from campaigns.models import Approach
from negotiations.outreach.desk import cap_of
from negotiations.outreach.pace import new_pace, pace_now
from negotiations.outreach.planning import Desk

_BEFORE_TOUCH = (Standing.NEW.value, Standing.QUALIFIED.value, Standing.SCHEDULED.value)


def outlook_of(config: CAMCycleConfig, desk: Desk, *, now: datetime) -> str:
    """Return the forecast of a run's campaigns as a sentence; nothing for an empty list."""
    waiting = Approach.objects.filter(
        prospect__campaign__in=list(desk.campaigns), standing__in=_BEFORE_TOUCH
    ).count()
    if not waiting:
        return ""
    boxes = {m.pk: m for found in desk.mailboxes.values() for m in found}
    limit = desk.house.safety.limit_of("email")
    ramps = []
    for mailbox in boxes.values():
        row = getattr(mailbox, "pace", None)
        if row is None:
            row = new_pace(mailbox, time_zone=settings.TIME_ZONE, now=now)
        ramps.append((pace_now(row, desk.house.safety, now=now).ramp, limit))
    pace = Pace(
        mailboxes=ramps,
        run_cap=config.max_outreach_per_day,
        campaign_cap=sum(cap_of(campaign) for campaign in desk.campaigns.values()),
        domain_cap=SENDING_DOMAIN_CAP,
        open_weekdays=desk.house.safety.send_weekdays,
    )
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return forecast(waiting=waiting, today=today, pace=pace).words
