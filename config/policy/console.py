"""Who may open which page of the console, and press which of its buttons."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.urls import ResolverMatch

if TYPE_CHECKING:  # the settings read this table before there are models
    from django.contrib.auth.models import AbstractUser, AnonymousUser

# Whoever has one of these passes.
AnyOf = frozenset[str]
# What a page asks: every one of them must be met; none at all lets every member of staff pass.
Needs = tuple[AnyOf, ...]


def _having(*permissions: str) -> Needs:
    return tuple(frozenset({permission}) for permission in permissions)


def _seeing(rows: str) -> Needs:
    """Who may look at rows (`room.model`): whoever may see or change them."""
    room, model = rows.split(".")
    return (frozenset({f"{room}.view_{model}", f"{room}.change_{model}"}),)


def _shown(*rows: str) -> dict[str, Needs]:
    """The lists and pages of rows that are shown as they are."""
    return {
        f"{each.replace('.', '_')}_{page}": _seeing(each)
        for each in rows
        for page in ("changelist", "change", "history")
    }


def _edited(*rows: str) -> dict[str, Needs]:
    """The pages of Django's own that make, change and delete."""
    return {
        f"{each.replace('.', '_')}_{page}": _having(each.replace(".", f".{page}_"))
        for each in rows
        for page in ("add", "delete")
    }


def _deeds(view: str, permission: str, *deeds: str) -> dict[str, Needs]:
    """Buttons that share an address but not a right, each under its own name."""
    return {f"{view}/{deed}": _having(permission) for deed in deeds}


_STEER = "negotiations.change_thread"
_DECIDE = "negotiations.change_outgoingemail"
_CAMPAIGN = "campaigns.change_campaign"
_GUIDE = "negotiations.change_knowledgeversion"

_LETTER = "negotiations.add_letterapproval"
_PROSPECT = "campaigns.change_approach"
OUTREACH: Mapping[str, Needs] = {
    **_shown("negotiations.cycleplan", "negotiations.planrow", "negotiations.outreachtask"),
    **_shown("negotiations.mailboxpace", "campaigns.approach"),
    **_shown("negotiations.dailyreport", "campaigns.importbatch"),
    **_shown("campaigns.campaignoutreach", "negotiations.outreachtemplate"),
    "campaigns_campaignoutreach_house": _having("campaigns.change_outreachsettings"),
    "campaigns_campaignoutreach_campaign": _seeing("campaigns.campaignoutreach"),
    "campaigns_campaignoutreach_act": _having("campaigns.change_campaignoutreach"),
    "negotiations_outreachtemplate_write": _having("negotiations.add_outreachtemplate"),
    "negotiations_outreachtemplate_act": _having("negotiations.change_outreachtemplate"),
    "campaigns_importbatch_upload": _having("campaigns.add_importbatch"),
    "campaigns_importbatch_columns": _having("campaigns.add_importbatch"),
    "campaigns_importbatch_commit": _having("campaigns.add_importbatch"),
    "negotiations_dailyreport_list": _seeing("negotiations.dailyreport"),
    "negotiations_cycleplan_plan": _having("negotiations.add_cyclerun"),
    "negotiations_cycleplan_run": _having("negotiations.add_cyclerun"),
    "negotiations_cycleplan_arm": _having("negotiations.change_cycleplan"),
    "negotiations_cycleplan_disarm": _having("negotiations.change_cycleplan"),
    "negotiations_planrow_approve": _having(_LETTER),
    "negotiations_planrow_hold": _having(_PROSPECT),
    "negotiations_outreachtask_finish": _having("negotiations.change_outreachtask"),
    "negotiations_mailboxpace_act": _having("negotiations.change_mailboxpace"),
    "campaigns_approach_review": _seeing("campaigns.approach"),
    "campaigns_approach_prospect": _seeing("campaigns.approach"),
    "campaigns_approach_act": _having(_PROSPECT),
    "campaigns_approach_by_hand": _having("campaigns.add_prospect"),
}

