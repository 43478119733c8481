"""Keys of scripts: made once, shown once, kept as a hash."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from integrations.models import ApiKey

PREFIX = "parley_"


class KeyNameTaken(ValueError):
    """There already is a key of this name."""


def hash_of(key: str) -> str:
    """Return what is kept of a key. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic(durable=True)
def create_key(*, name: str, actor: str, now: datetime) -> str:
    """Make a key and return it, for the only time.

    :raises KeyNameTaken: if the name is in use
    """
    if ApiKey.objects.filter(name=name).exists():
        raise KeyNameTaken(f"there already is a key called '{name}'")
    key = PREFIX + secrets.token_urlsafe(32)
    row = ApiKey.objects.create(name=name, key_hash=hash_of(key), created_at=now)
    record(
        Action.API_KEY_CREATED,
        subject=f"api_key:{row.pk}",
        actor=actor,
        at=now,
        summary=f"key '{name}' made",
    )
    return key


def key_named_by(key: str) -> ApiKey | None:
    """Return the row of a valid key, None for an unknown or revoked one."""
    return ApiKey.objects.filter(key_hash=hash_of(key), revoked_at__isnull=True).first()
