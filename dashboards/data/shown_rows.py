"""The rows of a view as a reader sees them: titles in place of codes, in the columns and the order of the page.

What is the same in every row, because the view chose it, is told once above them. Numbers stay numbers with every
digit; what is hidden, missing or not applicable has a sign of its own, and a zero is the number zero.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboards.data.origins import Selection
from dashboards.data.versions import Row
from dashboards.data.view import View

#: The pair of languages, Persian first.
Pair = tuple[str, str]

#: Headings of columns that many tables have; the others are headed by what the data dictionary says of them.
_HEADINGS: dict[str, Pair] = {
    "indicator_id": ("شاخص", "Indicator"),
    "area_code": ("محدوده", "Area"),
    "domain": ("حوزه", "Domain"),
    "category": ("دسته", "Category"),
    "part": ("جزء", "Part"),
    "basis": ("مبنا", "Basis"),
    "frequency": ("فصل یا سال", "Quarter or year"),
    "period": ("دوره", "Period"),
    "from_period": ("از دورهٔ", "From period"),
    "value": ("مقدار", "Value"),
    "unit": ("یکا", "Unit"),
    "qualifier": ("دقت", "Precision"),
    "status": ("حال", "Status"),
    "source": ("منبع", "Source"),
    "as_of": ("به تاریخ", "As of"),
    "expiring": ("به پایان می‌رسد", "Run out"),
    "likely_renewed": ("تمدید احتمالی", "Likely renewed"),
    "renewal_rate": ("نرخ تمدید", "Renewal rate"),
    "phase": ("هنگام", "When"),
    "licence_kind": ("گونهٔ پروانه", "Kind of licence"),
    "licences": ("پروانه‌ها", "Licences"),
    "craft_code": ("رشته", "Craft"),
    "practitioners": ("شاغلان", "Persons at work"),
    "rank": ("رتبه", "Rank"),
    "rank_low": ("بهترین رتبهٔ ممکن", "Best rank possible"),
    "rank_high": ("بدترین رتبهٔ ممکن", "Worst rank possible"),
    "per_1000_people": ("برای هر ۱٬۰۰۰ نفر", "For each 1,000 people"),
    "low": ("کران پایین", "Lower end"),
    "high": ("کران بالا", "Upper end"),
    "compared": ("شهرستان‌های رتبه‌دار", "Counties ranked"),
    "note": ("یادداشت", "Note"),
    "state": ("وضعیت", "State"),
    "scheme": ("طرح", "Scheme"),
    "budget_year": ("سال بودجه", "Budget year"),
    "stage": ("مرحله", "Stage"),
    "files": ("پرونده‌ها", "Files"),
    "amount_rial": ("مبلغ (ریال)", "Amount (rial)"),
    "files_left": ("در همین مرحله مانده", "Left at this stage"),
    "median_days": ("میانهٔ روزها", "Median days"),
    "customs_office": ("گمرک", "Customs office"),
    "destination": ("مقصد", "Destination"),
    "hs8": ("ردیف تعرفه", "Tariff line"),
    "value_usd": ("ارزش (دلار)", "Value (US dollars)"),
    "value_rial": ("ارزش (ریال)", "Value (rial)"),
    "weight_kg": ("وزن (کیلوگرم)", "Weight (kg)"),
    "rows_without_value": ("سطرهای بی‌ارزش", "Rows without a value"),
    "rows": ("سطرها", "Rows"),
    "change": ("تغییر", "Change"),
    "relative": ("تغییر نسبی", "Relative change"),
    "difference": ("اختلاف", "Difference"),
    "role": ("سمت", "Role"),
    "sentence": ("به بیان جمله", "In words"),
    "is_synthetic": ("واقعی یا ساختگی", "Real or invented"),
}

#: The columns that a page shows of a table, in their order; of a table that is not here, all that are no keys.
_SHOWN: dict[str, tuple[str, ...]] = {
    "indicator_values": (
        *("indicator_id", "area_code", "domain", "category", "period", "value", "unit", "qualifier"),
        *("basis", "status", "source", "as_of"),
    ),
    "licence_expiry_profile": (
        *("area_code", "domain", "licence_kind", "period", "expiring", "likely_renewed", "renewal_rate", "phase"),
        *("status", "heard_until"),
    ),
    "county_comparisons": (
        *("rank", "area_code", "value", "per_1000_people", "low", "high", "rank_low", "rank_high", "note", "status"),
        *("indicator_id", "basis", "domain", "period", "people_year"),
    ),
}

#: Columns that a reader has no use for: keys, and places in a file or an order.
_KEYS = re.compile(
    r"(value_ids?|.*_value_id|delivery_ids?|row_ids?|figure_id|target_id|discrepancy_id|warning_id|series_id|scenario_id"
    r"|criterion_id|sheet_name|row_number|ordinal|place|stage_order|importance|period_key|breakdown|ranked_by"
    r"|evidence_table|numerator|denominator|.*_jalali|sql)"
)

#: Columns whose codes one list names; the codes of the others are found in whichever list has them all.
_LISTS = {
    "domain": "domains",
    "basis": "bases",
    "status": "statuses",
    "status_before": "statuses",
    "qualifier": "qualifiers",
    "licence_kind": "licence_kinds",
    "note": "county_notes",
    "scheme": "credit_schemes",
    "stage": "credit_stages",
    "evidence_grade": "grades",
}
_OTHER_WORDS: dict[str, dict[str, Pair]] = {
    "frequency": {"Q": ("فصل", "quarter"), "A": ("سال", "year")},
    "phase": {"passed": ("گذشته", "passed"), "running": ("در جریان", "running"), "coming": ("در پیش", "to come")},
}
_AREAS = re.compile(r"(.*_)?area_code|county_code")
_PERIODS = re.compile(r"(.*_)?period|heard_until|vintage|month_key")
_SHARES = re.compile(r"(.*_)?(share|rate|coverage|relative|probability)")
_YEARS = re.compile(r"(.*_)?year")
_JALALI = re.compile(r"\d{4}(-\d{2}){1,2}")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with the decimals that it is shown with; a share is a fraction that is shown in per cent."""

    value: Decimal
    decimals: int = 0
    is_share: bool = False


