"""Jobs of the trail."""

from django.utils import timezone

from audit.sealing import seal_entries


def seal_audit() -> str:
    """Link new entries into the chain."""
    return f"sealed {seal_entries(now=timezone.now())}"
