"""The sandbox's own characters at the arena's table: the same minds, without the words."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from integrations.sandbox.our_mail import OurMail
from integrations.sandbox.people import PERSONAS, Creator
from integrations.sandbox.personas import CHARACTERS, move_after
from tests.arena.people import Hidden, Mood

_SOFTNESS = {"fast_pay": Decimal("0.02"), "product": Decimal("0.03"), "short_rights": Decimal(0)}
_KINDS = {
    "ask": "counter",
    "counter": "counter",
    "counter_again": "counter",
    "questions": "question",
    "accept": "accepted",
    "walk": "rejected",
    "decline": "rejected",
    "insult": "rejected",
    "legal": "rejected",
    "withdraw": "rejected",
    "protest": "firm",
    None: "silence",
}
_CHARACTERS = tuple(name for name in PERSONAS if name != "backs_out")


def last_words_of(names: Iterable[str]) -> dict[str, float]:
    """Return what a final offer must reach for each thread's character, in reservation prices."""
    return {name: float(CHARACTERS[_persona(name)].last_word) for name in names}


def reply_of_sandbox(
    thread: dict[str, Any], currency: str
) -> Callable[[Hidden, Mood, dict[str, Any]], dict[str, Any]]:
    """Return the reply function of one thread's sandbox character."""

    def reply(hidden: Hidden, mood: Mood, offer: dict[str, Any]) -> dict[str, Any]:
        if mood.rng.random() < hidden.silence:
            return {"kind": "silence", "ask": None, "via_manager": False}
        creator = _creator(thread, hidden, currency)
        move = move_after(creator, [_mail(sent, currency) for sent in thread["offers"]])
        kind = _KINDS[move.kind]
        ask = move.ask if kind in ("counter", "firm") else None
        if kind == "counter" and ask is not None and mood.ask == float(ask):
            kind = "firm"
        mood.ask = mood.ask if ask is None else float(ask)
        named = None if ask is None else f"{ask:.2f}"
        return {"kind": kind, "ask": named, "via_manager": creator.persona == "manager"}

    return reply


def _persona(name: str) -> str:
    return _CHARACTERS[int(name[1:]) % len(_CHARACTERS)]


def _creator(thread: dict[str, Any], hidden: Hidden, currency: str) -> Creator:
    return Creator(
        name="Someone",
        email=f"{thread['id']}@example.com",
        platform=thread["platform"],
        persona=_persona(thread["id"]),
        reservation=Decimal(str(hidden.reservation)),
        currency=currency,
        seed=int(thread["id"][1:]),
        views=thread["views"],
    )


def _mail(offer: dict[str, Any], currency: str) -> OurMail:
    amount = offer["amount"]
    return OurMail(
        rate=None if amount is None else Decimal(amount),
        currency=currency,
        is_final=bool(offer["final"]),
        sounds_agreed=False,
        is_farewell=False,
        softness=sum((_SOFTNESS[lever] for lever in offer["levers"]), Decimal(0)),
    )
