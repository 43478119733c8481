"""What Parley never does, checked from the world alone and not from the code that decided."""

import re
from decimal import ROUND_DOWN, Decimal

from campaigns.domain.money import PricingError, exponent, quantize
from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.facts import MailFacts, WrittenMail
from negotiations.domain.letters.wording import allowed_from
from negotiations.domain.pricing.policy import Accept, AskHuman, Counter, Decision, SentOffer
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.receipts import Receipt, is_genuine, recompute
from tests.negotiations.domain.pricing.never_worlds import World

_MONEY = re.compile(r"(?:[$€£]\s?([\d,]+(?:\.\d+)?))|(?:([\d,]+(?:\.\d+)?)\s(?:USD|EUR|GBP|JPY)\b)")
_FOOTER = "If you would rather not hear from us"
_ONCE = ("trade_usage_rights", "offer_product", "propose_syndication", "share_cpm_target")


class Broken(AssertionError):
    """A rule that was broken, named so that a shorter sequence can be sought that breaks it too."""

    def __init__(self, rule: str, what: object = "") -> None:
        super().__init__(f"{rule}: {what}" if what != "" else rule)
        self.rule = rule


def hold(rule: str, is_kept: bool, what: object = "") -> None:
    """Fail with the rule's name unless it is kept."""
    if not is_kept:
        raise Broken(rule, what)


def unit(amount: Decimal, currency: str) -> Decimal:
    """Return the amount cut to the smallest unit."""
    return amount.quantize(Decimal(1).scaleb(-exponent(currency)), rounding=ROUND_DOWN)


def ceilings(world: World, free: Decimal | None) -> list[Decimal]:
    """Return every limit that an unapproved price keeps."""
    limits = (
        world.views * world.cpm_ceiling / 1000,
        world.max_rate,
        world.max_cost,
        world.playbook.most_per_deal,
        free,
    )
    return [limit for limit in limits if limit is not None]


def check_price(
    counter: Counter,
    *,
    world: World,
    free: Decimal | None,
    ask: Decimal | None,
    approved: frozenset[Decimal],
) -> None:
    """An amount of ours lies inside every limit, and never above what they ask."""
    amount = counter.amount
    takes_ask = ask is not None and amount == unit(ask, world.currency)
    is_approved = takes_ask and amount in approved
    hold("an offer above the ask", ask is None or amount <= ask, (amount, ask))
    hold("an offer above the free budget", free is None or amount <= free, (amount, free))
    over = [limit for limit in ceilings(world, free) if amount > limit and not is_approved]
    hold("an offer above a ceiling", not over, (amount, over))
    hold("below the minimum cost", world.min_cost is None or amount >= world.min_cost, amount)
    low = world.views * world.cpm_floor / 1000 if world.min_rate is None else world.min_rate
    hold("an offer below the floor", amount >= low or takes_ask, (amount, low))
    hold("a fraction of the smallest unit", amount == unit(amount, world.currency), amount)
    check_receipt(counter.receipt, amount)


def check_step(
    counter: Counter, sent: list[SentOffer], ask: Decimal | None, *, is_quoted: bool
) -> None:
    """What moves between two offers moves once, and never against them; their own ask may fall.

    `is_quoted`: they sent a price list, which may be the price of another package.
    """
    used = [offer.lever for offer in sent if offer.lever]
    lever = counter.lever
    hold("a lever that pays twice", lever not in _ONCE or lever not in used, lever)
    if not sent:
        return
    before = sent[-1]
    is_theirs = is_quoted and counter.terms.deliverables != before.terms.deliverables
    rises = counter.amount >= before.amount or counter.amount == ask or is_theirs
    hold("an offer that falls", rises, (before.amount, counter.amount))
    now, then = counter.terms.scenario, before.terms.scenario
    moved = lever == "trade_deliverables"
    hold("a package that moved without its lever", is_quoted or moved == (now != then))
    hold("a package given twice", is_quoted or now >= then)
    kept = counter.terms.product == before.terms.product
    hold("a product that came without its lever", kept or lever == "offer_product")


def check_receipt(receipt: Receipt, amount: Decimal | None) -> None:
    """The stored receipt is genuine and gives the amount again, to the cent."""
    stored = receipt.as_dict()
    hold("a receipt that is not genuine", is_genuine(stored))
    forged = {**stored, "inputs": {**stored["inputs"], "views": -1}}
    hold("a receipt whose change goes unseen", not is_genuine(forged))
    if amount is not None:
        hold("a receipt that gives another amount", recompute(stored) == amount, stored)
        return
    try:
        hold("a receipt with an amount nobody offered", False, recompute(stored))
    except PricingError:
        return


def check_accept(
    accept: Accept,
    *,
    world: World,
    reading: Reading,
    standing: SentOffer | None,
    free: Decimal | None,
    approved: frozenset[Decimal],
) -> None:
    """A deal closes at our standing offer or at their ask, and at nothing else."""
    check_receipt(accept.receipt, accept.amount)
    hold("a deal in another currency", accept.currency == world.currency)
    if not accept.from_ask:
        offered = standing is not None and accept.amount == standing.amount
        hold("a deal beside our standing offer", offered, accept.amount)
        hold("a deal without their yes", reading.intent == "accept", reading.intent)
        return
    ask = reading.total
    hold("a deal beside their ask", ask is not None and accept.amount == unit(ask, world.currency))
    hold("a deal above the free budget", free is None or accept.amount <= free, (ask, free))
    low = world.min_cost
    hold("a deal below the minimum cost", low is None or accept.amount >= low, accept.amount)
    over = [limit for limit in ceilings(world, free) if accept.amount > limit]
    hold("a deal above a ceiling", not over or accept.amount in approved, (accept.amount, over))


def check_reading_rules(
    decision: Decision, reading: Reading, *, world: World, knows_currency: bool, may_accept: bool
) -> None:
    """Some replies never cost money, whatever else holds."""
    priced = isinstance(decision, Counter | Accept)
    taken = isinstance(decision, Counter) or getattr(decision, "from_ask", False)
    if reading.intent == "question":
        hold("a question that costs money", not priced and not getattr(decision, "draft", None))
    if reading.total is not None:
        told = reading.total_currency
        foreign = told != world.currency if told is not None else not knows_currency
        drafted = getattr(decision, "draft", None) is not None
        hold("a price for another currency", not (foreign and (taken or drafted)), told)
    hold("a deal with a stranger", may_accept or not isinstance(decision, Accept))
    if {"hostile", "legal", "wants_call"} & reading.flags:
        hold("a price where a person must decide", not priced)
    if isinstance(decision, AskHuman):
        hold("a task without a reason", bool(decision.code and decision.reason))


def check_mail(mail: WrittenMail, facts: MailFacts) -> None:
    """The mail passes the gate and names no amount but its own."""
    findings = check_email(mail.subject, mail.text, allowed_from(facts))
    hold("a mail the gate stops", not findings, findings)
    known = {
        amount
        for amount in (
            facts.amount,
            facts.previous_amount,
            facts.ask_amount,
            facts.cpm_target,
            facts.product_value,
            facts.terms.product_value if facts.terms else None,
        )
        if amount is not None
    }
    text = mail.text.split(_FOOTER)[0]
    named = {
        Decimal((found[1] or found[2]).replace(",", "").rstrip("."))
        for found in _MONEY.finditer(text)
    }
    shown = {quantize(a, facts.currency or "") for a in known}
    hold("an amount from outside the offer", named <= shown, named - shown)
    may_name = facts.purpose in ("opening", "counter", "agreement") and facts.amount is not None
    hold("money in a mail without an offer", may_name or not named, named)
