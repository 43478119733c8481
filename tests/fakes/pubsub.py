"""Pub/Sub push on loopback: at least once, in any order, until it is acknowledged."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.fakes.google_auth import FakeGoogleAuth

ACKS = frozenset({102, 200, 201, 202, 204})
Post = Callable[[bytes, Mapping[str, str]], int]


@dataclass(frozen=True)
class _Push:
    mailbox: str
    history_id: int
    message_id: str
    is_number: bool


class FakePubSub:
    """A subscription: publish(), then deliver() as often as the test likes."""

    def __init__(self, auth: FakeGoogleAuth, *, order: int = 0) -> None:
        self._auth = auth
        self._random = random.Random(order)
        self._count = 0
        self.waiting: list[_Push] = []

    def publish(self, mailbox: str, history_id: int, *, is_number: bool = False) -> None:
        """Take a notification; each gets a new message id, a repeated one too."""
        self._count += 1
        message_id = str(2_070_443_601_311_540 + self._count)
        self.waiting.append(_Push(mailbox, history_id, message_id, is_number))

    def drop(self) -> None:
        """Lose everything that waits, as Gmail may."""
        self.waiting.clear()

    def deliver(self, post: Post, *, times: int = 1, is_shuffled: bool = False) -> list[int]:
        """Post what waits, each `times` times; what is not acknowledged goes on waiting."""
        pushes = [push for push in self.waiting for _ in range(times)]
        if is_shuffled:
            self._random.shuffle(pushes)
        statuses = []
        taken: set[str] = set()
        for push in pushes:
            body, headers = self._auth.signed_push(
                push.mailbox,
                push.history_id,
                message_id=push.message_id,
                is_number=push.is_number,
            )
            statuses.append(post(body, headers))
            if statuses[-1] in ACKS:
                taken.add(push.message_id)
        self.waiting = [push for push in self.waiting if push.message_id not in taken]
        return statuses
