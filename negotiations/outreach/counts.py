"""What was claimed in the last 24 hours, at every level a limit counts."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from campaigns.domain.outreach.addresses import domain_of
from campaigns.domain.outreach.pacing.capacity import (
    RECIPIENT_DOMAIN_CAP,
    ROLLING,
    SENDING_DOMAIN_CAP,
    Level,
    mailbox_levels,
)
from campaigns.domain.outreach.pacing.limits import SafetySettings
from campaigns.domain.outreach.refusals import SkipReason
from integrations.models import Mailbox
from negotiations.models import OutgoingEmail
from negotiations.outreach.pace import Pace
from negotiations.queries.work import sent_in_last_day

Status = OutgoingEmail.Status
# A parked mail was claimed and may have left: it goes on using its place.
_USES_PLACE = (Status.SENDING, Status.SENT, Status.UNKNOWN, Status.PARKED)
R = SkipReason


def claimed(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return the cold mails claimed in (now − 24 h, now]."""
    return OutgoingEmail.cold.filter(
        status__in=_USES_PLACE, claimed_at__gt=now - ROLLING, claimed_at__lte=now
    )


def run_used(purpose: str, campaign_ids: Iterable[int] | None, *, now: datetime) -> int:
    """Return how many of a purpose earlier runs of the same campaigns used."""
    found = claimed(now=now).filter(purpose=purpose)
    if campaign_ids is not None:
        found = found.filter(prospect__campaign__in=list(campaign_ids))
    return found.count()


def campaign_level(campaign_id: int, limit: int, *, now: datetime) -> Level:
    """Return the campaign's own level."""
    used = claimed(now=now).filter(prospect__campaign=campaign_id).count()
    return Level(R.CAP_CAMPAIGN, limit, used, "this campaign")


def domain_level(domain: str, *, now: datetime) -> Level:
    """Return the level of everything that leaves one sending domain."""
    used = claimed(now=now).filter(mailbox__address__iendswith=f"@{domain}").count()
    return Level(R.CAP_SENDING_DOMAIN, SENDING_DOMAIN_CAP, used, f"sending domain {domain}")


def levels_of_mailbox(
    mailbox: Mailbox, pace: Pace, safety: SafetySettings, *, now: datetime
) -> list[Level]:
    """Return the mailbox's levels: its ramp, all its mail, and what is kept for replies."""
    return mailbox_levels(
        cold_allowed=pace.allowed,
        cold_used=claimed(now=now).filter(mailbox=mailbox).count(),
        total_allowed=min(safety.mailbox_total_per_24h, mailbox.daily_cap),
        total_used=sent_in_last_day(mailbox, now=now),
        reserve=safety.reply_reserve,
        step=pace.ramp.step,
    )


def recipients_used(*, now: datetime) -> Counter[str]:
    """Return how many cold mails went to each recipient domain."""
    found = claimed(now=now).values_list("to", flat=True)
    return Counter(domain_of(str(to[0])) for to in found if to)


def recipient_level(domain: str, *, now: datetime) -> Level:
    """Return the level of one recipient organisation."""
    used = recipients_used(now=now)[domain]
    return Level(R.CAP_RECIPIENT_DOMAIN, RECIPIENT_DOMAIN_CAP, used, f"cold mails to {domain}")
