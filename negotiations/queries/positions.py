"""From rows to the pure values that decisions are made on."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from campaigns.domain.brief import rights_of
from campaigns.domain.deliverables import parse_deliverables
from campaigns.models import Campaign, Prospect, brief_value
from negotiations.domain.pricing.policy import ALWAYS, AUTONOMOUS, Playbook, Position, SentOffer
from negotiations.domain.terms.bounds import Bounds, Limits, bounds_for
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Right, Terms
from negotiations.domain.terms.purposes import Purpose
from negotiations.models import Thread
from negotiations.queries.budget import budget_free
from negotiations.queries.learning import learned_for
from negotiations.queries.portfolios import asks_before_turn, portfolio_of
from negotiations.queries.work import sent_offers

SCENARIOS = ("deliverables.scenario_1", "deliverables.scenario_2", "deliverables.scenario_3")


def money_value(campaign: Campaign, path: str) -> Decimal | None:
    """Return an amount of the brief, None when the form left it open."""
    value = brief_value(campaign, path)
    return None if value is None else Decimal(str(value))


def _package(campaign: Campaign, path: str) -> tuple[Deliverable, ...]:
    text = brief_value(campaign, path, "")
    if isinstance(text, list | tuple):
        text = ", ".join(str(part) for part in text)
    known, leftovers = parse_deliverables(str(text))
    return tuple(Deliverable(t, q) for t, q in known) + tuple(Deliverable(x) for x in leftovers)


def lever_facts_of(campaign: Campaign) -> LeverFacts:
    """Return what the campaign may trade."""
    scenarios = [_package(campaign, path) for path in SCENARIOS]
    if not scenarios[0]:
        scenarios[0] = _package(campaign, "target_deliverables")
    has_product = bool(brief_value(campaign, "product_leverage.product_available", False))
    description = brief_value(campaign, "product_leverage.product_description", "")
    return LeverFacts(
        scenarios=tuple(scenarios),
        target_rights=_rights(campaign, "target"),
        minimum_rights=_rights(campaign, "minimum"),
        product=str(description) if has_product else "",
        product_value=money_value(campaign, "product_leverage.product_monetary_value")
        if has_product
        else None,
        may_syndicate=bool(brief_value(campaign, "deliverables.content_syndication", False)),
        cpm_target=campaign.target_cpm,
    )


def _rights(campaign: Campaign, tier: str) -> tuple[Right, ...]:
    return tuple(Right(kind, days) for kind, days in rights_of(campaign.brief, tier))


def opening_terms_of(campaign: Campaign, facts: LeverFacts) -> Terms:
    """Return the largest package with the target usage rights."""
    first = next((number for number, s in enumerate(facts.scenarios, start=1) if s), 1)
    exclusivity = ""
    if brief_value(campaign, "requirements.exclusivity_required", False):
        parts = ("requirements.exclusivity_term", "requirements.exclusivity_description")
        exclusivity = ", ".join(str(v) for p in parts if (v := brief_value(campaign, p)))
    rounds = brief_value(campaign, "requirements.revision_rounds")
    return Terms(
        deliverables=facts.scenarios[first - 1] if facts.scenarios else (),
        rights=facts.target_rights,
        scenario=first,
        exclusivity=exclusivity,
        revision_rounds=int(rounds) if rounds else None,
        payment_days=_payment_days(brief_value(campaign, "background.payment_terms", "")),
        **_duties_of(campaign),
    )


def _duties_of(campaign: Campaign) -> dict[str, Any]:
    """Return what else of the brief binds the creator; advertising is marked everywhere."""

    def days(path: str) -> tuple[str, ...]:
        return tuple(re.findall(r"\d{4}-\d\d-\d\d", str(brief_value(campaign, path, ""))))

    def is_yes(path: str) -> bool:
        return brief_value(campaign, path) is True

    methods = brief_value(campaign, "background.payment_methods", ())
    raw = str(brief_value(campaign, "requirements.raw_footage_required", ""))
    return {
        "has_raw_footage": raw.strip().lower().startswith("yes"),
        "is_approved_first": is_yes("requirements.content_approval_required"),
        "is_posted_organically": is_yes("requirements.content_posted_organically"),
        "is_labelled": True,
        "delivery": days("requirements.content_delivery_date"),
        "publication": days("requirements.content_publish_date"),
        "payment_methods": (methods,) if isinstance(methods, str) else tuple(map(str, methods)),
    }


def _payment_days(words: str) -> int | None:
    """Return the days of "Net 30" and the like, None where the brief names none."""
    found = re.search(r"\b\d{1,3}\b", str(words))
    return int(found.group()) if found else None


def bounds_of(
    campaign: Campaign,
    prospect: Prospect,
    *,
    playbook: Playbook,
    free: Decimal | None,
    is_approved: bool = False,
) -> Bounds:
    """Return the limits for one prospect: the campaign's, the roster's and the playbook's.

    With `is_approved` the approval limit does not count.

    :raises BoundsError: if no offer is possible
    """
    return bounds_for(
        Limits(
            views=prospect.views,
            currency=campaign.currency,
            cpm_floor=campaign.cpm_floor,
            cpm_ceiling=campaign.cpm_ceiling,
            min_rate=prospect.min_amount,
            max_rate=_smallest(prospect.max_amount, playbook.most_per_deal),
            min_cost=campaign.minimum_amount,
            max_cost=None if is_approved else campaign.approval_amount,
            budget_free=free,
            cpm_target=campaign.target_cpm,
        )
    )


def _smallest(*limits: Decimal | None) -> Decimal | None:
    return min((limit for limit in limits if limit is not None), default=None)


def limits_of(
    thread: Thread, playbook: Playbook, *, is_approved: bool = False, counts_budget: bool = True
) -> Bounds:
    """Return the thread's limits under the playbook that binds it.

    The caller holds the campaign's row lock.

    With `is_approved` the approval limit does not count: a person answers for this one amount.
    Without `counts_budget` the free budget is left out: for answers that name no price.

    :raises BoundsError: if no offer is possible
    """
    campaign = thread.campaign
    return bounds_of(
        campaign,
        thread.prospect,
        playbook=playbook,
        free=budget_free(campaign, except_thread=thread.pk) if counts_budget else None,
        is_approved=is_approved,
    )


def position_of(
    thread: Thread, playbook: Playbook, limits: Bounds, *, sender_may_accept: bool = True
) -> Position:
    """Return where the thread stands. The caller holds the campaign's row lock."""
    offers, asks = sent_offers(thread), asks_before_turn(thread)
    opened = opening_position(thread, playbook, limits)
    return replace(
        opened,
        offers=tuple(SentOffer(o.amount, o.lever or None, o.terms, o.is_final) for o in offers),
        round=thread.round,
        approved_amounts=tuple(thread.approvals.values_list("amount", flat=True)),
        named_currency=has_named_currency(thread),
        sender_may_accept=sender_may_accept,
        may_ask_back=_may_ask_back(thread, playbook),
        last_ask=(asks or (None,))[-1] if thread.asks else thread.ask_amount,
        asks=asks,
    )


