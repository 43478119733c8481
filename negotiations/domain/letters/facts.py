"""What one mail may say, and the words for its terms. Pure; writer and gate share this file."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.domain.money import format_money
from negotiations.domain.terms.offer_terms import (
    DELIVERABLE_LABELS,
    RIGHT_LABELS,
    Deliverable,
    Right,
    Terms,
)
from negotiations.domain.terms.purposes import WITH_OFFER, Purpose

DEFAULT_PAYMENT_TERMS = "within 30 days of content going live"
_DURATION_WORDS = {180: "6 months", 365: "1 year"}
_SHORT_ANSWER = 15
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Footer:
    """The lines below every mail; `source` says where the address came from, when known."""

    postal_address: str
    unsubscribe_url: str | None = None
    privacy_url: str | None = None
    ai_line: bool = False
    sandbox: bool = False
    source: str = ""


@dataclass(frozen=True)
class MailFacts:
    """The closed world of one mail. Limits (ceiling, budget, leniency) have no place in it.

    `said_before` holds what its readers have had of us, so that no sentence comes twice.
    """

    purpose: str
    """A `Purpose`."""
    client_name: str
    house_name: str
    sender_name: str
    footer: Footer
    opening_mode: str = "offer_first"
    stage: str = ""
    first_name: str | None = None
    counterparty: str = "creator"
    platform: str = "instagram"
    amount: Decimal | None = None
    currency: str | None = None
    previous_amount: Decimal | None = None
    ask_amount: Decimal | None = None
    terms: Terms | None = None
    previous_terms: Terms | None = None
    lever: str | None = None
    product: str = ""
    product_value: Decimal | None = None
    cpm_target: Decimal | None = None
    final: bool = False
    goes_above_final: bool = False
    """A person raises what an earlier mail called our final offer; the mail owns up to it."""
    asks_back: bool = False
    """The mail asks for a plain yes to the standing offer, and says nothing else."""
    steps_back: bool = False
    """They step back from an agreement; the mail says that a person comes back to them."""
    questions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    """What they asked and nobody here knows, each as we name it: "the brief"."""
    exit_reason: str = ""
    """Who ends it and why: "theirs", "ours", "full" or "misfit"."""
    payment_terms: str | None = None
    dates: tuple[str, ...] = ()
    concern: str = ""
    """What moves them, by the name that the replies have for it."""
    subject: str = ""
    variant: int = 0
    said_before: tuple[str, ...] = ()
    known_since: date | None = None
    """When we last agreed with them for this client: the one thing a first mail says of them."""


@dataclass(frozen=True)
class WrittenMail:
    """A mail ready for the gate: subject, plain text and the same words as HTML."""

    subject: str
    text: str
    html: str


def one_line(text: str) -> str:
    """Return the text on one line, so that no value can break a header or a list."""
    return " ".join(text.split())


def names_amount(facts: MailFacts) -> bool:
    """Tell whether this mail states our offer."""
    is_end = facts.purpose == Purpose.EXIT or facts.steps_back
    if facts.amount is None or not facts.currency or is_end:
        return False
    is_quiet = facts.opening_mode in ("ask_first", "interest_first")
    return not (facts.purpose == Purpose.OPENING and is_quiet)


def has_sow(facts: MailFacts) -> bool:
    """Tell whether the Scope of Work block belongs in this mail."""
    states_offer = facts.purpose in WITH_OFFER or facts.asks_back
    return states_offer and names_amount(facts)


def money(facts: MailFacts, amount: Decimal) -> str:
    """Return the amount in the mail's currency."""
    return format_money(amount, facts.currency or "")


def deliverable_line(item: Deliverable) -> str:
    """Return one SOW bullet without its dash: "2 x Instagram Reel"."""
    return f"{item.quantity} x {one_line(item.label)}"


def duration_words(days: int | None) -> str:
    """Return a usage duration as the brief's form names it."""
    if days is None:
        return "in perpetuity"
    words = _DURATION_WORDS.get(days) or ("1 day" if days == 1 else f"{days} days")
    return f"for {words}"


