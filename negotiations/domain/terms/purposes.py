"""Why we write a mail. Pure."""

from enum import StrEnum


class Purpose(StrEnum):
    """What one mail of ours is for."""

    OPENING = "opening"
    COUNTER = "counter"
    ANSWER = "answer"
    AGREEMENT = "agreement"
    EXIT = "exit"
    REMINDER = "reminder"
    FIRST_TOUCH = "first_touch"
    FOLLOWUP = "followup"
    MANUAL = "manual"


# States an offer, with the Scope of Work below it.
WITH_OFFER = frozenset({Purpose.OPENING, Purpose.COUNTER, Purpose.AGREEMENT})
# To a prospect without a thread.
COLD = frozenset({Purpose.FIRST_TOUCH, Purpose.FOLLOWUP})
