"""Why a candidate is not written to: the closed list, in the order it is checked. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class SkipReason(StrEnum):
    """Every reason there is, in the order they are checked; the first hit is recorded."""

    LEASE_HELD = "lease_held"
    PREFLIGHT_FAILED = "preflight_failed"
    DEADLINE = "deadline"
    KILL_SWITCH = "kill_switch"
    SYSTEM_PAUSED = "system_paused"
    CAMPAIGN_NOT_LIVE = "campaign_not_live"
    NOT_ARMED = "not_armed"
    PLAN_CHANGED = "plan_changed"
    CHANNEL_DISABLED = "channel_disabled"
    CHANNEL_NOT_CONFIGURED = "channel_not_configured"
    NO_ADDRESS = "no_address"
    INVALID_ADDRESS = "invalid_address"
    NO_MX = "no_mx"
    IDENTITY_CONFLICT = "identity_conflict"
    SUPPRESSED = "suppressed"
    DO_NOT_CONTACT = "do_not_contact"
    BLOCKED_DOMAIN = "blocked_domain"
    POSSIBLE_MINOR = "possible_minor"
    JURISDICTION_DRAFT_ONLY = "jurisdiction_draft_only"
    MISSING_NOTICE = "missing_notice"
    REVIEW_REQUIRED = "review_required"
    BELOW_THRESHOLD = "below_threshold"
    NOT_QUALIFIED = "not_qualified"
    ALREADY_REPLIED = "already_replied"
    HUMAN_TAKEOVER = "human_takeover"
    THREAD_OPEN = "thread_open"
    OTHER_TEAM_ACTIVE = "other_team_active"
    COOLDOWN = "cooldown"
    MAX_TOUCHES = "max_touches"
    TOO_OLD = "too_old"
    NOT_DUE = "not_due"
    BUDGET_EXHAUSTED = "budget_exhausted"
    MAILBOX_PAUSED = "mailbox_paused"
    AUTH_CHECK_FAILED = "auth_check_failed"
    INBOX_STALE = "inbox_stale"
    OUTSIDE_WINDOW = "outside_window"
    CAP_RUN = "cap_run"
    CAP_CAMPAIGN = "cap_campaign"
    CAP_SENDING_DOMAIN = "cap_sending_domain"
    CAP_MAILBOX_COLD = "cap_mailbox_cold"
    CAP_MAILBOX_TOTAL = "cap_mailbox_total"
    REPLY_RESERVE = "reply_reserve"
    CAP_RECIPIENT_DOMAIN = "cap_recipient_domain"
    TEMPLATE_BLOCKED = "template_blocked"


# What passes by itself or by a person's hand elsewhere: the row waits. Everything else cancels it.
PASSING = frozenset(
    {
        *(SkipReason.LEASE_HELD, SkipReason.PREFLIGHT_FAILED, SkipReason.DEADLINE),
        *(SkipReason.KILL_SWITCH, SkipReason.SYSTEM_PAUSED, SkipReason.CAMPAIGN_NOT_LIVE),
        *(SkipReason.CHANNEL_DISABLED, SkipReason.CHANNEL_NOT_CONFIGURED, SkipReason.NO_MX),
        *(SkipReason.NOT_DUE, SkipReason.MAILBOX_PAUSED, SkipReason.AUTH_CHECK_FAILED),
        *(SkipReason.INBOX_STALE, SkipReason.OUTSIDE_WINDOW, SkipReason.CAP_RUN),
        *(SkipReason.CAP_CAMPAIGN, SkipReason.CAP_SENDING_DOMAIN, SkipReason.CAP_MAILBOX_COLD),
        *(SkipReason.CAP_MAILBOX_TOTAL, SkipReason.REPLY_RESERVE, SkipReason.CAP_RECIPIENT_DOMAIN),
    }
)
# What a person's approval of one message clears, and nothing else.
CLEARED_BY_APPROVAL = frozenset({SkipReason.REVIEW_REQUIRED, SkipReason.JURISDICTION_DRAFT_ONLY})


@dataclass(frozen=True)
class Allowed:
    """The message may go."""


@dataclass(frozen=True)
class Skip:
    """The message may not go; `detail` names the fact and, for a limit, how much of it is used."""

    reason: SkipReason
    detail: str

    @property
    def is_passing(self) -> bool:
        """Whether waiting may help."""
        return self.reason in PASSING


Clearance = Allowed | Skip


def count_by_reason(refusals: list[Skip]) -> dict[str, int]:
    """Return how many candidates each reason kept back, in the order of the list."""
    counts = {reason: 0 for reason in SkipReason}
    for refusal in refusals:
        counts[refusal.reason] += 1
    return {reason.value: count for reason, count in counts.items() if count}
