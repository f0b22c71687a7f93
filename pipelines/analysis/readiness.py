"""Readiness of craft cities for world registration: a checklist in data, judged criterion by criterion.

``models/rules/readiness.yaml`` gives criteria, weights, sources and how each is judged: by counting rows of a table,
by an indicator's newest value, or by hand with evidence. Unknown is not "no": the score is a range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.rows import load_rows
from pipelines.analysis.secretariats import counted
from pipelines.analysis.wording import number
from pipelines.configuration.judging_rules import CriterionPart, ReadinessFile
from pipelines.configuration.rules import read_rules
from pipelines.engines.duckdb_engine import literal, quoted

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

AREAS = {
    "city": "t.area_code = c.area_code", "county": "t.area_code = c.county_code",
    "either": "t.area_code IN (c.area_code, c.county_code)", "any": "true",
}  # fmt: skip

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the checklist. ``judged_from`` is ``None`` where it is judged by hand."""

    criterion_id: str
    weight: int
    title: Texts
    judged_from: Mapping[str, Any] | None
    source_kind: str
    source: Texts
    source_url: str | None

    @property
    def needed(self) -> Decimal:
        """What is needed at least."""
        return Decimal(str((self.judged_from or {}).get("at_least", 1)))


@dataclass(frozen=True, slots=True)
class Readiness:
    """The checklist, the verdicts given by hand, and the wording."""

    criteria: tuple[Criterion, ...]
    verdicts: tuple[Mapping[str, Any], ...]
    sentences: Mapping[str, Texts]


def load_readiness(models: Path) -> Readiness:
    """Read the checklist; raises :class:`RuleError` on anything unknown, missing or without a source."""
    found = read_rules(models, ReadinessFile)
    verdicts = tuple(v.model_dump() for v in found.verdicts)
    sentences = {k: v.model_dump() for k, v in found.sentences.items()}
    return Readiness(tuple(_criterion(c) for c in found.criteria), verdicts, sentences)


def _criterion(part: CriterionPart) -> Criterion:
    judged = part.judged_from.model_dump(exclude_none=True) if part.judged_from else None
    return Criterion(
        part.id, part.weight, part.title.model_dump(), judged, part.source.kind, part.source.text.model_dump(),
        part.source.url,
    )  # fmt: skip


def criterion_query(criterion: Criterion, this_year: int) -> str:
    """Return the query of a criterion's measure for every craft city ``c`` of ``derived.cities``.

    Grain: one row a city: measured (NULL where it is not known), rows, value_id, delivery_ids, evidence_table,
    is_unclear.
    """
    judged = criterion.judged_from or {}
    head = f"SELECT {literal(criterion.criterion_id)} AS criterion_id, c.area_code"
    if not judged:
        return (
            f"{head}, CAST(NULL AS DECIMAL(38,9)) AS measured, 0 AS rows, CAST(NULL AS VARCHAR) AS value_id,"
            " CAST(NULL AS VARCHAR) AS delivery_ids, CAST(NULL AS VARCHAR) AS evidence_table, false AS is_unclear"
            " FROM derived.cities c"
        )
    area = AREAS[judged["area"]]
    if "indicator" in judged:
        return f"""{head}, CAST(max_by(t.value, t.period) AS DECIMAL(38,9)) AS measured, CAST(count(t.value_id) AS INTEGER) AS rows,
          max_by(t.value_id, t.period) AS value_id, CAST(NULL AS VARCHAR) AS delivery_ids,
          'indicator_values' AS evidence_table, false AS is_unclear
        FROM derived.cities c LEFT JOIN derived.indicator_values t ON {area} AND t.value IS NOT NULL AND t.category = ''
          AND t.indicator_id = {literal(judged["indicator"])} AND t.basis = {literal(judged["basis"])}
          AND t.domain = {literal(judged["domain"])}
        GROUP BY c.area_code"""
    wanted, unclear = _all(judged.get("where"), "true"), _all(judged.get("unclear"), "false")
    if recent := judged.get("last_years"):
        column = f"TRY_CAST(left(CAST(t.{quoted(recent['column'])} AS VARCHAR), 4) AS INTEGER)"
        wanted += f" AND {column} >= {this_year - int(recent['years'])}"
    counted_rows = f"count(t.row_id) FILTER (t.is_there AND {wanted})"
    open_rows = f"count(t.row_id) FILTER (t.is_there AND {unclear})"
    known = {"area": "count(t.row_id) FILTER (t.is_there) > 0", "table": "any_value(a.n) > 0", "rows": f"{counted_rows} > 0"}[
        judged["known_by"]
    ]  # fmt: skip
    clear = f"({counted_rows} >= {judged['at_least']} OR {open_rows} = 0)"
    table = judged["table"]
    # Rows of elsewhere are not of the city; that there are any says only that the list was delivered.
    return f"""{head}, CASE WHEN {known} AND {clear} THEN CAST({counted_rows} AS DECIMAL(38,9)) END AS measured,
      CAST({counted_rows} AS INTEGER) AS rows, CAST(NULL AS VARCHAR) AS value_id,
      string_agg(DISTINCT t.delivery_id, ', ' ORDER BY t.delivery_id) FILTER (t.is_there AND {wanted}) AS delivery_ids,
      {literal(table.split(".")[1])} AS evidence_table, NOT {clear} AS is_unclear
    FROM derived.cities c
    LEFT JOIN (SELECT *, true AS is_there FROM {table}) t ON {area}
    CROSS JOIN (SELECT count(*) AS n FROM {table}) a
    GROUP BY c.area_code"""


