"""Run a job: under the request id that caused it, only while its vendor answers, never silently."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

import structlog
from django.utils import timezone

from audit.context import request_id
from config.running.broken import settle_broken
from config.telemetry.reports import report_exception
from integrations import circuits, inbox, notifications
from integrations.calls import Call, collected, note_failure
from integrations.errors import GatewayError
from integrations.queue import MOVED, Job
from negotiations.commands.mail.waiting import let_email_wait

log = structlog.get_logger()

# The origin a schedule names itself by: each of its runs gets an id of its own.
SCHEDULES = frozenset({"sweep"})


@dataclass(frozen=True)
class VendorJob:
    """A job that cannot do without one vendor, and what it works on in words.

    A job that only reads may be the one that tries whether a silent vendor answers again.
    """

    vendor: str
    words: str
    may_probe: bool = True


VENDOR_JOBS: dict[Job, VendorJob] = {
    Job.TAKE_IN_BRIEF: VendorJob("clickup", "webhook delivery {delivery_id}"),
    Job.SWEEP_BRIEFS: VendorJob("clickup", "the list of briefs"),
    Job.READ_ROSTER: VendorJob("sheets", "the roster of campaign {campaign_id}"),
    Job.TAKE_IN_PUSH: VendorJob("gmail", "webhook delivery {delivery_id}"),
    Job.SYNC_MAILBOX: VendorJob("gmail", "mailbox {mailbox_id}"),
    Job.SEND_EMAIL: VendorJob("gmail", "outgoing email {email_id}", may_probe=False),
    Job.RECONCILE_EMAIL: VendorJob("gmail", "outgoing email {email_id}", may_probe=False),
    # All posts are one subject: telling people by Slack which posts failed would fail as well.
    Job.POST_NOTIFICATION: VendorJob("slack", "messages"),
    Job.RECONCILE_NOTIFICATION: VendorJob("slack", "messages"),
}


def run(path: str, origin: str, ids: dict[str, Any]) -> str:
    """Call the job at the dotted path and return what it says of itself."""
    path = str(MOVED.get(path, path))
    token = request_id.set(_id_of(origin))
    started = time.monotonic()
    try:
        said = _run_or_wait(path, ids)
    except Exception as error:
        log.exception("job_failed", job=path, **_numbers(ids))
        settle_broken(path, ids, error, now=timezone.now())
        report_exception(error)
        raise
    else:
        log.info("job_done", job=path, ms=_milliseconds(started), **_numbers(ids))
        return said
    finally:
        request_id.reset(token)


def _id_of(origin: str) -> str:
    fresh = uuid.uuid4().hex
    return f"{origin}-{fresh[:12]}" if origin in SCHEDULES else origin or fresh


def _numbers(ids: dict[str, Any]) -> dict[str, int]:
    """What may be logged of a job's arguments: rows by number, whatever else was passed."""
    return {name: pk for name, pk in ids.items() if isinstance(pk, int)}


def _milliseconds(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _run_or_wait(path: str, ids: dict[str, Any]) -> str:
    now = timezone.now()
    job = VENDOR_JOBS.get(Job(path)) if path in set(Job) else None
    if job and not circuits.may_ask(job.vendor, now=now, may_probe=job.may_probe):
        return _wait(path, job.vendor, ids, now=now)
    with collected() as calls:
        try:
            return _call(path, ids)
        except GatewayError as failure:
            if job:
                note_failure(job.vendor, failure)
            raise
        finally:
            _settle(path, job, ids, calls)


def _call(path: str, ids: dict[str, Any]) -> str:
    module, name = path.rsplit(".", 1)
    return str(getattr(import_module(module), name)(**ids))


def _settle(path: str, job: VendorJob | None, ids: dict[str, Any], calls: Sequence[Call]) -> None:
    now = timezone.now()
    subject = job.words.format(**ids) if job else _plain(path, ids)
    for call in calls:
        if call.error:
            refused = call.permanent
            log.warning("vendor_failed", vendor=call.vendor, permanent=refused, **_numbers(ids))
    circuits.settle_calls(calls, subject=subject, now=now)
    if job and not any(call.vendor == job.vendor for call in calls):
        circuits.give_back_probe(job.vendor, now=now)


def _plain(path: str, ids: dict[str, Any]) -> str:
    """Name the row of a job that works without its vendor too."""
    return ", ".join(f"{name.removesuffix('_id')} {pk}" for name, pk in ids.items()) or path


def _wait(path: str, vendor: str, ids: dict[str, Any], *, now: datetime) -> str:
    """Leave the row due, later: waiting is no attempt, so no outage uses the attempts up."""
    until = circuits.waits_until(vendor, now=now)
    if "delivery_id" in ids:
        inbox.let_delivery_wait(delivery_id=ids["delivery_id"], until=until)
    if "notification_id" in ids:
        notifications.let_notification_wait(notification_id=ids["notification_id"], until=until)
    if "email_id" in ids:
        let_email_wait(email_id=ids["email_id"], until=until)
    log.info("job_waits", job=path, vendor=vendor, **_numbers(ids))
    return f"waits: {vendor} does not answer"
