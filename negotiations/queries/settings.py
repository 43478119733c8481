"""What a change of a campaign's settings would touch, and which open offer it would break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaigns.commands.settings import Change
from campaigns.domain.money import format_money
from campaigns.models import Campaign
from negotiations.domain.terms.states import CLOSED
from negotiations.models import Offer, OutgoingEmail, Thread
from negotiations.queries.budget import committed_amounts

_OPEN = (Offer.Status.DRAFTED, Offer.Status.SENT)
_WAITING = ("draft", "held", "ready")
_TERMS = ("deliverables.", "usage_rights.", "product_leverage.", "requirements.")
_MOST_NAMED = 3


@dataclass(frozen=True)
class _Standing:
    """An open offer: whose it is, its amount, and views enough for its CPM."""

    name: str
    amount: Decimal
    views: int
    approved: Decimal

    def breaks_floor(self, campaign: Campaign) -> bool:
        return campaign.minimum_amount is not None and self.amount < campaign.minimum_amount

    def breaks_ceiling(self, campaign: Campaign) -> bool:
        return self.amount * 1000 > campaign.cpm_ceiling * self.views > 0

    def breaks_approval(self, campaign: Campaign) -> bool:
        limit = campaign.approval_amount
        return limit is not None and self.amount > max(limit, self.approved)


_RULES = (
    ("budget_constraints.min_cost_per_influencer", "below that least amount", "breaks_floor"),
    ("budget_constraints.cpm_target", "above that CPM ceiling", "breaks_ceiling"),
    ("budget_constraints.cpm_leniency_pct", "above that CPM ceiling", "breaks_ceiling"),
    (
        "budget_constraints.max_cost_without_approval",
        "above what needs an approval",
        "breaks_approval",
    ),
)


def broken_by(campaign: Campaign, changes: Sequence[Change]) -> list[str]:
    """Return which open offers the changed campaign, not saved yet, could not keep."""
    touched = {change.name for change in changes}
    found = _over_budget(campaign) if touched & {"budget", "over_offer_factor"} else []
    standing = list(_standing(campaign)) if touched & {path for path, _, _ in _RULES} else []
    for path, words, rule in _RULES:
        broken = [s for s in standing if path in touched and getattr(s, rule)(campaign)]
        if broken:
            found.append(f"{_named(broken, campaign.currency)} would lie {words}.")
    return list(dict.fromkeys(found))


def _over_budget(campaign: Campaign) -> list[str]:
    limit = (campaign.budget_amount or Decimal(0)) * campaign.over_offer_factor
    bound = committed_amounts(campaign.pk)
    if bound <= limit:
        return []
    money = format_money(bound, campaign.currency)
    return [f"Agreed and open offers bind {money} already; that is more than it would allow."]


def _standing(campaign: Campaign) -> Iterator[_Standing]:
    offers = Offer.objects.filter(thread__campaign=campaign, status__in=_OPEN)
    offers = offers.exclude(thread__state__in=CLOSED).select_related("thread__influencer")
    for offer in offers.prefetch_related("thread__approvals").order_by("id"):
        approved = [approval.amount for approval in offer.thread.approvals.all()]
        name, views = offer.thread.influencer.name, offer.thread.views
        yield _Standing(name, offer.amount, views, max(approved, default=Decimal(0)))


def _named(offers: Sequence[_Standing], currency: str) -> str:
    shown = [f"{o.name} ({format_money(o.amount, currency)})" for o in offers[:_MOST_NAMED]]
    more = f" and {len(offers) - _MOST_NAMED} more" if len(offers) > _MOST_NAMED else ""
    plural = "s" if len(offers) > 1 else ""
    return f"The open offer{plural} to {', '.join(shown)}{more}"


def touched_by(campaign: Campaign, changes: Sequence[Change]) -> list[str]:
    """Return what waits or runs now and what the change means for it, a sentence each."""
    names = {change.name for change in changes}
    threads = Thread.objects.filter(campaign=campaign).exclude(state__in=CLOSED).count()
    waiting = OutgoingEmail.objects.filter(thread__campaign=campaign, status__in=_WAITING).count()
    sentences = []
    if "autonomy" in names and waiting:
        sentences.append(f"{waiting} written emails wait as they do now; later ones follow it.")
    if names & {"reminder_hours", "stale_hours"} and threads:
        sentences.append(
            f"{threads} open negotiations keep the times that are set; new ones follow."
        )
    if "budget" in names or "over_offer_factor" in names:
        sentences.append("Openings that wait for budget go out as far as the new one allows.")
    if any(name.startswith(_TERMS) for name in names) and threads:
        sentences.append(f"Offers that left to {threads} open negotiations keep their terms.")
    if names & {"influencer_sheet_tab", "influencer_sheet_id", "hidden_rows"}:
        sentences.append("The sheet is read again; who is not on it is written to no more.")
    if "mailbox" in names and threads:
        sentences.append(
            f"{threads} open negotiations keep their mailbox; new ones use the new one."
        )
    if "playbook" in names:
        sentences.append(f"It binds the next decision of {threads} open negotiations.")
    return sentences
