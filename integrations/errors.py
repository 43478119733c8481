"""What a gateway may raise: one small vocabulary over every vendor's own exceptions."""

from datetime import datetime


class GatewayError(Exception):
    """An outside system did not do what was asked, and certainly did nothing else.

    `permanent` says that repeating the same call cannot help: a person has to change something.
    """

    def __init__(self, message: str, permanent: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.permanent = permanent


class NotConfigured(GatewayError):
    """The integration lacks a setting, or its mode has no such ability."""

    def __init__(self, message: str, permanent: bool = True) -> None:
        super().__init__(message, permanent)


class Blocked(GatewayError):
    """The account may do nothing for now, whatever is asked of it; nothing was done.

    `until` is the time the vendor names, if it does. With `needs_person` somebody must change
    something first; with `needs_consent` the account's credentials must be renewed.
    """

    def __init__(
        self,
        message: str,
        *,
        until: datetime | None = None,
        needs_person: bool = False,
        needs_consent: bool = False,
    ) -> None:
        super().__init__(message, permanent=needs_person or needs_consent)
        self.until = until
        self.needs_consent = needs_consent


class Unreached(Blocked):
    """Nobody answers there: the vendor, or the way to it, is out of order."""


class OutcomeUnknown(GatewayError):
    """The call may or may not have had its effect: reconcile before repeating it."""

    def __init__(self, message: str, permanent: bool = False) -> None:
        super().__init__(message, permanent)


class RateLimited(GatewayError):
    """The vendor wants to be left alone for a while: `wait_seconds`, None when it did not say."""

    def __init__(self, message: str, wait_seconds: float | None = None) -> None:
        super().__init__(message, permanent=False)
        self.wait_seconds = wait_seconds


class NotVisible(GatewayError):
    """The object does not exist, or not for us: vendors answer both alike."""

    def __init__(self, message: str, permanent: bool = True) -> None:
        super().__init__(message, permanent)
