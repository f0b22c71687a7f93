"""Rules between figures: parts make their whole, a subset is no more than its set, a county than its province.

The rules are data (``models/rules/cross_figures.yaml``). They are judged in SQL over the measured values and, for
what is only told, over the statements; nothing is changed by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.wording import number
from pipelines.configuration.judging_rules import CrossFiguresFile, CrossRulePart, SelectorPart
from pipelines.configuration.rules import read_rules
from pipelines.engines.duckdb_engine import literal
from pipelines.messages import Language, Message
from pipelines.period_names import period_name

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

#: What the rules speak of: every measured value, and every statement of something that is not measured.
TOLD = """
SELECT value_id, indicator_id, area_code, domain, category, frequency, period, basis, value, unit,
  qualifier = 'exact' AS exact, is_synthetic
FROM derived.indicator_values
UNION ALL
SELECT CAST(NULL AS VARCHAR), s.indicator_id, s.area_code, s.domain, s.category, s.frequency, s.period, 'reported',
  s.value, s.unit, s.qualifier = 'exact', s.is_synthetic
FROM core.statements s
WHERE s.is_preferred AND s.frequency IS NOT NULL AND s.indicator_id NOT IN (SELECT indicator_id FROM derived.indicators)
"""

TYPES = {
    "rule_id": "VARCHAR", "title_fa": "VARCHAR", "title_en": "VARCHAR", "kind": "VARCHAR", "severity": "VARCHAR",
    "indicator_id": "VARCHAR", "area_code": "VARCHAR", "domain": "VARCHAR", "category": "VARCHAR",
    "frequency": "VARCHAR", "period": "VARCHAR", "basis": "VARCHAR", "left_value": "DECIMAL(38,9)",
    "right_value": "DECIMAL(38,9)", "difference": "DECIMAL(38,9)", "unit": "VARCHAR", "holds": "VARCHAR",
    "value_ids": "VARCHAR", "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selector:
    """An indicator with the domain (None: the same on both sides) and the category of which a rule speaks."""

    indicator: str
    domain: str | None = None
    category: str = ""

    @property
    def condition(self) -> str:
        """The SQL condition that picks its values."""
        found = f"indicator_id = {literal(self.indicator)} AND category = {literal(self.category)}"
        return found if self.domain is None else f"{found} AND domain = {literal(self.domain)}"


@dataclass(frozen=True, slots=True)
class CrossRule:
    """One rule of ``cross_figures.yaml``. ``parts`` has one selector for ``at_most``, none between areas."""

    rule_id: str
    title: Mapping[str, str]
    kind: str
    severity: str
    whole: Selector | None
    parts: tuple[Selector, ...]
    tolerance: Decimal
    bases: tuple[str, ...]
    indicators: tuple[str, ...]


def load_cross_figures(models: Path) -> list[CrossRule]:
    """Read the rules; raises :class:`RuleError` on anything unknown or missing."""
    return [_rule(part) for part in read_rules(models, CrossFiguresFile).rules]


def _rule(part: CrossRulePart) -> CrossRule:
    parts = part.parts or ([part.part] if part.part else [])
    return CrossRule(
        part.id, part.title.model_dump(), part.kind, part.severity, _selector(part.whole) if part.whole else None,
        tuple(_selector(p) for p in parts), part.tolerance, tuple(part.bases), tuple(part.indicators or ()),
    )  # fmt: skip


def _selector(part: SelectorPart) -> Selector:
    return Selector(part.indicator, part.domain, part.category)


def judge_cross_figures(engine: DuckDBEngine, rules: Sequence[CrossRule]) -> list[dict[str, Any]]:
    """Judge every rule and build ``derived.cross_checks``; return its rows.

    Grain: one row a rule, indicator, area, domain, category, period and basis. ``holds`` is ``true``, ``false``
    or ``unknown``.
    """
    import pyarrow as pa

    engine.execute(f"CREATE OR REPLACE VIEW derived.told AS {TOLD}")
    names = {r["area_code"]: r for r in engine.query(
        "SELECT area_code, name_fa, name_en FROM reference.areas"
    ).to_pylist()}  # fmt: skip
    rows = []
    for rule in rules:
        for cell in engine.query(_query(rule)).to_pylist():
            rows.append(_row(rule, cell, names.get(cell["area_code"], {})))
    arrow = {"VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "DECIMAL(38,9)": pa.decimal128(38, 9)}
    schema = pa.schema([(name, arrow[kind]) for name, kind in TYPES.items()])
    engine.load_arrow("derived", "cross_checks", pa.Table.from_pylist(rows, schema))
    return rows


def _query(rule: CrossRule) -> str:
    """Return the query of a rule's cells: both sides, the parts one by one, and whether all was exact."""
    bases = f" AND basis IN ({', '.join(map(literal, rule.bases))})" if rule.bases else ""
    if rule.whole is None:
        return _between_areas(rule, bases)
    # Where no selector names a domain, both sides must speak of the same one.
    free = all(s.domain is None for s in (rule.whole, *rule.parts))
    address = ["area_code", "frequency", "period", "basis", *(["domain"] if free else [])]
    parts = " UNION ALL ".join(
        f"SELECT *, {n} AS place FROM derived.told WHERE {p.condition}{bases}"
        for n, p in enumerate(rule.parts)
    )
    cells = ", ".join(address)
    domain = "c.domain" if free else literal(rule.whole.domain or "")
    # Of a set alone nothing can be said; of a whole without its parts, that they are not known.
    both = f" UNION SELECT {cells} FROM whole WHERE value IS NOT NULL" if rule.kind == "parts_sum" else ""
    joined = " AND ".join(f"{{0}}.{a} = c.{a}" for a in address)
    return f"""
    WITH whole AS (SELECT * FROM derived.told WHERE {rule.whole.condition}{bases}),
    parts AS ({parts}),
    cells AS (SELECT DISTINCT {cells} FROM parts WHERE value IS NOT NULL{both})
    SELECT {literal(rule.whole.indicator)} AS indicator_id, c.area_code, {domain} AS domain,
      {literal(rule.whole.category)} AS category, c.frequency, c.period, c.basis,
      list(p.value ORDER BY p.place) FILTER (p.value IS NOT NULL) AS parts, any_value(w.value) AS whole,
      coalesce(any_value(w.unit), any_value(p.unit)) AS unit,
      coalesce(bool_and(p.exact), true) AND coalesce(bool_and(w.exact), true) AS exact,
      list_sort(list_distinct(list_concat(list(p.value_id), list(w.value_id)))) AS value_ids,
      coalesce(bool_or(p.is_synthetic), false) OR coalesce(bool_or(w.is_synthetic), false) AS is_synthetic
    FROM cells c LEFT JOIN parts p ON {joined.format("p")} LEFT JOIN whole w ON {joined.format("w")}
    GROUP BY ALL ORDER BY c.area_code, domain, c.period, c.basis
    """


