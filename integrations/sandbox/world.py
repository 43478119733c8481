"""Who lives in the simulated world: characters and prices for the people of a roster. Pure."""

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from integrations.sandbox.people import PERSONAS, Creator

DEFAULT_VIEWS = 20_000
# The lower bands bargain, so that what they ask first can still lie inside a usual ceiling.
_CPM_BANDS = {
    "eager": (18, 25),
    "linear": (18, 24),
    "manager": (18, 23),
    "questions": (19, 26),
    "tough": (18, 22),
    "out_of_office": (19, 25),
    "wrong_thread": (19, 25),
    "ghost": (18, 27),
    "anchor": (18, 25),
    "backs_out": (18, 25),
    "hostile": (22, 33),
    "decliner": (26, 33),
}
_TRIAL_BAND = (18, 24)
_MANAGERS = ("dana.whitlock", "marcus.oyelaran", "priya.raman", "tom.haverford", "lena.kowalczyk")
_AGENCIES = ("brightside-talent", "northlight-management", "paper-moon-agency", "halcyon-talent")


def persona_at(index: int, seed: int) -> str:
    """Return the character at a place of the roster; each block of twelve holds all of them."""
    order = list(PERSONAS)
    random.Random(f"order:{seed}:{index // len(order)}").shuffle(order)
    return order[index % len(order)]


@dataclass(frozen=True)
class Listed:
    """Who stands on a roster; `views` None where its cell is empty."""

    name: str
    email: str
    platform: str
    views: int | None


def creator_for(
    listed: Listed, index: int, seed: int, *, currency: str = "USD", persona: str | None = None
) -> Creator:
    """Return the person behind a roster row, the same for the same arguments.

    The lowest acceptable price lies around views × CPM 18 to 33, depending on the character.
    """
    views = listed.views or DEFAULT_VIEWS
    rng = random.Random(f"creator:{seed}:{index}:{listed.email.lower()}")
    character = persona or persona_at(index, seed)
    low, high = _CPM_BANDS.get(character, _TRIAL_BAND)
    cpm = Decimal(rng.randint(low * 100, high * 100)) / 100
    reservation = Decimal(views) * cpm / 1000
    manager = f"{rng.choice(_MANAGERS)}@{rng.choice(_AGENCIES)}.example"
    return Creator(
        name=listed.name,
        email=listed.email,
        platform=listed.platform,
        persona=character,
        reservation=reservation.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP),
        currency=currency,
        seed=rng.randrange(1_000_000),
        views=views,
        manager_email=manager if character == "manager" else None,
    )
