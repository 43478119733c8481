"""What one run of the daily cycle did. Pure; every counter is also a count of rows."""

from dataclasses import asdict, dataclass, field
from typing import Any

MOST_ERRORS = 100
_MESSAGE_OUTCOMES = (
    *("outreach_sent", "followups_sent", "queued", "simulated"),
    *("manual_tasks", "failed", "unknown"),
)


@dataclass
class CAMCycleReport:
    """One run's result. Only mail a real provider accepted counts as sent.

    `skipped` counts refusals by reason; `simulated` would have gone out; `queued` waits for its
    slot; `unknown` may have left.
    """

    leads_created: int = 0
    outreach_sent: int = 0
    followups_sent: int = 0
    hot_leads_detected: int = 0
    errors: list[str] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    simulated: int = 0
    queued: int = 0
    manual_tasks: int = 0
    failed: int = 0
    unknown: int = 0
    leads_would_create: int = 0
    outreach_scheduled: int = 0
    replies_detected: int = 0
    execution_time_seconds: float = 0.0
    run_id: str = ""
    plan_hash: str = ""
    dry_run: bool = True

    def add_error(self, line: str) -> None:
        """Keep one line per failure, the first hundred of them, then only their number."""
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(line)
            return
        more = 1
        if len(self.errors) > MOST_ERRORS:
            more += int(self.errors.pop().split()[2])
        self.errors.append(f"… and {more} more")

    @property
    def considered(self) -> int:
        """Return how many candidates the outcomes add up to: each has exactly one."""
        outcomes: int = sum(getattr(self, name) for name in _MESSAGE_OUTCOMES)
        return outcomes + sum(self.skipped.values())

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON keeps it."""
        return asdict(self)


def phase_error(phase: str, error: Exception) -> str:
    """Return the line of a phase that failed: its name and the message, no more than a line."""
    return f"{phase} failed: {_one_line(error)}"


def item_error(phase: str, item: int, error: object) -> str:
    """Return the line of one item that failed; its phase went on."""
    return f"{phase} item {item} failed: {_one_line(error)}"


def _one_line(error: object) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text[:300]


def exit_code(report: CAMCycleReport) -> int:
    """Return the command's exit code: 0 clean, 1 errors present, 3 another run holds the lease."""
    if report.skipped.get("lease_held"):
        return 3
    return 1 if report.errors else 0
