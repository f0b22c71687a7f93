"""The figures of the workbook: each the published one to the last digit, in both languages, or a mark that says why."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.exporting import export_period
from pipelines.exporting.look import PERSIAN_DIGITS, Figure, number_format
from pipelines.foundation.workspace import models_dir
from pipelines.published import CONFIGURATION, PublishedVersion
from tests.pipeline.export_fixture import CellRow, altered_version, exact, figures, parts, table

#: What a suppressed value was: it must stand nowhere.
HIDDEN = 987_654_321
NINE_DECIMALS, ABOVE_2_53, LONG = Decimal("0.123456789"), 2**53 + 1, Decimal("12345678901234567.125")


def changed(indicator: str, change: str) -> str:
    return f"UPDATE indicator_values SET {change} WHERE indicator_id = '{indicator}'"


ALTERATIONS = (
    changed("artisans", f"status = 'suppressed', value = {HIDDEN}"),
    changed("weavers", f"status = 'not_applicable', value = {HIDDEN}"),
    changed("weavers_permitted", "status = 'missing', value = NULL"),
    changed("named_masters", "value = 0"),
    changed("craft_fields", "status = 'provisional'"),
    changed("licence_coverage", f"value = {NINE_DECIMALS}"),
    changed("credit_allocated", f"value = {ABOVE_2_53}"),
    changed("cooperatives", f"value = {LONG}"),
    changed("artisans_licensed", "value = 0.004"),
    changed("historic_works", "value = -1234.5"),
    changed(
        "wipo_files",
        "source_fa = '=cmd|calc!A1', source_en = '+1+1', ambiguity_fa = '@SUM(A1)', ambiguity_en = '-2+3'",
    ),
    changed("named_masters", "source_fa = 'http://example.org/x', source_en = 'https://example.org/x'"),
    # What stands elsewhere in the file of a hidden value is hidden as well.
    "UPDATE headlines SET value = 0, status = 'suppressed' WHERE indicator_id = 'artisans'",
)


@pytest.fixture(scope="module")
def exported(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("workbook")
    export_period(version, "1400Q4", out, models_dir())
    return out


@pytest.fixture(scope="module")
def altered(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of a version in which figures were given other faces, and texts that attack."""
    folder, out = tmp_path_factory.mktemp("altered") / "1", tmp_path_factory.mktemp("altered_workbook")
    export_period(altered_version(version, folder, ALTERATIONS), "1400Q4", out, models_dir())
    return out


def english(folder: Path, indicator: str) -> CellRow:
    """Return the first row of an indicator in the English workbook."""
    return next(r for r in figures(folder / "naqsheh-1400Q4-en.xlsx") if r["Indicator"].value == indicator)


def persian(folder: Path, indicator: str) -> CellRow:
    return next(r for r in figures(folder / "naqsheh-1400Q4-fa.xlsx") if r["شاخص"].value == indicator)


# --- exactly what is published ----------------------------------------------------------------------------


def test_every_figure_is_the_published_one_and_none_is_left_out(exported: Path, version: PublishedVersion) -> None:
    with duckdb.connect(str(version.database), read_only=True, config=CONFIGURATION) as db:
        rows = db.execute(
            "SELECT i.title_en, area_code, period, v.value, b.title_en FROM indicator_values v JOIN indicators i"
            " USING (indicator_id) LEFT JOIN codes b ON b.list = 'bases' AND b.code = v.basis"
            " WHERE v.period IN ('1400Q4', '1400')"
        ).fetchall()
    published = Counter((*key, None if value is None else value.normalize(), basis) for *key, value, basis in rows)
    written = Counter(
        (
            row["Indicator"].value,
            row["Area code"].value,
            row["Period key"].value,
            None if (value := exact(row["Value"].value)) is None else value.normalize(),
            row["Basis"].value,
        )
        for row in figures(exported / "naqsheh-1400Q4-en.xlsx")
    )
    assert written == published and written.total() > 90


@pytest.mark.parametrize("folder", ["exported", "altered"])
def test_both_languages_hold_the_same_numbers(folder: str, request: pytest.FixtureRequest) -> None:
    out: Path = request.getfixturevalue(folder)
    rows = [
        [
            (r["Area code"].value, r["Period key"].value, exact(r["Value"].value))
            for r in figures(out / "naqsheh-1400Q4-en.xlsx")
        ],
        [
            (r["کد جا"].value, r["کلید دوره"].value, exact(r["مقدار"].value))
            for r in figures(out / "naqsheh-1400Q4-fa.xlsx")
        ],
    ]
    assert rows[0] == rows[1]


def test_figures_are_true_numbers_under_the_digits_of_the_language(exported: Path) -> None:
    cell = persian(exported, "هنرمندان صنایع دستی")["مقدار"]
    assert cell.value == 70_000 and cell.number_format.startswith(f"{PERSIAN_DIGITS}#,##0")
    ratio = persian(exported, "پوشش پروانهٔ تولید")["مقدار"]
    assert ratio.value == pytest.approx(15 / 70, abs=1e-9)
    assert ratio.number_format.startswith(f"{PERSIAN_DIGITS}0.0%")
    assert english(exported, "Artisans")["Value"].number_format.startswith("#,##0")


