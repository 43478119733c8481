"""Two invented briefs in the brief form's own JSON, and the rosters they point to. Pure."""

from collections.abc import Mapping
from typing import Any

from integrations.sandbox import brief_form as form
from integrations.sandbox.rosters import LUMENFERN_TAB, SHEETS, TRAILMINT_TAB

__all__ = ["SHEETS", "TASK_IDS", "task_json"]

_LUMENFERN: Mapping[str, Any] = {
    form.CLIENT: "Lumenfern Skincare",
    form.WEBSITE: "https://lumenfern.example",
    form.MANAGER: "Robin Castellane",
    form.PAYMENT_METHODS: ("Bank transfer", "PayPal"),
    form.PAYMENT_TERMS: "Net 30",
    form.PRIMARY_GOAL: "Brand Awareness",
    form.SECONDARY_GOAL: "Content Creation",
    form.WHY: "The winter barrier cream launches in January and is new to most people.",
    form.OPTIMIZE_FOR: "CPM",
    form.CPM_TARGET: "25",
    form.CPM_LENIENCY: 40,
    form.BY_PLATFORM: "Instagram 100%",
    form.BY_MARKET: "USA 80%, Canada 20%",
    form.BY_SIZE: "Micro 60%, Mid-tier 40%",
    form.TARGET_DELIVERABLES: ("Instagram Reel", "Instagram Story"),
    form.SYNDICATION: "Yes",
    form.SCENARIO_1: "Instagram Reel and 2 Instagram Stories",
    form.SCENARIO_2: "Instagram Reel and Instagram Story",
    form.SCENARIO_3: "Instagram Reel",
    **dict(zip(form.TARGET_RIGHTS, ("90 Days", "30 Days", "1 Year"), strict=True)),
    **dict(zip(form.MINIMUM_RIGHTS, ("30 Days", "Not required", "90 Days"), strict=True)),
    form.BUDGET: "$24,000",
    form.COUNT: "12",
    form.COST_RANGE: "$500 - $3,000",
    form.MIN_COST: "$250",
    form.MAX_COST: "$3,000",
    form.PRODUCT_LEVER: "Yes",
    form.PRODUCT: "Winter barrier set, full size",
    form.PRODUCT_VALUE: "120",
    form.EXCLUSIVITY: "No",
    form.ORGANIC_POST: "Yes",
    form.APPROVAL: "Yes",
    form.REVISIONS: "2",
    form.RAW_FOOTAGE: "No",
    form.DELIVERY_DATE: "1800244800000",
    form.PUBLISH_DATE: "1801454400000",
    form.SHEET_TAB: LUMENFERN_TAB,
}
_TRAILMINT: Mapping[str, Any] = {
    form.CLIENT: "Trailmint Outdoor",
    form.WEBSITE: "https://trailmint.example",
    form.MANAGER: "Noor Abernathy",
    form.PAYMENT_METHODS: ("Bank transfer", "Wise"),
    form.PAYMENT_TERMS: "Net 15",
    form.PRIMARY_GOAL: "Product Launch",
    form.WHY: "First season of the packable rain shell; stores open in March.",
    form.OPTIMIZE_FOR: "Balance",
    form.CPM_TARGET_WORDS: "$22",
    form.CPM_TARGET: 22,
    form.CPM_LENIENCY: "50",
    form.BY_PLATFORM: "TikTok 100%",
    form.BY_MARKET: "USA 100%",
    form.BY_SIZE: "Micro 40%, Mid-tier 60%",
    form.TARGET_DELIVERABLES: ("TikTok Video", "TikTok Story"),
    form.SYNDICATION: "No",
    form.SCENARIO_1: "2 TikTok Videos",
    form.SCENARIO_2: "TikTok Video and TikTok Story",
    form.SCENARIO_3: "TikTok Video",
    **dict(zip(form.TARGET_RIGHTS, ("60 Days", "60 Days", "6 Months"), strict=True)),
    **dict(zip(form.MINIMUM_RIGHTS, ("30 Days", "Not required", "60 Days"), strict=True)),
    form.BUDGET: 30000,
    form.COUNT: 10,
    form.MIN_COST: 300,
    form.MAX_COST: 3200,
    form.PRODUCT_LEVER: "Yes",
    form.PRODUCT: "Packable rain shell in the color of their choice",
    form.PRODUCT_VALUE: 185,
    form.EXCLUSIVITY: "Yes",
    form.EXCLUSIVITY_TERM: "30 Days",
    form.EXCLUSIVITY_WORDS: "Other outdoor clothing brands",
    form.ORGANIC_POST: "Yes",
    form.APPROVAL: "Yes",
    form.REVISIONS: 1,
    form.RAW_FOOTAGE: "No",
    form.DELIVERY_DATE: "1802664000000",
    form.PUBLISH_DATE: "1803873600000",
    form.SHEET_TAB: TRAILMINT_TAB,
}
_TASKS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "sbx1lumen": ("Lumenfern Winter Launch", "1795168800000", _LUMENFERN),
    "sbx2trail": ("Trailmint Rain Shell", "1795172400000", _TRAILMINT),
}
TASK_IDS = tuple(_TASKS)


def task_json(task_id: str) -> dict[str, Any] | None:
    """Return a fresh copy of what GET task would answer, or None for an id nobody invented.

    Source of the shape: https://developer.clickup.com/reference/gettask
    """
    if task_id not in _TASKS:
        return None
    name, updated, values = _TASKS[task_id]
    return {
        "id": task_id,
        "custom_id": None,
        "custom_item_id": None,
        "name": name,
        "text_content": "",
        "description": "",
        "status": {"status": "open", "color": "#d3d3d3", "orderindex": 0, "type": "open"},
        "orderindex": "1.00000000000000000000000000000000",
        "date_created": "1795165200000",
        "date_updated": updated,
        "date_closed": None,
        "archived": False,
        "creator": {"id": 183, "username": "Sandbox", "color": "#827718", "profilePicture": None},
        "assignees": [],
        "checklists": [],
        "tags": [],
        "parent": None,
        "priority": None,
        "due_date": None,
        "start_date": None,
        "time_estimate": None,
        "time_spent": None,
        "custom_fields": [form.field_json(field, values.get(field)) for field in form.FIELD_NAMES],
        "list": {"id": "901"},
        "folder": {"id": "456"},
        "space": {"id": "789"},
        "url": f"https://app.clickup.com/t/{task_id}",
    }
