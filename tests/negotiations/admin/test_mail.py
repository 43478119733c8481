"""Mail pages of the console: drafts, the queue, unmatched mail, and hostile words."""

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from campaigns.models import Agency
from integrations.models import WebhookDelivery
from negotiations.models import OutgoingEmail, Thread
from tests.negotiations.console import (
    HOSTILE,
    act_on_email,
    draft_of,
    escalation_of,
    mail_of,
    page_of,
    staff_with,
)
from tests.negotiations.rows import NOW, thread_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def negotiator() -> Client:
    return staff_with("view", "change", "add", "delete")


@pytest.fixture
def viewer() -> Client:
    return staff_with("view")


# --- what came from outside ---------------------------------------------------------------


def test_hostile_mail_is_escaped_everywhere(negotiator: Client) -> None:
    thread = thread_in("escalated")
    escalation_of(thread)
    hostile = {"subject": HOSTILE, "text": HOSTILE, "new_text": HOSTILE, "sender_name": HOSTILE}
    message = mail_of(thread, thread, attachments=[HOSTILE], needs_person=True, **hostile)
    draft = draft_of(thread, body=HOSTILE, subject=HOSTILE)
    for address in (
        page_of(thread),
        reverse("admin:negotiations_queue"),
        reverse("admin:negotiations_message_changelist"),
        reverse("admin:negotiations_message_change", args=(message.pk,)),
        reverse("admin:negotiations_outgoingemail_change", args=(draft.pk,)),
        reverse("admin:negotiations_escalation_changelist"),
    ):
        shown = negotiator.get(address)
        assert shown.status_code == 200
        text = shown.content.decode()
        assert '<script>alert("x")' not in text, address
        assert "<img src=x" not in text, address
        assert "&lt;script&gt;" in text, address


def test_quoted_part_is_folded(negotiator: Client) -> None:
    thread = thread_in("counter_received")
    mail_of(thread, thread)
    text = negotiator.get(page_of(thread)).content.decode()
    assert "My rate is $2,000." in text
    assert text.index("<summary>Quoted part</summary>") < text.index("&gt; old words")


# --- drafts -------------------------------------------------------------------------------


def test_approving_as_it_is(negotiator: Client) -> None:
    email = draft_of(thread_in("counter_received"))
    assert (
        negotiator.post(act_on_email(email, "approve"), {"next": "/admin/"})["Location"]
        == "/admin/"
    )
    email.refresh_from_db()
    assert email.status in ("held", "ready")
    assert email.approved_by == "kim@house.example"
    actions = AuditEntry.objects.filter(action__startswith="email.").values_list("action")
    assert set(actions) == {("email.approved",)}


def test_approving_with_other_words_is_recorded_as_an_edit(negotiator: Client) -> None:
    email = draft_of(thread_in("counter_received"))
    body = "Hi Mia,\r\n\r\nThank you for waiting. We will look at it together soon.\r\n\r\nAlex"
    negotiator.post(act_on_email(email, "approve"), {"body": body, "reason": "warmer"})
    email.refresh_from_db()
    assert "Thank you for waiting." in email.body
    assert AuditEntry.objects.filter(action="email.edited", summary="warmer").exists()


def test_an_edit_the_gate_stops_is_kept_on_the_page(negotiator: Client) -> None:
    email = draft_of(thread_in("counter_received"))
    answer = negotiator.post(act_on_email(email, "approve"), {"body": "We pay $9,999.00 today."})
    assert answer.status_code == 409
    assert "We pay $9,999.00 today." in answer.content.decode()
    email.refresh_from_db()
    assert email.status == "draft"
    assert "9,999" not in email.body


def test_discard_and_undo(negotiator: Client) -> None:
    thread = thread_in("counter_received")
    email, other = draft_of(thread), draft_of(thread, step=1)
    assert negotiator.post(act_on_email(email, "discard"), {"reason": ""}).status_code == 422
    negotiator.post(act_on_email(email, "discard"), {"reason": "not now"})
    negotiator.post(act_on_email(other, "approve"))
    negotiator.post(act_on_email(other, "undo"), {"reason": "second thoughts"})
    email.refresh_from_db()
    other.refresh_from_db()
    assert (email.status, other.status) == ("discarded", "draft")
    assert AuditEntry.objects.filter(action="email.undone").count() == 1


