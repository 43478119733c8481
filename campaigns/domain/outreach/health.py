"""When outreach stops itself: campaign and mailbox brakes with their exact boundaries. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Effect(StrEnum):
    """What a trigger does."""

    COLD_OFF = "cold_off"
    PAUSE_CAMPAIGN = "pause_campaign"
    HALVE_MAILBOX = "halve_mailbox"
    PAUSE_MAILBOX = "pause_mailbox"


@dataclass(frozen=True)
class Brake:
    """One trigger that fired, with the numbers it rests on in words."""

    effect: Effect
    trigger: str
    words: str
    count: int = 0

    @property
    def key(self) -> str:
        """Return what makes the brake the same one: its trigger and how often it was pulled."""
        return f"{self.effect}:{self.trigger}:{self.count}"


@dataclass(frozen=True)
class CampaignHealth:
    """A campaign's counts. `mature_touches` are first touches older than 7 days.

    Only human replies count; bounces and automatic mail never do.
    """

    agreed: int = 0
    target: int | None = None
    committed: Decimal = Decimal(0)
    budget: Decimal | None = None
    human_replies: int = 0
    negative_replies: int = 0
    mature_touches: int = 0
    mature_replies: int = 0
    age_days: int = 0
    hot: int = 0


@dataclass(frozen=True)
class MailboxHealth:
    """A mailbox's counts of the last 7 days, its domain's spam rate, and trouble in a row."""

    sent: int = 0
    hard_bounces: int = 0
    complaints: int = 0
    domain_spam_rate: Decimal | None = None
    has_auth_failure: bool = False
    permanent_in_a_row: int = 0
    unknown_in_a_row: int = 0


def campaign_brakes(health: CampaignHealth) -> list[Brake]:
    """Return every brake that holds for a campaign."""
    found = [_goal(health), _budget(health), _negative(health), _low(health), _no_result(health)]
    return [brake for brake in found if brake]


def _goal(health: CampaignHealth) -> Brake | None:
    if health.target is None or health.agreed < health.target:
        return None
    words = f"{health.agreed} of {health.target} wanted agreements"
    return Brake(Effect.COLD_OFF, "goal", words)


def _budget(health: CampaignHealth) -> Brake | None:
    if health.budget is None or health.committed < health.budget:
        return None
    words = f"{health.committed} of {health.budget} agreed or offered"
    return Brake(Effect.COLD_OFF, "budget", words)


def _negative(health: CampaignHealth) -> Brake | None:
    replies, negative = health.human_replies, health.negative_replies
    if replies <= 10 or 2 * negative <= replies:
        return None
    words = f"{negative} of {replies} replies were negative"
    return Brake(Effect.PAUSE_CAMPAIGN, "negative_replies", words)


def _low(health: CampaignHealth) -> Brake | None:
    touches, replies = health.mature_touches, health.mature_replies
    if touches < 50 or 10 * replies >= touches:
        return None
    words = f"{replies} replies to {touches} first touches older than 7 days"
    return Brake(Effect.PAUSE_CAMPAIGN, "low_replies", words)


def _no_result(health: CampaignHealth) -> Brake | None:
    if health.age_days <= 90 or health.hot:
        return None
    return Brake(
        Effect.PAUSE_CAMPAIGN, "no_result", f"{health.age_days} days without a hot prospect"
    )


def mailbox_brakes(health: MailboxHealth) -> list[Brake]:
    """Return every brake that holds for a mailbox, the hardest first."""
    found = [_auth(health), _trouble(health), _bounces(health), _complaints(health), _spam(health)]
    order = list(Effect)
    return sorted((b for b in found if b), key=lambda brake: -order.index(brake.effect))


def _auth(health: MailboxHealth) -> Brake | None:
    if not health.has_auth_failure:
        return None
    words = "the provider refused us for policy or authentication"
    return Brake(Effect.PAUSE_MAILBOX, "authentication", words)


def _trouble(health: MailboxHealth) -> Brake | None:
    if health.permanent_in_a_row >= 3:
        words = f"{health.permanent_in_a_row} refusals in a row"
    elif health.unknown_in_a_row >= 5:
        words = f"{health.unknown_in_a_row} unknown outcomes in a row"
    else:
        return None
    return Brake(Effect.PAUSE_MAILBOX, "gateway_trouble", words)


def _bounces(health: MailboxHealth) -> Brake | None:
    bounces, sent = health.hard_bounces, health.sent
    words = f"{bounces} hard bounces of {sent} mails in 7 days"
    if bounces >= 3 and 100 * bounces >= 5 * sent:
        return Brake(Effect.PAUSE_MAILBOX, "hard_bounces", words, bounces)
    if bounces >= 2 and 1000 * bounces >= 18 * sent:
        return Brake(Effect.HALVE_MAILBOX, "hard_bounces", words, bounces)
    return None


def _complaints(health: MailboxHealth) -> Brake | None:
    complaints, sent = health.complaints, health.sent
    words = f"{complaints} complaints of {sent} mails in 7 days"
    if complaints >= 2 and 1000 * complaints >= 3 * sent:
        return Brake(Effect.PAUSE_MAILBOX, "complaints", words, complaints)
    return Brake(Effect.HALVE_MAILBOX, "complaints", words, complaints) if complaints else None


def _spam(health: MailboxHealth) -> Brake | None:
    rate = health.domain_spam_rate
    if rate is None or rate < Decimal("0.1"):
        return None
    effect = Effect.PAUSE_MAILBOX if rate >= Decimal("0.3") else Effect.HALVE_MAILBOX
    return Brake(effect, "domain_spam_rate", f"{rate} % of the domain's mail is marked as spam")
