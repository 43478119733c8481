"""What a live start refuses, each thing by its variable and with the way out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.env import EnvError, load
from config.env.credentials import credentials_problem
from config.env.serving import host_is_listed
from tests.config.test_env import STRONG_KEY, environ, refusal

__all__ = ["environ"]

ACCOUNT = {
    "type": "service_account",
    "client_email": "parley@project.iam.gserviceaccount.com",
    "private_key": "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n",
    "token_uri": "https://oauth2.googleapis.com/token",
}
CONSENT = {
    "type": "authorized_user",
    "client_id": "client",
    "client_secret": "hunter2",
    "refresh_token": "refresh",
}
SERVER = {
    "DEBUG": "false",
    "SECRET_KEY": STRONG_KEY,
    "ALLOWED_HOSTS": "parley.agency.test",
    "PUBLIC_BASE_URL": "https://parley.agency.test",
}


@pytest.fixture
def server(tmp_path: Path) -> dict[str, str]:
    """Return the settings of a server on which all five vendors are live."""
    file = tmp_path / "account.json"
    file.write_text(json.dumps(ACCOUNT))
    modes = {f"{v}_MODE": "live" for v in ("GMAIL", "SHEETS", "SLACK", "CLICKUP", "ANTHROPIC")}
    return {
        **SERVER,
        **modes,
        "GMAIL_CREDENTIALS_FILE": str(file),
        "GMAIL_MAILBOX": "deals@agency.test",
        "GMAIL_PUBSUB_TOPIC": "projects/p/topics/t",
        "GMAIL_PUSH_AUDIENCE": "https://parley.agency.test/webhooks/gmail",
        "GMAIL_PUSH_SERVICE_ACCOUNT": "push@p.iam.gserviceaccount.com",
        "SENDER_POSTAL_ADDRESS": "1 Main Street, Springfield",
        "SHEETS_CREDENTIALS_FILE": str(file),
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "secret",
        "SLACK_AGREEMENTS_CHANNEL": "C0123ABCD",
        "SLACK_ESCALATIONS_CHANNEL": "C0123ABCE",
        "SLACK_ERRORS_CHANNEL": "G0123ABCF",
        "CLICKUP_API_TOKEN": "pk_1",
        "CLICKUP_WEBHOOK_SECRET": "secret",
        "CLICKUP_LIST_ID": "901",
        "ANTHROPIC_API_KEY": "sk-ant-1",
    }


def test_a_server_with_everything_set_starts_live(
    environ: Callable[..., Any], server: dict[str, str]
) -> None:
    environ(**server)
    assert load().public_base_url == "https://parley.agency.test"


WRONG = {
    "loopback address": ("PUBLIC_BASE_URL", "https://127.0.0.1:8000", "this machine only"),
    "loopback by name": ("PUBLIC_BASE_URL", "https://localhost", "this machine only"),
    "loopback of IPv6": ("PUBLIC_BASE_URL", "https://[::1]:8000", "this machine only"),
    "plain http": ("PUBLIC_BASE_URL", "http://parley.agency.test", "https://"),
    "unlisted host": ("PUBLIC_BASE_URL", "https://other.agency.test", "ALLOWED_HOSTS"),
    "host not allowed": ("ALLOWED_HOSTS", "localhost", "PUBLIC_BASE_URL names the host"),
    "debug": ("DEBUG", "true", "DEBUG=false"),
    "no key": ("SECRET_KEY", "", "random value"),
    "the published key": (
        "SECRET_KEY",
        "django-insecure-local-use-only-never-on-a-server",
        "random value",
    ),
    "no agreements channel": ("SLACK_AGREEMENTS_CHANNEL", "", "SLACK_MODE=live"),
    "no escalations channel": ("SLACK_ESCALATIONS_CHANNEL", "", "SLACK_MODE=live"),
    "no errors channel": ("SLACK_ERRORS_CHANNEL", "", "SLACK_MODE=live"),
    "a channel's name": ("SLACK_ERRORS_CHANNEL", "#errors", "C0123ABCD"),
    "a channel's bare name": ("SLACK_ERRORS_CHANNEL", "errors", "C0123ABCD"),
    "no topic": ("GMAIL_PUBSUB_TOPIC", "", "GMAIL_PUSH=false"),
    "no audience": ("GMAIL_PUSH_AUDIENCE", "", "GMAIL_PUSH=false"),
    "no push account": ("GMAIL_PUSH_SERVICE_ACCOUNT", " ", "GMAIL_PUSH=false"),
    "no list": ("CLICKUP_LIST_ID", "", "CLICKUP_MODE=live"),
    "no credentials": ("SHEETS_CREDENTIALS_FILE", "/nowhere.json", "no readable file"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_each_wrong_setting_is_refused_by_name_with_the_way_out(
    environ: Callable[..., Any], server: dict[str, str], kind: str
) -> None:
    name, value, says = WRONG[kind]
    (line,) = refusal(environ, **{**server, name: value})
    assert name in line and says in line


def test_without_pushes_the_mailbox_is_polled_and_nothing_of_them_is_needed(
    environ: Callable[..., Any], server: dict[str, str]
) -> None:
    for name in ("GMAIL_PUBSUB_TOPIC", "GMAIL_PUSH_AUDIENCE", "GMAIL_PUSH_SERVICE_ACCOUNT"):
        server.pop(name)
    environ(**server, GMAIL_PUSH="false")
    assert load().gmail_push is False


@pytest.mark.parametrize(
    ("mode", "missing"),
    [
        (
            "GMAIL_MODE",
            [
                "GMAIL_CREDENTIALS_FILE",
                "GMAIL_MAILBOX",
                "SENDER_POSTAL_ADDRESS",
                "GMAIL_PUBSUB_TOPIC",
                "GMAIL_PUSH_AUDIENCE",
                "GMAIL_PUSH_SERVICE_ACCOUNT",
            ],
        ),
        ("SHEETS_MODE", ["SHEETS_CREDENTIALS_FILE"]),
        (
            "SLACK_MODE",
            [
                "SLACK_BOT_TOKEN",
                "SLACK_SIGNING_SECRET",
                "SLACK_AGREEMENTS_CHANNEL",
                "SLACK_ESCALATIONS_CHANNEL",
                "SLACK_ERRORS_CHANNEL",
            ],
        ),
        ("CLICKUP_MODE", ["CLICKUP_API_TOKEN", "CLICKUP_WEBHOOK_SECRET", "CLICKUP_LIST_ID"]),
        ("ANTHROPIC_MODE", ["ANTHROPIC_API_KEY"]),
    ],
)
def test_a_vendor_that_goes_live_alone_needs_all_of_its_own(
    environ: Callable[..., Any], mode: str, missing: list[str]
) -> None:
    lines = refusal(environ, **{**SERVER, mode: "live"})
    assert [line.split()[0] for line in lines] == missing


@pytest.mark.parametrize("mode", ["SHEETS_MODE", "ANTHROPIC_MODE"])
def test_a_vendor_that_shows_our_address_to_nobody_may_be_live_on_a_desk(
    environ: Callable[..., Any], server: dict[str, str], mode: str
) -> None:
    own = {"SHEETS_MODE": "SHEETS_CREDENTIALS_FILE", "ANTHROPIC_MODE": "ANTHROPIC_API_KEY"}[mode]
    environ(**{mode: "live", own: server[own]})
    assert load().debug is True


STAND_INS = {
    "GMAIL_API_URL": "http://127.0.0.1:9102",
    "SHEETS_API_URL": "http://localhost:9104",
    "SLACK_API_URL": "http://[::1]:9106/api/",
    "CLICKUP_API_URL": "http://127.0.0.1:9103/api/v2",
    "ANTHROPIC_BASE_URL": "http://127.0.0.1:9105",
}


def test_against_stand_ins_loopback_http_and_a_local_start_are_allowed(
    environ: Callable[..., Any], server: dict[str, str]
) -> None:
    environ(
        **{
            **server,
            **STAND_INS,
            "DEBUG": "true",
            "SECRET_KEY": "",
            "ALLOWED_HOSTS": "",
            "PUBLIC_BASE_URL": "http://127.0.0.1:8000",
        }
    )
    assert load().gmail_mode == "live"


@pytest.mark.parametrize("real", ["GMAIL_API_URL", "SLACK_API_URL", "CLICKUP_API_URL"])
def test_one_real_vendor_among_stand_ins_binds(
    environ: Callable[..., Any], server: dict[str, str], real: str
) -> None:
    local = {k: v for k, v in STAND_INS.items() if k != real}
    lines = refusal(
        environ, **{**server, **local, "DEBUG": "true", "PUBLIC_BASE_URL": "http://127.0.0.1:8000"}
    )
    assert [line.split()[0] for line in lines] == ["PUBLIC_BASE_URL", "DEBUG"]


def test_a_public_house_is_no_workshop_even_with_stand_ins(
    environ: Callable[..., Any], server: dict[str, str]
) -> None:
    (line,) = refusal(environ, **{**server, **STAND_INS, "DEBUG": "true"})
    assert line.startswith("DEBUG ")


def test_a_server_without_any_live_vendor_needs_its_host_listed_too(
    environ: Callable[..., Any],
) -> None:
    (line,) = refusal(environ, **{**SERVER, "ALLOWED_HOSTS": "localhost"})
    assert "PUBLIC_BASE_URL" in line and "ALLOWED_HOSTS" in line and "parley.agency.test" in line


@pytest.mark.parametrize(
    ("allowed", "is_listed"),
    [
        (("parley.agency.test",), True),
        (("PARLEY.agency.test",), True),
        ((".agency.test",), True),
        (("*",), True),
        (("agency.test",), False),
        ((".parley.agency.test.evil",), False),
        ((), False),
    ],
)
def test_hosts_are_listed_as_django_reads_them(allowed: tuple[str, ...], is_listed: bool) -> None:
    assert host_is_listed("parley.agency.test", allowed) is is_listed


FILES = {
    "a service account": (json.dumps(ACCOUNT), ""),
    "a consent": (json.dumps(CONSENT), ""),
    "a consent as the library stores it": (
        json.dumps({**CONSENT, "type": None, "token": "x"} | {"type": "authorized_user"}),
        "",
    ),
    "nothing": ("", "no JSON"),
    "a certificate": ("-----BEGIN PRIVATE KEY-----", "no JSON"),
    "a list": ("[]", "another kind"),
    "another JSON": ('{"hello": 1}', "another kind"),
    "an account of another sort": ('{"type": "external_account"}', "another kind"),
    "an OAuth client": (json.dumps({"installed": {"client_id": "1"}}), "consent"),
    "a web client": (json.dumps({"web": {"client_id": "1"}}), "consent"),
    "half a key": (json.dumps({**ACCOUNT, "private_key": ""}), "lacks private_key"),
    "an odd key": (json.dumps({**ACCOUNT, "private_key": "abc"}), "private_key is none"),
    "a consent without its token": (
        json.dumps({**CONSENT, "refresh_token": ""}),
        "lacks refresh_token",
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_credentials_file_of_another_kind_is_named(tmp_path: Path, kind: str) -> None:
    content, says = FILES[kind]
    file = tmp_path / "file.json"
    file.write_text(content)
    problem = credentials_problem(str(file))
    assert says in problem and bool(says) == bool(problem)
    assert "hunter2" not in problem


def test_a_folder_is_no_credentials_file(tmp_path: Path) -> None:
    assert "no readable file" in credentials_problem(str(tmp_path))


def test_every_problem_is_said_at_once(environ: Callable[..., Any], server: dict[str, str]) -> None:
    with pytest.raises(EnvError):
        environ(**{**server, "DEBUG": "true", "CLICKUP_LIST_ID": "", "SLACK_BOT_TOKEN": ""})
        load()
    lines = refusal(environ)
    assert [line.split()[0] for line in lines] == ["DEBUG", "SLACK_BOT_TOKEN", "CLICKUP_LIST_ID"]