def test_a_viewer_may_not_approve(viewer: Client) -> None:
    email = draft_of(thread_in("counter_received"))
    assert viewer.post(act_on_email(email, "approve")).status_code == 403
    email.refresh_from_db()
    assert email.status == "draft"


def test_looking_at_a_button_does_nothing(negotiator: Client) -> None:
    email = draft_of(thread_in("counter_received"))
    assert negotiator.get(act_on_email(email, "approve")).status_code == 405
    email.refresh_from_db()
    assert email.status == "draft"


def test_next_leads_only_to_our_own_pages(negotiator: Client) -> None:
    email = draft_of(thread_in("counter_received"))
    answer = negotiator.post(act_on_email(email, "approve"), {"next": "https://evil.example/"})
    assert answer["Location"] == page_of(email.thread)


def test_queue_goes_from_draft_to_draft_and_round(negotiator: Client) -> None:
    thread = thread_in("counter_received")
    first, second = draft_of(thread, subject="One"), draft_of(thread, step=1, subject="Two")
    queue = reverse("admin:negotiations_queue")
    assert negotiator.get(queue).context["email"] == first
    assert negotiator.get(f"{queue}?after={first.pk}").context["email"] == second
    assert negotiator.get(f"{queue}?after={second.pk}").context["email"] == first
    assert negotiator.get(f"{queue}?after=x").status_code == 200
    OutgoingEmail.objects.update(status="discarded")
    assert "No draft waits" in negotiator.get(queue).content.decode()


# --- mail, agencies, deliveries -----------------------------------------------------------


def test_unmatched_mail_is_attached_or_dismissed(negotiator: Client) -> None:
    thread = thread_in("awaiting_reply")
    message = mail_of(None, thread, needs_person=True)
    address = reverse("admin:negotiations_message_act", args=(message.pk, "attach"))
    assert negotiator.post(address, {"thread_id": "999", "reason": "x"}).status_code == 422
    negotiator.post(address, {"thread_id": str(thread.pk), "reason": "her second address"})
    message.refresh_from_db()
    assert message.thread == thread
    assert AuditEntry.objects.filter(action="message.attached", thread_id=thread.pk).exists()
    other = mail_of(None, thread, needs_person=True)
    address = reverse("admin:negotiations_message_act", args=(other.pk, "dismiss"))
    assert negotiator.get(address).status_code == 405
    negotiator.post(address, {"reason": "a newsletter"})
    other.refresh_from_db()
    assert not other.needs_person


def test_stopping_an_agency_shows_and_then_ends_its_open_threads(negotiator: Client) -> None:
    agency = Agency.objects.create(name="Big Talent")
    mine, done = thread_in("awaiting_reply"), thread_in("rejected")
    stranger = thread_in("awaiting_reply")
    Thread.objects.filter(pk__in=(mine.pk, done.pk)).update(agency=agency)
    page = negotiator.get(reverse("admin:campaigns_agency_change", args=(agency.pk,)))
    assert [t.pk for t in page.context["threads"]] == [mine.pk]
    stop = reverse("admin:campaigns_agency_stop", args=(agency.pk,))
    assert negotiator.get(stop).status_code == 405
    negotiator.post(stop, {"reason": "the contract ended"})
    states = {t.pk: t.state for t in Thread.objects.all()}
    assert states == {mine.pk: "stopped", done.pk: "rejected", stranger.pk: "awaiting_reply"}


def test_delivery_is_replayed_once_and_recorded(negotiator: Client) -> None:
    delivery = WebhookDelivery.objects.create(
        source="clickup",
        external_id="e1",
        body=b"{}",
        status="failed",
        attempts=5,
        received_at=NOW,
        due_at=NOW,
    )
    address = reverse("admin:integrations_webhookdelivery_replay", args=(delivery.pk,))
    assert negotiator.get(address).status_code == 405
    negotiator.post(address, {"reason": "ClickUp is back"})
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts) == ("due", 0)
    assert AuditEntry.objects.filter(action="delivery.replayed").count() == 1


def test_keys_work_on_the_queue_only(negotiator: Client) -> None:
    thread = thread_in("counter_received")
    draft_of(thread)
    queue = negotiator.get(reverse("admin:negotiations_queue")).content.decode()
    for key in "aexs":
        assert f'data-key="{key}"' in queue
    assert "data-key" not in negotiator.get(page_of(thread)).content.decode()
