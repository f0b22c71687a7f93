"""How one delivery looks: file format, encoding, order of columns, headings, titles, units, closing rows.

An office keeps its habits from quarter to quarter and changes them now and then, as offices do.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass, field

from pipelines.contracts import Column, Contract
from pipelines.demo import calendar, stories
from pipelines.demo.headings import Chosen, HeadingChooser
from pipelines.demo.randomness import chooser
from pipelines.demo.world import World
from pipelines.foundation.period import Period

#: Larger deliveries come as plain CSV: a workbook ends at 1,048,576 rows and 50 MB.
MOST_WORKBOOK_ROWS = 20_000
_FORMATS = (
    ("xlsx", "", ",", 60),
    ("csv", "utf-8-sig", ",", 9),
    ("csv", "cp1256", ",", 7),
    ("csv", "utf-16", ",", 5),
    ("csv", "utf-8", ";", 7),
    ("csv", "utf-8", ",", 6),
    ("parquet", "", ",", 6),
)
_DATE_STYLES = (
    "slash",
    "slash",
    "slash",
    "slash_persian",
    "dash",
    "day_first",
    "gregorian",
    "digits",
    "named",
    "serial",
)
_EITHER_NAME = ("full_name", "first_name", "last_name")
_TITLE_UNITS = ("million_rial", "thousand_toman", "million_toman")


@dataclass(frozen=True)
class Style:
    """The look of one delivery."""

    format: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    headings: dict[str, Chosen]
    date_style: str = "slash"
    persian_digits: bool = False
    number_cells: bool = True
    date_cells: bool = False
    titles: tuple[str, ...] = ()
    blank_rows: int = 0
    offset: int = 0
    spacers: frozenset[int] = field(default_factory=frozenset)
    counter: bool = False
    two_header_rows: bool = False
    by_county: bool = False
    repeat_header: bool = False
    subtotals: bool = False
    total: str = ""
    note: bool = False
    signature: bool = False
    extra_sheet: bool = False

    @property
    def is_1256(self) -> bool:
        """Whether only the letters of windows-1256 may be written."""
        return self.encoding == "cp1256"

    def unit(self, name: str) -> str | None:
        """Return the unit (code) in which a column is written, None for its own."""
        return self.headings[name].unit


def plain_style(contract: Contract, available: Collection[str]) -> Style:
    """Return the look of a large CSV: titles of the contract, no rows around the data."""
    columns = [c for c in contract.columns if c.name in available and c.name not in ("first_name", "last_name")]
    return Style("csv", "utf-8", ",", tuple(c.name for c in columns), {c.name: Chosen(c.title_fa) for c in columns})


def style_of(
    world: World, contract: Contract, office: str, period: str, rows: int, available: Collection[str]
) -> Style:
    """Return the look of a delivery with ``rows`` rows, of which ``available`` columns are known."""
    habit = chooser(world.seed, "habit", contract.feed, office, str(Period.parse(period).year))
    chance = chooser(world.seed, "style", contract.feed, office, period)
    if rows > MOST_WORKBOOK_ROWS:
        file_format, encoding, delimiter = "csv", "utf-8", ","
    else:
        file_format, encoding, delimiter, _ = chance.choices(_FORMATS, [w for *_, w in _FORMATS])[0]
    columns = _columns(contract, available, habit)
    by_county = (
        file_format == "xlsx"
        and rows >= 40
        and any(c.name == "area" and "sheet" in c.told_by for c in columns)
        and contract.contains_persons
        and chance.random() < 0.2
    )
    if by_county:
        columns = [c for c in columns if c.name != "area"]
    if chance.random() < 0.6:
        habit.shuffle(columns)
    headings, title_unit = _headings(
        HeadingChooser(contract, world),
        columns,
        chance,
        units=rows <= MOST_WORKBOOK_ROWS,
        titled=file_format != "parquet",
    )
    text = file_format == "csv"
    framed = file_format != "parquet" and (rows <= MOST_WORKBOOK_ROWS)
    width = len(columns)
    return Style(
        file_format,
        encoding,
        delimiter,
        tuple(c.name for c in columns),
        headings,
        date_style=_date_style(file_format, chance),
        persian_digits=framed and text and encoding != "cp1256" and chance.random() < 0.2,
        number_cells=chance.random() < 0.8,
        date_cells=file_format == "xlsx" and chance.random() < 0.15,
        titles=_titles(contract, period, title_unit, chance) if framed else (),
        blank_rows=chance.randrange(4) if framed else 0,
        offset=int(framed and chance.random() < 0.2),
        spacers=frozenset({chance.randrange(1, width)} if framed and width > 3 and chance.random() < 0.2 else ()),
        counter=framed and chance.random() < 0.35,
        two_header_rows=file_format == "xlsx" and width >= 6 and chance.random() < 0.25,
        by_county=by_county,
        repeat_header=framed and rows >= 30 and chance.random() < 0.3,
        subtotals=framed and contract.feed == "exports" and chance.random() < 0.6,
        total=chance.choice(("", "جمع", "جمع کل", "مجموع")) if framed else "",
        note=framed and chance.random() < 0.35,
        signature=framed and chance.random() < 0.35,
        extra_sheet=file_format == "xlsx" and chance.random() < 0.12,
    )


def _columns(contract: Contract, available: Collection[str], habit: random.Random) -> list[Column]:
    """Return the columns that the office sends: all that are needed, and most of the others."""
    dropped = {"full_name"} if habit.random() < 0.4 else {"first_name", "last_name"}
    ruled = {name for rule in contract.rules if rule.severity == "quarantine" for name in rule.columns}
    kept = []
    for column in contract.columns:
        needed = (
            column.required
            or column.heading_required
            or column.default is not None
            or column.name in contract.key
            or column.name in ruled
            or (contract.feed, column.name) in stories.ALWAYS_TOLD
        )
        if column.name not in available:
            continue
        wanted = column.name not in dropped if column.name in _EITHER_NAME else habit.random() < 0.9
        if needed or wanted:
            kept.append(column)
    return kept


def _headings(
    chooser_: HeadingChooser, columns: list[Column], chance: random.Random, *, units: bool, titled: bool
) -> tuple[dict[str, Chosen], str | None]:
    """Return a heading for each column, and the unit that a title declares for the money columns."""
    found = {c.name: chooser_.choose(c, chance) for c in columns}
    money = [c for c in columns if c.kind == "money"]
    way = chance.random()
    if not money or not units or way < 0.4:
        return found, None
    if way < 0.75 or not titled:
        return found | {c.name: chooser_.choose_with_unit(c, chance) for c in money}, None
    silent = chooser_.silent_about_units(money, chance)
    unit = chance.choice(_TITLE_UNITS)
    if silent is None or not all(unit in c.units for c in money):
        return found, None
    return found | {name: Chosen(h.text, unit) for name, h in silent.items()}, chooser_.unit_title(unit)


def _date_style(file_format: str, chance: random.Random) -> str:
    style = chance.choice(_DATE_STYLES)
    if file_format == "parquet":
        return "gregorian"
    return "slash" if style == "serial" and file_format != "xlsx" else style


def _titles(contract: Contract, period: str, unit: str | None, chance: random.Random) -> tuple[str, ...]:
    titles = []
    if chance.random() < 0.7:
        titles.append(f"فهرست نمایشی «{contract.title_fa}»، {calendar.period_text(period, chance.randrange(3))}")
    if unit is not None:
        titles.append(f"(مبالغ به {unit})")
    elif chance.random() < 0.25:
        titles.append("داده‌های این فایل ساختگی است")
    return tuple(titles)
