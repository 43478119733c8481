"""Trials before launch: ask for one, claim it, settle what it showed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.commands.locks import lock_campaign
from campaigns.models import Campaign
from integrations.queue import Job, enqueue
from negotiations.errors import Refused
from negotiations.models import Certificate
from negotiations.models.shapes import TrialResult
from negotiations.queries.due import due_trials

Status = Certificate.Status


@transaction.atomic(durable=True)
def request_certificate(
    *, campaign_id: int, seed: int, runs: int, reason: str, actor: str, now: datetime
) -> Certificate:
    """Queue a trial of the campaign's present settings.

    :raises Refused: if the campaign has no budget yet
    """
    campaign = Campaign.objects.get(pk=campaign_id)
    if campaign.budget_amount is None:
        raise Refused("A trial needs a budget: fix the brief first.", code="brief")
    certificate = Certificate.objects.create(
        campaign=campaign, random_seed=seed, runs=runs, requested_by=actor, requested_at=now
    )
    _audit(Action.CERTIFICATE_REQUESTED, certificate, actor=actor, now=now, summary=reason)
    enqueue(Job.RUN_TRIAL, certificate_id=certificate.pk)
    return certificate


@transaction.atomic(durable=True)
def claim_certificate(*, certificate_id: int, now: datetime) -> Certificate | None:
    """Take a waiting trial, or one whose runner died; None when it is not due."""
    claimed = (
        due_trials(now=now).filter(pk=certificate_id).update(status=Status.RUNNING, claimed_at=now)
    )
    if not claimed:
        return None
    return Certificate.objects.select_related("campaign__client").get(pk=certificate_id)


@transaction.atomic(durable=True)
def settle_certificate(
    *,
    certificate_id: int,
    fingerprint: str,
    result: Mapping[str, Any],
    error: str,
    actor: str,
    now: datetime,
) -> Certificate:
    """Keep what the trial showed, or why it did not come to an end."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
    certificate.status = Status.FAILED if error else Status.DONE
    certificate.fingerprint, certificate.error = fingerprint, error
    certificate.result = cast(TrialResult, dict(result))
    certificate.has_passed = not error and bool(result.get("has_passed"))
    certificate.finished_at = now
    certificate.save()
    broken = len(result.get("violations", ()))
    summary = error or ("passed" if certificate.has_passed else f"{broken} rules broken")
    action = Action.CERTIFICATE_ISSUED if certificate.has_passed else Action.CERTIFICATE_REFUSED
    _audit(action, certificate, actor=actor, now=now, summary=summary, result=dict(result))
    if certificate.has_passed and certificate.campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=certificate.campaign_id)
    return certificate


@transaction.atomic(durable=True)
def set_certificate_rule(
    *, campaign_id: int, is_required: bool, reason: str, actor: str, now: datetime
) -> Campaign:
    """Say whether anybody new may be written to without a passed trial."""
    campaign = lock_campaign(campaign_id)
    campaign.require_certificate, campaign.updated_at = is_required, now
    campaign.save(update_fields=["require_certificate", "updated_at"])
    record(
        Action.CAMPAIGN_CHANGED,
        About(f"campaign:{campaign.pk}", campaign_id=campaign.pk),
        actor=actor,
        at=now,
        summary=reason,
        require_certificate=is_required,
    )
    if not is_required and campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign.pk)
    return campaign


def _audit(
    action: Action, certificate: Certificate, *, actor: str, now: datetime, **data: Any
) -> None:
    record(
        action,
        About(f"certificate:{certificate.pk}", campaign_id=certificate.campaign_id),
        actor=actor,
        at=now,
        **data,
    )
