"""Whoever may add prospects may import a file of them; whoever sees prospects sees the files."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "view_importbatch": ("Analyst", "Negotiator", "Lead", "Administrator"),
    "add_importbatch": ("Negotiator", "Lead", "Administrator"),
}


def grant(apps, schema_editor):
    """Add the rights to the roles that are there."""
    database = schema_editor.connection.alias
    create_permissions(installed.get_app_config("campaigns"), verbosity=0, using=database)
    rights = apps.get_model("auth", "Permission").objects.using(database)
    for code, names in RIGHTS.items():
        found = rights.filter(content_type__app_label="campaigns", codename=code)
        for role in apps.get_model("auth", "Group").objects.using(database).filter(name__in=names):
            role.permissions.add(*found)


class Migration(migrations.Migration):
    """Rights of the import."""

    dependencies = [("negotiations", "0021_report_rights"), ("campaigns", "0013_import_files")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
