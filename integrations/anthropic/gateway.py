"""The port to a language model: words in, one JSON object of a stated shape out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class ModelAnswer:
    """What the model said: data from a stranger, to be checked before any use."""

    data: Mapping[str, Any]
    model: str
    input_tokens: int
    output_tokens: int


class ModelGateway(Protocol):
    """Asks a model one question."""

    def ask(
        self, *, rules: str, question: str, schema: Mapping[str, Any], purpose: str
    ) -> ModelAnswer:
        """Ask for one object of the JSON schema; `purpose` is `reading` or `writing`.

        :raises NotConfigured: no model in this mode: use the offline reader and writer.
        :raises GatewayError: no usable answer came.
        """
        ...
