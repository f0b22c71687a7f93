"""What of a published version belongs to an export: rows with the titles of their codes, in both languages.

Everything is selected from the public tables; nothing is computed here that is not a choice or an order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pipelines.exporting.scope import ExportRefused, Scope
from pipelines.published import PublishedDatabase

Row = dict[str, Any]

#: Tables of the CSV and Parquet files. ``?`` is the list of periods, months or dates of the scope.
DATA_FILES: dict[str, tuple[str, str]] = {
    "indicator_values": (
        "periods",
        "SELECT * FROM indicator_values WHERE list_contains(?, period) ORDER BY ALL",
    ),
    "indicators": ("", "SELECT * FROM indicators ORDER BY indicator_id"),
    "targets": ("", "SELECT * FROM targets ORDER BY target_id"),
    "target_progress": ("", "SELECT * FROM target_progress ORDER BY ALL"),
    "discrepancy_claims": (
        "periods",
        "SELECT * FROM discrepancy_claims WHERE discrepancy_id IN"
        " (SELECT discrepancy_id FROM discrepancy_claims WHERE list_contains(?, period)) ORDER BY ALL",
    ),
    "commitments": (
        "spoken",
        "SELECT * FROM commitments WHERE list_contains(?, left(spoken_on, 7)) ORDER BY commitment_id",
    ),
    "commitment_history": (
        "periods",
        "SELECT * FROM commitment_history WHERE list_contains(?, period) ORDER BY ALL",
    ),
    # As they stood at the ends of the months of the period, whatever the day of the version.
    "warning_history": (
        "months",
        "SELECT * FROM warning_history WHERE list_contains(?, month_key) ORDER BY ALL",
    ),
    "revisions": (
        "periods",
        "SELECT r.* FROM revisions r WHERE EXISTS (SELECT 1 FROM quarters q WHERE list_contains(?, q.period)"
        " AND r.published_on BETWEEN q.first_day AND q.last_day) ORDER BY ALL",
    ),
    "exports": (
        "shipped",
        "SELECT * FROM exports WHERE list_contains(?, period) ORDER BY ALL",
    ),
    "craft_cities": ("", "SELECT * FROM craft_cities ORDER BY ALL"),
    "credit_funnel": (
        "year",
        "SELECT * FROM credit_funnel WHERE list_contains(?, CAST(budget_year AS VARCHAR)) ORDER BY ALL",
    ),
    "areas": ("", "SELECT * FROM areas ORDER BY area_code"),
    "units": ("", "SELECT * FROM units ORDER BY unit"),
    "codes": ("", "SELECT * FROM codes ORDER BY list, sort, code"),
}

CODE = "LEFT JOIN codes {0} ON {0}.list = '{1}' AND {0}.code = {2}"
TITLES = "coalesce({0}.title_fa, {2}) AS {1}_fa, coalesce({0}.title_en, {2}) AS {1}_en"


def titled(*wanted: tuple[str, str, str]) -> tuple[str, str]:
    """Return columns and joins that give the titles of codes; each is (name, code list, expression)."""
    columns = ", ".join(TITLES.format(f"c_{name}", name, expression) for name, _, expression in wanted)
    joins = " ".join(CODE.format(f"c_{name}", codes, expression) for name, codes, expression in wanted)
    return columns, joins


AREA_AND_INDICATOR = (
    "coalesce(i.title_fa, k.title_fa, t.indicator_id) AS indicator_fa,"
    " coalesce(i.title_en, k.title_en, t.indicator_id) AS indicator_en, i.decimals, i.theme,"
    " coalesce(a.name_fa, t.area_code) AS area_fa, coalesce(a.name_en, t.area_code) AS area_en, a.kind AS area_kind"
)
JOIN_AREA_AND_INDICATOR = (
    "LEFT JOIN indicators i ON i.indicator_id = t.indicator_id"
    " LEFT JOIN codes k ON k.list = 'figure_indicators' AND k.code = t.indicator_id"
    " LEFT JOIN areas a ON a.area_code = t.area_code"
)
UNIT = "u.title_fa AS unit_fa, u.title_en AS unit_en"
#: From the whole to its parts: province, counties, cities, and the country for comparison.
AREA_ORDER = "CASE a.kind WHEN 'province' THEN 1 WHEN 'county' THEN 2 WHEN 'city' THEN 3 ELSE 4 END, t.area_code"

_VALUE_TITLES, _VALUE_JOINS = titled(
    ("domain", "domains", "t.domain"),
    ("basis", "bases", "t.basis"),
    ("status_title", "statuses", "t.status"),
    ("qualifier_title", "qualifiers", "t.qualifier"),
)
#: Categories of a value are codes of one of these lists, a group of crafts, or the Persian name of a customs office.
_CATEGORIES = """(
  SELECT code, min_by(title_fa, list) AS title_fa, min_by(title_en, list) AS title_en FROM codes
  WHERE list IN ('categories', 'workshop_kinds', 'city_kinds', 'commitment_states', 'licence_kinds', 'genders',
    'education_levels', 'artisan_states', 'cooperative_states', 'outlet_kinds', 'event_kinds', 'training_centre_kinds',
    'report_states')
  GROUP BY code
  UNION ALL SELECT group_code, title_fa, title_en FROM craft_groups
  UNION ALL SELECT o.office_name, o.office_name, min(o.name_en) FROM customs_offices o GROUP BY o.office_name
)"""
_CATEGORY_TITLE = TITLES.format("c_category", "category_title", "t.category")
_VALUES = f"""
SELECT t.*, {AREA_AND_INDICATOR}, {UNIT}, {_VALUE_TITLES}, {_CATEGORY_TITLE}, i.headline, i.kind AS indicator_kind,
  h.place AS headline_place, CASE WHEN h.value_id = t.value_id THEN h.coverage END AS coverage
