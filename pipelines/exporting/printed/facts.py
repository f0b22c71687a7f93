"""What of a published version is printed: rows with titles in both languages, of a place and up to a period.

Everything is selected from the public tables; nothing is computed here that is not a choice or an order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipelines.configuration.parts import Bilingual
from pipelines.exporting.content import UNIT, titled
from pipelines.exporting.scope import Scope
from pipelines.foundation.period import Period
from pipelines.published import PublishedDatabase

Row = Mapping[str, Any]
#: From the worst to the best; what is not measured comes before what is fine.
GRAVEST = ("missed", "off_track", "behind", "not_available", "on_track", "reached")
#: Quarter by which a period is over: a year ends with its fourth.
_END = "CASE v.frequency WHEN 'A' THEN concat(v.period, 'Q4') ELSE v.period END"

#: Whole values of one area, each with the value a year before (of a year that is the period before).
#: Grain: an indicator, domain, basis and period.
SERIES = f"""
SELECT v.value_id, v.indicator_id, v.area_code, v.domain, d.title_fa AS domain_fa, d.title_en AS domain_en,
  v.frequency, v.period, v.value, v.unit, v.basis, v.qualifier, v.status, v.source_fa, v.source_en, v.is_synthetic,
  {_END} AS ends, c.change, c.change_unit, c.status AS change_status, o.value AS before, o.status AS before_status,
  o.qualifier AS before_qualifier
FROM indicator_values v
LEFT JOIN indicator_changes c ON c.value_id = v.value_id
  AND c.comparison = CASE v.frequency WHEN 'A' THEN 'previous' ELSE 'year_before' END
LEFT JOIN indicator_values o ON o.value_id = c.other_value_id
LEFT JOIN codes d ON d.code = v.domain AND (d.list = 'domains' OR d.list = 'categories' AND NOT EXISTS (
  SELECT 1 FROM codes n WHERE n.list = 'domains' AND n.code = v.domain))
WHERE v.category = '' AND v.area_code = ? AND {_END} <= ? AND v.status <> 'missing'
ORDER BY v.indicator_id, v.domain, v.basis, ends, v.frequency
"""

_TARGET_TITLES, _TARGET_JOINS = titled(("domain", "domains", "t.domain"), ("progress", "progress", "t.status"))
TARGETS = f"""
SELECT t.*, i.title_fa, i.title_en, i.unit, i.decimals, i.theme, i.direction, {UNIT}, {_TARGET_TITLES},
  a.name_fa AS area_fa, a.name_en AS area_en, g.whose_decision_fa, g.whose_decision_en, g.basis_fa AS reason_fa,
  g.basis_en AS reason_en
FROM target_progress t JOIN indicators i ON i.indicator_id = t.indicator_id LEFT JOIN units u ON u.unit = i.unit
JOIN targets g ON g.target_id = t.target_id LEFT JOIN areas a ON a.area_code = t.area_code {_TARGET_JOINS}
ORDER BY t.target_id
"""
DEFINITIONS = f"SELECT t.*, {UNIT} FROM indicators t LEFT JOIN units u ON u.unit = t.unit ORDER BY t.indicator_id"
COUNTIES = f"""
SELECT v.value_id, v.indicator_id, v.area_code, v.domain, v.frequency, v.period, v.value, v.unit, v.basis, v.qualifier,
  v.status, {_END} AS ends, a.name_fa, a.name_en, a.short_fa, a.short_en, a.tile_row, a.tile_col, v.is_synthetic
FROM indicator_values v JOIN areas a ON a.area_code = v.area_code AND a.kind = 'county'
WHERE v.category = '' AND a.parent_code = ? AND {_END} <= ? AND v.status <> 'missing'
"""
SOURCES = """
SELECT d.delivery_id, d.document_fa, d.document_en, d.office, d.period, d.evidence_grade, d.feed_title_fa,
  d.feed_title_en,
  o.title_fa AS office_fa, o.title_en AS office_en, g.title_fa AS grade_fa, g.title_en AS grade_en, count(*) AS figures
