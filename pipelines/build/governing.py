"""The tables that say how deliveries are governed: notes, comparisons, decisions, corrections, who is late.

Each function gives rows for one ``derived`` table; their columns are documented in ``models/public``. Nothing of a
single person stands in them: of feeds of persons only counts, sums and factors are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from pipelines.build.reports import DeliveryOutcome
from pipelines.build.tables import NUMBER, TEXT, WHOLE, load_rows
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.governance import completeness
from pipelines.governance.comparison import Comparison
from pipelines.governance.completeness import Arrival, Expectation
from pipelines.governance.corrections import Finding
from pipelines.governance.judgement import figure
from pipelines.governance.thresholds import Cadence
from pipelines.messages import Message

#: Examples of a normalisation are cut to this many characters.
EXAMPLE_CHARACTERS = 200


#: Figures from here on do not fit DECIMAL(38,9).
LARGEST = Decimal(10) ** 29


def load_notes(engine: DuckDBEngine, outcomes: Iterable[DeliveryOutcome]) -> int:
    """Load what was noticed about each file as a whole. Grain: one row a delivery and finding."""
    rows = []
    seen = _model_notices(engine)
    for outcome in outcomes:
        for ordinal, message in enumerate(_messages(outcome, seen.get(outcome.delivery.delivery_id, ())), 1):
            rows.append(
                {
                    "delivery_id": outcome.delivery.delivery_id, "ordinal": ordinal, "note": message.id,
                    "severity": message.severity, "sentence_fa": message.text("fa"),
                    "sentence_en": message.text("en"),
                }
            )  # fmt: skip
    types = dict.fromkeys(("delivery_id", "ordinal", "note", "severity", "sentence_fa", "sentence_en"), TEXT)
    return load_rows(engine, "delivery_notes", {**types, "ordinal": "INTEGER"}, rows)


def _model_notices(engine: DuckDBEngine) -> dict[str, list[Mapping[str, Any]]]:
    """Return what the models see of each delivery (``core.delivery_notices``), by delivery; a preview makes no models."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    if not engine.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'delivery_notices'"):
        return found
    for row in engine.rows("SELECT * FROM core.delivery_notices ORDER BY delivery_id, note"):
        found.setdefault(row["delivery_id"], []).append(row)
    return found


def _as_message(outcome: DeliveryOutcome, row: Mapping[str, Any]) -> Message:
    params = {
        "file": outcome.delivery.file_name, "found": str(row["found"]), "value": figure(row["amount"]),
        "example": row["example"] or "—", "titles": row["titles_fa"] or "—", "titles_en": row["titles_en"] or "—",
    }  # fmt: skip
    return Message(row["note"], "warn", params)


def _messages(outcome: DeliveryOutcome, seen: Sequence[Mapping[str, Any]] = ()) -> list[Message]:
    """Return every message about a delivery once, the gravest first; ``seen`` is what the models see of it."""
    found = [outcome.message, *outcome.more] if outcome.message else list(outcome.more)
    found += outcome.read.notes if outcome.read else []
    found += outcome.notices
    found += [*outcome.judgement.holds, *outcome.judgement.notices] if outcome.judgement else []
    found += [_as_message(outcome, row) for row in seen]
    unique = {(m.id, tuple(sorted(m.params.items()))): m for m in found if m is not None}
    order = {"refuse": 0, "hold": 1, "quarantine": 2, "warn": 3}
    return sorted(unique.values(), key=lambda m: order.get(m.severity, 9))


def load_comparisons(
    engine: DuckDBEngine, outcomes: Iterable[DeliveryOutcome], contracts: Mapping[str, Contract]
) -> int:
    """Load how each delivery compares with others. Grain: one row a pair of deliveries, column, unit and measure."""
    rows = []
    for outcome in outcomes:
        persons = contracts[outcome.delivery.feed].contains_persons
        for other, relation, comparison in _compared(outcome):
            rows.append(
                {
                    "delivery_id": outcome.delivery.delivery_id, "compared_with": other, "relation": relation,
                    **_comparison_row(comparison, hidden=persons and comparison.measure != "rows"),
                }
            )  # fmt: skip
    types = {
        "delivery_id": TEXT, "compared_with": TEXT, "relation": TEXT, "column_name": TEXT, "unit": TEXT,
        "measure": TEXT, "rows_compared": WHOLE, "before": NUMBER, "after": NUMBER, "factor": NUMBER,
    }  # fmt: skip
    return load_rows(engine, "delivery_comparisons", types, rows)


