"""A person says who is who, mends a prospect, and takes it back."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from audit.models import AuditEntry
from campaigns.commands.mending import mend_prospect
from campaigns.commands.people import (
    identity_preview,
    say_other_person,
    say_same_person,
    undo_identity,
)
from campaigns.commands.roster.store import store_roster
from campaigns.commands.status import CampaignRefused
from campaigns.domain.roster.parsing import parse_roster
from campaigns.models import Campaign, Influencer, Prospect
from tests.negotiations.console import staff_with
from tests.work import forget
from tests.world import make_campaign

HEADER = ["Name", "Email", "Platform", "Handle", "Average Views"]
LIN = ["Lin Ka", "lin@try.example", "Instagram", "@shared", "50K"]
OLIVE = ["Olive Other", "olive@try.example", "Instagram", "@shared", "50K"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    yield
    forget()


def store(campaign: Campaign, *rows: list[str]) -> None:
    store_roster(
        campaign_id=campaign.pk,
        roster=parse_roster(HEADER, rows),
        source="Roster",
        actor="sheets",
        now=timezone.now(),
    )


@pytest.fixture
def doubtful() -> Prospect:
    store(make_campaign("one"), LIN)
    store(make_campaign("two"), OLIVE)
    return Prospect.objects.get(campaign__external_id="two")


def queued_jobs() -> list[str]:
    """Return the paths of the jobs that wait, oldest first."""
    rows = OrmQ.objects.order_by("id")
    return [SignedPackage.loads(row.payload)["args"][0] for row in rows]


def by(**more: Any) -> dict[str, Any]:
    return {"actor": "ana", "reason": "asked them", "now": timezone.now(), **more}


def fresh(prospect: Prospect) -> Prospect:
    return Prospect.objects.select_related("influencer").get(pk=prospect.pk)


@pytest.mark.skipif(bool(os.environ.get("BROKER_URL")), reason="looks into the queue's table")
def test_the_same_person_is_written_to_at_the_known_address(doubtful: Prospect) -> None:
    assert "Lin Ka at lin@try.example" in identity_preview(doubtful)["same"]
    forget()
    say_same_person(prospect_id=doubtful.pk, **by())
    now = fresh(doubtful)
    assert (now.influencer.name, now.influencer.email) == ("Lin Ka", "lin@try.example")
    assert now.status == "ready" and now.influencer.contacts.count() == 2
    assert "open_campaign" in queued_jobs()[-1]
    assert AuditEntry.objects.filter(action="prospect.changed", actor="ana").count() == 1


def test_somebody_else_is_written_to_at_the_rows_address(doubtful: Prospect) -> None:
    assert "Olive Other at olive@try.example" in identity_preview(doubtful)["other"]
    say_other_person(prospect_id=doubtful.pk, **by())
    now = fresh(doubtful)
    assert (now.influencer.email, now.status) == ("olive@try.example", "ready")
    owner = Influencer.objects.get(identities__handle="shared")
    assert owner.name == "Lin Ka", "the account stays with whoever had it"


def test_a_word_holds_at_the_next_reading(doubtful: Prospect) -> None:
    say_other_person(prospect_id=doubtful.pk, **by())
    store(doubtful.campaign, OLIVE)
    assert fresh(doubtful).status == "ready"


@pytest.mark.parametrize("say", [say_same_person, say_other_person])
def test_a_word_can_be_taken_back(doubtful: Prospect, say: Callable[..., Any]) -> None:
    before = fresh(doubtful)
    say(prospect_id=doubtful.pk, **by())
    undo_identity(prospect_id=doubtful.pk, **by())
    now = fresh(doubtful)
    assert (now.status, now.problem, now.influencer_id, now.lines) == (
        "needs_person",
        before.problem,
        before.influencer_id,
        before.lines,
    )
    with pytest.raises(CampaignRefused, match="Nobody has decided"):
        undo_identity(prospect_id=doubtful.pk, **by())


def test_a_row_given_to_somebody_else_becomes_a_person_of_its_own() -> None:
    campaign = make_campaign("one")
    store(campaign, [*LIN[:4], ""])
    prospect = Prospect.objects.get()
    store(campaign, OLIVE)
    say_other_person(prospect_id=prospect.pk, **by())
    now = fresh(prospect)
    assert (now.influencer.name, now.influencer.email) == ("Olive Other", "olive@try.example")
    assert Influencer.objects.get(name="Lin Ka").email == "lin@try.example"


@pytest.mark.parametrize("status", ["opened", "ready"])
def test_only_a_doubt_can_be_decided(doubtful: Prospect, status: str) -> None:
    Prospect.objects.filter(pk=doubtful.pk).update(status=status)
    for say in (say_same_person, say_other_person):
        with pytest.raises(CampaignRefused):
            say(prospect_id=doubtful.pk, **by())
    assert not AuditEntry.objects.filter(actor="ana").exists()


@pytest.mark.skipif(bool(os.environ.get("BROKER_URL")), reason="looks into the queue's table")
def test_a_prospect_is_mended_in_place_and_its_opening_follows() -> None:
    campaign = make_campaign("one")
    store(campaign, ["No Mail", "", "Instagram", "@nomail", ""])
    prospect = Prospect.objects.get()
    forget()
    given = {"email": "no@mail.example", "views": "40K", "handle": ""}
    mend_prospect(prospect_id=prospect.pk, given=given, **by())
    now = fresh(prospect)
    assert (now.influencer.email, now.views, now.status) == ("no@mail.example", 40_000, "ready")
    assert "open_campaign" in queued_jobs()[-1]
    store(campaign, ["No Mail", "", "Instagram", "@nomail", ""])
    assert fresh(prospect).views == 40_000, "it holds while the sheet says what it said"
    store(campaign, ["No Mail", "", "Instagram", "@nomail", "60K"])
    assert fresh(prospect).views == 60_000


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"email": "nobody"}, "email: 'nobody' is not an email address"),
        ({"views": "0"}, "views: '0' is not above zero"),
        ({"handle": "Instagram"}, "names a site or a link"),
        ({"handle": "@shared"}, "is the account of Lin Ka"),
        ({}, "Nothing was typed"),
    ],
)
def test_what_cannot_be_mended_is_named_and_nothing_changes(
    given: dict[str, Any], words: str
) -> None:
    store(make_campaign("one"), LIN, ["No Mail", "", "Instagram", "@nomail", "5K"])
    prospect = Prospect.objects.get(influencer__name="No Mail")
    with pytest.raises(CampaignRefused, match=words):
        mend_prospect(prospect_id=prospect.pk, given=given, **by())
    assert fresh(prospect).influencer.email == ""


def test_the_page_shows_the_doubt_its_preview_and_the_buttons(doubtful: Prospect) -> None:
    manager = staff_with("view", "change")
    page = reverse("admin:campaigns_prospect_change", args=(doubtful.pk,))
    shown = manager.get(page).content.decode()
    assert "is known as Lin Ka" in shown and "Written to as Olive Other" in shown
    who = reverse("admin:campaigns_prospect_who", args=(doubtful.pk, "other"))
    assert manager.post(who, {"reason": "asked her"}).status_code == 302
    assert fresh(doubtful).status == "ready"
    mend = reverse("admin:campaigns_prospect_mend", args=(doubtful.pk,))
    assert manager.post(mend, {"views": "80K", "reason": "she said"}).status_code == 302
    assert fresh(doubtful).views == 80_000


def test_only_those_who_may_change_say_who_is_who(doubtful: Prospect) -> None:
    viewer = staff_with("view")
    page = reverse("admin:campaigns_prospect_change", args=(doubtful.pk,))
    assert "It is somebody else" not in viewer.get(page).content.decode()
    for name, more in (("who", ("other",)), ("mend", ())):
        address = reverse(f"admin:campaigns_prospect_{name}", args=(doubtful.pk, *more))
        assert viewer.post(address, {"reason": "x", "views": "1"}).status_code == 403
    assert fresh(doubtful).status == "needs_person"
