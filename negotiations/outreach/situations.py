"""Gather a `Situation`: the rows behind "may this prospect be written to now?"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from campaigns.domain.outreach import contact
from campaigns.domain.outreach.cadence import Sequence as Touches
from campaigns.domain.outreach.cadence import days_for
from campaigns.domain.outreach.cells import PersonFacts
from campaigns.domain.outreach.compliance.jurisdictions import ruling
from campaigns.domain.outreach.compliance.standing import HAS_REPLIED, Standing
from campaigns.domain.outreach.contact import (
    CampaignState,
    Course,
    Recipient,
    RunState,
    SenderState,
    Situation,
)
from campaigns.domain.outreach.pacing.capacity import Level
from campaigns.domain.outreach.pacing.limits import SafetySettings
from campaigns.domain.outreach.pacing.windows import Window
from campaigns.domain.outreach.pacing.zones import Whereabouts, ZoneError, whereabouts
from campaigns.domain.outreach.qualifying import tier_of
from campaigns.domain.outreach.scoring import Score
from campaigns.models import (
    Approach,
    Campaign,
    CampaignOutreach,
    KillSwitch,
    OutreachSettings,
    Prospect,
)
from integrations.models import Mailbox
from negotiations.outreach.holidays import is_holiday_in
from negotiations.outreach.letters import Letter
from negotiations.outreach.people import Known
from negotiations.outreach.scores import qualification_of, score_of


@dataclass(frozen=True)
class House:
    """The house's rules as they stand during one decision or one plan."""

    row: OutreachSettings
    safety: SafetySettings
    weights: Mapping[str, Decimal]
    weights_version: str
    channels: Sequence[str]
    checks_inbox: bool
    switches: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def window(self) -> Window:
        """Return the house's window; whose clock it follows is the recipient's matter."""
        safety = self.safety
        return Window(safety.send_window_start, safety.send_window_end, safety.send_weekdays)


def kill_switches() -> dict[tuple[str, int], str]:
    """Return every switch that is set, by scope and id, with its reason."""
    return {
        (switch.scope, switch.scope_id): f"kill switch ({switch.scope}): {switch.reason}"
        for switch in KillSwitch.objects.all()
    }


@dataclass(frozen=True)
class Judged:
    """One prospect with its score and where its clock stands."""

    known: Known
    score: Score
    inputs: str
    place: Whereabouts
    touches: Touches

    @property
    def prospect(self) -> Prospect:
        """Return the prospect itself."""
        return self.known.prospect


def judge(known: Known, house: House, *, now: datetime) -> Judged:
    """Score a prospect and find its clock."""
    found, inputs = score_of(known, weights=house.weights, version=house.weights_version, now=now)
    return Judged(
        known,
        found,
        inputs,
        place_of(known.prospect, known.approach, known.facts),
        touches_of(known, found.value),
    )


def place_of(prospect: Prospect, approach: Approach | None, facts: PersonFacts) -> Whereabouts:
    """Return where a prospect's clock stands; a zone nobody knows gives way to the next best."""
    outreach: CampaignOutreach | None = getattr(prospect.campaign, "outreach", None)
    own = outreach.time_zone if outreach else settings.TIME_ZONE
    entered = approach.time_zone if approach and approach.facts_set_by else ""
    for entered_zone, sheet_zone in ((entered, facts.time_zone), ("", facts.time_zone), ("", "")):
        try:
            return whereabouts(
                prospect=entered_zone, sheet=sheet_zone, country=facts.country, campaign=own
            )
        except ZoneError:
            continue
    return whereabouts(campaign="UTC")


def touches_of(known: Known, score: Decimal | None) -> Touches:
    """Return the touches so far; the cadence is the tier's until the first one freezes it."""
    approach = known.approach
    frozen = tuple(approach.cadence) if approach else ()
    moments = tuple(mail.sent_at for mail in known.sent if mail.sent_at)
    not_before = approach.not_before if approach else None
    return Touches(frozen or days_for(tier_of(score or Decimal(0))), moments, not_before)


@dataclass(frozen=True)
class Attempt:
    """One mail that would leave, from where, and the limits it has to pass."""

    letter: Letter
    mailbox: Mailbox | None
    levels: Sequence[Level] = ()


def run_state(
    campaign: Campaign, mailbox: Mailbox | None, house: House, *, preflight_failed: str = ""
) -> RunState:
    """Return what stops every mail of a campaign and mailbox now."""
    return RunState(
        preflight_failed=preflight_failed,
        kill_switch=switch_for(campaign, mailbox, house.switches),
        is_system_paused=house.safety.system_paused,
    )