def _compared(outcome: DeliveryOutcome) -> Iterator[tuple[str, str, Comparison]]:
    """Yield the other delivery, what it is to this one, and each measure."""
    if outcome.judgement is None:
        return
    if outcome.compared_with is not None:
        for comparison in outcome.judgement.comparisons:
            yield outcome.compared_with, "before", comparison
    for beside in outcome.judgement.beside:
        for comparison in beside.comparisons:
            yield beside.delivery_id, beside.relation, comparison


def _comparison_row(c: Comparison, *, hidden: bool) -> dict[str, Any]:
    """Return one measure; a median is somebody's own figure, and so is a sum over a few persons."""
    return {
        "column_name": c.column, "unit": c.unit, "measure": c.measure, "rows_compared": c.evidence,
        "before": None if hidden else _fits(c.before), "after": None if hidden else _fits(c.after),
        "factor": None if c.factor is None else _fits(c.factor),
    }  # fmt: skip


def _fits(value: Decimal) -> Decimal | None:
    """Return a figure at nine decimals, exactly; nothing where it is beyond what a table can hold."""
    with localcontext(prec=80):
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-9))
    return rounded if abs(rounded) < LARGEST else None


def load_approvals(engine: DuckDBEngine, decisions: Iterable[Mapping[str, Any]]) -> int:
    """Load every decision about a delivery. Grain: one row a decision."""
    types = {
        "delivery_id": TEXT, "ordinal": "INTEGER", "decision": TEXT, "decided_at": "TIMESTAMP", "actor": TEXT,
        "reason": TEXT,
    }  # fmt: skip
    return load_rows(engine, "approvals", types, decisions)


def load_corrections(engine: DuckDBEngine, findings: Iterable[Finding]) -> int:
    """Load what became of each guarded correction. Grain: one row a correction and delivery."""
    rows = [
        {
            "correction_id": f.correction.correction_id, "feed": f.correction.feed, "delivery_id": f.delivery_id or "",
            "sheet_name": f.sheet_name, "row_number": f.row_number, "column_name": f.correction.column,
            "old_value": f.correction.old, "found_value": f.found, "new_value": f.correction.new, "state": f.state,
            "reason_fa": f.correction.reason["fa"], "reason_en": f.correction.reason["en"],
            "provider_fa": f.correction.provider["fa"], "provider_en": f.correction.provider["en"],
            "document_fa": f.correction.document["fa"], "document_en": f.correction.document["en"],
            "told_on": f.correction.told_on, "sentence_fa": f.message.text("fa"),
            "sentence_en": f.message.text("en"),
        } for f in findings
    ]  # fmt: skip
    types = dict.fromkeys(
        ("correction_id", "feed", "delivery_id", "sheet_name", "row_number", "column_name", "old_value",
         "found_value", "new_value", "state", "reason_fa", "reason_en", "provider_fa", "provider_en",
         "document_fa", "document_en", "told_on", "sentence_fa", "sentence_en"), TEXT,
    )  # fmt: skip
    return load_rows(
        engine, "corrections_applied", {**types, "row_number": "INTEGER", "told_on": "DATE"}, rows
    )


