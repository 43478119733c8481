"""Anthropic's Messages API through its SDK: JSON of a schema for reading, prose for writing.

The SDK's own retries are off: the queue repeats a question, and every attempt leaves a row. An
answer may put thinking before the text, so blocks are chosen by their type.
"""

import json
import weakref
from collections.abc import Mapping
from typing import Any

import anthropic
from anthropic import types
from anthropic.types import Message, OutputConfigParam, TextBlockParam

from integrations.anthropic.gateway import CallEnd, ModelAnswer, NoAnswer, Question, Usage
from integrations.errors import GatewayError
from integrations.http import build_client
from integrations.strangers import storable_json, storable_line, storable_text

DEFAULT_URL = "https://api.anthropic.com"
# Thinking counts as output, so the room is wider than any answer of ours.
MOST_TOKENS = 4096
READ_SECONDS = 60.0
_SPENT_CODES = frozenset(
    {"enforced_spend_limit_reached", "contract_spend_limit_reached", "ramp_limit_exceeded"}
)
_STOPS = {
    "max_tokens": CallEnd.TRUNCATED,
    "model_context_window_exceeded": CallEnd.TRUNCATED,
    "refusal": CallEnd.REFUSED,
}

_LONGEST_NAME = 80
_LASTING = frozenset({CallEnd.REJECTED, CallEnd.SPENT})


class AnthropicGateway:
    """Asks the model set for the purpose."""

    def __init__(
        self,
        api_key: str,
        *,
        models: Mapping[str, str],
        api_url: str = DEFAULT_URL,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        http = build_client(read_seconds=read_seconds)
        # Connections end with the gateway that opened them, not at some later collection.
        weakref.finalize(self, http.close)
        self._client = anthropic.Anthropic(
            api_key=api_key,
            base_url=api_url.rstrip("/"),
            max_retries=0,
            timeout=http.timeout,
            http_client=http,
        )
        self._models = dict(models)

    def ask(self, question: Question) -> ModelAnswer | NoAnswer:
        """Ask once; whatever goes wrong is a NoAnswer."""
        model = self._models[question.purpose]
        try:
            message = self._client.messages.create(
                model=model,
                max_tokens=MOST_TOKENS,
                system=[_cached(rules) for rules in question.rules if rules],
                output_config=_output(question),
                messages=[{"role": "user", "content": question.content}],
            )
        except anthropic.APIError as error:
            return _no_answer(error, model)
        except ValueError as error:
            return NoAnswer(CallEnd.MALFORMED, model, type(error).__name__)
        return _answer(message, question, model)

    def check(self) -> str:
        """Count the tokens of one word, which costs nothing. :raises GatewayError: refused."""
        model = self._models["reading"]
        try:
            self._client.messages.count_tokens(
                model=model, messages=[{"role": "user", "content": "Hello"}]
            )
        except anthropic.APIError as error:
            failed = _no_answer(error, model)
            raise GatewayError(
                f"The model refused: {error.message}", permanent=failed.outcome in _LASTING
            ) from error
        return model


def _cached(rules: str) -> TextBlockParam:
    return {"type": "text", "text": rules, "cache_control": {"type": "ephemeral"}}


def _output(question: Question) -> OutputConfigParam:
    """A reply is sorted with little thought; a mail may take some more."""
    if question.schema is None:
        return {"effort": "medium"}
    schema = anthropic.transform_schema(dict(question.schema))
    return {"effort": "low", "format": {"type": "json_schema", "schema": schema}}


def _answer(message: object, question: Question, model: str) -> ModelAnswer | NoAnswer:
    if not isinstance(message, Message):
        return NoAnswer(CallEnd.MALFORMED, model, "not a message")
    usage = _usage(message.usage)
    request_id = storable_line(message._request_id or "", longest=_LONGEST_NAME)
    stopped = message.stop_reason or ""
    if stopped != "end_turn":
        outcome = _STOPS.get(stopped, CallEnd.MALFORMED)
        return NoAnswer(outcome, model, stopped, request_id=request_id, usage=usage)
    said = "".join(block.text for block in message.content or () if block.type == "text")
    text = storable_text(said)
    data = _object_in(said) if question.schema is not None else {}
    if data is None or not text.strip():
        return NoAnswer(CallEnd.MALFORMED, model, "no JSON", request_id=request_id, usage=usage)
    named = storable_line(message.model or model, longest=_LONGEST_NAME)
    return ModelAnswer(text, named, data, request_id, usage)


def _object_in(text: str) -> Mapping[str, Any] | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return storable_json(data) if isinstance(data, dict) else None


def _usage(usage: types.Usage | None) -> Usage:
    if usage is None:
        return Usage()
    return Usage(
        input_tokens=usage.input_tokens or 0,
        cache_write_tokens=usage.cache_creation_input_tokens or 0,
        cache_read_tokens=usage.cache_read_input_tokens or 0,
        output_tokens=usage.output_tokens or 0,
    )


def _no_answer(error: anthropic.APIError, model: str) -> NoAnswer:
    """Name the failure; the vendor's sentence may quote a prompt, so only its type is kept."""
    if isinstance(error, anthropic.APITimeoutError):
        return NoAnswer(CallEnd.TIMED_OUT, model)
    if isinstance(error, anthropic.APIStatusError):
        return NoAnswer(
            _outcome_of(error),
            model,
            str(error.type or ""),
            status=error.status_code,
            request_id=error.request_id or "",
        )
    if isinstance(error, anthropic.APIConnectionError):
        return NoAnswer(CallEnd.UNREACHABLE, model)
    return NoAnswer(CallEnd.MALFORMED, model, type(error).__name__)


def _outcome_of(error: anthropic.APIStatusError) -> CallEnd:
    status = error.status_code
    if status == 429:
        is_spent = str(error.error_code or "") in _SPENT_CODES
        return CallEnd.SPENT if is_spent else CallEnd.RATE_LIMITED
    if status in (408, 504):
        return CallEnd.TIMED_OUT
    if status in (503, 529):
        return CallEnd.OVERLOADED
    if status >= 500 or status == 409:
        return CallEnd.FAILED
    return CallEnd.SPENT if status == 402 else CallEnd.REJECTED
