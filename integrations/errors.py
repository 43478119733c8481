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
