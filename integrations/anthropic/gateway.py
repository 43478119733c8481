"""The port to a language model: one question, then an answer or the reason there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class CallEnd(StrEnum):
    """How one question to the model ended."""

    ANSWERED = "answered"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    MALFORMED = "malformed"
    REJECTED = "rejected"
    SPENT = "spend_limit"
    RATE_LIMITED = "rate_limited"
    OVERLOADED = "overloaded"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"


# The service has trouble, not the question: the same one may be answered later.
OUTAGES = frozenset(
    {
        CallEnd.RATE_LIMITED,
        CallEnd.OVERLOADED,
        CallEnd.FAILED,
        CallEnd.TIMED_OUT,
        CallEnd.UNREACHABLE,
        CallEnd.SPENT,
        CallEnd.REJECTED,
    }
)


@dataclass(frozen=True)
class Question:
    """What the model is asked. `rules` are ours and stable, `content` holds what strangers wrote.

    With a `schema` the answer is one JSON object of that shape, without one it is prose.
    `prompt` names the rules' version, `prompt_hash` their exact words.
    """

    purpose: str
    rules: tuple[str, ...]
    content: str
    prompt: str
    prompt_hash: str
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Usage:
    """Tokens as they are billed; the input is the sum of the first three."""

    input_tokens: int = 0
    cache_write_tokens: int = 0
    cache_read_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True)
class ModelAnswer:
    """What the model said: words from a stranger, to be checked before any use."""

    text: str
    model: str
    data: Mapping[str, Any] = field(default_factory=dict)
    request_id: str = ""
    usage: Usage = Usage()


@dataclass(frozen=True)
class NoAnswer:
    """Why no usable answer came; `error` is the vendor's name for it, never a body."""

    outcome: CallEnd
    model: str
    error: str = ""
    status: int | None = None
    request_id: str = ""
    usage: Usage = Usage()

    @property
    def is_outage(self) -> bool:
        """Whether the service is to blame, so that waiting can help."""
        return self.outcome in OUTAGES

    @property
    def words(self) -> str:
        """The reason for a person."""
        about = ", ".join(part for part in (self.error, str(self.status or "")) if part)
        return f"{self.outcome.value}" + (f" ({about})" if about else "")


class ModelGateway(Protocol):
    """Asks a model one question."""

    def ask(self, question: Question) -> ModelAnswer | NoAnswer:
        """Ask once.

        :raises NotConfigured: no model in this mode: use the offline reader and writer.
        """
        ...
