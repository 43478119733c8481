"""Files of prospects in the console: columns, dry run, taken in once, by parts."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaigns.commands import imports
from campaigns.jobs.imports import run_import
from campaigns.models import Campaign, ImportBatch, Prospect
from negotiations.jobs.sweep import sweep
from tests.negotiations.console import HOSTILE, staff_with
from tests.negotiations.outreach.conftest import CycleHouse
from tests.work import drain, forget

TITLES = ("Who", "Mail", "Platform", "Handle", "Average Views")


@pytest.fixture
def manager(db: None) -> Client:
    return staff_with("view", "change", "add", "delete")


def file_of(*rows: tuple[str, ...], titles: tuple[str, ...] = TITLES) -> SimpleUploadedFile:
    """Return rows as a CSV file in somebody's own words."""
    text = io.StringIO()
    csv.writer(text).writerows([titles, *rows])
    return SimpleUploadedFile("people.csv", text.getvalue().encode())


def many(count: int) -> list[tuple[str, ...]]:
    return [
        (f"Ana Roe{n}", f"ana{n}@x.example", "TikTok", f"@ana{n}", "48.2K") for n in range(count)
    ]


def upload(browser: Client, campaign: Campaign, file: SimpleUploadedFile) -> int:
    given = {"campaign": campaign.pk, "file": file, "tab": ""}
    return browser.post(reverse("admin:campaigns_importbatch_upload"), given).status_code


def named(browser: Client, **columns: str) -> None:
    """Say what the columns of the newest file are, by their place."""
    pk = ImportBatch.objects.latest("pk").pk
    url = reverse("admin:campaigns_importbatch_columns", args=(pk,))
    assert browser.post(url, columns).status_code == 302


def commit(browser: Client, pk: int) -> int:
    return browser.post(reverse("admin:campaigns_importbatch_commit", args=(pk,))).status_code


def page_of(browser: Client, pk: int) -> str:
    answer = browser.get(reverse("admin:campaigns_importbatch_change", args=(pk,)))
    return re.sub(r"\s+", " ", answer.content.decode())


OURS = {
    **{"column_0": "name", "column_1": "email", "column_2": "platform", "column_3": "handle"},
    "column_4": "average_views",
}


def test_a_file_is_mapped_looked_at_and_taken_in(cycle: CycleHouse, manager: Client) -> None:
    campaign = cycle.campaign()
    rows = [*many(3), ("", "nobody@x.example", "TikTok", "@none", "1K")]
    assert upload(manager, campaign, file_of(*rows)) == 302
    batch = ImportBatch.objects.get()
    assert "<b>0</b>come in" in page_of(manager, batch.pk)
    named(manager, **OURS)
    seen = page_of(manager, batch.pk)
    assert "<b>3</b>come in" in seen and "<b>1</b>cells are refused" in seen
    assert not Prospect.objects.exists()
    assert commit(manager, batch.pk) == 302
    drain()
    batch.refresh_from_db()
    assert (batch.status, batch.rows_done, batch.new) == ("done", 3, 3)
    assert (batch.rejects[0]["row"], batch.rejects[0]["column"]) == (5, "Name")
    assert Prospect.objects.filter(views=48_200).count() == 3


def test_a_second_file_names_each_cell_that_changes_and_removes_nobody(
    cycle: CycleHouse, manager: Client
) -> None:
    campaign = cycle.campaign()
    for rows in (many(2), [("Ana Roe0", "ana0@x.example", "TikTok", "@ana0", "60K")]):
        upload(manager, campaign, file_of(*rows))
        named(manager, **OURS)
        pk = ImportBatch.objects.latest("pk").pk
        seen = page_of(manager, pk)
        commit(manager, pk)
        drain()
    assert "<td>E2</td>" in seen and "60,000" not in seen and "60K" in seen
    views = Prospect.objects.order_by("pk").values_list("views", flat=True)
    assert list(views) == [60_000, 48_200]
    assert not any(line["is_gone"] for p in Prospect.objects.all() for line in p.lines)


def test_the_same_file_is_imported_once(cycle: CycleHouse, manager: Client) -> None:
    campaign = cycle.campaign()
    upload(manager, campaign, file_of(*many(1)))
    first = ImportBatch.objects.get()
    named(manager, **OURS)
    commit(manager, first.pk)
    drain()
    given = {"campaign": campaign.pk, "file": file_of(*many(1)), "tab": ""}
    answer = manager.post(reverse("admin:campaigns_importbatch_upload"), given)
    assert answer.status_code == 409
    assert f"already imported in batch {first.pk}" in answer.content.decode()
    assert commit(manager, first.pk) == 409


def test_a_file_whose_wake_up_was_lost_is_taken_in_part_by_part(
    cycle: CycleHouse, manager: Client
) -> None:
    count = imports.PART + 3
    upload(manager, cycle.campaign(), file_of(*many(count)))
    batch = ImportBatch.objects.get()
    named(manager, **OURS)
    commit(manager, batch.pk)
    forget()  # the worker died with its queue
    sweep()
    drain()
    batch.refresh_from_db()
    assert (batch.status, batch.rows_done) == ("done", count)
    assert run_import(batch_id=batch.pk) == "skipped: over"
    assert Prospect.objects.count() == count


def test_two_columns_cannot_be_one_field(cycle: CycleHouse, manager: Client) -> None:
    upload(manager, cycle.campaign(), file_of(*many(1)))
    url = reverse("admin:campaigns_importbatch_columns", args=(ImportBatch.objects.get().pk,))
    answer = manager.post(url, {"column_0": "name", "column_1": "name"})
    assert answer.status_code == 409
    assert "Two columns cannot both be Name" in answer.content.decode()


def test_what_strangers_wrote_in_a_file_stays_text(cycle: CycleHouse, manager: Client) -> None:
    file = file_of((HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE), titles=(HOSTILE, *TITLES[1:]))
    upload(manager, cycle.campaign(), file)
    seen = page_of(manager, ImportBatch.objects.get().pk)
    assert "<script>alert" not in seen and "<img src=x" not in seen


def test_a_file_that_is_no_table_is_refused_at_once(cycle: CycleHouse, manager: Client) -> None:
    campaign = cycle.campaign()
    assert upload(manager, campaign, SimpleUploadedFile("x.pdf", b"%PDF-1.4")) == 422
    assert not ImportBatch.objects.exists()


def test_a_viewer_uploads_nothing(cycle: CycleHouse) -> None:
    viewer = staff_with("view")
    assert upload(viewer, cycle.campaign(), file_of(*many(1))) == 403


def test_somebody_added_by_hand_makes_nobody_leave(cycle: CycleHouse, manager: Client) -> None:
    campaign = cycle.campaign()
    for name in ("Ana Roe", "Bo Lund"):
        given = {"campaign": campaign.pk, "name": name, "platform": "TikTok", "handle": name[:3]}
        assert manager.post(reverse("admin:campaigns_approach_by_hand"), given).status_code == 302
    assert [p.lines[0]["is_gone"] for p in Prospect.objects.all()] == [False, False]
