"""What each role may do in the Outreach section; a role an administrator deleted stays away."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "Analyst": {
        "campaigns": ("view_approach",),
        "negotiations": (
            *("view_cycleplan", "view_cyclerun", "view_planrow", "view_outreachtask"),
            "view_mailboxpace",
        ),
    },
    "Negotiator": {
        "campaigns": ("change_approach", "add_prospect"),
        "negotiations": ("add_cyclerun", "add_letterapproval", "change_outreachtask"),
    },
    "Lead": {"negotiations": ("change_cycleplan", "change_mailboxpace")},
}
# A role may do what those before it may.
ORDER = ("Analyst", "Negotiator", "Lead", "Administrator")


def grant(apps, schema_editor):
    """Add the rights to the roles that are there."""
    database = schema_editor.connection.alias
    for room in ("campaigns", "negotiations"):
        create_permissions(installed.get_app_config(room), verbosity=0, using=database)
    group = apps.get_model("auth", "Group").objects.using(database)
    rights = apps.get_model("auth", "Permission").objects.using(database)
    for name, rooms in RIGHTS.items():
        for role in group.filter(name__in=ORDER[ORDER.index(name) :]):
            for room, codes in rooms.items():
                found = rights.filter(content_type__app_label=room, codename__in=codes)
                role.permissions.add(*found)


class Migration(migrations.Migration):
    """Rights of the Outreach section."""

    dependencies = [("negotiations", "0019_ask_for_runs"), ("campaigns", "0011_hold_openings_back")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
