"""Add rows to a campaign beside what it has: nobody who is not among them leaves by it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from audit.actions import Action
from campaigns.commands.roster.lines import known_lines
from campaigns.commands.roster.reading import RosterPass
from campaigns.commands.roster.store import FILE, Taken
from campaigns.commands.status import audit, lock_joinable
from campaigns.domain.roster.changes import Comparison, compare
from campaigns.domain.roster.parsing import Roster
from campaigns.domain.roster.rows import RosterRow
from campaigns.models import Campaign, Prospect
from integrations.queue import Job, enqueue


@transaction.atomic(durable=True)
def add_rows(*, campaign_id: int, roster: Roster, source: str, actor: str, now: datetime) -> Taken:
    """Take in these rows, new or changed; rows of other sources stay as they are.

    :raises CampaignRefused: if the campaign is over
    """
    campaign = lock_joinable(campaign_id)
    prospects = [*concerned(campaign, roster.rows).select_for_update(of=("self",))]
    for prospect in prospects:
        prospect.campaign = campaign
    found = compare(known_lines(prospects, kind=FILE), roster)
    reading = RosterPass(campaign, prospects, kind=FILE, source=source, actor=actor, now=now)
    reading.keep(found)
    new = reading.add(found)
    audit(
        campaign,
        Action.ROSTER_READ,
        actor=actor,
        now=now,
        summary=f"{len(roster.rows)} rows of {source}, {new} new",
        source=source,
    )
    if campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign.pk)
    if hasattr(campaign, "outreach"):
        enqueue(Job.SCORE_PROSPECTS, campaign_id=campaign.pk)
    return Taken(new, (*roster.skipped, *reading.refused), ())


def comparison_of(campaign: Campaign, roster: Roster) -> Comparison:
    """Return what adding these rows would change; nothing is kept."""
    return compare(known_lines(list(concerned(campaign, roster.rows)), kind=FILE), roster)


def concerned(campaign: Campaign, rows: Sequence[RosterRow]) -> QuerySet[Prospect]:
    """Return the campaign's prospects that these rows may be about."""
    emails = {row.email for row in rows if row.email}
    handles = {row.handle for row in rows if row.handle}
    people = (
        Q(influencer__email__in=emails)
        | Q(influencer__contacts__email__in=emails)
        | Q(influencer__identities__handle__in=handles)
    )
    ids = Prospect.objects.filter(people, campaign=campaign).values("pk")
    found = Prospect.objects.filter(pk__in=ids)
    return found.select_related("influencer").order_by("pk")
