"""Whoever sees plans sees the evening's reports."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("Analyst", "Negotiator", "Lead", "Administrator")


def grant(apps, schema_editor):
    """Add the right to the roles that are there."""
    database = schema_editor.connection.alias
    create_permissions(installed.get_app_config("negotiations"), verbosity=0, using=database)
    rights = apps.get_model("auth", "Permission").objects.using(database)
    found = rights.filter(content_type__app_label="negotiations", codename="view_dailyreport")
    for role in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        role.permissions.add(*found)


class Migration(migrations.Migration):
    """The right to read daily reports."""

    dependencies = [("negotiations", "0020_outreach_rights")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
