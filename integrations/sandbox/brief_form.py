"""The brief form as ClickUp sends it: every field in the vendor's own JSON shape. Pure.

Shapes: a drop-down's value is the option's `orderindex`, labels are option ids (and carry
`label` instead of `name`), money is text or a number in main units, a date is text in ms, and an
unset field has no `value` at all. Source: https://developer.clickup.com/docs/customfields
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

_CREATED = "1793534400000"
_YES_NO = ("Yes", "No")
_DURATIONS = ("Not required", "30 Days", "60 Days", "90 Days", "6 Months", "1 Year", "Perpetual")
_GOALS = ("Brand Awareness", "Conversions", "Content Creation", "Product Launch")
_SCENARIO = "Minimum Deliverables per Influencer - "
_KINDS = ("Paid Usage", "Whitelisting", "Organic and Owned Channels")

CLIENT = "Client Name"
WEBSITE = "Client Website"
MANAGER = "Campaign Manager"
PAYMENT_METHODS = "Available Payment Methods for Influencers (select all that apply)"
PAYMENT_TERMS = "Payment Terms for Influencers (select one)"
PRIMARY_GOAL = "Campaign Type / Primary Goal"
SECONDARY_GOAL = "Secondary Goal"
WHY = "Why do we have these goals? (Business context, etc)"
OPTIMIZE_FOR = "Optimize For"
CPM_TARGET_WORDS = "CPM Target"
CPM_TARGET = "CPM Target - Numerical value ($20-$50)"
CPM_LENIENCY = "CPM Leniency - Numerical value (0-100%)"
BY_PLATFORM = "Outline the target percentage distribution by platform"
BY_MARKET = (
    "Outline the target percentage distribution by market "
    "(Give each market a percentage i.e. USA 100%)"
)
BY_SIZE = "What is the percentage distribution by influencer size."
TARGET_DELIVERABLES = "Target Deliverables per Influencer (select all that apply)"
SYNDICATION = "Can content be syndicated across multiple platforms?"
SCENARIO_1 = f"{_SCENARIO} Scenario 1 (Text field i.e. Instagram Reel and TikTok)"
SCENARIO_2 = f"{_SCENARIO}OR Scenario 2 (Text field i.e. Instagram Reel and UGC Video)"
SCENARIO_3 = f"{_SCENARIO}OR Scenario 3 (Text field i.e. Instagram Reel and IG Story)"
TARGET_RIGHTS = tuple(f"Target for {kind} Required (select one)" for kind in _KINDS)
MINIMUM_RIGHTS = tuple(f"Minimum for {kind} Required (select one)" for kind in _KINDS)
BUDGET = "Campaign Budget"
COUNT = "Target Number of Influencers"
COST_RANGE = "Target Cost per Influencer (Range)"
MIN_COST = "Minimum Cost per Influencer (Do not make an offer lower than this)"
MAX_COST = "Maximum Cost per Influencer without Human Approval"
PRODUCT_LEVER = "Can product be used as a lever for negotiation?"
PRODUCT = "What is the product or upgrade that can be offered?"
PRODUCT_VALUE = "What is the monetary value of the product or upgrade offered?"
EXCLUSIVITY = "Category Exclusivity Required"
EXCLUSIVITY_TERM = "Category Exclusivity Term Requirement"
EXCLUSIVITY_WORDS = "Category exclusivity description"
ORGANIC_POST = "Is content required to be posted organically on the influencer's profile?"
APPROVAL = "Is content approval required by the campaign manager prior to posting?"
REVISIONS = "How many rounds of content revisions must the influencer agree to?"
RAW_FOOTAGE = (
    "Is the influencer required to deliver their raw footage in addition to final deliverables?"
)
DELIVERY_DATE = "When is the content expected to be delivered for approval?"
PUBLISH_DATE = "When is the content expected to be published?"
SHEET_TAB = "Influencer Sheet Tab Name"
SHEET_ID = "Influencer Sheet ID"

_DROP_DOWNS: Mapping[str, Sequence[str]] = {
    PAYMENT_TERMS: ("Net 15", "Net 30", "Net 45", "Net 60"),
    PRIMARY_GOAL: _GOALS,
    SECONDARY_GOAL: _GOALS,
    OPTIMIZE_FOR: ("CPM", "Content Volume & Usage Rights", "Balance"),
    SYNDICATION: _YES_NO,
    **dict.fromkeys((*TARGET_RIGHTS, *MINIMUM_RIGHTS), _DURATIONS),
    PRODUCT_LEVER: _YES_NO,
    EXCLUSIVITY: _YES_NO,
    EXCLUSIVITY_TERM: _DURATIONS,
    ORGANIC_POST: _YES_NO,
    APPROVAL: _YES_NO,
    RAW_FOOTAGE: _YES_NO,
}
_LABELS: Mapping[str, Sequence[str]] = {
    PAYMENT_METHODS: ("Bank transfer", "PayPal", "Wise"),
    TARGET_DELIVERABLES: (
        "Instagram Reel",
        "Instagram Story",
        "Instagram Post",
        "TikTok Video",
        "TikTok Story",
        "YouTube Integration",
    ),
}
_MONEY = frozenset({BUDGET, MIN_COST, MAX_COST, PRODUCT_VALUE})
_NUMBERS = frozenset({CPM_TARGET, CPM_LENIENCY, COUNT, REVISIONS})
_DATES = frozenset({DELIVERY_DATE, PUBLISH_DATE})
_URLS = frozenset({WEBSITE})
FIELD_NAMES = (
    *(CLIENT, WEBSITE, MANAGER, PAYMENT_METHODS, PAYMENT_TERMS, PRIMARY_GOAL, SECONDARY_GOAL),
    *(WHY, OPTIMIZE_FOR, CPM_TARGET_WORDS, CPM_TARGET, CPM_LENIENCY, BY_PLATFORM, BY_MARKET),
    *(BY_SIZE, TARGET_DELIVERABLES, SYNDICATION, SCENARIO_1, SCENARIO_2, SCENARIO_3),
    *(*TARGET_RIGHTS, *MINIMUM_RIGHTS, BUDGET, COUNT, COST_RANGE, MIN_COST, MAX_COST),
    *(PRODUCT_LEVER, PRODUCT, PRODUCT_VALUE, EXCLUSIVITY, EXCLUSIVITY_TERM, EXCLUSIVITY_WORDS),
    *(ORGANIC_POST, APPROVAL, REVISIONS, RAW_FOOTAGE, DELIVERY_DATE, PUBLISH_DATE),
    *(SHEET_TAB, SHEET_ID),
)


def field_json(name: str, value: Any) -> dict[str, Any]:
    """Return one field as GET task sends it; a `value` of None is left out.

    `value` is the option's name for a drop-down, names for labels, and raw for all other types.

    :raises ValueError: if an option does not exist
    """
    field: dict[str, Any] = {
        "id": _id(name),
        "name": name,
        "type": _type_of(name),
        "type_config": _config_of(name),
        "date_created": _CREATED,
        "hide_from_guests": False,
        "required": False,
    }
    if value is not None:
        field["value"] = _raw(name, value)
    return field


def _raw(name: str, value: Any) -> Any:
    if name in _DROP_DOWNS:
        return list(_DROP_DOWNS[name]).index(value)
    if name in _LABELS:
        return [_id(f"{name}/{_LABELS[name][_LABELS[name].index(label)]}") for label in value]
    return value


def _type_of(name: str) -> str:
    for names, vendor_type in (
        (_DROP_DOWNS, "drop_down"),
        (_LABELS, "labels"),
        (_MONEY, "currency"),
        (_NUMBERS, "number"),
        (_DATES, "date"),
        (_URLS, "url"),
    ):
        if name in names:
            return vendor_type
    return "short_text"


def _config_of(name: str) -> dict[str, Any]:
    if name in _DROP_DOWNS:
        options = [
            {"id": _id(f"{name}/{label}"), "name": label, "color": None, "orderindex": index}
            for index, label in enumerate(_DROP_DOWNS[name])
        ]
        return {"default": 0, "placeholder": None, "options": options}
    if name in _LABELS:
        return {
            "options": [
                {"id": _id(f"{name}/{label}"), "label": label, "color": None}
                for label in _LABELS[name]
            ]
        }
    return {"precision": 2, "currency_type": "USD"} if name in _MONEY else {}


def _id(words: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://brief.example/{words}"))