Cell = str | Number | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A view as a sheet: its headings and rows, and what holds for all of them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    common: tuple[tuple[str, str], ...]


def shown_rows(view: View, table: str, rows: Sequence[Row], where: Selection) -> Sheet:
    """Return the rows of a view of ``table`` with titles for codes, and what is common to them."""
    if not rows:
        return Sheet((), (), ())
    columns = _columns(view, table, rows[0])
    told = {column for column, value in where.items() if isinstance(value, str)}
    common: list[tuple[str, str]] = []
    kept: list[tuple[str, list[Cell]]] = []
    for column in columns:
        cells = _cells(view, table, column, rows)
        if column in told:
            if cells[0]:
                common.append((_heading(view, table, column), _words(view, cells[0])))
        elif any(cell is not None and cell != "" for cell in cells):
            kept.append((_heading(view, table, column), cells))
    made = zip(*(cells for _, cells in kept), strict=True) if kept else ()
    return Sheet(tuple(heading for heading, _ in kept), tuple(made), tuple(common))


def table_words(view: View, table: str) -> tuple[str, str]:
    """Return the title of a published table and what its rows are, as its comment tells them."""
    row = view.tables.one(
        "select comment from duckdb_tables() where table_name = ? union all "
        "select comment from duckdb_views() where view_name = ? and not internal",
        table,
        table,
    )
    english, _, persian = str((row or {}).get("comment") or table).partition(" — ")
    title, _, rest = (persian if view.language.is_persian and persian else english).partition(". ")
    return title, rest


def _columns(view: View, table: str, row: Row) -> list[str]:
    """Return the columns that are shown; a pair of languages is one column."""
    suffix, other = ("_fa", "_en") if view.language.is_persian else ("_en", "_fa")
    named = [name for name in row if not name.endswith(other)]
    found = [name.removesuffix(suffix) if name.endswith(suffix) else name for name in named]
    if table in _SHOWN:
        found = [name for name in _SHOWN[table] if name in found]
        found += ["is_synthetic"] if "is_synthetic" in row else []
    shown = [name for name in found if not _KEYS.fullmatch(name)]
    return [name for name in shown if name != "is_synthetic" or view.release.get("is_synthetic")]


def _heading(view: View, table: str, column: str) -> str:
    if column in _HEADINGS:
        return view.say(*_HEADINGS[column])
    names = (column, f"{column}_{view.language.code}")
    row = view.tables.one(
        "select meaning_fa, meaning_en from data_dictionary where table_name = ? and column_name in (?, ?)",
        table,
        *names,
    )
    meaning = str((row or {}).get(f"meaning_{view.language.code}") or column)
    first = re.split(r"[;؛(،]|, (?:Persian|English)| in (?:Persian|English)", meaning)[0].strip()
    # Where the meaning begins with a code, it explains the codes and is no heading.
    return column.replace("_", " ").capitalize() if not first or re.fullmatch("[a-z][a-z0-9_]+", first) else first


def _cells(view: View, table: str, column: str, rows: Sequence[Row]) -> list[Cell]:
    name = column if column in rows[0] else f"{column}_{view.language.code}"
    words = _word_list(view, column, rows) if name == column else None
    return [_cell(view, column, row.get(name), row, words) for row in rows]


