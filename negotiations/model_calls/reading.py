"""The form a model fills in about a reply: its JSON schema, and its strict reading back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from negotiations.domain.reading.opinions.opinion import Judged, Opinion, Pointed

# Each sentence costs some sixty tokens of the answer.
MOST_SENTENCES = 50
_Quote = Annotated[str, Field(max_length=2_000)]
_Number = Annotated[int, Field(ge=1, le=MOST_SENTENCES)]
_Act = Literal[
    "acceptance",
    "ask",
    "refusal",
    "question",
    "question_open",
    "condition",
    "change",
    "other_offer",
    "courtesy",
    "logistics",
    "opt_out",
    "unknown",
]
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
    "instruction_like",
]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Sentence(_Form):
    number: _Number
    act: _Act
    quote: _Quote


class _Pointed(_Form):
    number: _Number
    quote: _Quote


class _SeenFlag(_Form):
    name: _Flag
    quote: _Quote


class _Answer(_Form):
    sentences: Annotated[list[_Sentence], Field(max_length=MOST_SENTENCES)]
    ask: _Pointed | None
    flags: Annotated[list[_SeenFlag], Field(max_length=30)]
    confidence: Annotated[float, Field(ge=0, le=1, strict=False)]
    summary: Annotated[str, Field(max_length=600)]


READING_SCHEMA: dict[str, Any] = _Answer.model_json_schema()


def opinion_in(data: Mapping[str, Any]) -> Opinion | None:
    """Return what the model says, or None when it did not fill in the form as it is."""
    try:
        said = _Answer.model_validate(dict(data))
    except ValidationError:
        return None
    return Opinion(
        sentences=tuple(Judged(s.number, s.act, s.quote) for s in said.sentences),
        confidence=Decimal(str(said.confidence)),
        ask=Pointed(said.ask.number, said.ask.quote) if said.ask else None,
        flags=tuple((flag.name, flag.quote) for flag in said.flags),
        summary=said.summary,
    )
