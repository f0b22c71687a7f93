"""Compare what the reader made of a delivery with the truth that was written beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines.cleaning import Pseudonyms
from pipelines.contracts import Contract
from pipelines.normalise.sql import pseudonym_purpose
from pipelines.normalise.text import search_key

#: Differences of one delivery that are told; one broken column gives thousands.
TOLD = 5


@dataclass(slots=True)
class Comparison:
    """The differences of one delivery, as sentences."""

    differences: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        if len(self.differences) < TOLD:
            self.differences.append(text)


def deliveries(workspace: Path) -> list[dict[str, Any]]:
    return rows(f"SELECT * FROM '{workspace}/truth/deliveries.parquet' ORDER BY raw_path")


def rows(query: str, *parameters: object) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        found = connection.execute(query, list(parameters))
        names = [d[0] for d in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def expected_rows(
    workspace: Path, contract: Contract, raw_path: str, pseudonyms: Pseudonyms
) -> Iterator[dict[str, Any]]:
    """Yield the rows that must be loaded, persons as the pseudonyms that the reader keeps."""
    names = ", ".join(f'"{c.name}"' for c in contract.columns)
    purposes = {c.name: p for c in contract.columns if (p := pseudonym_purpose(c)) is not None}
    keys = {c.name for c in contract.columns if c.kind == "name"}
    for row in rows(
        f"SELECT sheet_name, row_number, {names} FROM '{workspace}/truth/{contract.feed}.parquet' WHERE raw_path = ?",
        raw_path,
    ):
        for name, purpose in purposes.items():
            if row[name] is not None:
                row[name] = pseudonyms(purpose, search_key(row[name]) if name in keys else row[name])
        yield row


def compare(
    workspace: Path,
    contract: Contract,
    told: dict[str, Any],
    clean: Path,
    violations: Path,
    cleaned: Any,
    pseudonyms: Pseudonyms,
) -> Comparison:
    """Return how the clean rows, the quarantine and the counts of a delivery differ from the truth."""
    found = Comparison()
    raw_path = told["raw_path"]
    names = ", ".join(f'"{c.name}"' for c in contract.columns)
    loaded = {
        (r["sheet_name"], r["row_number"]): r for r in rows(f"SELECT sheet_name, row_number, {names} FROM '{clean}'")
    }
    bad = {
        (r["sheet_name"], r["row_number"]): r
        for r in rows(
            f"SELECT * FROM '{workspace}/truth/planted.parquet' WHERE raw_path = ? AND expected_answer = 'quarantine'",
            raw_path,
        )
    }
    answers: dict[tuple[str, int], dict[str, str]] = {}
    for cell in rows(f"SELECT * FROM '{violations}' WHERE severity = 'quarantine'"):
        answers.setdefault((cell["sheet_name"], cell["row_number"]), {})[cell["column_name"]] = cell["rule"]
    _compare_rows(found, workspace, contract, raw_path, pseudonyms, loaded, answers)
    for key, error in bad.items():
        if answers.get(key, {}).get(error["column_name"]) != error["expected_rule"]:
            found.say(
                f"{key}: {error['kind']} in {error['column_name']} must be {error['expected_rule']}, "
                f"is {answers.get(key)}"
            )
    pointed = {
        (c["sheet_name"], c["row_number"], c["column_name"], c["rule"])
        for c in rows(f"SELECT * FROM '{violations}' WHERE severity = 'warn'")
    }
    unread = rows(
        f"SELECT * FROM '{workspace}/truth/planted.parquet' WHERE raw_path = ? AND expected_answer = 'warn'",
        raw_path,
    )
    for cell in unread:
        place = (cell["sheet_name"], cell["row_number"], cell["column_name"], cell["expected_rule"])
        if place not in pointed:
            found.say(f"{place}: {cell['kind']} is not pointed out")
    for key in answers.keys() - bad.keys():
        found.say(f"{key}: a clean row is in quarantine: {answers[key]}")
    counts = (cleaned.rows_loaded, cleaned.rows_quarantined, cleaned.rows_non_data)
    expected = (told["rows_data"] - told["rows_bad"], told["rows_bad"], told["rows_non_data"])
    if counts != expected:
        found.say(f"loaded, quarantined, non-data are {counts}, must be {expected}")
    if not bad:
        # A figure that cannot be read and that no row needs is missing from the sum, and the total says so.
        missing = {(cell["sheet_name"], cell["column_name"]) for cell in unread}
        _compare_totals(found, told, cleaned, missing)
    return found


def _compare_rows(
    found: Comparison,
    workspace: Path,
    contract: Contract,
    raw_path: str,
    pseudonyms: Pseudonyms,
    loaded: dict[tuple[str, int], dict[str, Any]],
    answers: dict[tuple[str, int], dict[str, str]],
) -> None:
    left = dict(loaded)
    for row in expected_rows(workspace, contract, raw_path, pseudonyms):
        key = (row["sheet_name"], row["row_number"])
        got = left.pop(key, None)
        if got is None:
            found.say(f"{key}: the row is missing; quarantined for {answers.get(key)}")
        elif got != row:
            differing = {n: (got[n], row[n]) for n in row if got[n] != row[n]}
            found.say(f"{key}: (read, true) {differing}")
    for key in left:
        found.say(f"{key}: a row was loaded that must not be")


def _compare_totals(found: Comparison, told: dict[str, Any], cleaned: Any, missing: set[tuple[str, str]]) -> None:
    seen = {(t.sheet_name, t.row_number, t.column_name): t.difference for t in cleaned.totals}
    for total in told["totals"] or []:
        key = (total["sheet_name"], total["row_number"], total["column_name"])
        if (key[0], key[2]) in missing:
            continue
        if seen.get(key) != total["difference"]:
            found.say(f"total {key}: difference is {seen.get(key)}, must be {total['difference']}")


def sidecar(path: Path) -> dict[str, Any]:
    """Return what a stage kept beside its result."""
    return json.loads(path.with_suffix(".json").read_text("utf-8"))