def _between_areas(rule: CrossRule, bases: str) -> str:
    listed = f" AND indicator_id IN ({', '.join(map(literal, rule.indicators))})" if rule.indicators else ""
    each = ", c.area_code AS child" if rule.kind == "area_at_most" else ""
    area = "c.area_code" if rule.kind == "area_at_most" else "a.parent_code"
    return f"""
    WITH told AS (
      SELECT t.* FROM derived.told t JOIN derived.indicator_facts f USING (indicator_id)
      WHERE f.kind IN ('stock', 'flow', 'cumulative') AND t.category = ''{bases}{listed}
    )
    SELECT c.indicator_id, {area} AS area_code, c.domain, c.category, c.frequency, c.period, c.basis,
      list(c.value ORDER BY c.area_code) FILTER (c.value IS NOT NULL) AS parts, any_value(w.value) AS whole,
      any_value(w.unit) AS unit, bool_and(c.exact) AND bool_and(w.exact) AS exact,
      list_sort(list_distinct(list_concat(list(c.value_id), list(w.value_id)))) AS value_ids,
      bool_or(c.is_synthetic) OR bool_or(w.is_synthetic) AS is_synthetic,
      count(*) FILTER (c.value IS NULL) AS silent{each}
    FROM told c
    JOIN reference.areas a ON a.area_code = c.area_code
    JOIN told w ON w.area_code = a.parent_code AND w.indicator_id = c.indicator_id AND w.domain = c.domain
      AND w.frequency = c.frequency AND w.period = c.period AND w.basis = c.basis
    GROUP BY ALL ORDER BY c.indicator_id, area_code, c.domain, c.period, c.basis
    """


def _row(rule: CrossRule, cell: Mapping[str, Any], area: Mapping[str, Any]) -> dict[str, Any]:
    parts: list[Decimal] = cell["parts"] or []
    expected = len(rule.parts) if rule.whole is not None else len(parts) + int(cell.get("silent") or 0)
    whole: Decimal | None = cell["whole"]
    left = sum(parts, Decimal(0)) if parts and len(parts) == expected else None
    difference = left - whole if left is not None and whole is not None else None
    holds = _holds(rule, difference, exact=bool(cell["exact"]))
    texts = {
        f"sentence_{language}": _sentence(rule, cell, parts, whole, difference, holds, area, language)
        for language in ("fa", "en")
    }
    return {
        "rule_id": rule.rule_id, "title_fa": rule.title["fa"], "title_en": rule.title["en"], "kind": rule.kind,
        "severity": rule.severity,
        **{k: cell[k] for k in ("indicator_id", "area_code", "domain", "category", "frequency", "period", "basis")},
        "left_value": left, "right_value": whole, "difference": difference, "unit": cell["unit"], "holds": holds,
        "value_ids": ", ".join(i for i in cell["value_ids"] or [] if i), **texts,
        "is_synthetic": bool(cell["is_synthetic"]),
    }  # fmt: skip


def _holds(rule: CrossRule, difference: Decimal | None, *, exact: bool) -> str:
    """Return whether a rule holds; what is not exact may confirm it and never breaks it."""
    if difference is None:
        return "unknown"
    beyond = abs(difference) if rule.kind == "parts_sum" else difference
    if beyond <= rule.tolerance:
        return "true"
    return "false" if exact else "unknown"


def _sentence(
    rule: CrossRule, cell: Mapping[str, Any], parts: Sequence[Decimal], whole: Decimal | None,
    difference: Decimal | None, holds: str, area: Mapping[str, Any], language: Language,
) -> str:  # fmt: skip
    unknown = "؟" if language == "fa" else "?"

    def said(value: Decimal | None) -> str:
        return unknown if value is None else number(value, cell["unit"] or "", 1, language)

    # Areas that are added up are many; the sum says enough.
    listed = parts if rule.kind == "parts_sum" else [sum(parts, Decimal(0))] if parts else []
    outcome = "inexact" if holds == "unknown" and difference is not None else holds
    sign = "sum" if rule.kind == "parts_sum" else "at_most"
    params = {
        "value": rule.title[language], "area": area.get(f"name_{language}") or cell["area_code"],
        "period": period_name(cell["period"], language), "left": " + ".join(map(said, listed)) or unknown,
        "right": said(whole), "difference": said(abs(difference)) if difference is not None else unknown,
    }  # fmt: skip
    return Message(f"cross_{sign}_{outcome}", "warn", params).text(language)
