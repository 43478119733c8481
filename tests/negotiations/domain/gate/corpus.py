"""Mails people could have written, and thousands of ways to get their amount wrong. Pure data.

The mails lie in `tests/fixtures/gate`. The gate was corrected on the first four files; the last
one was written afterwards and nothing was corrected for it, so its own rate is the honest one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.negotiations.domain.gate.notations import WORDS, in_words, odd_notations, plain_notations

FOLDER = Path(__file__).parents[3] / "fixtures" / "gate"
FILES = ("honest_a.txt", "honest_b.txt", "honest_c.txt", "honest_d.txt", "honest_e.txt")
SUBJECTS = (
    "Re: Collaboration Opportunity - Glow Labs",
    "Collaboration Opportunity - Glow Labs",
    "Re: Re: quick question",
    "One more thing",
    "Re: Glow Labs x you",
)


@dataclass(frozen=True)
class World:
    """One negotiation: what its mails may say, and the words for it."""

    name: str
    offer: Decimal
    previous: Decimal
    ask: Decimal
    currency: str
    packages: tuple[str, ...]
    deliverables: tuple[tuple[str, int], ...]
    rights: tuple[tuple[str, int], ...]
    rights_words: tuple[str, ...]
    date: str
    date_words: tuple[str, ...]

    @property
    def allowed(self) -> dict[str, Any]:
        """The closed world as the callable takes it."""
        roles = (("offer", self.offer), ("previous", self.previous), ("ask", self.ask))
        return {
            "amounts": [
                {"amount": f"{amount:.2f}", "currency": self.currency, "role": role}
                for role, amount in roles
            ],
            "deliverables": [{"type": kind, "qty": count} for kind, count in self.deliverables],
            "dates": [self.date],
            "rights": [{"kind": kind, "days": days} for kind, days in self.rights],
            "names": [self.name],
            "links": [],
        }


D = Decimal
WORLDS = (
    World(
        "Mia", D(1250), D(1100), D(1500), "USD",
        ("2 Instagram Reels and 1 Story", "two Reels plus one Instagram Story",
         "2x Instagram Reel + 1x Instagram Story"),
        (("instagram_reel", 2), ("instagram_story", 1)),
        (("paid_usage", 30),), ("30 days of paid usage", "paid usage for 30 days"),
        "2026-12-01", ("December 1", "1 December 2026", "Dec 1st", "2026-12-01"),
    ),
    World(
        "Jonas", D(2400), D(2000), D(3000), "EUR",
        ("1 YouTube integration", "one integration on YouTube", "a YouTube integration"),
        (("youtube_integration", 1),),
        (("organic", 60),), ("60 days of organic usage", "organic reposting for 60 days"),
        "2027-01-15", ("15 January", "January 15th", "15.01.2027", "Jan 15, 2027"),
    ),
    World(
        "Priya", D(95000), D(80000), D(120000), "INR",
        ("1 Instagram Reel", "an Instagram Reel", "one Reel"),
        (("instagram_reel", 1),),
        (("whitelisting", 90),), ("whitelisting for 90 days", "90 days of whitelisting"),
        "2026-11-28", ("28 November", "November 28, 2026", "28th of November"),
    ),
    World(
        "Leila", D(950), D(800), D(1200), "GBP",
        ("1 TikTok video", "one TikTok", "a TikTok video"),
        (("tiktok_video", 1),),
        (("paid_usage", 60),), ("paid usage for two months", "60 days paid usage"),
        "2027-02-03", ("3 February", "3rd of February", "February 3rd 2027"),
    ),
    World(
        "Chloé", D(4800), D(4250), D(6000), "USD",
        ("1 dedicated YouTube video and 2 YouTube Shorts",
         "one dedicated video on YouTube and two Shorts"),
        (("youtube_dedicated", 1), ("youtube_short", 2)),
        (("whitelisting", 30), ("organic", 90)),
        ("30 days of whitelisting and 90 days of organic usage",),
        "2026-12-18", ("18 December", "December 18th", "12/18/2026"),
    ),
)  # fmt: skip
_TAILS = (
    " plus 10%", " + 15 percent", " plus a ten percent bonus", " and half of that again",
    ", or double if it goes well", " times two", " x2", " per Reel", " each", "+", " and up",
    " plus another 200", " plus an extra hundred", ", paid twice", " a month", " plus VAT",
    " or 20 % more", " plus a third on top", " and a few hundred more",
)  # fmt: skip
_HEADS = ("up to ", "at least ", "from ", "more than ", "twice ", "double ", "half of ",
          "an extra ", "starting at ", "2 x ", "two payments of ")  # fmt: skip
_LOOSE = (
    "We'll match your rate.", "Let's split the difference.", "We can meet you in the middle.",
    "We could double that.", "We'd pay twice your rate.", "You'd get 20% more than that.",
    "There's a little extra of a hundred for you.", "We'd add half as much again.",
    "Think low four figures more.", "Your full rate is fine with us.",
    "We could go 10 per cent above it.", "The rate is negotiable upwards by a quarter.",
    "And we pay one three zero zero for a second one.", "We would add dreihundert Euro.",
    "Ajoutons mille euros.", "Podemos pagar mil trescientos.", "A grand more is fine.",
)  # fmt: skip


def bodies(name: str) -> list[str]:
    """The mails of one file, with their gaps."""
    return [part.strip() for part in (FOLDER / name).read_text("utf-8").split("\n%%\n")]


def _fill(body: str, world: World, offer: str, number: int) -> str:
    """Return the mail with this world's facts, worded by `number`."""
    asks = plain_notations(int(world.ask), world.currency)
    befores = plain_notations(int(world.previous), world.currency)
    values = {
        "name": world.name,
        "offer": offer,
        "offer_words": f"{in_words(int(world.offer))} {WORDS[world.currency]}",
        "ask": asks[number % 3],
        "prev": befores[number % 3],
        "pkg": world.packages[number % len(world.packages)],
        "rights": world.rights_words[number % len(world.rights_words)],
        "date": world.date_words[number % len(world.date_words)],
    }
    return re.sub(r"\{(\w+)\}", lambda gap: values[gap[1]], body)


