"""A decision's one JSON form, so that it can be compared with the one made again. Pure."""

from typing import Any

from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Wait,
)
from negotiations.domain.terms.plain import plain
from negotiations.domain.terms.receipts import canonical_json

KINDS: dict[str, type] = {
    "accept": Accept,
    "answer": Answer,
    "ask_back": AskBack,
    "ask_human": AskHuman,
    "counter": Counter,
    "exit": Exit,
    "wait": Wait,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(decision: Decision) -> str:
    """Return what sort of decision it is, in the word that rows and records use."""
    return _NAMES[type(decision)]


def record_of(decision: Decision) -> dict[str, Any]:
    """Return a decision as JSON with its kind's word."""
    return {"kind": kind_of(decision), **plain(decision)}


def bytes_of(decision: Decision) -> bytes:
    """Return the decision's one byte form: equal decisions, equal bytes."""
    return canonical_json(record_of(decision)).encode()
