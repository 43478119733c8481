"""The brief form as data: every field's exact name, where its value goes, and how it is read."""

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    """How a field's value is read."""

    TEXT = "text"
    CHOICE = "choice"
    LIST = "list"
    YES_NO = "yes_no"
    OPTIMIZE = "optimize"
    DURATION = "duration"
    MONEY = "money"
    CPM = "cpm"
    PERCENT = "percent"
    COUNT = "count"
    DATES = "dates"


@dataclass(frozen=True)
class Option:
    """One choice of a drop-down or label field."""

    id: str
    name: str
    orderindex: int | None = None


@dataclass(frozen=True)
class FormField:
    """One field of a filled-in form; `value` is raw as the vendor sent it, None when unset."""

    name: str
    type: str
    value: Any
    options: tuple[Option, ...] = ()
    currency: str | None = None


@dataclass(frozen=True)
class FieldError:
    """A field that a person must fix, by its form name."""

    name: str
    value: str
    reason: str


@dataclass(frozen=True)
class FormEntry:
    """One line of the field map."""

    name: str
    path: str
    kind: Kind


class UnknownField(ValueError):
    """The form has no field of that name."""


_SHARES = "Outline the target percentage distribution by"
_SCENARIO = "Minimum Deliverables per Influencer -"
_RAW_FOOTAGE = (
    "Is the influencer required to deliver their raw footage in addition to final deliverables?"
)

