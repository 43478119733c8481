"""Pages of written guidance: what they are for, which ones fit a mail, what is wrong. Pure.

A page is Markdown below a short header of `key: words` lines between two `---` lines. Words that
may stand in a mail are quoted with `> `; everything else is advice and never copied.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import phrase_findings
from negotiations.domain.letters import triggers
from negotiations.domain.letters.faq import faq_problems, scope_of
from negotiations.domain.letters.page_error import KnowledgeError
from negotiations.domain.money.text import money_spans

STAGES = (
    "opening", "counter_received", "counter_sent", "agreed", "escalated", "exit", "reminder",
)  # fmt: skip
CHOICES: dict[str, tuple[str, ...]] = {
    "stages": STAGES,
    "platforms": ("instagram", "tiktok", "youtube"),
    "goals": ("organic", "paid", "both"),
    "counterparties": ("creator", "manager", "assistant"),
}
PLACEHOLDERS = frozenset(
    {
        "first_name", "client", "house", "sender_name", "platform", "package", "smaller_package",
        "offer", "previous_offer", "their_ask", "usage_rights", "smaller_usage_rights", "product",
        "product_value", "cpm_target", "payment_terms", "delivery_date", "publish_date",
        "exclusivity", "reason",
    }
)  # fmt: skip
MAXIMUM_LENGTH = 6_000

# What a thread's state or a mail's purpose means for the guidance.
_STAGE_OF = {
    "initial_offer": "opening",
    "opening": "opening",
    "first_touch": "opening",
    "followup": "reminder",
    "reminder": "reminder",
    "stale": "reminder",
    "awaiting_reply": "counter_sent",
    "counter": "counter_received",
    "answer": "counter_received",
    "agreement": "agreed",
    "exit": "exit",
    "rejected": "exit",
    "stopped": "exit",
}
_PLACEHOLDER = Pattern(r"\{([^{}\n]*)\}")
_KEYS = ("title", *CHOICES)


@dataclass(frozen=True)
class Page:
    """One page; an empty choice means that the page fits all of that kind."""

    name: str
    title: str
    body: str
    fits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The folder it lies in; pages at the top are the principles."""
        return self.name.rpartition("/")[0] or "principles"


def parse(name: str, text: str) -> Page:
    """Return the page that a file or a saved edit holds.

    :raises KnowledgeError: if the header is missing, misspelt or names something unknown
    """
    lines = text.replace("\r\n", "\n").strip().split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise KnowledgeError('The page starts with a header between two lines of "---".')
    end = lines.index("---", 1)
    header = dict(_header_line(line) for line in lines[1:end] if line.strip())
    if not header.get("title"):
        raise KnowledgeError('The header needs a "title".')
    fits = {key: _words(key, header.get(key, "")) for key in CHOICES}
    return Page(name, header["title"], "\n".join(lines[end + 1 :]).strip(), fits)


def _header_line(line: str) -> tuple[str, str]:
    key, mark, words = line.partition(":")
    if not mark or key.strip() not in _KEYS:
        raise KnowledgeError(f'The header does not know "{line.strip()}".')
    return key.strip(), words.strip()


def _words(key: str, value: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in value.split(",") if word.strip())
    unknown = [word for word in words if word not in CHOICES[key]]
    if unknown:
        known = ", ".join(CHOICES[key])
        raise KnowledgeError(f'"{key}" does not know {", ".join(unknown)}; it knows {known}.')
    return words


def stage_of(words: str) -> str:
    """Return the stage of the guidance for a thread's state or a mail's purpose."""
    return words if words in STAGES else _STAGE_OF.get(words, "counter_received")


def goal_of(words: str) -> str:
    """Return the goal a brief's free words mean; unclear ones want both."""
    lowered = words.lower()
    is_organic = bool(re.search(r"organic|awareness|reach|community|brand", lowered))
    is_paid = bool(re.search(r"paid|\bads?\b|performance|conversion|sales|usage", lowered))
    if is_organic == is_paid:
        return "both"
    return "organic" if is_organic else "paid"


def is_for(page: Page, *, stage: str, platform: str, goal: str, counterparty: str) -> bool:
    """Tell whether a page belongs beside this mail."""
    asked = {
        "stages": stage_of(stage),
        "platforms": platform,
        "goals": goal_of(goal),
        "counterparties": counterparty,
    }
    return all(not page.fits[key] or asked[key] in page.fits[key] for key in CHOICES)


def spoken(text: str) -> str:
    """Return the quoted lines: the words that may stand in a mail."""
    quoted = re.findall(r"(?m)^> ?(.*)$", text)
    return "\n".join(quoted)


def problems_of(name: str, text: str) -> list[str]:
    """Return what keeps a page from being used, in words for the person who wrote it."""
    if len(text) > MAXIMUM_LENGTH:
        return [f"The page is longer than {MAXIMUM_LENGTH:,} characters."]
    if scope_of(name) is not None:
        return faq_problems(text)
    if name == triggers.PAGE:
        return triggers.trigger_problems(text)
    try:
        page = parse(name, text)
    except KnowledgeError as error:
        return [str(error)]
    if not page.body:
        return ["The page is empty."]
    return [*_placeholder_problems(page.body), *_amounts(page), *_promises(page.body)]


def _placeholder_problems(body: str) -> Iterator[str]:
    for name in dict.fromkeys(_PLACEHOLDER.findall(body)):
        if name not in PLACEHOLDERS:
            yield f'There is no placeholder "{{{name}}}".'
    if re.search(r"[{}]", _PLACEHOLDER.sub("", body)):
        yield "A curly bracket stands alone; a placeholder looks like {first_name}."


def _amounts(page: Page) -> Iterator[str]:
    for span in money_spans(_PLACEHOLDER.sub("it", f"{page.title}\n{page.body}")):
        yield f'"{span.text}" is an amount; amounts come from the offer, as {{offer}}.'


def _promises(body: str) -> Iterator[str]:
    said = _PLACEHOLDER.sub("it", spoken(body))
    for found in phrase_findings(said, may_name_cpm=True):
        yield f'"{found["words"]}" may not stand in a mail: {found["message"]}.'
