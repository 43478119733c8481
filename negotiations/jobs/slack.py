"""Work off what people did in Slack: claim, find out who it was, one command, answer them."""

from django.utils import timezone

from integrations import inbox
from integrations.errors import GatewayError, RateLimited
from integrations.slack.people import email_of
from integrations.slack.requests import OddRequest, SlackRequest, parse_request
from negotiations.commands.slack import Reply, finish_request
from negotiations.slack.actions import act
from negotiations.slack.replies import refusal


def take_in_slack(*, delivery_id: int) -> str:
    """Work one typed command or pressed button, once."""
    delivery = inbox.claim_delivery(delivery_id=delivery_id, now=timezone.now())
    if delivery is None:
        return "skipped: not due"
    try:
        request = parse_request(bytes(delivery.body))
    except OddRequest as odd:
        inbox.settle_delivery(delivery_id=delivery_id, error="", now=timezone.now())
        return f"nothing to do: {odd}"
    try:
        email = email_of(request.user_id, now=timezone.now())
    except GatewayError as failure:
        return _nobody_known(delivery_id, request, failure)
    reply = act(request, email=email, now=timezone.now())
    return _finish(delivery_id, request, reply, actor=email)


def _nobody_known(delivery_id: int, request: SlackRequest, failure: GatewayError) -> str:
    """Slack did not say who it was: asked again later, unless that cannot help."""
    if failure.permanent:
        words = f"Nothing was done: Slack does not tell me who you are. {failure.message}"
        return _finish(delivery_id, request, refusal(words), actor="")
    if isinstance(failure, RateLimited):
        wait = inbox.FULL_WAIT_SECONDS if failure.wait_seconds is None else failure.wait_seconds
        inbox.postpone_deliveries(
            delivery_id=delivery_id, error=str(failure), wait_seconds=wait, now=timezone.now()
        )
        return failure.message
    inbox.settle_delivery(
        delivery_id=delivery_id, error=failure.message, may_pass=True, now=timezone.now()
    )
    return failure.message


def _finish(delivery_id: int, request: SlackRequest, reply: Reply, *, actor: str) -> str:
    return finish_request(
        delivery_id=delivery_id,
        request=request,
        reply=reply,
        actor=actor or f"slack:{request.user_id}",
        now=timezone.now(),
    )
