"""Make the database itself refuse to change or delete audit rows."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_auditentry", "audit_auditseal")

_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger AS $$
BEGIN
  -- Only a test database may empty itself between tests.
  IF current_setting('parley.allow_audit_flush', true) = 'on' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit rows are append-only';
END; $$ LANGUAGE plpgsql
"""


def _postgres(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()",
        f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()",
    ]


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'audit rows are append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def add_triggers(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of the database in use."""
    postgres = editor.connection.vendor == "postgresql"
    statements = [_PG_FUNCTION] if postgres else []
    for table in TABLES:
        statements += _postgres(table) if postgres else _sqlite(table)
    for statement in statements:
        editor.execute(statement)


def drop_triggers(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers again."""
    for table in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {table}_rows ON {table}")
            editor.execute(f"DROP TRIGGER {table}_truncate ON {table}")
        else:
            editor.execute(f"DROP TRIGGER {table}_update")
            editor.execute(f"DROP TRIGGER {table}_delete")


class Migration(migrations.Migration):
    """Append-only triggers on both audit tables."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
