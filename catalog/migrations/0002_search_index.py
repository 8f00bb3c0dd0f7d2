"""The full-text tables, which no model describes: FTS5 on SQLite, tsvector on PostgreSQL."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    # Marks (M*) belong to words: the vowel signs of Devanagari and Khmer are marks.
    "CREATE VIRTUAL TABLE catalog_words USING fts5(name, labels, body,"
    " tokenize=\"porter unicode61 remove_diacritics 2 categories 'L* M* N* Co'\")",
    "CREATE VIRTUAL TABLE catalog_runs USING fts5(text, tokenize='trigram')",
]
POSTGRESQL = [
    "CREATE TABLE catalog_words (id bigint PRIMARY KEY, words tsvector NOT NULL, text text NOT NULL)",
    "CREATE INDEX catalog_words_index ON catalog_words USING gin(words)",
]


def make_tables(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_tables(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE catalog_words")
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE catalog_runs")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_catalog")]

    operations = [migrations.RunPython(make_tables, drop_tables)]
