"""A model's prose becomes a mail: code puts in every figure, and rules refuse the rest. Pure.

The prose holds no number, amount, link, address or commitment. Where our offer belongs it has a
placeholder, which is replaced by sentences built from the facts alone.
"""

import re

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import Finding, finding
from negotiations.domain.letters import phrases, replies
from negotiations.domain.letters.facts import (
    MailFacts,
    WrittenMail,
    has_sow,
    known_line,
    money,
    names_amount,
)
from negotiations.domain.letters.parts import (
    answered,
    conditions,
    filled,
    inquiry,
    lever_sentence,
    rate_sentence,
    sow_block,
    voice,
)
from negotiations.domain.letters.prose_rules import word_findings
from negotiations.domain.letters.wording import framed
from negotiations.domain.terms.purposes import Purpose

# An agreement is nothing but terms, so no model words it.
PURPOSES = frozenset({"opening", "counter", "answer", "exit", "reminder"})
MEANINGS = {
    "offer": "the sentence that states our rate; it fits inside a paragraph or alone",
    "change": "the sentence that says what changed in our offer besides the rate",
    "ask_rate": "the sentence that asks for their rate",
    "known": "the sentence about our last work with them; nothing else is said of them",
    "answers": "the answers to their questions, as paragraphs of their own",
    "scope": "the Scope of Work, as paragraphs of their own",
}
_ALONE = frozenset({"answers", "scope"})
_PLACE = Pattern(r"\{\{\s*(\w+)\s*\}\}")
_MOST_PARAGRAPHS = 8


def inserts_of(facts: MailFacts) -> dict[str, list[str]]:
    """Return what code puts in, by placeholder; each of them must stand in the prose once."""
    found = {
        "offer": [_offer_sentence(facts)],
        "change": [lever_sentence(facts)] if facts.purpose == Purpose.COUNTER else [],
        "ask_rate": [_rate_question(facts)],
        "known": [known_line(facts)] if facts.purpose == Purpose.OPENING else [],
        "answers": answered(facts),
        "scope": _scope(facts),
    }
    return {name: [b for b in blocks if b] for name, blocks in found.items() if any(blocks)}


def _offer_sentence(facts: MailFacts) -> str:
    if not names_amount(facts) or facts.amount is None:
        return ""
    if facts.purpose == Purpose.OPENING:
        amount = money(facts, facts.amount)
        return filled(phrases.OFFER[voice(facts)], facts, 2, amount=amount)
    if facts.purpose == Purpose.COUNTER:
        return rate_sentence(facts, facts.amount)
    return filled(replies.STANDING, facts, 1, amount=money(facts, facts.amount))


def _scope(facts: MailFacts) -> list[str]:
    if has_sow(facts):
        return [sow_block(facts), *conditions(facts)]
    is_inquiry = facts.purpose == Purpose.OPENING and facts.opening_mode == "ask_first"
    return inquiry(facts)[:-1] if is_inquiry else []


def _rate_question(facts: MailFacts) -> str:
    is_open = facts.amount is None and facts.ask_amount is None
    asks = facts.purpose == Purpose.OPENING or (facts.purpose == Purpose.ANSWER and is_open)
    asks = asks and not names_amount(facts)
    if not asks or not facts.currency:
        return ""
    return filled(phrases.ASK_RATE[voice(facts)], facts, 2, currency=facts.currency)


def paragraphs_of(prose: str) -> list[str]:
    """Return the prose's paragraphs, each on one line."""
    parts = re.split(r"\n\s*\n", prose.replace("\r\n", "\n").strip())
    return [" ".join(part.split()) for part in parts if part.strip()]


def prose_findings(prose: str, facts: MailFacts) -> list[Finding]:
    """Return what is wrong with the prose before anything is put in."""
    paragraphs = paragraphs_of(prose)
    found = []
    if not 1 <= len(paragraphs) <= _MOST_PARAGRAPHS:
        found.append(finding("shape", "", f"one to {_MOST_PARAGRAPHS} paragraphs are wanted"))
    found += _place_findings(paragraphs, inserts_of(facts))
    found += word_findings(_PLACE.sub(" ", prose), own_words=_own_words(facts))
    return found


def _own_words(facts: MailFacts) -> tuple[str, ...]:
    names = (facts.client_name, facts.house_name, facts.sender_name, facts.first_name)
    return tuple(name for name in names if name)


def _place_findings(paragraphs: list[str], inserts: dict[str, list[str]]) -> list[Finding]:
    used = [name for part in paragraphs for name in _PLACE.findall(part)]
    found = [
        finding("placeholder", f"{{{{{name}}}}}", "this placeholder is needed exactly once")
        for name in inserts
        if used.count(name) != 1
    ]
    found += [
        finding("placeholder", f"{{{{{name}}}}}", "there is no such placeholder in this mail")
        for name in dict.fromkeys(used)
        if name not in inserts
    ]
    for part in paragraphs:
        names = _PLACE.findall(part)
        if set(names) & _ALONE and _PLACE.fullmatch(part) is None:
            found.append(finding("placeholder", part[:60], "it has to be a paragraph of its own"))
        if re.search(r"[{}]", _PLACE.sub("", part)):
            found.append(finding("placeholder", part[:60], "a stray brace"))
    return found


def mail_from(prose: str, facts: MailFacts) -> WrittenMail:
    """Return the mail; only for prose without findings."""
    inserts = inserts_of(facts)
    blocks: list[str] = []
    for part in paragraphs_of(prose):
        alone = _PLACE.fullmatch(part)
        if alone:
            blocks += inserts.get(alone[1], [])
        else:
            blocks.append(_PLACE.sub(lambda m: " ".join(inserts.get(m[1], [])), part))
    return framed(facts, blocks)
