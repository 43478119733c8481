"""Questions about campaigns: what is due, and which one is meant."""
