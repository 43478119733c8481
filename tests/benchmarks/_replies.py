"""The labelled replies under tests/fixtures/mails, as rows."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from negotiations.domain.reading.reader import OfferSeen

FOLDER = Path(__file__).parents[1] / "fixtures" / "mails"
Amount = tuple[Decimal, Decimal | None, str | None, str]


@dataclass(frozen=True)
class LabelledReply:
    """One reply and what a careful person reads in it."""

    intent: str
    total: Decimal | None
    amounts: tuple[Amount, ...]
    flags: frozenset[str]
    words: str
    offer: OfferSeen | None


def labelled_replies(name: str) -> tuple[LabelledReply, ...]:
    """Every reply of one file."""
    offer: OfferSeen | None = None
    found = []
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line.startswith("@"):
            offer = _offer(line[1:].split(maxsplit=2))
        elif line.strip() and not line.startswith("#"):
            found.append(_reply(line, offer))
    return tuple(found)


def _offer(parts: list[str]) -> OfferSeen | None:
    return OfferSeen(Decimal(parts[0]), parts[1], parts[2]) if len(parts) == 3 else None


def _reply(line: str, offer: OfferSeen | None) -> LabelledReply:
    intent, total, amounts, flags, words = (part.strip() for part in line.split("|", 4))
    return LabelledReply(
        intent,
        None if total == "-" else Decimal(total),
        tuple(_amount(item.split()) for item in amounts.split(",") if item.strip()),
        frozenset(flags.split()),
        words.replace("\\n", "\n"),
        offer,
    )


def _amount(parts: list[str]) -> Amount:
    low, _, high = parts[0].partition("-")
    currency = next((part for part in parts[1:] if part.isupper()), None)
    role = next((part for part in parts[1:] if part.islower()), "base")
    return Decimal(low), Decimal(high) if high else None, currency, role


def lines(name: str) -> list[str]:
    """The plain lines of one file."""
    found = (FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in found if line.strip() and not line.startswith("#")]