FROM indicator_values t {JOIN_AREA_AND_INDICATOR} LEFT JOIN units u ON u.unit = t.unit {_VALUE_JOINS}
LEFT JOIN headlines h ON h.indicator_id = t.indicator_id AND h.area_code = t.area_code AND h.basis = t.basis
LEFT JOIN {_CATEGORIES} c_category ON c_category.code = t.category
LEFT JOIN codes th ON th.list = 'themes' AND th.code = i.theme
WHERE {{where}}
ORDER BY th.sort NULLS LAST, indicator_en, t.breakdown, {AREA_ORDER}, t.domain, t.category, t.frequency DESC,
  t.period, t.basis
"""
VALUES = _VALUES.format(where="list_contains(?, t.period)")
#: The same of values that are named.
NAMED_VALUES = _VALUES.format(where="list_contains(?, t.value_id)")
#: What the front page shows of an indicator of which one basis is of the scope. Another may be of an earlier period,
#: never of a later one.
HEADLINES = _VALUES.format(
    where="t.value_id IN (SELECT beside.value_id FROM headlines one"
    " JOIN headlines beside ON beside.indicator_id = one.indicator_id AND beside.area_code = one.area_code"
    " WHERE list_contains(?, one.period) AND beside.period <= list_max(?))"
)

_TARGET_TITLES, _TARGET_JOINS = titled(("domain", "domains", "t.domain"), ("progress", "progress", "p.status"))
TARGETS = f"""
SELECT t.*, {AREA_AND_INDICATOR}, i.unit, {UNIT}, {_TARGET_TITLES}, p.arithmetic_fa, p.arithmetic_en,
  p.value AS measured_value, p.period AS measured_period, p.is_provisional, p.value_ids
FROM targets t LEFT JOIN target_progress p ON p.target_id = t.target_id {JOIN_AREA_AND_INDICATOR}
LEFT JOIN units u ON u.unit = i.unit {_TARGET_JOINS}
ORDER BY CASE t.decision_state WHEN 'adopted' THEN 1 WHEN 'stated' THEN 2 ELSE 3 END, t.target_id
"""

_ANNOUNCED_TITLES, _ANNOUNCED_JOINS = titled(("domain", "domains", "t.domain"))
ANNOUNCED = f"""
SELECT t.*, {AREA_AND_INDICATOR}, {_ANNOUNCED_TITLES}, 'missing' AS status
FROM statements t {JOIN_AREA_AND_INDICATOR} {_ANNOUNCED_JOINS}
WHERE t.value IS NULL AND list_contains(?, t.period)
ORDER BY t.figure_id
"""

_NO_VALUE_TITLES, _NO_VALUE_JOINS = titled(("owner", "offices", "i.owner"))
NO_VALUE = f"""
SELECT i.indicator_id, i.title_fa AS indicator_fa, i.title_en AS indicator_en, {_NO_VALUE_TITLES},
  max(v.period) FILTER (v.value IS NOT NULL) AS last_period
