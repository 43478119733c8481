"""No model: the offline reader and writer work instead."""

from collections.abc import Mapping
from typing import Any

from integrations.anthropic.gateway import ModelAnswer
from integrations.errors import NotConfigured


class DryRunModelGateway:
    """Answers no question."""

    def ask(
        self, *, rules: str, question: str, schema: Mapping[str, Any], purpose: str
    ) -> ModelAnswer:
        """Refuse. :raises NotConfigured: always."""
        raise NotConfigured("No model is asked in this mode: the offline rules decide.")
