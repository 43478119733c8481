"""The evening's report: each figure is the count of a list that anybody can open."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from campaigns.domain.outreach.refusal_words import words_of
from campaigns.models import Approach, Campaign, CampaignOutreach
from negotiations.models import CyclePlan, CycleRun, OutgoingEmail, PlanRow
from negotiations.outreach.showing.mailboxes import MailboxLine, mailbox_lines
from negotiations.outreach.showing.today import refusals_of

Status = OutgoingEmail.Status
EVENING = time(19)


@dataclass(frozen=True)
class Span:
    """One day in the house's zone, up to the moment of its report: (start, end]."""

    start: datetime
    end: datetime


def span_of(day: date, *, until: datetime) -> Span:
    """Return the day's span; a report of a day that is over holds all of it."""
    zone = ZoneInfo(settings.TIME_ZONE)
    start = datetime.combine(day, time(0), zone)
    over = datetime.combine(day + timedelta(days=1), time(0), zone)
    return Span(start, min(until, over))


Rows = QuerySet[Any]
Listing = Callable[[int, Span], Rows]


def _approaches(campaign_id: int) -> QuerySet[Approach]:
    found = Approach.objects.select_related("prospect__influencer", "prospect__campaign")
    return found.filter(prospect__campaign=campaign_id).order_by("pk")


def _mails(campaign_id: int) -> QuerySet[OutgoingEmail]:
    found = OutgoingEmail.cold.select_related("prospect__influencer", "prospect__campaign")
    return found.filter(prospect__campaign=campaign_id).order_by("pk")


def _between(column: str, span: Span) -> dict[str, datetime]:
    return {f"{column}__gte": span.start, f"{column}__lte": span.end}


# Each figure of a campaign, by its name in words, with the list it counts.
LISTS: Mapping[str, Listing] = {
    "came in": lambda pk, span: _approaches(pk).filter(**_between("taken_in_at", span)),
    "first touches": lambda pk, span: _mails(pk).filter(
        step=1, status=Status.SENT, **_between("sent_at", span)
    ),
    "follow-ups": lambda pk, span: _mails(pk).filter(
        step__gt=1, status=Status.SENT, **_between("sent_at", span)
    ),
    "in trouble": lambda pk, span: _mails(pk).filter(
        status__in=(Status.FAILED, Status.UNKNOWN, Status.PARKED), **_between("claimed_at", span)
    ),
    "answered": lambda pk, span: _approaches(pk).filter(**_between("last_replied_at", span)),
    "hot": lambda pk, span: _approaches(pk).filter(**_between("hot_at", span)),
}


def report_body(day: date, *, now: datetime) -> dict[str, Any]:
    """Return a day's report as its row keeps it, counted from the rows as they are now."""
    span = span_of(day, until=now)
    outreach = CampaignOutreach.objects.select_related("campaign").order_by("campaign_id")
    campaigns = [_campaign(row, span) for row in outreach]
    plan = CyclePlan.objects.filter(**_between("made_at", span)).order_by("-pk").first()
    runs = CycleRun.objects.filter(**_between("started_at", span))
    return {
        "until": span.end.isoformat(),
        "campaigns": campaigns,
        "plan": plan.pk if plan else None,
        "skipped": {one.reason: one.count for one in refusals_of(plan)} if plan else {},
        "errors": [line for errors in runs.values_list("errors", flat=True) for line in errors],
        "mailboxes": [_mailbox(line) for line in mailbox_lines(now=now)],
        "tomorrow": _tomorrow(plan),
        "quiet": _why_quiet(campaigns, plan),
    }


def _campaign(row: CampaignOutreach, span: Span) -> dict[str, Any]:
    campaign: Campaign = row.campaign
    hot = LISTS["hot"](campaign.pk, span)
    answered = LISTS["answered"](campaign.pk, span).values_list("reply_intent", flat=True)
    return {
        "id": campaign.pk,
        "name": campaign.name,
        "figures": {name: rows(campaign.pk, span).count() for name, rows in LISTS.items()},
        "answers": dict(Counter(intent or "unclear" for intent in answered)),
        "hot": [{"id": one.prospect_id, "name": one.prospect.influencer.name} for one in hot],
        "pause": row.pause_reason or ("" if row.is_live else "outreach is not switched on"),
    }


def _mailbox(line: MailboxLine) -> dict[str, Any]:
    return {
        "address": line.mailbox.address,
        "step": line.pace.ramp.step,
        "limits": [level.full_words for level in line.levels],
        "binding": line.binding.full_words,
        **line.health,
        "stops": [words for words, _ in line.stops],
    }


def _tomorrow(plan: CyclePlan | None) -> dict[str, Any]:
    """Return what of the day's plan has not left, and when the list is done."""
    if plan is None:
        return {"planned": 0, "forecast": ""}
    waiting = PlanRow.objects.filter(plan=plan, reason="").exclude(email__status=Status.SENT)
    return {"planned": waiting.count(), "forecast": plan.forecast}


def _why_quiet(campaigns: list[dict[str, Any]], plan: CyclePlan | None) -> str:
    """Return why nothing left today, or nothing if something did."""
    sent = sum(c["figures"]["first touches"] + c["figures"]["follow-ups"] for c in campaigns)
    if sent:
        return ""
    if not campaigns:
        return "No campaign is in outreach."
    if all(campaign["pause"] for campaign in campaigns):
        return f"Every campaign stands still: {campaigns[0]['pause']}."
    if plan is None:
        return "No plan was made today."
    if not plan.planned:
        first = next(iter(refusals_of(plan)), None)
        return f"The plan held no mail: {first.words.says}." if first else "Nobody is on the list."
    if plan.armed_at is None and plan.run.is_dry:
        return "The plan was not armed."
    return "What was planned waits for its hour."


def report_text(day: date, body: Mapping[str, Any]) -> str:
    """Return the report as people read it in a message."""
    lines = [f"Outreach on {day:%A, %-d %B %Y}"]
    if body["quiet"]:
        lines.append(f"Nothing left today. {body['quiet']}")
    for campaign in body["campaigns"]:
        said = ", ".join(f"{count} {name}" for name, count in campaign["figures"].items() if count)
        answers = ", ".join(f"{count} {intent}" for intent, count in campaign["answers"].items())
        lines.append(
            f"{campaign['name']}: {said or 'nothing'}" + (f" ({answers})" if answers else "")
        )
        if campaign["pause"]:
            lines.append(f"  stands still: {campaign['pause']}")
        for hot in campaign["hot"]:
            url = f"{settings.PUBLIC_BASE_URL}/admin/campaigns/approach/of/{hot['id']}/"
            lines.append(f"  hot: {hot['name']} {url}")
    if body["skipped"]:
        reasons = [f"{words_of(name).says} {count}" for name, count in body["skipped"].items()]
        lines.append(f"No mail for: {', '.join(reasons)}")
    for mailbox in body["mailboxes"]:
        troubles = f"{mailbox['bounces']} bounces, {mailbox['complaints']} complaints in 7 days"
        lines.append(f"{mailbox['address']}: {mailbox['binding']}; {troubles}")
        lines.extend(f"  {words}" for words in mailbox["stops"])
    tomorrow = body["tomorrow"]
    lines.append(f"Waits for tomorrow: {tomorrow['planned']}. {tomorrow['forecast']}".strip())
    lines.extend(f"error: {line}" for line in body["errors"][:10])
    return "\n".join(lines)
