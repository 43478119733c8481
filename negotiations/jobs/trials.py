"""Run a queued trial against simulated people."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from negotiations.commands import certificates
from negotiations.trials import gauntlet


def run_trial(*, certificate_id: int) -> str:
    """Run one queued trial against simulated people, in a world of its own."""
    certificate = certificates.claim_certificate(certificate_id=certificate_id, now=timezone.now())
    if certificate is None:
        return "skipped: not due"
    campaign = certificate.campaign
    tried, error = gauntlet.fingerprint_of(campaign), ""
    trial = gauntlet.trial_of(campaign, seed=certificate.random_seed, runs=certificate.runs)
    result: Mapping[str, Any] = {}
    try:
        result = gauntlet.run(trial)
    except gauntlet.TrialFailed as failure:
        error = str(failure)
    settled = certificates.settle_certificate(
        certificate_id=certificate_id,
        fingerprint=tried,
        result=result,
        error=error,
        actor="gauntlet",
        now=timezone.now(),
    )
    return settled.status
