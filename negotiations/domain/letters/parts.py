"""The paragraphs of each purpose, chosen from the phrases by the mail's facts. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal

from campaigns.domain.names import first_name_of
from negotiations.domain.gate.rules import is_sayable
from negotiations.domain.letters import phrases
from negotiations.domain.letters.facts import (
    MailFacts,
    answer_line,
    dates_line,
    deliverable_line,
    extra_terms,
    granted_rights,
    money,
    names_amount,
    one_line,
    package_words,
    payment_line,
    product_words,
    rights_words,
)

_LEAST_TELLING = 12


def voice(facts: MailFacts) -> str:
    """Return whose tone the mail takes; unsure means the warmer one."""
    return "manager" if facts.counterparty in ("manager", "assistant") else "creator"


def pick(options: Sequence[str], facts: MailFacts, slot: int = 0) -> str:
    """Return one option, the same for the same facts, and none the thread has seen before.

    `slot` keeps choices independent. When every option was used, the first one comes again.
    """
    first = (facts.variant // (1 + slot % 2) + slot) % len(options)
    turned = [*options[first:], *options[:first]]
    said = one_line(" ".join(facts.said_before))
    return next((option for option in turned if not _is_in(option, said)), turned[0])


def _is_in(option: str, said: str) -> bool:
    """Tell whether the longest fixed part of an option stands in what was said."""
    part = max(re.split(r"\{\w+\}", option), key=len).strip(" .,:")
    return len(part) >= _LEAST_TELLING and part in said


def filled(options: Sequence[str], facts: MailFacts, slot: int = 0, **values: str) -> str:
    """Return one option with its values put in."""
    return pick(options, facts, slot).format(
        client=one_line(facts.client_name),
        house=one_line(facts.house_name),
        platform=phrases.PLATFORM_NAMES.get(facts.platform, "social media"),
        **values,
    )


def greeting(facts: MailFacts) -> str:
    """Return the greeting with the right first name, or without one."""
    name = first_name_of(facts.first_name or "")
    return f"Hi {name}," if name else "Hi there,"


def sow_block(facts: MailFacts) -> str:
    """Return the Scope of Work, built from the offer and never from prose."""
    terms = facts.terms
    lines = ["Scope of Work:"]
    lines += [f"- {deliverable_line(item)}" for item in (terms.deliverables if terms else ())]
    lines.append(f"- Usage Rights: {rights_words(terms)}")
    if facts.amount is not None:
        lines.append(f"- Rate: {money(facts, facts.amount)}")
    return "\n".join(lines)


def conditions(facts: MailFacts) -> list[str]:
    """Return the paragraph of terms outside the SOW block, when there are any."""
    lines = extra_terms(facts)
    bullets = "\n".join(f"- {line}" for line in lines)
    return [f"Also part of this offer:\n{bullets}"] if lines else []


def opening(facts: MailFacts) -> list[str]:
    """Recognise their work, present the campaign, then offer or ask for the rate."""
    tone = voice(facts)
    place = facts.platform if facts.platform in phrases.PLATFORM_NAMES else "instagram"
    key = ("manager", "") if tone == "manager" else ("creator", place)
    known = filled(phrases.RECOGNITION[key], facts)
    intro = filled(phrases.INTRODUCTION[tone], facts, 1)
    first = [f"{known} {intro}"] if facts.platform == "tiktok" else [known, intro]
    close = filled(phrases.OPENING_CLOSE[tone], facts, 3)
    if names_amount(facts) and facts.amount is not None:
        offer = filled(phrases.OFFER[tone], facts, 2, amount=money(facts, facts.amount))
        return [*first, offer, sow_block(facts), *conditions(facts), close]
    if facts.opening_mode == "interest_first":
        return [*first, filled(phrases.INTEREST[tone], facts, 2)]
    package = package_words(facts.terms)
    have = f"What we have in mind: {package}. " if package else ""
    currency = facts.currency or "your currency"
    ask = filled(phrases.ASK_RATE[tone], facts, 2, currency=currency)
    return [*first, f"{have}{ask}", filled(phrases.ASK_CLOSE[tone], facts, 3)]


def acknowledgement(facts: MailFacts) -> str:
    """Return a sentence that answers what they wrote, in our words and never in theirs."""
    for pattern, sentences in phrases.ACKNOWLEDGEMENTS:
        if re.search(pattern, facts.their_words, re.IGNORECASE):
            return pick(sentences, facts, 1)
    return ""


def lever_sentence(facts: MailFacts) -> str:
    """Return the words of the lever on this offer; a lever without its fact stays unsaid."""
    values: dict[str, str] = {
        "package": package_words(facts.terms),
        "rights": rights_words(facts.terms),
        "product": product_words(facts),
        "cpm": money(facts, facts.cpm_target) if facts.cpm_target and facts.currency else "",
    }
    needed = {
        "trade_deliverables": "package",
        "offer_product": "product",
        "share_cpm_target": "cpm",
    }
    options = phrases.LEVERS.get(facts.lever or "")
    if options is None or not values.get(needed.get(facts.lever or "", "rights")):
        return ""
    if facts.lever == "trade_usage_rights" and not granted_rights(facts.terms):
        return "We no longer ask for any usage rights."
    return filled(options, facts, 1, **values)


def trade_sentence(facts: MailFacts, amount: Decimal) -> str:
    """Return lever and rate as one trade, "if ..., we can ..."; nothing without a lever."""
    if not facts.lever or not lever_sentence(facts):
        return ""
    is_free = facts.lever == "trade_usage_rights" and not granted_rights(facts.terms)
    values = {
        "package": package_words(facts.terms),
        "rights": rights_words(facts.terms),
        "product": product_words(facts),
        "cpm": money(facts, facts.cpm_target) if facts.cpm_target else "",
    }
    options = phrases.TRADES["no_usage_rights" if is_free else facts.lever]
    previous = facts.previous_amount
    is_rise = previous is not None and previous < amount
    rise = f" (up from {money(facts, previous)})" if previous is not None and is_rise else ""
    return filled(options, facts, 1, amount=f"{money(facts, amount)}{rise}", **values)


def rate_sentence(facts: MailFacts, amount: Decimal) -> str:
    """Return the rate; with an earlier one that differs, both in a sentence of their own."""
    now = money(facts, amount)
    previous = facts.previous_amount
    if previous is None or money(facts, previous) == now:
        options = phrases.CASH_STAYS if previous is not None else phrases.CASH_SAME
        return filled(options, facts, 2, amount=now)
    moved = phrases.CASH_STEP if amount > previous else phrases.CASH_DOWN
    return filled(moved, facts, 2, previous=money(facts, previous), amount=now)


def counter(facts: MailFacts) -> list[str]:
    """Thank, hear them, name what moved, state the offer."""
    tone = voice(facts)
    heard = acknowledgement(facts)
    ask = facts.ask_amount
    if ask is not None and facts.currency and facts.variant % 2 == 0 and ask != facts.amount:
        said = filled(phrases.ASK_HEARD, facts, 1, ask=money(facts, ask))
        heard = f"{heard} {said}".strip()
    start = " ".join(part for part in (filled(phrases.THANKS[tone], facts), heard) if part)
    if not names_amount(facts) or facts.amount is None:
        return [start, *answered(facts), pick(phrases.ANSWER_CLOSE[tone], facts, 3)]
    middle = trade_sentence(facts, facts.amount) or rate_sentence(facts, facts.amount)
    replies = answered(facts) if facts.questions else []
    last = counter_close(facts)
    return [start, *replies, middle, sow_block(facts), *conditions(facts), last]


def counter_close(facts: MailFacts) -> str:
    """Return the last line: a final offer says that it is one, an assistant is asked to pass on."""
    if facts.final:
        return filled(phrases.FINAL_CLOSE, facts, 3)
    if facts.counterparty == "assistant":
        return filled(phrases.PASS_ON, facts, 3)
    return filled(phrases.COUNTER_CLOSE[voice(facts)], facts, 3)


def topics_of(text: str) -> set[str]:
    """Return the topics a question or a fact touches."""
    return {n for n, pattern in phrases.TOPICS if re.search(pattern, text, re.IGNORECASE)}


def open_topics(facts: MailFacts, said: Sequence[str]) -> list[str] | None:
    """Return topics of questions no fact answers; None when every question has its answer."""
    covered: set[str] = set().union(*(topics_of(answer) for answer in said))
    unanswered: list[str] = []
    is_open = not said
    for number, question in enumerate(facts.questions):
        asked = topics_of(question)
        if asked & covered or (not asked and number < len(said)):
            continue
        is_open = True
        unanswered += [n for n, _ in phrases.TOPICS if n in asked and n not in unanswered]
    return unanswered if is_open else None


def answered(facts: MailFacts) -> list[str]:
    """Answer from the brief's facts; what they do not hold, a colleague confirms."""
    said = [answer for answer in facts.answers if is_sayable(answer_line(answer))]
    paragraphs = [" ".join(answer_line(answer) for answer in said)] if said else []
    topics = open_topics(facts, said)
    if topics is not None:
        rest = "the rest" if said else "your question"
        what = " and ".join(topics) if topics else rest
        paragraphs.append(f"On {what}, a colleague will confirm and come back to you.")
    return paragraphs