def test_nine_decimals_are_kept_and_what_a_spreadsheet_would_round_is_text(altered: Path) -> None:
    assert exact(english(altered, "Licence coverage")["Value"].value) == NINE_DECIMALS
    for indicator, value in (("Credit notified", Decimal(ABOVE_2_53)), ("Cooperatives", LONG)):
        row = english(altered, indicator)
        assert row["Value"].value == str(value) and row["Mark"].value == "[text]"
    row = persian(altered, "تعاونی‌ها")
    assert (row["مقدار"].value, row["نشانه"].value) == ("۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷٫۱۲۵", "[متن]")


def test_a_minus_stands_before_its_digits_in_persian_too(altered: Path) -> None:
    cell = persian(altered, "آثار تاریخی")["مقدار"]
    assert cell.value == -1234.5
    assert cell.alignment.readingOrder == 1, "a cell that runs from right to left puts it behind them"


# --- the silences -----------------------------------------------------------------------------------------


def test_missing_zero_suppressed_not_applicable_and_provisional_are_told_apart(altered: Path) -> None:
    told = {
        indicator: (english(altered, indicator)["Value"].value, english(altered, indicator)["Mark"].value)
        for indicator in ("Artisans", "Carpet weavers", "Permitted weavers", "Named masters", "Active fields")
    }
    fields = told.pop("Active fields")
    assert told == {
        "Artisans": ("[c]", "[c]"),
        "Carpet weavers": ("[z]", "[z]"),
        "Permitted weavers": ("[x]", "[x]"),
        "Named masters": (0, None),
    }
    assert isinstance(fields[0], int) and fields[1] == "[p]"
    assert '"صفر"' in persian(altered, "استادکاران نامور")["مقدار"].number_format
    faces = ("هنرمندان صنایع دستی", "قالی‌بافان", "قالی‌بافان دارای مجوز")
    assert [persian(altered, name)["مقدار"].value for name in faces] == ["[پ]", "[ب]", "[ن]"]


def test_what_is_small_and_not_zero_says_so(altered: Path) -> None:
    row = english(altered, "Licensed artisans")
    assert (row["Value"].value, row["Mark"].value) == (0.004, "[low]")


def test_a_suppressed_value_stands_nowhere_in_the_file(altered: Path) -> None:
    for path in altered.glob("*.xlsx"):
        for name, text in parts(path).items():
            assert str(HIDDEN) not in text, (path.name, name)


def test_every_mark_is_explained_in_the_notes(altered: Path) -> None:
    for language, head in (("fa", "نشانه"), ("en", "Mark")):
        path = altered / f"naqsheh-1400Q4-{language}.xlsx"
        notes = {row[next(iter(row))].value for row in table(path, "notes")}
        used = {mark for row in figures(path) for mark in str(row[head].value or "").split()}
        assert used and used <= notes


# --- hostile text -----------------------------------------------------------------------------------------


def test_no_cell_is_a_formula_or_a_link_to_elsewhere(altered: Path) -> None:
    for path in altered.glob("*.xlsx"):
        for name, text in parts(path).items():
            assert "<f>" not in text and "<f " not in text, name
            assert 'TargetMode="External"' not in text, name
            assert not name.endswith((".bin", ".vml")), name
    kept = {row["منبع"].value for row in figures(altered / "naqsheh-1400Q4-fa.xlsx")}
    assert "=cmd|calc!A1" in kept and "http://example.org/x" in kept, "the text itself is kept"
    notes = {row["معنا"].value for row in table(altered / "naqsheh-1400Q4-fa.xlsx", "notes")}
    assert "@SUM(A1)" in notes


# --- properties -------------------------------------------------------------------------------------------


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**20), max_value=10**20))
def test_a_number_is_either_exact_as_a_number_or_a_text(value: Decimal) -> None:
    figure = Figure(value, "final")
    if not figure.is_long:
        assert Decimal(f"{float(value):.16G}") == value or float(f"{float(value):.16G}") == float(value)
        assert Decimal(repr(float(value))) == value
    assert ("long" in figure.marks) == figure.is_long


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9), st.sampled_from(["suppressed", "not_applicable"]))
def test_what_is_hidden_has_no_number_whatever_its_value(value: Decimal, status: str) -> None:
    figure = Figure(value, status)
    assert figure.number is None and figure.plotted is None and figure.marks == (status,)


@given(st.integers(0, 9), st.booleans(), st.integers(0, 4))
def test_a_persian_format_asks_for_persian_digits_in_every_part(decimals: int, share: bool, thousands: int) -> None:
    for part in number_format("fa", decimals, share=share, thousands=thousands).split(";"):
        assert part.startswith(PERSIAN_DIGITS)
    assert not re.search(r"\[\$", number_format("en", decimals, share=share))
