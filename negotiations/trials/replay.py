"""A campaign's recorded decisions beside the ones another playbook would make. Reads only."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaigns.domain.money import cpm_of
from campaigns.models import Campaign
from negotiations.commands.offers.decisions import history_of
from negotiations.domain.pricing.policy import Decision, Playbook
from negotiations.domain.pricing.replaying import (
    ASSUMED,
    Step,
    cites_ceiling,
    closed_amounts,
    replay_thread,
)
from negotiations.models import Thread

LABELS = {
    "recorded": "their recorded reply",
    ASSUMED: "their recorded reply, though it answered another number of ours: simulated from here",
}


@dataclass(frozen=True)
class ThreadReplay:
    """One thread's decisions, recorded and replayed."""

    thread: Thread
    steps: tuple[Step, ...]

    @property
    def fork(self) -> Step | None:
        """Return the first decision that differs."""
        return next((step for step in self.steps if not step.is_same), None)


@dataclass(frozen=True)
class CampaignReplay:
    """Every thread of a campaign with decisions on record."""

    campaign: Campaign
    playbook: Playbook | None
    threads: tuple[ThreadReplay, ...]

    def summary(self) -> dict[str, Any]:
        """Return the figures of both sides; amounts as text in the campaign's currency."""
        steps = [step for found in self.threads for step in found.steps]
        forks = [found.fork for found in self.threads if found.fork]
        recorded, replayed = self._closed()
        return {
            "decisions": len(steps),
            "identical": sum(step.is_identical for step in steps),
            "same": sum(step.is_same for step in steps),
            "forked_threads": len(forks),
            "forks_citing_the_ceiling": sum(cites_ceiling(fork.recorded) for fork in forks),
            "simulated": sum(step.basis == ASSUMED for step in steps),
            "recorded": recorded,
            "replayed": replayed,
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the whole comparison, JSON-safe."""
        return {
            "campaign_id": self.campaign.pk,
            "currency": self.campaign.currency,
            "playbook": self.playbook.version if self.playbook else "as recorded",
            "summary": self.summary(),
            "threads": [
                {
                    "thread_id": found.thread.pk,
                    "influencer": found.thread.influencer.name,
                    "steps": [_step_dict(step) for step in found.steps],
                }
                for found in self.threads
            ],
        }

    def _closed(self) -> tuple[dict[str, Any], dict[str, Any]]:
        pairs = [(found.thread.views, *closed_amounts(found.steps)) for found in self.threads]
        recorded = [(views, amount) for views, amount, _ in pairs if amount is not None]
        replayed = [(views, amount) for views, _, amount in pairs if amount is not None]
        return _figures(recorded), _figures(replayed)


def replay_campaign(campaign: Campaign, playbook: Playbook | None = None) -> CampaignReplay:
    """Make every recorded decision of a campaign again; without a playbook, with its own.

    :raises UnreadableJSON: if a recorded decision cannot be read
    """
    threads = campaign.threads.select_related("influencer").order_by("id")
    found = [
        ThreadReplay(thread, replay_thread(history_of(thread), playbook))
        for thread in threads.prefetch_related("decisions")
    ]
    return CampaignReplay(campaign, playbook, tuple(t for t in found if t.steps))


def _figures(closed: list[tuple[int, Decimal]]) -> dict[str, Any]:
    spent = sum((amount for _, amount in closed), Decimal(0))
    views = sum(views for views, _ in closed)
    cpm = str(cpm_of(amount=spent, views=views)) if views else None
    return {"agreed": len(closed), "amount": str(spent), "average_cpm": cpm}


def _step_dict(step: Step) -> dict[str, Any]:
    return {
        "recorded": _said(step.recorded),
        "replayed": _said(step.replayed) if step.replayed else None,
        "is_same": step.is_same,
        "is_identical": step.is_identical,
        "basis": step.basis,
        "label": LABELS[step.basis],
    }


def _said(decision: Decision) -> dict[str, Any]:
    amount = getattr(decision, "amount", None)
    return {
        "decision": type(decision).__name__,
        "amount": None if amount is None else str(amount),
        "lever": getattr(decision, "lever", None),
        "rule": decision.receipt.rule,
        "receipt": decision.receipt.hash,
    }
