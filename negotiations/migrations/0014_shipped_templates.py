"""Ship the words of three touches, so that a house can see a plan before it writes its own."""

from django.db import migrations

WORDS = {
    "shipped-first": (
        1,
        "A question about a collaboration with {{brand}}",
        "Hi {{first_name}},\n\n"
        "I am writing for {{brand}}. Your work on {{platform}} is close to what they are looking "
        "for, and we would like to know whether you are open to a paid collaboration.\n\n"
        "If you are, a short yes is enough, and tell us what you usually charge if you like. "
        "If not, a short no is just as welcome.\n\n"
        "{{sender_name}}\n{{agency_name}}",
    ),
    "shipped-second": (
        2,
        "",
        "Hi {{first_name}},\n\n"
        "One thing my first mail left out: you would keep your own voice, {{brand}} only asks to "
        "see the content before it goes live. Would that work for you?\n\n"
        "{{sender_name}}\n{{agency_name}}",
    ),
    "shipped-third": (
        3,
        "",
        "Hi {{first_name}},\n\n"
        "This is my last note. If the timing is wrong, tell us when to ask again, and if somebody "
        "manages your collaborations, we are glad to write to them instead.\n\n"
        "{{sender_name}}\n{{agency_name}}",
    ),
}


def ship(apps, schema_editor):
    from django.utils import timezone

    Template = apps.get_model("negotiations", "OutreachTemplate")
    now = timezone.now()
    for name, (touch, subject, body) in WORDS.items():
        Template.objects.create(
            name=name,
            version=1,
            touch=touch,
            subject=subject,
            body=body,
            written_by="Parley",
            written_at=now,
            approved_by="Parley",
            approved_at=now,
        )


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0013_daily_cycle")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
