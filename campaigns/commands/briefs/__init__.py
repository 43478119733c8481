"""What becomes of briefs: kept, quarantined, corrected, changed later, deleted at their source."""
