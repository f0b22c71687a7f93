"""The tables that say how deliveries are governed: notes, comparisons, decisions, corrections, who is late.

Nothing of a single person stands in them: of feeds of persons only counts, sums and factors are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

from pipelines.contracts import Contract
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.governance import completeness as expected
from pipelines.governance.assessment import figure
from pipelines.governance.comparison import Comparison
from pipelines.governance.completeness import Arrival, Expectation
from pipelines.modelling.making import Inputs
from pipelines.pipeline.reports import DeliveryOutcome

if TYPE_CHECKING:
    from pipelines.pipeline.described.facts import BuildFacts

#: What the models see of a delivery; a preview makes no models.
NOTICES = "core.delivery_notices"
#: Examples of a normalisation are cut to this many characters.
EXAMPLE_CHARACTERS = 200


#: Figures from here on do not fit DECIMAL(38,9).
LARGEST = Decimal(10) ** 29


def delivery_notes(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what was noticed about each file as a whole. Grain: delivery and finding."""
    facts: BuildFacts = inputs.facts
    seen: dict[str, list[Mapping[str, Any]]] = {}
    for row in inputs.rows(NOTICES) if inputs.has(NOTICES) else ():
        seen.setdefault(row["delivery_id"], []).append(row)
    for outcome in facts.outcomes:
        told = sorted(seen.get(outcome.delivery.delivery_id, ()), key=lambda row: str(row["note"]))
        for ordinal, message in enumerate(_messages(outcome, told), 1):
            yield {
                "delivery_id": outcome.delivery.delivery_id,
                "ordinal": ordinal,
                "note": message.id,
                "severity": message.severity,
                "sentence_fa": message.text("fa"),
                "sentence_en": message.text("en"),
            }


def _as_message(outcome: DeliveryOutcome, row: Mapping[str, Any]) -> Message:
    params = {
        "file": outcome.delivery.file_name,
        "found": str(row["found"]),
        "value": figure(row["amount"]),
        "example": row["example"] or "—",
        "titles": row["titles_fa"] or "—",
        "titles_en": row["titles_en"] or "—",
    }
    return Message(row["note"], "warn", params)


def _messages(outcome: DeliveryOutcome, seen: Sequence[Mapping[str, Any]] = ()) -> list[Message]:
    """Return every message about a delivery once, the gravest first; ``seen`` is what the models see of it."""
    found = [outcome.message, *outcome.more] if outcome.message else list(outcome.more)
    found += outcome.read.notes if outcome.read else []
    found += outcome.notices
    found += [*outcome.assessment.holds, *outcome.assessment.notices] if outcome.assessment else []
    found += [_as_message(outcome, row) for row in seen]
    unique = {(m.id, tuple(sorted(m.params.items()))): m for m in found if m is not None}
    order = {"refuse": 0, "hold": 1, "quarantine": 2, "warn": 3}
    return sorted(unique.values(), key=lambda m: order.get(m.severity, 9))


def delivery_comparisons(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield how each delivery compares with others. Grain: pair of deliveries, column, unit and measure."""
    facts: BuildFacts = inputs.facts
    for outcome in facts.outcomes:
        for other, relation, comparison in _compared(outcome):
            persons = facts.contracts[outcome.delivery.feed].contains_persons
            yield {
                "delivery_id": outcome.delivery.delivery_id,
                "compared_with": other,
                "relation": relation,
                **_comparison_row(comparison, hidden=persons and comparison.measure != "rows"),
            }


def _compared(outcome: DeliveryOutcome) -> Iterator[tuple[str, str, Comparison]]:
    """Yield the other delivery, what it is to this one, and each measure."""
    if outcome.assessment is None:
        return
    if outcome.compared_with is not None:
        for comparison in outcome.assessment.comparisons:
            yield outcome.compared_with, "before", comparison
    for beside in outcome.assessment.beside:
        for comparison in beside.comparisons:
            yield beside.delivery_id, beside.relation, comparison


def _comparison_row(c: Comparison, *, hidden: bool) -> dict[str, Any]:
    """Return one measure; a median is somebody's own figure, and so is a sum over a few persons."""
    return {
        "column_name": c.column,
        "unit": c.unit,
        "measure": c.measure,
        "rows_compared": c.evidence,
        "before": None if hidden else _fits(c.before),
        "after": None if hidden else _fits(c.after),
        "factor": None if c.factor is None else _fits(c.factor),
    }


def _fits(value: Decimal) -> Decimal | None:
    """Return a figure at nine decimals, exactly; nothing where it is beyond what a table can hold."""
    with localcontext(prec=80):
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-9))
    return rounded if abs(rounded) < LARGEST else None


