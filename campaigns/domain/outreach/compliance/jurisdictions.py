"""What a recipient's country asks of a cold mail, with the reason and what would clear it. Pure.

Product rules after public texts, not legal advice. A country that is not known is treated as the
strictest row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

VERSION = "jurisdictions-1"


class Entity(StrEnum):
    """What kind of subscriber the recipient is."""

    CORPORATE = "corporate"
    SOLE_TRADER = "sole_trader"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"


class Notice(StrEnum):
    """A piece of text a cold mail must carry."""

    POSTAL_ADDRESS = "postal_address"
    OPT_OUT = "opt_out"
    SOURCE = "source"
    PRIVACY = "privacy"
    ASSISTANT = "assistant"


@dataclass(frozen=True)
class Rule:
    """One country's row. `is_draft_only` sends nothing without a person's approval of that mail.

    With `frees_corporate` a company may be written to all the same.
    """

    name: str
    is_draft_only: bool
    frees_corporate: bool
    reason: str


STRICTEST = Rule(
    "unknown country", True, False, "the country is not known, so the strictest rule holds"
)
_EU = (
    *("BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT"),
    *("LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)
_UNTIL_COUNSEL = "draft only until counsel changes the row"
_OPEN = Rule("open", False, False, "a cold mail with all its notices may be sent")
TABLE: Mapping[str, Rule] = {
    **{
        code: Rule("EU and EEA", False, False, "GDPR Art. 6(1)(f) with the Art. 14 line")
        for code in _EU
    },
    "DE": Rule("Germany", True, False, f"UWG § 7: {_UNTIL_COUNSEL}"),
    "AT": Rule("Austria", True, False, f"TKG § 174: {_UNTIL_COUNSEL}"),
    "CA": Rule("Canada", True, False, f"CASL: {_UNTIL_COUNSEL}"),
    "GB": Rule("United Kingdom", True, True, "PECR reg. 22: people need to have consented"),
    "US": Rule("United States", False, False, "CAN-SPAM: address, opt-out and honest headers"),
}
_NAMES = {"UK": "GB", "EL": "GR"}


@dataclass(frozen=True)
class Ruling:
    """Whether a mail may leave by itself; `clears` names the field that would change the answer."""

    is_draft_only: bool
    rule: str
    words: str
    clears: str


def rule_for(country: str, table: Mapping[str, Rule] = TABLE) -> Rule:
    """Return the row of a two-letter code; an unlisted country has the plain row."""
    code = country.strip().upper()
    code = _NAMES.get(code, code)
    if len(code) != 2 or not code.isalpha() or not code.isascii():
        return STRICTEST
    return table.get(code, _OPEN)


def ruling(
    *, country: str, entity: Entity, has_consent: bool, table: Mapping[str, Rule] = TABLE
) -> Ruling:
    """Say whether a cold mail may leave by itself, by which rule, and what would clear it."""
    rule = rule_for(country, table)
    if not rule.is_draft_only:
        return Ruling(False, rule.name, rule.reason, "")
    if rule is not STRICTEST and has_consent:
        return Ruling(False, rule.name, "consent is recorded", "")
    if rule.frees_corporate and entity is Entity.CORPORATE:
        return Ruling(False, rule.name, "a company may be written to", "")
    if rule is STRICTEST:
        return Ruling(True, rule.name, rule.reason, "country")
    clears = "entity type or consent" if rule.frees_corporate else "consent"
    words = rule.reason
    if rule.frees_corporate:
        words = f"{rule.reason}; the entity type is {entity}"
    return Ruling(True, rule.name, words, clears)


def notices_for(*, is_first_touch: bool, is_assistant_line_on: bool, country: str) -> set[Notice]:
    """Return the notices a cold mail must carry.

    The assistant's line may be switched off only where the country is known and outside the EU.
    """
    needed = {Notice.POSTAL_ADDRESS, Notice.OPT_OUT}
    if is_first_touch:
        needed |= {Notice.SOURCE, Notice.PRIVACY}
    if is_assistant_line_on or needs_assistant_line(country):
        needed.add(Notice.ASSISTANT)
    return needed


def needs_assistant_line(country: str) -> bool:
    """Whether EU AI Act Art. 50 asks for the line there; yes where the country is not known."""
    rule = rule_for(country)
    code = _NAMES.get(country.strip().upper(), country.strip().upper())
    return rule is STRICTEST or code in (*_EU, "DE", "AT")
