"""No model: the offline reader and writer work instead."""

from integrations.anthropic.gateway import ModelAnswer, NoAnswer, Question
from integrations.errors import NotConfigured


class DryRunModelGateway:
    """Answers no question."""

    def ask(self, question: Question) -> ModelAnswer | NoAnswer:
        """Refuse. :raises NotConfigured: always."""
        raise NotConfigured("No model is asked in this mode: the offline rules decide.")
