"""What a reader may search for in a version: titles, other spellings, what is told of it, and its very address.

Nothing here holds a value or a person: indicators, places, definitions, promises, tables and pages by their names.
How words are compared is told by :mod:`dashboards.server.api.search`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dashboards.address import Address
from dashboards.data import place
from dashboards.data.versions import Row, Tables
from dashboards.registry import PAGES, SECTIONS

Pair = tuple[str, str]
Kind = Literal["page", "indicator", "area", "definition", "commitment", "table"]

#: kind → its heading, in the order in which equally good results stand.
KINDS: dict[Kind, Pair] = {
    "area": ("شهرستان‌ها و شهرها", "Counties and cities"),
    "indicator": ("شاخص‌ها", "Indicators"),
    "page": ("صفحه‌ها", "Pages"),
    "definition": ("تعریف‌ها", "Definitions"),
    "commitment": ("تعهدها", "Commitments"),
    "table": ("جدول‌های عمومی", "Public tables"),
}
#: What it counts that an indicator is a headline of the roadmap.
_HEADLINE = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: ``about`` is what is said of it, ``beside`` the quiet line under its title.

    ``weight`` lifts what the roadmap is about above what only has the same words.
    """

    kind: Kind
    title: Pair
    page: str
    parameters: tuple[tuple[str, str], ...] = ()
    part: str = ""
    other: tuple[str, ...] = ()
    about: Pair = ("", "")
    beside: Pair = ("", "")
    weight: int = 0

    def address(self, here: Address) -> str:
        """Return the address that leads to it, in the language of the page and with what every link keeps."""
        return here.to(self.page, **dict(self.parameters)) + (f"#{self.part}" if self.part else "")


@lru_cache(maxsize=8)
def entries(tables: Tables) -> tuple[Entry, ...]:
    """Return everything that can be found in a version; one of before lacks what it does not have."""
    names = set(tables.names())
    found = [*_areas(tables, names), *_indicators(tables), *_pages(), *_definitions(tables, names)]
    return (*found, *_commitments(tables, names), *_tables(tables))


def _pair(row: Row, name: str) -> Pair:
    fa, en = (str(row.get(f"{name}_{code}") or "") for code in ("fa", "en"))
    return fa or en, (en or fa)[:1].upper() + (en or fa)[1:]


def _areas(tables: Tables, names: set[str]) -> Iterator[Entry]:
    """Give counties and craft cities with their pages; a town without one leads to its county."""
    areas = tables.lookup("areas", "area_code")
    crafts = tables.lookup("craft_cities", "area_code") if "craft_cities" in names else {}
    for code, row in areas.items():
        above = areas.get(str(row["parent_code"] or ""), {})
        known = _pair(row, "name")
        spelled = (code, str(row.get("short_fa") or ""), str(row.get("short_en") or ""))
        if row["kind"] == "county":
            titles = (f"شهرستان {known[0]}", f"{known[1]} county")
            yield Entry("area", titles, "counties", (("county", code),), other=(*known, *spelled))
        elif code in crafts:
            titles = (f"{known[0]}، شهر صنایع دستی", f"{known[1]}, craft city")
            craft = _pair(crafts[code], "craft")
            yield Entry(
                "area", titles, "cities", (("city", code),), other=(*known, *spelled), about=craft, beside=craft
            )
        elif row["kind"] == "city" and above.get("kind") == "county":
            over = _pair(above, "name")
            beside = (f"شهری در شهرستان {over[0]}", f"a town in {over[1]} county")
            county = (("county", str(above["area_code"])),)
            yield Entry("area", known, "counties", county, other=spelled, beside=beside)
    for found in place.choices(tables):
        yield Entry("area", found.name, "glance", ((place.PROVINCE, found.code),), other=(*found.short, found.code))


def _indicators(tables: Tables) -> Iterator[Entry]:
    themes = tables.codes("themes")
    for row in tables.rows("select * from indicators order by headline nulls last, indicator_id"):
        code = str(row["indicator_id"])
        beside = _pair(themes.get(str(row["theme"]), {}), "title")
        about = _pair(row, "definition")
        weight, named = (_HEADLINE if row["headline"] else 0), (("indicator", code),)
        yield Entry("indicator", _pair(row, "title"), "indicators", named, "", (code,), about, beside, weight)


def _pages() -> Iterator[Entry]:
    for page in PAGES.values():
        if page.section:
            yield Entry("page", (page.fa, page.en), page.name, other=(page.name,), beside=SECTIONS[page.section])


def _definitions(tables: Tables, names: set[str]) -> Iterator[Entry]:
    for row in tables.rows("select * from indicators order by headline nulls last, indicator_id"):
        code, titles, about = str(row["indicator_id"]), _pair(row, "title"), _pair(row, "definition")
        other = (code, f"تعریف {titles[0]}", f"definition of {titles[1]}")
        yield Entry("definition", titles, "definitions", (), f"definition-{code}", other, about, about)
    for row in tables.rows("select * from feeds order by feed") if "feeds" in names else ():
        feed = str(row["feed"])
        beside = ("گزارش و ستون‌های آن", "a feed and its columns")
        yield Entry("definition", _pair(row, "title"), "definitions", (), f"feed-{feed}", (feed,), beside=beside)


def _commitments(tables: Tables, names: set[str]) -> Iterator[Entry]:
    if "commitments" not in names:
        return
    roles = tables.codes("roles")
    for row in tables.rows("select * from commitments order by commitment_id"):
        code = str(row["commitment_id"])
        beside = _pair(roles.get(str(row["role"]), {}), "title")
        yield Entry("commitment", _pair(row, "action"), "commitments", (), code, (code,), beside, beside)


def _tables(tables: Tables) -> Iterator[Entry]:
    rows = tables.rows(
        "select table_name as name, comment from duckdb_tables() union all"
        " select view_name, comment from duckdb_views() where not internal order by 1"
    )
    for row in rows:
        name, comment = str(row["name"]), str(row["comment"] or "")
        english, _, persian = comment.partition(" — ")
        titles = tuple(half.partition(". ")[0].strip(" .") or name for half in (persian or english, english))
        yield Entry("table", (titles[0], titles[1]), "data", (), f"table-{name}", (name,), beside=(name, name))
