"""The brief form: its fields, their values, and the rules a brief keeps to."""

from campaigns.domain.brief.rules import rights_of

__all__ = ["rights_of"]
