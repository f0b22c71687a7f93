"""Indicator queries.

Which row of ``indicator_values`` stands for an indicator, what belongs to it, where it comes from.
Only choosing and wording; no value is computed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dashboards.data import headlines, place
from dashboards.data.versions import Row, Tables
from dashboards.data.view import View
from pipelines.foundation.period import Period

DOMAIN_ORDER = ("crafts", "all", "carpet")
#: Marks the row of a period of which there is no row.
GAP = "is_gap"
#: Kinds of what comes within a period: they grow with its length, and so may a share of them.
SPANNING = ("flow", "ratio")
#: What makes a cell, of which the commission sets a target: an indicator of an area, a domain and a category.
_CELL = ("indicator_id", "area_code", "domain", "category")
#: The unit of unit values: amounts per amount, which differ and grow like amounts.
UNIT_VALUE = "usd_per_kg"


def home_area(view: View) -> str:
    """Return the area whose figures a page shows: the province that was chosen, else that of the publication."""
    return place.shown(view).code


def values(view: View, indicator_id: str) -> tuple[Row, ...]:
    """Return every value of an indicator, oldest period first."""
    return view.tables.rows(
        "select * from indicator_values where indicator_id = ? order by period, area_code, domain, category, basis",
        indicator_id,
    )


def bases(view: View) -> tuple[str, ...]:
    """Return the bases on which a value may be known, the best evidence first, as the published list ranks them."""
    return tuple(view.tables.codes("bases"))


def principal(view: View, indicator_id: str) -> Row | None:
    """Return the value that stands for an indicator: the first of its headline, of the home area.

    Where the commission has set a target for another area alone, of that one: a target is never shown beside the figure
    of an area for which it was not set. Where neither has a value, the best of the areas that lie in no other province;
    None where only others have one.
    """
    rows = headlines.firsts(view, indicator_id) or list(values(view, indicator_id))
    home = headline_area(view, indicator_id)
    foreign = place.elsewhere(view.tables, home)
    here = [row for row in rows if row["area_code"] == home] or [row for row in rows if row["area_code"] not in foreign]
    if not here:
        return None
    wholes = [row for row in here if not row["category"]] or here
    return _best(view, _assessed(view, wholes) or wholes)


def _assessed(view: View, rows: Sequence[Row]) -> list[Row]:
    """Return the values of which a target's state speaks: of its basis, and where there are such, of its frequency.

    A quarter of what flows never stands beside the target of a year.
    """
    speaking = {(row["domain"], row["category"]): _speaking(view, row) for row in rows}
    of_basis = [
        (row, found)
        for row in rows
        if (found := speaking[row["domain"], row["category"]]) is not None and found["basis"] == row["basis"]
    ]
    of_frequency = [
        row
        for row, found in of_basis
        if Period.parse(row["period"]).frequency == Period.parse(found["period"]).frequency
    ]
    return of_frequency or [row for row, _ in of_basis]


def headline_area(view: View, indicator_id: str) -> str:
    """Return the area of which a headline speaks: home, unless the adopted targets are all of other areas."""
    home = home_area(view)
    areas = [str(row["cell_area_code"]) for row in standings(view.tables) if row["cell_indicator_id"] == indicator_id]
    return areas[0] if areas and home not in areas else home


def standings(tables: Tables) -> tuple[Row, ...]:
    """Return how every adopted target stands that gives a cell its state, the next due first.

    They are few and asked for by every value of a page, so they are read at once.
    """
    return tables.rows(
        "select p.*, s.indicator_id as cell_indicator_id, s.area_code as cell_area_code, s.domain as cell_domain, "
        "s.category as cell_category, s.status as cell_status from commission_status s "
        "join target_progress p on p.target_id = s.target_id order by p.is_over, p.target_period, p.target_id"
    )


@lru_cache(maxsize=8)
def _standing_of_cells(tables: Tables) -> dict[tuple[str, ...], Row]:
    """Return the adopted target that gives a cell its state, by indicator, area, domain and category."""
    return {tuple(str(row[f"cell_{name}"]) for name in _CELL): row for row in standings(tables)}


def _target_basis(view: View, row: Row) -> str | None:
    """Return the basis on which the adopted target that gives a value's cell its state is assessed.

    A tile shows what its status speaks of.
    """
    found = _speaking(view, row)
    return str(found["basis"]) if found and found["basis"] else None


def _speaking(view: View, row: Row) -> Row | None:
    """Return how the adopted target stands that gives a value's cell its state."""
    return _standing_of_cells(view.tables).get(tuple(str(row[name]) for name in _CELL))


