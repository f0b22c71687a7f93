"""The tables that describe a build: deliveries, quarantine, how columns were understood, feeds, source rows.

Each function gives rows for one ``derived`` table; their columns are documented in ``models/public``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jdatetime

from pipelines.build import quarantine_groups
from pipelines.build.reports import DeliveryOutcome
from pipelines.cleaning.clean import MASK, StatedTotal
from pipelines.cleaning.columns import POINTED_OUT
from pipelines.cleaning.sentences import sentence
from pipelines.contracts import Contract
from pipelines.contracts.dictionary import dictionary_rows
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.governance import Governance
from pipelines.inventory import Candidate
from pipelines.modelling import Indicator
from pipelines.normalise.result import UNKNOWN_WORD

if TYPE_CHECKING:
    from pipelines.build.processing import Processor

TEXT, NUMBER, WHOLE, FLAG = "VARCHAR", "DECIMAL(38,9)", "BIGINT", "BOOLEAN"


def load_rows(
    engine: DuckDBEngine, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> int:
    """(Re)create ``derived.<name>`` with exactly the columns of ``types``; return its rows."""
    import pyarrow as pa

    arrow = {
        TEXT: pa.string(), NUMBER: pa.decimal128(38, 9), WHOLE: pa.int64(), FLAG: pa.bool_(),
        "TIMESTAMP": pa.timestamp("us"), "DATE": pa.date32(), "INTEGER": pa.int32(),
    }  # fmt: skip
    schema = pa.schema([(column, arrow[kind]) for column, kind in types.items()])
    listed = [{column: row.get(column) for column in types} for row in rows]
    return engine.load_arrow("derived", name, pa.Table.from_pylist(listed, schema))


EXPECTATION_TYPES = {
    "subject_kind": TEXT, "subject": TEXT, "expectation": TEXT, "column_name": TEXT, "success": FLAG, "severity": TEXT,
    "observed": TEXT, "description_fa": TEXT, "description_en": TEXT,
}  # fmt: skip

DELIVERY_TYPES = {
    "delivery_id": TEXT, "feed": TEXT, "feed_title_fa": TEXT, "feed_title_en": TEXT, "office": TEXT,
    "period": TEXT, "file_name": TEXT, "sha256": TEXT, "size_bytes": WHOLE, "received_at": "DATE",
    "received_at_jalali": TEXT, "known_from": "TIMESTAMP", "known_to": "TIMESTAMP", "state": TEXT,
    "state_fa": TEXT, "state_en": TEXT, "document_fa": TEXT, "document_en": TEXT, "terms": TEXT,
    "evidence_grade": TEXT, "transcribed_fa": TEXT, "transcribed_en": TEXT, "rows_read": WHOLE,
    "rows_loaded": WHOLE, "rows_quarantined": WHOLE, "rows_non_data": WHOLE,
    "stated_total_difference": NUMBER, "reconciled": FLAG, "supersedes": TEXT, "is_synthetic": FLAG,
    "contains_persons": FLAG, "kind": TEXT, "corrects": TEXT, "rows_resolved": WHOLE, "grain": TEXT,
    "span": TEXT, "cover": TEXT,
}  # fmt: skip


def delivery_row(
    outcome: DeliveryOutcome, contract: Contract | None, governance: Governance
) -> dict[str, Any]:
    """Return the public description of one delivery.

    Counts of a file that was not read are zero; those of a held one say what it would bring.
    """
    delivery, note, cleaned = outcome.delivery, outcome.delivery.note, outcome.cleaned
    received = delivery.received_at
    jalali = jdatetime.date.fromgregorian(date=received).strftime("%Y/%m/%d") if received else None
    return {
        "delivery_id": delivery.delivery_id,
        "feed": delivery.feed,
        "feed_title_fa": contract.title_fa if contract else delivery.feed,
        "feed_title_en": contract.title_en if contract else delivery.feed,
        "office": delivery.office,
        "period": outcome.period,
        "file_name": delivery.file_name,
        "sha256": delivery.sha256,
        "size_bytes": delivery.size_bytes,
        "received_at": received,
        "received_at_jalali": jalali,
        "known_from": delivery.known_from.replace(tzinfo=None),
        "known_to": delivery.known_to.replace(tzinfo=None) if delivery.known_to else None,
        "state": outcome.state,
        "state_fa": outcome.reason("fa"),
        "state_en": outcome.reason("en"),
        "document_fa": note.document.get("fa"),
        "document_en": note.document.get("en"),
        "terms": note.terms,
        "evidence_grade": (
            governance.grade(contract.feed, contract.delivery_kind, note.grade) if contract else note.grade
        ),
        "transcribed_fa": note.transcribed.get("fa"),
        "transcribed_en": note.transcribed.get("en"),
        "rows_read": cleaned.rows_read if cleaned else 0,
        "rows_loaded": cleaned.rows_loaded if cleaned else 0,
        "rows_quarantined": cleaned.rows_quarantined if cleaned else 0,
        "rows_non_data": cleaned.rows_non_data if cleaned else 0,
        "stated_total_difference": _greatest_difference(cleaned.totals) if cleaned else None,
        "reconciled": cleaned.reconciled if cleaned else True,
        "supersedes": delivery.supersedes,
        "is_synthetic": delivery.is_synthetic,
        "contains_persons": contract.contains_persons if contract else True,
        "kind": delivery.kind,
        "corrects": delivery.corrects,
        "rows_resolved": 0,
        "grain": delivery.grain or None,
        "span": outcome.span or outcome.period,
        "cover": outcome.cover,
    }


def _greatest_difference(totals: Sequence[StatedTotal]) -> Decimal | None:
    """Return the greatest difference between a stated total and its rows.

    Where a total of all listed rows stands in a sheet, a total of more than the table lists («جمع کل» below the first
    fifty) says nothing about them.
    """
    listed = {(t.sheet_name, t.column_name) for t in totals if t.claim == "all"}
    compared = [t for t in totals if t.claim != "whole" or (t.sheet_name, t.column_name) not in listed]
    return max((abs(t.difference) for t in compared if t.difference is not None), default=None)


def refused_row(candidate: Candidate, contract: Contract | None) -> dict[str, Any]:
    """Return the public description of a file that never became a delivery (a link, an unknown feed …)."""
    assert candidate.refusal is not None
    name = hashlib.sha256(os.fsencode(candidate.path)).hexdigest()[:8]
    return {
        "delivery_id": f"{candidate.feed}-refused-{name}",
        "feed": candidate.feed,
        "feed_title_fa": contract.title_fa if contract else candidate.feed,
        "feed_title_en": contract.title_en if contract else candidate.feed,
        "office": candidate.office,
        "period": candidate.period,
        "file_name": candidate.name,
        "sha256": candidate.sha256,
        "size_bytes": candidate.size_bytes,
        "known_from": _changed_at(candidate.path),
        "state": "refused",
        "state_fa": candidate.refusal.text("fa"),
        "state_en": candidate.refusal.text("en"),
        **dict.fromkeys(("rows_read", "rows_loaded", "rows_quarantined", "rows_non_data"), 0),
        "reconciled": True,
        "is_synthetic": False,
        "contains_persons": True,
        "kind": "original" if candidate.mark is None else "correction",
        "rows_resolved": 0,
        "cover": "",
    }


def _changed_at(path: Path) -> datetime | None:
    """Return when a file was written last; None where it is gone by now, or nobody may look."""
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC).replace(tzinfo=None)
    except OSError:
        return None


def load_deliveries(
    engine: DuckDBEngine, outcomes: Sequence[DeliveryOutcome], refused: Sequence[Candidate],
    contracts: Mapping[str, Contract], governance: Governance,
) -> None:  # fmt: skip
    """Load ``derived.deliveries`` and the few facts of it that measuring needs (``derived.delivery_facts``)."""
    engine.create_schema("derived")
    rows = [delivery_row(o, contracts.get(o.delivery.feed), governance) for o in outcomes]
    rows += [refused_row(c, contracts.get(c.feed)) for c in refused]
    resolved = _resolved(outcomes)
    rows = [{**r, "rows_resolved": resolved.get(r["delivery_id"], 0)} for r in rows]
    load_rows(engine, "deliveries", DELIVERY_TYPES, sorted(rows, key=lambda r: r["delivery_id"]))
    engine.create_table(
        "derived",
        "delivery_facts",
        # What a correction holds is whole when every row that its base lacks has come in.
        "SELECT d.delivery_id, d.contains_persons, d.is_synthetic, d.document_fa, d.document_en,"
        " d.evidence_grade, b.rows_quarantined > b.rows_resolved AS is_partial"
        " FROM derived.deliveries AS d JOIN derived.deliveries AS b"
        " ON b.delivery_id = CASE WHEN d.kind = 'correction' AND d.state = 'published'"
        " THEN d.corrects ELSE d.delivery_id END",
    )


def _resolved(outcomes: Iterable[DeliveryOutcome]) -> dict[str, int]:
    """Count by delivery the rows of its quarantine that corrections brought in."""
    found: dict[str, int] = {}
    for outcome in outcomes:
        base, cleaned = outcome.delivery.corrects, outcome.cleaned
        if base is not None and cleaned is not None and outcome.state == "published":
            found[base] = found.get(base, 0) + cleaned.rows_loaded
    return found


def load_quarantine(
    engine: DuckDBEngine, outcomes: Sequence[DeliveryOutcome], contracts: Mapping[str, Contract],
    processor: Processor,
) -> int:  # fmt: skip
    """Load quarantined cells, their summary by rule, and the rows that are no data; return the cells.

    Of each delivery the cells that cleaning carries along are listed (the first 2,000); the summary counts all.
    """
    cells, non_data = [], []
    for outcome in outcomes:
        if outcome.cleaned is None or outcome.read is None:
            continue
        delivery, contract = outcome.delivery, contracts[outcome.delivery.feed]
        for cell in outcome.cleaned.cells:
            if _counts_a_category(contract, cell.severity, cell.rule):
                continue
            column = contract.column(cell.column_name)
            cells.append(
                {
                    "delivery_id": delivery.delivery_id, "file_name": delivery.file_name,
                    "sheet_name": cell.sheet_name, "row_number": cell.row_number,
                    "column_letter": cell.column_letter, "column_name": cell.column_name,
                    "column_title_fa": column.title_fa, "column_title_en": column.title_en,
                    "rule": cell.rule, "severity": cell.severity, "value_shown": cell.value,
                    "sentence_fa": sentence(cell, delivery.file_name, contract, "fa"),
                    "sentence_en": sentence(cell, delivery.file_name, contract, "en"),
                    "resolved_by": outcome.resolved.get((cell.sheet_name, cell.row_number))
                    if cell.severity == "quarantine" else None,
                }
            )  # fmt: skip
        non_data += _non_data(outcome, contract)
    types = dict.fromkeys(
        ("delivery_id", "file_name", "sheet_name", "row_number", "column_letter", "column_name",
         "column_title_fa", "column_title_en", "rule", "severity", "value_shown", "sentence_fa",
         "sentence_en", "resolved_by"), TEXT,
    )  # fmt: skip
    load_rows(engine, "quarantine_rows", {**types, "row_number": "INTEGER"}, cells)
    load_rows(engine, "quarantine_summary", _SUMMARY_TYPES, _summary(engine, outcomes, contracts, processor))
    kinds = {
        "delivery_id": TEXT, "sheet_name": TEXT, "row_number": "INTEGER", "kind": TEXT, "text": TEXT,
        "column_name": TEXT, "stated": NUMBER, "computed": NUMBER, "difference": NUMBER,
        "quarantined": NUMBER, "claim": TEXT, "first_row": "INTEGER", "last_row": "INTEGER",
    }  # fmt: skip
    load_rows(engine, "non_data_rows", kinds, non_data)
    return len(cells)


def _counts_a_category(contract: Contract, severity: str, rule: str) -> bool:
    """Tell whether rows with an unknown word, told one by one, would tell how many persons a hidden category has.

    They count in it. The note on the delivery names the column, and the steward's page and command have the words.
    """
    return contract.contains_persons and severity == POINTED_OUT and rule in UNKNOWN_WORD


_SUMMARY_TYPES = {
    **dict.fromkeys(quarantine_groups.COLUMNS, TEXT), "rows": WHOLE, "first_row": "INTEGER", "value_count": WHOLE,
    "is_resolved": FLAG,
}  # fmt: skip


def _summary(
    engine: DuckDBEngine, outcomes: Iterable[DeliveryOutcome], contracts: Mapping[str, Contract],
    processor: Processor,
) -> list[dict[str, Any]]:  # fmt: skip
    """Count every violation of deliveries in groups of one sheet, column, rule and value, with a sentence of each."""
    broken = {
        str(processor.violations_path(o.delivery)): o for o in outcomes if o.cleaned and o.cleaned.cells
    }
    rows = []
    resolved = {file: outcome.resolved for file, outcome in broken.items()}
    for file, is_resolved, group in quarantine_groups.groups_of(engine, resolved):
        outcome = broken[file]
        contract = contracts[outcome.delivery.feed]
        if not _counts_a_category(contract, group.first.severity, group.first.rule):
            rows.append(quarantine_groups.group_row(group, outcome, contract, is_resolved=is_resolved))
    return rows


def _non_data(outcome: DeliveryOutcome, contract: Contract) -> list[dict[str, Any]]:
    assert outcome.cleaned is not None and outcome.read is not None
    stated: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for total in outcome.cleaned.totals:
        stated.setdefault((total.sheet_name, total.row_number), []).append(
            {
                "column_name": total.column_name,
                "stated": total.stated,
                "computed": total.computed,
                "difference": total.difference,
                "quarantined": total.quarantined,
            }
        )
    rows = []
    for row in outcome.read.non_data:
        # A note in a list of persons may name one, so its text stays in the file.
        text = MASK if contract.contains_persons and row.text else row.text
        base = {
            "delivery_id": outcome.delivery.delivery_id, "sheet_name": row.sheet_name,
            "row_number": row.row_number, "kind": row.kind, "text": text, "claim": row.claim,
            "first_row": row.first_row, "last_row": row.last_row,
        }  # fmt: skip
        rows += [{**base, **t} for t in stated.get((row.sheet_name, row.row_number), [{"column_name": ""}])]
    return rows


def load_column_matches(engine: DuckDBEngine, outcomes: Sequence[DeliveryOutcome]) -> int:
    """Load how each sheet's columns were understood."""
    rows = [
        {
            "delivery_id": o.delivery.delivery_id, "sheet_name": m.sheet_name, "column_letter": m.letter,
            "header": m.header, "column_name": m.column, "note": m.note,
        }
        for o in outcomes if o.read is not None for m in o.read.columns
    ]  # fmt: skip
    types = dict.fromkeys(
        ("delivery_id", "sheet_name", "column_letter", "header", "column_name", "note"), TEXT
    )
    return load_rows(engine, "column_matches", types, rows)


