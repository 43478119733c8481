"""Who does something, when and why: what every change of one command has in common."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Deed:
    """One act: its actor, its time (aware UTC) and, where there is one, its reason in words."""

    actor: str
    now: datetime
    reason: str = ""

    def because(self, reason: str) -> "Deed":
        """Return the same act with another reason."""
        return replace(self, reason=reason)

    def by(self, actor: str) -> "Deed":
        """Return the same act as another actor's."""
        return replace(self, actor=actor)
