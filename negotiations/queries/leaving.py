"""Why an email must not leave: never any more, or not yet."""

from datetime import datetime

from django.conf import settings

from campaigns.models import Campaign, KillSwitch, Suppression
from negotiations.domain.terms.purposes import Purpose
from negotiations.domain.terms.states import OURS_TO_ANSWER, UNOPENED, WAITING, WITH_PEOPLE, State
from negotiations.models import OutgoingEmail, Thread
from negotiations.queries.work import sent_in_last_day, turn_of

_EXPECTED_STATES: dict[str, frozenset[State]] = {
    # A first mail that could not leave was escalated: a person may still let it go.
    Purpose.OPENING: UNOPENED | {State.ESCALATED},
    Purpose.COUNTER: OURS_TO_ANSWER,
    Purpose.ANSWER: OURS_TO_ANSWER,
    Purpose.REMINDER: WAITING,
    Purpose.AGREEMENT: frozenset({State.AGREED}),
    Purpose.EXIT: frozenset({State.REJECTED}),
}
# What a person let go may leave here as well: a word after a step back, a goodbye that ends it.
_APPROVED_STATES: dict[str, frozenset[State]] = {
    Purpose.ANSWER: frozenset({State.AGREED}),
    Purpose.EXIT: WITH_PEOPLE,
}
# These answer no turn of theirs: a newer mail takes nothing from them.
_ANSWERS_NOTHING = (Purpose.MANUAL, Purpose.AGREEMENT, Purpose.EXIT)


OPTED_OUT = "an addressee opted out"


def why_never(email: OutgoingEmail) -> str:
    """Return why this email must never leave, or nothing."""
    thread = email.thread
    if suppressed_among(email.to):
        return OPTED_OUT
    expected = _EXPECTED_STATES.get(email.purpose)
    by_person = bool(email.approved_by)
    if expected and by_person:
        expected |= _APPROVED_STATES.get(email.purpose, frozenset())
    if thread.state != State.PAUSED and expected and thread.state not in expected:
        return f"the thread is {thread.state}"
    if thread.managed_by == Thread.ManagedBy.PERSON and not by_person:
        return f"{thread.claimed_by} took the thread over"
    if thread.campaign.status == Campaign.Status.STOPPED:
        return "the campaign was stopped"
    return _newer_mail(email)


def suppressed_among(addresses: list[str]) -> set[str]:
    """Return which of these addresses nobody may write to, in lower case."""
    wanted = [str(address).lower() for address in addresses]
    return set(Suppression.objects.filter(email__in=wanted).values_list("email", flat=True))


def _newer_mail(email: OutgoingEmail) -> str:
    if email.purpose in _ANSWERS_NOTHING:
        return ""
    newer = [m for m in turn_of(email.thread) if m.stored_at > email.created_at]
    return "they wrote again" if newer else ""


def why_not_yet(email: OutgoingEmail, *, now: datetime) -> str:
    """Return why this email must wait, or nothing."""
    thread = email.thread
    if switch := kill_switch_for(thread):
        return f"kill switch ({switch.scope}): {switch.reason}"
    if thread.state == State.PAUSED:
        return "the thread is paused"
    if thread.influencer.may_be_minor and not email.approved_by:
        return "they may be under 18: a person decides"
    if thread.campaign.status == Campaign.Status.PAUSED:
        return "the campaign is paused"
    return _mailbox_waits(thread, now=now)


def _mailbox_waits(thread: Thread, *, now: datetime) -> str:
    mailbox = thread.mailbox
    if mailbox.is_paused:
        return f"mailbox {mailbox.address} is paused"
    held_until = mailbox.sending_waits_until
    if held_until and held_until > now:
        return held_words(mailbox.wait_reason, held_until)
    if settings.GMAIL_MODE == "live" and not settings.SENDER_POSTAL_ADDRESS:
        return "SENDER_POSTAL_ADDRESS is not set"
    if sent_in_last_day(mailbox, now=now) >= mailbox.daily_cap:
        return f"mailbox {mailbox.address} reached its cap of {mailbox.daily_cap}"
    return ""


def held_words(reason: str, until: datetime) -> str:
    """Return what a mailbox waits for, with the time of its next try."""
    return f"{reason} (next try {until:%Y-%m-%d %H:%M} UTC)"


def kill_switch_for(thread: Thread) -> KillSwitch | None:
    """Return a switch that stops this thread's mail, widest scope first."""
    scopes = {
        KillSwitch.Scope.HOUSE: 0,
        KillSwitch.Scope.CLIENT: thread.campaign.client_id,
        KillSwitch.Scope.CAMPAIGN: thread.campaign_id,
        KillSwitch.Scope.MAILBOX: thread.mailbox_id,
    }
    for scope, scope_id in scopes.items():
        found = KillSwitch.objects.filter(scope=scope, scope_id=scope_id or 0).first()
        if found:
            return found
    return None
