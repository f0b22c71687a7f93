"""``datapackage.json``: the CSV tables of a package as a Data Package 2.0 with types, keys and references.

A reference to another table is told only where it holds in these files. An empty cell is a missing value, but in a
text column that has empty texts and may not be missing it is such a text: the whole has an empty ``breakdown``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.exporting.open_data.codebook import Column, Table
from pipelines.exporting.open_data.identity import Identity, Source, Words

if TYPE_CHECKING:
    import pyarrow as pa

FILE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
#: Types of Table Schema for those of DuckDB; what is not here is a text.
_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A CSV file of the package: its table, what it means, and its rows."""

    table: Table
    rows: pa.Table
    path: Path


def write_data_package(resources: list[Resource], folder: Path, identity: Identity, words: Words) -> Path:
    """Write ``datapackage.json`` for ``resources``, files of ``folder``; return its path."""
    keys = _single_keys(resources)
    package = {
        "$schema": _PROFILE,
        "profile": "data-package",
        "name": f"naqsheh-{identity.area_code}-{identity.period}".lower(),
        "id": f"naqsheh-{identity.area_code}-{identity.period}-{identity.version}".lower(),
        "title": f"{identity.title['fa']} / {identity.title['en']}",
        "titles": identity.title,
        "description": f"{identity.description['fa']}\n\n{identity.description['en']}",
        "descriptions": identity.description,
        "is_synthetic": identity.is_synthetic,
        "version": identity.version,
        "created": identity.prepared.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "period": identity.period,
        "temporal": {"first_day": identity.first_day.isoformat(), "last_day": identity.last_day.isoformat()},
        "keywords": [*words["keywords"]["fa"], *words["keywords"]["en"]],
        "licenses": [_licence(words)],
        "licence_note": words["licence"]["note"],
        "contributors": _contributors(identity, words),
        "sources": [_source(source) for source in identity.sources],
        "citation": identity.citation,
        "notes": {"text_in_csv": words["apostrophe"]},
        "resources": [_resource(one, keys, identity) for one in resources],
    }
    path = folder / FILE
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def _licence(words: Words) -> dict[str, Any]:
    licence = words["licence"]
    return {
        "name": licence["id"],
        "path": licence["url"],
        "title": f"{licence['title']['fa']} / {licence['title']['en']}",
    }


def _contributors(identity: Identity, words: Words) -> list[dict[str, Any]]:
    publisher, contact = words["publisher"], words["contact"]
    found = [
        {"title": f"{identity.publisher['fa']} / {identity.publisher['en']}", "roles": ["publisher"]},
        {"title": f"{contact['fa']} / {contact['en']}", "roles": ["contact"]},
    ]
    for one, told in zip(found, (publisher, contact), strict=True):
        one |= {key: told[name] for key, name in (("email", "email"), ("path", "url")) if told.get(name)}
    return found


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": f"{source.title['fa']} / {source.title['en']}",
        "version": source.source_id,
        "period": source.period,
        "sha256": source.sha256,
        "terms": source.terms or None,
        "terms_titles": source.terms_title,
        "is_synthetic": source.is_synthetic,
    }


def _resource(resource: Resource, keys: Mapping[str, tuple[str, set[Any]]], identity: Identity) -> dict[str, Any]:
    from pipelines.foundation.hashing import file_hash

    table = resource.table
    schema: dict[str, Any] = {
        "fields": [_field(column, resource.rows) for column in table.columns],
        "missingValues": [""],
        "primaryKey": table.key,
    }
    if found := _foreign_keys(resource, keys):
        schema["foreignKeys"] = found
    return {
        "name": table.name,
        "type": "table",
        "profile": "tabular-data-resource",
        "path": resource.path.name,
        "title": f"{table.title['fa']} / {table.title['en']}",
        "titles": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "bytes": resource.path.stat().st_size,
        "hash": f"sha256:{file_hash(resource.path)}",
        "rows": resource.rows.num_rows,
        "is_synthetic": identity.is_synthetic,
        "schema": schema,
    }


def _field(column: Column, rows: pa.Table) -> dict[str, Any]:
    kind = "number" if column.data_type.startswith(("DECIMAL", "HUGEINT")) else _TYPES.get(column.data_type, "string")
    field: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "description": f"{column.meaning['fa']} / {column.meaning['en']}",
        "descriptions": column.meaning,
    }
    if kind == "datetime":
        field["format"] = "any"
    if not column.is_optional:
        field["constraints"] = {"required": True}
        if kind == "string" and "" in rows.column(column.name).unique().to_pylist():
            field["missingValues"] = []
    told = {
        "unit": column.unit,
        "unitColumn": column.unit_column,
        "codeList": column.code_list,
        "sdmxConcept": column.concept,
    }
    return field | {name: text for name, text in told.items() if text}


def _single_keys(resources: list[Resource]) -> dict[str, tuple[str, set[Any]]]:
    """Return, for each column that alone tells the rows of a table apart, that table and the values that it has."""
    found: dict[str, tuple[str, set[Any]]] = {}
    for one in resources:  # of two tables with one key the first is the one that is referred to
        if len(one.table.key) == 1:
            (key,) = one.table.key
            found.setdefault(key, (one.table.name, set(one.rows.column(key).to_pylist())))
    return found


def _foreign_keys(resource: Resource, keys: Mapping[str, tuple[str, set[Any]]]) -> list[dict[str, Any]]:
    """Return the references of a table that hold: every value that is there is one of the other table."""
    found = []
    for name in (column.name for column in resource.table.columns):
        if name not in keys or keys[name][0] == resource.table.name or name not in resource.rows.column_names:
            continue
        told = set(resource.rows.column(name).unique().to_pylist()) - {None}
        if told and told <= keys[name][1]:
            found.append({"fields": [name], "reference": {"resource": keys[name][0], "fields": [name]}})
    return found
