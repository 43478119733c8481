"""What the gate finds in both parts of a mail. Pure."""

import re
from html import unescape
from typing import Any

from negotiations.domain.gate.check import check_email


def text_of(html: str) -> str:
    """Return our own simple HTML as text, block by block."""
    broken = re.sub(r"</(p|li|ul|ol|div|h\d)>|<br ?/?>", "\n", html)
    broken = re.sub(r"<li[^>]*>", "- ", broken)
    return unescape(re.sub(r"<[^>]+>", "", broken))


def findings_of(
    subject: str, text: str, html: str, allowed: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return what the gate finds in the text part and in the HTML part read as text."""
    found = check_email(subject, text, allowed)
    if html:
        found += [f for f in check_email(subject, text_of(html), allowed) if f not in found]
    return found
