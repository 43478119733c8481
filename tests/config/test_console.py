"""The first page, the navigation and the sign that nothing is real."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from campaigns.models import KillSwitch
from tests.negotiations.console import draft_of, escalation_of, mail_of, staff_with
from tests.negotiations.rows import NOW, campaign_of, thread_in

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture
def boss() -> Client:
    browser = Client()
    browser.force_login(User.objects.create_superuser("boss", "boss@house.example", "pw"))
    return browser


def test_every_tile_leads_to_as_many_rows_as_it_counts(boss: Client) -> None:
    campaign_of(name="Broken", status="quarantined", brief_errors=[])
    thread = thread_in("escalated")
    escalation_of(thread)
    draft_of(thread)
    draft_of(thread, step=1, status="unknown")
    mail_of(thread, thread, needs_person=True)
    mail_of(None, thread, needs_person=True)
    mail_of(None, thread, needs_person=True)
    tiles = boss.get(HOME).context["tiles"]
    counts = {tile.label: tile.count for tile in tiles}
    assert counts == {
        "Escalations": 1,
        "Drafts to approve": 1,
        "Unmatched mail": 2,
        "Mail to look at": 1,
        "Emails that are stuck": 1,
        "Briefs to fix": 1,
    }
    for tile in tiles:
        shown = boss.get(tile.link)
        assert shown.status_code == 200
        if "cl" in shown.context:
            assert shown.context["cl"].result_count == tile.count, tile.label


def test_quiet_day_says_so(boss: Client) -> None:
    assert "Nothing needs you now" in boss.get(HOME).content.decode()


def test_kill_switch_is_shown_on_the_first_page(boss: Client) -> None:
    KillSwitch.objects.create(scope="house", reason="wrong prices", set_by="kim", set_at=NOW)
    assert "wrong prices" in boss.get(HOME).content.decode()


def test_first_page_takes_as_many_queries_for_three_campaigns_as_for_one(boss: Client) -> None:
    escalation_of(thread_in("escalated"))
    boss.get(HOME)
    with CaptureQueriesContext(connection) as one:
        boss.get(HOME)
    for name in ("Two", "Three"):
        draft_of(thread_in("escalated", campaign_of(name=name)))
    with CaptureQueriesContext(connection) as three:
        assert len(boss.get(HOME).context["progress"]) == 3
    assert len(three) == len(one)


def test_account_without_a_role_sees_no_figures() -> None:
    campaign_of(name="Secret launch")
    text = staff_with().get(HOME).content.decode()
    assert "no role yet" in text
    assert "Secret launch" not in text


@pytest.mark.parametrize("address", [HOME, "/admin/negotiations/thread/", "/admin/login/"])
def test_sandbox_is_named_on_every_page(boss: Client, settings: Settings, address: str) -> None:
    settings.IS_SANDBOX, settings.GMAIL_MODE = True, "sandbox"
    browser = Client() if address.endswith("login/") else boss
    assert "<strong>SANDBOX</strong>" in browser.get(address).content.decode()
    settings.IS_SANDBOX, settings.GMAIL_MODE = False, "live"
    assert "<strong>SANDBOX</strong>" not in browser.get(address).content.decode()


def test_login_leads_to_the_first_page(boss: Client) -> None:
    browser = Client()
    form = re.search(
        r'<form action="([^"]+)" method="post" id="login-form"',
        browser.get("/admin/login/").content.decode(),
    )
    assert form
    answer = browser.post(form[1], {"username": "boss", "password": "pw"})
    assert answer.headers["Location"] == HOME


def test_every_entry_of_the_navigation_opens(boss: Client) -> None:
    groups = boss.get(HOME).context["sidebar_navigation"]
    links = [str(item["link"]) for group in groups for item in group["items"]]
    assert len(links) > 15
    for link in links:
        assert boss.get(link).status_code == 200, link


def test_nothing_is_loaded_from_elsewhere(boss: Client) -> None:
    thread = thread_in("escalated")
    for address in (HOME, reverse("admin:negotiations_thread_change", args=(thread.pk,))):
        text = boss.get(address).content.decode()
        assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]+\.(?:js|css|woff2?)', text)
