"""Counts and times web requests by route; adds up over the processes of one web server.

Each gunicorn process writes its figures to files of `PROMETHEUS_MULTIPROC_DIR` (see
`gunicorn.conf.py`), and a scrape of any of them reads all. Durations are in seconds.
"""

import os

from django.http import HttpRequest
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

disable_created_metrics()
_OWN = CollectorRegistry()
REQUESTS = Counter(
    "http_requests_total",
    "Requests by method, route and group of status.",
    ("method", "handler", "status"),
    registry=_OWN,
)
SECONDS = Histogram(
    "http_request_duration_seconds",
    "Time to answer, by method and route.",
    ("method", "handler"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_OWN,
)
# Monitors ask these all day; counting them would hide people and vendors.
_LEFT_OUT = frozenset({"health", "ready", "metrics"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def route_of(request: HttpRequest) -> str:
    """Return the pattern an address matched: no ids and no tokens; nothing when none did."""
    return request.resolver_match.route if request.resolver_match else ""


def observe(request: HttpRequest, *, status: int, seconds: float) -> None:
    """Count one answered request; addresses that do not exist would make endless names."""
    route = route_of(request)
    if not route or route in _LEFT_OUT:
        return
    method = request.method if request.method in _METHODS else "OTHER"
    REQUESTS.labels(method, route, f"{status // 100}xx").inc()
    SECONDS.labels(method, route).observe(seconds)


def http_metrics_text() -> str:
    """Return the figures of every process of this web server in Prometheus' text format."""
    registry = _OWN
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return generate_latest(registry).decode()