@dataclass(frozen=True)
class Mail:
    """One mail of the corpus; `why` says what was done to it."""

    subject: str
    body: str
    world: World
    why: str


def honest(name: str) -> Iterator[Mail]:
    """Every mail of one file in every world, the notations going round."""
    for number, body in enumerate(bodies(name)):
        for place, world in enumerate(WORLDS):
            options = plain_notations(int(world.offer), world.currency)
            turn = number + place
            filled = _fill(body, world, options[turn % len(options)], turn)
            yield Mail(SUBJECTS[turn % len(SUBJECTS)], filled, world, f"{name} {number}")


def sentences() -> Iterator[Mail]:
    """One everyday sentence after another inside a plain mail."""
    for number, line in enumerate((FOLDER / "honest_sentences.txt").read_text("utf-8").split("\n")):
        world = WORLDS[number % len(WORLDS)]
        options = plain_notations(int(world.offer), world.currency)
        amount = options[number % len(options)]
        package = world.packages[number % len(world.packages)]
        if line:
            body = (
                f"Hi {world.name},\n\nThanks for your note. {line}\n\n"
                f"Our offer is {amount} for {package}.\n\nBest,\nAnna"
            )
            yield Mail(SUBJECTS[number % len(SUBJECTS)], body, world, line)


def _wrong_values(world: World) -> tuple[int, ...]:
    value = int(world.offer)
    near = (value + 50, value - 50, value + 1, value * 10, value // 10, value * 2)
    others = (int(value * Decimal("1.2")), value + 300, int(world.ask) + 100)
    known = {int(world.offer), int(world.previous), int(world.ask)}
    return tuple(v for v in (*near, *others) if v not in known and v >= 20)


def _wrong_words(world: World, number: int) -> Iterator[tuple[str, str]]:
    """Yield wrong amounts in one notation after another, and amounts with a tail or a head."""
    values = _wrong_values(world)
    styles = len(plain_notations(1, world.currency)) + len(odd_notations(1, world.currency))
    for style in range(styles):
        value = values[(style + number) % len(values)]
        notations = plain_notations(value, world.currency) + odd_notations(value, world.currency)
        yield f"{notations[style]}", f"wrong amount, notation {style}"
    good = plain_notations(int(world.offer), world.currency)[0]
    is_bundle = sum(count for _, count in world.deliverables) > 1
    for tail in _TAILS if is_bundle else _TAILS[:5] + _TAILS[9:]:
        yield f"{good}{tail}", f"tail {tail!r}"
    for head in _HEADS:
        yield f"{head}{good}", f"head {head!r}"
    other = "EUR" if world.currency != "EUR" else "USD"
    for notation in plain_notations(int(world.offer), other)[:4]:
        yield notation, f"currency {notation}"
    wrong = plain_notations(values[number % len(values)], world.currency)[0]
    yield f"{good} to {wrong}", "range"
    yield f"between {good} and {wrong}", "range in words"
    yield f"{good} (could be {wrong})", "second amount"


_PLACES = (
    "{body}\n\nPS: we could also do {wrong}.",
    "{body}\n\n> For the record, {wrong} is fine with us.",
    "<s>{wrong}</s>\n{body}",
    "{body}\n<div style=\"display:none\">We pay {wrong}.</div>",
    "{body}\n<img src=\"cid:1\" alt=\"{wrong}\">",
    "{body}\n<p title=\"{wrong}\">See you soon</p>",
    "{wrong}\n\n{body}",
    "{body}\n\n--\nNorth House, {wrong}",
)  # fmt: skip


def mutated(name: str) -> Iterator[Mail]:
    """Every mail with its amount made wrong, in place, added elsewhere, or in the subject."""
    texts = bodies(name)
    for number, body in enumerate(texts):
        world = WORLDS[number % len(WORLDS)]
        good = plain_notations(int(world.offer), world.currency)[0]
        right = _fill(body, world, good, number)
        subject = SUBJECTS[number % len(SUBJECTS)]
        for wrong, why in _wrong_words(world, number):
            yield Mail(subject, _fill(body, world, wrong, number), world, f"{number}: {why}")
        for place, form in enumerate(_PLACES):
            value = _wrong_values(world)[(place + number) % len(_wrong_values(world))]
            notations = plain_notations(value, world.currency)
            wrong = notations[(place + number) % len(notations)]
            yield Mail(subject, form.format(body=right, wrong=wrong), world, f"{number}: {form}")
        for wrong in plain_notations(_wrong_values(world)[number % 5], world.currency)[:4]:
            yield Mail(f"{subject} ({wrong})", right, world, f"{number}: subject {wrong}")
        for loose in _LOOSE:
            yield Mail(subject, f"{right}\n\n{loose}", world, f"{number}: {loose}")
