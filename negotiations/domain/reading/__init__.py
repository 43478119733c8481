"""What a reply says. The public name is `read_reply`; it is imported when it is asked for."""

from typing import Any


def __getattr__(name: str) -> Any:
    if name != "read_reply":
        raise AttributeError(name)
    from negotiations.domain.reading.evaluation import read_reply

    return read_reply