def situation_of(
    judged: Judged,
    house: House,
    attempt: Attempt,
    *,
    run: RunState,
    campaign: CampaignState,
    now: datetime,
) -> Situation:
    """Return everything the answer for this prospect, mail and mailbox rests on."""
    known = judged.known
    approach, letter = known.approach, attempt.letter
    return Situation(
        now=now,
        run=run,
        campaign=campaign,
        recipient=_recipient(known, house),
        course=Course(
            qualification=qualification_of(approach, judged.score),
            sequence=judged.touches,
            approved_by=letter.approved_by,
            is_flagged_for_review=bool(approach and approach.is_flagged_for_review),
            replied=_replied(known),
            taken_over=_taken_over(approach),
            thread=known.thread,
        ),
        sender=_sender(attempt, house, now=now),
        letter=contact.Letter(
            channel="email",
            is_channel_enabled="email" in house.channels,
            missing_notices=letter.missing,
            problems=letter.problems,
        ),
        window=house.window,
        zones=judged.place.zones,
        blocked_domains=house.safety.blocked_domains,
        is_holiday=is_holiday_in(known.facts.country),
    )


def switch_for(
    campaign: Campaign, mailbox: Mailbox | None, switches: Mapping[tuple[str, int], str]
) -> str:
    """Return the switch that stops this campaign's mail, widest scope first."""
    scopes = (
        *(("house", 0), ("client", campaign.client_id or -1), ("campaign", campaign.pk)),
        ("mailbox", mailbox.pk if mailbox else -1),
    )
    return next((switches[scope] for scope in scopes if scope in switches), "")


def _recipient(known: Known, house: House) -> Recipient:
    prospect, facts = known.prospect, known.facts
    influencer = prospect.influencer
    return Recipient(
        address=influencer.email,
        has_bounced=influencer.is_email_bad,
        ruling=ruling(country=facts.country, entity=facts.entity, has_consent=bool(facts.consent)),
        identity_conflict=_conflict(prospect),
        suppressed=known.suppressed,
        do_not_contact=_do_not_contact(known, house),
        minor=_minor(known),
        other_team=known.other_team,
        cooldown_until=known.cooldown_until,
    )


def _conflict(prospect: Prospect) -> str:
    is_doubtful = prospect.status == Prospect.Status.NEEDS_PERSON
    return (prospect.problem or "a person has to look at the row") if is_doubtful else ""


def _do_not_contact(known: Known, house: House) -> str:
    prospect, safety = known.prospect, house.safety
    if prospect.pk in safety.do_not_contact_lead_ids:
        return "on the house's list"
    wanted = {address.lower() for address in safety.do_not_contact_emails}
    if known.addresses & wanted:
        return "the address is on the house's list"
    if prospect.status == Prospect.Status.SKIPPED:
        return prospect.problem or "the row was left out"
    return f"the sheet says: {known.facts.do_not_contact}" if known.facts.do_not_contact else ""


def _minor(known: Known) -> str:
    approach, person = known.approach, known.prospect.influencer
    if person.may_be_minor:
        return f"may be under 18: {person.minor_signal}"
    if approach and approach.minor_cleared_by:
        return ""
    signal = known.facts.minor_signal or (approach.minor_signal if approach else "")
    return f"may be under 18: {signal}" if signal else ""


def _replied(known: Known) -> str:
    approach = known.approach
    if approach and Standing(approach.standing) in HAS_REPLIED:
        return f"they answered: {approach.reply_intent or approach.standing}"
    if approach and approach.last_replied_at:
        return f"they answered on {approach.last_replied_at:%Y-%m-%d}"
    return known.unread


def _taken_over(approach: Approach | None) -> str:
    by = approach.taken_over_by if approach else ""
    return f"{by} writes to them" if by else ""


def _sender(attempt: Attempt, house: House, *, now: datetime) -> SenderState:
    mailbox = attempt.mailbox
    if mailbox is None:
        return SenderState(paused="no mailbox is set up", inbox_read_at=now)
    pace = getattr(mailbox, "pace", None)
    paused = (pace.pause_reason if pace else "") or ("paused by hand" if mailbox.is_paused else "")
    waits = mailbox.sending_waits_until
    if not paused and waits and waits > now:
        paused = mailbox.wait_reason or "the provider asked to wait"
    return SenderState(
        paused=paused,
        auth_failed=pace.auth_problem if pace else "",
        # A plan sends nothing, so nothing that waits in the inbox can be overtaken by it.
        inbox_read_at=mailbox.synced_at if house.checks_inbox else now,
        levels=attempt.levels,
    )
