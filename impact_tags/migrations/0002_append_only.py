"""The database itself refuses to change ledger rows and lot events, whatever code asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("impact_tags_ledgerentry", "impact_tags_lotevent")

# Removing whole rows is refused on PostgreSQL only: the test runner empties SQLite tables row by row.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION impact_tags_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME; END $$;
"""


def guard_tables(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL, params=None)
    for table in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION impact_tags_append_only()"
            )
        elif editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}"
                f" BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
            )


def release_tables(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only{on_table}")


class Migration(migrations.Migration):
    dependencies = [("impact_tags", "0001_impact_tags")]

    operations = [migrations.RunPython(guard_tables, release_tables)]
