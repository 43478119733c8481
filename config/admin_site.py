"""The console's name, navigation and dashboard."""

from typing import Any

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Parley",
    "SITE_HEADER": "Parley",
    "SHOW_HISTORY": False,
}