def load_completeness(
    engine: DuckDBEngine, outcomes: Sequence[DeliveryOutcome], contracts: Mapping[str, Contract],
    cadences: Mapping[str, Cadence], today: date,
) -> int:  # fmt: skip
    """Load what was expected of each office, and how fresh its feeds are on ``today``.

    Whether somebody is late depends on the day, so the day stands in every row (``as_of``): it is that of the
    build, and a reader counts on from ``due_on`` and ``stale_on``.
    """
    arrivals = list(_arrivals(outcomes))
    expected = completeness.expectations(contracts, cadences, arrivals, today)
    rows = [{**_row(e), "as_of": today, **_titles(contracts[e.feed]), **_due(e)} for e in expected]
    types = {
        "feed": TEXT, "feed_title_fa": TEXT, "feed_title_en": TEXT, "office": TEXT, "period": TEXT,
        "period_to": TEXT, "periods": "INTEGER", "due_on": "DATE", "state": TEXT, "days_late": "INTEGER",
        "delivery_id": TEXT, "received_on": "DATE", "sentence_fa": TEXT, "sentence_en": TEXT, "as_of": "DATE",
    }  # fmt: skip
    load_rows(engine, "completeness", types, rows)
    fresh = completeness.freshness(contracts, cadences, arrivals, today)
    types = {
        "feed": TEXT, "feed_title_fa": TEXT, "feed_title_en": TEXT, "office": TEXT, "cadence": TEXT,
        "deliveries": "INTEGER", "last_period": TEXT, "last_received_on": "DATE", "days_since": "INTEGER",
        "allowed_days": "INTEGER", "stale_on": "DATE", "state": TEXT, "as_of": "DATE",
    }  # fmt: skip
    found = [
        {**_row(f), "as_of": today, "cadence": contracts[f.feed].cadence, **_titles(contracts[f.feed])}
        for f in fresh
    ]
    return load_rows(engine, "freshness", types, found)


def _row(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in type(found).__dataclass_fields__}


def _titles(contract: Contract) -> dict[str, str]:
    return {"feed_title_fa": contract.title_fa, "feed_title_en": contract.title_en}


def _due(expected: Expectation) -> dict[str, str]:
    count = expected.periods if expected.state == "never" else expected.days_late
    params = {} if count is None else {"count": str(count)}
    if expected.periods > 1:
        params["found"] = str(expected.periods)
    if expected.months:
        params["value"] = "، ".join(expected.months)
        params["value_en"] = ", ".join(expected.months)
    message = Message(f"due_{expected.state}", "warn", params)
    return {"sentence_fa": message.text("fa"), "sentence_en": message.text("en")}


def _arrivals(outcomes: Iterable[DeliveryOutcome]) -> Iterator[Arrival]:
    for outcome in outcomes:
        delivery = outcome.delivery
        if delivery.kind == "original":
            yield Arrival(
                delivery.delivery_id, delivery.feed, delivery.office, outcome.period, delivery.received_at,
                outcome.state, outcome.span, outcome.cover,
            )  # fmt: skip


def load_normalisations(
    engine: DuckDBEngine, outcomes: Iterable[DeliveryOutcome], contracts: Mapping[str, Contract]
) -> int:
    """Load what was normalised, column by column, with an example where it identifies nobody.

    Grain: one row a delivery, column and kind of normalisation.
    """
    rows = []
    for outcome in outcomes:
        contract = contracts.get(outcome.delivery.feed)
        if outcome.cleaned is None or contract is None:
            continue
        public = {c.name for c in contract.columns if c.classification == "public"}
        for column, notes in outcome.cleaned.normalised.items():
            for note, counted in notes.items():
                raw, clean = _example(counted) if column in public else (None, None)
                message = Message(note, "normalise")
                rows.append(
                    {
                        "delivery_id": outcome.delivery.delivery_id, "column_name": column, "note": note,
                        "cells": _cells(counted), "example_raw": raw, "example_clean": clean,
                        "sentence_fa": message.text("fa"), "sentence_en": message.text("en"),
                    }
                )  # fmt: skip
    types = dict.fromkeys(
        ("delivery_id", "column_name", "note", "cells", "example_raw", "example_clean", "sentence_fa",
         "sentence_en"), TEXT,
    )  # fmt: skip
    return load_rows(engine, "normalisations", {**types, "cells": WHOLE}, rows)


def _cells(counted: Any) -> int:
    return int(counted["cells"] if isinstance(counted, Mapping) else counted)


def _example(counted: Any) -> tuple[str | None, str | None]:
    examples = counted.get("examples") if isinstance(counted, Mapping) else None
    if not examples:
        return None, None
    raw, clean = examples[0]
    return tuple(None if t is None else str(t)[:EXAMPLE_CHARACTERS] for t in (raw, clean))  # type: ignore[return-value]


def governed_day(moment: Any) -> date:
    """Return the day, in Tehran, on which a build's question who is late is asked."""
    from zoneinfo import ZoneInfo

    day: date = moment.astimezone(ZoneInfo("Asia/Tehran")).date()
    return day
