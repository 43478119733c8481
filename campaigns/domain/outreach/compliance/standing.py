"""Where a prospect stands in the daily cycle: one table, every pair of status and event. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """The status of a prospect in the daily cycle."""

    NEW = "new"
    QUALIFIED = "qualified"
    MANUAL_REVIEW = "manual_review"
    NOT_QUALIFIED = "not_qualified"
    SCHEDULED = "scheduled"
    CONTACTED = "contacted"
    FOLLOWED_UP = "followed_up"
    REPLIED = "replied"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"
    UNREACHABLE = "unreachable"
    SUPPRESSED = "suppressed"


class Happening(StrEnum):
    """What may happen to a prospect."""

    SCORED_IN = "scored_in"
    SCORED_DOUBTFUL = "scored_doubtful"
    SCORED_OUT = "scored_out"
    APPROVED = "approved"
    REJECTED = "rejected"
    QUEUED = "queued"
    UNQUEUED = "unqueued"
    FIRST_TOUCHED = "first_touched"
    TOUCHED_AGAIN = "touched_again"
    ANSWERED = "answered"
    SAID_NO = "said_no"
    OPTED_OUT = "opted_out"
    BOUNCED = "bounced"
    GREW_SILENT = "grew_silent"
    THREAD_OPENED = "thread_opened"
    DEAL_MADE = "deal_made"
    DEAL_LOST = "deal_lost"
    READDRESSED = "readdressed"
    SUPPRESSION_LIFTED = "suppression_lifted"
    COOLED_DOWN = "cooled_down"


@dataclass(frozen=True)
class Ruling:
    """Where the prospect goes; `to_person` asks somebody to look. Unmoved means recorded only."""

    target: Standing
    to_person: bool = False


S, H = Standing, Happening
_BEFORE_TOUCH = (S.NEW, S.QUALIFIED, S.MANUAL_REVIEW, S.NOT_QUALIFIED)
_TOUCHED = (S.CONTACTED, S.FOLLOWED_UP)
_QUIET_ENDS = (S.DECLINED, S.NO_RESPONSE, S.UNREACHABLE)
_IN_TALKS = (S.NEGOTIATING, S.AGREED)
_ALL = tuple(Standing)


def _moves() -> Mapping[tuple[Standing, Happening], Ruling]:
    rules: list[tuple[tuple[Standing, ...], Happening, Standing]] = [
        (_BEFORE_TOUCH, H.SCORED_IN, S.QUALIFIED),
        (_BEFORE_TOUCH, H.SCORED_DOUBTFUL, S.MANUAL_REVIEW),
        (_BEFORE_TOUCH, H.SCORED_OUT, S.NOT_QUALIFIED),
        ((S.MANUAL_REVIEW, S.NOT_QUALIFIED, S.NEW), H.APPROVED, S.QUALIFIED),
        ((*_BEFORE_TOUCH, S.SCHEDULED), H.REJECTED, S.NOT_QUALIFIED),
        ((S.QUALIFIED,), H.QUEUED, S.SCHEDULED),
        ((S.SCHEDULED,), H.UNQUEUED, S.QUALIFIED),
        ((*_BEFORE_TOUCH, S.SCHEDULED), H.FIRST_TOUCHED, S.CONTACTED),
        (_TOUCHED, H.TOUCHED_AGAIN, S.FOLLOWED_UP),
        ((*_BEFORE_TOUCH, S.SCHEDULED, *_TOUCHED, *_QUIET_ENDS), H.ANSWERED, S.REPLIED),
        ((*_BEFORE_TOUCH, S.SCHEDULED, *_TOUCHED, S.REPLIED), H.SAID_NO, S.DECLINED),
        ((S.NO_RESPONSE, S.UNREACHABLE), H.SAID_NO, S.DECLINED),
        (_ALL, H.OPTED_OUT, S.SUPPRESSED),
        ((*_BEFORE_TOUCH, S.SCHEDULED, *_TOUCHED, S.NO_RESPONSE), H.BOUNCED, S.UNREACHABLE),
        (_TOUCHED, H.GREW_SILENT, S.NO_RESPONSE),
        ((*_BEFORE_TOUCH, S.SCHEDULED, *_TOUCHED, S.REPLIED), H.THREAD_OPENED, S.NEGOTIATING),
        ((S.NO_RESPONSE, S.DECLINED, S.UNREACHABLE), H.THREAD_OPENED, S.NEGOTIATING),
        ((S.NEGOTIATING,), H.DEAL_MADE, S.AGREED),
        (_IN_TALKS, H.DEAL_LOST, S.DECLINED),
        ((S.UNREACHABLE,), H.READDRESSED, S.QUALIFIED),
        ((S.SUPPRESSED,), H.SUPPRESSION_LIFTED, S.MANUAL_REVIEW),
        ((S.NO_RESPONSE, S.DECLINED), H.COOLED_DOWN, S.QUALIFIED),
    ]
    return {(source, event): Ruling(to) for sources, event, to in rules for source in sources}


_MOVES = _moves()
# Their word on something that is settled already: kept, shown, decided by a person.
_TOLD = {
    *((source, H.SAID_NO) for source in _IN_TALKS),
    *((source, H.ANSWERED) for source in (*_IN_TALKS, S.SUPPRESSED)),
    *((source, H.BOUNCED) for source in (S.REPLIED, *_IN_TALKS)),
}
_REOPENS = {(source, H.ANSWERED) for source in (S.DECLINED, S.NO_RESPONSE, S.UNREACHABLE)}


def ruling_of(source: Standing, event: Happening) -> Ruling:
    """Return what the event does in this status; it is defined for every pair and never raises.

    A reply after an end reopens the prospect and a person is told.
    """
    if (source, event) in _TOLD:
        return Ruling(source, to_person=True)
    ruling = _MOVES.get((source, event), Ruling(source))
    return Ruling(ruling.target, (source, event) in _REOPENS)


WRITABLE = frozenset({S.QUALIFIED, S.SCHEDULED, *_TOUCHED})
ENDED = frozenset({*_QUIET_ENDS, S.SUPPRESSED, S.AGREED})
HAS_REPLIED = frozenset({S.REPLIED, *_IN_TALKS, S.DECLINED})
