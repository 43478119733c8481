"""Let a person trust an address that nothing vouches for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Trusted contacts."""

    dependencies = [
        ("campaigns", "0007_leave_tasks_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="is_trusted",
            field=models.BooleanField(
                default=False, help_text="a person said that its mail counts without alignment"
            ),
        ),
    ]