def _all(conditions: Mapping[str, Any] | None, otherwise: str) -> str:
    return " AND ".join(_equals(column, value) for column, value in (conditions or {}).items()) or otherwise


def _equals(column: str, value: Any) -> str:
    if isinstance(value, bool):
        return f"t.{quoted(column)} = {str(value).lower()}"
    values = value if isinstance(value, list) else [value]
    return f"CAST(t.{quoted(column)} AS VARCHAR) IN ({', '.join(literal(str(v)) for v in values)})"


TYPES = {
    "area_code": "VARCHAR", "criterion_id": "VARCHAR", "ordinal": "INTEGER", "title_fa": "VARCHAR",
    "title_en": "VARCHAR", "weight": "INTEGER", "result": "VARCHAR", "is_manual": "BOOLEAN", "judged_on": "VARCHAR",
    "measured": "DECIMAL(38,9)", "needed": "DECIMAL(38,9)", "evidence_fa": "VARCHAR", "evidence_en": "VARCHAR",
    "evidence_table": "VARCHAR", "evidence_rows": "INTEGER", "value_id": "VARCHAR", "delivery_ids": "VARCHAR",
    "source_kind": "VARCHAR", "source_fa": "VARCHAR", "source_en": "VARCHAR", "source_url": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}  # fmt: skip
