"""Guarded corrections: a cell of a delivery that is known to be wrong, corrected by somebody's word.

One file of ``models/corrections`` is one correction: which delivery, which cell, what stands there, what should,
why, who said so and when. The old value is the guard: when it no longer stands there, because the office has
mended its file or the row has gone, nothing is applied and the build says so. Files and landed rows are never
changed, and no cell that may identify a person is corrected this way: that is the office's own doing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pipelines.cleaning.overrides import Override
from pipelines.configuration import Vocabulary, file_name, gathered, understood
from pipelines.configuration.corrections import CorrectionFile
from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import RuleError
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import latin_digits
from pipelines.foundation.sql_text import literal, parquet_source, quoted
from pipelines.intake.deliveries import Delivery
from pipelines.normalise.text import clean_text

State = Literal["applied", "guard_failed", "no_delivery"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction as its file gives it.

    The delivery is the one whose bytes have ``sha256`` (twelve digits are enough), else the one in force of
    ``office`` and ``period``. The row is ``sheet`` and ``row``, else the one whose raw cells agree with
    ``match``; where several do, ``occurrence`` (from 1) says which.
    """

    correction_id: str
    feed: str
    sha256: str | None
    office: str | None
    period: str | None
    sheet: str | None
    row: int | None
    match: Mapping[str, str]
    occurrence: int | None
    column: str
    old: str
    new: str | None
    reason: Mapping[str, str]
    provider: Mapping[str, str]
    document: Mapping[str, str]
    told_on: date

    def concerns(self, delivery: Delivery, period: str | None) -> bool:
        """Return whether this is the delivery that the correction speaks of."""
        if delivery.feed != self.feed or delivery.kind == "correction":
            return False
        if self.sha256 is not None:
            return delivery.sha256.startswith(self.sha256)
        return delivery.office == self.office and period == self.period


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a correction in one delivery; ``found`` is what stood in its cell."""

    correction: Correction
    state: State
    delivery_id: str | None = None
    sheet_name: str | None = None
    row_number: int | None = None
    found: str | None = None

    @property
    def message(self) -> Message:
        """The sentence of the finding."""
        c = self.correction
        params = {
            "value": c.correction_id,
            "file": self.delivery_id or c.feed,
            "sheet": self.sheet_name or "—",
            "row": str(self.row_number or "—"),
            "column": c.column,
            "expected": c.old,
            "current": self.found if self.found is not None else "—",
            "new": c.new or "—",
        }
        return Message(f"correction_{self.state}", "warn" if self.state != "applied" else "normalise", params)


def load_corrections(models: Path, contracts: Mapping[str, Contract]) -> list[Correction]:
    """Read every correction; raises :class:`RuleError` on anything unknown, missing or not public."""
    found, faults, vocabulary = [], list[str](), Vocabulary.of(models)
    for path in sorted((models / "corrections").glob("*.yaml")):
        with gathered(faults):
            found.append(_correction(path, contracts, vocabulary))
    if faults:
        raise RuleError(faults)
    return found


def _correction(path: Path, contracts: Mapping[str, Contract], vocabulary: Vocabulary) -> Correction:
    where, faults = file_name(path), list[str]()
    document = read_yaml(path.read_text("utf-8"), where)
    with gathered(faults):
        found = understood(CorrectionFile, document, where, vocabulary)
    told = {fault.removeprefix(f"{where}: ").partition(": ")[0] for fault in faults}
    against = _against(document, path.stem, contracts)
    faults += [f"{where}: {place}: {said}" for place, said in against if place not in told]
    if faults:
        raise RuleError(faults)
    texts = {name: getattr(found, name).model_dump() for name in ("reason", "provider", "document")}
    return Correction(
        correction_id=found.id,
        feed=found.feed,
        **dict(found.delivery),
        **dict(found.cell) | {"match": found.cell.match or {}},
        column=found.column,
        old=found.old,
        new=found.new,
        **texts,
        told_on=found.told_on,
    )


def _against(document: Any, name: str, contracts: Mapping[str, Contract]) -> Iterator[tuple[str, str]]:
    """Yield what speaks against a correction beside its own file: the place in it, and the sentence.

    What is no correction at all is asked as far as it goes, so that its faults are told with those of its form.
    """
    said = document if isinstance(document, dict) else {}
    if isinstance(said.get("id"), str) and said["id"] != name:
        yield "id", f"it is called {said['id']!r} inside; the two must agree"
    feed = said.get("feed")
    if not isinstance(feed, str):
        return
    if (contract := contracts.get(feed)) is None:
        yield "feed", f"no feed is called {feed!r}"
        return
    cell = said.get("cell")
    match = cell.get("match") if isinstance(cell, dict) else None
    named = [("column", said.get("column"))]
    named += [(f"cell.match.{column}", column) for column in match] if isinstance(match, dict) else []
    for place, column in named:
        if isinstance(column, str) and (fault := _not_public(contract, column)):
            yield place, fault


def _not_public(contract: Contract, name: str) -> str | None:
    try:
        column = contract.column(name)
    except KeyError as unknown:
        return str(unknown.args[0])
    if column.classification != "public":
        return f"{name} may identify a person; ask the office for a corrected file"
    return None


def check_corrections(
    corrections: Iterable[Correction], delivery: Delivery, period: str | None, landed: Path
) -> list[Finding]:
    """Look up each correction of a delivery in its landed rows and test its guard."""
    concerned = [c for c in corrections if c.concerns(delivery, period)]
    if not concerned:
        return []
    engine = DuckDBEngine()
    try:
        engine.connection.execute(f"CREATE VIEW landed AS SELECT * FROM {parquet_source(landed)}")
        return [_checked(engine, c, delivery.delivery_id) for c in concerned]
    finally:
        engine.close()


def _checked(engine: DuckDBEngine, correction: Correction, delivery_id: str) -> Finding:
    rows = _rows(engine, correction)
    place = correction.occurrence or 1
    if len(rows) < place or (len(rows) > 1 and correction.occurrence is None):
        return Finding(correction, "guard_failed", delivery_id)
    row = rows[place - 1]
    state: State = "applied" if plain(row["value"]) == plain(correction.old) else "guard_failed"
    return Finding(correction, state, delivery_id, row["sheet_name"], int(row["row_number"]), row["value"] or "")


def _rows(engine: DuckDBEngine, correction: Correction) -> list[dict[str, Any]]:
    """Return the rows of the correction's cell, in the order of the file."""
    if correction.row is not None:
        conditions = [f"sheet_name = {literal(str(correction.sheet))} AND row_number = {correction.row}"]
    else:
        conditions = [_agrees(engine, name, value) for name, value in sorted(correction.match.items())]
    return engine.query(
        f"SELECT sheet_name, row_number, {quoted(correction.column)} AS value FROM landed"
        f" WHERE {' AND '.join(conditions)} ORDER BY sheet_name, row_number"
    ).to_pylist()