# Names are the form's own, two spaces before "Scenario 1" included.
FIELDS: tuple[FormEntry, ...] = tuple(
    FormEntry(name, path, kind)
    for name, path, kind in (
        ("Client Name", "client_name", Kind.TEXT),
        ("Client Website", "background.client_website", Kind.TEXT),
        ("Campaign Manager", "background.campaign_manager", Kind.TEXT),
        (
            "Available Payment Methods for Influencers (select all that apply)",
            "background.payment_methods",
            Kind.LIST,
        ),
        (
            "Payment Terms for Influencers (select one)",
            "background.payment_terms",
            Kind.CHOICE,
        ),
        ("Campaign Type / Primary Goal", "goals.primary_goal", Kind.CHOICE),
        ("Secondary Goal", "goals.secondary_goal", Kind.CHOICE),
        (
            "Why do we have these goals? (Business context, etc)",
            "goals.business_context",
            Kind.TEXT,
        ),
        ("Optimize For", "goals.optimize_for", Kind.OPTIMIZE),
        ("CPM Target", "budget_constraints.cpm_target", Kind.CPM),
        (
            "CPM Target - Numerical value ($20-$50)",
            "budget_constraints.cpm_target",
            Kind.CPM,
        ),
        (
            "CPM Leniency - Numerical value (0-100%)",
            "budget_constraints.cpm_leniency_pct",
            Kind.PERCENT,
        ),
        (f"{_SHARES} platform", "distribution.platform_distribution", Kind.TEXT),
        (
            f"{_SHARES} market (Give each market a percentage i.e. USA 100%)",
            "distribution.market_distribution",
            Kind.TEXT,
        ),
        (
            "What is the percentage distribution by influencer size.",
            "distribution.influencer_size_distribution",
            Kind.TEXT,
        ),
        (
            "Target Deliverables per Influencer (select all that apply)",
            "target_deliverables",
            Kind.LIST,
        ),
        (
            "Can content be syndicated across multiple platforms?",
            "deliverables.content_syndication",
            Kind.YES_NO,
        ),
        (
            f"{_SCENARIO}  Scenario 1 (Text field i.e. Instagram Reel and TikTok)",
            "deliverables.scenario_1",
            Kind.TEXT,
        ),
        (
            f"{_SCENARIO} OR Scenario 2 (Text field i.e. Instagram Reel and UGC Video)",
            "deliverables.scenario_2",
            Kind.TEXT,
        ),
        (
            f"{_SCENARIO} OR Scenario 3 (Text field i.e. Instagram Reel and IG Story)",
            "deliverables.scenario_3",
            Kind.TEXT,
        ),
        (
            "Target for Paid Usage Required (select one)",
            "usage_rights.target.paid_usage",
            Kind.DURATION,
        ),
        (
            "Target for Whitelisting Required (select one)",
            "usage_rights.target.whitelisting",
            Kind.DURATION,
        ),
        (
            "Target for Organic and Owned Channels Required (select one)",
            "usage_rights.target.organic_owned",
            Kind.DURATION,
        ),
        (
            "Minimum for Paid Usage Required (select one)",
            "usage_rights.minimum.paid_usage",
            Kind.DURATION,
        ),
        (
            "Minimum for Whitelisting Required (select one)",
            "usage_rights.minimum.whitelisting",
            Kind.DURATION,
        ),
        (
            "Minimum for Organic and Owned Channels Required (select one)",
            "usage_rights.minimum.organic_owned",
            Kind.DURATION,
        ),
        ("Campaign Budget", "budget", Kind.MONEY),
        (
            "Target Number of Influencers",
            "budget_constraints.target_influencer_count",
            Kind.COUNT,
        ),
        (
            "Target Cost per Influencer (Range)",
            "budget_constraints.target_cost_range",
            Kind.TEXT,
        ),
        (
            "Minimum Cost per Influencer (Do not make an offer lower than this)",
            "budget_constraints.min_cost_per_influencer",
            Kind.MONEY,
        ),
        (
            "Maximum Cost per Influencer without Human Approval",
            "budget_constraints.max_cost_without_approval",
            Kind.MONEY,
        ),
        (
            "Can product be used as a lever for negotiation?",
            "product_leverage.product_available",
            Kind.YES_NO,
        ),
        (
            "What is the product or upgrade that can be offered?",
            "product_leverage.product_description",
            Kind.TEXT,
        ),
        (
            "What is the monetary value of the product or upgrade offered?",
            "product_leverage.product_monetary_value",
            Kind.MONEY,
        ),
        (
            "Category Exclusivity Required",
            "requirements.exclusivity_required",
            Kind.YES_NO,
        ),
        (
            "Category Exclusivity Term Requirement",
            "requirements.exclusivity_term",
            Kind.CHOICE,
        ),
        (
            "Category exclusivity description",
            "requirements.exclusivity_description",
            Kind.TEXT,
        ),
        (
            "Is content required to be posted organically on the influencer's profile?",
            "requirements.content_posted_organically",
            Kind.YES_NO,
        ),
        (
            "Is content approval required by the campaign manager prior to posting?",
            "requirements.content_approval_required",
            Kind.YES_NO,
        ),
        (
            "How many rounds of content revisions must the influencer agree to?",
            "requirements.revision_rounds",
            Kind.COUNT,
        ),
        (_RAW_FOOTAGE, "requirements.raw_footage_required", Kind.CHOICE),
        (
            "When is the content expected to be delivered for approval?",
            "requirements.content_delivery_date",
            Kind.DATES,
        ),
        (
            "When is the content expected to be published?",
            "requirements.content_publish_date",
            Kind.DATES,
        ),
        ("Influencer Sheet Tab Name", "influencer_sheet_tab", Kind.TEXT),
        ("Influencer Sheet ID", "influencer_sheet_id", Kind.TEXT),
    )
)


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


_BY_NAME = {_key(entry.name): entry for entry in FIELDS}
# The last name wins: a numeric CPM target outranks the one in words.
_NAME_OF_PATH = {entry.path: entry.name for entry in FIELDS}


def entry_of(name: str) -> FormEntry | None:
    """Return the map's line for a field name in any case and spacing, None for a stranger."""
    return _BY_NAME.get(_key(name))


def path_of(name: str) -> str:
    """Return the model path of a form field.

    :raises UnknownField: if the form has no such field
    """
    entry = entry_of(name)
    if entry is None:
        raise UnknownField(f"the brief form has no field named {name[:120]!r}")
    return entry.path


def name_of(path: str) -> str:
    """Return the form field that fills a model path.

    :raises UnknownField: if no field fills it
    """
    if path not in _NAME_OF_PATH:
        raise UnknownField(f"no field of the brief form fills {path!r}")
    return _NAME_OF_PATH[path]
