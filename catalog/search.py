"""Full-text search over products: FTS5 on SQLite, text search on PostgreSQL.

Two ways to match are joined: whole or begun words (stemmed), and any run of three letters or more, which finds
Khmer inside unspaced text. The tables are made by the first migration.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from catalog.words import split_words

MOST_MATCHES = 2000
_SHORTEST_RUN = 3


def index_product(row_id: int, *, name: str, labels: str, body: str) -> None:
    """Makes one product row findable under its name, its labels and its description. Two statements."""
    text = [" ".join(split_words(part)) for part in (name, labels, body)]
    forget_indexed([row_id])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO catalog_words(rowid, name, labels, body) VALUES (%s, %s, %s, %s)", [row_id, *text]
            )
            cursor.execute("INSERT INTO catalog_runs(rowid, text) VALUES (%s, %s)", [row_id, " ".join(text)])
            return
        cursor.execute(
            "INSERT INTO catalog_words(id, words, text) VALUES (%s,"
            " setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('simple', %s), 'A') ||"
            " setweight(to_tsvector('english', %s), 'B') || setweight(to_tsvector('english', %s), 'D'), %s)",
            [row_id, text[0], text[0], text[1], text[2], " ".join(text)],
        )


def forget_indexed(row_ids: Sequence[int]) -> None:
    """Drops product rows from the index."""
    if not row_ids:
        return
    tables = ("catalog_words", "catalog_runs") if connection.vendor == "sqlite" else ("catalog_words",)
    key = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        for table in tables:
            cursor.executemany(f"DELETE FROM {table} WHERE {key} = %s", [[row_id] for row_id in row_ids])  # noqa: S608


def find_matches(text: str) -> list[int]:
    """Rows of products that hold every word of the text, best first. One query, none for an empty text."""
    words = split_words(text)
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _match_sqlite(cursor, words)
        else:
            _match_postgres(cursor, words)
        return [row[0] for row in cursor.fetchall()]


def _match_sqlite(cursor: object, words: Sequence[str]) -> None:
    """FTS5's `bm25` is the lower the better; a run inside a word counts after every whole word."""
    begun = " ".join(f'"{word}"*' for word in words)
    scored = "SELECT rowid AS id, bm25(catalog_words, 10.0, 4.0, 1.0) AS score FROM catalog_words"
    branches = [f"{scored} WHERE catalog_words MATCH %s"]
    values: list[str | int] = [begun]
    if all(len(word) >= _SHORTEST_RUN for word in words):
        branches.append("SELECT rowid AS id, 0.0 AS score FROM catalog_runs WHERE catalog_runs MATCH %s")
        values.append(" ".join(f'"{word}"' for word in words))
    # Materialized: folded into the outer query, a lone branch would ask for bm25 where FTS5 cannot give it.
    cursor.execute(  # type: ignore[attr-defined]
        f"WITH found AS MATERIALIZED ({' UNION ALL '.join(branches)})"  # noqa: S608
        " SELECT id FROM found GROUP BY id ORDER BY min(score), id LIMIT %s",
        [*values, MOST_MATCHES],
    )


def _match_postgres(cursor: object, words: Sequence[str]) -> None:
    begun = " & ".join(f"'{word}':*" for word in words)
    runs = [f"%{_escape_like(word)}%" for word in words] if all(len(word) >= _SHORTEST_RUN for word in words) else []
    run_condition = " AND ".join("text LIKE %s" for _ in runs) or "FALSE"
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT id FROM catalog_words WHERE words @@ to_tsquery('english', %s) OR words @@ to_tsquery('simple', %s)"  # noqa: S608
        f" OR ({run_condition}) ORDER BY ts_rank(words, to_tsquery('english', %s)) DESC, id LIMIT %s",
        [begun, begun, *runs, begun, MOST_MATCHES],
    )


def _escape_like(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def matching_any(words: Sequence[str]) -> RawSQL:
    """The rows of products that hold at least one of the words, as a subquery."""
    if connection.vendor == "sqlite":
        sql = "SELECT rowid FROM catalog_words WHERE catalog_words MATCH %s"
        return RawSQL(sql, [" OR ".join(f'"{word}"*' for word in words)])  # noqa: S611 - words hold letters only
    sql = "SELECT id FROM catalog_words WHERE words @@ to_tsquery('english', %s)"
    return RawSQL(sql, [" | ".join(f"'{word}':*" for word in words)])  # noqa: S611 - words hold letters only
