"""A sheet's rows as a roster: read, compared, told apart."""

from campaigns.domain.roster.parsing import Roster, RosterRow, parse_roster

__all__ = ["Roster", "RosterRow", "parse_roster"]
