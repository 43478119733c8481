"""May this prospect be written to now? The one place where every rule on that lives. Pure.

The rows side gathers a `Situation`, at planning and again in the transaction that claims the mail;
`answer` goes through the closed list in its order and stops at the first hit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from campaigns.domain.outreach.addresses import address_problem, domain_of, is_under
from campaigns.domain.outreach.cadence import Sequence as Touches
from campaigns.domain.outreach.cadence import pace_refusal
from campaigns.domain.outreach.compliance.jurisdictions import Notice, Ruling
from campaigns.domain.outreach.pacing.capacity import Level, first_full
from campaigns.domain.outreach.pacing.windows import IsHoliday, Window, is_open, never
from campaigns.domain.outreach.qualifying import Qualification
from campaigns.domain.outreach.refusals import (
    CLEARED_BY_APPROVAL,
    Allowed,
    Clearance,
    Skip,
    SkipReason,
)

R = SkipReason
INBOX_FRESH_FOR = timedelta(minutes=30)
KNOWN_CHANNELS = ("email", "linkedin", "twitter", "instagram_dm", "contact_form")
Mx = Literal["unchecked", "found", "null", "unanswered"]


@dataclass(frozen=True)
class RunState:
    """The run's own stops, each with its words; empty where nothing stops."""

    lease_held: str = ""
    preflight_failed: str = ""
    is_late: bool = False
    kill_switch: str = ""
    is_system_paused: bool = False


@dataclass(frozen=True)
class CampaignState:
    """The campaign's stops. `is_armed` is also true while nothing can leave, in a dry run."""

    not_live: str = ""
    is_armed: bool = True
    is_row_changed: bool = False
    spent: str = ""


@dataclass(frozen=True)
class Recipient:
    """The person and what is known against writing to them, each in words."""

    address: str
    ruling: Ruling
    has_bounced: bool = False
    mx: Mx = "unchecked"
    identity_conflict: str = ""
    suppressed: str = ""
    do_not_contact: str = ""
    minor: str = ""
    other_team: str = ""
    cooldown_until: datetime | None = None


@dataclass(frozen=True)
class Course:
    """How far the prospect is: decided by whom, answered, taken over, touched."""

    qualification: Qualification
    sequence: Touches
    approved_by: str = ""
    is_flagged_for_review: bool = False
    replied: str = ""
    taken_over: str = ""
    thread: str = ""


@dataclass(frozen=True)
class SenderState:
    """The mailbox the mail would leave from; `inbox_read_at` is when it was last read."""

    paused: str = ""
    auth_failed: str = ""
    inbox_read_at: datetime | None = None
    levels: Sequence[Level] = ()


@dataclass(frozen=True)
class Letter:
    """What would leave: its channel and what is wrong with its words or missing from its foot."""

    channel: str
    is_channel_enabled: bool = True
    missing_notices: frozenset[Notice] = frozenset()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """Everything the answer rests on; `blocked_domains` include their subdomains."""

    now: datetime
    run: RunState
    campaign: CampaignState
    recipient: Recipient
    course: Course
    sender: SenderState
    letter: Letter
    window: Window
    zones: Sequence[ZoneInfo]
    blocked_domains: Sequence[str] = ()
    is_holiday: IsHoliday = field(default=never)


Check = Callable[[Situation], str]


def answer(situation: Situation) -> Clearance:
    """Return whether the mail may go now, or the first reason in the list why not."""
    for reason, check in CHECKS:
        if is_cleared(reason, situation):
            continue
        if words := check(situation):
            return Skip(reason, words)
    return Allowed()


def is_cleared(reason: SkipReason, situation: Situation) -> bool:
    """Whether a person's approval of this one mail takes the reason away."""
    return reason in CLEARED_BY_APPROVAL and bool(situation.course.approved_by)


def without_sender(situation: Situation) -> Situation:
    """Return the situation before a mailbox is chosen: no limit of any mailbox in it."""
    return replace(situation, sender=replace(situation.sender, levels=()))


def _channel_unknown(s: Situation) -> str:
    return "" if s.letter.channel in KNOWN_CHANNELS else f"nothing can send {s.letter.channel!r}"


def _channel_off(s: Situation) -> str:
    return "" if s.letter.is_channel_enabled else f"{s.letter.channel} is not enabled"


def _no_address(s: Situation) -> str:
    return "" if s.recipient.address.strip() else "no address is known"


def _bad_address(s: Situation) -> str:
    if s.recipient.has_bounced:
        return f"{s.recipient.address} bounced"
    return address_problem(s.recipient.address)


def _no_mx(s: Situation) -> str:
    domain = domain_of(s.recipient.address)
    return {
        "null": f"{domain} takes no mail",
        "unanswered": f"{domain} could not be looked up; it is tried again",
    }.get(s.recipient.mx, "")


def _blocked(s: Situation) -> str:
    found = is_under(domain_of(s.recipient.address), s.blocked_domains)
    return f"{found} is blocked" if found else ""


def _draft_only(s: Situation) -> str:
    ruling = s.recipient.ruling
    if not ruling.is_draft_only:
        return ""
    return f"{ruling.rule}: {ruling.words}; {ruling.clears} would clear it"


