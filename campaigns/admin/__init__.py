"""The console's pages of this room. The campaign's own page needs the threads: see there."""

from campaigns.admin import imports, people, prospects

__all__ = ["imports", "people", "prospects"]