def chosen(view: View, indicator_id: str, wishes: Mapping[str, str | None]) -> Row | None:
    """Return the value that ``wishes`` (column → value) narrow down to.

    A wish that fits nothing is passed over; where none is made, the principal value decides, and where there is none,
    the best of another province.
    """
    rows = list(values(view, indicator_id))
    if not rows:
        return None
    firsts = headlines.firsts(view, indicator_id)
    there = [row for row in firsts if row["area_code"] == wishes.get("area_code")]
    default = next(iter(there), None) or principal(view, indicator_id) or _best(view, firsts or rows)
    for column, wish in wishes.items():
        for candidate in (wish, default[column]):
            kept = [row for row in rows if row[column] == candidate]
            if candidate is not None and kept:
                rows = kept
                break
    found = {row["value_id"] for row in rows}
    shown = [row for row in (default, *firsts) if row["value_id"] in found]
    return shown[0] if default in shown else _best(view, shown or rows)


def _best(view: View, rows: Sequence[Row]) -> Row:
    """Return the row that stands for the others.

    How good its evidence is says the order of the published bases and grades.
    """
    grades, ranked = tuple(view.tables.codes("grades")), bases(view)

    def weight(row: Row) -> tuple[bool, bool, int, int, int, str]:
        return (
            row["status"] not in ("missing", "not_applicable"),
            not row["category"],
            -_rank(row["basis"], ranked),
            -_rank(row["domain"], DOMAIN_ORDER),
            -_rank(row["evidence_grade"], grades),
            str(row["period"]),
        )

    return max(rows, key=weight)


def series(view: View, row: Row) -> list[Row]:
    """Return the values that differ from ``row`` by their period alone, with a gap where periods are missing."""
    same = ("area_code", "domain", "breakdown", "category", "basis", "frequency")
    found = [
        other for other in values(view, str(row["indicator_id"])) if all(other[name] == row[name] for name in same)
    ]
    return with_gaps(found)


def with_gaps(line: Sequence[Row]) -> list[Row]:
    """Return a series in the order of its periods with an empty row where some are missing: a line would bridge them.

    The empty row is of the first that is missing. It is no value: it has no identity and no source.
    """
    found: list[Row] = []
    for row in line:
        own = Period.parse(row["period"])
        before = Period.parse(found[-1]["period"]) if found else None
        if before is not None and before.frequency == own.frequency and own.place > before.place + 1:
            period = Period.at(before.place + 1, own.frequency).key
            empty = {"value_id": None, "value": None, "qualifier": None, "status": "missing", GAP: True}
            found.append({**row, **empty, "period": period})
        found.append(row)
    return found


def categories(view: View, row: Row) -> tuple[Row, ...]:
    """Return the categories into which a value is broken down, largest first."""
    return view.tables.rows(
        "select * from indicator_values where indicator_id = ? and area_code = ? and domain = ? "
        "and basis = ? and period = ? and category <> '' order by value desc nulls last, category",
        row["indicator_id"],
        row["area_code"],
        row["domain"],
        row["basis"],
        row["period"],
    )


def is_partly_reported(row: Row) -> bool:
    """Tell whether a period has no figure because only a part of it was told.

    Some of its months or of its offices. A figure that nobody sent has no row at all; what was said without a
    number stands on the basis of statements.
    """
    return row["status"] == "missing" and row["basis"] != "reported"


def domain_words(view: View, row: Row) -> str | None:
    """Return of which domain a value is, where its area is told in others too.

    Two of crafts are not two of all.
    """
    domains = {
        other["domain"]
        for other in values(view, str(row["indicator_id"]))
        if other["area_code"] == row["area_code"] and other["value"] is not None
    }
    return view.code("domains", row["domain"]) if domains - {row["domain"]} else None


def is_of_its_length(view: View, row: Row, period: str) -> bool:
    """Tell whether a value may stand beside a figure of ``period``, or on one axis with it.

    What came in a quarter says nothing beside what came, or is to come, in a year; nor does a share of it. A level may:
    that of a quarter's end stands on the way to that of a year's end.
    """
    kind = (view.indicator(str(row["indicator_id"])) or {}).get("kind")
    return kind not in SPANNING or Period.parse(period).frequency == row["frequency"]


def others(view: View, row: Row) -> list[Row]:
    """Return what else was told of the same thing: other bases, and of levels other periods of another frequency."""
    same = ("area_code", "domain", "category")
    line = {str(other["value_id"]) for other in series(view, row)}
    return [
        other
        for other in values(view, str(row["indicator_id"]))
        if other["value"] is not None
        and str(other["value_id"]) not in line
        and all(other[name] == row[name] for name in same)
        and is_of_its_length(view, row, str(other["period"]))
    ]


def commission_status(view: View, row: Row) -> str:
    """Return the state of a value's cell by adopted targets alone, also where it is assessed on another basis.

    A target of a year says nothing of what came in a quarter.
    """
    found = assessed(view, row)
    if found is None:
        return "not_available" if row["status"] == "missing" else "no_target"
    return str(found["cell_status"])