FROM lineage l JOIN deliveries d ON d.delivery_id = l.delivery_id
LEFT JOIN codes o ON o.list = 'offices' AND o.code = d.office
LEFT JOIN codes g ON g.list = 'grades' AND g.code = d.evidence_grade
WHERE list_contains(?, l.value_id) GROUP BY ALL ORDER BY figures DESC, d.delivery_id
"""


@dataclass(frozen=True)
class Facts:
    """What is known of the home place up to the end of a period, as one published version knows it.

    ``notes`` are what the secretariat says of its revisions.
    """

    database: PublishedDatabase
    scope: Scope
    notes: tuple[Bilingual, ...] = ()

    @cached_property
    def release(self) -> Row:
        """The version itself."""
        return self.database.rows("SELECT * FROM release")[0]

    @cached_property
    def place(self) -> Row:
        """The area whose roadmap this is."""
        home = self.release["home_area_code"]
        return self.database.rows("SELECT * FROM areas WHERE area_code = ?", [home])[0]

    @cached_property
    def is_synthetic(self) -> bool:
        """Whether anything that may be printed is invented, as the rows themselves say."""
        parts: tuple[Sequence[Row], ...] = (self.home_series, self.counties, self.targets)
        return bool(self.release["is_synthetic"]) or any(row["is_synthetic"] for part in parts for row in part)

    @property
    def last_quarter(self) -> str:
        """The quarter with which the period ends."""
        return self.scope.period.quarters[-1].key

    @cached_property
    def indicators(self) -> dict[str, Row]:
        """Definitions, by id."""
        return {str(row["indicator_id"]): row for row in self.database.rows(DEFINITIONS)}

    @cached_property
    def codes(self) -> dict[tuple[str, str], Row]:
        """Titles of coded values, by list and code."""
        rows = self.database.rows("SELECT list, code, title_fa, title_en, sort FROM codes")
        return {(str(row["list"]), str(row["code"])): row for row in rows}

    def series(self, area_code: str) -> list[Row]:
        """Return the whole values of an area up to the period, each with what its indicator says."""
        rows = self.database.rows(SERIES, [area_code, self.last_quarter])
        return [{**row, **self._said(str(row["indicator_id"]))} for row in rows]

    @cached_property
    def home_series(self) -> list[Row]:
        """The whole values of the home place up to the period."""
        return self.series(str(self.place["area_code"]))

    def _said(self, indicator_id: str) -> dict[str, Any]:
        said = self.indicators[indicator_id]
        names = (
            "title_fa",
            "title_en",
            "decimals",
            "theme",
            "kind",
            "unit_fa",
            "unit_en",
            "headline",
            "caveat_fa",
            "caveat_en",
        )
        return {name: said[name] for name in names}

    @cached_property
    def targets(self) -> list[Row]:
        """Targets and where they stand, the worst first, adopted ones before the others."""
        rows = self.database.rows(TARGETS)
        order = {status: place for place, status in enumerate(GRAVEST)}
        return sorted(
            rows,
            key=lambda r: (
                r["decision_state"] != "adopted",
                order.get(str(r["status"]), 9),
                r["gain_ratio"] if r["gain_ratio"] is not None else 9,
                r["target_id"],
            ),
        )

    @cached_property
    def adopted(self) -> list[Row]:
        """The targets that bind."""
        return [row for row in self.targets if row["decision_state"] == "adopted"]

    @cached_property
    def counties(self) -> list[Row]:
        """The newest whole value of each county, indicator, domain and basis up to the period."""
        rows = self.database.rows(COUNTIES, [self.place["area_code"], self.last_quarter])
        newest: dict[tuple[str, ...], Row] = {}
        for row in rows:
            address = tuple(str(row[n]) for n in ("area_code", "indicator_id", "domain", "basis"))
            if address not in newest or newest[address]["ends"] <= row["ends"]:
                newest[address] = {**row, **{k: v for k, v in self._said(address[1]).items() if k not in row}}
        return list(newest.values())

    def path(self, target_id: str) -> list[Row]:
        """Return what the path of a target asks for, by period."""
        return self.rows("SELECT period, value FROM target_paths WHERE target_id = ? ORDER BY period", [target_id])

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Ask the published version."""
        return list(self.database.rows(sql, list(parameters)))

    def sources(self, value_ids: Sequence[str]) -> list[Row]:
        """Return the documents behind values, those behind most of them first."""
        return self.rows(SOURCES, [list(value_ids)])


def chosen_domains(rows: Sequence[Row]) -> list[Row]:
    """Leave of an indicator the total over its domains where there is one, else each domain."""
    domains: dict[str, set[str]] = {}
    for row in rows:
        domains.setdefault(str(row["indicator_id"]), set()).add(str(row["domain"]))
    left = [row for row in rows if row["domain"] == "all" or "all" not in domains[str(row["indicator_id"])]]
    several = {name for name, found in domains.items() if len(found) > 1 and "all" not in found}
    return [{**row, "is_one_of_several": row["indicator_id"] in several} for row in left]


def newest(rows: Sequence[Row]) -> list[Row]:
    """Return the last value of each series; of a year and its last quarter, what fits the kind of the indicator."""
    last: dict[tuple[str, ...], Row] = {}
    for row in rows:
        address = tuple(str(row[name]) for name in ("indicator_id", "domain", "basis"))
        held = last.get(address)
        if held is None or _rank(row) >= _rank(held):
            last[address] = row
    return list(last.values())


def _rank(row: Row) -> tuple[str, bool]:
    fits = (row["frequency"] == "A") == (row["kind"] in ("flow", "ratio"))
    return str(row["ends"]), fits


def quarter_place(period: str) -> int:
    """Return a period's end on the line of quarters, counted from the year nought."""
    told = Period.parse(period)
    last = told.quarters[-1] if told.quarters else told
    return 4 * last.year + (last.quarter or 4)
