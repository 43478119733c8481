"""Ask the model, and keep a row of every attempt: what it cost and how it ended, never a body."""

import time
from datetime import UTC, datetime

from django.conf import settings

from integrations import circuits
from integrations.anthropic.factory import get_model_gateway
from integrations.anthropic.gateway import (
    CallEnd,
    ModelAnswer,
    ModelGateway,
    NoAnswer,
    Question,
)
from integrations.anthropic.prices import cost_of
from integrations.calls import note_failure
from integrations.errors import GatewayError
from integrations.http import read_with_retries
from integrations.models import ModelCall

# A question that ran into the time limit is left to the queue: a worker has only so long.
_AGAIN_AT_ONCE = frozenset(
    {CallEnd.RATE_LIMITED, CallEnd.OVERLOADED, CallEnd.FAILED, CallEnd.UNREACHABLE}
)


class _Passing(GatewayError):
    """A trouble that may be over in a moment."""

    def __init__(self, answer: NoAnswer) -> None:
        super().__init__(answer.words, permanent=False)
        self.answer = answer


def ask(question: Question, *, subject: str, thread_id: int | None) -> ModelAnswer | NoAnswer:
    """Ask until there is an answer or three attempts failed; an answer has no effect by itself.

    `subject` names the row the question is about, such as `message:12`.

    :raises NotConfigured: no model in this mode
    """
    gateway = get_model_gateway()
    if not circuits.may_ask("anthropic", now=datetime.now(UTC)):
        return NoAnswer(CallEnd.UNREACHABLE, "", "not asked: the service did not answer before")

    def once() -> ModelAnswer | NoAnswer:
        answer = _ask_once(gateway, question, subject=subject, thread_id=thread_id)
        if isinstance(answer, NoAnswer) and answer.outcome in _AGAIN_AT_ONCE:
            raise _Passing(answer)
        return answer

    try:
        answer = read_with_retries(
            once, vendor="anthropic", wait_seconds=settings.READ_RETRY_WAIT_SECONDS
        )
    except _Passing as failure:
        return failure.answer
    if isinstance(answer, NoAnswer) and answer.is_outage:
        is_lasting = answer.outcome in (CallEnd.SPENT, CallEnd.REJECTED)
        note_failure("anthropic", GatewayError(answer.words, permanent=is_lasting))
    return answer


def _ask_once(
    gateway: ModelGateway, question: Question, *, subject: str, thread_id: int | None
) -> ModelAnswer | NoAnswer:
    started = time.monotonic()
    answer = gateway.ask(question)
    ModelCall.objects.create(
        at=datetime.now(UTC),
        purpose=question.purpose,
        subject=subject,
        thread_id=thread_id,
        model=answer.model,
        prompt=question.prompt,
        prompt_hash=question.prompt_hash,
        outcome=CallEnd.ANSWERED if isinstance(answer, ModelAnswer) else answer.outcome,
        error="" if isinstance(answer, ModelAnswer) else answer.error[:80],
        http_status=200 if isinstance(answer, ModelAnswer) else answer.status,
        request_id=answer.request_id[:80],
        latency_ms=int((time.monotonic() - started) * 1000),
        input_tokens=answer.usage.input_tokens,
        cache_write_tokens=answer.usage.cache_write_tokens,
        cache_read_tokens=answer.usage.cache_read_tokens,
        output_tokens=answer.usage.output_tokens,
        cost_usd=cost_of(answer.model, answer.usage),
    )
    return answer