def ask_back(facts: MailFacts) -> list[str]:
    """State the standing offer whole and ask for a plain yes; it binds and moves nothing."""
    start = filled(phrases.ASK_BACK[voice(facts)], facts)
    close = pick(phrases.ASK_BACK_CLOSE, facts, 3)
    return [f"{start} This is our offer:", sow_block(facts), *conditions(facts), close]


def answer(facts: MailFacts) -> list[str]:
    """Answer without conceding anything; the standing offer is repeated, never changed."""
    if facts.asks_back:
        return ask_back(facts)
    tone = voice(facts)
    start = filled(phrases.ANSWER_OPEN[tone], facts)
    body = answered(facts)
    if names_amount(facts) and facts.amount is not None:
        stands = filled(phrases.STANDING, facts, 1, amount=money(facts, facts.amount))
        body.append(stands)
    elif facts.currency:
        body.append(filled(phrases.ASK_RATE[tone], facts, 1, currency=facts.currency))
    return [f"{start} {body[0]}", *body[1:], pick(phrases.ANSWER_CLOSE[tone], facts, 3)]


def agreement(facts: MailFacts) -> list[str]:
    """Celebrate, recap every term, then the three next steps."""
    tone = voice(facts)
    recap = filter(None, [*extra_terms(facts), dates_line(facts), payment_line(facts)])
    lines = "\n".join(f"- {line}" for line in recap)
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(phrases.STEPS, start=1))
    start = f"{filled(phrases.AGREED[tone], facts)} {pick(phrases.AGREED_INTRO, facts, 1)}"
    block = [sow_block(facts)] if names_amount(facts) else []
    close = pick(phrases.AGREED_CLOSE, facts, 3)
    return [start, *block, lines, f"Next steps:\n{steps}", close]


def farewell(facts: MailFacts) -> list[str]:
    """Thank, be honest, leave the door open; never blame the price."""
    return [filled(phrases.EXIT[voice(facts)], facts)]


def reminder(facts: MailFacts) -> list[str]:
    """Ask kindly whether the last mail arrived; no deadline, no new terms."""
    first = filled(phrases.REMINDER[voice(facts)], facts)
    if names_amount(facts) and facts.amount is not None:
        first = f"{first} {filled(phrases.STANDING, facts, 1, amount=money(facts, facts.amount))}"
    return [first, pick(phrases.REMINDER_CLOSE, facts, 2)]


PARAGRAPHS = {
    "opening": opening,
    "counter": counter,
    "answer": answer,
    "agreement": agreement,
    "exit": farewell,
    "reminder": reminder,
}
