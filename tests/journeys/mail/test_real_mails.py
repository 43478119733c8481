"""Real public mails delivered as replies: none lost, none raises, no machine is answered."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from integrations.models import SandboxMail
from negotiations.jobs import sweep as sweeping
from negotiations.models import Message, OutgoingEmail, Thread
from tests.work import drain, forget

# The machine mails come sorted by label, so all of them are delivered.
ROWS = {"machine_mail.dev.jsonl": 220, "reply_parsing.dev.jsonl": 100}


@pytest.fixture
def sandbox(db: None, settings: Settings) -> None:
    """A sandbox whose openings left; its simulated people stay silent."""
    forget()
    for vendor in ("GMAIL", "SHEETS", "SLACK", "CLICKUP", "ANTHROPIC"):
        setattr(settings, f"{vendor}_MODE", "sandbox")
    settings.SEND_HOLD_SECONDS = 0
    settings.IS_SANDBOX = True
    call_command("bootstrap_sandbox")
    drain()


@pytest.mark.parametrize("name", list(ROWS))
def test_labelled_mails_are_kept_worked_and_safe(
    sandbox: None, evaluation_dir: Path, name: str
) -> None:
    rows = ROWS[name]
    before = SandboxMail.objects.filter(direction="out").count()
    call_command("sandbox_deliver", str(evaluation_dir / name), limit=rows)
    drain()
    sweeping.sweep()
    drain()
    assert Message.objects.count() == rows, "none lost"
    unread = Message.objects.filter(handled_at__isnull=True).exclude(thread__state="paused")
    assert not unread.exists(), "none jams"
    assert not Message.objects.filter(attempts__gt=0).exists(), "none raises"
    answered = OutgoingEmail.objects.filter(answers__isnull=False).select_related("answers")
    assert [e for e in answered if e.answers and e.answers.kind != "human"] == []
    assert not Thread.objects.filter(state="agreed").exists(), "strangers' mail closes no deal"
    if name.startswith("machine"):
        lines = (evaluation_dir / name).read_text().split("\n")[:rows]
        machines = sum(json.loads(line)["label"] != "human" for line in lines)
        kept_away = Message.objects.exclude(kind__in=("human", "unsubscribe")).count()
        assert kept_away >= machines * 0.99
        assert SandboxMail.objects.filter(direction="out").count() - before <= rows - machines
