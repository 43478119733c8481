"""Write one mail from its facts, and list the same facts for the gate. Pure, deterministic."""

import re
from decimal import Decimal
from html import escape
from typing import Any

from campaigns.domain.money import quantize
from campaigns.domain.names import first_name_of
from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import is_sayable
from negotiations.domain.gate.spans import days_in, iso_dates_in
from negotiations.domain.letters import phrases
from negotiations.domain.letters.facts import (
    SANDBOX_LINE,
    Footer,
    MailFacts,
    WrittenMail,
    answer_line,
    dates_line,
    footer_lines,
    granted_rights,
    has_sow,
    known_line,
    names_amount,
    one_line,
    product_of,
)
from negotiations.domain.letters.parts import PARAGRAPHS, greeting, pick, voice
from negotiations.domain.letters.terms import (
    dropped_line,
    extra_terms,
    payment_line,
    required_lines,
)
from negotiations.domain.terms.purposes import Purpose

__all__ = [
    "WRITER_VERSION",
    "Footer",
    "MailFacts",
    "WrittenMail",
    "allowed_from",
    "framed",
    "write",
]

# Changes whenever the phrases or their rules do; each mail keeps it.
WRITER_VERSION = "offline 4"
_REPLY_PREFIX = Pattern(r"^(\s*re\s*(\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_LIST_LINE = Pattern(r"^(?:- |(\d+)\. )(.*)$")


def write(facts: MailFacts) -> WrittenMail:
    """Return the mail these facts make: subject, plain text and HTML of the same words.

    :raises KeyError: if the purpose is none of the six
    """
    return framed(facts, PARAGRAPHS[facts.purpose](facts))


def framed(facts: MailFacts, paragraphs: list[str]) -> WrittenMail:
    """Return the paragraphs as a whole mail: greeting before, signature and footer after them."""
    signature = [pick(phrases.SIGN_OFF[voice(facts)], facts)]
    signature += [one_line(facts.sender_name), one_line(facts.house_name)]
    blocks = [SANDBOX_LINE] if facts.footer.sandbox else []
    blocks += [greeting(facts), *paragraphs, "\n".join(signature)]
    blocks.append("\n".join(footer_lines(facts)))
    return WrittenMail(subject_of(facts), "\n\n".join(blocks) + "\n", html_of(blocks))


def subject_of(facts: MailFacts) -> str:
    """Return the subject; a first mail never pretends to be a reply, "Re:" is never doubled."""
    opening = f"Collaboration Opportunity - {one_line(facts.client_name)}"
    if facts.purpose == Purpose.OPENING and not facts.subject:
        return opening
    return f"Re: {_REPLY_PREFIX.sub('', one_line(facts.subject)) or opening}"


def html_of(blocks: list[str]) -> str:
    """Return the blocks as escaped paragraphs and lists."""
    return "\n".join(_html_block(block) for block in blocks)


def _html_block(block: str) -> str:
    """Return one block; its bullet or numbered lines become one list."""
    plain: list[str] = []
    items: list[str] = []
    tag = "ul"
    for line in block.split("\n"):
        match = _LIST_LINE.match(line)
        if match is None:
            plain.append(escape(line))
            continue
        tag = "ol" if match[1] else "ul"
        items.append(f"<li>{escape(match[2])}</li>")
    text = f"<p>{'<br>'.join(plain)}</p>" if plain else ""
    return text + (f"<{tag}>{''.join(items)}</{tag}>" if items else "")


def _amounts(facts: MailFacts) -> list[dict[str, str]]:
    """Return every amount this mail may name, with its role."""
    roles: list[tuple[str, Decimal | None]] = []
    if names_amount(facts):
        roles = [("offer", facts.amount), ("previous", facts.previous_amount)]
        roles += [("ask", facts.ask_amount), ("product", product_of(facts)[1])]
        if facts.lever == "share_cpm_target":
            roles.append(("cpm", facts.cpm_target))
    return [
        # As the mail prints it: whatever they wrote, a yen has no hundredths.
        {
            "amount": str(quantize(amount, facts.currency or "")),
            "currency": facts.currency or "",
            "role": role,
        }
        for role, amount in roles
        if amount is not None
    ]


def _rights(facts: MailFacts) -> list[dict[str, Any]]:
    """Return the rights on the offer; exclusivity is one as far as the brief has it."""
    rights: list[dict[str, Any]] = [
        {"kind": right.kind, "days": right.days} for right in granted_rights(facts.terms)
    ]
    exclusivity = facts.terms.exclusivity if facts.terms else ""
    if exclusivity.strip():
        days = days_in(exclusivity)
        rights += [{"kind": "exclusivity", "days": n} for n in days or (0,)]
    return rights


def _texts(facts: MailFacts) -> list[str]:
    """Return what stands in the mail word for word: the brief's facts and our own footer."""
    texts = footer_lines(facts)
    texts += [answer_line(a) for a in facts.answers if is_sayable(answer_line(a))]
    texts += [*extra_terms(facts), known_line(facts)]
    texts += [payment_line(facts), dates_line(facts), dropped_line(facts), product_of(facts)[0]]
    if len(one_line(facts.payment_terms or "")) >= 12:
        texts.append(facts.payment_terms or "")  # long enough to be no bare length of time
    if facts.footer.sandbox:
        texts.append(SANDBOX_LINE)
    return [one_line(text) for text in texts if text.strip()]


def _dates(facts: MailFacts) -> list[str]:
    """Return every date of the terms, the brief and the answers."""
    terms = facts.terms
    held = (*terms.delivery, *terms.publication) if terms else ()
    return sorted({*facts.dates, *held, *iso_dates_in(" ".join(facts.answers))})


def allowed_from(facts: MailFacts) -> dict[str, Any]:
    """Return the closed world of this mail for `check_email`; JSON-safe."""
    terms = facts.terms
    names = [
        facts.first_name or "",
        first_name_of(facts.first_name or ""),
        facts.sender_name,
        facts.client_name,
        facts.house_name,
    ]
    links = [facts.footer.unsubscribe_url, facts.footer.privacy_url]
    return {
        "amounts": _amounts(facts),
        "deliverables": [
            {"type": item.type, "qty": item.quantity}
            for item in (terms.deliverables if terms else ())
        ],
        "dates": _dates(facts),
        "rights": _rights(facts),
        "names": [one_line(name) for name in names if name],
        "links": [link for link in links if link],
        "texts": _texts(facts),
        "subjects": [facts.subject] if facts.subject else [],
        "payment_days": list(days_in(payment_line(facts))),
        "revision_rounds": terms.revision_rounds if terms else None,
        "offer_required": has_sow(facts),
        "required": required_lines(facts) if facts.purpose == Purpose.AGREEMENT else [],
        "open": list(facts.unanswered),
    }
