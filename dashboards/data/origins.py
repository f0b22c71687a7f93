"""Where the rows of a view come from: the documents and files behind a selection of a published table.

What leaves the page – a picture, a workbook – says it; so do the pages. A table says it by the deliveries or the
values that its rows name, or in words of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.data.versions import Row, Tables

#: A selection of a table: a column has a value, or one of several.
Selection = Mapping[str, str | Sequence[str]]

_BY_VALUE = (
    "select distinct l.delivery_id from lineage l where l.value_id in "
    "(select distinct unnest(string_split({column}, ', ')) from {table} t where {where})"
)
_BY_DELIVERY = "select distinct unnest(string_split({column}, ', ')) as delivery_id from {table} t where {where}"


#: The feeds of tables whose rows name neither a delivery nor a value.
_FEEDS = {
    "annual_report_clock": ("annual_reports",),
    "craft_red_list": ("artisans", "training"),
    "credit_funnel": ("credit_applications", "credit_events", "credit_allocations"),
    "export_concentration": ("exports",),
    "export_flows": ("exports",),
    "export_real_values": ("exports",),
    "suitcase_exports": ("suitcase_exports",),
    "training": ("training",),
    "warning_history": ("credit_applications", "credit_events", "credit_allocations"),
}


@dataclass(frozen=True, slots=True)
class Origins:
    """The files behind a selection, the words of its rows on their source, and which kinds of data it holds."""

    deliveries: tuple[Row, ...]
    said: tuple[Row, ...]
    kinds: tuple[bool, ...]

    def documents(self, language: str) -> list[str]:
        """Return the names of the documents, each once, the one with the most files first."""
        found: dict[str, int] = {}
        for row in self.deliveries:
            name = row[f"document_{language}"] or row[f"feed_title_{language}"]
            if name:
                found[name] = found.get(name, 0) + 1
        if not found:
            found = {str(row["source"]): 1 for row in self.said}
        return sorted(found, key=lambda name: -found[name])


def conditions(tables: Tables, table: str, where: Selection) -> tuple[str, list[str]]:
    """Return the SQL and the parameters of a selection; what is no column of the table is left out."""
    columns, parts, values = set(tables.columns(table)), [], []
    for column, chosen in where.items():
        if column not in columns:
            continue
        asked = [chosen] if isinstance(chosen, str) else list(chosen)
        parts.append(f"cast(t.{column} as varchar) in ({', '.join('?' * len(asked))})")
        values += asked
    return " and ".join(parts) or "true", values


def origins(tables: Tables, table: str, where: Selection, language: str) -> Origins:
    """Return the files and the words on the source of a selection of a table."""
    columns = tables.columns(table)
    sql, values = conditions(tables, table, where)
    by_value = next((name for name in ("value_id", "value_ids") if name in columns), None)
    by_delivery = next((name for name in ("delivery_id", "delivery_ids") if name in columns), None)
    found: tuple[Row, ...] = ()
    for column, pattern in ((by_delivery, _BY_DELIVERY), (by_value, _BY_VALUE)):
        if column is not None and not found:
            chosen = pattern.format(column=f"t.{column}", table=table, where=sql)
            found = tables.rows(
                f"select * from deliveries where delivery_id in ({chosen}) order by received_at desc, delivery_id",
                *values,
            )
    if not found and table in _FEEDS:
        found = _of_feeds(tables, _FEEDS[table], where)
    source = f"source_{language}"
    said: tuple[Row, ...] = ()
    if source in columns:
        said = tables.rows(
            f"select t.{source} as source, count(*) as rows from {table} t where {sql} and t.{source} is not null "
            "group by 1 order by 2 desc, 1 limit 40",
            *values,
        )
    kinds: tuple[bool, ...] = ()
    if "is_synthetic" in columns:
        rows = tables.rows(f"select distinct t.is_synthetic from {table} t where {sql} order by 1 desc", *values)
        kinds = tuple(bool(row["is_synthetic"]) for row in rows)
    return Origins(found, said, kinds)


def _of_feeds(tables: Tables, feeds: Sequence[str], where: Selection) -> tuple[Row, ...]:
    """Return the accepted files of some feeds, those of the year of the selection where there are such."""
    rows = tables.rows(
        f"select * from deliveries where feed in ({', '.join('?' * len(feeds))}) and rows_loaded > 0 "
        "order by received_at desc, delivery_id",
        *feeds,
    )
    asked = next((value for name in ("period", "budget_year") if isinstance(value := where.get(name), str)), "")
    of_the_year = tuple(row for row in rows if asked and str(row["period"] or "").startswith(asked[:4]))
    return of_the_year or rows
