"""The house's stored limits, and the order of a run made from them."""

from decimal import Decimal

from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.pacing.limits import SafetySettings, safety_problems
from campaigns.domain.outreach.scoring import VERSION, WEIGHTS
from campaigns.models import OutreachSettings


def stored_settings() -> OutreachSettings:
    """Return the house's row, or the defaults where nobody has changed anything yet."""
    return OutreachSettings.objects.filter(pk=1).first() or OutreachSettings(pk=1)


def safety_of(row: OutreachSettings) -> SafetySettings:
    """Return the stored limits; what the row does not name is the default.

    :raises ValueError: if the stored text cannot be meant
    """
    if problems := safety_problems(row.safety):
        raise ValueError("; ".join(problems))
    return row.safety


def weights_of(row: OutreachSettings) -> tuple[dict[str, Decimal], str]:
    """Return the weights of a score and the name of their version."""
    if not row.weights:
        return dict(WEIGHTS), VERSION
    return dict(row.weights), row.weights_version


def stored_order(
    *, dry_run: bool = True, campaign_ids: tuple[int, ...] | None = None, armed_hash: str = ""
) -> CAMCycleConfig:
    """Return the order that the stored settings make."""
    row = stored_settings()
    return CAMCycleConfig(
        row.max_new_leads_per_day,
        row.max_outreach_per_day,
        row.max_followups_per_day,
        list(row.channels),
        dry_run=dry_run,
        campaign_ids=campaign_ids,
        armed_hash=armed_hash,
    )
