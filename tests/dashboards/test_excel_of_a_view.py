"""The workbook of a view holds what the page shows, row by row, as true numbers; then its codes; then its source."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from dashboards.language.language import Language
from dashboards.server.seen_cells import Seen, number_format, seen_cell, seen_rows
from dashboards.server.workbook import Page, shown_workbook


@pytest.mark.parametrize(
    ("text", "value", "before", "after"),
    [
        ("۷۰٬۰۰۰ نفر", "70000", "", " نفر"),
        ("بیش از \u2066۱۰۱\u2069 رشته", "101", "بیش از ", " رشته"),
        ("۳۳٫۹ درصد", "33.9", "", " درصد"),
        ("−۸۸ طرح", "-88", "", " طرح"),
        ("۳۸۷٫۳ میلیارد ریال", "387.3", "", " میلیارد ریال"),
        ("104,772", "104772", "", ""),
        ("33.9%", "33.9", "", "%"),
        ("about 70,000 persons", "70000", "about ", " persons"),
        ("+0.8 percentage points", "0.8", "", " percentage points"),
    ],
)
def test_a_cell_with_one_number_is_that_number_and_keeps_its_words(text, value, before, after):
    cell = seen_cell(text)
    assert isinstance(cell, Seen)
    assert (cell.value, cell.before, cell.after) == (Decimal(value), before, after)


@pytest.mark.parametrize(
    "text",
    [
        *("۱۴۰۴", "1404", "زمستان ۱۴۰۰", "۱۵۰ (۱۴۰۴)", "۱۱ از ۳۱", "۲۰۹٫۷ تا ۲۷۱٫۳", "۱۴۰۵/۰۹/۰۲", "HS57"),
        *("*", "—", "نرسیده", "* برای حفظ حریم پنهان است", "", "57021020", "رتبهٔ ۱"),
    ],
)
def test_years_ranges_signs_and_sentences_stay_text(text):
    assert seen_cell(text) == text


def test_zero_is_the_number_zero_that_is_shown_as_its_word():
    cell = seen_cell("صفر")
    assert isinstance(cell, Seen) and cell.value == 0
    assert number_format(cell, "") == '0;-0;"صفر"'


def test_a_number_is_shown_with_persian_digits_and_the_words_of_the_page():
    cell = seen_cell("−۳۳٫۹ درصد")
    assert isinstance(cell, Seen)
    assert number_format(cell, "[$-3000429]") == '[$-3000429]#,##0.0" درصد";[$-3000429]-#,##0.0" درصد"'


@pytest.mark.parametrize(
    "sent",
    [
        *(None, [], {}, {"headings": ["a"], "rows": []}, {"headings": ["a"], "rows": [["x", "y"]]}),
        *({"headings": ["a"], "rows": [[1]]}, {"headings": ["a"] * 61, "rows": [["x"] * 61]}),
    ],
)
def test_what_is_no_table_is_refused(sent):
    with pytest.raises(ValueError, match="no table"):
        seen_rows(sent)


def test_text_that_looks_like_a_formula_stays_text_on_every_sheet():
    cells = ["=1+1", "+A1", "-cmd", "@SUM(A1)"]
    page = Page(["=line"], ["=head"], [[(cell, "")] for cell in cells], [12.0])
    body = shown_workbook(
        page,
        [{"=code": cell} for cell in cells],
        Language("fa"),
        title="=title",
        mark="=mark",
        about=[("=term", "=words")],
        files=[("=file",)],
    )
    book = openpyxl.load_workbook(io.BytesIO(body))
    told = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(told) >= 14 and {cell.data_type for cell in told} == {"s"}


@pytest.mark.parametrize(("code", "order"), [("fa", 2), ("en", 0)])
def test_words_run_as_the_language_does_also_where_they_begin_with_a_number(code, order):
    page = Page(["۱۴۰۲ و پس از آن"], ["۲ ستون"], [[("۱۴۰۲", "")]], [12.0])
    body = shown_workbook(
        page, [], Language(code), title="۱۰۴٬۷۷۲ دلار در ۱۴۰۲", mark="۱", about=[("۱", "۲ سطر")], files=[]
    )
    book = openpyxl.load_workbook(io.BytesIO(body))
    told = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(told) == 7 and {cell.alignment.readingOrder for cell in told} == {order}


def test_a_number_that_a_spreadsheet_would_round_is_text_with_every_digit():
    page = Page([], ["n"], [[(Decimal("12345678901234567"), "#,##0")]], [12.0])
    body = shown_workbook(
        page, [{"n": Decimal("12345678901234567")}], Language("en"), title="t", mark="", about=[], files=[]
    )
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert book.worksheets[0].cell(4, 1).value == "12345678901234567"
    assert book.worksheets[1].cell(2, 1).value == "12345678901234567"


def _workbook_of(window, ident: str):
    card = f"#{ident} " if ident else ""
    window.page.locator(f"{card}.nq-tools > summary").first.click()
    with window.page.expect_download() as waiting:
        window.page.locator(f"{card}a[data-workbook]").first.click()
    return waiting.value.suggested_filename, openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))


@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_first_sheet_is_the_table_behind_the_chart_row_by_row(look, site, code):
    site.show("demo")
    window = look().open(f"/indicators?indicator=licence_coverage&basis=register{'&lang=en' if code == 'en' else ''}")
    page = window.page
    seen = page.eval_on_selector_all(
        ".st-key-card-series table tr",
        "all => all.map(row => [...row.children].map(one => one.textContent.replace(/[\\u2066-\\u2069]/g, '').trim()))",
    )
    name, book = _workbook_of(window, "")
    sheet, codes, about = book.worksheets
    assert name.startswith("demo-naqsheh-licence_coverage-v")
    assert {bool(one.sheet_view.rightToLeft) for one in (sheet, codes, about)} == {code == "fa"}
    rows = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if [cell.value for cell in row] == seen[0])
    assert len(rows) - head == len(seen)
    for told, shown in zip(rows[head + 1 :], seen[1:], strict=True):
        assert told[0].value == shown[0]
        value = told[1].value
        if isinstance(value, (int, float)):
            assert f"{value:g}" in shown[1].translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٫", "0123456789."))
            assert told[1].number_format.startswith("[$-3000429]") is (code == "fa")
    assert any(isinstance(row[1].value, (int, float)) for row in rows[head + 1 :])
    assert "indicator_id" in [cell.value for cell in codes[1]]
    words = " ".join(str(cell.value) for row in about.iter_rows() for cell in row if cell.value)
    assert site.address in words and "licence_coverage" in words
    assert ("نمایشی" if code == "fa" else "Demonstration") in str(sheet.cell(2, 1).value)


def test_an_empty_value_of_the_selection_narrows_the_files_too(look, site):
    site.show("demo")
    window = look().open("/indicators?indicator=licence_coverage&basis=register")
    window.page.locator(".nq-tools > summary").first.click()
    address = window.page.locator(".nq-tools a", has_text="CSV").first.get_attribute("href")
    header, *rows = window.page.request.get(site.address + address).text().lstrip("\ufeff").splitlines()
    category = header.split(",").index("category")
    assert rows and {row.split(",")[category] for row in rows} == {""}


def test_without_a_script_the_rows_are_told_in_words(look, site):
    site.show("demo")
    window = look().open("/indicators?indicator=licence_coverage&basis=register")
    window.page.locator(".nq-tools > summary").first.click()
    address = window.page.locator("a[data-workbook]").first.get_attribute("href")
    book = openpyxl.load_workbook(io.BytesIO(window.page.request.get(site.address + address).body()))
    values = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert "دوره" in values and not values & {"register", "licence_coverage", "final"}


def test_a_sent_table_is_bounded_and_a_wrong_one_is_refused(look, site):
    site.show("demo")
    window = look().open("/")
    address = f"{site.address}/download/shown/indicator_values.xlsx"
    post = window.page.request.post
    assert post(address, data="[]").status == 400
    assert post(address, data="no json").status == 400
    assert post(address, data=json.dumps({"headings": ["x" * 2_100_000], "rows": [["y"]]})).status == 413
    assert post(f"{site.address}/download/shown/nothing.xlsx", data=json.dumps({})).status == 404