def approvals(inputs: Inputs) -> Sequence[Mapping[str, Any]]:
    """Return every decision about a delivery. Grain: decision."""
    facts: BuildFacts = inputs.facts
    return facts.decisions


def corrections_applied(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what became of each guarded correction. Grain: correction and delivery."""
    facts: BuildFacts = inputs.facts
    for found in facts.findings:
        correction = found.correction
        yield {
            "correction_id": correction.correction_id,
            "feed": correction.feed,
            "delivery_id": found.delivery_id or "",
            "sheet_name": found.sheet_name,
            "row_number": found.row_number,
            "column_name": correction.column,
            "old_value": correction.old,
            "found_value": found.found,
            "new_value": correction.new,
            "state": found.state,
            "reason_fa": correction.reason["fa"],
            "reason_en": correction.reason["en"],
            "provider_fa": correction.provider["fa"],
            "provider_en": correction.provider["en"],
            "document_fa": correction.document["fa"],
            "document_en": correction.document["en"],
            "told_on": correction.told_on,
            "sentence_fa": found.message.text("fa"),
            "sentence_en": found.message.text("en"),
        }


def completeness(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what was expected of each office.

    Whether somebody is late depends on the day, so the day stands in every row (``as_of``): it is that of the build,
    and a reader counts on from ``due_on``.
    """
    facts: BuildFacts = inputs.facts
    arrivals, cadences = list(_arrivals(facts.outcomes)), facts.governance.cadences
    contracts = facts.contracts if facts.expects else {}
    for found in expected.expectations(contracts, cadences, arrivals, inputs.today):
        titles = _titles(facts.contracts[found.feed])
        yield {**_row(found), "as_of": inputs.today, **titles, **_due(found)}


def freshness(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield how fresh each office's feeds are on the day of the build; a reader counts on from ``stale_on``."""
    facts: BuildFacts = inputs.facts
    arrivals, cadences = list(_arrivals(facts.outcomes)), facts.governance.cadences
    contracts = facts.contracts if facts.expects else {}
    for found in expected.freshness(contracts, cadences, arrivals, inputs.today):
        contract = facts.contracts[found.feed]
        yield {**_row(found), "as_of": inputs.today, "cadence": contract.cadence, **_titles(contract)}


def _row(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in type(found).__dataclass_fields__}


def _titles(contract: Contract) -> dict[str, str]:
    return {"feed_title_fa": contract.title_fa, "feed_title_en": contract.title_en}


def _due(found: Expectation) -> dict[str, str]:
    count = found.periods if found.state == "never" else found.days_late
    params = {} if count is None else {"count": str(count)}
    if found.periods > 1:
        params["found"] = str(found.periods)
    if found.months:
        params["value"] = listed(found.months)
        params["value_en"] = ", ".join(found.months)
    message = Message(f"due_{found.state}", "warn", params)
    return {"sentence_fa": message.text("fa"), "sentence_en": message.text("en")}


def _arrivals(outcomes: Sequence[DeliveryOutcome]) -> Iterator[Arrival]:
    for outcome in outcomes:
        delivery = outcome.delivery
        if delivery.kind == "original":
            yield Arrival(
                delivery.delivery_id,
                delivery.feed,
                delivery.office,
                outcome.period,
                delivery.received_at,
                outcome.state,
                outcome.span,
                outcome.cover,
            )


def normalisations(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what was normalised, with an example where it identifies nobody. Grain: delivery, column and kind."""
    facts: BuildFacts = inputs.facts
    for outcome in facts.outcomes:
        contract = facts.contracts.get(outcome.delivery.feed)
        if outcome.cleaned is None or contract is None:
            continue
        public = {c.name for c in contract.columns if c.classification == "public"}
        for column, notes in outcome.cleaned.normalised.items():
            for note, counted in notes.items():
                raw, clean = _example(counted) if column in public else (None, None)
                message = Message(note, "normalise")
                yield {
                    "delivery_id": outcome.delivery.delivery_id,
                    "column_name": column,
                    "note": note,
                    "cells": _cells(counted),
                    "example_raw": raw,
                    "example_clean": clean,
                    "sentence_fa": message.text("fa"),
                    "sentence_en": message.text("en"),
                }


def _cells(counted: Any) -> int:
    return int(counted["cells"] if isinstance(counted, Mapping) else counted)


def _example(counted: Any) -> tuple[str | None, str | None]:
    examples = counted.get("examples") if isinstance(counted, Mapping) else None
    if not examples:
        return None, None
    raw, clean = examples[0]
    return tuple(None if t is None else str(t)[:EXAMPLE_CHARACTERS] for t in (raw, clean))  # type: ignore[return-value]
