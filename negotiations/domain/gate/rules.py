"""Words that never leave, whatever the offer: limits, promises, pressure, other people. Pure."""

import re
from collections.abc import Iterator

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.phrases import RULES
from negotiations.domain.gate.spans import is_negated
from negotiations.domain.money.text import money_spans

Finding = dict[str, str]

_COMPILED = tuple(
    (rule, Pattern(rf"(?<!\w)(?:{'|'.join(rule.patterns)})(?!\w)", re.IGNORECASE)) for rule in RULES
)
_CPM = Pattern(r"\bcpms?\b|\bcost per (?:mille|thousand)\b", re.IGNORECASE)


def finding(rule: str, words: str, message: str) -> Finding:
    """Return one finding: the rule, the words of the mail, and what is wrong with them."""
    return {"rule": rule, "words": " ".join(words.split()), "message": message}


def phrase_findings(text: str, *, may_name_cpm: bool) -> Iterator[Finding]:
    """Yield every phrase that has no place in any of our mails."""
    for rule, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if rule.is_lifted and is_negated(text, match.start(), match.end()):
                continue
            yield finding(rule.name, match[0], f"the mail {rule.why}")
    if not may_name_cpm:
        for match in _CPM.finditer(text):
            yield finding("internal_limit", match[0], "the CPM is not shared in this mail")


def is_sayable(fact: str) -> bool:
    """Tell whether a fact of the brief may be passed on: no amounts, limits or promises."""
    return not money_spans(fact) and not any(phrase_findings(fact, may_name_cpm=False))
