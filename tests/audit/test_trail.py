"""The trail: written with its change, never altered, and every alteration found."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from audit.actions import ALIASES, Action, actions_for
from audit.models import AuditEntry, AuditSeal
from audit.recording import About, NotInTransaction, record
from audit.sealing import seal_entries, verify_chain

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def three_entries() -> None:
    for number in range(3):
        record(Action.THREAD_MOVED, About(f"thread:{number}"), actor="x", at=NOW, number=number)
    seal_entries(now=NOW)


def without_triggers(statement: str, parameters: list[int]) -> None:
    """Do what only the owner of the database can: switch the guard off and change a row."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL parley.allow_audit_flush = 'on'")
        else:
            for name in ("update", "delete"):
                for table in ("auditentry", "auditseal"):
                    cursor.execute(f"DROP TRIGGER audit_{table}_{name}")
        cursor.execute(statement, parameters)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [AuditEntry, AuditSeal])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete(model: type, verb: str) -> None:
    three_entries()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if verb == "update":
            field = "actor" if model is AuditEntry else "running_hash"
            model.objects.all().update(**{field: "somebody else"})  # type: ignore[attr-defined]
        else:
            model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=False)
def test_an_untouched_trail_verifies() -> None:
    three_entries()
    assert verify_chain().problem == "" and verify_chain().checked == 3


@pytest.mark.django_db
def test_a_changed_entry_is_named() -> None:
    three_entries()
    entry = AuditEntry.objects.order_by("id")[1]
    without_triggers("UPDATE audit_auditentry SET actor = 'y' WHERE id = %s", [entry.pk])
    assert f"entry {entry.pk} was changed" in verify_chain().problem


@pytest.mark.django_db
def test_a_missing_seal_is_named() -> None:
    three_entries()
    without_triggers("DELETE FROM audit_auditseal WHERE sequence = %s", [2])
    assert "seal 2 is missing" in verify_chain().problem


@pytest.mark.django_db
def test_an_unsealed_tail_is_named() -> None:
    three_entries()
    late = record(Action.EMAIL_SENT, About("thread:9"), actor="x", at=NOW)
    assert verify_chain().problem == f"entry {late.pk} is not sealed"


@pytest.mark.django_db
def test_the_nine_words_people_filter_by_mean_known_actions() -> None:
    assert len(ALIASES) == 9
    assert actions_for("takeover") == ("thread.claimed", "thread.handed_back")
    assert actions_for("no such thing") == ()


def test_recording_outside_a_transaction_is_refused(transactional_connection: None) -> None:
    with pytest.raises(NotInTransaction):
        record(Action.EMAIL_SENT, About("thread:1"), actor="x", at=NOW)


@pytest.fixture
def transactional_connection(django_db_blocker: object) -> None:
    """Nothing is open: `record` looks at the connection before it touches it."""
    assert not connection.in_atomic_block
