"""One prospect as a person looks at it: score, facts, course, and what may be decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from audit.models import AuditEntry
from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.domain.outreach.qualifying import tier_of
from campaigns.domain.outreach.refusal_words import ReasonWords, words_of
from campaigns.models import Approach, Prospect
from negotiations.models import Message, OutgoingEmail, OutreachTask, PlanRow, Thread
from negotiations.outreach.orders import stored_settings, weights_of

_BEFORE_TOUCH = (
    *(Standing.NEW, Standing.MANUAL_REVIEW, Standing.NOT_QUALIFIED),
    *(Standing.QUALIFIED, Standing.SCHEDULED),
)
_TRAIL_SHOWN = 15


@dataclass(frozen=True)
class ScorePart:
    """One component of a score: what it weighs, what it is worth, and what it adds."""

    name: str
    weight: Decimal
    value: Decimal
    is_known: bool
    words: str

    @property
    def adds(self) -> Decimal:
        """Return what the component adds to the score."""
        return (self.weight * self.value).quantize(Decimal("0.001"))


def parts_of(approach: Approach) -> list[ScorePart]:
    """Return the components of a stored score, the heaviest first."""
    weights, _ = weights_of(stored_settings())
    parts = [
        ScorePart(
            name=name,
            weight=Decimal(weights.get(name, 0)),
            value=part.value.quantize(Decimal("0.01")),
            is_known=part.is_known,
            words=part.words,
        )
        for name, part in approach.score_parts.items()
    ]
    return sorted(parts, key=lambda part: (-part.weight, part.name))


def review_queue() -> QuerySet[Approach]:
    """Return the prospects of the middle band that nobody decided about, the best first."""
    found = Approach.objects.filter(standing=Standing.MANUAL_REVIEW.value)
    found = found.select_related("prospect__influencer", "prospect__campaign__client")
    return found.order_by(F("score").desc(nulls_last=True), "pk")


def page_of(prospect: Prospect) -> dict[str, Any]:
    """Return what the page of a prospect shows."""
    approach: Approach | None = getattr(prospect, "approach", None)
    thread = Thread.objects.filter(prospect=prospect).first()
    trail = AuditEntry.objects.filter(subject=f"prospect:{prospect.pk}").order_by("-id")
    return {
        "prospect": prospect,
        "approach": approach,
        "parts": parts_of(approach) if approach else [],
        "tier": tier_of(approach.score) if approach and approach.score is not None else "",
        "refusal": _refusal(approach),
        "latest": _latest_row(prospect),
        "mails": _course(prospect),
        "tasks": OutreachTask.objects.filter(prospect=prospect).order_by("done_at", "due_at"),
        "thread": thread,
        "entries": trail[:_TRAIL_SHOWN],
        "is_open": bool(approach and approach.standing in _BEFORE_TOUCH),
    }


def _refusal(approach: Approach | None) -> ReasonWords | None:
    return words_of(approach.refusal) if approach and approach.refusal else None


def _latest_row(prospect: Prospect) -> PlanRow | None:
    """Return what the newest plan says of the prospect."""
    rows = PlanRow.objects.filter(prospect=prospect).select_related("plan")
    return rows.order_by("-plan_id", "-step").first()


def _course(prospect: Prospect) -> Sequence[tuple[str, Any]]:
    """Return our cold mails and what came back, in the order of time."""
    ours = [
        ("out", mail)
        for mail in OutgoingEmail.cold.filter(prospect=prospect).select_related("mailbox")
    ]
    theirs = [("in", message) for message in Message.objects.filter(prospect=prospect)]
    return sorted([*ours, *theirs], key=_moment)


def _moment(item: tuple[str, Any]) -> Any:
    kind, row = item
    return (row.sent_at or row.created_at) if kind == "out" else row.received_at
