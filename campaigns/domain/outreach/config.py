"""What one run of the daily cycle is asked to do. Pure."""

from dataclasses import KW_ONLY, dataclass

from campaigns.domain.outreach.pacing.limits import SafetySettings, is_count, safety_problems

_COUNTS = ("max_new_leads_per_day", "max_outreach_per_day", "max_followups_per_day")


@dataclass(frozen=True)
class CAMCycleConfig:
    """One run's order. Counts are per rolling 24 hours across runs; 0 means none.

    `safety_settings=None` takes the stored ones; `campaign_ids=None` takes every live campaign;
    `armed_hash` names the plan a live run may send.
    """

    max_new_leads_per_day: int
    max_outreach_per_day: int
    max_followups_per_day: int
    channels_enabled: list[str]
    _: KW_ONLY
    dry_run: bool = True
    safety_settings: SafetySettings | None = None
    campaign_ids: tuple[int, ...] | None = None
    armed_hash: str = ""


PROPOSED = CAMCycleConfig(10, 20, 10, ["email"])


def config_problems(config: CAMCycleConfig) -> list[str]:
    """Return what is wrong with the order, one sentence each; empty when it can run."""
    problems = [
        f"{name}: write a whole number of zero or more"
        for name in _COUNTS
        if not is_count(getattr(config, name))
    ]
    channels: object = config.channels_enabled
    if not isinstance(channels, list) or not all(isinstance(c, str) for c in channels):
        problems.append("channels_enabled: write a list of channel names")
    mode: object = config.dry_run
    if not isinstance(mode, bool):
        problems.append("dry_run: write True or False")
    if config.safety_settings is not None:
        problems.extend(safety_problems(config.safety_settings))
    return problems


def remaining(limit: int, used: int) -> int:
    """Return what is left of a rolling limit; never less than none."""
    return max(0, limit - used)
