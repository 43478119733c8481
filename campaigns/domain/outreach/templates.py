"""Turn an approved template into the exact words that leave, or say what is missing. Pure.

Strict: a variable without a value, a leftover token, an amount or a faked reply blocks the mail.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

VARIABLES = (
    *("first_name", "influencer_name", "platform", "handle", "brand", "campaign_name"),
    *("product", "sender_name", "agency_name", "deliverables", "posting_window"),
)
UNKNOWN_NAME = "there"
_VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_LEFTOVER = re.compile(
    r"\{\{[^{}\n]{0,80}(?:\}\})?|\}\}|\[insert[^\]\n]{0,80}\]?|(?<!\w)(?:TODO|TBD)(?!\w)|"
    r"\$\{[^}\n]{0,60}\}?",
    re.IGNORECASE,
)
_CURRENCY = r"(?:[$€£¥₹]|kč|zł|(?:USD|EUR|GBP|CZK|PLN|CHF|CAD|AUD|INR|dollars?|euros?|pounds?))"
_AMOUNT = re.compile(
    rf"(?<!\w){_CURRENCY}\s?\d[\d.,' ]*k?(?!\w)|(?<![\w.,])\d[\d.,' ]*k?\s?{_CURRENCY}(?!\w)",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"(?<!\w)(?:our (?:budget|ceiling|margin|maximum|limit)|budget of|ceiling|margin of|"
    r"max(?:imum)? cpm|target cpm)(?!\w)",
    re.IGNORECASE,
)
_REPLY_MARK = re.compile(
    r"\s*(?:re|aw|sv|odp|vs|antw|res|ynt|fw|fwd|wg|tr|rv)\s*(?:\[\d+\])?\s*:", re.I
)


@dataclass(frozen=True)
class Written:
    """A rendered template: its words, and everything that keeps it from leaving."""

    subject: str
    body: str
    problems: tuple[str, ...] = field(default=())


def write_template(
    subject: str, body: str, values: Mapping[str, str], *, is_first_touch: bool
) -> Written:
    """Return the words with every variable filled in, and what is wrong with them.

    An unknown first name becomes "there", as in "Hi there".
    """
    known = {name: value.strip() for name, value in values.items() if value and value.strip()}
    known.setdefault("first_name", UNKNOWN_NAME)
    problems: list[str] = []
    texts = [_filled(text, known, problems) for text in (subject, body)]
    problems.extend(text_problems(texts[0], texts[1], is_first_touch=is_first_touch))
    return Written(" ".join(texts[0].split()), texts[1].strip(), tuple(dict.fromkeys(problems)))


def _filled(text: str, known: Mapping[str, str], problems: list[str]) -> str:
    missing = [name for name in variables_in(text) if name not in known]
    problems.extend(f"the variable {name} has no value" for name in missing)
    # In one pass: braces in a stranger's name must not become a variable.
    return _VARIABLE.sub(lambda match: known.get(match[1], match[0]), text)


def variables_in(text: str) -> list[str]:
    """Return the variables a text asks for, in order, each once."""
    return list(dict.fromkeys(_VARIABLE.findall(text)))


def template_problems(subject: str, body: str, *, is_first_touch: bool) -> list[str]:
    """Return what keeps a template from being approved: unknown variables and forbidden words."""
    asked = [*variables_in(subject), *variables_in(body)]
    unknown = [f"there is no variable {name}" for name in asked if name not in VARIABLES]
    bare = [_VARIABLE.sub("x", text) for text in (subject, body)]
    return [*unknown, *text_problems(bare[0], bare[1], is_first_touch=is_first_touch)]


def text_problems(subject: str, body: str, *, is_first_touch: bool) -> list[str]:
    """Return what is wrong with words as they would leave; HTML is not, and neither is "todos"."""
    problems = [f"leftover {found!r}" for found in _found(_LEFTOVER, subject, body)]
    problems += [f"names what we may pay: {found!r}" for found in _found(_SECRET, subject, body)]
    if not subject.strip():
        problems.append("the subject is empty")
    if not body.strip():
        problems.append("the text is empty")
    if is_first_touch:
        problems += [f"an amount on a first touch: {m!r}" for m in _found(_AMOUNT, subject, body)]
        if _REPLY_MARK.match(subject):
            problems.append(f"the subject fakes a reply: {subject.strip()[:40]!r}")
    return problems


def _found(pattern: re.Pattern[str], *texts: str) -> list[str]:
    return [match.group().strip() for text in texts for match in pattern.finditer(text)]
