"""Let an opening wait while others talk with the same person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Openings held back."""

    dependencies = [
        ("campaigns", "0010_daily_outreach"),
    ]

    operations = [
        migrations.AddField(
            model_name="prospect",
            name="lock_lifted_by",
            field=models.CharField(
                blank=True,
                help_text="who said to write although others talk with them",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="prospect",
            name="waits_for",
            field=models.TextField(blank=True, help_text="why nobody writes to them yet"),
        ),
        migrations.AddField(
            model_name="prospect",
            name="waits_until",
            field=models.DateTimeField(
                blank=True, help_text="when to look again whether they may be written to", null=True
            ),
        ),
    ]