def assessed(view: View, row: Row) -> Row | None:
    """Return how the adopted target of a value's cell stands, on whichever basis it is assessed; None without one."""
    found = _speaking(view, row)
    if found is None or not is_of_its_length(view, row, str(found["target_period"])):
        return None
    return found


def adopted_target(view: View, row: Row) -> Row | None:
    """Return the adopted target of a value, the one that gives it its state.

    None on a basis that it is not assessed on, and of a quarter where it is set for a year.
    """
    found = progress(view, row)
    if found is None:
        return None
    target = view.tables.one("select * from targets where target_id = ?", found["target_id"])
    return _of_its_length(view, row, target)


def is_stepped(target: Row) -> bool:
    """Tell whether the path of a target asks for nothing between its points."""
    return target["path"] in ("steps", "milestones")


def target_path(view: View, target: Row) -> tuple[Row, ...]:
    """Return the path by which a target is assessed, oldest period first."""
    rows = view.tables.rows("select * from target_paths where target_id = ?", target["target_id"])
    return tuple(sorted(rows, key=lambda point: Period.parse(point["period"])))


def _of_its_length(view: View, row: Row, target: Row | None) -> Row | None:
    """Return a target that may stand beside a value: a quarter never stands beside the target of a year."""
    if target is None or not is_of_its_length(view, row, str(target["target_period"])):
        return None
    return target


def progress(view: View, row: Row) -> Row | None:
    """Return how the adopted target of a value stands, the one that gives it its state.

    None on a basis that it is not assessed on.
    """
    found = _speaking(view, row)
    return found if found is not None and found["basis"] in (None, row["basis"]) else None


def forecast(view: View, row: Row) -> tuple[Row, ...]:
    """Return the forecast of a value's series, nearest period first; nothing where it is refused."""
    return view.tables.rows(
        "select * from forecasts where indicator_id = ? and area_code = ? and domain = ? and category = ? "
        "and basis = ? and frequency = ? and period > ? order by period",
        *(row[name] for name in ("indicator_id", "area_code", "domain", "category", "basis", "frequency", "period")),
    )


def forecast_series(view: View, row: Row) -> Row | None:
    """Return what was decided about forecasting a value's series: the model, or why there is none."""
    return view.tables.one(
        "select * from forecast_series where indicator_id = ? and area_code = ? and domain = ? "
        "and category = ? and basis = ? and frequency = ?",
        *(row[name] for name in ("indicator_id", "area_code", "domain", "category", "basis", "frequency")),
    )


def is_running(view: View, row: Row) -> bool:
    """Tell whether the period of a value that flows is not over: a part of a year says nothing beside a whole one."""
    kind = (view.indicator(str(row["indicator_id"])) or {}).get("kind")
    return kind in SPANNING and Period.parse(row["period"]).days[1] >= view.today


def change_since(view: View, row: Row, comparison: str = "year_before") -> Row | None:
    """Return the change of a value since the period before, or since the same period a year before."""
    return view.tables.one(
        "select c.*, o.value as other_value, o.period as other_period, o.status as other_status "
        "from indicator_changes c left join indicator_values o on o.value_id = c.other_value_id "
        "where c.value_id = ? and c.comparison = ?",
        row["value_id"],
        comparison,
    )


def proposed_target(view: View, row: Row) -> Row | None:
    """Return the proposed target of a value, which is shown but never counted: the next due."""
    rows = view.tables.rows(
        "select t.* from targets t join target_progress p on p.target_id = t.target_id "
        "where t.decision_state <> 'adopted' order by p.is_over, t.target_period, t.target_id"
    )
    found = (target for target in rows if all(target[name] == row[name] for name in _CELL))
    return _of_its_length(view, row, next(found, None))


def origin_words(view: View, row: Row) -> str:
    """Return where a value comes from, as its chip says it: «اظهار در جلسه · زمستان ۱۴۰۰»."""
    words = view.code("grades", row["evidence_grade"]) or view.code("bases", row["basis"])
    return f"{words} · {view.fmt.period(row['period'])}"


def indicator_address(view: View, row: Row) -> str:
    """Return the address of the indicator page that shows exactly this value's series."""
    return view.address.to(
        "indicators",
        indicator=row["indicator_id"],
        area=row["area_code"],
        domain=row["domain"],
        basis=row["basis"],
        category=row["category"] or None,
        period=row["period"],
    )


def rows_address(view: View, row: Row) -> str:
    """Return the address of the source rows of a value."""
    return view.address.to("rows", value=row["value_id"])


def _rank(code: str, order: tuple[str, ...]) -> int:
    """Return a code's place in an order of preference; an unknown code comes last."""
    return order.index(code) if code in order else len(order)


def origin_word(view: View, synthetic: bool) -> str:
    """Return «نمایشی» for invented data, «واقعی» for real data beside it, and nothing where all are real."""
    if synthetic:
        return view.say("نمایشی", "Demo")
    return view.say("واقعی", "Real") if view.release.get("is_synthetic") else ""