SCORE_TYPES = {
    "area_code": "VARCHAR", "is_registered_world": "BOOLEAN", "criteria": "INTEGER", "met": "INTEGER",
    "not_met": "INTEGER", "not_known": "INTEGER", "weight_total": "INTEGER", "weight_met": "INTEGER",
    "weight_not_known": "INTEGER", "score_low": "DECIMAL(38,9)", "score_high": "DECIMAL(38,9)",
    "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip


def judge_readiness(engine: DuckDBEngine, readiness: Readiness, this_year: int) -> int:
    """Build ``derived.craft_city_readiness`` (city × criterion) and ``craft_city_scores`` (city); return the former's rows.

    ``derived.cities`` must be there: area_code, county_code, kind, is_synthetic.
    """
    union = "\nUNION ALL\n".join(criterion_query(c, this_year) for c in readiness.criteria)
    measured = (
        {(r["area_code"], r["criterion_id"]): r for r in engine.rows(union)} if readiness.criteria else {}
    )
    verdicts = {(v["city"], v["criterion"]): v for v in readiness.verdicts}
    rows, scores = [], []
    for city in engine.rows("SELECT * FROM derived.cities ORDER BY area_code"):
        judged = []
        for place, criterion in enumerate(readiness.criteria, 1):
            key = (city["area_code"], criterion.criterion_id)
            # A verdict speaks of a real city and never stands beside invented rows.
            verdict = None if city["is_synthetic"] else verdicts.get(key)
            judged.append(_judged(readiness, criterion, place, city, measured[key], verdict))
        rows += judged
        scores.append(_score(readiness, city, judged))
    count = load_rows(engine, "craft_city_readiness", TYPES, rows)
    load_rows(engine, "craft_city_scores", SCORE_TYPES, scores)
    return count


def _judged(
    readiness: Readiness, criterion: Criterion, place: int, city: Mapping[str, Any], found: Mapping[str, Any],
    verdict: Mapping[str, Any] | None,
) -> dict[str, Any]:  # fmt: skip
    measured: Decimal | None = found["measured"]
    if verdict is not None:
        result, evidence = "met" if verdict["met"] else "not_met", verdict["evidence"]
    else:
        result = "not_known" if measured is None else "met" if measured >= criterion.needed else "not_met"
        name = (
            "manual_not_known"
            if criterion.judged_from is None
            else "unclear"
            if found["is_unclear"]
            else result
        )
        evidence = {
            language: readiness.sentences[name][language].format(
                measured=number(measured or Decimal(0), "", 0, language), needed=number(criterion.needed, "", 0, language)
            ) for language in ("fa", "en")
        }  # fmt: skip
    return {
        "area_code": city["area_code"], "criterion_id": criterion.criterion_id, "ordinal": place,
        "title_fa": criterion.title["fa"], "title_en": criterion.title["en"], "weight": criterion.weight,
        "result": result, "is_manual": criterion.judged_from is None, "judged_on": str(verdict["judged_on"]) if verdict else None,
        "measured": measured, "needed": None if criterion.judged_from is None else criterion.needed,
        "evidence_fa": evidence["fa"], "evidence_en": evidence["en"], "evidence_table": found["evidence_table"],
        "evidence_rows": found["rows"], "value_id": found["value_id"], "delivery_ids": found["delivery_ids"],
        "source_kind": criterion.source_kind, "source_fa": criterion.source["fa"], "source_en": criterion.source["en"],
        "source_url": criterion.source_url, "is_synthetic": city["is_synthetic"],
    }  # fmt: skip


def score_range(weights: Mapping[str, int]) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest share of the weight that may be met; unknown may turn out either way."""
    total = Decimal(sum(weights.values()))
    met, unknown = Decimal(weights.get("met", 0)), Decimal(weights.get("not_known", 0))
    return (met / total, (met + unknown) / total) if total else (Decimal(0), Decimal(0))


def _score(readiness: Readiness, city: Mapping[str, Any], judged: list[dict[str, Any]]) -> dict[str, Any]:
    weights = dict.fromkeys(("met", "not_met", "not_known"), 0)
    counts = dict.fromkeys(weights, 0)
    for row in judged:
        weights[row["result"]] += row["weight"]
        counts[row["result"]] += 1
    low, high = score_range(weights)
    said = {
        f"sentence_{language}": readiness.sentences["score"][language].format(
            low=number(low, "share", 0, language), high=number(high, "share", 0, language),
            **{k: counted(n, language) for k, n in counts.items()},
        ) for language in ("fa", "en")
    }  # fmt: skip
    return {
        "area_code": city["area_code"], "is_registered_world": city["kind"] in ("world_city", "world_village"),
        "criteria": len(judged), **counts, "weight_total": sum(weights.values()), "weight_met": weights["met"],
        "weight_not_known": weights["not_known"], "score_low": low, "score_high": high, **said,
        "is_synthetic": city["is_synthetic"],
    }  # fmt: skip
