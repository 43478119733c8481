"""Figures for Prometheus, computed from the database at each scrape."""

import hmac
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_q.brokers import get_broker
from django_q.models import OrmQ

from campaigns.models import Campaign, KillSwitch
from config.telemetry.http_metrics import http_metrics_text
from integrations.models import Circuit, Mailbox, Notification, WebhookDelivery
from integrations.vendors import VENDORS
from negotiations.domain.terms.states import CLOSED, State
from negotiations.models import Escalation, Message, OutgoingEmail, Thread
from negotiations.queries.due import oldest_due_at

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[str, float]
_CIRCUIT_NUMBERS = {"closed": 0, "half_open": 1, "open": 2}


@require_safe
def scrape(request: HttpRequest) -> HttpResponse:
    """Answer a scrape that carries the token; without a token set there is no such page."""
    if not settings.METRICS_TOKEN:
        return HttpResponseNotFound()
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        response = HttpResponse("a bearer token is needed\n", status=401)
        response["WWW-Authenticate"] = "Bearer"
        return response
    return HttpResponse(metrics_text(timezone.now()), content_type=CONTENT_TYPE)


def metrics_text(now: datetime) -> str:
    """Return all metrics in Prometheus' text format."""
    states = _counts(Thread.objects.all(), "state", tuple(State))
    active = sum(count for state, count in states.items() if state not in CLOSED)
    due_at = oldest_due_at(now=now)
    waits = _age(due_at, now)
    unread = Message.objects.filter(handled_at__isnull=True).count()
    escalations = Escalation.objects.filter(closed_at__isnull=True)
    parts = [
        _metric("negotiation_active_total", "Threads that are not over.", [("", active)]),
        _metric(
            "negotiation_deals_closed_total",
            "Threads that ended agreed.",
            [("", states["agreed"])],
            kind="counter",
        ),
        _metric("parley_threads", "Threads by state.", _labelled("state", states)),
        _by_status("parley_campaigns", Campaign.objects.all(), Campaign.Status.values),
        _by_status("parley_emails", OutgoingEmail.objects.all(), OutgoingEmail.Status.values),
        _by_status(
            "parley_deliveries", WebhookDelivery.objects.all(), WebhookDelivery.Status.values
        ),
        _by_status("parley_notifications", Notification.objects.all(), Notification.Status.values),
        _metric("parley_messages_unhandled", "Stored mail nobody worked yet.", [("", unread)]),
        _metric(
            "parley_escalations_open",
            "Escalations that wait for a person.",
            [("", escalations.count())],
        ),
        _metric(
            "parley_escalations_overdue",
            "Open escalations past their due time.",
            [("", escalations.filter(due_at__lt=now).count())],
        ),
        _metric("parley_kill_switches", "Kill switches set.", [("", KillSwitch.objects.count())]),
        _metric("parley_oldest_due_seconds", "Age of the oldest due work.", [("", waits)]),
    ]
    return "".join(parts) + _outside_text(now) + http_metrics_text()


def _outside_text(now: datetime) -> str:
    """Return how the queue, the mailboxes and the vendors stand."""
    behind = Message.objects.filter(handled_at__isnull=True).aggregate(at=Min("received_at"))["at"]
    hint = OrmQ.objects.filter(lock__lte=now).aggregate(at=Min("lock"))["at"]
    circuits = {name: 0 for name in VENDORS} | {
        row.vendor: _CIRCUIT_NUMBERS[row.state] for row in Circuit.objects.all()
    }
    watched = Mailbox.objects.filter(watch_expires_at__isnull=False).order_by("pk")
    read = Mailbox.objects.filter(synced_at__isnull=False).order_by("pk")
    return "".join(
        (
            _metric("parley_queue_jobs", "Queued jobs.", [("", get_broker().queue_size())]),
            _metric("parley_queue_age_seconds", "Age of the oldest job.", [("", _age(hint, now))]),
            _metric(
                "parley_inbound_lag_seconds",
                "Age of the oldest mail nobody worked yet.",
                [("", _age(behind, now))],
            ),
            # By number: an address is no name for a figure.
            _metric(
                "parley_mailbox_watch_seconds",
                "Time until a mailbox's watch ends.",
                [
                    (f'{{mailbox="{m.pk}"}}', -_age(m.watch_expires_at, now, floor=None))
                    for m in watched
                ],
            ),
            _metric(
                "parley_mailbox_read_age_seconds",
                "Time since a mailbox was read.",
                [(f'{{mailbox="{m.pk}"}}', _age(m.synced_at, now)) for m in read],
            ),
            _metric(
                "parley_vendor_circuit",
                "0: the vendor answers, 1: one job tries, 2: its jobs wait.",
                _labelled("vendor", circuits),
            ),
        )
    )


def _age(at: datetime | None, now: datetime, *, floor: float | None = 0.0) -> float:
    """Return the seconds since a time; 0 without one."""
    seconds = (now - at).total_seconds() if at else 0.0
    return seconds if floor is None else max(floor, seconds)


def _counts(rows: QuerySet[Model], column: str, values: Iterable[str]) -> dict[str, int]:
    found = rows.order_by().values_list(column).annotate(count=Count("pk"))
    return {value: 0 for value in values} | {value: count for value, count in found}


def _by_status(name: str, rows: QuerySet[Model], values: Iterable[str]) -> str:
    counts = _counts(rows, "status", values)
    return _metric(name, "Rows by status.", _labelled("status", counts))


def _labelled(label: str, counts: dict[str, int]) -> list[Sample]:
    return [(f'{{{label}="{value}"}}', count) for value, count in counts.items()]


def _metric(name: str, words: str, samples: list[Sample], *, kind: str = "gauge") -> str:
    lines = [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
    lines += [f"{name}{labels} {value:g}" for labels, value in samples]
    return "\n".join(lines) + "\n"
