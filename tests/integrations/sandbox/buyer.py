"""A scripted buyer that writes our mails and collects what a creator sends back."""

from collections.abc import Sequence
from decimal import Decimal

from integrations.sandbox.creators import Creator, SimulatedReply, TranscriptLine, answer
from integrations.sandbox.our_mail import read_our_mail
from integrations.sandbox.personas import Move, move_after
from integrations.sandbox.world import Listed, creator_for

SUBJECT = "Collaboration Opportunity - Lumenfern Skincare"


def someone(persona: str, *, seed: int = 7, currency: str = "USD") -> Creator:
    """One creator of a character, 50,000 views."""
    return creator_for(
        Listed("Mia Larkspur", "mia@larkspur.example", "Instagram", 50_000),
        3,
        seed,
        persona=persona,
        currency=currency,
    )


def offer_mail(amount: Decimal | str, words: str = "") -> str:
    """An offer as our mails carry it."""
    scope = "Scope of Work:\n- 1 x Instagram Reel\n- Usage Rights: paid usage (30 days)"
    return f"Hi Mia,\n\n{words}\n\n{scope}\n- Rate: ${Decimal(amount):,.2f}\n\nAll the best,\nRobin"


def story(creator: Creator, mails: Sequence[str]) -> list[tuple[SimulatedReply, ...]]:
    """Send the mails one after the other; return what came back after each."""
    transcript: list[TranscriptLine] = []
    answers: list[tuple[SimulatedReply, ...]] = []
    turn = 0
    for text in mails:
        transcript.append(TranscriptLine("out", SUBJECT, text))
        replies = answer(creator, transcript, turn)
        transcript += [TranscriptLine("in", reply.subject, reply.text) for reply in replies]
        turn += len(replies)
        answers.append(replies)
    return answers


def moves(creator: Creator, mails: Sequence[str]) -> list[Move]:
    """The move behind each answer."""
    read = [read_our_mail(text) for text in mails]
    return [move_after(creator, read[: count + 1]) for count in range(len(read))]


def first_ask(creator: Creator, mail: str) -> Decimal:
    """The price the creator names in answer to one mail. :raises ValueError: if none"""
    (move,) = moves(creator, [mail])
    if move.ask is None:
        raise ValueError(f"no price in {move}")
    return move.ask


def rising(creator: Creator, low: str, high: str, steps: int) -> list[str]:
    """Offers rising evenly between two multiples of the reservation price."""
    span = (Decimal(high) - Decimal(low)) / max(steps - 1, 1)
    factors = [Decimal(low) + span * step for step in range(steps)]
    return [offer_mail((creator.reservation * f).quantize(Decimal("0.01"))) for f in factors]
