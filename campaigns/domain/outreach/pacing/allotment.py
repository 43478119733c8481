"""Give out a day's capacity: every level counts down together. Pure.

Used while a plan is made; at sending time the rows are counted again.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaigns.domain.outreach.addresses import is_free_mail
from campaigns.domain.outreach.pacing.capacity import RECIPIENT_DOMAIN_CAP, Level
from campaigns.domain.outreach.refusals import SkipReason


@dataclass(frozen=True)
class MailboxRoom:
    """A mailbox's room for cold mail now; follow-ups get `share` of it before first touches."""

    domain: str
    levels: tuple[Level, ...]
    share: int = 0


@dataclass(frozen=True)
class Place:
    """Where one mail takes room; `kind` is `first` or `followup`."""

    kind: str
    campaign_id: int
    mailbox_id: int
    recipient_domain: str


@dataclass
class Allotment:
    """What is left at every level; `take` after an answer that allowed the mail."""

    run: Mapping[str, Level]
    campaigns: Mapping[int, Level]
    domains: Mapping[str, Level]
    mailboxes: Mapping[int, MailboxRoom]
    recipients: Mapping[str, int]
    taken: Counter[tuple[str, object]] = field(default_factory=Counter)

    def levels(self, place: Place) -> list[Level]:
        """Return every level a mail has to pass, with what this plan gave out counted in."""
        box = place.mailbox_id
        room = self.mailboxes[box]
        found = [
            self._less(self.run[place.kind], "run", place.kind),
            self._less(self.campaigns[place.campaign_id], "campaign", place.campaign_id),
            self._less(self.domains[room.domain], "domain", room.domain),
            *(self._less(level, "mailbox", box) for level in room.levels),
        ]
        if not is_free_mail(place.recipient_domain):
            found.append(self._recipient(place.recipient_domain))
        return found

    def room_left(self, mailbox_id: int) -> int:
        """Return how many more mails the mailbox may have in this plan."""
        room = self.mailboxes[mailbox_id]
        return min((self._less(x, "mailbox", mailbox_id).left for x in room.levels), default=0)

    def take(self, place: Place) -> None:
        """Count one mail at every level."""
        box = place.mailbox_id
        self.taken.update(
            [
                *(("run", place.kind), ("campaign", place.campaign_id), ("mailbox", box)),
                *(("domain", self.mailboxes[box].domain), ("recipient", place.recipient_domain)),
            ]
        )
        if place.kind == "followup":
            self.taken["followup-of", box] += 1

    def has_share(self, mailbox_id: int) -> bool:
        """Whether a follow-up may go before the first touches."""
        return self.taken["followup-of", mailbox_id] < self.mailboxes[mailbox_id].share

    def _less(self, level: Level, scope: str, name: object) -> Level:
        used = level.used + self.taken[scope, name]
        return Level(level.reason, level.limit, used, level.words)

    def _recipient(self, domain: str) -> Level:
        used = self.recipients.get(domain, 0) + self.taken["recipient", domain]
        words = f"cold mails to {domain}"
        return Level(SkipReason.CAP_RECIPIENT_DOMAIN, RECIPIENT_DOMAIN_CAP, used, words)
