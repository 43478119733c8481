"""Answer questions from standard input, one JSON line each; runs inside either version's tree.

It imports nothing of the project by itself, so that it works in trees older than it is.
"""

import base64
import json
import sys
from functools import cache
from importlib import import_module
from typing import Any


@cache
def called(path: str) -> Any:
    """The callable a `module:name` means."""
    module, name = path.split(":")
    return getattr(import_module(module), name)


def unpacked(value: Any) -> Any:
    """A value as it was before it travelled."""
    is_bytes = isinstance(value, dict) and set(value) == {"base64"}
    return base64.b64decode(value["base64"]) if is_bytes else value


def answer(line: str) -> str:
    """The answer, or what the call raised, in one stable spelling."""
    call, args = json.loads(line)
    try:
        found = called(call)(*(unpacked(value) for value in args))
    except Exception as error:  # what one version raises, the other must raise too
        found = {"raised": type(error).__name__}
    return json.dumps(found, sort_keys=True, default=str, ensure_ascii=True)


if __name__ == "__main__":
    for question in sys.stdin:
        print(answer(question))