FROM indicators i LEFT JOIN indicator_values v ON v.indicator_id = i.indicator_id {_NO_VALUE_JOINS}
GROUP BY ALL HAVING NOT coalesce(bool_or(list_contains(?, v.period)), false)
ORDER BY i.indicator_id
"""

_CLAIM_TITLES, _CLAIM_JOINS = titled(
    ("basis", "bases", "t.basis"),
    ("qualifier_title", "qualifiers", "t.qualifier"),
    ("grade", "grades", "t.evidence_grade"),
)
CLAIMS = f"""
SELECT t.*, {AREA_AND_INDICATOR}, {UNIT}, {_CLAIM_TITLES}
FROM discrepancy_claims t {JOIN_AREA_AND_INDICATOR} LEFT JOIN units u ON u.unit = t.unit {_CLAIM_JOINS}
WHERE t.discrepancy_id IN (SELECT discrepancy_id FROM discrepancy_claims WHERE list_contains(?, period))
ORDER BY t.discrepancy_id, t.ordinal
"""

_COMMITMENT_TITLES, _COMMITMENT_JOINS = titled(
    ("role_title", "roles", "t.role"), ("state_title", "commitment_states", "t.state")
)
COMMITMENTS = f"""
SELECT t.*, {_COMMITMENT_TITLES} FROM commitments t {_COMMITMENT_JOINS}
WHERE list_contains(?, left(t.spoken_on, 7)) ORDER BY t.commitment_id
"""

_EXPORT_TITLES, _EXPORT_JOINS = titled(("domain", "domains", "t.domain"))
EXPORTS = f"""
SELECT t.*, {_EXPORT_TITLES}, h.label_fa AS line_fa, h.label_en AS line_en, o.name_fa AS origin_fa,
  o.name_en AS origin_en, t.destination AS destination_fa, coalesce(d.name_en, t.destination) AS destination_en,
  t.customs_office AS office_fa, coalesce(c.name_en, t.customs_office) AS office_en
FROM exports t LEFT JOIN hs_codes h ON h.hs8 = t.hs8 LEFT JOIN areas o ON o.area_code = t.origin_area_code
LEFT JOIN destinations d ON d.destination_code = t.destination_code
LEFT JOIN customs_offices c ON c.office_code = t.customs_office_code
{_EXPORT_JOINS}
WHERE list_contains(?, t.period)
ORDER BY t.period, t.customs_office, t.destination, t.hs8, t.delivery_id, t.row_number
"""

_DEFINITION_TITLES, _DEFINITION_JOINS = titled(
    ("theme_title", "themes", "t.theme"), ("owner_title", "offices", "t.owner")
)
DEFINITIONS = f"""
SELECT t.*, {UNIT}, {_DEFINITION_TITLES} FROM indicators t LEFT JOIN units u ON u.unit = t.unit
{_DEFINITION_JOINS} ORDER BY c_theme_title.sort NULLS LAST, t.title_en
"""

_SOURCE_TITLES, _SOURCE_JOINS = titled(
    ("office_title", "offices", "t.office"),
    ("grade", "grades", "t.evidence_grade"),
    ("terms_title", "terms", "t.terms"),
)
SOURCES = f"""
SELECT t.*, {_SOURCE_TITLES} FROM deliveries t {_SOURCE_JOINS}
WHERE t.delivery_id IN (SELECT l.delivery_id FROM lineage l JOIN indicator_values v USING (value_id)
    WHERE list_contains(?, v.period))
  OR t.delivery_id IN (SELECT delivery_id FROM targets)
ORDER BY t.feed, t.period, t.delivery_id
"""

#: The place whose roadmap it is, and the themes in their order.
PLACE = "SELECT a.* FROM areas a JOIN release r ON a.area_code = r.home_area_code"
THEMES = "SELECT code AS theme, title_fa, title_en FROM codes WHERE list = 'themes' ORDER BY sort, code"
#: Wholes of the place from the first known period on, never of a later one than the scope; lines are drawn of them.
SERIES = _VALUES.format(
    where="t.area_code = (SELECT home_area_code FROM release) AND t.breakdown = '' AND t.category = ''"
    " AND t.period <= list_max(?)"
)

_REVISION_TITLES, _REVISION_JOINS = titled(
    ("domain", "domains", "t.domain"),
    ("basis", "bases", "t.basis"),
    ("cause_title", "revision_causes", "t.cause"),
)
REVISIONS = f"""
SELECT t.*, {AREA_AND_INDICATOR}, i.unit, {UNIT}, {_REVISION_TITLES}, {_CATEGORY_TITLE}
FROM revisions t {JOIN_AREA_AND_INDICATOR} LEFT JOIN units u ON u.unit = i.unit {_REVISION_JOINS}
LEFT JOIN {_CATEGORIES} c_category ON c_category.code = t.category
WHERE EXISTS (SELECT 1 FROM quarters q WHERE list_contains(?, q.period)
  AND t.published_on BETWEEN q.first_day AND q.last_day)
