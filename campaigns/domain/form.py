"""The brief form: kept until its last caller names the new place."""

from campaigns.domain.brief.form import UnknownField, name_of

__all__ = ["UnknownField", "name_of"]
