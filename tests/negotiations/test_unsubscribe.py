"""The link under our mails."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from campaigns.models import Suppression
from negotiations.models import OutgoingEmail, Thread
from tests.work import drain, forget
from tests.world import make_campaign, make_thread, use_sandbox


@pytest.fixture
def link(db: None, settings: Settings) -> Iterator[str]:
    use_sandbox(settings)
    forget()
    make_thread(make_campaign())
    yield f"/u/{OutgoingEmail.objects.get().unsubscribe_token}"
    forget()


def post(path: str) -> Any:
    """Post as a mail provider's robot does: no cookie, no token, no referrer."""
    return Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})


def test_looking_at_the_page_changes_nothing(link: str) -> None:
    for method in ("get", "head"):
        response = getattr(Client(), method)(link)
        assert response.status_code == 200 and not response.cookies
    assert b"<form" in Client().get(link).content
    assert not Suppression.objects.exists()
    assert Thread.objects.get().state == "awaiting_reply"


def test_one_post_unsubscribes_without_cookie_or_redirect(link: str) -> None:
    response = post(link)
    assert response.status_code == 200 and not response.cookies
    assert Thread.objects.get().state == "stopped"
    suppressed = Suppression.objects.get()
    assert (suppressed.email, suppressed.source) == ("mia@lark.example", "link")


def test_a_repeat_is_answered_alike_and_adds_nothing(link: str) -> None:
    post(link)
    entries = AuditEntry.objects.count()
    assert post(link).status_code == 200
    assert AuditEntry.objects.count() == entries and Suppression.objects.count() == 1


def test_every_thread_of_the_person_stops(link: str) -> None:
    first = Thread.objects.get()
    other = make_thread(make_campaign("t-2"), "Bo Finch")
    Thread.objects.filter(pk=other.pk).update(influencer=first.influencer)
    post(link)
    assert set(Thread.objects.values_list("state", flat=True)) == {"stopped"}


def test_the_addressee_is_suppressed_even_after_the_address_changed(link: str) -> None:
    thread = Thread.objects.get()
    thread.influencer.email = "new@lark.example"
    thread.influencer.save()
    post(link)
    known = set(Suppression.objects.values_list("email", flat=True))
    assert known == {"mia@lark.example", "new@lark.example"}


def test_what_waited_to_leave_never_leaves(link: str) -> None:
    Thread.objects.get()
    email = OutgoingEmail.objects.get()
    OutgoingEmail.objects.filter(pk=email.pk).update(status="ready", provider_message_id="")
    post(link)
    drain()
    assert OutgoingEmail.objects.get().status == "discarded"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_token_is_404(db: None, method: str) -> None:
    assert getattr(Client(), method)("/u/nobody").status_code == 404
    assert not Suppression.objects.exists()


def test_other_methods_are_refused(link: str) -> None:
    assert Client().put(link).status_code == 405