ORDER BY indicator_en, {AREA_ORDER}, t.domain, t.breakdown, t.category, t.period, t.basis, t.version
"""

_WARNING_TITLES, _WARNING_JOINS = titled(
    ("domain", "domains", "t.domain"),
    ("scheme_title", "credit_schemes", "t.scheme"),
    ("state_title", "warning_states", "t.state"),
)
#: Early warnings as they stood at the ends of the months of the period, whatever the day of the version.
WARNINGS = f"""
SELECT t.*, w.title_fa AS warning_fa, w.title_en AS warning_en, w.unit, {UNIT}, w.source_fa, w.source_en,
  coalesce(a.name_fa, t.area_code) AS area_fa, coalesce(a.name_en, t.area_code) AS area_en, {_WARNING_TITLES}
FROM warning_history t LEFT JOIN (
  SELECT warning_id, min(title_fa) AS title_fa, min(title_en) AS title_en, min(unit) AS unit,
    min(source_fa) AS source_fa, min(source_en) AS source_en FROM warnings GROUP BY warning_id
) w ON w.warning_id = t.warning_id
LEFT JOIN units u ON u.unit = w.unit LEFT JOIN areas a ON a.area_code = t.area_code {_WARNING_JOINS}
WHERE list_contains(?, t.month_key)
ORDER BY t.month_key, t.warning_id, t.scheme, t.budget_year, t.area_code, t.domain
"""

_OWED_TITLES, _OWED_JOINS = titled(("office_title", "offices", "t.office"))
#: Files that have not come, or came and do not count yet, of periods that meet those of the scope.
OWED = f"""
SELECT t.*, {_OWED_TITLES} FROM completeness t {_OWED_JOINS}
WHERE t.state IN ('missing', 'never', 'held', 'refused', 'partial')
  AND t.period <= list_max(?) AND coalesce(t.period_to, t.period) >= list_min(?)
ORDER BY t.feed, t.office, t.period
"""


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of each sheet, and the release that they come from."""

    scope: Scope
    values: list[Row]
    headlines: list[Row]
    targets: list[Row]
    announced: list[Row]
    no_value: list[Row]
    claims: list[Row]
    commitments: list[Row]
    exports: list[Row]
    definitions: list[Row]
    sources: list[Row]
    release: Row
    place: Row
    themes: list[Row]
    series: list[Row]
    revisions: list[Row]
    warnings: list[Row]
    owed: list[Row]
    area_notes: list[Row]

    @property
    def is_synthetic(self) -> bool:
        """Whether any row of the export is invented, as the rows themselves say."""
        return any(row["is_synthetic"] for row in self.rows_with_origin())

    def rows_with_origin(self) -> Iterator[Row]:
        """Return every row that says whether it is invented."""
        yield from chain(self.values, self.headlines, self.targets, self.claims, self.commitments, self.exports)
        yield from chain(self.sources, self.series, self.revisions, self.warnings)


def parameters(scope: Scope) -> dict[str, list[str]]:
    """Return the lists that the queries filter by. A thing said in a year without its month is of the year."""
    year = str(scope.year)
    return {
        "periods": list(scope.periods),
        "year": [year],
        "months": list(scope.months),
        "spoken": [year, *scope.months],
        "shipped": [*scope.periods, *scope.months],
    }


def read_content(database: PublishedDatabase, scope: Scope) -> Content:
    """Read what belongs to ``scope``; raises :class:`ExportRefused` when nothing is published for it."""
    lists = parameters(scope)
    values = database.rows(VALUES, [lists["periods"]])
    if not values:
        known = database.rows("SELECT DISTINCT period FROM indicator_values ORDER BY period")
        raise ExportRefused(
            "nothing_for_period", value=scope.key, suggestion=", ".join(r["period"] for r in known) or "—"
        )
    return Content(
        scope=scope,
        values=values,
        headlines=database.rows(HEADLINES, [lists["periods"], lists["periods"]]),
        targets=database.rows(TARGETS),
        announced=database.rows(ANNOUNCED, [lists["periods"]]),
        no_value=database.rows(NO_VALUE, [lists["periods"]]),
        claims=database.rows(CLAIMS, [lists["periods"]]),
        commitments=database.rows(COMMITMENTS, [lists["spoken"]]),
        exports=database.rows(EXPORTS, [lists["shipped"]]),
        definitions=database.rows(DEFINITIONS),
        sources=database.rows(SOURCES, [lists["periods"]]),
        release=database.rows("SELECT * FROM release")[0],
        place=next(iter(database.rows(PLACE)), {}),
        themes=database.rows(THEMES),
        series=database.rows(SERIES, [lists["periods"]]),
        revisions=database.rows(REVISIONS, [lists["periods"]]),
        warnings=database.rows(WARNINGS, [lists["months"]]),
        owed=database.rows(OWED, [lists["periods"], lists["periods"]]),
        area_notes=database.rows("SELECT * FROM area_notes ORDER BY indicator_id, area_code"),
    )
