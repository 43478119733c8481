"""check_credentials asks each live vendor one cheap question and says what came of it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from tests.fakes.dns import FakeDns
from tests.fakes.standing import US, StandingVendors
from tests.world import use_sandbox

# What opens each vendor, and what its fake does to somebody it does not know.
SECRETS = {
    "gmail": "GMAIL_CREDENTIALS_FILE",
    "sheets": "SHEETS_CREDENTIALS_FILE",
    "slack": "SLACK_BOT_TOKEN",
    "clickup": "CLICKUP_API_TOKEN",
    "anthropic": "ANTHROPIC_API_KEY",
}


@pytest.fixture(scope="module")
def vendors() -> Iterator[StandingVendors]:
    with StandingVendors("http://127.0.0.1:9", first_port=0) as standing:
        standing.sheets.set_sheet("sheet-1", "Roster", [["Name"]])
        yield standing


@pytest.fixture
def house(db: None, settings: Settings, vendors: StandingVendors) -> Iterator[Settings]:
    use_sandbox(settings)
    numbers = {"READ_RETRY_WAIT_SECONDS": 0.01}
    given = vendors.environment() | numbers
    for name, value in given.items():
        if name not in ("DATABASE_URL", "SEND_HOLD_SECONDS", "RETRY_SECONDS", "SETTLE_SECONDS"):
            setattr(settings, name, value)
    for vendor in SECRETS:
        setattr(settings, f"{vendor.upper()}_MODE", "sandbox")
    with FakeDns() as server:
        settings.DNS_SERVER = server.address
        yield settings


def verdict(vendor: str) -> str:
    """Return one vendor's line; whether it exits with an error is part of it."""
    out = io.StringIO()
    try:
        call_command("check_credentials", stdout=out)
        end = "exit 0"
    except CommandError as error:
        end = f"exit 1: {error}"
    (line,) = [line for line in out.getvalue().splitlines() if line.startswith(f"{vendor}:")]
    return f"{line} | {end}"


@pytest.mark.parametrize("vendor", SECRETS)
def test_credentials_that_open_the_vendor_are_ok(
    house: Settings, vendors: StandingVendors, vendor: str
) -> None:
    setattr(house, f"{vendor.upper()}_MODE", "live")
    asked = len(vendors.vendors[vendor].requests)
    said = verdict(vendor)
    assert said.startswith(f"{vendor}: ok (") and said.endswith("exit 0")
    assert len(vendors.vendors[vendor].requests) == asked + 1, "one cheap question, no more"
    if vendor == "gmail":
        assert US in said


@pytest.mark.parametrize("vendor", SECRETS)
def test_a_missing_secret_is_named(house: Settings, vendor: str) -> None:
    setattr(house, f"{vendor.upper()}_MODE", "live")
    setattr(house, SECRETS[vendor], "")
    said = verdict(vendor)
    assert said.startswith(f"{vendor}: missing (") and f"exit 1: not usable: {vendor}" in said


@pytest.mark.parametrize("vendor", SECRETS)
def test_a_secret_the_vendor_does_not_take_is_refused(
    house: Settings, vendors: StandingVendors, vendor: str, tmp_path: Path
) -> None:
    setattr(house, f"{vendor.upper()}_MODE", "live")
    if vendor in ("gmail", "sheets"):
        setattr(house, SECRETS[vendor], str(vendors.auth.credentials_file(tmp_path)))
        vendors.auth.refuse_token()
    else:
        setattr(house, SECRETS[vendor], "somebody-elses")
    said = verdict(vendor)
    assert said.startswith(f"{vendor}: refused (") and f"exit 1: not usable: {vendor}" in said
    assert "somebody-elses" not in said


def test_a_vendor_that_is_not_there_is_refused(house: Settings, vendors: StandingVendors) -> None:
    house.CLICKUP_MODE, house.CLICKUP_API_URL = "live", "http://127.0.0.1:9/api/v2"
    assert verdict("clickup").startswith("clickup: refused (")


def test_what_the_domain_lacks_is_said_and_changes_no_exit_code(house: Settings) -> None:
    house.GMAIL_MODE = "live"
    out = io.StringIO()
    call_command("check_credentials", stdout=out)
    found = [line.split()[:2] for line in out.getvalue().splitlines() if line.startswith("  ")]
    assert found == [["SPF:", "missing"], ["DKIM:", "missing"], ["DMARC:", "missing"]]
