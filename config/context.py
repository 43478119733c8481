"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def parley(request: HttpRequest) -> dict[str, Any]:
    """Say whether anything on this page is simulated."""
    return {"is_sandbox": settings.IS_SANDBOX, "gmail_mode": settings.GMAIL_MODE}
