"""Anthropic's Messages API over HTTP, version 2026-10-21, with a JSON schema for the answer.

The version accepts no sampling arguments, wants a bearer token, and may put thinking before
the text, so blocks are chosen by their type.
"""

import json
import weakref
from collections.abc import Mapping
from typing import Any

import httpx2

from integrations.anthropic.gateway import ModelAnswer
from integrations.errors import GatewayError
from integrations.http import build_client, read_with_retries

DEFAULT_URL = "https://api.anthropic.com"
_VERSION = "2026-10-21"
# Thinking counts as output, so the room is wider than any answer of ours.
_MOST_TOKENS = 4096
_READ_SECONDS = 60.0
_PASSING = frozenset({408, 409, 429})
_SPENT_CODES = frozenset(
    {"enforced_spend_limit_reached", "contract_spend_limit_reached", "ramp_limit_exceeded"}
)


class AnthropicGateway:
    """Asks the model set for the purpose."""

    def __init__(
        self,
        api_key: str,
        *,
        models: Mapping[str, str],
        api_url: str = DEFAULT_URL,
        retry_wait_seconds: float = 1.0,
        read_seconds: float = _READ_SECONDS,
    ) -> None:
        self._client = build_client(
            base_url=api_url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {api_key}", "anthropic-version": _VERSION},
            read_seconds=read_seconds,
        )
        # Connections end with the gateway that opened them, not at some later collection.
        weakref.finalize(self, self._client.close)
        self._models = dict(models)
        self._wait = retry_wait_seconds

    def ask(
        self, *, rules: str, question: str, schema: Mapping[str, Any], purpose: str
    ) -> ModelAnswer:
        """Ask once, repeated while the service is busy: an answer has no effect by itself.

        :raises GatewayError: refused, cut short, or not the JSON that was asked for.
        """
        body = {
            "model": self._models[purpose],
            "max_tokens": _MOST_TOKENS,
            "system": [{"type": "text", "text": rules, "cache_control": {"type": "ephemeral"}}],
            "output_config": {"format": {"type": "json_schema", "schema": dict(schema)}},
            "messages": [{"role": "user", "content": question}],
        }
        return read_with_retries(lambda: self._ask_once(body), wait_seconds=self._wait)

    def check(self) -> str:
        """Count the tokens of one word, which costs nothing. :raises GatewayError: refused."""
        model = self._models["reading"]
        body = {"model": model, "messages": [{"role": "user", "content": "Hello"}]}
        read_with_retries(
            lambda: self._post("v1/messages/count_tokens", body), wait_seconds=self._wait
        )
        return model

    def _ask_once(self, body: Mapping[str, Any]) -> ModelAnswer:
        answer = self._post("v1/messages", body)
        if answer.get("stop_reason") != "end_turn":
            raise GatewayError(f"The model stopped: {answer.get('stop_reason')}.", permanent=True)
        usage = answer.get("usage") or {}
        return ModelAnswer(
            data=_object_in(answer),
            model=str(answer.get("model", "")),
            input_tokens=sum(
                int(usage.get(name) or 0)
                for name in (
                    "input_tokens",
                    "cache_creation_input_tokens",
                    "cache_read_input_tokens",
                )
            ),
            output_tokens=int(usage.get("output_tokens") or 0),
        )

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            response = self._client.post(path, json=dict(body))
            answer = response.json()
        except httpx2.HTTPError as error:
            raise GatewayError(f"The model was not reached: {error}", permanent=False) from error
        except ValueError as error:
            raise GatewayError(f"The model's answer is not JSON: {error}") from error
        if not isinstance(answer, dict):
            raise GatewayError("The model's answer is not a JSON object.")
        if response.status_code != 200:
            raise _refusal(response.status_code, answer)
        return answer


def _object_in(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    blocks = answer.get("content") or ()
    text = "".join(str(block.get("text", "")) for block in blocks if block.get("type") == "text")
    try:
        data = json.loads(text)
    except ValueError as error:
        raise GatewayError(f"The model's words are not JSON: {error}", permanent=True) from error
    if not isinstance(data, dict):
        raise GatewayError("The model's words are not a JSON object.", permanent=True)
    return data


def _refusal(status: int, answer: Mapping[str, Any]) -> GatewayError:
    error = answer.get("error")
    error = error if isinstance(error, dict) else {}
    details = error.get("details")
    code = details.get("error_code") if isinstance(details, dict) else None
    passing = (status in _PASSING or status >= 500) and code not in _SPENT_CODES
    words = f"{error.get('type', '')}: {error.get('message', '')}"
    return GatewayError(f"The model refused ({status}) {words}", permanent=not passing)
