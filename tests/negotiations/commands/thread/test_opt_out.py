"""An opt-out: rows, trail and mail together, once."""

import pytest

from audit.models import AuditEntry
from campaigns.models import Contact, Suppression
from negotiations.commands.thread.opt_out import unsubscribe
from negotiations.models import Escalation, Offer, OutgoingEmail, Thread
from tests.negotiations.console import draft_of, escalation_of
from tests.negotiations.rows import NOW, campaign_of, offer_of, thread_in

pytestmark = pytest.mark.django_db


def suppressed() -> set[str]:
    return set(Suppression.objects.values_list("email", flat=True))


def test_the_link_stops_the_thread_its_mail_and_every_address_of_the_influencer() -> None:
    thread = thread_in("escalated")
    escalation_of(thread)
    Contact.objects.create(influencer=thread.influencer, email="Agent@Lark.example")
    offer = offer_of(thread, status="drafted")
    draft = draft_of(thread, purpose="counter", offer=offer)

    assert unsubscribe(token=draft.unsubscribe_token, now=NOW)

    assert Thread.objects.get(pk=thread.pk).state == "stopped"
    assert suppressed() == {thread.influencer.email, "agent@lark.example"}
    assert OutgoingEmail.objects.get(pk=draft.pk).status == "discarded"
    assert Offer.objects.get(pk=offer.pk).status == "withdrawn"
    assert not Escalation.objects.filter(closed_at__isnull=True).exists()
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"influencer.suppressed", "email.discarded", "thread.moved"} <= actions


def test_their_other_open_threads_stop_too_and_other_people_s_go_on() -> None:
    thread, stranger = thread_in("awaiting_reply"), thread_in("awaiting_reply")
    other = thread_in("counter_sent", campaign_of(name="Autumn"))
    Thread.objects.filter(pk=other.pk).update(influencer=thread.influencer)

    unsubscribe(token=draft_of(thread).unsubscribe_token, now=NOW)

    states = dict(Thread.objects.values_list("pk", "state"))
    assert states[other.pk] == states[thread.pk] == "stopped"
    assert states[stranger.pk] == "awaiting_reply"


@pytest.mark.parametrize("state", ["agreed", "rejected", "stopped"])
def test_after_the_end_the_state_stays_and_the_address_is_kept_away(state: str) -> None:
    thread = thread_in(state)
    draft = draft_of(thread)

    assert unsubscribe(token=draft.unsubscribe_token, now=NOW)

    assert Thread.objects.get(pk=thread.pk).state == state
    assert thread.influencer.email in suppressed()
    assert OutgoingEmail.objects.get(pk=draft.pk).status == "discarded"


def test_a_repeat_changes_nothing() -> None:
    token = draft_of(thread_in("awaiting_reply")).unsubscribe_token
    unsubscribe(token=token, now=NOW)
    entries = AuditEntry.objects.count()

    assert not unsubscribe(token=token, now=NOW)
    assert AuditEntry.objects.count() == entries


def test_an_unknown_token_leaves_no_trace() -> None:
    draft_of(thread_in("awaiting_reply"))

    with pytest.raises(OutgoingEmail.DoesNotExist):
        unsubscribe(token="nobody's", now=NOW)
    assert suppressed() == set()
    assert not AuditEntry.objects.exists()
