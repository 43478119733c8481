"""The closed list of things that can be recorded, and the nine event names that filter them."""

from enum import StrEnum


class Action(StrEnum):
    """What happened, as `subject.past_tense`."""

    CAMPAIGN_RECEIVED = "campaign.received"
    CAMPAIGN_QUARANTINED = "campaign.quarantined"
    CAMPAIGN_CORRECTED = "campaign.corrected"
    CAMPAIGN_STARTED = "campaign.started"
    CAMPAIGN_PAUSED = "campaign.paused"
    CAMPAIGN_RESUMED = "campaign.resumed"
    CAMPAIGN_STOPPED = "campaign.stopped"
    CAMPAIGN_COMPLETED = "campaign.completed"
    CAMPAIGN_CREATED = "campaign.created"
    CAMPAIGN_CHANGED = "campaign.changed"
    SETTINGS_CHANGED = "settings.changed"
    BRIEF_APPLIED = "brief.applied"
    BRIEF_LEFT_OUT = "brief.left_out"
    BRIEF_DELETED = "brief.deleted"
    ROSTER_READ = "roster.read"
    ROSTER_REQUESTED = "roster.requested"
    PROSPECT_SKIPPED = "prospect.skipped"
    PROSPECT_HELD_BACK = "prospect.held_back"
    PROSPECT_RELEASED = "prospect.released"
    PROSPECT_CHANGED = "prospect.changed"
    PROSPECT_REMOVED = "prospect.removed"
    THREAD_OPENED = "thread.opened"
    THREAD_MOVED = "thread.moved"
    THREAD_REFUSED = "thread.refused"
    THREAD_CLAIMED = "thread.claimed"
    THREAD_HANDED_BACK = "thread.handed_back"
    THREAD_HELD_BACK = "thread.held_back"
    MESSAGE_RECEIVED = "message.received"
    MESSAGE_UNMATCHED = "message.unmatched"
    MESSAGE_ATTACHED = "message.attached"
    MESSAGE_PARKED = "message.parked"
    CONTACT_CORRECTED = "contact.corrected"
    READING_ANSWERED = "reading.answered"
    OFFER_PRICED = "offer.priced"
    OFFER_OVERRIDDEN = "offer.overridden"
    EMAIL_DRAFTED = "email.drafted"
    EMAIL_APPROVED = "email.approved"
    EMAIL_EDITED = "email.edited"
    EMAIL_UNDONE = "email.undone"
    EMAIL_DISCARDED = "email.discarded"
    EMAIL_REFUSED = "email.refused"
    EMAIL_CLAIMED = "email.claimed"
    EMAIL_SENT = "email.sent"
    EMAIL_SIMULATED = "email.simulated"
    EMAIL_FAILED = "email.failed"
    EMAIL_UNCERTAIN = "email.uncertain"
    EMAIL_PARKED = "email.parked"
    GATE_BLOCKED = "gate.blocked"
    ESCALATION_OPENED = "escalation.opened"
    ESCALATION_EXTENDED = "escalation.extended"
    ESCALATION_CLOSED = "escalation.closed"
    AGREEMENT_REACHED = "agreement.reached"
    INFLUENCER_SUPPRESSED = "influencer.suppressed"
    ADDRESS_BOUNCED = "address.bounced"
    KILL_SWITCH_SET = "kill_switch.set"
    KILL_SWITCH_CLEARED = "kill_switch.cleared"
    DELIVERY_FAILED = "delivery.failed"
    DELIVERY_REPLAYED = "delivery.replayed"
    MAILBOX_ADDED = "mailbox.added"
    MAILBOX_RENEWED = "mailbox.renewed"
    MAILBOX_BLOCKED = "mailbox.blocked"
    MAILBOX_SYNCED = "mailbox.synced"
    MAILBOX_WATCHED = "mailbox.watched"
    NOTIFICATION_FAILED = "notification.failed"
    KNOWLEDGE_SAVED = "knowledge.saved"
    KNOWLEDGE_ACTIVATED = "knowledge.activated"
    PLAYBOOK_WRITTEN = "playbook.written"
    PLAYBOOK_APPROVED = "playbook.approved"
    PLAYBOOK_ACTIVATED = "playbook.activated"
    PLAYBOOK_ROLLED_BACK = "playbook.rolled_back"
    NOTIFICATION_REPEATED = "notification.repeated"
    SLACK_REFUSED = "slack.refused"
    CERTIFICATE_REQUESTED = "certificate.requested"
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_REFUSED = "certificate.refused"
    API_KEY_CREATED = "api_key.created"
    API_KEY_REVOKED = "api_key.revoked"
    LOGIN_REFUSED = "login.refused"
    ACCOUNT_CREATED = "account.created"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_DELETED = "account.deleted"
    ROLE_CREATED = "role.created"
    ROLE_CHANGED = "role.changed"
    ROLE_DELETED = "role.deleted"
    DATA_EXPORTED = "data.exported"
    CYCLE_STARTED = "cycle.started"
    CYCLE_ENDED = "cycle.ended"
    PLAN_ARMED = "plan.armed"
    PLAN_DISARMED = "plan.disarmed"
    PROSPECT_SCORED = "prospect.scored"
    PROSPECT_MOVED = "prospect.moved"
    PROSPECT_DECIDED = "prospect.decided"
    LETTER_APPROVED = "letter.approved"
    TEMPLATE_WRITTEN = "template.written"
    TEMPLATE_APPROVED = "template.approved"
    TEMPLATE_RETIRED = "template.retired"
    OUTREACH_CHANGED = "outreach.changed"
    OUTREACH_PAUSED = "outreach.paused"
    OUTREACH_RESUMED = "outreach.resumed"
    MAILBOX_BRAKED = "mailbox.braked"
    MAILBOX_RESUMED = "mailbox.resumed"
    TASK_OPENED = "task.opened"
    TASK_DONE = "task.done"
    JOB_FAILED = "job.failed"
    TIME_RESET = "time.reset"


# The nine event names people already filter by, each an alias of one or more actions.
ALIASES: dict[str, tuple[Action, ...]] = {
    "email_sent": (Action.EMAIL_SENT,),
    "email_received": (Action.MESSAGE_RECEIVED, Action.MESSAGE_UNMATCHED),
    "state_transition": (Action.THREAD_MOVED, Action.THREAD_REFUSED),
    "escalation": (Action.ESCALATION_OPENED, Action.ESCALATION_EXTENDED, Action.ESCALATION_CLOSED),
    "agreement": (Action.AGREEMENT_REACHED,),
    "takeover": (Action.THREAD_CLAIMED, Action.THREAD_HANDED_BACK),
    "campaign_start": (Action.CAMPAIGN_STARTED,),
    "campaign_influencer_skip": (Action.PROSPECT_SKIPPED,),
    "error": (Action.JOB_FAILED, Action.DELIVERY_FAILED, Action.EMAIL_FAILED),
}


def actions_for(name: str) -> tuple[str, ...]:
    """Return the actions a filter word means: an alias, an action, or nothing."""
    if name in ALIASES:
        return tuple(ALIASES[name])
    return (name,) if name in set(Action) else ()
