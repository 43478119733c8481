"""A world of its own for one trial: this campaign's settings, simulated people, the real pipeline.

Runs only in a process whose database is a throw-away file and whose vendors are simulated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, Client, Contact, Influencer, Prospect
from integrations.models import SandboxCreator, SandboxMail
from integrations.queue import Job, enqueue, work_off
from integrations.sandbox.clock import tick
from integrations.sandbox.trials import GAUNTLET
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.commands.offers.decisions import history_of
from negotiations.domain.letters.checking import findings_of
from negotiations.domain.pricing.playbook_rules import problems_of
from negotiations.domain.simulation.gauntlet import Certificate, Story, certify
from negotiations.domain.terms.states import State
from negotiations.jobs.sweep import sweep
from negotiations.models import Message, OutgoingEmail, PlaybookVersion, Thread
from negotiations.queries.budget import budget_free

_MONEY_COLUMNS = (
    "budget_amount",
    "over_offer_factor",
    "cpm_floor",
    "cpm_ceiling",
    "target_cpm",
    "minimum_amount",
    "approval_amount",
)
_OTHER_COLUMNS = (
    "name",
    "currency",
    "opening",
    "reminder_after_hours",
    "stale_after_hours",
    "brief",
)
# Everybody answers at once; what would take days is skipped, never slept.
_AT_ONCE = 1e9
_MOST_TURNS = 400
_MOST_JOBS = 100_000


class NotAThrowAwayWorld(RuntimeError):
    """A trial was started where real rows or real vendors could be reached."""


@dataclass
class Watch:
    """What was seen while the world ran: failed jobs, and the least free budget."""

    errors: list[str] = field(default_factory=list)
    least_free: Decimal | None = None

    def failed(self, job: str, error: Exception) -> None:
        """Note a job that raised."""
        self.errors.append(f"{job} failed: {type(error).__name__}: {error}")

    def saw(self, free: Decimal) -> None:
        """Note the free budget between two steps."""
        self.least_free = free if self.least_free is None else min(free, self.least_free)


def settings_of(campaign: Campaign) -> dict[str, Any]:
    """Return what a trial needs of a campaign, JSON-safe; the roster lends its sizes and limits."""
    money = {name: getattr(campaign, name) for name in _MONEY_COLUMNS}
    return {
        "client": campaign.client.name if campaign.client else campaign.name,
        **{name: _text(value) for name, value in money.items()},
        **{name: getattr(campaign, name) for name in _OTHER_COLUMNS},
        "roster": [
            [p.platform, p.views, _text(p.min_amount), _text(p.max_amount)]
            for p in campaign.prospects.filter(views__isnull=False).order_by("id")[:200]
        ],
    }


def run_trial(
    campaign: Mapping[str, Any], playbook: Mapping[str, Any], *, seed: int, runs: int
) -> Certificate:
    """Build the world, let it run to its end and certify what happened.

    :raises NotAThrowAwayWorld: if campaigns exist already or a vendor is not simulated
    """
    _must_be_empty()
    row = _campaign(campaign, playbook)
    watch = Watch()
    watch.errors += [f"playbook: {p}" for p in problems_of(playbook, budget=row.budget_amount)]
    ensure_mailbox(settings.GMAIL_MAILBOX, now=timezone.now())
    _people(row, campaign["roster"] or [["instagram", 40_000, None, None]], seed=seed, runs=runs)
    enqueue(Job.OPEN_CAMPAIGN, campaign_id=row.pk)
    _run(row, watch)
    limit = (row.budget_amount or Decimal(0)) * row.over_offer_factor
    return certify(
        [_story(thread) for thread in row.threads.select_related("influencer").order_by("id")],
        budget=limit,
        committed=limit - (limit if watch.least_free is None else watch.least_free),
        errors=watch.errors,
    )


def _must_be_empty() -> None:
    modes = ("GMAIL_MODE", "SHEETS_MODE", "SLACK_MODE", "CLICKUP_MODE", "ANTHROPIC_MODE")
    wrong = [name for name in modes if getattr(settings, name) != "sandbox"]
    if wrong or Campaign.objects.exists() or settings.BROKER_URL:
        raise NotAThrowAwayWorld("a trial runs in an empty database with simulated vendors only")


@transaction.atomic
def _campaign(values: Mapping[str, Any], playbook: Mapping[str, Any]) -> Campaign:
    now = timezone.now()
    money = {n: None if values[n] is None else Decimal(values[n]) for n in _MONEY_COLUMNS}
    row = Campaign.objects.create(
        client=Client.objects.create(name=values["client"]),
        status=Campaign.Status.ACTIVE,
        autonomy=Campaign.Autonomy.AUTONOMOUS,
        is_sandbox=True,
        roster_read_at=now,
        created_at=now,
        updated_at=now,
        **money,
        **{name: values[name] for name in _OTHER_COLUMNS},
    )
    # Written as it is: a playbook that the console would refuse must fail here, by its deeds.
    PlaybookVersion.objects.create(
        scope=PlaybookVersion.Scope.CAMPAIGN,
        scope_id=row.pk,
        number=1,
        title="trial",
        settings=dict(playbook),
        status=PlaybookVersion.Status.ACTIVE,
        reason="trial",
        written_by="gauntlet",
        written_at=now,
        activated_at=now,
    )
    return row


@transaction.atomic
def _people(campaign: Campaign, roster: list[list[Any]], *, seed: int, runs: int) -> None:
    now = timezone.now()
    for index in range(len(GAUNTLET) * runs):
        persona = GAUNTLET[index % len(GAUNTLET)]
        platform, views, least, most = roster[index % len(roster)]
        name = f"{persona.replace('_', ' ').title()} {index // len(GAUNTLET) + 1}"
        email = f"{persona}.{index}@trial.example"
        SandboxCreator.objects.create(
            name=name,
            email=email,
            platform=platform,
            views=views,
            index=index,
            random_seed=seed,
            persona=persona,
        )
        person = Influencer.objects.create(name=name, email=email, first_name=name.split()[0])
        Contact.objects.create(influencer=person, email=email, name=name, is_primary=True)
        Prospect.objects.create(
            campaign=campaign,
            influencer=person,
            platform=platform,
            views=views,
            min_amount=least and Decimal(least),
            max_amount=most and Decimal(most),
            created_at=now,
        )


def _run(campaign: Campaign, watch: Watch) -> None:
    for _ in range(_MOST_TURNS):
        before = _progress(campaign)
        work_off(limit=_MOST_JOBS, failed=watch.failed)
        tick(now=timezone.now(), speed=_AT_ONCE)
        tick(now=timezone.now(), speed=_AT_ONCE)
        sweep()
        work_off(limit=_MOST_JOBS, failed=watch.failed)
        watch.saw(budget_free(campaign))
        if _progress(campaign) == before and not _skip_a_wait(campaign):
            return
    watch.errors.append(f"the world did not come to rest in {_MOST_TURNS} turns")


def _progress(campaign: Campaign) -> tuple[Any, ...]:
    return (
        SandboxMail.objects.count(),
        Message.objects.filter(handled_at__isnull=False).count(),
        OutgoingEmail.objects.exclude(sent_at=None).count(),
        tuple(campaign.threads.order_by("id").values_list("state", "hold_reason")),
    )


def _skip_a_wait(campaign: Campaign) -> bool:
    """Bring the next reminder, or else the next silence, to now; False when there is none."""
    now = timezone.now()
    waiting = Thread.objects.filter(campaign=campaign)
    return any(
        waiting.filter(**{f"{name}__gt": now}).update(**{name: now})
        for name in ("reminder_due_at", "stale_due_at")
    )


def _story(thread: Thread) -> Story:
    sent = list(thread.emails.filter(sent_at__isnull=False))
    found = [
        f for mail in sent for f in findings_of(mail.subject, mail.body, mail.html, mail.allowed)
    ]
    answered = [mail.answers_id for mail in sent if mail.answers_id]
    persona = SandboxCreator.objects.get(email=thread.influencer.email).persona
    return Story(
        persona=persona,
        name=thread.influencer.name,
        views=thread.views,
        state=thread.state,
        agreed_amount=thread.agreed_amount if thread.state == State.AGREED else None,
        mails=len(sent),
        decisions=history_of(thread),
        gate_findings=tuple(finding["message"] for finding in found),
        answered_twice=len(answered) != len(set(answered)),
    )


def _text(value: Decimal | None) -> str | None:
    """Return one text for equal amounts, however many zeros they were stored with."""
    return None if value is None else f"{Decimal(value).normalize():f}"
