"""The console's name, look and navigation."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.text import format_lazy

from config.policy.console import PAGES, missing


def _may_open(page: str) -> Callable[[HttpRequest], bool]:
    """Return whether a person may open a page, by the table that guards it."""
    return lambda request: not missing(request.user, PAGES[page])


def _entry(title: str, icon: str, view: str, *, query: str = "", badge: str = "") -> dict[str, Any]:
    """Return one line of the navigation, shown to those who may open what it leads to."""
    entry: dict[str, Any] = {
        "title": title,
        "icon": icon,
        "link": format_lazy("{}{}", reverse_lazy(f"admin:{view}"), query),
        "permission": _may_open(view),
    }
    if badge:
        entry |= {"badge": badge, "badge_variant": "danger"}
    return entry


def _list(title: str, icon: str, room: str, model: str, **more: str) -> dict[str, Any]:
    return _entry(title, icon, f"{room}_{model}_changelist", **more)


_WORK = [
    {"title": "What needs me now", "icon": "today", "link": reverse_lazy("admin:index")},
    _entry(
        "Approval queue",
        "approval",
        "negotiations_queue",
        badge="config.console.drafts_badge",
    ),
    _entry(
        "Escalations",
        "priority_high",
        "negotiations_escalation_changelist",
        query="?open=yes",
        badge="config.console.escalations_badge",
    ),
    _list("Negotiations", "forum", "negotiations", "thread"),
    _list("Campaigns", "campaign", "campaigns", "campaign"),
    _list("Playbooks", "menu_book", "negotiations", "playbookversion"),
    _list("Writing guidance", "edit_note", "negotiations", "knowledgeversion"),
]
_OUTREACH = [
    _list("Today", "send", "negotiations", "cycleplan"),
    _list("Prospects", "person_search", "campaigns", "approach"),
    _entry(
        "Review queue",
        "rule",
        "campaigns_approach_review",
        badge="config.console.reviews_badge",
    ),
    _list("Import", "upload_file", "campaigns", "importbatch"),
    _list("Tasks", "task_alt", "negotiations", "outreachtask"),
    _list("Daily reports", "summarize", "negotiations", "dailyreport"),
    _list("Mailbox health", "speed", "negotiations", "mailboxpace"),
    _list("Do not contact", "block", "campaigns", "suppression"),
    _list("Templates", "drafts", "negotiations", "outreachtemplate"),
    _list("Set-up", "tune", "campaigns", "campaignoutreach"),
]
_MAIL = [
    _list("Incoming mail", "inbox", "negotiations", "message"),
    _list("Outgoing mail", "outbox", "negotiations", "outgoingemail"),
    _list("Mailboxes", "mark_email_read", "integrations", "mailbox"),
    _list("Kill switches", "emergency_home", "campaigns", "killswitch"),
]
_PEOPLE = [
    _list("Influencers", "person", "campaigns", "influencer"),
    _list("Agencies", "groups", "campaigns", "agency"),
    _list("Clients", "storefront", "campaigns", "client"),
]
_RECORD = [
    {
        "title": "Health",
        "icon": "monitor_heart",
        "link": reverse_lazy("console_health"),
        "permission": _may_open("console_health"),
    },
    _list("Audit trail", "history", "audit", "auditentry"),
    _list("Webhook deliveries", "webhook", "integrations", "webhookdelivery"),
    _list("Slack messages", "notifications", "integrations", "notification"),
    _list("Model calls", "neurology", "integrations", "modelcall"),
    _entry("Transition table", "account_tree", "negotiations_transitions"),
    _entry("Published prices", "price_check", "negotiations_benchmarks"),
    _list("People", "manage_accounts", "auth", "user"),
    _list("Roles", "badge", "auth", "group"),
]


def style(request: HttpRequest) -> str:
    """Return the console's own stylesheet."""
    return static("parley/console.css")


def script(request: HttpRequest) -> str:
    """Return the console's own script."""
    return static("parley/console.js")


def icon(request: HttpRequest) -> str:
    """Return the icon of the browser tab."""
    return static("parley/icon.svg")


_TEAL = {
    "50": "oklch(98% .014 185)",
    "100": "oklch(95% .04 183)",
    "200": "oklch(91% .075 183)",
    "300": "oklch(85% .11 183)",
    "400": "oklch(77% .125 183)",
    "500": "oklch(68% .12 183)",
    "600": "oklch(52% .095 185)",
    "700": "oklch(46% .08 187)",
    "800": "oklch(40% .066 189)",
    "900": "oklch(35% .055 190)",
    "950": "oklch(25% .045 192)",
}
UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Parley",
    "SITE_HEADER": "Parley",
    "SITE_SUBHEADER": "Creator negotiations",
    "SITE_SYMBOL": "handshake",
    "SITE_URL": None,
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "ENVIRONMENT": "config.console.environment",
    "DASHBOARD_CALLBACK": "config.console.dashboard",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": icon}],
    "STYLES": [style],
    "SCRIPTS": [script],
    "COLORS": {"primary": _TEAL},
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": False,
        "navigation": [
            {"title": "Work", "items": _WORK},
            {"title": "Outreach", "separator": True, "items": _OUTREACH},
            {"title": "Mail", "separator": True, "items": _MAIL},
            {"title": "Who", "separator": True, "collapsible": True, "items": _PEOPLE},
            {"title": "Record", "separator": True, "collapsible": True, "items": _RECORD},
        ],
    },
}
