"""Run the sweep every minute, on whichever worker is there."""

from typing import Any

from django.db import migrations


def add_schedule(apps: Any, editor: Any) -> None:
    """Create the schedule."""
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name="sweep",
        defaults={
            "func": "config.jobs.run",
            "args": "'negotiations.sweeping.sweep', 'sweep', {}",
            "schedule_type": "I",
            "minutes": 1,
            "repeats": -1,
        },
    )


def remove_schedule(apps: Any, editor: Any) -> None:
    """Remove it again."""
    apps.get_model("django_q", "Schedule").objects.filter(name="sweep").delete()


class Migration(migrations.Migration):
    """The sweep's schedule."""

    dependencies = [
        ("negotiations", "0001_initial"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(add_schedule, remove_schedule)]
