"""Give out a day's capacity: every level counts down together. Pure.

Used while a plan is made; at sending time the rows are counted again.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaigns.domain.outreach.addresses import is_free_mail
from campaigns.domain.outreach.capacity import RECIPIENT_DOMAIN_CAP, Level
from campaigns.domain.outreach.refusals import SkipReason


@dataclass(frozen=True)
class MailboxRoom:
    """A mailbox's room for cold mail now; `kept` of it waits for its due follow-ups."""

    domain: str
    levels: tuple[Level, ...]
    kept: int = 0


@dataclass
class Allotment:
    """What is left at every level; `take` after an answer that allowed the mail."""

    run: Mapping[str, Level]
    campaigns: Mapping[int, Level]
    domains: Mapping[str, Level]
    mailboxes: Mapping[int, MailboxRoom]
    recipients: Mapping[str, int]
    taken: Counter[tuple[str, object]] = field(default_factory=Counter)

    def levels(
        self, *, kind: str, campaign_id: int, mailbox_id: int, recipient_domain: str
    ) -> list[Level]:
        """Return every level a mail has to pass, with what this plan gave out counted in.

        `kind` is `first` or `followup`: only the first has to leave room for the other.
        """
        room = self.mailboxes[mailbox_id]
        kept = max(0, room.kept - self.taken["followup-of", mailbox_id]) if kind == "first" else 0
        mailbox = [self._less(level, "mailbox", mailbox_id, kept=kept) for level in room.levels]
        found = [
            self._less(self.run[kind], "run", kind),
            self._less(self.campaigns[campaign_id], "campaign", campaign_id),
            self._less(self.domains[room.domain], "domain", room.domain),
            *mailbox,
        ]
        if not is_free_mail(recipient_domain):
            found.append(self._recipient(recipient_domain))
        return found

    def room_left(self, mailbox_id: int) -> int:
        """Return how many more mails the mailbox may have in this plan."""
        room = self.mailboxes[mailbox_id]
        return min((self._less(x, "mailbox", mailbox_id).left for x in room.levels), default=0)

    def take(self, *, kind: str, campaign_id: int, mailbox_id: int, recipient_domain: str) -> None:
        """Count one mail at every level."""
        domain = self.mailboxes[mailbox_id].domain
        self.taken.update(
            [
                *(("run", kind), ("campaign", campaign_id), ("domain", domain)),
                *(("mailbox", mailbox_id), ("recipient", recipient_domain)),
            ]
        )
        if kind == "followup":
            self.taken["followup-of", mailbox_id] += 1

    def _less(self, level: Level, scope: str, name: object, *, kept: int = 0) -> Level:
        used = level.used + self.taken[scope, name] + kept
        return Level(
            level.reason, level.limit, min(used, max(level.limit, level.used)), level.words
        )

    def _recipient(self, domain: str) -> Level:
        used = self.recipients.get(domain, 0) + self.taken["recipient", domain]
        words = f"cold mails to {domain}"
        return Level(SkipReason.CAP_RECIPIENT_DOMAIN, RECIPIENT_DOMAIN_CAP, used, words)