def load_feeds(engine: DuckDBEngine, contracts: Mapping[str, Contract]) -> int:
    """Load the feeds and their data dictionary, straight from the contracts."""
    feeds = [
        {
            "feed": c.feed, "title_fa": c.title_fa, "title_en": c.title_en, "owner_office": c.owner_office,
            "delivery_kind": c.delivery_kind, "cadence": c.cadence, "description_fa": c.description_fa,
            "description_en": c.description_en, "contains_persons": c.contains_persons, "version": c.version,
        }
        for c in contracts.values()
    ]  # fmt: skip
    types = {**dict.fromkeys(feeds[0], TEXT), "contains_persons": FLAG}
    columns = dictionary_rows(contracts)
    column_types = {**dict.fromkeys(columns[0], TEXT), "position": "INTEGER", "required": FLAG}
    load_rows(engine, "feed_columns", column_types, columns)
    return load_rows(engine, "feeds", types, feeds)


def load_indicators(
    engine: DuckDBEngine, found: Sequence[Indicator], feeds_of: Mapping[str, set[str]]
) -> int:
    """Load the indicators' definitions; ``feeds_of`` gives the feeds behind each, traced through the SQL."""
    rows = [
        {
            "indicator_id": i.indicator_id, "title_fa": i.title["fa"], "title_en": i.title["en"],
            "definition_fa": i.definition["fa"], "definition_en": i.definition["en"], "unit": i.unit,
            "kind": i.kind, "direction": i.direction, "decimals": i.decimals, "theme": i.theme,
            "owner": i.owner, "caveat_fa": i.caveat["fa"], "caveat_en": i.caveat["en"],
            "disclosure": i.disclosure, "headline": i.headline,
            "source_feeds": ", ".join(sorted(feeds_of[i.indicator_id])),
            "depends_on": ", ".join(i.depends_on), "sql": i.sql,
        }
        for i in found
    ]  # fmt: skip
    types = {**dict.fromkeys(rows[0], TEXT), "decimals": "INTEGER", "headline": "INTEGER"}
    return load_rows(engine, "indicators", types, rows)