def _agrees(engine: DuckDBEngine, column: str, value: str) -> str:
    """Return the condition that a raw cell reads as ``value``, whichever letters and digits it is written in."""
    told = engine.query(f"SELECT DISTINCT {quoted(column)} AS raw FROM landed WHERE {quoted(column)} IS NOT NULL")
    alike = [r["raw"] for r in told.to_pylist() if plain(r["raw"]) == plain(value)]
    return f"{quoted(column)} IN ({', '.join(map(literal, alike))})" if alike else "false"


def plain(raw: str | None) -> str:
    """Return a cell's text without differences of letters, digits and spaces."""
    return latin_digits(clean_text(raw or ""))


def overrides_of(findings: Iterable[Finding]) -> list[Override]:
    """Return the cells that cleaning has to replace."""
    return [
        Override(str(f.sheet_name), int(f.row_number or 0), f.correction.column, f.correction.new)
        for f in findings
        if f.state == "applied"
    ]


def with_absent(corrections: Iterable[Correction], findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with one for each correction whose delivery is not in force, sorted."""
    met = {f.correction.correction_id for f in findings}
    absent = [Finding(c, "no_delivery") for c in corrections if c.correction_id not in met]
    return sorted([*findings, *absent], key=lambda f: (f.correction.correction_id, f.delivery_id or ""))
