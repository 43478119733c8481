"""Hashes of the audit trail. Pure: SHA-256 over canonical JSON, hexadecimal."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def hash_of_entry(
    *, at: datetime, actor: str, action: str, subject: str, fields: Mapping[str, Any]
) -> str:
    """Return the entry's own hash; times are normalised to UTC so every database agrees."""
    content = {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "action": action,
        "subject": subject,
        **fields,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def next_link(previous: str, sequence: int, entry_hash: str) -> str:
    """Return the running hash after sealing one more entry."""
    return hashlib.sha256(f"{previous}:{sequence}:{entry_hash}".encode()).hexdigest()
