"""The evening's report: check 59."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from integrations.models import Notification
from negotiations.jobs.sweep import sweep
from negotiations.models import DailyReport, OutgoingEmail
from negotiations.outreach.commands.health import pause_mailbox
from negotiations.outreach.commands.setup import pause_outreach
from tests.negotiations.console import staff_with
from tests.negotiations.outreach.conftest import KIM, CycleHouse, perfect
from tests.work import drain


def busy_day(cycle: CycleHouse) -> None:
    """Send five mails of seven, hear two answers, and pause what sends."""
    cycle.limits(max_new_leads_per_day=50)
    campaign = cycle.campaign()
    cycle.imported(campaign, *(perfect(n) for n in range(1, 8)))
    assert cycle.day()["outreach_sent"] == 5
    cycle.reply("Sounds great, I am interested!", sender="mia5@gmail.com", push=False)
    cycle.poll()
    pause_outreach(campaign_id=campaign.pk, actor=KIM, reason="client asked", now=cycle.now)
    mailbox_id = OutgoingEmail.cold.values_list("mailbox", flat=True)[0]
    pause_mailbox(mailbox_id=mailbox_id, actor=KIM, reason="new signature", now=cycle.now)


def test_59_the_evenings_report_counts_lists_that_can_be_opened(cycle: CycleHouse) -> None:
    busy_day(cycle)
    sweep()
    drain()
    assert not DailyReport.objects.exists()
    cycle.now = cycle.now.replace(hour=19, minute=1)
    sweep()
    drain()
    report = DailyReport.objects.get()
    figures = report.body["campaigns"][0]["figures"]
    assert (figures["came in"], figures["first touches"], figures["answered"]) == (7, 5, 1)
    assert "client asked" in report.text and "new signature" in report.text
    assert "warm-up step 1 of this mailbox: 5 of 5 used" in report.text
    assert report.body["skipped"] == {"campaign_not_live": 6}
    browser = staff_with("view")
    page = browser.get(reverse("admin:negotiations_dailyreport_change", args=(report.pk,)))
    links = re.findall(r'href="([^"]+)"><b>(\d+)</b>', page.content.decode())
    assert len(links) == len(figures)
    for link, count in links:
        assert rows_on(browser, link) == int(count), link


def rows_on(browser: Client, link: str) -> int:
    """Return how many rows the page behind a figure shows."""
    return browser.get(link).content.decode().count("<tr data-row>")


def test_59_running_it_again_makes_no_second_one_and_tells_nobody_twice(cycle: CycleHouse) -> None:
    busy_day(cycle)
    cycle.now = cycle.now.replace(hour=19, minute=1)
    for _ in range(2):
        sweep()
        drain()
        call_command("daily_report")
    assert DailyReport.objects.count() == 1
    assert Notification.objects.filter(key__startswith="daily-report:").count() == 1


@pytest.mark.parametrize(
    ("is_live", "why"), [(False, "outreach is not switched on"), (True, "No plan was made today.")]
)
def test_59_an_empty_day_says_why(
    cycle: CycleHouse, capsys: pytest.CaptureFixture[str], is_live: bool, why: str
) -> None:
    cycle.limits()
    cycle.campaign(is_live=is_live)
    call_command("daily_report")
    assert why in capsys.readouterr().out


def test_a_house_without_outreach_gets_no_report_by_the_clock(cycle: CycleHouse) -> None:
    cycle.now = cycle.now.replace(hour=19, minute=1)
    sweep()
    drain()
    assert not DailyReport.objects.exists()


@pytest.mark.parametrize("day", ["yesterday", "2999-01-01"])
def test_a_day_that_is_none_is_refused(cycle: CycleHouse, day: str) -> None:
    with pytest.raises(CommandError):
        call_command("daily_report", day=day)
