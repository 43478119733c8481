"""Simulated influencers: given our mails, the mails they send back. Pure.

Everything follows from the creator's random seed, the transcript and the turn, so a story can be
replayed exactly. Prices come from `personas`, words from `phrases`, the mail's shape from
`letters`; amounts are Decimal in the creator's currency.
"""

import random
from collections.abc import Sequence
from decimal import Decimal

from integrations.sandbox.letters import as_html, letter, manager_of, with_history
from integrations.sandbox.our_mail import read_our_mail
from integrations.sandbox.people import Creator, SimulatedReply, TranscriptLine
from integrations.sandbox.personas import Move, move_after
from integrations.sandbox.phrases import (
    LATE,
    NEW_SUBJECTS,
    SMALL_TALK,
    WORDINGS,
    money_words,
    wordings_for,
)

__all__ = ["Creator", "TranscriptLine", "SimulatedReply", "answer"]

_CHATTY = frozenset({"ask", "counter", "counter_again", "questions"})
_CURT = frozenset({"insult", "legal"})
_AUTO_HEADERS = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


def answer(
    creator: Creator, transcript: Sequence[TranscriptLine], turn: int
) -> tuple[SimulatedReply, ...]:
    """Return what the creator sends after the newest of our mails; nothing when they stay silent.

    The transcript is oldest first and ends with our newest mail. `turn` (how many answers they
    gave before) varies the wording only; the price follows from our mails.
    """
    ours = [line for line in transcript if line.direction == "out"]
    if not ours:
        return ()
    move = move_after(creator, [read_our_mail(line.text) for line in ours])
    rng = random.Random(f"{creator.seed}:{creator.email}:{turn}:{len(ours)}")
    away = creator.persona == "out_of_office" and len(ours) == 1
    replies = (_auto_reply(creator, ours[-1], rng),) if away else ()
    if move.kind is None:
        return replies
    is_first = all(line.direction == "out" for line in transcript)
    return (*replies, _reply(creator, ours[-1], move, is_first=is_first, rng=rng))


def _reply(
    creator: Creator, line: TranscriptLine, move: Move, *, is_first: bool, rng: random.Random
) -> SimulatedReply:
    is_curt = move.kind in _CURT
    written = letter(creator, _paragraphs(creator, move, rng), rng, is_curt=is_curt)
    new_thread = creator.persona == "wrong_thread" and is_first
    if new_thread:
        subject = rng.choice(NEW_SUBJECTS).format(name=creator.name, platform=creator.platform)
        text = f"{written}\n"
    else:
        subject, text = _re(line.subject), with_history(written, line, rng)
    html = as_html(written, None if new_thread else line, rng) if rng.random() < 0.5 else None
    address, name, cc = _sender(creator)
    return SimulatedReply(
        from_address=address,
        from_name=name,
        cc=cc,
        subject=subject,
        text=text,
        html=html,
        delay_seconds=_delay(creator, move, rng),
        new_thread=new_thread,
    )


def _paragraphs(creator: Creator, move: Move, rng: random.Random) -> list[str]:
    kind = str(move.kind)
    words = rng.choice(wordings_for(kind, creator.persona)).format(
        ask=_money(move.ask, creator, rng),
        offer=_money(move.offer, creator, rng),
        name=creator.name,
        first=creator.first_name,
        platform=creator.platform,
    )
    late = rng.choice(LATE) if move.is_late else ""
    chatty = kind in _CHATTY and not creator.manager_email
    return [late, words, rng.choice(SMALL_TALK) if chatty else ""]


def _money(amount: Decimal | None, creator: Creator, rng: random.Random) -> str:
    return "that" if amount is None else money_words(amount, creator.currency, rng)


def _delay(creator: Creator, move: Move, rng: random.Random) -> int:
    if creator.persona == "ghost":
        return rng.randint(40, 90)
    if creator.persona == "out_of_office":
        return rng.randint(15, 25)
    return rng.randint(2, 12 if move.kind in _CURT else 25)


def _auto_reply(creator: Creator, line: TranscriptLine, rng: random.Random) -> SimulatedReply:
    return SimulatedReply(
        from_address=creator.email,
        from_name=creator.name,
        cc=(),
        subject=f"Automatic reply: {line.subject}",
        text=f"{rng.choice(WORDINGS['auto_reply'])}\n\n{creator.name}\n",
        html=None,
        headers=dict(_AUTO_HEADERS),
        delay_seconds=2,
    )


def _sender(creator: Creator) -> tuple[str, str, tuple[str, ...]]:
    if creator.manager_email:
        return creator.manager_email, manager_of(creator)[0], (creator.email,)
    return creator.email, creator.name, ()


def _re(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"
