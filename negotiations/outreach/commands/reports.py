"""Keep the evening's report and owe it to staff, once a day."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.models import OutreachSettings
from integrations.notifications import notify
from negotiations.models import DailyReport
from negotiations.outreach.reporting import report_body, report_text


@transaction.atomic(durable=True)
def make_daily_report(*, day: date, actor: str, now: datetime) -> DailyReport:
    """Return the day's report, made now if there is none; it is told to staff once."""
    OutreachSettings.objects.get_or_create(pk=1)
    OutreachSettings.objects.select_for_update().get(pk=1)
    if found := DailyReport.objects.filter(day=day).first():
        return found
    body = report_body(day, now=now)
    text = report_text(day, body)
    report = DailyReport.objects.create(day=day, body=body, text=text, made_at=now)
    record(
        Action.OUTREACH_REPORTED,
        About(f"daily_report:{report.pk}"),
        actor=actor,
        at=now,
        summary=f"report of {day}",
    )
    notify(
        key=f"daily-report:{day}",
        channel=settings.SLACK_AGREEMENTS_CHANNEL,
        text=text,
        now=now,
    )
    return report
