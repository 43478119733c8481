"""The prices in one mail: pieces, steps, packages and extras, added up for one package. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from campaigns.domain.money import format_money, quantize
from negotiations.domain.reading.kinds import ADDONS, PRODUCT_TYPES
from negotiations.domain.terms.lines import duration_of
from negotiations.domain.terms.offer_terms import Deliverable, Terms

if TYPE_CHECKING:
    from negotiations.domain.reading.reader import Ask, Reading
    from negotiations.domain.reading.uplifts import UpliftAsk

_ROLES = ("base", "alt", "floor")
_UNITS = ("each", "total")
_EXTRAS = ADDONS | PRODUCT_TYPES.keys()
_FLAGS = {"paid_usage": "usage_rights", "organic": "usage_rights"}


@dataclass(frozen=True)
class Quote:
    """Their price for one of our packages: its terms, the total and the lines behind it.

    `priced` are the flags whose terms the list prices apart from the package.
    """

    terms: Terms
    total: Decimal
    lines: tuple[str, ...]
    priced: frozenset[str] = frozenset()
    is_named: bool = True
    """Whether they price this very number of pieces, not only one of them."""
    is_sure: bool = True
    """Whether the number of pieces is named, or every price is said to be per piece."""


@dataclass(frozen=True)
class NoQuote:
    """Why their prices are no ask for a package of ours."""

    reason: str


@dataclass(frozen=True)
class _Price:
    """What these pieces cost; `is_each` is the price of one, for any number of them."""

    pieces: tuple[tuple[str, int], ...]
    amount: Decimal
    rank: int
    is_each: bool
    is_whole: bool
    is_rate: bool


def _price(ask: "Ask") -> _Price | None:
    """Return what the ask says about pieces of ours; None for any other amount."""
    if ask.role not in _ROLES or ask.unit not in _UNITS:
        return None
    named = ask.pieces or (((ask.kind, ask.quantity),) if ask.kind in PRODUCT_TYPES else ())
    if not named:
        return None
    pieces: dict[str, int] = {}
    for kind, quantity in named:
        type_ = PRODUCT_TYPES.get(kind, kind)
        pieces[type_] = pieces.get(type_, 0) + quantity
    is_single, is_each = not ask.pieces, ask.unit == "each"
    may_be_many = ask.is_rate or not ask.is_counted
    amount = ask.upper * ask.quantity if is_each else ask.upper
    return _Price(
        pieces=tuple(sorted(pieces.items())),
        amount=amount,
        rank=_ROLES.index(ask.role),
        # "1 reel for $600" is the price of one reel; "$600 per reel" that of any number.
        is_each=is_single and is_each and ask.quantity == 1 and may_be_many,
        is_rate=ask.is_rate,
        is_whole=is_single and not is_each and ask.quantity == 1,
    )


def sheet_of(reading: "Reading") -> "Sheet | None":
    """Return the mail's prices, None where it holds no more than one plain amount."""
    asks = [ask for ask in reading.asks if ask.upper > 0]
    prices = [price for ask in asks if (price := _price(ask)) is not None]
    extras = [ask for ask in asks if ask.role == "addon" and ask.kind in _EXTRAS]
    has_base = any(ask.role in _ROLES for ask in asks)
    if not prices and not ((extras or reading.uplifts) and has_base):
        return None
    return Sheet(reading, tuple(prices), tuple(extras))


