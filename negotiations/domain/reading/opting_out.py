"""Whether a reply asks to hear nothing more, and nothing else. Pure."""

import re
from collections.abc import Sequence

from campaigns.domain.patterns import Pattern
from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said

# Another channel or an hour of the day is not our mail itself.
_ELSEWHERE = Pattern(
    r"\b(?:whats?app|telegram|sms|texts?|texting|calls?|calling|phone|tel[eé]fono|telefon\w*|dms?"
    r"|instagram|insta|tiktok|facebook|snapchat|messenger"
    r"|midnight|mezzanotte|medianoche|mitternacht|minuit|weekends?|wochenende|fin de semana)\b",
    re.IGNORECASE,
)


def opts_out(said: Sequence[Said]) -> bool:
    """Say whether the words stop everything: their object is our mail, and nothing is wanted.

    "No more mails after 6 pm" limits, "unsubscribe me, but my rate is ..." wants something else.
    """
    asking = [s for s in said if s.act == acts.OPT_OUT]
    if not asking or any(s.act in acts.WANTING or s.yes is not None for s in said):
        return False
    return not any(s.figures or "if" in s.marks or _is_elsewhere(s) for s in asking)


def _is_elsewhere(said: Said) -> bool:
    return _ELSEWHERE.search(said.sentence.text) is not None
