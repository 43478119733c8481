"""What a counter can trade besides money: at most one lever each, in the campaign's order. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from campaigns.domain.money import format_money
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Right, Terms

TRADE_DELIVERABLES = "trade_deliverables"
TRADE_USAGE_RIGHTS = "trade_usage_rights"
OFFER_PRODUCT = "offer_product"
PROPOSE_SYNDICATION = "propose_syndication"
SHARE_CPM_TARGET = "share_cpm_target"
DEFAULT_ORDER = (
    TRADE_DELIVERABLES,
    TRADE_USAGE_RIGHTS,
    OFFER_PRODUCT,
    PROPOSE_SYNDICATION,
    SHARE_CPM_TARGET,
)
# What a campaign wants decides what it gives first: paid reach can shorten rights before it gives
# up pieces, organic reach gains from cross-posting.
_ORDER_BY_GOAL = {
    "paid": (
        TRADE_USAGE_RIGHTS,
        TRADE_DELIVERABLES,
        OFFER_PRODUCT,
        PROPOSE_SYNDICATION,
        SHARE_CPM_TARGET,
    ),
    "organic": (
        TRADE_DELIVERABLES,
        PROPOSE_SYNDICATION,
        OFFER_PRODUCT,
        TRADE_USAGE_RIGHTS,
        SHARE_CPM_TARGET,
    ),
}


@dataclass(frozen=True)
class LeverState:
    """What the sent offers of a thread already used."""

    terms: Terms
    used: frozenset[str]
    facts: LeverFacts
    may_share_cpm: bool
    currency: str


@dataclass(frozen=True)
class LeverChoice:
    """The chosen lever (None when none is left), its terms and why the others did not apply."""

    lever: str | None
    terms: Terms
    note: str
    not_applied: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Step:
    terms: Terms
    note: str


def order_for_goal(goal: str) -> tuple[str, ...]:
    """Return the lever order of a goal: paid, organic, or anything else for the default."""
    return _ORDER_BY_GOAL.get(goal.strip().lower(), DEFAULT_ORDER)


def choose_lever(state: LeverState, order: Sequence[str]) -> LeverChoice:
    """Return the first lever of `order` that still applies, with the reasons of all others."""
    reasons: list[tuple[str, str]] = []
    chosen: tuple[str, _Step] | None = None
    for lever in order:
        if chosen is not None:
            reasons.append((lever, f"{chosen[0]} comes first"))
            continue
        result = _CHECKS[lever](state) if lever in _CHECKS else "no such lever"
        if isinstance(result, str):
            reasons.append((lever, result))
        else:
            chosen = (lever, result)
    if chosen is None:
        return LeverChoice(None, state.terms, "", tuple(reasons))
    lever, step = chosen
    return LeverChoice(lever, step.terms, step.note, tuple(reasons))


def has_lever_left(state: LeverState, order: Sequence[str]) -> bool:
    """Return whether any lever of `order` still applies."""
    return choose_lever(state, order).lever is not None


def after(state: LeverState, choice: LeverChoice) -> LeverState:
    """Return the state once an offer with `choice` has left."""
    used = state.used | {choice.lever} if choice.lever else state.used
    return replace(state, terms=choice.terms, used=used)


def _trade_deliverables(state: LeverState) -> _Step | str:
    current = state.terms.scenario
    for number, package in enumerate(state.facts.scenarios[:3], start=1):
        if number <= current or not package or package == state.terms.deliverables:
            continue
        note = f"package {number} instead of package {current}: {_pieces(package)}"
        return _Step(replace(state.terms, deliverables=package, scenario=number), note)
    return "no smaller package is left"


def _trade_usage_rights(state: LeverState) -> _Step | str:
    facts = state.facts
    if state.terms.usage_tier != "target":
        return "usage rights are already at the minimum"
    if set(facts.target_rights) == set(facts.minimum_rights):
        return "target and minimum usage rights do not differ"
    terms = replace(state.terms, rights=facts.minimum_rights, usage_tier="minimum")
    return _Step(terms, f"minimum usage rights: {_rights(facts.minimum_rights)}")


def _offer_product(state: LeverState) -> _Step | str:
    facts = state.facts
    if not facts.product:
        return "the campaign has no product to give"
    if OFFER_PRODUCT in state.used or state.terms.product:
        return "the product was already offered"
    terms = replace(state.terms, product=facts.product, product_value=facts.product_value)
    worth = ""
    if facts.product_value is not None:
        worth = f" (worth {format_money(facts.product_value, state.currency)})"
    return _Step(terms, f"{facts.product}{worth} on top of the fee")


def _propose_syndication(state: LeverState) -> _Step | str:
    if not state.facts.may_syndicate:
        return "the brief does not allow cross-posting"
    if PROPOSE_SYNDICATION in state.used or state.terms.is_syndicated:
        return "cross-posting was already proposed"
    return _Step(replace(state.terms, is_syndicated=True), "cross-posting instead of unique pieces")


def _share_cpm_target(state: LeverState) -> _Step | str:
    target = state.facts.cpm_target
    if not state.may_share_cpm:
        return "the campaign does not share its CPM"
    if target is None:
        return "the campaign has no CPM target"
    if SHARE_CPM_TARGET in state.used:
        return "the CPM target was already shared"
    return _Step(state.terms, f"CPM target {format_money(target, state.currency)}")


_CHECKS: dict[str, Callable[[LeverState], _Step | str]] = {
    TRADE_DELIVERABLES: _trade_deliverables,
    TRADE_USAGE_RIGHTS: _trade_usage_rights,
    OFFER_PRODUCT: _offer_product,
    PROPOSE_SYNDICATION: _propose_syndication,
    SHARE_CPM_TARGET: _share_cpm_target,
}


def _pieces(package: Sequence[Deliverable]) -> str:
    return " + ".join(f"{item.quantity} x {item.label}" for item in package)


def _rights(rights: Sequence[Right]) -> str:
    if not rights:
        return "no usage rights required"
    return ", ".join(
        f"{right.kind} {'perpetual' if right.days is None else f'{right.days} days'}"
        for right in rights
    )
