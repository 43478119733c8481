"""Every reason of the closed list in words: what it says, and what would change it. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from campaigns.domain.outreach.refusals import SkipReason as R


class ReasonWords(NamedTuple):
    """What a reason says of a candidate, and the way out of it."""

    says: str
    way_out: str


_WAITS = "Nothing to do: it is tried again on the next sending day."
REASON_WORDS: Mapping[R, ReasonWords] = {
    R.LEASE_HELD: ReasonWords("another run is under way", "Wait until it has ended."),
    R.PREFLIGHT_FAILED: ReasonWords(
        "the checks before sending failed", "Look at the run's errors and run again."
    ),
    R.DEADLINE: ReasonWords("the run was out of time", "Run again; it goes on where it stopped."),
    R.KILL_SWITCH: ReasonWords("a kill switch is set", "Clear it under Kill switches."),
    R.SYSTEM_PAUSED: ReasonWords("the house's outreach is paused", "Resume it in the set-up."),
    R.CAMPAIGN_NOT_LIVE: ReasonWords(
        "outreach of the campaign is off or paused", "Switch it on or resume it in the set-up."
    ),
    R.NOT_ARMED: ReasonWords("no armed plan covers it", "Arm the plan."),
    R.PLAN_CHANGED: ReasonWords(
        "the mail is new or reworded since the plan was armed", "Plan again and arm that plan."
    ),
    R.CHANNEL_DISABLED: ReasonWords("the channel is off", "Switch the channel on in the set-up."),
    R.CHANNEL_NOT_CONFIGURED: ReasonWords(
        "the channel has no credentials", "Give the mailbox its credentials."
    ),
    R.NO_ADDRESS: ReasonWords("no address is known", "Enter one on the prospect's page."),
    R.INVALID_ADDRESS: ReasonWords(
        "the address cannot be written to", "Correct it on the prospect's page."
    ),
    R.NO_MX: ReasonWords("the address's domain takes no mail", "Check the domain's spelling."),
    R.IDENTITY_CONFLICT: ReasonWords(
        "who this is, a person has to say", "Decide it on the prospect's page."
    ),
    R.SUPPRESSED: ReasonWords(
        "they asked not to be written to", "Only two people together can lift that."
    ),
    R.DO_NOT_CONTACT: ReasonWords(
        "the sheet or the house says never to contact", "Correct it there."
    ),
    R.BLOCKED_DOMAIN: ReasonWords("the house blocks their domain", "Take it off the list."),
    R.POSSIBLE_MINOR: ReasonWords(
        "they may be under 18", "Clear it on the prospect's page once you know."
    ),
    R.JURISDICTION_DRAFT_ONLY: ReasonWords(
        "their country lets no mail leave unread", "Read the mail and approve it."
    ),
    R.MISSING_NOTICE: ReasonWords(
        "a line the law asks for is missing", "Set what the detail names."
    ),
    R.REVIEW_REQUIRED: ReasonWords("a person has to look first", "Approve it."),
    R.BELOW_THRESHOLD: ReasonWords(
        "the score is too low", "Approve the prospect if you know better."
    ),
    R.NOT_QUALIFIED: ReasonWords(
        "the campaign does not look for them", "Approve the prospect if you know better."
    ),
    R.ALREADY_REPLIED: ReasonWords("they answered", "Go on in the conversation."),
    R.HUMAN_TAKEOVER: ReasonWords("a colleague writes to them", "Leave it to the colleague."),
    R.THREAD_OPEN: ReasonWords("a negotiation exists", "Go on in the negotiation."),
    R.OTHER_TEAM_ACTIVE: ReasonWords("another team is in touch", "Wait until that has ended."),
    R.COOLDOWN: ReasonWords("they were written to not long ago", "Wait until the date is over."),
    R.MAX_TOUCHES: ReasonWords("they got every mail of the sequence", "Nothing more is sent."),
    R.TOO_OLD: ReasonWords("the last mail is too long ago", "The sequence is over."),
    R.NOT_DUE: ReasonWords("the next mail is not due yet", _WAITS),
    R.BUDGET_EXHAUSTED: ReasonWords(
        "the goal is met or the budget spoken for", "Raise the campaign's goal or budget."
    ),
    R.MAILBOX_PAUSED: ReasonWords("the mailbox is paused", "See Mailbox health."),
    R.AUTH_CHECK_FAILED: ReasonWords(
        "the sending domain fails its checks", "Mend the domain's records; see Mailbox health."
    ),
    R.INBOX_STALE: ReasonWords("the inbox was not read lately", "See Mailboxes."),
    R.OUTSIDE_WINDOW: ReasonWords("it is no working hour where they live", _WAITS),
    R.CAP_RUN: ReasonWords("the day's limit of the house is used", _WAITS),
    R.CAP_CAMPAIGN: ReasonWords("the campaign's daily limit is used", _WAITS),
    R.CAP_SENDING_DOMAIN: ReasonWords("the sending domain's limit is used", _WAITS),
    R.CAP_MAILBOX_COLD: ReasonWords("the mailbox's warm-up allows no more", _WAITS),
    R.CAP_MAILBOX_TOTAL: ReasonWords("the mailbox's daily limit is used", _WAITS),
    R.REPLY_RESERVE: ReasonWords("the rest is kept for replies", _WAITS),
    R.CAP_RECIPIENT_DOMAIN: ReasonWords("enough mail went to their company today", _WAITS),
    R.TEMPLATE_BLOCKED: ReasonWords("the template cannot be filled", "Mend or approve a template."),
}


def words_of(reason: str) -> ReasonWords:
    """Return a stored reason in words; one that is no longer on the list stands as it is."""
    try:
        return REASON_WORDS[R(reason)]
    except ValueError:
        return ReasonWords(reason.replace("_", " "), "")
