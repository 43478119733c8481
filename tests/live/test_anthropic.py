"""The real model reads one reply; run on demand with ANTHROPIC_API_KEY in the environment."""

import os
from decimal import Decimal

import pytest

from integrations.anthropic.gateway import ModelAnswer
from integrations.anthropic.live import DEFAULT_URL, AnthropicGateway
from negotiations.domain.reading.merge import merge
from negotiations.domain.reading.reader import OfferSeen, concluded, parse
from negotiations.model_calls.questions import reading_question
from negotiations.model_calls.reading import opinion_in

pytestmark = pytest.mark.live
OFFER = OfferSeen(Decimal("1250.00"), "USD", "2 instagram_reel")


@pytest.fixture
def gateway() -> AnthropicGateway:
    key = os.environ.get("ANTHROPIC_API_KEY")
    if not key:
        pytest.skip("ANTHROPIC_API_KEY is not set")
    models = {
        "reading": os.environ.get("ANTHROPIC_READING_MODEL", "claude-haiku-5-5"),
        "writing": os.environ.get("ANTHROPIC_WRITING_MODEL", "claude-sonnet-5-5"),
    }
    url = os.environ.get("ANTHROPIC_BASE_URL", DEFAULT_URL)
    return AnthropicGateway(key, models=models, api_url=url)


@pytest.mark.parametrize(
    ("body", "intent", "total"),
    [
        ("I'd love to, but my rate is $1,700 for this package.", "counter", Decimal(1700)),
        ("Sounds great, let's do it!", "accept", None),
        ("Thanks, but no thanks.", "reject", None),
        ("Bring on the paperwork, I'm raring to go.", "accept", None),
    ],
)
def test_the_model_fills_in_the_form_as_our_rules_read(
    gateway: AnthropicGateway, body: str, intent: str, total: Decimal | None
) -> None:
    parsed = parse(subject="Re: Hello", body=body, our_last_offer=OFFER)
    answer = gateway.ask(reading_question(subject="Re: Hello", parsed=parsed))
    assert isinstance(answer, ModelAnswer), answer
    opinion = opinion_in(answer.data)
    assert opinion is not None and opinion.covers(parsed.heard.said), answer.text
    found = merge(parsed=parsed, offline=concluded(parsed), opinion=opinion)
    assert found.contradictions == ()
    assert (found.reading.intent, found.reading.total) == (intent, total)
