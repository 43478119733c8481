"""Fetch briefs and rosters: claim, call, settle.

The queue keeps a job by its dotted path, so every job stays importable from here.
"""

from campaigns.jobs.briefs import start_campaign, sweep_briefs, take_in_brief
from campaigns.jobs.rosters import read_roster
from campaigns.jobs.waking import wake_due_rosters, wake_intake

__all__ = ["read_roster", "start_campaign", "sweep_briefs", "take_in_brief"]
__all__ += ["wake_due_rosters", "wake_intake"]
