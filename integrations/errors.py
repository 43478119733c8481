"""What a gateway may raise: one small vocabulary over every vendor's own exceptions."""


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