@dataclass(frozen=True)
class Sheet:
    """One mail's prices: pieces and packages, extras in money and extras in percent."""

    reading: "Reading"
    prices: tuple[_Price, ...]
    extras: tuple["Ask", ...]

    def priced(self, packages: Sequence[Terms], currency: str) -> list[Quote] | NoQuote:
        """Return a quote for every package that their figures cover, in the order given."""
        open_ = self._open_amount()
        if open_:
            return NoQuote(open_)
        found = []
        # An amount without a piece is the price of what we talk about, which stands first.
        for package in packages if self.prices else packages[:1]:
            fee = self._fee(package)
            if fee is None:
                continue
            quote = self._with_extras(package, fee, currency)
            if isinstance(quote, NoQuote):
                return quote
            found.append(quote)
        return found or NoQuote("their prices do not cover one of our packages")

    def _open_amount(self) -> str:
        """Return what cannot be placed: then no package has a certain price."""
        if len({ask.currency for ask in self.reading.asks}) > 1:
            return "their prices are in more than one currency"
        if any(ask.kind == "performance_bonus" for ask in self.extras):
            return "they ask for a bonus besides their price"
        if self.prices and any(
            a.role == "addon" and a.kind not in _EXTRAS for a in self.reading.asks
        ):
            return "they name an amount that belongs to no piece"
        total = self._stated()
        if total is not None and (self.extras or self.reading.uplifts) and self.prices:
            return "they name a price of everything and extras beside it"
        loose = [a for a in self._loose() if a.upper != total]
        return "they name an amount that belongs to no piece" if loose and self.prices else ""

    def _loose(self) -> list["Ask"]:
        asks = self.reading.asks
        return [a for a in asks if a.role == "base" and a.kind in ("unspecified", "bundle")
                and not a.pieces and a.unit == "total"]  # fmt: skip

    def _stated(self) -> Decimal | None:
        """The reader's total, where an amount of its own says so and is no sum of ours."""
        total = self.reading.total
        return total if any(ask.upper == total for ask in self._loose()) else None

    def _fee(self, package: Terms) -> tuple[Decimal, str] | None:
        """Return their price of the package without extras, and how it comes about."""
        wanted = _pieces(package.deliverables)
        stated = self._stated()
        if not self.prices:
            total = self.reading.total
            return None if total is None else (total, "their price")
        exact = _agreed([p for p in self.prices if dict(p.pieces) == wanted and len(wanted) > 1])
        if exact is not None:
            return exact, _named(wanted)
        parts = {t: self._of_type(t, n) for t, n in wanted.items()}
        known = {t: amount for t, amount in parts.items() if amount is not None}
        if not wanted or len(known) < len(wanted):
            return None
        if stated is not None:
            named = {t for p in self.prices for t, _ in p.pieces}
            return (stated, f"{_named(wanted)} together") if named == set(wanted) else None
        return sum(known.values(), Decimal(0)), _named(wanted)

    def _is_named(self, package: Terms) -> bool:
        wanted = _pieces(package.deliverables)
        if any(dict(p.pieces) == wanted and not p.is_each for p in self.prices):
            return True
        steps = {t: [p for p in self.prices if p.pieces == ((t, n),)] for t, n in wanted.items()}
        by_piece = any(p.is_each for found in steps.values() for p in found)
        # A list by the piece names a package only where it holds that package's kinds alone.
        is_alone = {t for p in self.prices for t, _ in p.pieces} == set(wanted)
        return all(steps.values()) and (is_alone or not by_piece)

    def _of_type(self, type_: str, quantity: int) -> Decimal | None:
        """Return their price of so many pieces: the step they name, else by the piece."""
        mine = [p for p in self.prices if [t for t, _ in p.pieces] == [type_]]
        steps = [p for p in mine if p.is_whole or dict(p.pieces)[type_] == quantity]
        if any(not p.is_each for p in steps):
            return _agreed([p for p in steps if not p.is_each])
        each = _agreed([p for p in mine if p.is_each])
        return None if each is None else each * quantity

    def _with_extras(
        self, package: Terms, fee: tuple[Decimal, str], currency: str
    ) -> Quote | NoQuote:
        """Add the extras that our package contains; the others are no part of it."""
        base, words = fee
        total, lines = base, [f"{words}: {format_money(base, currency)}"]
        ours = rights_in(package)
        priced: set[str] = set()
        for extra in _extras(self.extras, self.reading.uplifts):
            if extra.kind not in ours:
                lines.append(f"{extra.words}: no part of our package")
                priced.add(_FLAGS.get(extra.kind, extra.kind))
                continue
            if not extra.covers(ours[extra.kind]):
                return NoQuote(f"what {extra.words} covers is not clear")
            added = extra.amount if extra.percent is None else base * extra.percent / 100
            added = quantize(added, currency, ROUND_CEILING)
            total += added
            lines.append(f"{extra.words}: {format_money(added, currency)}")
        kinds = [e.kind for e in _extras(self.extras, self.reading.uplifts)]
        if len(set(kinds)) < len(kinds):
            return NoQuote("they price one extra twice")
        is_named = self._is_named(package)
        is_sure = is_named or all(p.is_rate or not p.is_each for p in self.prices)
        return Quote(package, total, tuple(lines), frozenset(priced), is_named, is_sure)


@dataclass(frozen=True)
class _Extra:
    kind: str
    words: str
    amount: Decimal
    percent: Decimal | None
    days: int | None
    is_of_fee: bool

    def covers(self, ours: int | None) -> bool:
        """Whether the price holds for our duration; a perpetual right needs one without an end."""
        if not self.is_of_fee:
            return False
        return self.days is None or (ours is not None and self.days >= ours)


def _extras(asks: Iterable["Ask"], uplifts: Iterable["UpliftAsk"]) -> list[_Extra]:
    found = [
        _Extra(
            kind="paid_usage" if ask.kind == "usage_rights" else ask.kind,
            words=f"{ask.kind.replace('_', ' ')} {ask.quote}",
            amount=ask.upper,
            percent=None,
            days=ask.days,
            is_of_fee=ask.unit == "total",
        )
        for ask in asks
    ]
    return found + [
        _Extra(u.kind, u.quote, Decimal(0), u.percent, u.days, u.is_of_fee) for u in uplifts
    ]


def rights_in(terms: Terms) -> dict[str, int | None]:
    """Return the rights and extras our package contains, with their days."""
    ours = {r.kind: r.days for r in terms.rights if r.days is None or r.days > 0}
    if terms.exclusivity.strip():
        ours["exclusivity"] = duration_of(terms.exclusivity) or None
    if terms.has_raw_footage:
        ours["raw_footage"] = 0
    return ours


def _agreed(prices: Sequence[_Price]) -> Decimal | None:
    """Return the one amount of the firmest role; None where there is none or two differ."""
    best = min((p.rank for p in prices), default=0)
    amounts = {p.amount for p in prices if p.rank == best}
    return amounts.pop() if len(amounts) == 1 else None


def _pieces(deliverables: Sequence[Deliverable]) -> dict[str, int]:
    pieces: dict[str, int] = {}
    for item in deliverables:
        pieces[item.type] = pieces.get(item.type, 0) + item.quantity
    return pieces


def _named(pieces: Mapping[str, int]) -> str:
    return " + ".join(f"{n} x {Deliverable(t).label}" for t, n in pieces.items())
