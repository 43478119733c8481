"""Their price list turned into one ask for one of our packages, or into a question. Pure.

A price list names pieces, steps ("1 reel, 2 reels, 3 reels") and extras ("whitelisting +30 %").
It becomes an ask only where it covers a whole package of ours with their own figures; whatever is
open stays open for a person.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from negotiations.domain.pricing.policy import Position, lever_state
from negotiations.domain.pricing.price_sheet import NoQuote, Quote, sheet_of
from negotiations.domain.terms.lines import reprice
from negotiations.domain.terms.offer_terms import Terms

if TYPE_CHECKING:
    from negotiations.domain.reading.reader import Reading


def quote_of(position: Position, reading: "Reading") -> Quote | NoQuote | None:
    """Return what their price list asks for the best of our packages inside the bounds.

    None where the mail holds no price list: then the reading's own total stands.
    """
    sheet = sheet_of(reading)
    if sheet is None:
        return None
    found = sheet.priced(packages_of(position), position.bounds.currency)
    return _best(position, found) if isinstance(found, list) else found


def heard(reading: "Reading", quote: Quote) -> "Reading":
    """Return the reading with the quote's total in place of its own."""
    return replace(
        reading,
        total=quote.total,
        total_currency=next((ask.currency for ask in reading.asks), reading.total_currency),
        flags=reading.flags - quote.priced,
    )


def on_package(position: Position, quote: Quote) -> Position:
    """Return the position as a talk about the quoted package, with the lines used.

    Of a smaller package than the one we offered, ceiling and standing offer are their published
    share; no offer of ours lies below the floor whatever the package.
    """
    position = replace(position, quoted=quote.lines)
    last, terms = position.standing, lever_state(position).terms
    if quote.terms == terms:
        return position
    bounds = replace(position.bounds, ceiling=_share(position, position.bounds.ceiling, quote))
    if last is None:
        return replace(position, bounds=bounds, opening_terms=quote.terms)
    amount = max(_share(position, last.amount, quote), min(bounds.floor, last.amount))
    moved = replace(last, terms=quote.terms, amount=amount)
    return replace(position, bounds=bounds, offers=(*position.offers[:-1], moved))


def packages_of(position: Position) -> tuple[Terms, ...]:
    """Return the package under discussion and then the campaign's other ones, largest first."""
    terms = lever_state(position).terms
    others = [
        replace(terms, deliverables=pieces, scenario=number)
        for number, pieces in enumerate(position.facts.scenarios[:3], start=1)
        if pieces and pieces != terms.deliverables
    ]
    return (terms, *others)


def _best(position: Position, quotes: Sequence[Quote]) -> Quote | NoQuote:
    """The package we talk about where it is inside; else the largest inside; else as it stands.

    Another package counts only where they price it as such, not by the piece.
    """
    terms = lever_state(position).terms
    is_discussed = quotes[0].terms == terms
    if is_discussed and not quotes[0].is_sure and any(q.is_named for q in quotes[1:]):
        return NoQuote("whether they price one piece or each of ours is not said")
    others = [q for q in quotes if q.terms != terms and q.is_named and _is_inside(position, q)]
    if is_discussed and (not others or quotes[0].total <= position.bounds.ceiling):
        return quotes[0]
    if others:
        return others[0]
    return NoQuote("they price other pieces than we offered, or above what those are worth to us")


def _is_inside(position: Position, quote: Quote) -> bool:
    """Whether the quote is at most its package's share of the ceiling, and we could bid for it."""
    ceiling = _share(position, position.bounds.ceiling, quote)
    return quote.total <= ceiling and position.bounds.floor <= ceiling


def _share(position: Position, amount: Decimal, quote: Quote) -> Decimal:
    """Return the part of an amount that the quoted package is worth, never more than it."""
    return reprice(
        amount,
        old=lever_state(position).terms,
        new=quote.terms,
        currency=position.bounds.currency,
        floor=Decimal(0),
        ceiling=amount,
    )
