"""Set up what a plan is made with: the house, its campaigns, mailboxes and what is left of each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from campaigns.domain.outreach.addresses import domain_of
from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.pacing.allotment import Allotment, MailboxRoom
from campaigns.domain.outreach.pacing.capacity import CAMPAIGN_CAP, Level, followup_share
from campaigns.domain.outreach.refusals import SkipReason
from campaigns.models import Campaign, CampaignOutreach
from integrations.models import Mailbox
from negotiations.domain.terms.purposes import Purpose
from negotiations.outreach import counts
from negotiations.outreach.campaigns_state import NOTHING_ARMED, armed_now, campaigns_of
from negotiations.outreach.letters import approved_templates
from negotiations.outreach.orders import safety_of, stored_settings, weights_of
from negotiations.outreach.pace import new_pace, pace_now
from negotiations.outreach.planning import Desk, campaign_states
from negotiations.outreach.situations import House, kill_switches

# A plan is made for the hours ahead: what will have left the rolling day by then does not count.
PLANNED_AHEAD = timedelta(hours=12)


def house_for(config: CAMCycleConfig | None = None, *, checks_inbox: bool = False) -> House:
    """Return the house's rules; a run's own safety settings win over the stored ones."""
    row = stored_settings()
    weights, version = weights_of(row)
    own = config.safety_settings if config else None
    return House(
        row=row,
        safety=own or safety_of(row),
        weights=weights,
        weights_version=version,
        channels=config.channels_enabled if config else list(row.channels),
        checks_inbox=checks_inbox,
        switches=kill_switches(),
    )


def mailboxes_of(campaign: Campaign) -> list[Mailbox]:
    """Return where a campaign's cold mail leaves from, the first to fill first.

    The configured mailbox stands in for none; before its first use it has no row, and number 0.
    """
    outreach: CampaignOutreach | None = getattr(campaign, "outreach", None)
    own = list(outreach.mailboxes.select_related("pace").order_by("pk")) if outreach else []
    if own:
        return own
    address = (campaign.mailbox_address or settings.GMAIL_MAILBOX).lower()
    found = Mailbox.objects.select_related("pace").filter(address=address).first()
    return [found or Mailbox(pk=0, address=address, is_paused=False)]


def desk_for(config: CAMCycleConfig, *, now: datetime, preflight_failed: str = "") -> Desk:
    """Return the desk of one run's plan, with what earlier runs used counted in."""
    house = house_for(config)
    campaigns = campaigns_of(config)
    mailboxes = {campaign.pk: mailboxes_of(campaign) for campaign in campaigns}
    armed = NOTHING_ARMED if config.dry_run else armed_now(now=now)
    return Desk(
        house=house,
        campaigns={campaign.pk: campaign for campaign in campaigns},
        mailboxes=mailboxes,
        templates=approved_templates(),
        allotment=_allotment(config, house, campaigns, mailboxes, now=now),
        armed=armed,
        is_dry=config.dry_run,
        now=now,
        preflight_failed=preflight_failed,
        states=campaign_states(campaigns, armed, is_dry=config.dry_run, now=now),
    )


def _allotment(
    config: CAMCycleConfig,
    house: House,
    campaigns: Sequence[Campaign],
    mailboxes: dict[int, list[Mailbox]],
    *,
    now: datetime,
) -> Allotment:
    ahead = now + PLANNED_AHEAD
    every = {mailbox.pk: mailbox for found in mailboxes.values() for mailbox in found}
    domains = {domain_of(mailbox.address) for mailbox in every.values()}
    return Allotment(
        run={
            "first": run_level(config, Purpose.FIRST_TOUCH, now=ahead),
            "followup": run_level(config, Purpose.FOLLOWUP, now=ahead),
        },
        campaigns={
            campaign.pk: counts.campaign_level(campaign.pk, cap_of(campaign), now=ahead)
            for campaign in campaigns
        },
        domains={domain: counts.domain_level(domain, now=ahead) for domain in domains},
        mailboxes={
            mailbox.pk: _room(mailbox, config, house, now=now) for mailbox in every.values()
        },
        recipients=counts.recipients_used(now=ahead),
    )


def run_level(config: CAMCycleConfig, purpose: str, *, now: datetime) -> Level:
    """Return what a run may send of one purpose, less what earlier runs of its campaigns did."""
    is_first = purpose == Purpose.FIRST_TOUCH
    limit = config.max_outreach_per_day if is_first else config.max_followups_per_day
    used = counts.run_used(purpose, config.campaign_ids, now=now)
    words = "first touches of this run" if is_first else "follow-ups of this run"
    return Level(SkipReason.CAP_RUN, limit, used, words)


def cap_of(campaign: Campaign) -> int:
    """Return a campaign's own limit of cold mails a day."""
    outreach: CampaignOutreach | None = getattr(campaign, "outreach", None)
    return outreach.max_per_day if outreach else CAMPAIGN_CAP


def _room(mailbox: Mailbox, config: CAMCycleConfig, house: House, *, now: datetime) -> MailboxRoom:
    row = getattr(mailbox, "pace", None) or new_pace(mailbox, time_zone=settings.TIME_ZONE, now=now)
    pace = pace_now(row, house.safety, now=now)
    levels = counts.levels_of_mailbox(mailbox, pace, house.safety, now=now + PLANNED_AHEAD)
    share = followup_share(max_followups=config.max_followups_per_day, mailbox_allowed=pace.allowed)
    return MailboxRoom(domain_of(mailbox.address), tuple(levels), share)
