"""Settle the claim of a job that broke on something nobody foresaw, so that no row stays taken.

The attempt was counted when the row was claimed. The error stands on the row, the next try waits
longer, and in the end a person sees it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog

from integrations import commands, inbox, notifications
from integrations.errors import GatewayError
from integrations.queue import Job
from integrations.slack.gateway import Unknown
from negotiations.commands.mail import doubts

log = structlog.get_logger()

Settle = Callable[[int, Exception, datetime], object]


def settle_broken(path: str, ids: Mapping[str, Any], error: Exception, *, now: datetime) -> None:
    """Put what broke on the row the job worked, if its kind keeps claims.

    Never raises: where the database itself is gone, the claim runs out with its lease.
    """
    settle = _SETTLE.get(Job(path)) if path in set(Job) else None
    numbers = list(ids.values())
    if settle is None or len(numbers) != 1 or not isinstance(numbers[0], int):
        return
    try:
        settle(numbers[0], error, now)
    except Exception:
        log.exception("claim_not_settled", job=path)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _delivery(pk: int, error: Exception, now: datetime) -> None:
    may_pass = isinstance(error, GatewayError) and not error.permanent
    inbox.settle_delivery(delivery_id=pk, error=_words(error), may_pass=may_pass, now=now)


def _post(pk: int, error: Exception, now: datetime) -> None:
    # It may have broken before the call or after it.
    outcome = Unknown(_words(error))
    notifications.settle_notification(notification_id=pk, outcome=outcome, now=now)


def _lookup(pk: int, error: Exception, now: datetime) -> None:
    notifications.settle_failed_lookup(
        notification_id=pk, error=_words(error), is_permanent=False, now=now
    )


def _mailbox(pk: int, error: Exception, now: datetime) -> None:
    # What Gmail said is on the row already.
    if not isinstance(error, GatewayError):
        commands.note_broken_reading(mailbox_id=pk, error=_words(error), now=now)


def _send(pk: int, error: Exception, now: datetime) -> None:
    doubts.doubt_broken_claim(email_id=pk, error=_words(error), now=now)


def _email_lookup(pk: int, error: Exception, now: datetime) -> None:
    doubts.keep_looking(email_id=pk, actor="mailer", now=now)


_SETTLE: Mapping[Job, Settle] = {
    Job.TAKE_IN_BRIEF: _delivery,
    Job.TAKE_IN_PUSH: _delivery,
    Job.TAKE_IN_SLACK: _delivery,
    Job.POST_NOTIFICATION: _post,
    Job.RECONCILE_NOTIFICATION: _lookup,
    Job.SYNC_MAILBOX: _mailbox,
    Job.SEND_EMAIL: _send,
    Job.RECONCILE_EMAIL: _email_lookup,
}