def _may_ask_back(thread: Thread, playbook: Playbook) -> bool:
    """Whether one mail may still ask for a plain yes; once a thread, by the playbook's switch."""
    is_autonomous = thread.campaign.autonomy == Campaign.Autonomy.AUTONOMOUS
    is_on = playbook.ask_back == ALWAYS or (playbook.ask_back == AUTONOMOUS and is_autonomous)
    return is_on and not thread.has_asked_back


def opening_position(thread: Thread, playbook: Playbook, limits: Bounds) -> Position:
    """Return where a thread stands in which nothing was said yet."""
    campaign = thread.campaign
    facts = lever_facts_of(campaign)
    return Position(
        views=thread.views,
        bounds=limits,
        playbook=playbook,
        offers=(),
        round=0,
        facts=facts,
        opening_terms=opening_terms_of(campaign, facts),
        thread_state=thread.state,
        platform=thread.prospect.platform,
        engagement_rate=thread.prospect.engagement_rate,
        portfolio=portfolio_of(campaign, playbook=playbook, except_thread=thread.pk),
        learned=learned_for(campaign),
    )


def opening_terms_for(thread: Thread) -> Terms:
    """Return the package a thread opens with."""
    return opening_terms_of(thread.campaign, lever_facts_of(thread.campaign))


def has_named_currency(thread: Thread) -> bool:
    """Whether one of our mails that left has named the campaign's currency.

    Offers and inquiries both do; plain answers and reminders need not.
    """
    named = (Purpose.OPENING, Purpose.COUNTER)
    return thread.emails.filter(purpose__in=named, sent_at__isnull=False).exists()
