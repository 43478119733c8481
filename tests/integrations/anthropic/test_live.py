"""The model adapter on the wire: a whole, well-formed answer, or the reason there is none."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from integrations.anthropic.asking import ask as ask_and_record
from integrations.anthropic.gateway import CallEnd, ModelAnswer, NoAnswer, Question, Usage
from integrations.anthropic.live import AnthropicGateway
from integrations.anthropic.prices import cost_of
from integrations.errors import GatewayError
from integrations.models import ModelCall
from tests.fakes.anthropic import KEY, FakeAnthropic, Said, error

SCHEMA = {
    "type": "object",
    "properties": {"intent": {"type": "string", "maxLength": 10}},
    "required": ["intent"],
    "additionalProperties": False,
}
READING = Question("reading", ("Read it.",), "<reply>Hi</reply>", "reading-1", "abc", SCHEMA)
WRITING = Question("writing", ("Write it.", "Be kind."), "<facts/>", "writing-2", "def")


@pytest.fixture
def model() -> Iterator[FakeAnthropic]:
    with FakeAnthropic() as fake:
        fake.reading = lambda body: {"intent": "counter"}
        fake.writing = lambda body: "Hello there."
        yield fake
        assert fake.errors == []


def gateway(model: FakeAnthropic, key: str = KEY, **options: Any) -> AnthropicGateway:
    models = {"reading": "claude-haiku-5-5", "writing": "claude-sonnet-5-5"}
    return AnthropicGateway(key, models=models, api_url=model.url, **options)


def test_a_reading_is_the_json_of_the_text_blocks(model: FakeAnthropic) -> None:
    answer = gateway(model).ask(READING)
    assert isinstance(answer, ModelAnswer)
    assert answer.data == {"intent": "counter"}
    assert (answer.model, answer.request_id) == ("claude-haiku-5-5", "req_1")
    assert answer.usage == Usage(1000, 400, 600, 50)


def test_the_request_is_what_the_api_takes(model: FakeAnthropic) -> None:
    gateway(model).ask(READING)
    request, body = model.requests[0], model.asked()[0]
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["anthropic-version"] == "2026-10-21"
    assert not {"temperature", "top_p", "top_k", "tools", "thinking"} & body.keys()
    assert body["system"] == [
        {"type": "text", "text": "Read it.", "cache_control": {"type": "ephemeral"}}
    ]
    assert body["output_config"]["effort"] == "low"
    assert body["output_config"]["format"]["type"] == "json_schema"
    assert body["output_config"]["format"]["schema"]["additionalProperties"] is False


def test_a_mail_is_prose_of_the_writing_model(model: FakeAnthropic) -> None:
    answer = gateway(model).ask(WRITING)
    assert isinstance(answer, ModelAnswer) and answer.text == "Hello there."
    body = model.asked("writing")[0]
    assert body["model"] == "claude-sonnet-5-5" and "format" not in body["output_config"]
    assert [block["text"] for block in body["system"]] == ["Write it.", "Be kind."]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        pytest.param(Said('{"int', "max_tokens"), CallEnd.TRUNCATED, id="cut short"),
        pytest.param(
            Said("", "model_context_window_exceeded"), CallEnd.TRUNCATED, id="too long a question"
        ),
        pytest.param(Said("I cannot.", "refusal"), CallEnd.REFUSED, id="refused with words"),
        pytest.param(Said("", "refusal", has_content=False), CallEnd.REFUSED, id="refused mutely"),
        pytest.param(Said("{"), CallEnd.MALFORMED, id="half a JSON"),
        pytest.param(Said("[1]"), CallEnd.MALFORMED, id="no object"),
        pytest.param(Said("Sure! Here it is."), CallEnd.MALFORMED, id="chat"),
        pytest.param(Said("", has_content=False), CallEnd.MALFORMED, id="nothing"),
    ],
)
def test_an_answer_that_is_not_whole_is_no_answer(
    model: FakeAnthropic, said: Said, outcome: CallEnd
) -> None:
    model.reading = lambda body: said
    answer = gateway(model).ask(READING)
    assert isinstance(answer, NoAnswer) and answer.outcome is outcome
    assert not answer.is_outage, "the service is well; waiting would change nothing"
    assert answer.usage.output_tokens == 50, "what was billed is known"


@pytest.mark.parametrize(
    ("said", "data"),
    [
        pytest.param('{"intent": "coun\\u0000ter"}', {"intent": "counter"}, id="NUL"),
        pytest.param('{"intent": "\\ud83d"}', {"intent": ""}, id="half a character"),
        pytest.param('{"amount": 1e999}', {"amount": None}, id="a number without end"),
        pytest.param('{"a\\u0000": "x"}', {"a": "x"}, id="NUL in a name"),
        pytest.param("[" * 90_000, None, id="no bottom"),
    ],
)
def test_an_answer_holds_only_what_a_row_can_hold(
    model: FakeAnthropic, said: str, data: dict[str, Any] | None
) -> None:
    model.reading = lambda body: said
    answer = gateway(model).ask(READING)
    if data is None:
        assert isinstance(answer, NoAnswer) and answer.outcome is CallEnd.MALFORMED
    else:
        assert isinstance(answer, ModelAnswer) and answer.data == data


def test_prose_holds_no_nul(model: FakeAnthropic) -> None:
    model.writing = lambda body: "Hello\x00 there. \ud83d"
    answer = gateway(model).ask(WRITING)
    assert isinstance(answer, ModelAnswer) and answer.text == "Hello there. "


@pytest.mark.parametrize(
    ("status", "details", "outcome"),
    [
        pytest.param(429, {}, CallEnd.RATE_LIMITED, id="rate limit"),
        pytest.param(
            429, {"error_code": "enforced_spend_limit_reached"}, CallEnd.SPENT, id="spend limit"
        ),
        pytest.param(529, {}, CallEnd.OVERLOADED, id="overloaded"),
        pytest.param(503, {}, CallEnd.OVERLOADED, id="unavailable"),
        pytest.param(500, {}, CallEnd.FAILED, id="their error"),
        pytest.param(504, {}, CallEnd.TIMED_OUT, id="their timeout"),
        pytest.param(400, {}, CallEnd.REJECTED, id="our mistake"),
        pytest.param(402, {}, CallEnd.SPENT, id="unpaid"),
    ],
)
def test_an_error_has_its_name_and_is_posted_once(
    model: FakeAnthropic, status: int, details: dict[str, Any], outcome: CallEnd
) -> None:
    model.break_down(status, **details)
    answer = gateway(model).ask(READING)
    assert isinstance(answer, NoAnswer) and answer.outcome is outcome and answer.is_outage
    assert (answer.status, answer.request_id) == (status, "req_error")
    assert model.count("/v1/messages") == 1, "the SDK repeats nothing, whatever retry-after says"


@pytest.mark.parametrize("fault", ["close", "reset", "cut"])
def test_a_broken_connection_is_unreachable(model: FakeAnthropic, fault: str) -> None:
    model.fail(fault)
    answer = gateway(model).ask(READING)
    assert isinstance(answer, NoAnswer) and answer.outcome is CallEnd.UNREACHABLE
    assert model.count("/v1/messages") == 1


def test_silence_is_a_timeout(model: FakeAnthropic) -> None:
    model.fail("hang")
    answer = gateway(model, read_seconds=0.2).ask(READING)
    assert isinstance(answer, NoAnswer) and answer.outcome is CallEnd.TIMED_OUT


def test_the_check_counts_a_word_and_refuses_a_wrong_key(model: FakeAnthropic) -> None:
    assert gateway(model).check() == "claude-haiku-5-5"
    with pytest.raises(GatewayError, match="invalid key") as caught:
        gateway(model, "wrong").check()
    assert caught.value.permanent


@pytest.fixture
def live(model: FakeAnthropic, settings: Settings, db: None) -> None:
    settings.ANTHROPIC_MODE = "live"
    settings.ANTHROPIC_API_KEY = KEY
    settings.ANTHROPIC_BASE_URL = model.url
    settings.READ_RETRY_WAIT_SECONDS = 0.001


def test_every_attempt_leaves_a_row_without_words(model: FakeAnthropic, live: None) -> None:
    model.fail("status", times=2, status=529, body=error(529, "overloaded_error", "no").body)
    answer = ask_and_record(READING, subject="message:7", thread_id=3)
    assert isinstance(answer, ModelAnswer)
    calls = list(ModelCall.objects.order_by("id"))
    assert [call.outcome for call in calls] == ["overloaded", "overloaded", "answered"]
    last = calls[-1]
    assert (last.subject, last.thread_id, last.prompt) == ("message:7", 3, "reading-1")
    assert (last.request_id, last.http_status) == ("req_3", 200)
    assert last.cost_usd == Decimal("0.000181"), "1,000 + 400 × 1.25 + 600 × 0.1 in, 50 out"
    stored = " ".join(str(value) for value in vars(last).values())
    assert "Hi" not in stored and "counter" not in stored


def test_three_failures_are_one_outage(model: FakeAnthropic, live: None) -> None:
    model.break_down(529)
    answer = ask_and_record(READING, subject="message:7", thread_id=None)
    assert isinstance(answer, NoAnswer) and answer.is_outage
    assert ModelCall.objects.count() == 3


@pytest.mark.parametrize(
    ("model_id", "dollars"),
    [
        pytest.param("claude-sonnet-5-5", "12.0", id="listed"),
        pytest.param("claude-haiku-4-5-20251001", "6", id="dated id of a family"),
        pytest.param("claude-sonnet-5", "12", id="shorter family"),
    ],
)
def test_a_million_tokens_each_way_cost_the_listed_price(model_id: str, dollars: str) -> None:
    usage = Usage(input_tokens=1_000_000, output_tokens=1_000_000)
    assert cost_of(model_id, usage) == Decimal(dollars)


def test_a_model_without_a_price_has_no_cost() -> None:
    assert cost_of("claude-next", Usage(1, 1, 1, 1)) is None
