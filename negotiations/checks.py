"""System checks of this room: the shipped guidance is there and sound before anything starts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from negotiations.domain.letters.guidance import problems_of
from negotiations.queries.guidance import FOLDER, shipped


@register()
def check_guidance(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Return an error for a missing folder and for each problem of a page."""
    return errors_in(FOLDER)


def errors_in(folder: Path) -> list[CheckMessage]:
    """Return what is wrong with the pages of one folder."""
    pages = shipped(folder)
    if not pages:
        return [Error(f"No page of guidance in {folder}.", id="negotiations.E001")]
    return [
        Error(f"{name}.md: {problem}", id="negotiations.E002")
        for name, text in pages.items()
        for problem in problems_of(name, text)
    ]
