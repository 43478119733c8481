"""The roles that staff begin with; an administrator may change them from then on."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROOMS = ("audit", "campaigns", "integrations", "negotiations")
ANALYST = {
    "audit": ("view_auditentry",),
    "campaigns": (
        *("view_agency", "view_campaign", "view_client", "view_influencer", "view_killswitch"),
        *("view_prospect", "view_suppression"),
    ),
    "negotiations": (
        *("view_escalation", "view_knowledgeversion", "view_message", "view_outgoingemail"),
        *("view_playbookversion", "view_thread"),
    ),
}
NEGOTIATOR = {
    "campaigns": ("change_prospect",),
    "negotiations": ("change_message", "change_outgoingemail", "change_thread"),
    "integrations": ("view_mailbox", "view_notification"),
}
LEAD = {
    "campaigns": ("add_campaign", "change_campaign", "add_killswitch", "delete_killswitch"),
    "negotiations": (
        *("add_playbookversion", "approve_playbookversion", "activate_playbookversion"),
        "change_knowledgeversion",
    ),
    "integrations": (
        *("change_notification", "change_webhookdelivery", "view_modelcall"),
        "view_webhookdelivery",
    ),
}
ROLES = {
    "Analyst": (ANALYST,),
    "Negotiator": (ANALYST, NEGOTIATOR),
    "Lead": (ANALYST, NEGOTIATOR, LEAD),
}
ADMIN = "Administrator"


def make_roles(apps, schema_editor):
    """Make each role that is not there; one an administrator has made keeps its rights."""
    database = schema_editor.connection.alias
    for room in (*ROOMS, "auth"):
        # Django makes the rights after the last migration, which is too late here.
        create_permissions(installed.get_app_config(room), verbosity=0, using=database)
    group = apps.get_model("auth", "Group").objects.using(database)
    rights = apps.get_model("auth", "Permission").objects.using(database)
    for name, parts in ROLES.items():
        role, is_new = group.get_or_create(name=name)
        for room, codes in (pair for part in parts for pair in part.items() if is_new):
            role.permissions.add(*rights.filter(content_type__app_label=room, codename__in=codes))
    role, is_new = group.get_or_create(name=ADMIN)
    if is_new:
        role.permissions.add(*rights.filter(content_type__app_label__in=(*ROOMS, "auth")))


class Migration(migrations.Migration):
    """Roles analyst, negotiator, lead and administrator."""

    dependencies = [
        ("negotiations", "0016_ask_back_once"),
        ("campaigns", "0011_hold_openings_back"),
        ("integrations", "0007_scope_api_keys"),
        ("audit", "0002_append_only"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
