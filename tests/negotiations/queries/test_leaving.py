"""Everything that keeps an email from leaving, each by its own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from campaigns.models import KillSwitch, Suppression
from negotiations.models import OutgoingEmail
from negotiations.queries.leaving import why_never, why_not_yet
from tests.negotiations.console import draft_of, mail_of
from tests.negotiations.rows import NOW, campaign_of, thread_in

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
Change = Callable[[OutgoingEmail], object]


def a_counter(**values: object) -> OutgoingEmail:
    """A counter that may leave as it is."""
    return draft_of(thread_in("counter_received"), purpose="counter", status="ready", **values)


def _set(row: str, **values: object) -> Change:
    def change(email: OutgoingEmail) -> None:
        found = {
            "thread": email.thread,
            "campaign": email.thread.campaign,
            "mailbox": email.thread.mailbox,
        }[row]
        for name, value in values.items():
            setattr(found, name, value)
        found.save()

    return change


def _suppress(email: OutgoingEmail) -> None:
    address = email.thread.influencer.email.lower()
    Suppression.objects.create(email=address, source="reply", created_at=NOW)


def _switch(scope: str, of: Callable[[OutgoingEmail], int | None]) -> Change:
    def change(email: OutgoingEmail) -> None:
        KillSwitch.objects.create(
            scope=scope, scope_id=of(email) or 0, reason="wrong list", set_by="ana", set_at=NOW
        )

    return change


def test_a_counter_in_its_state_may_leave() -> None:
    email = a_counter()

    assert why_never(email) == ""
    assert why_not_yet(email, now=NOW) == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(_suppress, "an addressee opted out", id="to"),
        pytest.param(
            _set("thread", managed_by="person", claimed_by="ana@house.example"),
            "ana@house.example took the thread over",
            id="a person drives",
        ),
        pytest.param(
            _set("campaign", status="stopped"), "the campaign was stopped", id="stopped campaign"
        ),
        pytest.param(
            lambda email: mail_of(email.thread, email.thread, stored_at=LATER),
            "they wrote again",
            id="newer mail",
        ),
    ],
)
def test_what_forbids_a_mail_for_good(change: Change, reason: str) -> None:
    email = a_counter()
    change(email)

    assert why_never(email) == reason


def test_a_person_s_own_mail_leaves_a_thread_that_a_person_drives() -> None:
    email = a_counter(approved_by="ana@house.example")
    _set("thread", managed_by="person", claimed_by="ana@house.example")(email)

    assert why_never(email) == ""


def test_a_mail_that_answers_no_turn_leaves_although_they_wrote_again() -> None:
    email = draft_of(thread_in("agreed"), purpose="agreement", status="ready")
    mail_of(email.thread, email.thread, stored_at=LATER)

    assert why_never(email) == ""


@pytest.mark.parametrize(
    ("purpose", "state", "may"),
    [
        ("opening", "initial_offer", True),
        ("opening", "escalated", True),
        ("opening", "awaiting_reply", False),
        ("counter", "counter_received", True),
        ("counter", "counter_sent", False),
        ("answer", "stale", True),
        ("reminder", "awaiting_reply", True),
        ("reminder", "counter_received", False),
        ("agreement", "agreed", True),
        ("agreement", "rejected", False),
        ("exit", "rejected", True),
        ("exit", "stopped", False),
        ("manual", "stopped", True),
        pytest.param("counter", "paused", True, id="counter-paused: it only waits"),
    ],
)
def test_each_purpose_has_its_states(purpose: str, state: str, may: bool) -> None:
    email = draft_of(thread_in(state), purpose=purpose, status="ready")

    assert why_never(email) == ("" if may else f"the thread is {state}")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(_switch("house", lambda e: 0), "kill switch (house): wrong list", id="house"),
        pytest.param(
            _switch("client", lambda e: e.thread.campaign.client_id), "(client)", id="client"
        ),
        pytest.param(
            _switch("campaign", lambda e: e.thread.campaign_id), "(campaign)", id="campaign"
        ),
        pytest.param(_switch("mailbox", lambda e: e.thread.mailbox_id), "(mailbox)", id="mailbox"),
        pytest.param(_set("campaign", status="paused"), "the campaign is paused", id="campaign"),
        pytest.param(_set("mailbox", is_paused=True), "is paused", id="mailbox paused"),
        pytest.param(
            _set("mailbox", sending_waits_until=LATER, wait_reason="Gmail's limit"),
            "Gmail's limit (next try 2026-11-21 10:00 UTC)",
            id="the vendor said later",
        ),
        pytest.param(_set("mailbox", daily_cap=0), "reached its cap of 0", id="cap"),
    ],
)
def test_what_lets_a_mail_wait(change: Change, words: str) -> None:
    email = a_counter()
    change(email)

    assert words in why_not_yet(email, now=NOW)
    assert why_never(email) == ""


def test_a_paused_thread_lets_its_mail_wait() -> None:
    email = draft_of(thread_in("paused"), purpose="counter", status="ready")

    assert why_not_yet(email, now=NOW) == "the thread is paused"


def test_a_switch_of_another_campaign_stops_nothing() -> None:
    email = a_counter()
    other = campaign_of(name="Autumn")
    _switch("campaign", lambda e: other.pk)(email)

    assert why_not_yet(email, now=NOW) == ""


def test_the_vendor_s_wait_ends() -> None:
    email = a_counter()
    _set("mailbox", sending_waits_until=NOW, wait_reason="Gmail's limit")(email)

    assert why_not_yet(email, now=NOW) == ""


def test_live_mail_needs_a_postal_address(settings: Settings) -> None:
    settings.GMAIL_MODE, settings.SENDER_POSTAL_ADDRESS = "live", ""

    assert why_not_yet(a_counter(), now=NOW) == "SENDER_POSTAL_ADDRESS is not set"
