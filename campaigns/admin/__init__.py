"""The console's pages of this room. The campaign's own page needs the threads: see there."""

from campaigns.admin import people, prospects

__all__ = ["people", "prospects"]
