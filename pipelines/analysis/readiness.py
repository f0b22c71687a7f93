"""Readiness of craft cities for world registration: the checklist as rows, its results in words, and its score.

``models/rules/readiness.yaml`` gives criteria, weights, sources and how each is measured: by counting rows of a table,
by an indicator's newest value, or by hand with evidence. The counting is SQL over ``derived.readiness_evidence``, the
only tables and columns that a criterion may name. Unknown is not "no": the score is a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlglot import exp

from pipelines.analysis.bilingual import counted, in_both
from pipelines.configuration.analysis_rules import CriterionPart, MeasuredFromPart, ReadinessFile, VerdictPart
from pipelines.configuration.errors import RuleError
from pipelines.configuration.faults import likely
from pipelines.configuration.parts import Bilingual
from pipelines.configuration.rules import read_rules
from pipelines.foundation.persian import number
from pipelines.modelling.making import Inputs
from pipelines.modelling.sqlfile import parsed, read_sql_file

#: The table that holds what criteria may count.
EVIDENCE = "derived/craft_cities/readiness_evidence.sql"


def check_readiness(models: Path) -> None:
    """Refuse a criterion that names a table or a column that the evidence model does not have."""
    rules = read_rules(models, ReadinessFile)
    known = evidence_columns(models)
    if faults := [fault for criterion in rules.criteria for fault in _unknown(criterion, known)]:
        raise RuleError([f"models/rules/{ReadinessFile.FILE}: {fault}" for fault in faults])


def evidence_columns(models: Path) -> dict[str, list[str]]:
    """Return the columns that criteria may name of each table, as the query of the evidence model lists them."""
    query = read_sql_file(models / EVIDENCE).sql
    selects = parsed(query).find_all(exp.Select)
    return dict(sorted((_table_of(select), select.named_selects) for select in selects))


def _table_of(select: exp.Select) -> str:
    """Return the table that the rows of a part of the evidence name as theirs, by which criteria find them."""
    named = (str(column.this.name) for column in select.selects if column.alias == "evidence_table")
    return f"core.{next(named, '')}"


def _unknown(criterion: CriterionPart, known: Mapping[str, list[str]]) -> Iterator[str]:
    measured = criterion.measured_from
    if measured is None or measured.table is None:
        return
    where = f"criteria.{criterion.id}.measured_from"
    home = f"models/{EVIDENCE}"
    if measured.table not in known:
        hint = likely(measured.table, known) or f"; there is {', '.join(known)}"
        yield f"{where}.table: {measured.table!r} is no table of {home}{hint}"
        return
    columns = known[measured.table]
    for place, column in _named(measured):
        if column not in columns:
            hint = likely(column, columns) or f"; there is {', '.join(columns)}"
            yield f"{where}.{place}: {home} has no column {column!r} of {measured.table}{hint}"


def _named(measured: MeasuredFromPart) -> Iterator[tuple[str, str]]:
    """Yield each column that a criterion names, with the place at which it does."""
    for part in ("where", "unclear"):
        for column in getattr(measured, part) or ():
            yield f"{part}.{column}", column
    if measured.last_years is not None:
        yield "last_years.column", measured.last_years.column


def criteria(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each criterion of the checklist, in its order."""
    for place, criterion in enumerate(read_rules(inputs.models, ReadinessFile).criteria, 1):
        measured = criterion.measured_from
        recent = measured.last_years if measured else None
        yield {
            "criterion_id": criterion.id,
            "ordinal": place,
            "title_fa": criterion.title.fa,
            "title_en": criterion.title.en,
            "weight": criterion.weight,
            "is_manual": criterion.manual,
            "indicator_id": measured.indicator if measured else None,
            "basis": measured.basis if measured else None,
            "domain": measured.domain if measured else None,
            "evidence_table": measured.table.removeprefix("core.") if measured and measured.table else None,
            "area": measured.area if measured else None,
            "needed": measured.at_least if measured else None,
            "known_by": measured.known_by if measured else None,
            "recent_column": recent.column if recent else None,
            "recent_years": recent.years if recent else None,
            "source_kind": criterion.source.kind,
            "source_fa": criterion.source.text.fa,
            "source_en": criterion.source.text.en,
            "source_url": criterion.source.url,
        }


def conditions(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what each criterion asks of the columns of a row."""
    for criterion in read_rules(inputs.models, ReadinessFile).criteria:
        for part in ("where", "unclear"):
            for column, value in (getattr(criterion.measured_from, part, None) or {}).items():
                yield {
                    "criterion_id": criterion.id,
                    "part": part,
                    "column_name": column,
                    "accepted": [_as_text(v) for v in (value if isinstance(value, list) else [value])],
                }


def _as_text(value: bool | int | str) -> str:
    """Return a value of a condition as the engine writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def craft_city_readiness(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the result of each craft city and criterion, with a sentence on what it stands."""
    rules = read_rules(inputs.models, ReadinessFile)
    verdicts = {(v.city, v.criterion): v for v in rules.verdicts}
    for row in inputs.asked():
        # A verdict speaks of a real city and never stands beside invented rows.
        verdict = None if row["is_synthetic"] else verdicts.get((row["area_code"], row["criterion_id"]))
        yield {**row, **(_by_hand(verdict) if verdict else _by_measure(rules, row))}


def _by_hand(verdict: VerdictPart) -> dict[str, Any]:
    result = "met" if verdict.met else "not_met"
    evidence = {"evidence_fa": verdict.evidence.fa, "evidence_en": verdict.evidence.en}
    return {"result": result, "decided_on": verdict.decided_on, **evidence}


def _by_measure(rules: ReadinessFile, row: Mapping[str, Any]) -> dict[str, Any]:
    measured, needed = row["measured"], row["needed"]
    result = "not_known" if measured is None else "met" if measured >= needed else "not_met"
    sentence = "manual_not_known" if row["is_manual"] else "unclear" if row["is_unclear"] else result
    evidence = in_both(
        rules.sentences[sentence],
        lambda language: {
            "measured": number(measured or Decimal(0), "", 0, language),
            "needed": number(needed or Decimal(0), "", 0, language),
        },
        "evidence",
    )
    return {"result": result, "decided_on": None, **evidence}


def scored(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the score of each craft city as a range, with its sentence."""
    text = read_rules(inputs.models, ReadinessFile).sentences["score"]
    for row in inputs.asked():
        low, high = score_range(row["weight_total"], row["weight_met"], row["weight_not_known"])
        yield {**row, "score_low": low, "score_high": high, **_score_sentence(text, row, low, high)}


def _score_sentence(text: Bilingual, row: Mapping[str, Any], low: Decimal, high: Decimal) -> dict[str, str]:
    return in_both(
        text,
        lambda language: {
            "low": number(low, "share", 0, language),
            "high": number(high, "share", 0, language),
            **{name: counted(row[name], language) for name in ("met", "not_met", "not_known")},
        },
    )


def score_range(total: int, met: int, not_known: int) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest share of the weight that may be met; unknown may turn out either way."""
    if not total:
        return Decimal(0), Decimal(0)
    return Decimal(met) / total, Decimal(met + not_known) / total
