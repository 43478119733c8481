"""What the JSON columns of this room hold, and how older rows of them are read.

The types are the domain's own wherever it has one; `TypedDict`s stand for what only rows know.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Discriminator, JsonValue, Tag, with_config
from typing_extensions import TypedDict

from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.report import CAMCycleReport
from integrations.typed_json import Shape
from negotiations.domain.letters.facts import MailFacts
from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Position,
    Wait,
)
from negotiations.domain.pricing.recorded import KINDS, kind_of, record_of
from negotiations.domain.reading.results import Reading
from negotiations.domain.terms.lines import Line
from negotiations.domain.terms.offer_terms import Terms
from negotiations.domain.terms.plain import plain
from negotiations.domain.terms.receipts import Receipt

Finding = dict[str, str]
"""What the gate found: `rule`, `words`, `message`."""


def _terms_of_pairs(stored: dict[str, Any]) -> dict[str, Any]:
    """Bring terms up to date that hold pieces and rights as pairs."""
    pieces = [{"type": kind, "quantity": count} for kind, count in stored.get("deliverables", ())]
    rights = [{"kind": kind, "days": days} for kind, days in stored.get("rights", ())]
    return {**stored, "deliverables": pieces, "rights": rights}


def _facts_of_tags(stored: dict[str, Any]) -> dict[str, Any]:
    """Bring a mail's facts up to date that hold each value beside the name of its type."""
    return {name: _untagged(value) for name, value in stored.items()}


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return [_untagged(part) for part in value]
    if not isinstance(value, dict):
        return value
    ((tag, content),) = value.items()
    if tag == "terms":
        return _terms_of_pairs(content)
    return _facts_of_tags(content) if tag == "footer" else content


def _none_for_empty(stored: Any) -> Any:
    """Offers that nobody priced by rule stand without a receipt, as an empty object."""
    return stored or None


def _kind(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return value.get("kind")
    return kind_of(value) if type(value) in KINDS.values() else None


@with_config(ConfigDict(extra="allow"))
class KeptReading(TypedDict, total=False):
    """A `Reading` with its source beside it and, where a model read too, both opinions."""

    intent: str
    confidence: str
    total: str | None
    total_currency: str | None
    flags: list[str]
    source: str
    offline: dict[str, JsonValue] | None
    model: dict[str, JsonValue] | None
    contradictions: list[str]
    vetoes: list[str]


@with_config(ConfigDict(extra="forbid"))
class MadeBy(TypedDict, total=False):
    """Who found an email's words; a cold mail names its template and plan instead."""

    writer: str
    name: str
    no_model: str
    model: str
    prompt: str
    prompt_hash: str
    edited_by: str
    template: str
    fingerprint: str
    plan: str
    armed_by: str


@with_config(ConfigDict(extra="allow"))
class Allowed(TypedDict, total=False):
    """The closed world of one mail, as `check_email` takes it."""

    amounts: list[dict[str, str]]
    deliverables: list[dict[str, JsonValue]]
    dates: list[str]
    rights: list[dict[str, JsonValue]]
    names: list[str]
    links: list[str]


class TrialResult(TypedDict, total=False):
    """What a trial showed; amounts and percentages as text."""

    threads: int
    agreed: int
    percent_closed: str
    average_cpm: str | None
    highest_cpm: str | None
    worst_case: str
    mails_per_deal: str | None
    escalations: int
    violations: list[str]
    has_passed: bool


def _nothing_ordered(stored: Any) -> Any:
    """A run without an order may send nothing."""
    counts = ("max_new_leads_per_day", "max_outreach_per_day", "max_followups_per_day")
    if not isinstance(stored, dict):
        return stored
    return {**dict.fromkeys(counts, 0), "channels_enabled": [], **stored}


_DECISION = Annotated[
    Annotated[Accept, Tag("accept")]
    | Annotated[Answer, Tag("answer")]
    | Annotated[AskBack, Tag("ask_back")]
    | Annotated[AskHuman, Tag("ask_human")]
    | Annotated[Counter, Tag("counter")]
    | Annotated[Exit, Tag("exit")]
    | Annotated[Wait, Tag("wait")],
    Discriminator(_kind),
]

ADDRESSES = Shape[list[str]](list[str])
NAMES = Shape[list[str]](list[str])
AMOUNTS = Shape[list[Decimal]](list[Decimal], as_json=plain)
FINDINGS = Shape[list[Finding]](list[Finding])
VERSIONS = Shape[dict[str, str]](dict[str, str])
MADE_BY = Shape[MadeBy](MadeBy)
ALLOWED = Shape[dict[str, Any]](Allowed)
READING = Shape[dict[str, Any]](KeptReading)
TERMS = Shape[Terms](Terms, older=(_terms_of_pairs,), as_json=plain)
LINES = Shape[list[Line]](list[Line], as_json=plain)
RECEIPT = Shape[Receipt | None](
    Annotated[Receipt | None, BeforeValidator(_none_for_empty)],
    as_json=lambda receipt: receipt.as_dict() if receipt else {},
)
FACTS = Shape[MailFacts](MailFacts, older=(_facts_of_tags,), as_json=plain)
POSITION = Shape[Position](Position, as_json=plain)
HEARD = Shape[Reading](Reading, as_json=plain)
DECISION = Shape[Decision](_DECISION, as_json=record_of)
# What a playbook may say is `pricing.playbook_rules`'s, asked whenever a version is written.
SETTINGS = Shape[dict[str, Any]](dict[str, JsonValue])
TRIAL = Shape[TrialResult](TrialResult)
# The limits of the house stand beside the order: those of the day it is carried out hold.
ORDER = Shape[CAMCycleConfig](
    Annotated[CAMCycleConfig, BeforeValidator(_nothing_ordered)],
    as_json=lambda order: plain(replace(order, safety_settings=None)),
)
REPORT = Shape[CAMCycleReport](CAMCycleReport)
SENTENCES = Shape[list[str]](list[str])
COUNTS = Shape[dict[str, int]](dict[str, int])
# Every event of the learning log and every report has names of its own.
FREE = Shape[dict[str, Any]](dict[str, JsonValue])