def granted_rights(terms: Terms | None) -> tuple[Right, ...]:
    """Return the rights that are really asked for; zero days means not required."""
    return tuple(r for r in terms.rights if r.days is None or r.days > 0) if terms else ()


def rights_words(terms: Terms | None) -> str:
    """Return every granted right with its duration, or that none is required."""
    parts = [
        f"{RIGHT_LABELS.get(right.kind, right.kind)} {duration_words(right.days)}"
        for right in granted_rights(terms)
    ]
    return ", ".join(parts) or "none required"


def listed(parts: list[str]) -> str:
    """Join words as English does: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def package_words(terms: Terms | None) -> str:
    """Return the package inside a sentence: "two Instagram Reels and one TikTok Video"."""
    return listed([spoken(item) for item in terms.deliverables]) if terms else ""


def spoken(item: Deliverable) -> str:
    """Return "two Instagram Reels"; free text of a brief stays as it is printed."""
    if item.type not in DELIVERABLE_LABELS or item.quantity > len(_NUMBERS):
        return deliverable_line(item)
    label = one_line(item.label)
    if item.quantity > 1:
        label = f"{label[:-1]}ies" if label.endswith("Story") else f"{label}s"
    return f"{_NUMBERS[item.quantity - 1]} {label}"


def product_of(facts: MailFacts) -> tuple[str, Decimal | None]:
    """Return the product on this offer and its value: the lever's own, else what the terms hold."""
    if facts.product and facts.lever == "offer_product":
        return one_line(facts.product), facts.product_value
    if facts.terms and facts.terms.product:
        return one_line(facts.terms.product), facts.terms.product_value
    return "", None


def product_words(facts: MailFacts) -> str:
    """Return the product with its value where both value and currency are known."""
    name, value = product_of(facts)
    if not name or value is None or value <= 0 or not facts.currency:
        return name
    return f"{name} (retail value {money(facts, value)})"


def date_words(iso: str) -> str:
    """Return an ISO date as "1 December 2026"; anything else as it is."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return one_line(iso)
    return f"{day.day} {day:%B} {day.year}"


def dates_line(facts: MailFacts) -> str:
    """Return the dates of the brief as printed, or nothing."""
    words = [date_words(iso) for iso in facts.dates]
    return f"Key dates: {listed(words)}" if words else ""


def answer_line(answer: str) -> str:
    """Return one fact of the brief as a sentence long enough to be recognised as a whole."""
    words = one_line(answer)
    if len(words) < _SHORT_ANSWER:
        words = f"From the brief: {words}"
    return words if re.search(r"[.!?]$", words) else f"{words}."


def known_line(facts: MailFacts) -> str:
    """Return the sentence about our last deal with them for this client, or nothing."""
    if facts.known_since is None:
        return ""
    whom = "you" if facts.counterparty == "creator" else "your talent"
    when = f"{facts.known_since:%B %Y}"
    return f"We worked with {whom} for {one_line(facts.client_name)} in {when}."


def footer_lines(facts: MailFacts) -> list[str]:
    """Return the legal lines below the signature."""
    footer = facts.footer
    lines = []
    if footer.ai_line:
        lines.append(
            "This message was prepared and sent by our AI assistant for "
            f"{one_line(facts.house_name)}. Reply 'human' to reach {one_line(facts.sender_name)}."
        )
    if footer.source and facts.purpose == Purpose.OPENING:
        lines.append(one_line(footer.source))
    if footer.postal_address.strip():
        lines.append(f"{one_line(facts.house_name)}, {one_line(footer.postal_address)}")
    opt_out = 'If you would rather not hear from us, reply "unsubscribe"'
    url = footer.unsubscribe_url
    lines.append(f"{opt_out} or use {url}" if url else f"{opt_out}.")
    if footer.privacy_url:
        lines.append(f"How we handle your data: {footer.privacy_url}")
    return lines


SANDBOX_LINE = "SANDBOX - simulated, nobody receives this"
