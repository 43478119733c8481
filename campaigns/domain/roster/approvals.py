"""What a sheet's own columns say about writing to a row's person. Pure.

The lists are closed and shown in the console; a word that stands in none of them is put before a
person, never guessed.
"""

from dataclasses import dataclass

from campaigns.domain.values.text import clean

YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "☑", "✅", "ok", "okay", "approved"})
NO = frozenset({"no", "n", "false", "0", "✗", "✘", "☐", "❌", "-"})
GO = frozenset(
    (
        *("approved", "ok", "okay", "yes", "go", "ready", "active", "confirmed", "selected"),
        *("shortlisted", "shortlist", "accepted", "green", "new", "to contact", "contact"),
        *("reach out", "ready to contact", "open", "in", "prospect", "final", "true"),
    )
)
STOP = frozenset(
    (
        *("no", "not approved", "unapproved", "rejected", "declined", "refused", "removed"),
        *("excluded", "out", "cancelled", "canceled", "inactive", "stop", "stopped", "dropped"),
        *("passed", "pass", "not interested", "not a fit", "red", "false", "skip", "closed"),
        *("on hold", "hold", "paused", "pending", "pending approval", "waiting", "maybe"),
        *("in review", "review", "to review", "awaiting approval", "tbd", "draft", "backup"),
        *("contacted", "already contacted", "booked", "done", "agreed", "signed", "live"),
    )
)
NEVER = frozenset(
    (
        *("do not contact", "don't contact", "dont contact", "dnc", "never contact", "blocked"),
        *("blacklist", "blacklisted", "blocklist", "unsubscribed", "opted out", "opt out"),
        *("do not email", "do not use"),
    )
)


@dataclass(frozen=True)
class Stop:
    """A cell that forbids writing; with `is_for_ever` nobody of the house may write any more."""

    column: str
    reason: str
    is_for_ever: bool = False


def stop_of(texts: dict[str, str]) -> Stop | None:
    """Return what forbids writing to the row's person, None when nothing does.

    `texts` are the row's cells by field; a field that the sheet lacks forbids nothing.
    """
    checks = (_never, _status, _approved)
    return next((stop for check in checks if (stop := check(texts)) is not None), None)


def _never(texts: dict[str, str]) -> Stop | None:
    word = _word(texts.get("do_not_contact", ""))
    if not word or word in NO:
        return None
    if word in YES or word in NEVER:
        return Stop("do_not_contact", "says that this person is not written to", is_for_ever=True)
    return Stop("do_not_contact", "is neither yes nor no; a person has to look")


def _status(texts: dict[str, str]) -> Stop | None:
    word = _word(texts.get("status", ""))
    if not word or word in GO:
        return None
    if word in NEVER:
        return Stop("status", "says that this person is not written to", is_for_ever=True)
    if word in STOP:
        return Stop("status", "says that this person is not written to now")
    return Stop("status", "is none of the words that are known here; a person has to look")


def _approved(texts: dict[str, str]) -> Stop | None:
    if "approved" not in texts:
        return None
    word = _word(texts["approved"])
    if word in YES or word in GO:
        return None
    if not word or word in NO or word in STOP:
        return Stop("approved", "does not say yes; only approved people are written to")
    return Stop("approved", "is neither yes nor no; a person has to look")


def _word(text: str) -> str:
    return clean(text).casefold().strip(" .!:")
