"""Whether a reply asks to hear nothing more, and nothing else. Pure."""

from collections.abc import Sequence

from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said


def opts_out(said: Sequence[Said]) -> bool:
    """Say whether the words stop everything: their object is our mail, and nothing is wanted.

    "No more mails after 6 pm" limits, "unsubscribe me, but my rate is ..." wants something else.
    """
    asking = [s for s in said if s.act == acts.OPT_OUT]
    if not asking or any(s.act in acts.WANTING or s.yes is not None for s in said):
        return False
    return not any(s.figures or s.marks & {"if", "elsewhere"} for s in asking)
