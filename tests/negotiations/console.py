"""Staff, mail and drafts for tests of the console's pages."""

import uuid
from datetime import timedelta

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from negotiations.models import Escalation, Message, OutgoingEmail, Thread
from tests.negotiations.rows import NOW

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
ROOMS = ("audit", "integrations", "campaigns", "negotiations")


def staff_with(*verbs: str) -> Client:
    """Return a browser of a staff member who may do these things to every row."""
    user = User.objects.create_user("kim", "kim@house.example", "pw", is_staff=True)
    for verb in verbs:
        found = Permission.objects.filter(
            codename__startswith=f"{verb}_", content_type__app_label__in=ROOMS
        )
        user.user_permissions.add(*found)
    browser = Client()
    browser.force_login(user)
    return browser


def draft_of(thread: Thread, **values: object) -> OutgoingEmail:
    defaults: dict[str, object] = {
        "purpose": "answer",
        "key": uuid.uuid4(),
        "to": [thread.influencer.email],
        "subject": "Re: Collaboration",
        "body": "Hi Mia,\n\nThanks for your note. We will look at it and write again.\n\nAlex",
        "allowed": {"names": ["Mia", "Alex"]},
        "unsubscribe_token": uuid.uuid4().hex,
        "created_at": NOW,
        "due_at": NOW,
    }
    return OutgoingEmail.objects.create(thread=thread, **{**defaults, **values})


def mail_of(thread: Thread | None, mailbox_of: Thread, **values: object) -> Message:
    defaults: dict[str, object] = {
        "provider_id": uuid.uuid4().hex,
        "sender": "mia@lark.example",
        "subject": "Re: Collaboration",
        "text": "My rate is $2,000.\n\n> old words",
        "new_text": "My rate is $2,000.",
        "raw": b"raw",
        "received_at": NOW,
        "stored_at": NOW,
        "due_at": NOW,
    }
    return Message.objects.create(
        thread=thread, mailbox=mailbox_of.mailbox, **{**defaults, **values}
    )


def escalation_of(thread: Thread) -> Escalation:
    return Escalation.objects.create(
        thread=thread,
        code="above_ceiling",
        reason="too much",
        quote=HOSTILE,
        opened_at=NOW,
        due_at=NOW + timedelta(hours=4),
    )


def page_of(thread: Thread) -> str:
    return reverse("admin:negotiations_thread_change", args=(thread.pk,))


def act_on(thread: Thread, name: str) -> str:
    return reverse("admin:negotiations_thread_act", args=(thread.pk, name))


def act_on_email(email: OutgoingEmail, name: str) -> str:
    return reverse("admin:negotiations_outgoingemail_act", args=(email.pk, name))
