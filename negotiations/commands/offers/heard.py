"""A reply that was read, on its locked thread: what every answer to it is made from."""

from dataclasses import dataclass

from negotiations.domain.reading.reader import Reading
from negotiations.models import Message, Thread


@dataclass(frozen=True)
class Heard:
    """One turn of theirs: its thread, its newest mail, and what it says."""

    thread: Thread
    message: Message
    reading: Reading

    @property
    def quote(self) -> str:
        """The first words that the reading rests on."""
        return next((evidence.quote for evidence in self.reading.evidence), "")
