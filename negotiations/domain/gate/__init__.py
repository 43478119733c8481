"""What may leave. The public name is `check_email`; it is imported when it is asked for."""

from typing import Any


def __getattr__(name: str) -> Any:
    if name != "check_email":
        raise AttributeError(name)
    from negotiations.domain.gate.check import check_email

    return check_email
