"""Keep with every mail who wrote it and what it may bind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Judged senders."""

    dependencies = [
        ("negotiations", "0010_name_the_process_of_a_claim"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="authentic",
            field=models.CharField(
                choices=[
                    ("aligned", "aligned"),
                    ("unaligned", "unaligned"),
                    ("unknown", "unknown"),
                ],
                default="unknown",
                help_text="whether the From is the sender, judged once at intake",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="authentic_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="message",
            name="is_trusted",
            field=models.BooleanField(
                default=False, help_text="a person said that this address counts without alignment"
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="may_bind",
            field=models.BooleanField(
                default=True, help_text="what it says may move the thread without a person"
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="standing",
            field=models.CharField(
                choices=[("known", "known"), ("introduced", "introduced"), ("unknown", "unknown")],
                default="unknown",
                help_text="who the address is to the thread",
                max_length=10,
            ),
        ),
    ]
