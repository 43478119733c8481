"""Remember that a thread was asked for a plain yes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Asked back."""

    dependencies = [
        ("negotiations", "0015_owe_cards_by_row"),
    ]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="has_asked_back",
            field=models.BooleanField(
                default=False, help_text="one mail asked for a plain yes; there is no second"
            ),
        ),
    ]
