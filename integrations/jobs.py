"""Post, change and answer in Slack: claim, call, settle."""

from typing import assert_never

from django.conf import settings
from django.utils import timezone

from integrations import notifications
from integrations.calls import note_answer, note_failure
from integrations.errors import GatewayError
from integrations.models import Notification
from integrations.slack.blocks import TEXT, escape, link
from integrations.slack.factory import get_slack_gateway
from integrations.slack.gateway import NotPosted, Posted, PostOutcome, Simulated, Unknown, Waits


def post_notification(*, notification_id: int) -> str:
    """Bring one message to Slack as it should read now."""
    row = notifications.claim_notification(notification_id=notification_id, now=timezone.now())
    if row is None:
        return "skipped: not due"
    outcome = _send(row)
    _note(outcome)
    return notifications.settle_notification(
        notification_id=row.pk, outcome=outcome, now=timezone.now()
    )


def _note(outcome: PostOutcome) -> None:
    """Say whether Slack was there: one channel's lasting refusal is about that channel."""
    match outcome:
        case Unknown() | NotPosted(permanent=False):
            note_failure("slack", GatewayError(outcome.reason))
        case Posted() | NotPosted() | Waits():
            note_answer("slack")
        case Simulated():
            pass
        case _:
            assert_never(outcome)


def _send(row: Notification) -> PostOutcome:
    try:
        gateway = get_slack_gateway()
    except GatewayError as failure:
        return NotPosted(failure.message, permanent=failure.permanent)
    text = shown_text(row)
    if row.response_url:
        return gateway.respond(row.response_url, text, row.blocks)
    if row.provider_ts:
        place = Posted(ts=row.provider_ts, channel=row.provider_channel or row.channel)
        return gateway.update(place, text, row.blocks, row.key)
    return gateway.post(row.channel, text, row.blocks, row.key)


def shown_text(row: Notification) -> str:
    """Return the words as Slack takes them; where they are too many, with a link to the rest."""
    whole = escape(row.text, TEXT * 6)
    if len(whole) <= TEXT:
        return whole
    page = f"{settings.PUBLIC_BASE_URL}/admin/integrations/notification/{row.pk}/change/"
    rest = "\n" + link(page, "the rest is in the console")
    return escape(row.text, TEXT - len(rest)) + rest


def reconcile_notification(*, notification_id: int) -> str:
    """Look in the channel's own record what became of a post nobody knows about."""
    row = Notification.objects.get(pk=notification_id)
    if row.status != Notification.Status.UNKNOWN:
        return "skipped: not unknown"
    try:
        found = get_slack_gateway().find(row.channel, row.key, row.created_at)
    except GatewayError as failure:
        return notifications.settle_failed_lookup(
            notification_id=row.pk,
            error=failure.message,
            is_permanent=failure.permanent,
            now=timezone.now(),
        )
    return notifications.settle_lookup(notification_id=row.pk, found=found, now=timezone.now())
