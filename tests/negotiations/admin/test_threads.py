"""Negotiation pages: who may, what a click does, and that looking does nothing."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from audit.models import AuditEntry
from campaigns.models import Agency, Campaign, SkippedRow
from negotiations.admin.thread_actions import ACTIONS, actions_for
from negotiations.domain.terms.standing import RIGHT_WORDS
from negotiations.domain.terms.states import State
from negotiations.models import OutgoingEmail, Thread
from tests.negotiations.console import (
    act_on,
    draft_of,
    escalation_of,
    mail_of,
    page_of,
    staff_with,
)
from tests.negotiations.rows import campaign_of, offer_of, thread_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def negotiator() -> Client:
    return staff_with("view", "change", "add", "delete")


@pytest.fixture
def viewer() -> Client:
    return staff_with("view")


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
def test_button_calls_its_command_and_is_recorded(
    negotiator: Client, state: str, name: str, action: str, after: str
) -> None:
    thread = thread_in(state)
    answer = negotiator.post(act_on(thread, name), {"reason": "as agreed on the phone"})
    assert answer.status_code == 302
    assert Thread.objects.get(pk=thread.pk).state == after
    entry = AuditEntry.objects.filter(thread_id=thread.pk, action=action).first()
    assert entry is not None
    assert entry.actor == "kim@house.example"


@pytest.mark.parametrize("name", list(ACTIONS))
def test_viewer_may_look_and_not_act(viewer: Client, name: str) -> None:
    thread = thread_in("counter_received")
    shown = viewer.get(page_of(thread))
    assert shown.status_code == 200
    assert act_on(thread, name) not in shown.content.decode()
    assert viewer.post(act_on(thread, name), {"reason": "x"}).status_code == 403
    assert Thread.objects.get(pk=thread.pk).state == "counter_received"
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", list(ACTIONS))
def test_get_never_changes(negotiator: Client, name: str) -> None:
    thread = thread_in("counter_received")
    assert negotiator.get(act_on(thread, name)).status_code == 405
    assert Thread.objects.get(pk=thread.pk).state == "counter_received"
    assert not AuditEntry.objects.exists()


def test_staff_without_rights_and_strangers_see_nothing() -> None:
    thread = thread_in("counter_received")
    assert staff_with().get(page_of(thread)).status_code == 403
    assert Client().get(page_of(thread)).status_code == 302


def test_posting_without_token_is_refused(negotiator: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="kim"))
    thread = thread_in("awaiting_reply")
    assert strict.post(act_on(thread, "stop"), {"reason": "x"}).status_code == 403
    assert Thread.objects.get(pk=thread.pk).state == "awaiting_reply"


def test_missing_reason_changes_nothing(negotiator: Client) -> None:
    thread = thread_in("awaiting_reply")
    answer = negotiator.post(act_on(thread, "stop"), {"reason": " "})
    assert answer.status_code == 422
    assert Thread.objects.get(pk=thread.pk).state == "awaiting_reply"


def test_refused_offer_keeps_what_was_typed(negotiator: Client) -> None:
    thread = thread_in("counter_received")
    offer_of(thread)
    typed = {"amount": "99999", "reason": "they are worth it"}
    answer = negotiator.post(act_on(thread, "override"), typed)
    assert answer.status_code == 409
    assert "99999" in answer.content.decode()
    assert "they are worth it" in answer.content.decode()
    assert not OutgoingEmail.objects.exists()


def test_email_stopped_by_the_gate_keeps_its_words(negotiator: Client) -> None:
    thread = thread_in("counter_received")
    offer_of(thread)
    words = "Hi Mia, we can pay $77,777.00 at once."
    answer = negotiator.post(act_on(thread, "write"), {"body": words, "reason": "x"})
    assert answer.status_code == 409
    assert "$77,777.00 at once" in answer.content.decode()
    assert not OutgoingEmail.objects.exists()


def test_deal_is_closed_by_hand_at_the_ask(negotiator: Client) -> None:
    thread = thread_in("counter_received")
    offer_of(thread)
    Thread.objects.filter(pk=thread.pk).update(ask_amount=Decimal(1500))
    form = {"amount": "1500", "reason": "worth it"}
    assert negotiator.post(act_on(thread, "accept"), form).status_code == 302
    found = Thread.objects.get(pk=thread.pk)
    assert (found.state, found.agreed_amount) == ("agreed", Decimal(1500))
    assert AuditEntry.objects.filter(action="agreement.reached").count() == 1


@pytest.mark.parametrize("state", tuple(State))
def test_shown_buttons_are_not_refused_for_the_state(negotiator: Client, state: State) -> None:
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
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    negotiator: Client, name: str
) -> None:
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
def test_rows_are_neither_added_nor_deleted_nor_saved_here(negotiator: Client, verb: str) -> None:
    thread = thread_in("awaiting_reply")
    args = () if verb == "add" else (thread.pk,)
    assert (
        negotiator.get(reverse(f"admin:negotiations_thread_{verb}", args=args)).status_code == 403
    )
    assert negotiator.post(page_of(thread), {"state": "agreed"}).status_code == 405
    assert Thread.objects.get(pk=thread.pk).state == "awaiting_reply"


def test_needs_a_person_filter_and_search(negotiator: Client) -> None:
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


def test_transition_table_shows_every_state(viewer: Client) -> None:
    text = viewer.get(reverse("admin:negotiations_transitions")).content.decode()
    for state in State:
        assert state.replace("_", " ") in text


def test_the_table_says_what_a_mail_may_bring_about(viewer: Client) -> None:
    text = viewer.get(reverse("admin:negotiations_transitions")).content.decode()
    assert all(escape(words) in text for words in RIGHT_WORDS.values())


@pytest.mark.parametrize(
    "name", ["thread", "escalation", "message", "outgoingemail", "playbookversion"]
)
def test_page_of_a_row_needs_the_right_before_it_says_whether_the_row_exists(name: str) -> None:
    nobody = Client()
    nobody.force_login(User.objects.create_user("bo", "bo@house.example", "pw", is_staff=True))
    page = reverse(f"admin:negotiations_{name}_change", args=(999_999,))
    assert nobody.get(page).status_code == 403
