"""A mail's facts as JSON, so that its words can be found after the decision was stored. Pure."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from negotiations.domain.letters.facts import Footer, MailFacts
from negotiations.domain.terms.offer_terms import Terms, terms_from


def record_of(facts: MailFacts) -> dict[str, Any]:
    """Return a JSON-safe form; `facts_from` reads it back."""
    return {field.name: _plain(getattr(facts, field.name)) for field in fields(facts)}


def facts_from(record: Mapping[str, Any]) -> MailFacts:
    """Return the facts that `record_of` wrote; a field that came later has its default."""
    known = {field.name for field in fields(MailFacts)}
    return MailFacts(**{name: _value(v) for name, v in record.items() if name in known})


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Terms):
        return {"terms": value.as_dict()}
    if isinstance(value, Footer):
        return {"footer": {f.name: _plain(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(item) for item in value)
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    if kind == "decimal":
        return Decimal(content)
    if kind == "date":
        return date.fromisoformat(content)
    if kind == "terms":
        return terms_from(content)
    return Footer(**{name: _value(item) for name, item in content.items()})
