"""What a version is made of: its indicators, areas and titles, read once and remembered for as long as it is served."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.published.answers.model import Release
from pipelines.published.database import PublishedDatabase

Row = dict[str, Any]
Pair = tuple[str, str]

#: Versions whose catalogues stay in memory.
KEPT = 4

_COVERAGE = """
SELECT indicator_id, count(value) AS values, count(*) FILTER (status = 'suppressed') AS suppressed,
  count(*) FILTER (status = 'missing') AS missing, min(period) AS first_period, max(period) AS last_period,
  list(DISTINCT basis ORDER BY basis) AS bases, list(DISTINCT domain ORDER BY domain) AS domains,
  list(DISTINCT breakdown ORDER BY breakdown) AS breakdowns, count(DISTINCT area_code) AS areas
FROM indicator_values GROUP BY indicator_id
"""
_ADDRESSES = """
SELECT list(DISTINCT domain ORDER BY domain) AS domain, list(DISTINCT breakdown ORDER BY breakdown) AS breakdown,
  list(DISTINCT category ORDER BY category) AS category, list(DISTINCT basis ORDER BY basis) AS basis,
  list(DISTINCT status ORDER BY status) AS status, list(DISTINCT period ORDER BY period) AS period
FROM indicator_values
"""
#: Where the titles of other categories stand: (table, code, Persian, English).
_NAMED = (
    ("craft_groups", "group_code", "title_fa", "title_en"),
    ("hs_codes", "hs8", "label_fa", "label_en"),
    ("customs_offices", "office_name", "office_name", "name_en"),
)


@dataclass(frozen=True)
class Catalogue:
    """Indicators and areas by code, titles of codes, and what occurs among the addresses of the values."""

    release: Release
    indicators: Mapping[str, Row]
    areas: Mapping[str, Row]
    units: Mapping[str, Pair]
    codes: Mapping[str, Mapping[str, Pair]]
    named: Mapping[str, Pair]
    notes: Mapping[tuple[str, str], Pair]
    addresses: Mapping[str, tuple[str, ...]]
    _categories: dict[tuple[str, str], Pair] = field(default_factory=dict, compare=False, repr=False)

    def title(self, codes: str, code: str | None) -> Pair:
        """Return both titles of a code; the code itself where its list does not know it."""
        return self.codes.get(codes, {}).get(code or "", (code or "", code or ""))

    def unit(self, unit: str) -> Pair:
        """Return both titles of a unit."""
        return self.units.get(unit, (unit, unit))

    def area(self, code: str) -> Pair:
        """Return both names of an area."""
        row = self.areas.get(code)
        return (str(row["name_fa"] or code), str(row["name_en"] or code)) if row else (code, code)

    def category(self, breakdown: str, code: str) -> Pair:
        """Return both titles of a category: of the list that the breakdown is called after, else of what has the code.

        One code has another title in another list («active» of an artisan and of a cooperative).
        """
        known = self._categories.get((breakdown, code))
        if known is None:
            known = self._categories[breakdown, code] = self._find_category(breakdown, code)
        return known

    def _find_category(self, breakdown: str, code: str) -> Pair:
        plural = f"{breakdown}s"
        lists = [name for name in self.codes if name.endswith(plural) or name.startswith(breakdown)]
        lists += [name for name in self.codes if plural.endswith(f"_{name}")]
        for name in (*sorted(lists, key=len), "categories"):
            if code in self.codes.get(name, {}):
                return self.codes[name][code]
        return self.named.get(code, (code, code))


class _Remembered:
    """The catalogues of the versions that were asked for last, safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, str, int], Catalogue] = OrderedDict()

    def of(self, database: PublishedDatabase) -> Catalogue:
        release = read_release(database)
        key = (str(database.version.path), release.build_key, release.version)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = _read(database, release)
        with self._lock:
            self._known[key] = made
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return made


_REMEMBERED = _Remembered()


def catalogue_of(database: PublishedDatabase) -> Catalogue:
    """Return the catalogue of a version, from memory where it was read before."""
    return _REMEMBERED.of(database)


def read_release(database: PublishedDatabase) -> Release:
    """Read which version a database is; a version of before may lack some of it."""
    row = database.rows("SELECT * FROM release")[0]
    return Release.model_validate({name: row.get(name) for name in Release.model_fields if name in row})


def _read(database: PublishedDatabase, release: Release) -> Catalogue:
    tables = {r["table_name"] for r in database.rows("SELECT table_name FROM information_schema.tables")}
    coverage = {r["indicator_id"]: r for r in database.rows(_COVERAGE)}
    indicators = {
        r["indicator_id"]: {**r, **coverage.get(r["indicator_id"], {})}
        for r in database.rows("SELECT * FROM indicators ORDER BY indicator_id")
    }
    codes: dict[str, dict[str, Pair]] = {}
    for r in database.rows("SELECT * FROM codes ORDER BY list, sort, code"):
        codes.setdefault(r["list"], {})[r["code"]] = (r["title_fa"], r["title_en"])
    return Catalogue(
        release=release,
        indicators=indicators,
        areas={r["area_code"]: r for r in database.rows("SELECT * FROM areas ORDER BY area_code")},
        units={r["unit"]: (r["title_fa"], r["title_en"]) for r in database.rows("SELECT * FROM units")},
        codes=codes,
        named=_named(database, tables),
        notes=_notes(database, tables),
        addresses={name: tuple(found or ()) for name, found in database.rows(_ADDRESSES)[0].items()},
    )


def _named(database: PublishedDatabase, tables: set[str]) -> dict[str, Pair]:
    """Return the titles of craft groups, tariff lines and customs offices, which are no codes of a list."""
    found: dict[str, Pair] = {}
    for table, code, fa, en in _NAMED:
        if table in tables:
            rows = database.rows(f"SELECT {code} AS code, {fa} AS fa, {en} AS en FROM {table}")
            found.update({r["code"]: (r["fa"] or r["code"], r["en"] or r["code"]) for r in rows if r["code"]})
    return found


def _notes(database: PublishedDatabase, tables: set[str]) -> dict[tuple[str, str], Pair]:
    """Return what must be said beside the figure of an indicator and area."""
    found: dict[tuple[str, str], Pair] = {}
    if "area_notes" in tables:
        for r in database.rows("SELECT * FROM area_notes ORDER BY ALL"):
            fa, en = found.get((r["indicator_id"], r["area_code"]), ("", ""))
            told = (f"{fa} {r['note_fa'] or ''}".strip(), f"{en} {r['note_en'] or ''}".strip())
            found[r["indicator_id"], r["area_code"]] = told
    return found
