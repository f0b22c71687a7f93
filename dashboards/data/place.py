"""Of which place the pages speak: its names, its kind, what is made there and what has to be said beside its figures.

The place of a publication is the area whose roadmap it is, a province or the country, and stands in the published
tables alone; no page names one by itself. Where several provinces are published, the address may choose one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboards.data.versions import Row, Tables
from dashboards.data.view import View

#: The same words in Persian and in English, as :meth:`~dashboards.language.language.Language.say` takes them.
Pair = tuple[str, str]

#: The parameter of an address that chooses a province; links keep it (:data:`dashboards.address.KEPT`).
PROVINCE = "province"

_KINDS: dict[str, Pair] = {"province": ("استان", "province"), "country": ("کشور", "country")}


@dataclass(frozen=True, slots=True)
class Place:
    """An area and its words: «استان …» is its name, what stands after «استان» its short name."""

    code: str
    kind: str
    name: Pair
    short: Pair

    @property
    def word(self) -> Pair:
        """What a sentence calls it after «this» or «the»: «استان» or «کشور»."""
        return _KINDS.get(self.kind, _KINDS["province"])

    @property
    def is_country(self) -> bool:
        """Tell whether it is the whole country, outside which no customs office lies."""
        return self.kind == "country"


#: Where nothing is published, and in words where a publication does not say whose it is.
NOWHERE = Place("", "province", ("", ""), ("", ""))


@dataclass(frozen=True, slots=True)
class Good:
    """What is made in an area, and whether a tariff line of its own lets customs see where it comes from."""

    area_code: str
    name: Pair
    own_line: bool
    note: Pair


# --- which place -----------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def home(tables: Tables | None) -> Place:
    """Return the place whose roadmap a version is; :data:`NOWHERE` where none is published."""
    if tables is None or "areas" not in tables.names():
        return NOWHERE
    code = _said_home(tables) or _most_told(tables) or country_code(tables)
    return _place(tables.lookup("areas", "area_code").get(str(code)))


def shown(view: View) -> Place:
    """Return the place whose figures a page shows: the province that the address chooses, else the home."""
    chosen = view.address.get(PROVINCE)
    return next((place for place in choices(view.tables) if place.code == chosen), home(view.tables))


def province(view: View) -> Place | None:
    """Return the province whose counties a page shows; None where the country of several provinces is shown."""
    place = shown(view)
    if not place.is_country:
        return place
    found = provinces(view.tables)
    return found[0] if len(found) == 1 else None


def province_of(tables: Tables, area_code: str) -> str | None:
    """Return the code of the province in which an area lies, or which it is; None of the country."""
    areas = tables.lookup("areas", "area_code")
    row = areas.get(area_code)
    while row is not None and row["kind"] != "province":
        row = areas.get(str(row["parent_code"] or ""))
    return str(row["area_code"]) if row is not None else None


@lru_cache(maxsize=64)
def provinces(tables: Tables) -> tuple[Place, ...]:
    """Return the provinces that a version tells of, in the order of their codes."""
    return tuple(_place(row) for row in tables.lookup("areas", "area_code").values() if row["kind"] == "province")


def choices(tables: Tables) -> tuple[Place, ...]:
    """Return the provinces among which a reader may choose: none where there is but one."""
    found = provinces(tables)
    return found if len(found) > 1 else ()


def country_code(tables: Tables) -> str:
    """Return the code of the country, empty where the areas have none."""
    row = tables.one("select area_code from areas where kind = 'country' order by area_code limit 1")
    return str(row["area_code"]) if row else ""


@lru_cache(maxsize=1024)
def inside(tables: Tables, code: str) -> frozenset[str]:
    """Return the code of an area and those of all areas in it."""
    rows = tables.lookup("areas", "area_code").values()
    found, last = {code}, {code}
    while last:
        last = {str(row["area_code"]) for row in rows if row["parent_code"] in last} - found
        found |= last
    return frozenset(found)


def elsewhere(tables: Tables, code: str) -> frozenset[str]:
    """Return the codes of the areas in other provinces than that of ``code``; none where there is but one province.

    Seen from the country each province is another one: the figure of one is not that of the whole.
    """
    own = province_of(tables, code)
    others = [place.code for place in choices(tables) if place.code != own]
    return frozenset[str]().union(*(inside(tables, other) for other in others))


def counties(view: View) -> tuple[Row, ...]:
    """Return the counties of the province that a page shows, in the order of their codes."""
    place = province(view)
    rows = view.tables.rows("select * from areas where kind = 'county' order by area_code")
    return tuple(row for row in rows if place is not None and row["area_code"] in inside(view.tables, place.code))


def _said_home(tables: Tables) -> str | None:
    """Return the area that a version says it is of; None where it was published before versions said it."""
    if "home_area_code" not in tables.columns("release"):
        return None
    row = tables.one("select home_area_code from release")
    return row["home_area_code"] if row else None


def _most_told(tables: Tables) -> str | None:
    """Return the province with the most values.

    It stands for the home in a version that was published before versions said whose they are.
    """
    if "indicator_values" not in tables.names():
        return None
    row = tables.one(
        "select v.area_code from indicator_values v join areas a on a.area_code = v.area_code "
        "where a.kind = 'province' group by v.area_code order by count(*) desc, v.area_code limit 1"
    )
    return str(row["area_code"]) if row else None


def _place(row: Row | None) -> Place:
    """Return the place that a row of ``areas`` describes; a version of before has no short names."""
    if row is None:
        return NOWHERE
    fa, en, kind = (str(row.get(name) or "") for name in ("name_fa", "name_en", "kind"))
    kind_fa, kind_en = _KINDS.get(kind, ("", ""))
    bare = en[: -len(kind_en)].rstrip() if en.lower().endswith(f" {kind_en}") else en
    short = row.get("short_fa") or fa.removeprefix(f"{kind_fa} "), row.get("short_en") or bare
    return Place(str(row["area_code"]), kind, (fa, en), short)


# --- words with a place in them --------------------------------------------------------------------------


def roadmap(place: Place) -> Pair:
    """Return what a publication is: «نقشهٔ راه صنایع دستی استان …»."""
    return _of("نقشهٔ راه صنایع دستی", "Handicraft roadmap", place)


def crafts(place: Place) -> Pair:
    """Return of what a publication tells, as the brand's second line: «صنایع دستی استان …»."""
    return _of("صنایع دستی", "Handicrafts", place)


