"""The end of something done in Slack: answer owed, refusal on record, delivery settled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from integrations.inbox import settle_delivery
from integrations.notifications import answer_person
from integrations.slack.requests import SlackRequest
from negotiations.models import Thread


@dataclass(frozen=True)
class Reply:
    """An answer in plain words, escaped when it is sent; an empty one is not sent."""

    text: str
    blocks: Sequence[dict[str, Any]] = field(default=())
    is_refusal: bool = False
    thread_id: int | None = None


@transaction.atomic(durable=True)
def finish_request(
    *, delivery_id: int, request: SlackRequest, reply: Reply, actor: str, now: datetime
) -> str:
    """Owe the person one answer; a delivery that is worked twice owes no second one."""
    if reply.is_refusal:
        _record_refusal(delivery_id, request, reply, actor=actor, now=now)
    if reply.text:
        answer_person(
            key=f"slack:{delivery_id}",
            response_url=request.response_url,
            text=reply.text,
            blocks=list(reply.blocks),
            now=now,
        )
    settle_delivery(delivery_id=delivery_id, error="", now=now)
    return f"{request.verb}: {'refused' if reply.is_refusal else 'done'}"


def _record_refusal(
    delivery_id: int, request: SlackRequest, reply: Reply, *, actor: str, now: datetime
) -> None:
    thread = Thread.objects.select_related("influencer").filter(pk=reply.thread_id or 0).first()
    record(
        Action.SLACK_REFUSED,
        About(
            f"thread:{thread.pk}" if thread else f"delivery:{delivery_id}",
            campaign_id=thread.campaign_id if thread else None,
            thread_id=thread.pk if thread else None,
            influencer=thread.influencer.name if thread else "",
        ),
        actor=actor,
        at=now,
        summary=f"{request.verb} refused: {reply.text}",
        verb=request.verb,
        slack_user=request.user_id,
        delivery_id=delivery_id,
    )
