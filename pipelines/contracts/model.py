"""What a feed's contract says, as typed values.

A contract is read from ``models/feeds/<feed>.odcs.yaml`` by :mod:`pipelines.contracts.load`. Everything that
depends on a feed (header matching, cleaning SQL, expectation suites, templates, the data dictionary) is
compiled from these values and written nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.configuration.contracts import (
    Classification,
    DeliveryKind,
    Duplicates,
    FoundIn,
    Kind,
    Overlaps,
    Severity,
    Teller,
)
from pipelines.foundation.persian import latin_digits_sql
from pipelines.foundation.sql_text import literal, quoted

#: SQL type of the clean column of each kind. Numbers are exact: nine decimals hold the customs' own figures.
SQL_TYPES: dict[str, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "quantity": "DECIMAL(38,9)",
    "money": "DECIMAL(38,9)",
    "date": "DATE",
    "jalali": "VARCHAR",
    "period": "VARCHAR",
    "year": "INTEGER",
    "code": "VARCHAR",
    "place": "VARCHAR",
    "craft": "VARCHAR",
    "hs8": "VARCHAR",
    "hs": "VARCHAR",
    "national_id": "VARCHAR",
    "legal_id": "VARCHAR",
    "phone": "VARCHAR",
    "name": "VARCHAR",
}

#: Kinds whose values are numbers. Most may be summed; a contract says which may not (:attr:`Column.is_additive`).
NUMBER_KINDS = frozenset({"integer", "quantity", "money"})


#: Stands between the companions of a value; no cell holds it.
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """Another column whose cell is read where this one is empty: «کد ملی/شناسه ملی» holds either of two numbers.

    ``condition`` is SQL over ``{text}``, the cell in Latin digits; ``extract`` a pattern whose first group is what is
    read of it. Both are optional.
    """

    column: str
    condition: str | None = None
    extract: str | None = None

    @property
    def sql(self) -> str:
        """SQL of what is read, over the row's columns."""
        raw = quoted(self.column)
        text = latin_digits_sql(raw)
        read = raw
        if self.extract is not None:
            read = f"nullif(regexp_extract({text}, {literal(self.extract)}, 1), '')"
        return f"CASE WHEN {self.condition.format(text=text)} THEN {read} END" if self.condition else read


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a feed.

    ``unit`` is the unit of the clean value; ``units`` are the units that may arrive. ``unit_column`` names the
    column that gives the unit row by row, ``indicator_column`` the one that names the indicator in whose unit the
    value is kept. ``codes`` names the code list of a ``code`` column.

    ``required`` is said of cells, ``heading_required`` of the heading: a table may need a column in which single
    cells stay empty. ``told_by`` lists what may stand for the column where a table has none: a title above it, the
    name of the sheet (a sheet a county), the note beside the file, its folder. ``from_headings`` lets headings hold its
    values: a table with a column for every month. ``may_be_future`` lets a date lie after what the delivery can know:
    expiry, deadline, due. ``area_kinds`` are the kinds of area that a ``place`` may name; none means any: a province is
    no county.

    ``grain_column`` says that tables of the feed come with this dimension and without it: those with other
    dimensions are other sums of the same events.
    ``additive`` is false for a number whose sum means nothing: a rate, a term in months, the ordinal of an instalment.
    ``needed_for_row`` says otherwise than :meth:`Contract.needs` whether a row can do without the column.

    ``read_from`` names a column whose cell is read where this one's is empty; one that only carries what others read
    from it (``is_carrier``) is never kept itself. ``ignore`` is a pattern of words that say something else than the
    code in whose column they stand («مرحلهٔ دوم» beside «پرداخت»). ``found_in`` says what of a longer text is the
    code: one of its ``words``, its ``prefix`` («بیش از …»), the ``unit`` of the figure that it tells, or the kind of
    the indicator that it names. A number whose column has ``found_in: prefix`` may be spoken («بیش از دویست و شصت
    نفر»).
    """

    name: str
    title_fa: str
    title_en: str
    kind: Kind
    required: bool = False
    classification: Classification = "public"
    aliases: tuple[str, ...] = ()
    description_fa: str = ""
    description_en: str = ""
    codes: str | None = None
    unit: str | None = None
    units: tuple[str, ...] = ()
    unit_column: str | None = None
    indicator_column: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    max_length: int | None = None
    example: str = ""
    default: str | None = None
    heading_required: bool = False
    told_by: tuple[Teller, ...] = ()
    from_headings: bool = False
    may_be_future: bool = False
    area_kinds: tuple[str, ...] = ()
    grain_column: bool = False
    additive: bool = True
    needed_for_row: bool | None = None
    read_from: ReadFrom | None = None
    is_carrier: bool = False
    ignore: str | None = None
    found_in: FoundIn | None = None

    @property
    def sql_type(self) -> str:
        """SQL type of the clean column."""
        return SQL_TYPES[self.kind]

    @property
    def is_number(self) -> bool:
        """Whether the values are numbers, in whatever unit."""
        return self.kind in NUMBER_KINDS

    @property
    def is_additive(self) -> bool:
        """Whether the values may be summed, and so can be compared with a stated total."""
        return self.is_number and self.additive

    @property
    def companions(self) -> tuple[str, ...]:
        """Columns of the same row without which a value of this one cannot be read: its unit, its indicator."""
        return tuple(name for name in (self.unit_column, self.indicator_column) if name)

    def companion_sql(self, prefix: str = "") -> str | None:
        """Return the SQL of the companions' raw texts as one text; None where the column has none."""
        parts = [f"coalesce({prefix}{quoted(name)}, '')" for name in self.companions]
        return f" || '{_BETWEEN}' || ".join(parts) if parts else None

    def split_companion(self, companion: str | None) -> tuple[str | None, str | None]:
        """Split the text of :meth:`companion_sql` into the row's unit and its indicator, None for what is not given."""
        if companion is None:
            return None, None
        told = dict(zip(self.companions, companion.split(_BETWEEN), strict=True))
        unit, indicator = told.get(self.unit_column or ""), told.get(self.indicator_column or "")
        return unit or None, indicator

    @property
    def word_list(self) -> str | None:
        """Name of the list whose words stand in this column; None where it holds no words of a list."""
        return {"code": self.codes, "craft": "crafts", "place": "places"}.get(self.kind)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading under which an office may send this column, the Persian title first."""
        return (self.title_fa, *self.aliases, self.title_en, self.name)


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition across the columns of one row: the row is good when ``expression`` (SQL) is not false."""

    rule_id: str
    expression: str
    columns: tuple[str, ...]
    severity: Severity
    message_fa: str
    message_en: str


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """How the figures of a document are known again in a later one.

    Two figures in ``value`` that agree in the columns ``of`` are the same one at two times. ``dated`` is the column
    that says of when a figure is (else its document does), ``source`` the one that says who stated it.
    """

    value: str
    of: tuple[str, ...]
    dated: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """How a file of a feed may be restricted to a part of what the feed is of: an office, a county.

    ``column`` holds the part of each row; behind one of ``words`` a title names it, an area only of one of ``levels``.
    ``of_one_value``: a file of which every row is of one part is the list of that part alone.
    """

    column: str
    words: tuple[str, ...]
    levels: tuple[str, ...] = ("county",)
    of_one_value: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """The whole truth about one feed.

    ``duplicates`` says what happens to a row that repeats the key of an earlier one: kept out, or only pointed out
    where a source has no natural key. ``overlaps`` says what becomes of a period of events that overlaps an earlier
    one of its office (a year and a quarter of it): it waits for approval, unless the feed's core tables decide which
    of the two counts. ``owned_number`` are the columns of a number that belongs to one person or firm, whom
    ``number_owner`` names: two owners of one number are a finding. ``period_column`` names the date by which an event
    belongs to the period of its delivery; ``period_expression`` says in SQL which date that is where it differs from
    row to row. ``offices`` deliver the feed, each from ``expected_from`` on, as often as ``cadence`` says.
    ``figures`` says how the figures of statements are compared from document to document. ``places`` are the
    columns that say together where a row counts: of a row in quarantine they tell which figures it may still change.
    """

    feed: str
    version: str
    title_fa: str
    title_en: str
    description_fa: str
    description_en: str
    grain: str
    owner_office: str
    cadence: str
    delivery_kind: DeliveryKind
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    contains_persons: bool = False
    period_required: bool = True
    sha256: str = ""
    duplicates: Duplicates = "quarantine"
    overlaps: Overlaps = "hold"
    period_column: str | None = None
    period_expression: str | None = None
    offices: tuple[str, ...] = ()
    expected_from: str | None = None
    owned_number: tuple[str, ...] = ()
    number_owner: str | None = None
    figures: tuple[FigureSeries, ...] = ()
    cover: Cover | None = None
    places: tuple[str, ...] = ()
    models: Path = field(kw_only=True, repr=False)

    @property
    def default_office(self) -> str | None:
        """The office of a file that names none: the only one that delivers the feed; None where several do."""
        return self.offices[0] if len(self.offices) == 1 and self.delivery_kind != "statements" else None

    def column(self, name: str) -> Column:
        """Return the column called ``name``; raises ``KeyError`` when the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.feed} has no column {name!r}")

    def needs(self, column: Column) -> bool:
        """Return whether a row whose value of ``column`` cannot be read is kept out, as no figure can do without it.

        That is what is required, the key, the area (the first place), the period, and what is counted or summed, with
        its unit. In any other column an unknown word becomes "not recognised" and an unreadable value is left empty,
        and the row counts. A contract says otherwise with ``neededForRow``.
        """
        if column.needed_for_row is not None:
            return column.needed_for_row
        area = next((c.name for c in self.columns if c.kind == "place"), None)
        units = {name for c in self.columns for name in c.companions}
        return (
            column.required
            or column.name in {*self.key, self.period_column, area, *units}
            or column.is_number
            or column.kind == "year"
        )

    @property
    def grain_columns(self) -> tuple[str, ...]:
        """Dimensions that a table of this feed may have or lack; most feeds have one fixed grain and name none."""
        return tuple(c.name for c in self.columns if c.grain_column)

    def lacking(self, present: Collection[str]) -> list[Column]:
        """Return the required columns that neither stand in a table, nor have a default, nor are read from another."""
        return [
            c
            for c in self.required_columns
            if c.default is None
            and c.name not in present
            and not (c.read_from is not None and c.read_from.column in present)
        ]

    @property
    def required_columns(self) -> tuple[Column, ...]:
        """Columns without which a file is refused."""
        return tuple(c for c in self.columns if c.required or c.heading_required)