def window_title(place: Place) -> Pair:
    """Return the title of the browser's window until the page sets its own."""
    return _of("نقشه · صنایع دستی", "Naqsheh · handicrafts", place)


def system(place: Place) -> Pair:
    """Return the system as a citation names it."""
    return _of("نقشه، سامانهٔ دادهٔ صنایع دستی", "Naqsheh, data system of the handicrafts", place)


def eyebrow(view: View) -> str:
    """Return the line above a page's title: whose roadmap it belongs to."""
    return view.say(*roadmap(home(view.tables)))


def _of(fa: str, en: str, place: Place) -> Pair:
    name_fa, name_en = place.name
    return (f"{fa} {name_fa}", f"{en} of {name_en}") if name_fa else (fa, en)


# --- what is made there, and what has to be said ---------------------------------------------------------


def goods(tables: Tables, area_code: str, domain: str | None = None) -> tuple[Good, ...]:
    """Return what is made in an area, in one domain or in all; nothing in a version that does not tell it."""
    if "local_goods" not in tables.names():
        return ()
    rows = tables.rows("select * from local_goods order by rowid")
    return tuple(
        Good(
            str(row["area_code"]),
            (str(row["name_fa"]), str(row["name_en"])),
            bool(row["own_line"]),
            (str(row["note_fa"] or ""), str(row["note_en"] or "")),
        )
        for row in rows
        if domain in (None, row["domain"]) and row["area_code"] in inside(tables, area_code)
    )


def listed(names: Sequence[Pair]) -> Pair:
    """Return names as a sentence lists them: «… و …»، «…، … و …»."""
    fa, en = ([pair[index] for pair in names] for index in (0, 1))
    return _enumerated(fa, "، ", " و "), _enumerated(en, ", ", " and ")


def _enumerated(names: Sequence[str], between: str, last: str) -> str:
    return last.join(part for part in (between.join(names[:-1]), *names[-1:]) if part)


def notes(view: View, indicator_ids: Collection[str], area_code: str) -> list[str]:
    """Return what must be said beside the figures of an area and of the areas in it, each sentence once."""
    if "area_notes" not in view.tables.names():
        return []
    rows = view.tables.rows("select * from area_notes order by area_code, rowid")
    within = inside(view.tables, area_code)
    found = (
        view.column(row, "note") for row in rows if row["indicator_id"] in indicator_ids and row["area_code"] in within
    )
    return list(dict.fromkeys(found))
