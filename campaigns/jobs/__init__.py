"""Fetch briefs and rosters: claim, call, settle.

The queue keeps a job by its dotted path, so every job stays importable from here.
"""

from campaigns.jobs.briefs import sweep_briefs, take_in_brief
from campaigns.jobs.rosters import read_roster
from campaigns.jobs.waking import wake_due_rosters, wake_intake

__all__ = ["read_roster", "sweep_briefs", "take_in_brief", "wake_due_rosters", "wake_intake"]
