"""Refusals a person sees: each says what was refused and what would clear it."""

from campaigns.commands import CampaignRefused
from negotiations.domain.terms.acts import No
from negotiations.domain.terms.bounds import BoundsError
from negotiations.domain.terms.transitions import refusal


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
        super().__init__(refusal(state, event))


def refuse(reason: No | None) -> None:
    """Say no where there is a reason to: a command's refusals read as a list.

    :raises Refused: if there is a reason
    """
    if reason is not None:
        raise Refused(reason.words, code=reason.code)


def refuse_if(is_wrong: bool, message: str, *, code: str = "") -> None:
    """Say no with this sentence if it is so.

    :raises Refused: if `is_wrong`
    """
    if is_wrong:
        raise Refused(message, code=code)


REFUSALS: tuple[type[Exception], ...] = (Refused, CampaignRefused, BoundsError)
