"""What each column of a package means: read from the published dictionary, with unit and code list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.exporting.open_data.identity import Said, Words
from pipelines.published import PublishedDatabase

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMNS = """
SELECT table_name, column_name, data_type, is_key, is_optional, meaning_fa, meaning_en, concept
FROM data_dictionary WHERE list_contains(?, table_name) ORDER BY table_name, position
"""
#: The comment of a table is «English — Persian»; see the published file.
_TITLES = "SELECT table_name, comment FROM duckdb_tables() WHERE list_contains(?, table_name)"
_BETWEEN = " — "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its type in DuckDB, meaning by language, and how its cells are to be read.

    ``unit`` is a code of ``units``, ``unit_column`` the column of the same row in which the unit stands, ``code_list``
    a list of ``codes``, ``concept`` one of SDMX; each is empty where there is none.
    """

    name: str
    data_type: str
    is_key: bool
    is_optional: bool
    meaning: Said
    concept: str
    unit: str
    unit_column: str
    code_list: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the package: what it is (by language) and its columns in order."""

    name: str
    title: Said
    columns: tuple[Column, ...]

    @property
    def key(self) -> list[str]:
        """Names of the columns that tell its rows apart."""
        return [column.name for column in self.columns if column.is_key]


def read_tables(database: PublishedDatabase, names: list[str], words: Words) -> dict[str, Table]:
    """Read what the columns of the tables ``names`` mean, in their order; a table that is not published is left out."""
    comments = {row["table_name"]: row["comment"] or "" for row in database.rows(_TITLES, [names])}
    columns: dict[str, list[Column]] = {}
    with_unit = {
        row["table_name"] for row in database.rows(_COLUMNS, [names]) if row["column_name"] in words["unit_columns"]
    }
    for row in database.rows(_COLUMNS, [names]):
        table, name = row["table_name"], row["column_name"]
        column = Column(
            name=name,
            data_type=row["data_type"],
            is_key=bool(row["is_key"]),
            is_optional=bool(row["is_optional"]),
            meaning={"fa": row["meaning_fa"] or "", "en": row["meaning_en"] or ""},
            concept=row["concept"] or "",
            unit=words["units"].get(name.rpartition("_")[2], "") if row["data_type"] != "VARCHAR" else "",
            unit_column=_unit_column(name, words) if table in with_unit else "",
            code_list=_code_list(table, name, words),
        )
        columns.setdefault(table, []).append(column)
    return {
        name: Table(name, _title(name, comments.get(name, "")), tuple(columns[name]))
        for name in names
        if name in columns
    }


def codebook_table(words: Words) -> Table:
    """Return what the codebook itself is and what its columns mean."""
    told = words["codebook"]
    columns = tuple(
        Column(
            name=name,
            data_type="BOOLEAN" if name in told["flags"] else "VARCHAR",
            is_key=name in told["key"],
            is_optional=name in told["optional"],
            meaning=meaning,
            concept="",
            unit="",
            unit_column="",
            code_list="",
        )
        for name, meaning in told["columns"].items()
    )
    return Table("codebook", told["title"], columns)


def codebook(tables: Mapping[str, Table]) -> pa.Table:
    """Return the codebook of ``tables``: one row a table and column, texts only."""
    import pyarrow as pa

    rows = [
        {
            "table": table.name,
            "column": column.name,
            "type": column.data_type,
            "unit": column.unit or None,
            "unit_column": column.unit_column or None,
            "meaning_fa": column.meaning["fa"],
            "meaning_en": column.meaning["en"],
            "code_list": column.code_list or None,
            "sdmx_concept": column.concept or None,
            "is_key": column.is_key,
            "is_optional": column.is_optional,
        }
        for table in tables.values()
        for column in table.columns
    ]
    text, flag = pa.string(), pa.bool_()
    names = ("table", "column", "type", "unit", "unit_column", "meaning_fa", "meaning_en", "code_list", "sdmx_concept")
    schema = pa.schema([*((name, text) for name in names), ("is_key", flag), ("is_optional", flag)])
    return pa.Table.from_pylist(rows, schema=schema)


def _unit_column(name: str, words: Words) -> str:
    return next((unit for unit, columns in words["unit_columns"].items() if name in columns), "")


def _code_list(table: str, name: str, words: Words) -> str:
    of_table = words["code_lists_of_tables"].get(table, {})
    return str(of_table.get(name) or words["code_lists"].get(name, ""))


def _title(name: str, comment: str) -> Said:
    english, _, persian = comment.partition(_BETWEEN)
    return {"fa": persian.strip() or name, "en": english.strip() or name}
