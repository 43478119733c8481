"""Refusals a person sees: each says what was refused and what would clear it."""

from campaigns.commands import CampaignRefused
from negotiations.domain.terms.bounds import BoundsError


class Refused(Exception):
    """A command said no; the text is for people, the code for scripts."""

    code = "refused"

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code or self.code


class TransitionRefused(Refused):
    """The thread's state does not allow this."""

    code = "state"

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"A thread in state '{state}' cannot {event.replace('_', ' ')}.")


REFUSALS: tuple[type[Exception], ...] = (Refused, CampaignRefused, BoundsError)
