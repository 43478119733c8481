"""Which of our form's fields a strange title may stand for: renamed fields lose no limit. Pure."""

import re
from difflib import SequenceMatcher

from campaigns.domain.brief.form import FIELDS
from campaigns.domain.values.text import clean

_NEAR = 0.86
_SHARED = 0.5
_NOISE = frozenset(
    (
        *("a", "an", "and", "be", "by", "can", "do", "for", "from"),
        *("how", "in", "is", "it", "must", "not", "numerical", "of", "on"),
        *("one", "or", "per", "select", "that", "the", "this", "to", "value"),
        *("what", "when", "which", "will", "with"),
    )
)
_SAME = {
    "max": "maximum",
    "min": "minimum",
    "w/o": "without",
    "least": "minimum",
    "lowest": "minimum",
    "highest": "maximum",
    "most": "maximum",
    "creator": "influencer",
    "talent": "influencer",
    "fee": "cost",
    "price": "cost",
    "rate": "cost",
    "spend": "cost",
    "goal": "target",
}
# The words that make a title a limit of ours, however the rest is worded.
_LIMIT_WORDS = {
    "budget_constraints.cpm_target": ({"cpm"},),
    "budget_constraints.cpm_leniency_pct": ({"leniency"}, {"tolerance", "cpm"}),
    "budget_constraints.min_cost_per_influencer": ({"minimum", "cost"}, {"minimum", "offer"}),
    "budget_constraints.max_cost_without_approval": (
        {"maximum", "cost"},
        {"maximum", "offer"},
        {"approval", "cost"},
        {"approval", "above"},
        {"approval", "over"},
        {"cost", "cap"},
        {"cost", "ceiling"},
        {"cost", "limit"},
    ),
    "usage_rights.minimum.paid_usage": ({"paid", "usage"}, {"usage", "right"}),
    "usage_rights.minimum.whitelisting": ({"whitelisting"},),
    "requirements.exclusivity_required": ({"exclusivity"},),
    "requirements.revision_rounds": ({"revision", "round"},),
    "influencer_sheet_id": ({"spreadsheet"}, {"sheet", "link"}, {"roster", "link"}),
    "budget": ({"budget", "total"}, {"budget", "maximum"}, {"budget", "overall"}),
}


def field_like(title: str) -> str | None:
    """Return the name of our field that the title resembles most, None where it resembles none."""
    words = _words(title)
    if not words:
        return None
    for path, signatures in _LIMIT_WORDS.items():
        if any(signature <= words for signature in signatures):
            return next(entry.name for entry in reversed(FIELDS) if entry.path == path)
    scored = [(_likeness(title, words, entry.name), entry.name) for entry in FIELDS]
    score, name = max(scored, key=lambda pair: pair[0])
    return name if score > 0 else None


def _likeness(title: str, words: frozenset[str], name: str) -> float:
    ours = _words(name)
    shared = len(words & ours) / len(words | ours)
    near = SequenceMatcher(None, _core(title), _core(name)).ratio()
    return max(shared if shared >= _SHARED else 0.0, near if near >= _NEAR else 0.0)


def _core(title: str) -> str:
    """Return the title without what stands in brackets, which explains and is often reworded."""
    text = clean(title).casefold()
    return " ".join(re.sub(r"\([^)]*\)", " ", text).split()) or text


def _words(title: str) -> frozenset[str]:
    found = re.findall(r"w/o|[^\W_]+", _core(title))
    singular = [
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found
    ]
    return frozenset(_SAME.get(word, word) for word in singular if word not in _NOISE)
