"""A sheet's rows as a roster: read, compared, told apart."""

from campaigns.domain.roster.parsing import Roster, parse_roster
from campaigns.domain.roster.rows import RosterRow

__all__ = ["Roster", "RosterRow", "parse_roster"]