def _missing_notice(s: Situation) -> str:
    missing = sorted(notice.value for notice in s.letter.missing_notices)
    return f"the mail lacks {', '.join(missing)}" if missing else ""


def _needs_review(s: Situation) -> str:
    if s.course.is_flagged_for_review:
        return "a person asked to see it first"
    return _unqualified(R.REVIEW_REQUIRED, s)


def _unqualified(reason: SkipReason, s: Situation) -> str:
    qualification = s.course.qualification
    return qualification.words if qualification.refusal is reason else ""


def _cooling(s: Situation) -> str:
    until = s.recipient.cooldown_until
    return f"not before {until:%Y-%m-%d}" if until and until > s.now else ""


def _pace(reason: SkipReason) -> Check:
    def check(s: Situation) -> str:
        refusal = pace_refusal(s.course.sequence, now=s.now, zone=s.zones[0])
        return refusal.detail if refusal and refusal.reason is reason else ""

    return check


def _stale(s: Situation) -> str:
    read_at = s.sender.inbox_read_at
    if read_at is None:
        return "the inbox was never read"
    if s.now - read_at > INBOX_FRESH_FOR:
        return f"the inbox was last read {read_at:%Y-%m-%d %H:%M} UTC"
    return ""


def _closed(s: Situation) -> str:
    if is_open(s.now, s.window, s.zones, s.is_holiday):
        return ""
    return f"it is {s.now.astimezone(s.zones[0]):%a %H:%M} there"


def _full(reason: SkipReason) -> Check:
    def check(s: Situation) -> str:
        refusal = first_full(s.sender.levels)
        return refusal.detail if refusal and refusal.reason is reason else ""

    return check


CHECKS: tuple[tuple[SkipReason, Check], ...] = (
    (R.LEASE_HELD, lambda s: s.run.lease_held),
    (R.PREFLIGHT_FAILED, lambda s: s.run.preflight_failed),
    (R.DEADLINE, lambda s: "the run's time is over" if s.run.is_late else ""),
    (R.KILL_SWITCH, lambda s: s.run.kill_switch),
    (R.SYSTEM_PAUSED, lambda s: "outreach is paused" if s.run.is_system_paused else ""),
    (R.CAMPAIGN_NOT_LIVE, lambda s: s.campaign.not_live),
    (R.NOT_ARMED, lambda s: "" if s.campaign.is_armed else "no plan is armed"),
    (R.PLAN_CHANGED, lambda s: "it is not what was armed" if s.campaign.is_row_changed else ""),
    (R.CHANNEL_DISABLED, _channel_off),
    (R.CHANNEL_NOT_CONFIGURED, _channel_unknown),
    (R.NO_ADDRESS, _no_address),
    (R.INVALID_ADDRESS, _bad_address),
    (R.NO_MX, _no_mx),
    (R.IDENTITY_CONFLICT, lambda s: s.recipient.identity_conflict),
    (R.SUPPRESSED, lambda s: s.recipient.suppressed),
    (R.DO_NOT_CONTACT, lambda s: s.recipient.do_not_contact),
    (R.BLOCKED_DOMAIN, _blocked),
    (R.POSSIBLE_MINOR, lambda s: s.recipient.minor),
    (R.JURISDICTION_DRAFT_ONLY, _draft_only),
    (R.MISSING_NOTICE, _missing_notice),
    (R.REVIEW_REQUIRED, _needs_review),
    (R.BELOW_THRESHOLD, lambda s: _unqualified(R.BELOW_THRESHOLD, s)),
    (R.NOT_QUALIFIED, lambda s: _unqualified(R.NOT_QUALIFIED, s)),
    (R.ALREADY_REPLIED, lambda s: s.course.replied),
    (R.HUMAN_TAKEOVER, lambda s: s.course.taken_over),
    (R.THREAD_OPEN, lambda s: s.course.thread),
    (R.OTHER_TEAM_ACTIVE, lambda s: s.recipient.other_team),
    (R.COOLDOWN, _cooling),
    (R.MAX_TOUCHES, _pace(R.MAX_TOUCHES)),
    (R.TOO_OLD, _pace(R.TOO_OLD)),
    (R.NOT_DUE, _pace(R.NOT_DUE)),
    (R.BUDGET_EXHAUSTED, lambda s: s.campaign.spent),
    (R.MAILBOX_PAUSED, lambda s: s.sender.paused),
    (R.AUTH_CHECK_FAILED, lambda s: s.sender.auth_failed),
    (R.INBOX_STALE, _stale),
    (R.OUTSIDE_WINDOW, _closed),
    (R.CAP_RUN, _full(R.CAP_RUN)),
    (R.CAP_CAMPAIGN, _full(R.CAP_CAMPAIGN)),
    (R.CAP_SENDING_DOMAIN, _full(R.CAP_SENDING_DOMAIN)),
    (R.CAP_MAILBOX_COLD, _full(R.CAP_MAILBOX_COLD)),
    (R.CAP_MAILBOX_TOTAL, _full(R.CAP_MAILBOX_TOTAL)),
    (R.REPLY_RESERVE, _full(R.REPLY_RESERVE)),
    (R.CAP_RECIPIENT_DOMAIN, _full(R.CAP_RECIPIENT_DOMAIN)),
    (R.TEMPLATE_BLOCKED, lambda s: "; ".join(s.letter.problems)),
)
