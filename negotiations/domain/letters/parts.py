"""The paragraphs of each purpose, chosen from the phrases by the mail's facts. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal

from campaigns.domain.names import first_name_of
from negotiations.domain.gate.rules import is_sayable
from negotiations.domain.letters import endings, phrases, replies
from negotiations.domain.letters.facts import (
    MailFacts,
    answer_line,
    dates_line,
    granted_rights,
    known_line,
    listed,
    money,
    names_amount,
    one_line,
    package_words,
    product_words,
    rights_words,
)
from negotiations.domain.letters.terms import (
    dropped_line,
    extra_terms,
    payment_line,
    rate_line,
    scope_lines,
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
    return bulleted("Scope of Work:", [*scope_lines(facts), rate_line(facts)])


def bulleted(title: str, lines: Sequence[str]) -> str:
    """Return a title with its list below, without empty lines."""
    return "\n".join([title, *(f"- {line}" for line in lines if line)])


def conditions(facts: MailFacts) -> list[str]:
    """Return the paragraphs of terms outside the SOW block: what holds, and what was dropped."""
    held = bulleted("Also part of this offer:", [*extra_terms(facts), payment_line(facts)])
    return [held, *filter(None, [dropped_line(facts)])]


def inquiry(facts: MailFacts) -> list[str]:
    """Name the package with its terms and dates, and ask what we need to know: their rate."""
    lines = scope_lines(facts) if facts.terms and facts.terms.deliverables else []
    block = bulleted(phrases.INQUIRY_TITLE, [*lines, *extra_terms(facts), payment_line(facts)])
    ask = filled(
        phrases.ASK_RATE[voice(facts)], facts, 2, currency=facts.currency or "your currency"
    )
    return [block, ask] if lines else [ask]


def opening(facts: MailFacts) -> list[str]:
    """Say plainly why we write, present the campaign, then offer or ask for the rate."""
    tone = voice(facts)
    known = filled(phrases.RECOGNITION[tone], facts)
    # Who worked with us for this client needs no introduction.
    intro = known_line(facts) or filled(phrases.INTRODUCTION[tone], facts, 1)
    first = [f"{known} {intro}"] if facts.platform == "tiktok" else [known, intro]
    close = filled(phrases.OPENING_CLOSE[tone], facts, 3)
    if names_amount(facts) and facts.amount is not None:
        offer = filled(phrases.OFFER[tone], facts, 2, amount=money(facts, facts.amount))
        return [*first, offer, sow_block(facts), *conditions(facts), close]
    if facts.opening_mode == "interest_first":
        return [*first, filled(phrases.INTEREST[tone], facts, 2)]
    return [*first, *inquiry(facts), filled(phrases.ASK_CLOSE[tone], facts, 3)]


def acknowledgement(facts: MailFacts) -> str:
    """Return a sentence that answers what moves them, in our words and never in theirs."""
    known = {name: sentences for name, _, sentences in replies.ACKNOWLEDGEMENTS}
    return pick(known[facts.concern], facts, 1) if facts.concern in known else ""


def concern_of(mail: str) -> str:
    """Return what moves the writer of a mail, "work" or "audience"; what they only ask is none."""
    told = " ".join(part for part in re.split(r"(?<=[.!?\n])\s*", mail) if "?" not in part)
    for name, pattern, _ in replies.ACKNOWLEDGEMENTS:
        if re.search(pattern, told, re.IGNORECASE):
            return name
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
    options = replies.LEVERS.get(facts.lever or "")
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
    options = replies.TRADES["no_usage_rights" if is_free else facts.lever]
    previous = facts.previous_amount
    is_rise = previous is not None and previous < amount
    rise = f" (up from {money(facts, previous)})" if previous is not None and is_rise else ""
    return filled(options, facts, 1, amount=f"{money(facts, amount)}{rise}", **values)


def rate_sentence(facts: MailFacts, amount: Decimal) -> str:
    """Return the rate; with an earlier one that differs, both in a sentence of their own."""
    now = money(facts, amount)
    previous = facts.previous_amount
    if facts.goes_above_final and previous is not None:
        was = money(facts, previous)
        return filled(replies.ABOVE_FINAL, facts, 2, previous=was, amount=now)
    if amount == facts.ask_amount and amount != previous:
        return filled(replies.AT_ASK, facts, 2, amount=now)
    if previous is None or money(facts, previous) == now:
        options = replies.CASH_STAYS if previous is not None else replies.CASH_SAME
        return filled(options, facts, 2, amount=now)
    moved = replies.CASH_STEP if amount > previous else replies.CASH_DOWN
    return filled(moved, facts, 2, previous=money(facts, previous), amount=now)


def counter(facts: MailFacts) -> list[str]:
    """Thank, hear them, name what moved, state the offer."""
    tone = voice(facts)
    heard = acknowledgement(facts)
    ask = facts.ask_amount
    if ask is not None and facts.currency and facts.variant % 2 == 0 and ask != facts.amount:
        said = filled(replies.ASK_HEARD, facts, 1, ask=money(facts, ask))
        heard = f"{heard} {said}".strip()
    start = " ".join(part for part in (filled(replies.THANKS[tone], facts), heard) if part)
    if not names_amount(facts) or facts.amount is None:
        return [start, *answered(facts), pick(replies.ANSWER_CLOSE[tone], facts, 3)]
    middle = trade_sentence(facts, facts.amount) or rate_sentence(facts, facts.amount)
    last = counter_close(facts)
    return [start, *answered(facts), middle, sow_block(facts), *conditions(facts), last]


def counter_close(facts: MailFacts) -> str:
    """Return the last line: a final offer says that it is one, an assistant is asked to pass on."""
    if facts.final:
        return filled(replies.FINAL_CLOSE, facts, 3)
    if facts.counterparty == "assistant":
        return filled(replies.PASS_ON, facts, 3)
    return filled(replies.COUNTER_CLOSE[voice(facts)], facts, 3)


def answered(facts: MailFacts) -> list[str]:
    """Answer what we know in the order asked; what is open, a colleague confirms."""
    lines = [answer_line(answer) for answer in facts.answers]
    said = [line for line in lines if is_sayable(line)]
    left = facts.unanswered or (("the rest",) if len(said) < len(lines) else ())
    paragraphs = [" ".join(said)] if said else []
    if left:
        options = replies.OPEN_QUESTION
        paragraphs.append(filled(options, facts, 2, what=listed(list(left))))
    return paragraphs


def ask_back(facts: MailFacts) -> list[str]:
    """State the standing offer whole and ask for a plain yes; it binds and moves nothing."""
    start = filled(replies.ASK_BACK[voice(facts)], facts)
    close = pick(replies.ASK_BACK_CLOSE, facts, 3)
    return [f"{start} This is our offer:", sow_block(facts), *conditions(facts), close]


def answer(facts: MailFacts) -> list[str]:
    """Answer without conceding anything; the standing offer is repeated, never changed.

    Their rate is asked for only where neither side has named one.
    """
    if facts.asks_back:
        return ask_back(facts)
    if facts.steps_back:
        return [filled(endings.STEPS_BACK[voice(facts)], facts)]
    tone = voice(facts)
    body = answered(facts)
    start = filled(replies.ANSWER_OPEN[tone] if body else replies.THANKS[tone], facts)
    if names_amount(facts) and facts.amount is not None:
        body.append(filled(replies.STANDING, facts, 1, amount=money(facts, facts.amount)))
    elif facts.currency and facts.amount is None and facts.ask_amount is None:
        body.append(filled(phrases.ASK_RATE[tone], facts, 1, currency=facts.currency))
    close = pick(replies.ANSWER_CLOSE[tone], facts, 3)
    return [f"{start} {body[0]}", *body[1:], close] if body else [start, close]


def agreement(facts: MailFacts) -> list[str]:
    """Recap every term, then the three next steps."""
    tone = voice(facts)
    recap = [line for line in (*extra_terms(facts), dates_line(facts), payment_line(facts)) if line]
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(endings.STEPS, start=1))
    start = f"{filled(endings.AGREED[tone], facts)} {pick(endings.AGREED_INTRO, facts, 1)}"
    block = [sow_block(facts)] if names_amount(facts) else []
    close = pick(endings.AGREED_CLOSE, facts, 3)
    lines = "\n".join(f"- {line}" for line in recap)
    said = answered(facts)
    return [start, *block, lines, *said, f"Next steps:\n{steps}", close]


def farewell(facts: MailFacts) -> list[str]:
    """Thank and be honest about who ends it; never blame the price."""
    options = endings.EXITS.get(facts.exit_reason, endings.EXIT)
    return [filled(options[voice(facts)], facts)]


def reminder(facts: MailFacts) -> list[str]:
    """Ask kindly whether the last mail arrived and offer something more; no deadline, no term."""
    first = filled(phrases.REMINDER[voice(facts)], facts)
    if names_amount(facts) and facts.amount is not None:
        first = f"{first} {filled(replies.STANDING, facts, 1, amount=money(facts, facts.amount))}"
    news = filled(phrases.REMINDER_NEWS, facts, 3)
    return [first, f"{news} {pick(phrases.REMINDER_CLOSE, facts, 2)}"]


PARAGRAPHS = {
    "opening": opening,
    "counter": counter,
    "answer": answer,
    "agreement": agreement,
    "exit": farewell,
    "reminder": reminder,
}
