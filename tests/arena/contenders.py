"""Our own strategy at the table."""

from collections.abc import Callable
from typing import Any

from negotiations.domain import strategy
from tests.arena.populations import World

CONTENDERS: dict[str, Callable[[World], Any]] = {"adaptive": lambda world: strategy}
