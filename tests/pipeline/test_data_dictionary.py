"""The dictionary of the published file says what the file is: columns, types, keys, and comments in both languages."""

from __future__ import annotations

from pipelines.foundation.sql_text import quoted
from pipelines.published import PublishedDatabase


def test_it_has_every_column_of_the_file_with_its_type_and_place(published: PublishedDatabase) -> None:
    told = published.query("SELECT table_name, column_name, position, data_type FROM data_dictionary ORDER BY 1, 3")
    built = published.query(
        "SELECT table_name, column_name, column_index AS position, data_type FROM duckdb_columns() WHERE NOT internal"
        " ORDER BY 1, 3"
    )
    assert told.values.tolist() == built.values.tolist()


def test_comments_have_both_languages(published: PublishedDatabase) -> None:
    comments = published.query(
        "SELECT d.meaning_en || ' — ' || d.meaning_fa AS told, c.comment FROM data_dictionary d"
        " JOIN duckdb_columns() c ON c.table_name = d.table_name AND c.column_name = d.column_name"
    )
    assert len(comments) > 1_300
    assert comments["told"].tolist() == comments["comment"].tolist()
    about = published.query("SELECT comment FROM duckdb_tables() WHERE table_name = 'feeds'")["comment"].item()
    assert about == "Feeds. Grain: one row a feed. Key: feed. — گزارش‌ها. هر سطر: یک گزارش. کلید: feed."


def test_the_declared_key_tells_the_rows_of_every_table_apart(published: PublishedDatabase) -> None:
    keys = published.query(
        "SELECT table_name, list(column_name ORDER BY position) AS columns FROM data_dictionary WHERE is_key GROUP BY 1"
    )
    tables = published.query("SELECT DISTINCT table_name FROM data_dictionary")
    assert sorted(keys["table_name"]) == sorted(tables["table_name"])
    twice = [
        table
        for table, columns in zip(keys["table_name"], keys["columns"], strict=True)
        if published.query(
            f"SELECT count(*) - count(DISTINCT ({', '.join(map(quoted, columns))},)) AS twice FROM {quoted(table)}"
        )["twice"].item()
    ]
    assert twice == []
