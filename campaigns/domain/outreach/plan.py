"""A day's plan: the exact mails, their hash, and what changed since the last one. Pure.

The hash covers each mail's prospect, step, channel, mailbox, template version and words, so a plan
that was armed can send nothing else.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

VALID_FOR = timedelta(hours=24)
STANDING_APPROVAL_DAYS = 30


class RowKey(NamedTuple):
    """What a mail of the plan is about, whatever its words."""

    prospect_id: int
    step: int
    channel: str

    def words(self, campaign_id: int) -> str:
        """Return the mail's key: one message per prospect, channel and step, ever."""
        return f"{campaign_id}:{self.prospect_id}:{self.channel}:{self.step}"


@dataclass(frozen=True)
class PlannedMail:
    """One mail exactly as it would leave."""

    key: RowKey
    mailbox: str
    template_version: str
    subject: str
    body: str


@dataclass(frozen=True)
class PlanDiff:
    """What today's plan has that yesterday's had not, has no longer, or words otherwise."""

    added: tuple[RowKey, ...]
    removed: tuple[RowKey, ...]
    changed: tuple[RowKey, ...]

    @property
    def words(self) -> str:
        """Return the difference as a sentence."""
        if not (self.added or self.removed or self.changed):
            return "Nothing changed since the last plan."
        return (
            f"{len(self.added)} new, {len(self.removed)} gone and {len(self.changed)} reworded"
            " since the last plan."
        )


def row_hash(mail: PlannedMail) -> str:
    """Return the fingerprint of one mail."""
    parts = [*mail.key, mail.mailbox, mail.template_version, mail.subject, mail.body]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class PlanHash:
    """The fingerprint of a whole plan, taken in mail by mail in the order of their keys.

    It needs the same memory however long the plan is.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._last: RowKey | None = None

    def add(self, key: RowKey, fingerprint: str) -> None:
        """Take in one mail.

        :raises ValueError: if its key does not come after the last one
        """
        if self._last is not None and key <= self._last:
            raise ValueError(f"{key} was added after {self._last}")
        self._last = key
        self._digest.update(bytes.fromhex(fingerprint))

    def hexdigest(self) -> str:
        """Return the plan's fingerprint as it stands; empty for a plan without mails."""
        return self._digest.hexdigest()[:32] if self._last else ""


def plan_hash(mails: Mapping[RowKey, str]) -> str:
    """Return the fingerprint of a plan with these mails' fingerprints."""
    whole = PlanHash()
    for key in sorted(mails):
        whole.add(key, mails[key])
    return whole.hexdigest()


def is_armed_for(key: RowKey, fingerprint: str, armed: Mapping[RowKey, str]) -> bool:
    """Whether the armed plan holds this very mail: a subset may leave, nothing new or reworded."""
    return armed.get(key) == fingerprint


def compare(before: Mapping[RowKey, str], after: Mapping[RowKey, str]) -> PlanDiff:
    """Return how two plans differ, each by the fingerprints of its mails."""
    both = before.keys() & after.keys()
    return PlanDiff(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(key for key in both if before[key] != after[key])),
    )
