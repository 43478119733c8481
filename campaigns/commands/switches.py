"""Kill switches: nothing in their scope leaves while they are set."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.models import KillSwitch


@transaction.atomic(durable=True)
def set_kill_switch(
    *, scope: str, scope_id: int, reason: str, actor: str, now: datetime
) -> KillSwitch:
    """Stop everything in the scope from leaving, at once."""
    switch, _ = KillSwitch.objects.update_or_create(
        scope=scope, scope_id=scope_id, defaults={"reason": reason, "set_by": actor, "set_at": now}
    )
    record(
        Action.KILL_SWITCH_SET,
        About(f"kill_switch:{scope}:{scope_id}"),
        actor=actor,
        at=now,
        summary=reason,
    )
    return switch


@transaction.atomic(durable=True)
def clear_kill_switch(*, scope: str, scope_id: int, reason: str, actor: str, now: datetime) -> bool:
    """Let mail of the scope leave again; returns whether the switch was set."""
    deleted, _ = KillSwitch.objects.filter(scope=scope, scope_id=scope_id).delete()
    record(
        Action.KILL_SWITCH_CLEARED,
        About(f"kill_switch:{scope}:{scope_id}"),
        actor=actor,
        at=now,
        summary=reason,
    )
    return bool(deleted)
