"""What a mail may bind, by who wrote it and whether that is sure: a table. Pure.

Whether the From is the sender was judged when the mail came in (`authentic`); who the address is
to the thread is its `standing`. The table is what the code runs on and what the console shows.
"""

from enum import StrEnum


class Authentic(StrEnum):
    """Whether our receiver found that the From's domain sent the mail."""

    ALIGNED = "aligned"
    UNALIGNED = "unaligned"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Who an address is to one thread.

    Known speaks for the influencer: their own address, or a contact whose word counts. Introduced
    was put on copy by an aligned mail of a known address, or by a person. Nobody raises themselves.
    """

    KNOWN = "known"
    INTRODUCED = "introduced"
    UNKNOWN = "unknown"


class Right(StrEnum):
    """What a mail can bring about without a person."""

    ACCEPT = "accept"
    ASK = "ask"
    BE_ANSWERED = "be_answered"
    BE_COPIED = "be_copied"
    OPT_OUT_SELF = "opt_out_self"
    OPT_OUT_INFLUENCER = "opt_out_influencer"
    REPORT_BOUNCE = "report_bounce"


RIGHT_WORDS = {
    Right.ACCEPT: "accept or refuse for the influencer",
    Right.ASK: "name a price or change terms",
    Right.BE_ANSWERED: "be answered automatically",
    Right.BE_COPIED: "stand on our copy line",
    Right.OPT_OUT_SELF: "opt its own address out",
    Right.OPT_OUT_INFLUENCER: "opt the influencer out and stop their threads",
    Right.REPORT_BOUNCE: "report a bounce, if it names our mail and that recipient",
}

_ALL = frozenset(Right)
# A bounce proves itself by our Message-ID, which only who got our mail can know; a mail server
# that reports one seldom signs.
_BOUNCE = frozenset({Right.REPORT_BOUNCE})
_ON_COPY = _BOUNCE | {Right.BE_COPIED}
# Leaving somebody alone who may not have asked for it costs less than writing to who did; a mail
# that is certainly not theirs is no wish of theirs.
_LEAVES = frozenset({Right.OPT_OUT_SELF})

RIGHTS: dict[tuple[Standing, Authentic], frozenset[Right]] = {
    (Standing.KNOWN, Authentic.ALIGNED): _ALL,
    (Standing.KNOWN, Authentic.UNKNOWN): _ON_COPY | _LEAVES,
    (Standing.KNOWN, Authentic.UNALIGNED): _ON_COPY,
    (Standing.INTRODUCED, Authentic.ALIGNED): _ON_COPY | _LEAVES,
    (Standing.INTRODUCED, Authentic.UNKNOWN): _ON_COPY | _LEAVES,
    (Standing.INTRODUCED, Authentic.UNALIGNED): _ON_COPY,
    (Standing.UNKNOWN, Authentic.ALIGNED): _BOUNCE | _LEAVES,
    (Standing.UNKNOWN, Authentic.UNKNOWN): _BOUNCE | _LEAVES,
    (Standing.UNKNOWN, Authentic.UNALIGNED): _BOUNCE,
}


def rights_of(standing: str, authentic: str, *, is_trusted: bool = False) -> frozenset[Right]:
    """Return what a mail may bring about.

    `is_trusted`: a person said that mail of this address counts though nothing vouches for it. It
    lifts `unknown` only: a mail that the domain disowns is nobody's we trust.

    :raises ValueError: if there is no such standing or authenticity
    """
    judged = Authentic(authentic)
    if is_trusted and judged == Authentic.UNKNOWN:
        judged = Authentic.ALIGNED
    return RIGHTS[Standing(standing), judged]


def problem_of(standing: str, authentic: str, address: str) -> str:
    """Return in one sentence what keeps a mail from binding; empty where nothing does."""
    if Authentic(authentic) == Authentic.UNALIGNED:
        return f"The mail names {address} as its sender, but that domain did not send it."
    if Standing(standing) == Standing.UNKNOWN:
        return f"{address} is nobody we know in this negotiation."
    if Standing(standing) == Standing.INTRODUCED:
        return f"{address} was put on copy, but nobody has said that their word counts."
    if Authentic(authentic) == Authentic.UNKNOWN:
        return f"Nothing shows whether {address} really sent this mail."
    return ""
