"""The health page of the console: what works, what waits, and what that means."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config import health
from integrations.circuits import words_of
from integrations.models import Circuit, FailureEpisode, Mailbox
from integrations.vendors import VENDORS

RECENT = timedelta(days=2)
_MODE_WORDS = {"dry_run": "does nothing and says so", "sandbox": "simulated"}


@dataclass(frozen=True)
class StatusLine:
    """One thing and how it is; `tone` is the badge's colour."""

    name: str
    word: str
    tone: str
    words: str = ""


@require_safe
def health_page(request: HttpRequest) -> HttpResponse:
    """Show it to those who may see mailboxes."""
    now = timezone.now()
    context = {
        **admin.site.each_context(request),
        "title": "Health",
        "is_fullwidth": "1",
        "checks": check_lines(now),
        "vendors": vendor_lines(),
        "work": health.work(now),
        "mailboxes": Mailbox.objects.order_by("address"),
        "episodes": FailureEpisode.objects.filter(failed_at__gte=now - RECENT)[:50],
    }
    return render(request, "console/health.html", context)


def check_lines(now: datetime) -> list[StatusLine]:
    """Return the checks of `/ready`, each in words."""
    found = {name: check(now) for name, check in health.CHECKS.items()}
    return [
        StatusLine(name, "problem" if reason else "ok", "bad" if reason else "good", reason)
        for name, reason in found.items()
    ]


def vendor_lines() -> list[StatusLine]:
    """Return each vendor's mode, or what it means that it does not answer."""
    circuits = {circuit.vendor: circuit for circuit in Circuit.objects.all()}
    return [_vendor_line(name, circuits.get(name)) for name in VENDORS]


def _vendor_line(name: str, circuit: Circuit | None) -> StatusLine:
    title, mode = VENDORS[name].title, getattr(settings, f"{name.upper()}_MODE")
    if mode != "live":
        return StatusLine(title, mode.replace("_", " "), "info", _MODE_WORDS.get(mode, ""))
    if circuit is None or circuit.state == Circuit.State.CLOSED:
        failures = circuit.failures if circuit else 0
        words = f"{failures} failed in a row; tried again" if failures else "answers"
        return StatusLine(title, "live", "warn" if failures else "good", words)
    return StatusLine(title, circuit.get_state_display().lower(), "bad", words_of(circuit))
