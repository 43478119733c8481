"""Keep whom a bounce could not reach, so that no mail is read from its raw bytes twice."""

from django.db import migrations, models

from integrations.gmail.parsing import parse_message


def fill_unhandled(apps, schema_editor):
    """A bounce that waits for its worker while this is released is not lost."""
    messages = apps.get_model("negotiations", "Message").objects
    for message in messages.filter(kind="bounce", handled_at__isnull=True).iterator():
        message.bounced_addresses = list(parse_message(bytes(message.raw)).bounced_addresses)
        message.save(update_fields=["bounced_addresses"])


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0011_judge_senders")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="bounced_addresses",
            field=models.JSONField(
                blank=True, default=list, help_text="whom a bounce says it could not reach"
            ),
        ),
        migrations.RunPython(fill_unhandled, migrations.RunPython.noop),
    ]
