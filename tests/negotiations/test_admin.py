"""The console's negotiation pages: who may, what a click does, and that looking does nothing."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEntry
from campaigns.models import Agency, Campaign, SkippedRow
from integrations.models import WebhookDelivery
from negotiations.admin.thread_actions import ACTIONS, actions_for
from negotiations.domain.transitions import STATES
from negotiations.models import Escalation, Message, OutgoingEmail, Thread
from tests.negotiations.rows import NOW, campaign_of, offer_of, thread_in

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def negotiator() -> Client:
    return staff_with("view", "change", "add", "delete")


@pytest.fixture
def viewer() -> Client:
    return staff_with("view")


def draft_of(thread: Thread, **values: object) -> OutgoingEmail:
    defaults: dict[str, object] = {
        "purpose": "answer",
        "key": uuid.uuid4(),
        "to": [thread.influencer.email],
        "subject": "Re: Collaboration",
        "body": "Hi Mia,\n\nThanks for your note.\n\nAlex",
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


# --- buttons ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "name", "action", "after"),
    [
        ("awaiting_reply", "pause", "thread.moved", "paused"),
        ("paused", "resume", "thread.moved", "awaiting_reply"),
        ("counter_received", "stop", "thread.moved", "stopped"),
        ("counter_received", "reject", "thread.moved", "rejected"),
        ("stopped", "reopen", "thread.moved", "counter_received"),
        ("awaiting_reply", "takeover", "thread.claimed", "awaiting_reply"),
        ("escalated", "handback", "thread.handed_back", "counter_received"),
    ],
)
def test_button_calls_its_command_and_is_recorded(negotiator, state, name, action, after):
    thread = thread_in(state)
    answer = negotiator.post(act_on(thread, name), {"reason": "as agreed on the phone"})
    assert answer.status_code == 302
    assert Thread.objects.get(pk=thread.pk).state == after
    entry = AuditEntry.objects.filter(thread_id=thread.pk, action=action).first()
    assert entry is not None
    assert entry.actor == "kim@house.example"


@pytest.mark.parametrize("name", list(ACTIONS))
def test_viewer_may_look_and_not_act(viewer, name):
    thread = thread_in("counter_received")
    shown = viewer.get(page_of(thread))
    assert shown.status_code == 200
    assert act_on(thread, name) not in shown.content.decode()
    assert viewer.post(act_on(thread, name), {"reason": "x"}).status_code == 403
    assert Thread.objects.get(pk=thread.pk).state == "counter_received"
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", list(ACTIONS))
def test_get_never_changes(negotiator, name):
    thread = thread_in("counter_received")
    assert negotiator.get(act_on(thread, name)).status_code == 405
    assert Thread.objects.get(pk=thread.pk).state == "counter_received"
    assert not AuditEntry.objects.exists()


def test_staff_without_rights_and_strangers_see_nothing():
    thread = thread_in("counter_received")
    assert staff_with().get(page_of(thread)).status_code == 403
    assert Client().get(page_of(thread)).status_code == 302


def test_posting_without_token_is_refused(negotiator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="kim"))
    thread = thread_in("awaiting_reply")
    assert strict.post(act_on(thread, "stop"), {"reason": "x"}).status_code == 403
    assert Thread.objects.get(pk=thread.pk).state == "awaiting_reply"


def test_missing_reason_changes_nothing(negotiator):
    thread = thread_in("awaiting_reply")
    answer = negotiator.post(act_on(thread, "stop"), {"reason": " "})
    assert answer.status_code == 422
    assert Thread.objects.get(pk=thread.pk).state == "awaiting_reply"


def test_refused_offer_keeps_what_was_typed(negotiator):
    thread = thread_in("counter_received")
    offer_of(thread)
    typed = {"amount": "99999", "reason": "they are worth it"}
    answer = negotiator.post(act_on(thread, "override"), typed)
    assert answer.status_code == 409
    assert "99999" in answer.content.decode()
    assert "they are worth it" in answer.content.decode()
    assert not OutgoingEmail.objects.exists()


def test_email_stopped_by_the_gate_keeps_its_words(negotiator):
    thread = thread_in("counter_received")
    offer_of(thread)
    words = "Hi Mia, we can pay $77,777.00 at once."
    answer = negotiator.post(act_on(thread, "write"), {"body": words, "reason": "x"})
    assert answer.status_code == 409
    assert "$77,777.00 at once" in answer.content.decode()
    assert not OutgoingEmail.objects.exists()


def test_deal_is_closed_by_hand_at_the_ask(negotiator):
    thread = thread_in("counter_received")
    offer_of(thread)
    Thread.objects.filter(pk=thread.pk).update(ask_amount=Decimal(1500))
    form = {"amount": "1500", "reason": "worth it"}
    assert negotiator.post(act_on(thread, "accept"), form).status_code == 302
    found = Thread.objects.get(pk=thread.pk)
    assert (found.state, found.agreed_amount) == ("agreed", Decimal(1500))
    assert AuditEntry.objects.filter(action="agreement.reached").count() == 1


@pytest.mark.parametrize("state", STATES)
def test_shown_buttons_are_not_refused_for_the_state(negotiator, state):
    thread = thread_in(state)
    names = [shown.action.name for shown in actions_for(thread)]
    plain = {"pause", "resume", "stop", "reject", "reopen", "takeover", "handback"}
    for name in [n for n in names if n in plain]:
        fresh = thread_in(state, thread.campaign)
        assert negotiator.post(act_on(fresh, name), {"reason": "x"}).status_code == 302, name
    for name in plain - set(names) - {"takeover", "handback"}:
        fresh = thread_in(state, thread.campaign)
        assert negotiator.post(act_on(fresh, name), {"reason": "x"}).status_code == 409, name
        assert Thread.objects.get(pk=fresh.pk).state == state


# --- what came from outside ---------------------------------------------------------------


def test_hostile_mail_is_escaped_everywhere(negotiator):
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


def test_quoted_part_is_folded(negotiator):
    thread = thread_in("counter_received")
    mail_of(thread, thread)
    text = negotiator.get(page_of(thread)).content.decode()
    assert "My rate is $2,000." in text
    assert text.index("<summary>Quoted part</summary>") < text.index("&gt; old words")


# --- drafts -------------------------------------------------------------------------------


def act_on_email(email: OutgoingEmail, name: str) -> str:
    return reverse("admin:negotiations_outgoingemail_act", args=(email.pk, name))


def test_approving_as_it_is(negotiator):
    email = draft_of(thread_in("counter_received"))
    assert negotiator.post(act_on_email(email, "approve"), {"next": "/admin/"}).url == "/admin/"
    email.refresh_from_db()
    assert email.status in ("held", "ready")
    assert email.approved_by == "kim@house.example"
    actions = AuditEntry.objects.filter(action__startswith="email.").values_list("action")
    assert set(actions) == {("email.approved",)}


def test_approving_with_other_words_is_recorded_as_an_edit(negotiator):
    email = draft_of(thread_in("counter_received"))
    body = "Hi Mia,\r\n\r\nThank you for waiting.\r\n\r\nAlex"
    negotiator.post(act_on_email(email, "approve"), {"body": body, "reason": "warmer"})
    email.refresh_from_db()
    assert "Thank you for waiting." in email.body
    assert AuditEntry.objects.filter(action="email.edited", summary="warmer").exists()


def test_an_edit_the_gate_stops_is_kept_on_the_page(negotiator):
    email = draft_of(thread_in("counter_received"))
    answer = negotiator.post(act_on_email(email, "approve"), {"body": "We pay $9,999.00 today."})
    assert answer.status_code == 409
    assert "We pay $9,999.00 today." in answer.content.decode()
    email.refresh_from_db()
    assert email.status == "draft"
    assert "9,999" not in email.body


def test_discard_and_undo(negotiator):
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


def test_viewer_may_not_approve_and_get_does_not(viewer):
    email = draft_of(thread_in("counter_received"))
    assert viewer.post(act_on_email(email, "approve")).status_code == 403
    assert viewer.get(act_on_email(email, "approve")).status_code == 405
    email.refresh_from_db()
    assert email.status == "draft"


def test_next_leads_only_to_our_own_pages(negotiator):
    email = draft_of(thread_in("counter_received"))
    answer = negotiator.post(act_on_email(email, "approve"), {"next": "https://evil.example/"})
    assert answer.url == page_of(email.thread)


def test_queue_goes_from_draft_to_draft_and_round(negotiator):
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


def test_unmatched_mail_is_attached_or_dismissed(negotiator):
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


def test_stopping_an_agency_shows_and_then_ends_its_open_threads(negotiator):
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


def test_delivery_is_replayed_once_and_recorded(negotiator):
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


# --- lists --------------------------------------------------------------------------------


def _fill(number: int, campaign: Campaign) -> None:
    thread = thread_in("escalated", campaign)
    offer_of(thread)
    escalation_of(thread)
    draft_of(thread)
    mail_of(thread, thread, needs_person=True)
    Agency.objects.create(name=f"Agency {number}")
    campaign_of(name=f"Other {number}")
    SkippedRow.objects.create(campaign=campaign, row_number=number, reason="no name")


@pytest.mark.parametrize(
    "name",
    [
        "negotiations_thread",
        "negotiations_message",
        "negotiations_outgoingemail",
        "negotiations_escalation",
        "campaigns_campaign",
        "campaigns_agency",
        "campaigns_client",
        "campaigns_prospect",
        "campaigns_influencer",
        "audit_auditentry",
    ],
)
def test_list_takes_as_many_queries_for_three_rows_as_for_one(negotiator, name):
    campaign, address = campaign_of(), reverse(f"admin:{name}_changelist")
    _fill(1, campaign)
    negotiator.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert negotiator.get(address).status_code == 200
    _fill(2, campaign)
    _fill(3, campaign)
    with CaptureQueriesContext(connection) as three:
        assert negotiator.get(address).status_code == 200
    assert len(three) == len(one)


@pytest.mark.parametrize("verb", ["add", "delete"])
def test_rows_are_neither_added_nor_deleted_nor_saved_here(negotiator, verb):
    thread = thread_in("awaiting_reply")
    args = () if verb == "add" else (thread.pk,)
    assert (
        negotiator.get(reverse(f"admin:negotiations_thread_{verb}", args=args)).status_code == 403
    )
    assert negotiator.post(page_of(thread), {"state": "agreed"}).status_code == 405
    assert Thread.objects.get(pk=thread.pk).state == "awaiting_reply"


def test_needs_a_person_filter_and_search(negotiator):
    waits, other = thread_in("escalated"), thread_in("awaiting_reply")
    escalation_of(waits)
    address = reverse("admin:negotiations_thread_changelist")
    for query, expected in (
        ("?needs=yes", {waits.pk}),
        ("?needs=no", {other.pk}),
        (f"?q={other.influencer.email}", {other.pk}),
        ("?state__exact=escalated", {waits.pk}),
    ):
        rows = negotiator.get(address + query).context["cl"].queryset
        assert {t.pk for t in rows} == expected, query


def test_transition_table_shows_every_state(viewer):
    text = viewer.get(reverse("admin:negotiations_transitions")).content.decode()
    for state in STATES:
        assert state.replace("_", " ") in text