# By the page's name below `admin:`; buttons of one address that differ have their deed behind it.
PAGES: Mapping[str, Needs] = {
    # Their content is each person's own, or asks again for what it links to.
    **dict.fromkeys(
        (
            *("index", "login", "logout", "password_change", "password_change_done"),
            *("search", "autocomplete", "jsi18n", "app_list", "view_on_site"),
        ),
        (),
    ),
    "console_health": _having("integrations.view_mailbox"),
    **_shown("audit.auditentry"),
    **_shown("integrations.webhookdelivery", "integrations.mailbox", "integrations.notification"),
    **_shown("integrations.modelcall", "integrations.apikey"),
    **_shown("campaigns.client", "campaigns.influencer", "campaigns.suppression"),
    **_shown("campaigns.killswitch", "campaigns.prospect", "campaigns.agency"),
    **_shown("campaigns.campaign", "negotiations.outgoingemail", "negotiations.escalation"),
    **_shown("negotiations.message", "negotiations.playbookversion", "negotiations.thread"),
    **_shown("negotiations.knowledgeversion"),
    **_shown("auth.user", "auth.group"),
    **_edited("auth.user", "auth.group"),
    "auth_user_password_change": _having("auth.change_user"),
    **OUTREACH,
    "integrations_webhookdelivery_replay": _having("integrations.change_webhookdelivery"),
    "integrations_notification_post_again": _having("integrations.change_notification"),
    "integrations_mailbox_new": _having("integrations.add_mailbox"),
    "integrations_mailbox_renew": _having("integrations.change_mailbox"),
    "campaigns_killswitch_set": _having("campaigns.add_killswitch"),
    "campaigns_killswitch_clear": _having("campaigns.delete_killswitch"),
    "campaigns_prospect_who": _having("campaigns.change_prospect"),
    "campaigns_prospect_mend": _having("campaigns.change_prospect"),
    "campaigns_prospect_lift": _having("campaigns.change_prospect"),
    "campaigns_agency_stop": _having(_STEER),
    "campaigns_campaign_create": _having("campaigns.add_campaign"),
    "campaigns_campaign_settings": _having(_CAMPAIGN),
    "campaigns_campaign_roster": _having(_CAMPAIGN),
    "campaigns_campaign_fix": _having(_CAMPAIGN),
    "campaigns_campaign_act": _having(_CAMPAIGN),
    "negotiations_thread_act": _having(_STEER),
    "negotiations_outgoingemail_act": _having(_DECIDE),
    "negotiations_message_act": _having("negotiations.change_message"),
    "negotiations_queue": _seeing("negotiations.outgoingemail"),
    "negotiations_transitions": _seeing("negotiations.thread"),
    "negotiations_benchmarks": _seeing("negotiations.thread"),
    "negotiations_playbook_new": _having("negotiations.add_playbookversion"),
    "negotiations_playbook_learning": _having("negotiations.view_playbookversion"),
    "negotiations_playbook_replay": _having(
        "negotiations.view_playbookversion", "campaigns.view_campaign"
    ),
    **_deeds("negotiations_playbook_act", "negotiations.approve_playbookversion", "approve"),
    **_deeds(
        "negotiations_playbook_act",
        "negotiations.activate_playbookversion",
        *("activate", "roll_back", "fixed_ladder"),
    ),
    "negotiations_knowledge_page": _seeing("negotiations.knowledgeversion"),
    "negotiations_knowledge_save": _having(_GUIDE),
    "negotiations_knowledge_use": _having(_GUIDE),
}

# What an address calls the button that was pressed.
_DEED = ("name", "action", "deed")


def needs_of(match: ResolverMatch) -> Needs | None:
    """Return what a page of the console asks; None where the table does not know it.

    Addresses without a name only lead on to a page that has one.
    """
    if match.url_name is None:
        return ()
    deed = next((match.kwargs[key] for key in _DEED if key in match.kwargs), "")
    return PAGES.get(f"{match.url_name}/{deed}", PAGES.get(match.url_name))


def missing(user: "AbstractUser | AnonymousUser", needs: Needs | None) -> str:
    """Return the right a person lacks for a page, empty when they may; unknown pages need all."""
    if user.is_superuser and user.is_active:
        return ""
    if needs is None:
        return "an administrator's"
    lacked = (group for group in needs if not any(map(user.has_perm, group)))
    return " or ".join(sorted(next(lacked, ())))
