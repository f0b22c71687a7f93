"""Exports: the customs' rows of each year after the pattern of 1402, and suitcase trade as a channel of its own.

The pattern is the place's (``models/demo.yaml``): goods leave through Tehran, Isfahan and the borders, and the
province's own offices show next to nothing. Values are disturbed, so that no row is a real shipment.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.demo.randomness import chooser
from pipelines.demo.world import Supply, World, frame_of, quarter_number
from pipelines.foundation.period import Period
from pipelines.foundation.persian import latin_digits
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.normalise import CodeBook
from pipelines.normalise.text import clean_text

#: Level of each year against 1402, and rial a dollar of the customs' valuation.
_LEVELS = {1400: 1.25, 1401: 1.1, 1402: 1.0, 1403: 1.08, 1404: 1.2, 1405: 1.25}
_RIAL_A_DOLLAR = {1400: 230_000, 1401: 280_000, 1402: 385_000, 1403: 460_000, 1404: 680_000, 1405: 700_000}
Row = tuple[str, str, str, Decimal, Decimal]


def _pattern(world: World) -> tuple[Row, ...]:
    """Return office and destination (codes), tariff line, kilograms and dollars of the rows of the place's pattern."""
    told = world.place.told.exports.pattern
    if told.rows is not None:
        return tuple((r.office, r.destination, r.line, r.weight_kg, r.value_usd) for r in told.rows)
    return _rows_of(world.models, PROJECT_ROOT / str(told.workbook))


@cache
def _rows_of(models: Path, workbook: Path) -> tuple[Row, ...]:
    """Return the same of a workbook of the customs."""
    import openpyxl

    lists = CodeBook.load(models).lists

    book = openpyxl.load_workbook(workbook, read_only=True)
    rows = []
    for row in book.worksheets[0].iter_rows(values_only=True):
        texts = [clean_text(_cell(value)) for value in row if _cell(value).strip()]
        line = next((t for t in texts if len(t) == 8 and latin_digits(t).isdigit()), None)
        numbers = [Decimal(t) for t in texts if t.replace(".", "", 1).isdigit() and t != line]
        if line and len(numbers) >= 3:
            office, destination = (t for t in texts[:3] if not t.replace(".", "", 1).isdigit())
            customs, country = lists["customs_offices"].find(office), lists["destinations"].find(destination)
            if customs is None or country is None:
                raise ValueError(f"{workbook.name} has an unknown office or country: {office}, {destination}")
            rows.append((customs, country, line, numbers[-3], numbers[-1]))
    book.close()
    return tuple(rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def supply_exports(world: World, office: str, period: str) -> Supply:
    """Return the customs' rows of one year, quarter or month, one a month, office, destination and line."""
    year = Period.parse(period).year
    months = _months(period)
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    titles = {r["hs8"]: r["label_fa"] for r in world.reference("hs_codes")}
    for number, (customs, destination, line, weight, dollars) in enumerate(_pattern(world)):
        chance = chooser(world.seed, "exports", period, number)
        if chance.random() < 0.12:  # not every destination buys every year
            continue
        factor = Decimal(str(round(_LEVELS[year] * chance.uniform(0.6, 1.5), 3)))
        usd = max(1, int(dollars * factor * len(months) / 12))
        month = chance.choice(months)
        key = (customs, destination, line, month)
        rows[key] = {
            "customs_office": customs,
            "destination": destination,
            "hs_code": line,
            "tariff_text": titles.get(line, "کالای دیگر").replace("\u0654", ""),
            "month": str(month),
            "year": year,
            "weight_kg": (weight * factor * len(months) / 12).quantize(Decimal("0.1")) + 1,
            "value_rial": Decimal(usd * _RIAL_A_DOLLAR[year]),
            "value_usd": Decimal(usd),
        }
    listed = sorted(rows.values(), key=lambda r: (r["customs_office"], r["destination"], r["hs_code"], int(r["month"])))
    return Supply(len(listed), [frame_of(world.contracts["exports"], listed)])


def _months(period: str) -> list[int]:
    return [month.month or 1 for month in Period.parse(period).months]


def supply_suitcase(world: World, office: str, period: str) -> Supply:
    """Return the suitcase trade of a quarter: more each year, more than the province's customs offices ever show."""
    quarter, told = quarter_number(period), world.place.told.exports.suitcase
    rows = []
    months = _months(period)
    codes = world.codes["months"]
    for number in range(18 + 2 * quarter):
        chance = chooser(world.seed, "suitcase", period, number)
        goods = chance.choice(told.goods)
        pieces = chance.randrange(1, 12)
        usd = pieces * chance.randrange(40, 220)
        rows.append(
            {
                "declaration_no": f"NS-{period}-{number + 1:03d}",
                "month": codes[chance.choice(months) - 1],
                "area": chance.choice(told.counties),
                "exit_point": chance.choice(told.exits_fa),
                "destination": chance.choice(told.destinations),
                "craft": goods.craft,
                "hs_code": goods.line,
                "goods": goods.goods_fa,
                "domain": "crafts",
                "pieces": pieces,
                "weight_kg": Decimal(chance.randrange(5, 340)) / 10,
                "value_usd": Decimal(usd),
                "value_rial": Decimal(usd * _RIAL_A_DOLLAR[Period.parse(period).year])
                if chance.random() < 0.7
                else None,
                "declared_by": chance.choice(world.codes["suitcase_declarers"]),
                "remark": "سطر ساختگی",
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["suitcase_exports"], rows)])


def exports_of(world: World, period: str) -> tuple[Decimal, Decimal]:
    """Return the dollars that left through the province's offices and through all others in a period."""
    own = {r["office_code"] for r in world.reference("customs_offices") if r["province_code"] == world.place.home}
    inside = outside = Decimal(0)
    for frame in supply_exports(world, "customs", period).frames:
        for office, usd in zip(frame["customs_office"].to_pylist(), frame["value_usd"].to_pylist(), strict=True):
            inside, outside = (inside + usd, outside) if office in own else (inside, outside + usd)
    return inside, outside
