"""Each mode has its adapter, and a live one without its secret names the variable."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from integrations.anthropic.dry_run import DryRunModelGateway
from integrations.anthropic.factory import get_model_gateway
from integrations.anthropic.live import AnthropicGateway
from integrations.clickup.factory import get_clickup_gateway
from integrations.clickup.live import ClickUpApiGateway
from integrations.errors import NotConfigured
from integrations.gmail.factory import get_mail_gateway
from integrations.gmail.gateway import OutgoingMail, Simulated
from integrations.gmail.live import GmailGateway
from integrations.sheets.factory import get_sheets_gateway
from integrations.sheets.live import GoogleSheetsGateway
from integrations.slack.factory import get_slack_gateway
from integrations.slack.live import SlackApiGateway
from integrations.slack.sandbox import SandboxSlackGateway
from tests.fakes.google_auth import FakeGoogleAuth

pytestmark = pytest.mark.django_db

FACTORIES = {
    "GMAIL": lambda: get_mail_gateway("deals@house.example"),
    "SHEETS": get_sheets_gateway,
    "CLICKUP": get_clickup_gateway,
    "SLACK": get_slack_gateway,
    "ANTHROPIC": get_model_gateway,
}
SECRETS = {
    "GMAIL": "GMAIL_CREDENTIALS_FILE",
    "SHEETS": "SHEETS_CREDENTIALS_FILE",
    "CLICKUP": "CLICKUP_API_TOKEN",
    "SLACK": "SLACK_BOT_TOKEN",
    "ANTHROPIC": "ANTHROPIC_API_KEY",
}
ADAPTERS = {
    "GMAIL": GmailGateway,
    "SHEETS": GoogleSheetsGateway,
    "CLICKUP": ClickUpApiGateway,
    "SLACK": SlackApiGateway,
    "ANTHROPIC": AnthropicGateway,
}


def test_dry_run_mail_is_simulated_and_changes_nothing() -> None:
    with override_settings(GMAIL_MODE="dry_run"):
        gateway = get_mail_gateway("deals@house.example")
    mail = OutgoingMail("k", "deals@house.example", "Ana", ("mia@x.example",), (), "Hi", "Hello")
    assert isinstance(gateway.send_draft(gateway.create_draft(mail), mail), Simulated)
    assert gateway.find_sent("k", datetime.now(UTC), None) is None
    changes = gateway.changes(7, datetime.now(UTC))
    assert (changes.ids, changes.mark) == ((), 7)
    assert gateway.fetch("1") is None
    assert gateway.watch("projects/p/topics/t").expires_at < datetime.now(UTC)


def test_dry_run_reads_no_sheet_and_no_task() -> None:
    with override_settings(SHEETS_MODE="dry_run", CLICKUP_MODE="dry_run"):
        with pytest.raises(NotConfigured):
            get_sheets_gateway().read(None, None)
        with pytest.raises(NotConfigured):
            get_clickup_gateway().task("9hx")
        assert get_clickup_gateway().updated_tasks(datetime.now(UTC)) == ()


def test_the_sandbox_has_a_channel_and_no_model() -> None:
    with override_settings(SLACK_MODE="sandbox", ANTHROPIC_MODE="sandbox"):
        assert isinstance(get_slack_gateway(), SandboxSlackGateway)
        assert isinstance(get_model_gateway(), DryRunModelGateway)


@pytest.mark.parametrize("vendor", FACTORIES)
def test_a_live_adapter_without_its_secret_names_the_variable(vendor: str) -> None:
    with (
        override_settings(**{f"{vendor}_MODE": "live", SECRETS[vendor]: ""}),
        pytest.raises(NotConfigured, match=SECRETS[vendor]),
    ):
        FACTORIES[vendor]()


@pytest.mark.parametrize("vendor", FACTORIES)
def test_a_live_adapter_needs_its_secret_only(
    vendor: str, google_auth: FakeGoogleAuth, tmp_path: Path
) -> None:
    secret = str(google_auth.credentials_file(tmp_path)) if vendor in ("GMAIL", "SHEETS") else "s"
    with override_settings(**{f"{vendor}_MODE": "live", SECRETS[vendor]: secret}):
        assert isinstance(FACTORIES[vendor](), ADAPTERS[vendor])


@pytest.mark.parametrize("vendor", FACTORIES)
def test_a_mode_that_does_not_exist_is_named(vendor: str) -> None:
    with (
        override_settings(**{f"{vendor}_MODE": "real"}),
        pytest.raises(NotConfigured, match=f"{vendor}_MODE"),
    ):
        FACTORIES[vendor]()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"type": "service_account"}'])
def test_a_broken_credentials_file_is_not_configured(tmp_path: Path, content: str) -> None:
    path = tmp_path / "credentials.json"
    path.write_text(content)
    with (
        override_settings(GMAIL_MODE="live", GMAIL_CREDENTIALS_FILE=str(path)),
        pytest.raises(NotConfigured),
    ):
        get_mail_gateway("deals@house.example")
