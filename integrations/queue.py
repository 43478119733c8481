"""Hints to the worker. The row is the truth: a job that is lost, late or doubled changes nothing.

With the database broker the hint is written in the caller's transaction and rolls back with it.
With Redis it is pushed after the commit, so that a worker never sees a row that is not there yet.
"""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django_q.brokers import get_broker
from django_q.signing import SignedPackage
from django_q.tasks import async_task

from audit.context import request_id


class Job(StrEnum):
    """Every job, by the dotted path of its function. A test imports each."""

    TAKE_IN_BRIEF = "campaigns.jobs.take_in_brief"
    SWEEP_BRIEFS = "campaigns.jobs.sweep_briefs"
    START_CAMPAIGN = "campaigns.jobs.start_campaign"
    READ_ROSTER = "campaigns.jobs.read_roster"
    RUN_IMPORT = "campaigns.jobs.imports.run_import"
    QUESTION_CONTACT = "negotiations.jobs.contacts.question_contact"
    OPEN_CAMPAIGN = "negotiations.jobs.openings.open_campaign"
    SYNC_MAILBOX = "negotiations.jobs.inbound.sync_mailbox"
    TAKE_IN_PUSH = "negotiations.jobs.inbound.take_in_push"
    HANDLE_MESSAGE = "negotiations.jobs.inbound.handle_message"
    COMPOSE_EMAIL = "negotiations.jobs.outbound.compose_email"
    SEND_EMAIL = "negotiations.jobs.outbound.send_email"
    RECONCILE_EMAIL = "negotiations.jobs.outbound.reconcile_email"
    TAKE_IN_SLACK = "negotiations.jobs.slack.take_in_slack"
    SHOW_ESCALATION = "negotiations.jobs.cards.show_escalation"
    SHOW_AGREEMENT = "negotiations.jobs.cards.show_agreement"
    POST_NOTIFICATION = "integrations.jobs.post_notification"
    RECONCILE_NOTIFICATION = "integrations.jobs.reconcile_notification"
    PLAN_DAY = "negotiations.jobs.outreach.daily.plan_day"
    REPORT_DAY = "negotiations.jobs.outreach.daily.report_day"
    RUN_CYCLE = "negotiations.jobs.outreach.daily.run_asked"
    SEND_TOUCH = "negotiations.jobs.outreach.touches.send_touch"
    RECONCILE_TOUCH = "negotiations.jobs.outreach.touches.reconcile_touch"
    OPEN_HOT_THREAD = "negotiations.jobs.outreach.touches.open_hot"
    SCORE_PROSPECTS = "negotiations.jobs.outreach.touches.score_campaign"
    RUN_TRIAL = "negotiations.jobs.trials.run_trial"
    SEAL_AUDIT = "audit.jobs.seal_audit"
    SWEEP = "negotiations.jobs.sweep.sweep"


# Paths that a queue or a schedule of an earlier release may still hold, and where each job is now.
MOVED = {
    "negotiations.contact_jobs.question_contact": Job.QUESTION_CONTACT,
    "negotiations.jobs.open_campaign": Job.OPEN_CAMPAIGN,
    "negotiations.jobs.sync_mailbox": Job.SYNC_MAILBOX,
    "negotiations.jobs.take_in_push": Job.TAKE_IN_PUSH,
    "negotiations.jobs.handle_message": Job.HANDLE_MESSAGE,
    "negotiations.jobs.compose_email": Job.COMPOSE_EMAIL,
    "negotiations.jobs.send_email": Job.SEND_EMAIL,
    "negotiations.jobs.reconcile_email": Job.RECONCILE_EMAIL,
    "negotiations.jobs.run_trial": Job.RUN_TRIAL,
    "negotiations.slack_jobs.take_in_slack": Job.TAKE_IN_SLACK,
    "negotiations.sweeping.sweep": Job.SWEEP,
}

# Which job works off a kept delivery: webhooks hand down without importing up.
JOB_OF_SOURCE = {
    "clickup": Job.TAKE_IN_BRIEF,
    "gmail": Job.TAKE_IN_PUSH,
    "slack": Job.TAKE_IN_SLACK,
}


def work_off(*, limit: int, failed: Callable[[str, Exception], None]) -> int:
    """Work queued jobs in this process until none is left; returns how many were done.

    For a world of its own that no worker serves. A job that fails is told to `failed`; its row
    says what became of it.

    :raises RuntimeError: if more than `limit` jobs were worked
    """
    broker = get_broker()
    done = 0
    while broker.queue_size():
        for ack_id, payload in broker.dequeue() or ():
            task = SignedPackage.loads(payload)
            broker.acknowledge(ack_id)
            module, _, name = task["func"].rpartition(".")
            try:
                getattr(import_module(module), name)(*task["args"], **task["kwargs"])
            except Exception as error:
                failed(str(task["args"][:1]), error)
            done += 1
            if done > limit:
                raise RuntimeError(f"the queue did not drain in {limit} jobs")
    return done


def enqueue(job: Job, **ids: int) -> None:
    """Wake a worker for these rows, with the request id that caused it."""
    origin = request_id.get()

    def push() -> None:
        async_task("config.jobs.run", job.value, origin, dict(ids), task_name=job.name.lower())

    if settings.BROKER_URL:
        # A broker that is down must not fail a change that is committed: the sweep finds the row.
        transaction.on_commit(push, robust=True)
    else:
        push()
