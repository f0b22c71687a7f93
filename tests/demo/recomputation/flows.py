"""What happens in a quarter: courses, events, exports, suitcase trade."""

from __future__ import annotations

import pandas as pd

from tests.demo.recomputation.truth import CELL, Truth, carried, cells, known, quarter_of, reference


def in_their_quarter(rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """Place rows in the quarter of ``day``; where it is not told, in the period of the list."""
    return rows.assign(period=[quarter_of(d) or p for d, p in zip(rows[day], rows.period, strict=True)])


def with_years(quarters: pd.DataFrame, delivered: dict[str, list[str]]) -> pd.DataFrame:
    """Add the years of which every office that told of them has delivered all four quarters.

    ``delivered`` gives the whole quarters by domain.
    """
    years = quarters[quarters.frequency == "Q"]
    whole = [
        all(f"{p[:4]}Q{n}" in delivered.get(d, []) for n in (1, 2, 3, 4))
        for p, d in zip(years.period, years.domain, strict=True)
    ]
    years = years[whole].assign(frequency="A", period=lambda r: r.period.str[:4])
    summed = years.groupby(CELL, dropna=False)[["numerator", "denominator"]].sum(min_count=1).reset_index()
    return pd.concat([quarters, summed])


def _delivered(truth: Truth, feed: str, rows: pd.DataFrame) -> dict[str, list[str]]:
    by_office = truth.deliveries(feed).groupby("office").period.agg(set)
    return {
        str(domain): sorted(set.intersection(*(by_office[o] for o in set(mine.office))))
        for domain, mine in rows.groupby("domain")
    }


def courses(truth: Truth) -> pd.DataFrame:
    """Return the courses, each as the last list of its office tells it, in the period of that list."""
    rows = truth.with_domain(truth.rows("training"))
    rows = rows.sort_values(["period", "raw_path", "row_number"])
    return rows.drop_duplicates(["office", "course_id"], keep="last")


def training(truth: Truth) -> list[pd.DataFrame]:
    """Return the courses of a quarter, and who enrolled, finished and got a certificate."""
    rows = courses(truth)
    delivered = _delivered(truth, "training", rows)
    rows = in_their_quarter(rows, "started_on")
    rows = rows.assign(kind=rows.centre_kind.fillna("unknown"))
    graduates = rows.graduates.where(rows.graduates.notna(), rows.graduates_women + rows.graduates_men)
    rows = rows.assign(graduates=graduates)
    told = [carried(cells("training_courses", rows, breakdown="centre_kind", category="kind"), categories=True)]
    told.append(carried(cells("training_enrolled", rows[rows.enrolled.notna()], numerator="enrolled")))
    told.append(carried(cells("training_graduates", rows[rows.graduates.notna()], numerator="graduates")))
    masters = rows[known(rows.level) & rows.graduates.notna()]
    masters = masters.assign(masters=masters.graduates.where(masters.level == "master", 0))
    told.append(carried(cells("masters_trained", masters, numerator="masters")))
    for name, above, below in (
        ("training_completion_share", "graduates", "enrolled"),
        ("training_certified_share", "certified", "graduates"),
    ):
        both = rows[rows[above].notna() & rows[below].notna()]
        told.append(carried(cells(name, both, numerator=above, denominator=below)))
    apart = rows[rows.graduates_women.notna() & rows.graduates_men.notna()]
    apart = apart.assign(finished=apart.graduates_women + apart.graduates_men)
    told.append(carried(cells("training_women_share", apart, numerator="graduates_women", denominator="finished")))
    return [with_years(t, delivered) for t in told]


def events(truth: Truth) -> list[pd.DataFrame]:
    """Return the events of a quarter with what they tell of stands, visitors and sales.

    What was held elsewhere counts to the country, which is the sum of all that is told.
    """
    rows = truth.rows("events")
    rows = rows.sort_values(["period", "raw_path", "row_number"]).drop_duplicates(["event_id"], keep="last")
    delivered = _delivered(truth, "events", rows)
    rows = in_their_quarter(rows, "started_on")
    rows = rows.assign(kind=rows.event_kind.fillna("unknown"))
    told = [
        carried(cells("craft_events", rows, breakdown="event_kind", category="kind"), categories=True, country=True)
    ]
    for name, column in (
        ("event_sales", "sales_rial"),
        ("event_stands", "own_stands"),
        ("event_visitors", "visitors"),
    ):
        told.append(carried(cells(name, rows[rows[column].notna()], numerator=column), country=True))
    return [with_years(t, delivered) for t in told]


def exports(truth: Truth) -> list[pd.DataFrame]:
    """Return the exports of the core lines by customs office and by the origin that a line names."""
    rows = truth.rows("exports")
    lines = reference("hs_codes").set_index("hs8")
    hs8 = rows.hs_code.str[:8].where(rows.hs_code.str.len() >= 8)
    rows = rows.assign(hs8=hs8, core=hs8.map(lines.set) == "core", origin=hs8.map(lines.origin_area_code))
    rows = rows[rows.core]
    rows = rows.assign(
        domain=["carpet" if h[:4] == "5701" else "crafts" for h in rows.hs8],
        period=[f"{y}Q{(int(m) + 2) // 3}" for y, m in zip(rows.year, rows.month, strict=True)],
        area="IR",
    )
    offices = reference("customs_offices")
    names = {o.office_code: o.office_name for o in offices.itertuples()}
    own_names = sorted(o.office_name for o in offices.itertuples() if o.province_code == "08")
    rows = rows.assign(customs_office=rows.customs_office.map(names))
    rows = rows.assign(area=rows.customs_office.map(dict.fromkeys(own_names, "08")).fillna("IR"))
    told = []
    for name, column in (
        ("exports_usd", "value_usd"),
        ("exports_weight_kg", "weight_kg"),
        ("exports_value_rial", "value_rial"),
    ):
        counted = cells(
            name,
            rows,
            numerator=column,
            breakdown="customs_office",
            category="customs_office",
            basis="customs",
        )
        zeros = _office_zeros(name, rows, own_names)
        told.append(_exports_carried(pd.concat([counted, zeros])))
    weighed = rows[(rows.weight_kg > 0) & rows.value_usd.notna()]
    value = cells(
        "exports_unit_value",
        weighed,
        numerator="value_usd",
        denominator="weight_kg",
        breakdown="customs_office",
        category="customs_office",
        basis="customs",
    )
    told.append(_exports_carried(value))
    origin = rows[rows.origin.notna() & (rows.origin != "")]
    origin = origin.assign(area=origin.origin)
    by_line = cells(
        "exports_origin_usd",
        origin,
        numerator="value_usd",
        breakdown="tariff_line",
        category="hs8",
        basis="customs",
    )
    told.append(_with_export_years(carried(by_line, categories=True)))
    own = origin.assign(own=origin.value_usd.where(origin.customs_office.isin(own_names), 0))
    told.append(
        _with_export_years(
            carried(cells("exports_origin_own_share", own, numerator="own", denominator="value_usd", basis="customs"))
        )
    )
    return told


def jewellery(truth: Truth) -> list[pd.DataFrame]:
    """Return the exports of heading 7113 by customs office, whatever of it is a craft."""
    rows = truth.rows("exports")
    rows = rows[(rows.hs_code.str.len() >= 8) & rows.hs_code.str.startswith("7113")]
    offices = reference("customs_offices").set_index("office_code")
    rows = rows.assign(
        domain="crafts",
        period=[f"{y}Q{(int(m) + 2) // 3}" for y, m in zip(rows.year, rows.month, strict=True)],
        area=rows.customs_office.map(offices.province_code).where(lambda code: code == "08", "IR"),
        customs_office=rows.customs_office.map(offices.office_name),
    )
    told = cells(
        "exports_jewellery_usd",
        rows,
        numerator="value_usd",
        breakdown="customs_office",
        category="customs_office",
        basis="customs",
    )
    told = pd.concat([told, told[told.area_code == "08"].assign(area_code="IR")])
    told = pd.concat([told, told.assign(breakdown="", category="")])
    summed = told.groupby(CELL, dropna=False)[["numerator", "denominator"]].sum(min_count=1).reset_index()
    return [_with_export_years(summed)]


def _office_zeros(name: str, rows: pd.DataFrame, own: list[str]) -> pd.DataFrame:
    """Return a zero for every office of the province, domain and quarter: the file lists every office that cleared."""
    found = [
        {
            "indicator_id": name,
            "area_code": "08",
            "domain": domain,
            "breakdown": "customs_office",
            "category": office,
            "frequency": "Q",
            "period": period,
            "basis": "customs",
            "numerator": 0,
            "denominator": None,
        }
        for period in sorted(set(rows.period))
        for domain in ("crafts", "carpet")
        for office in own
    ]
    return pd.DataFrame(found)


def _exports_carried(told: pd.DataFrame) -> pd.DataFrame:
    """Add the country (of which the province is a part), all offices and both domains."""
    country = told[told.area_code == "08"].assign(area_code="IR")
    told = pd.concat([told, country])
    told = pd.concat([told, told.assign(breakdown="", category="")])
    told = pd.concat([told, told.assign(domain="all")])
    summed = told.groupby(CELL, dropna=False)[["numerator", "denominator"]].sum(min_count=1).reset_index()
    return _with_export_years(summed)


def _with_export_years(quarters: pd.DataFrame) -> pd.DataFrame:
    """Add the years; the customs file of a year holds all of its months."""
    years = quarters.assign(frequency="A", period=quarters.period.str[:4])
    summed = years.groupby(CELL, dropna=False)[["numerator", "denominator"]].sum(min_count=1).reset_index()
    return pd.concat([quarters, summed])


def suitcase(truth: Truth) -> list[pd.DataFrame]:
    """Return what travellers and exhibitors declared; a row without a value adds nothing."""
    rows = truth.rows("suitcase_exports")
    rows = rows.assign(
        usd=rows.value_usd.fillna(0),
        period=[f"{p[:4]}Q{(int(m) + 2) // 3}" if m else p for m, p in zip(rows.month, rows.period, strict=True)],
    )
    return [carried(cells("suitcase_exports_usd", rows, numerator="usd", basis="suitcase"))]
