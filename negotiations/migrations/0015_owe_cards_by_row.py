"""Say on the row itself that Slack lags behind it: its card is made by a job, from the row."""

from django.db import migrations, models


def _due() -> models.DateTimeField:
    return models.DateTimeField(
        blank=True,
        db_index=True,
        null=True,
        help_text="since when Slack lags behind this row",
    )


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0014_shipped_templates")]

    operations = [
        migrations.AddField(model_name="escalation", name="card_due_at", field=_due()),
        migrations.AddField(model_name="agreement", name="card_due_at", field=_due()),
    ]
