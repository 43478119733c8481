"""The model adapter: only whole, well-formed answers come through."""

import json

import pytest

from integrations.anthropic.live import AnthropicGateway
from integrations.errors import GatewayError
from tests.fakes.server import FakeServer, Reply

SCHEMA = {"type": "object", "properties": {"intent": {"type": "string"}}}


class FakeAnthropic(FakeServer):
    """Answers every question with the text and stop reason set on it."""

    def __init__(self):
        super().__init__()
        self.text = '{"intent": "counter"}'
        self.stop_reason = "end_turn"

    def answer(self, request):
        body = request.json()
        if request.headers.get("authorization") != "Bearer sk-ant-test":
            return _error(401, "authentication_error", "invalid key")
        if {"temperature", "top_p", "top_k"} & body.keys():
            return _error(400, "invalid_request_error", "sampling arguments")
        if request.path.endswith("count_tokens"):
            return Reply(body={"input_tokens": 7})
        content = [
            {"type": "thinking", "thinking": "", "signature": "s"},
            {"type": "text", "text": self.text},
        ]
        usage = {"input_tokens": 10, "cache_read_input_tokens": 5, "output_tokens": 3}
        return Reply(
            body={
                "id": "msg_1",
                "type": "message",
                "role": "assistant",
                "model": body["model"],
                "content": content,
                "stop_reason": self.stop_reason,
                "usage": usage,
            }
        )


def _error(status, kind, message, **details):
    error = {"type": kind, "message": message, "details": details}
    return Reply(status, {"type": "error", "error": error, "request_id": "req_1"})


@pytest.fixture
def model():
    with FakeAnthropic() as fake:
        yield fake
        assert fake.errors == []


def gateway(model, key="sk-ant-test"):
    models = {"reading": "small", "writing": "large"}
    return AnthropicGateway(key, models=models, api_url=model.url, retry_wait_seconds=0.01)


def ask(model, **changes):
    question = {"rules": "Read.", "question": "Hi", "schema": SCHEMA, "purpose": "reading"}
    return gateway(model).ask(**{**question, **changes})


def test_an_answer_is_the_json_of_its_text_blocks(model):
    answer = ask(model)
    assert answer.data == {"intent": "counter"}
    assert (answer.model, answer.input_tokens, answer.output_tokens) == ("small", 15, 3)
    sent = model.requests[0]
    assert sent.headers["anthropic-version"] == "2026-10-21"
    assert sent.json()["output_config"]["format"] == {"type": "json_schema", "schema": SCHEMA}


def test_the_purpose_chooses_the_model(model):
    assert ask(model, purpose="writing").model == "large"
    assert gateway(model).check() == "small"


@pytest.mark.parametrize("reason", ["max_tokens", "refusal", "model_context_window_exceeded"])
def test_an_answer_cut_short_is_no_answer(model, reason):
    model.stop_reason = reason
    with pytest.raises(GatewayError, match=reason):
        ask(model)


@pytest.mark.parametrize("text", ["", "{", "[1]", "Sure! Here it is."])
def test_words_that_are_no_object_are_no_answer(model, text):
    model.text = text
    with pytest.raises(GatewayError):
        ask(model)


def test_a_busy_service_is_asked_again(model):
    busy = _error(529, "overloaded_error", "Overloaded").body
    model.fail("status", times=2, status=529, body=busy)
    assert ask(model).data == {"intent": "counter"}
    assert json.loads(model.requests[0].body)["messages"]


def test_a_spent_budget_and_a_wrong_key_are_lasting(model):
    spent = _error(429, "rate_limit_error", "x", error_code="enforced_spend_limit_reached").body
    model.fail("status", status=429, body=spent)
    with pytest.raises(GatewayError) as caught:
        ask(model)
    assert caught.value.permanent
    with pytest.raises(GatewayError, match="invalid key") as caught:
        gateway(model, "wrong").check()
    assert caught.value.permanent
