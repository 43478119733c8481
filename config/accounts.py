"""What changes about people who may log in, on record: accounts, roles, rights, refused logins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from audit.actions import Action
from audit.recording import About, record
from integrations.strangers import storable_line

_COLUMNS = ("username", "email", "first_name", "last_name", "is_active", "is_staff", "is_superuser")
Facts = Mapping[str, Any]


def facts_of(subject: User | Group) -> Facts:
    """Return what counts about an account or a role; of a password only that it changed."""
    if isinstance(subject, Group):
        return {"name": subject.name, "permissions": _permissions(subject.permissions)}
    return {
        **{column: getattr(subject, column) for column in _COLUMNS},
        "password": subject.password,
        "roles": sorted(subject.groups.values_list("name", flat=True)),
        "permissions": _permissions(subject.user_permissions),
    }


def _permissions(rows: Any) -> list[str]:
    pairs = rows.values_list("content_type__app_label", "codename")
    return sorted(f"{room}.{codename}" for room, codename in pairs)


def note_saved(subject: User | Group, *, before: Facts | None, actor: str, now: datetime) -> None:
    """Record that an account or role was made, or what about it changed; nothing when nothing did.

    Runs in the transaction of the change.
    """
    after = facts_of(subject)
    changes = {
        name: "changed" if name == "password" else _change((before or {}).get(name), value)
        for name, value in after.items()
        if before is None or before.get(name) != value
    }
    if before is None:
        changes.pop("password", None)
    if not changes:
        return
    actions = (Action.ROLE_CREATED, Action.ROLE_CHANGED)
    if isinstance(subject, User):
        actions = (Action.ACCOUNT_CREATED, Action.ACCOUNT_CHANGED)
    words = f"{subject}: {', '.join(sorted(changes))}"
    _record(subject, actions[before is not None], words, actor, now, changes=changes)


def note_deleted(subject: User | Group, *, actor: str, now: datetime) -> None:
    """Record that an account or role is being deleted. Runs in the transaction of the change."""
    is_account = isinstance(subject, User)
    action = Action.ACCOUNT_DELETED if is_account else Action.ROLE_DELETED
    _record(subject, action, f"{subject} deleted", actor, now)


@transaction.atomic
def note_refused_login(*, name: str, address: str, now: datetime) -> None:
    """Record a login that was refused: the name that was tried, and from where."""
    tried = storable_line(name, longest=150) or "no name"
    record(
        Action.LOGIN_REFUSED,
        About("login"),
        actor="stranger",
        at=now,
        summary=f"login as '{tried}' refused",
        name=tried,
        address=storable_line(address, longest=60),
    )


def login_failed(
    sender: object, credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """Receiver of Django's `user_login_failed`, the one place all ways of logging in pass."""
    address = str(request.META.get("REMOTE_ADDR", "")) if request else ""
    note_refused_login(
        name=str(credentials.get("username") or ""), address=address, now=timezone.now()
    )


def _change(before: Any, after: Any) -> Any:
    if not isinstance(after, list):
        return {"from": before, "to": after}
    was, is_ = set(before or ()), set(after)
    return {"added": sorted(is_ - was), "removed": sorted(was - is_)}


def _record(
    subject: User | Group, action: Action, words: str, actor: str, now: datetime, **data: Any
) -> None:
    kind = "account" if isinstance(subject, User) else "role"
    record(
        action,
        About(f"{kind}:{subject.pk}"),
        actor=actor,
        at=now,
        summary=words,
        **data,
    )
