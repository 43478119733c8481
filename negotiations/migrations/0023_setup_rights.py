"""Whoever sees plans sees the set-up; a lead changes it, a negotiator writes templates."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("Analyst", "Negotiator", "Lead", "Administrator")
RIGHTS = {
    "view_campaignoutreach": ROLES,
    "view_outreachtemplate": ROLES,
    "add_outreachtemplate": ROLES[1:],
    "change_campaignoutreach": ROLES[2:],
    "change_outreachsettings": ROLES[2:],
    "change_outreachtemplate": ROLES[2:],
}


def grant(apps, schema_editor):
    """Add the rights to the roles that are there."""
    database = schema_editor.connection.alias
    rights = apps.get_model("auth", "Permission").objects.using(database)
    for room in ("campaigns", "negotiations"):
        create_permissions(installed.get_app_config(room), verbosity=0, using=database)
    for code, names in RIGHTS.items():
        found = rights.filter(content_type__app_label__in=("campaigns", "negotiations"))
        for role in apps.get_model("auth", "Group").objects.using(database).filter(name__in=names):
            role.permissions.add(*found.filter(codename=code))


class Migration(migrations.Migration):
    """Rights of the set-up."""

    dependencies = [("negotiations", "0022_import_rights")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
