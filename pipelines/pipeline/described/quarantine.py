"""The tables of quarantine: cells that were kept out or pointed out, their groups, and rows that are no data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipelines.cleaning.clean import MASK
from pipelines.cleaning.columns import POINTED_OUT
from pipelines.cleaning.sentences import sentence
from pipelines.contracts import Contract
from pipelines.modelling.making import Inputs
from pipelines.normalise.result import UNKNOWN_WORD
from pipelines.pipeline.described import quarantine_groups
from pipelines.pipeline.reports import DeliveryOutcome

if TYPE_CHECKING:
    from pipelines.pipeline.described.facts import BuildFacts


def quarantine_rows(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the cells that cleaning carries along of each delivery (the first 2,000); the summary counts all."""
    facts: BuildFacts = inputs.facts
    for outcome in facts.outcomes:
        if outcome.cleaned is None or outcome.read is None:
            continue
        delivery, contract = outcome.delivery, facts.contracts[outcome.delivery.feed]
        for cell in outcome.cleaned.cells:
            if _counts_a_category(contract, cell.severity, cell.rule):
                continue
            column = contract.column(cell.column_name)
            is_kept_out = cell.severity == "quarantine"
            yield {
                "delivery_id": delivery.delivery_id,
                "file_name": delivery.file_name,
                "sheet_name": cell.sheet_name,
                "row_number": cell.row_number,
                "column_letter": cell.column_letter,
                "column_name": cell.column_name,
                "column_title_fa": column.title_fa,
                "column_title_en": column.title_en,
                "rule": cell.rule,
                "severity": cell.severity,
                "value_shown": cell.value,
                "sentence_fa": sentence(cell, delivery.file_name, contract, "fa"),
                "sentence_en": sentence(cell, delivery.file_name, contract, "en"),
                "resolved_by": outcome.resolved.get((cell.sheet_name, cell.row_number)) if is_kept_out else None,
            }


def quarantine_summary(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield every violation of deliveries in groups of one sheet, column, rule and value, with a sentence of each."""
    facts: BuildFacts = inputs.facts
    broken = {
        str(facts.processor.violations_path(o.delivery)): o
        for o in facts.outcomes
        if o.cleaned and o.read and o.cleaned.cells
    }
    resolved = {file: outcome.resolved for file, outcome in broken.items()}
    for file, is_resolved, group in quarantine_groups.groups_of(facts.engine, resolved):
        outcome = broken[file]
        contract = facts.contracts[outcome.delivery.feed]
        if not _counts_a_category(contract, group.first.severity, group.first.rule):
            yield quarantine_groups.group_row(group, outcome, contract, is_resolved=is_resolved)


def waiting_rows(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield where each delivery's rows in quarantine count, as far as that can be read; else a row without a value."""
    facts: BuildFacts = inputs.facts
    for outcome in facts.outcomes:
        cleaned, delivery = outcome.cleaned, outcome.delivery
        if cleaned is None or not cleaned.rows_quarantined:
            continue
        names = facts.contracts[delivery.feed].places if cleaned.waiting_places else ("",)
        for place, values in enumerate(cleaned.waiting_places or [(None,)]):
            for name, value in zip(names, values, strict=True):
                yield {"delivery_id": delivery.delivery_id, "place": place, "column_name": name, "value": value}


def non_data_rows(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the rows of each delivery that are no data: totals, notes, blanks, repeated headings."""
    facts: BuildFacts = inputs.facts
    for outcome in facts.outcomes:
        if outcome.cleaned is not None and outcome.read is not None:
            yield from _non_data(outcome, facts.contracts[outcome.delivery.feed])


def _counts_a_category(contract: Contract, severity: str, rule: str) -> bool:
    """Tell whether rows with an unknown word, told one by one, would tell how many persons a hidden category has.

    They count in it. The note on the delivery names the column, and the steward's page and command have the words.
    """
    return contract.contains_persons and severity == POINTED_OUT and rule in UNKNOWN_WORD


#: A row that states nothing of a column.
_NO_TOTAL: dict[str, Any] = {
    "column_name": "",
    **dict.fromkeys(("stated", "computed", "difference", "quarantined")),
}

#: What a total of a list of persons does not tell; only by how much it differs.
_UNTOLD: dict[str, Any] = dict.fromkeys(("stated", "computed", "quarantined"))


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
    rows, places = [], Counter[str]()
    for row in outcome.read.non_data:
        # A note in a list of persons may name one, so its text stays in the file; and where its total stands, or what
        # it states, would tell how many persons a sheet of one county lists.
        hidden = contract.contains_persons
        text = MASK if hidden and row.text else row.text
        places[row.sheet_name] += 1
        base = {
            "delivery_id": outcome.delivery.delivery_id,
            "sheet_name": row.sheet_name,
            "row_number": places[row.sheet_name] if hidden else row.row_number,
            "kind": row.kind,
            "text": text,
            "claim": row.claim,
            "first_row": None if hidden else row.first_row,
            "last_row": None if hidden else row.last_row,
        }
        totals = stated.get((row.sheet_name, row.row_number), [_NO_TOTAL])
        rows += [{**base, **(t | _UNTOLD if hidden else t)} for t in totals]
    return rows
