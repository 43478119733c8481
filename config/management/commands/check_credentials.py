"""Try every vendor's credentials."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from integrations.anthropic.factory import get_model_gateway
from integrations.clickup.factory import get_clickup_gateway
from integrations.dns_resolver import deliverability_of
from integrations.errors import GatewayError, NotConfigured
from integrations.gmail.factory import get_mail_gateway
from integrations.google_credentials import forget_tokens
from integrations.sheets.factory import get_sheets_gateway
from integrations.slack.factory import get_slack_gateway


class Checked(Protocol):
    """What every live gateway can do."""

    def check(self) -> str:
        """Return what the credentials open."""
        ...


VENDORS: dict[str, Callable[[], object]] = {
    "gmail": lambda: get_mail_gateway(settings.GMAIL_MAILBOX),
    "sheets": get_sheets_gateway,
    "slack": get_slack_gateway,
    "clickup": get_clickup_gateway,
    "anthropic": get_model_gateway,
}


class Command(BaseCommand):
    """One line for each vendor; exit 1 if a live one fails."""

    help = "Try every vendor's credentials: ok, missing or refused; exit 1 if a live one fails."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one verdict a line."""
        forget_tokens()
        failed = []
        for vendor, gateway in VENDORS.items():
            mode = getattr(settings, f"{vendor.upper()}_MODE")
            verdict, words = ("ok", f"{mode}, nothing to check")
            if mode == "live":
                verdict, words = _verdict(gateway)
            if verdict != "ok":
                failed.append(vendor)
            self.stdout.write(f"{vendor}: {verdict} ({words})")
        for finding in deliverability_of(settings.GMAIL_MAILBOX):
            # Not a matter of credentials: it changes no exit code.
            self.stdout.write(f"  {finding.record}: {finding.verdict} ({finding.words})")
        if failed:
            raise CommandError(f"not usable: {', '.join(failed)}")


def _verdict(gateway: Callable[[], object]) -> tuple[str, str]:
    try:
        return "ok", cast(Checked, gateway()).check()
    except NotConfigured as error:
        return "missing", error.message
    except GatewayError as error:
        return "refused", error.message
