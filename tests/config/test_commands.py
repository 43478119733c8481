"""The management commands, as a shell line calls them."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from campaigns.models import KillSwitch
from integrations.models import ApiKey, Mailbox
from negotiations.models import Message, OutgoingEmail, Thread
from tests.fakes.clickup import TOKEN, FakeClickUp
from tests.work import drain, forget
from tests.world import make_campaign, make_thread, run, the_mailbox, use_sandbox


@pytest.fixture
def house(db: None, settings: Settings) -> Iterator[Settings]:
    use_sandbox(settings)
    forget()
    yield settings
    forget()


@pytest.fixture
def clickup() -> Iterator[FakeClickUp]:
    with FakeClickUp() as fake:
        yield fake


# --- audit --------------------------------------------------------------------------------


def test_audit_prints_a_table_cut_to_its_widths(house: Settings) -> None:
    make_thread(make_campaign(), "Mia Larkington-Featherstonehaugh")
    lines = run("audit", "--event-type", "email_sent").splitlines()
    head = "Timestamp Event Influencer Campaign State Direction"
    assert lines[0].split() == head.split()
    assert len(lines) == 3
    assert lines[2][:20].endswith("Z") and lines[2][49:69] == "Mia Larkington-Fe..."
    assert "86task1" in lines[2] and lines[2].endswith("outbound")


@pytest.mark.parametrize("word", ["id", "external id"])
def test_audit_takes_either_id_of_a_campaign(house: Settings, word: str) -> None:
    campaign = make_campaign()
    make_thread(campaign)
    name = str(campaign.pk) if word == "id" else "86task1"
    found = json.loads(run("audit", "--campaign", name, "--format", "json"))
    assert found and {item["campaign_id"] for item in found} == {campaign.pk}


def test_audit_includes_the_whole_last_day(house: Settings) -> None:
    make_thread(make_campaign())
    today = timezone.localdate().isoformat()
    assert "No results" not in run("audit", "--since", today, "--until", today)
    assert "No results" not in run("audit", "--from-date", today, "--to-date", today)
    earlier = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert run("audit", "--until", earlier).strip() == "No results found."
    assert "No results" not in run("audit", "--since", "2999-01-01", "--last", "2h")


def test_audit_csv_has_every_column_and_runs_no_formula(house: Settings) -> None:
    make_thread(make_campaign(), "=Mia Lark")
    rows = list(csv.DictReader(io.StringIO(run("audit", "--format", "csv", "--limit", "3"))))
    assert len(rows) == 3 and json.loads(rows[0]["data"]) is not None
    assert {row["influencer"] for row in rows} == {"'=Mia Lark"}


@pytest.mark.parametrize(
    "words",
    [
        ("--last", "soon"),
        ("--since", "monday"),
        ("--action", "email.teleported"),
        ("--campaign", "nobody"),
        ("--limit", "0"),
    ],
    ids=lambda words: words[0],
)
def test_audit_refuses_what_it_does_not_understand(house: Settings, words: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        run("audit", *words)


# --- keys and credentials -----------------------------------------------------------------


def test_the_key_stands_alone_on_the_last_line_and_opens_the_api(house: Settings) -> None:
    key = run("create_api_key", "dashboard").splitlines()[-1]
    headers = {"Authorization": f"Bearer {key}"}
    assert Client(headers=headers).get("/api/v1/campaigns").status_code == 200
    assert key not in str(list(ApiKey.objects.values())) and key not in str(
        list(AuditEntry.objects.values())
    )


def test_a_name_is_given_to_one_key_only(house: Settings) -> None:
    run("create_api_key", "dashboard")
    with pytest.raises(CommandError, match="already"):
        run("create_api_key", "dashboard")


def test_a_key_is_made_with_a_scope_and_a_lifetime_and_revoked_by_name(house: Settings) -> None:
    key = run("create_api_key", "reports", "--scope", "read", "--expires", "30").splitlines()[-1]
    row = ApiKey.objects.get()
    assert row.scope == "read" and row.expires_at
    assert (row.expires_at - row.created_at).days == 30
    assert "revoked" in run("revoke_api_key", "reports")
    client = Client(headers={"Authorization": f"Bearer {key}"})
    assert client.get("/api/v1/campaigns").status_code == 401
    with pytest.raises(CommandError, match="no key called 'reports' in use"):
        run("revoke_api_key", "reports")
    events = AuditEntry.objects.filter(action__startswith="api_key.").order_by("id")
    assert [entry.action for entry in events] == ["api_key.created", "api_key.revoked"]
    assert "scope read" in events[0].summary


@pytest.mark.parametrize(
    "words", [("--scope", "all"), ("--expires", "0"), ("--expires", "99999"), ("--expires", "soon")]
)
def test_a_key_of_no_known_kind_is_not_made(house: Settings, words: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        run("create_api_key", "reports", *words)
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_of_the_trail_is_an_entry_of_it(house: Settings, form: str) -> None:
    run("audit")
    assert not AuditEntry.objects.filter(action="data.exported").exists()
    run("audit", "--format", form)
    entry = AuditEntry.objects.get(action="data.exported")
    assert entry.data["format"] == form and f"as {form}" in entry.summary


def test_credentials_are_ok_missing_or_refused(house: Settings, clickup: FakeClickUp) -> None:
    assert run("check_credentials").count(": ok") == 5
    house.CLICKUP_MODE, house.CLICKUP_API_URL = "live", clickup.api_url
    house.SLACK_MODE, house.SLACK_BOT_TOKEN = "live", ""
    house.READ_RETRY_WAIT_SECONDS = 0.01
    house.CLICKUP_API_TOKEN = TOKEN
    out = io.StringIO()
    with pytest.raises(CommandError, match="slack"):
        call_command("check_credentials", stdout=out)
    assert "clickup: ok (John)" in out.getvalue() and "slack: missing" in out.getvalue()
    house.CLICKUP_API_TOKEN = "pk_2_OTHER"
    out = io.StringIO()
    with pytest.raises(CommandError, match="clickup"):
        call_command("check_credentials", stdout=out)
    assert "clickup: refused" in out.getvalue()


# --- kill switch --------------------------------------------------------------------------


def test_the_switch_stops_a_campaigns_mail_and_lets_it_go_again(house: Settings) -> None:
    campaign = make_campaign()
    run("kill_switch", "on", "--scope", "campaign", "--id", "86task1", "--reason", "a mistake")
    assert KillSwitch.objects.get().scope_id == campaign.pk
    make_thread(campaign)
    assert OutgoingEmail.objects.get().status == "ready"
    run("kill_switch", "off", "--scope", "campaign", "--id", str(campaign.pk), "--reason", "ok")
    assert not KillSwitch.objects.exists()
    actions = AuditEntry.objects.filter(action__startswith="kill_switch").order_by("id")
    assert list(actions.values_list("summary", flat=True)) == ["a mistake", "ok"]


@pytest.mark.parametrize("scope", ["house", "agency"])
def test_the_house_has_no_id(house: Settings, scope: str) -> None:
    run("kill_switch", "on", "--scope", scope, "--reason", "stop all")
    switch = KillSwitch.objects.get()
    assert (switch.scope, switch.scope_id) == ("house", 0)


@pytest.mark.parametrize(
    "words",
    [
        ("--scope", "campaign", "--reason", "x"),
        ("--scope", "campaign", "--id", "999", "--reason", "x"),
        ("--scope", "client", "--id", "abc", "--reason", "x"),
        ("--scope", "house", "--id", "1", "--reason", "x"),
        ("--scope", "house", "--reason", " "),
        ("--scope", "house"),
        ("--scope", "world", "--reason", "x"),
    ],
    ids=" ".join,
)
def test_a_switch_that_would_stop_nothing_is_refused(
    house: Settings, words: tuple[str, ...]
) -> None:
    with pytest.raises(CommandError):
        run("kill_switch", "on", *words)
    assert not KillSwitch.objects.exists()


# --- mailboxes ----------------------------------------------------------------------------


def test_renewing_the_watch_keeps_the_mark(house: Settings) -> None:
    mailbox = the_mailbox()
    Mailbox.objects.update(history_mark=41)
    assert "watched until" in run("renew_gmail_watch")
    mailbox.refresh_from_db()
    assert mailbox.history_mark == 41 and mailbox.watch_expires_at
    assert mailbox.watch_expires_at > timezone.now()


def test_a_live_watch_needs_a_topic(house: Settings) -> None:
    house.GMAIL_MODE, house.GMAIL_PUBSUB_TOPIC = "live", ""
    with pytest.raises(CommandError, match="GMAIL_PUBSUB_TOPIC"):
        run("renew_gmail_watch")


def labelled(tmp_path: Path) -> Path:
    """Return three labelled mails: new words, a page, and a raw machine mail."""
    bounce = (
        "From: MAILER-DAEMON@mx.example\nTo: deals@house.example\nSubject: failure notice\n"
        "In-Reply-To: <old@x>\nReferences: <old@x>\n <older@x>\nMessage-ID: <b1@mx.example>\n\n"
        "Hi. This is the qmail-send program.\n"
    )
    rows = [
        {"id": "1", "kind": "text", "raw": "Sounds great, let's do it!"},
        {"id": "2", "kind": "html", "raw": "<p>My rate is <b>$1,700</b></p>"},
        {"id": "3", "label": "bounce", "raw": bounce},
    ]
    path = tmp_path / "mails.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_labelled_mails_arrive_as_replies_of_the_campaigns_threads(
    house: Settings, tmp_path: Path
) -> None:
    campaign = make_campaign()
    mia, bo = make_thread(campaign), make_thread(campaign, "Bo Finch")
    make_thread(make_campaign("t-2"), "Cy Wren")
    run("sandbox_deliver", str(labelled(tmp_path)), campaign="86task1")
    kept = Message.objects.order_by("pk")
    assert [m.thread_id for m in kept] == [mia.pk, bo.pk, mia.pk]
    assert [m.sender for m in kept] == [
        "mia@lark.example", "bo@lark.example", "mailer-daemon@mx.example",
    ]  # fmt: skip
    assert kept[2].message_id == "<b1@mx.example>" and b"old" not in bytes(kept[2].raw)
    assert kept[2].kind == "bounce"
    drain()
    assert Thread.objects.get(pk=mia.pk).state == "agreed"


def test_an_eml_file_is_delivered_and_a_limit_holds(house: Settings, tmp_path: Path) -> None:
    make_thread(make_campaign())
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Mia <mia@lark.example>", "Re: hello"
    mail.set_content("I'll think about it.")
    (tmp_path / "one.eml").write_bytes(mail.as_bytes().replace(b"\n", b"\r\n"))
    run("sandbox_deliver", str(tmp_path / "one.eml"))
    assert Message.objects.get().thread is not None
    run("sandbox_deliver", str(labelled(tmp_path)), limit=2)
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.example\rSubject: old\r\rwords\r",
        b"From mbox@b.example Thu Jan 1\nFrom: a@b.example\nSubject: x\n\nwords\n",
        b"From: a@b.example\nX-Broken: one\nnot a header\nSubject: x\n\nwords\n",
        b"From: a@b.example\r\nReferences: <1@x>\r\n\t<2@x>\r\n\r\nReferences: kept\r\n",
    ],
    ids=["lone carriage returns", "mailbox line", "broken header", "old references"],
)
def test_a_raw_mail_of_any_shape_finds_its_thread(
    house: Settings, tmp_path: Path, raw: bytes
) -> None:
    thread = make_thread(make_campaign())
    (tmp_path / "odd.eml").write_bytes(raw)
    run("sandbox_deliver", str(tmp_path / "odd.eml"))
    kept = Message.objects.get()
    assert (kept.thread, kept.sender) == (thread, "a@b.example")
    assert bytes(kept.raw).endswith(raw[-8:]) and b"<2@x>" not in bytes(kept.raw)


def test_nothing_is_delivered_outside_the_sandbox(house: Settings, tmp_path: Path) -> None:
    house.GMAIL_MODE = "dry_run"
    with pytest.raises(CommandError, match="not sandbox"):
        run("sandbox_deliver", str(labelled(tmp_path)))
