"""Keys of scripts: made once, shown once, kept as a hash; each may do so much, for so long."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from integrations.models import ApiKey

PREFIX = "parley_"
# A script that asks every second needs no row written every second.
LAST_USE_STEP = timedelta(minutes=1)
Scope = ApiKey.Scope


class KeyNameTaken(ValueError):
    """There already is a key of this name."""


class NoSuchKey(ValueError):
    """There is no key of this name that could still be used."""


def hash_of(key: str) -> str:
    """Return what is kept of a key. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic(durable=True)
def create_key(
    *,
    name: str,
    actor: str,
    now: datetime,
    scope: str = Scope.ACT,
    lifetime: timedelta | None = None,
) -> str:
    """Make a key and return it, for the only time; without a lifetime it does not expire.

    :raises KeyNameTaken: if the name is in use
    """
    if ApiKey.objects.filter(name=name).exists():
        raise KeyNameTaken(f"there already is a key called '{name}'")
    key = PREFIX + secrets.token_urlsafe(32)
    expires_at = now + lifetime if lifetime else None
    row = ApiKey.objects.create(
        name=name, key_hash=hash_of(key), scope=scope, created_at=now, expires_at=expires_at
    )
    until = f", until {expires_at.isoformat(timespec='minutes')}" if expires_at else ""
    _record(row, Action.API_KEY_CREATED, f"key '{name}' made, scope {scope}{until}", actor, now)
    return key


@transaction.atomic(durable=True)
def revoke_key(*, name: str, actor: str, now: datetime) -> None:
    """End a key for good; its name stays taken, so that the trail says whose it was.

    :raises NoSuchKey: if there is none, or it was revoked before
    """
    row = ApiKey.objects.select_for_update().filter(name=name, revoked_at__isnull=True).first()
    if row is None:
        raise NoSuchKey(f"there is no key called '{name}' in use")
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    _record(row, Action.API_KEY_REVOKED, f"key '{name}' revoked", actor, now)


def key_named_by(key: str, *, now: datetime) -> ApiKey | None:
    """Return the row of a valid key and note its use; None for one unknown, expired or revoked."""
    row = ApiKey.objects.filter(key_hash=hash_of(key), revoked_at__isnull=True).first()
    if row is None or (row.expires_at is not None and row.expires_at <= now):
        return None
    if row.last_used_at is None or abs(now - row.last_used_at) >= LAST_USE_STEP:
        ApiKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return row


def allows(key: ApiKey, scope: str) -> bool:
    """Whether a key may do what needs this scope: each scope holds the ones before it."""
    order = list(Scope)
    return order.index(Scope(key.scope)) >= order.index(Scope(scope))


def _record(row: ApiKey, action: Action, summary: str, actor: str, now: datetime) -> None:
    record(
        action,
        About(f"api_key:{row.pk}"),
        actor=actor,
        at=now,
        summary=summary,
    )
