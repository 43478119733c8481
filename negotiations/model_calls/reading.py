"""The form a model fills in about a reply: its JSON schema, and its strict reading back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from negotiations.domain.reading.merge import ModelAsk, ModelReading

_Quote = Annotated[str, Field(max_length=2_000)]
_Flag = Literal[
    "hostile",
    "legal",
    "wrong_person",
    "attachment_rates",
    "wants_call",
    "vat",
    "agency_fee",
    "usage_rights",
    "exclusivity",
    "whitelisting",
    "raw_footage",
    "rush",
    "travel_costs",
    "affiliate",
    "product_only",
    "payment_terms",
    "unsubscribe",
    "instruction_like",
]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Amount(_Form):
    amount: Annotated[str, Field(pattern=r"^\d{1,12}(\.\d{1,3})?$")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None
    quote: _Quote


class _SeenFlag(_Form):
    name: _Flag
    quote: _Quote


class _Answer(_Form):
    intent: Literal["accept", "counter", "reject", "question", "unclear"]
    confidence: Annotated[float, Field(ge=0, le=1, strict=False)]
    intent_quote: _Quote
    total: _Amount | None
    amounts: Annotated[list[_Amount], Field(max_length=60)]
    flags: Annotated[list[_SeenFlag], Field(max_length=30)]
    questions: Annotated[list[_Quote], Field(max_length=20)]
    conditions: Annotated[list[_Quote], Field(max_length=20)]
    summary: Annotated[str, Field(max_length=600)]


READING_SCHEMA: dict[str, Any] = _Answer.model_json_schema()


def model_reading(data: Mapping[str, Any]) -> ModelReading | None:
    """Return what the model says, or None when it did not fill in the form as it is."""
    try:
        said = _Answer.model_validate(dict(data))
    except ValidationError:
        return None
    return ModelReading(
        intent=said.intent,
        confidence=Decimal(str(said.confidence)),
        intent_quote=said.intent_quote,
        total=_ask(said.total) if said.total else None,
        amounts=tuple(_ask(amount) for amount in said.amounts),
        flags=tuple((flag.name, flag.quote) for flag in said.flags),
        questions=tuple(said.questions),
        conditions=tuple(said.conditions),
        summary=said.summary,
    )


def _ask(said: _Amount) -> ModelAsk:
    return ModelAsk(Decimal(said.amount), said.currency, said.quote)
