"""Where a sheet is asked for: kept until its last caller names the new place."""

from campaigns.commands.roster.turns import request_roster

__all__ = ["request_roster"]