def _cell(view: View, column: str, value: Any, row: Row, words: Mapping[str, str] | None) -> Cell:
    if value is None:
        return _nothing(view, column, row)
    if isinstance(value, bool):
        if column == "is_synthetic":
            return view.say("ساختگی", "invented") if value else view.say("واقعی", "real")
        return view.code("yes_no", "yes" if value else "no")
    if isinstance(value, int) and _YEARS.fullmatch(column):
        return view.fmt.digits(value)
    if isinstance(value, (int, float, Decimal)):
        return _number(view, column, Decimal(str(value)), row)
    if isinstance(value, (dt.date, dt.datetime)):
        return view.fmt.date(value, table=True)
    text = str(value)
    if words is not None:
        return words.get(text, text)
    if column == "category" and text:
        return view.category(text)
    return view.fmt.jalali(text) if _JALALI.fullmatch(text) else text


def _word_list(view: View, column: str, rows: Sequence[Row]) -> Mapping[str, str] | None:
    """Return the words for the codes of a column; None where it holds words or numbers already."""
    found = {str(row[column]) for row in rows if isinstance(row[column], str) and row[column]}
    if not found:
        return None
    if column in _OTHER_WORDS:
        return {code: view.say(*words) for code, words in _OTHER_WORDS[column].items()}
    if column == "qualifier":
        return {code: view.fmt.qualifier(code) for code in found}
    if _PERIODS.fullmatch(column):
        return {code: view.fmt.period(code) for code in found}
    if _AREAS.fullmatch(column):
        return {code: view.area(code) for code in found}
    if column in ("unit", "change_unit"):
        return {code: view.say("درصد", "per cent") if code == "share" else view.unit(code) for code in found}
    if column == "indicator_id":
        return {code: view.column(view.indicator(code) or {}, "title") or code for code in found}
    if column == "craft_code":
        crafts = view.tables.lookup("crafts", "craft_code")
        return {code: view.column(crafts[code], "title") if code in crafts else code for code in found}
    if column in ("customs_office", "destination"):
        return _english_names(view, column, found)
    if column in ("category", "part"):
        return {code: view.category(code) for code in found}
    return _of_a_list(view, column, found)


def _english_names(view: View, column: str, found: set[str]) -> dict[str, str]:
    """Return the names of customs offices and countries, which are told in Persian, in the language of the page."""
    if view.language.is_persian:
        return {name: name for name in found}
    table, key = ("customs_offices", "office_name") if column == "customs_office" else ("destinations", "destination")
    names = view.tables.lookup(table, key)
    return {name: str((names.get(name) or {}).get("name_en") or name) for name in found}


def _of_a_list(view: View, column: str, found: set[str]) -> dict[str, str] | None:
    if column in _LISTS:
        return {code: view.code(_LISTS[column], code) for code in found}
    if not all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in found):
        return None
    row = view.tables.one(
        "select list from codes group by list "
        "having count(*) filter (where list_contains(string_split(?, ','), code)) = ? order by count(*), list limit 1",
        ",".join(sorted(found)),
        len(found),
    )
    return {code: view.code(str(row["list"]), code) for code in found} if row is not None else None


def _number(view: View, column: str, value: Decimal, row: Row) -> Number:
    is_value = column in (
        "value",
        "value_before",
        "difference",
        "change",
        "low",
        "high",
        "expected_value",
        "target_value",
    )
    if (is_value and row.get("unit", _unit(view, row)) == "share") or _SHARES.fullmatch(column):
        return Number(value, 1, is_share=True)
    if value == value.to_integral_value():
        return Number(value)
    indicator = view.indicator(str(row.get("indicator_id") or "")) or {}
    decimals = indicator.get("decimals") if is_value else None
    return Number(value, max(1, int(decimals)) if decimals is not None else 1)


def _unit(view: View, row: Row) -> str | None:
    return (view.indicator(str(row.get("indicator_id") or "")) or {}).get("unit")


def _nothing(view: View, column: str, row: Row) -> Cell:
    """Return the sign of a figure that is not there: hidden, not applicable and missing are three things."""
    if column not in ("value", "expiring", "licences", "practitioners", "files", "contribution"):
        return None
    signs = {
        "suppressed": "*",
        "not_applicable": "—",
        "missing": view.say("نرسیده", "no file"),
    }
    return signs.get(str(row.get("status") or ""))


def _words(view: View, cell: Cell) -> str:
    if isinstance(cell, Number):
        return view.fmt.percent(cell.value) if cell.is_share else view.fmt.number(cell.value, cell.decimals)
    return cell or ""
