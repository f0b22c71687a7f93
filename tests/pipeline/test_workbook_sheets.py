"""The workbook's sheets: one language, one marked table each, links that lead somewhere, charts without inventions."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import fastexcel
import openpyxl
import pytest
import python_calamine
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.exporting import export_period
from pipelines.exporting.edition import clean, line_count
from pipelines.foundation.workspace import models_dir
from pipelines.published import PublishedVersion
from tests.pipeline.export_fixture import altered_version, parts, read_table

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
#: What the value of a quarter that nobody may see was: no chart may remember it.
HIDDEN = 123_454_321
TEMPLATE = "indicator_id = 'artisans' AND area_code = '08' AND period = '1402'"
COUNTIES = {"0801": "41", "0802": "7", "0803": "0", "0804": "29", "0805": "NULL"}


def added(area: str, frequency: str, period: str, value: str, status: str = "final") -> str:
    """Return the SQL of one more value of the register of artisans, made from a published one."""
    return (
        f"INSERT INTO indicator_values SELECT * REPLACE ('x-{area}-{period}' AS value_id, '{area}' AS area_code,"
        f" '{frequency}' AS frequency, '{period}' AS period, 'register' AS basis, {value} AS value,"
        f" '{status}' AS status) FROM indicator_values WHERE {TEMPLATE}"
    )


#: Five quarters of which one is hidden, one missing and one never told, and five counties.
STATEMENTS = (
    added("08", "Q", "1399Q3", "90"),
    added("08", "Q", "1399Q4", str(HIDDEN), "suppressed"),
    added("08", "Q", "1400Q1", "100", "provisional"),
    added("08", "Q", "1400Q2", "NULL", "missing"),
    added("08", "Q", "1400Q4", "120", "provisional"),
    *(
        added(
            area, "Q", "1400Q4", value if value != "NULL" else str(HIDDEN), "final" if value != "NULL" else "suppressed"
        )
        for area, value in COUNTIES.items()
    ),
)


@pytest.fixture(scope="module", params=["fa", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a quarter in which there is something to draw."""
    changed = altered_version(version, tmp_path_factory.mktemp("drawn") / "1", STATEMENTS)
    out = tmp_path_factory.mktemp("drawn_files")
    export_period(changed, "1400Q4", out, models_dir())
    return out


@pytest.fixture(scope="module")
def path(folder: Path, language: str) -> Path:
    return folder / f"naqsheh-1400Q4-{language}.xlsx"


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def demonstration(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a version in which everything is invented."""
    tables = ("indicator_values", "headlines", "targets", "discrepancy_claims", "commitments", "exports", "deliveries")
    statements = [f"UPDATE {name} SET is_synthetic = true" for name in (*tables, "revisions", "warning_history")]
    changed = altered_version(version, tmp_path_factory.mktemp("invented") / "1", statements)
    out = tmp_path_factory.mktemp("invented_files")
    export_period(changed, "1400Q4", out, models_dir())
    return out


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


# --- contents ---------------------------------------------------------------------------------------------


def test_contents_come_first_and_say_what_the_workbook_is(book: Workbook, language: str) -> None:
    assert book.sheetnames[0] == {"fa": "فهرست", "en": "Contents"}[language]
    said = "\n".join(texts(book.worksheets[0]))
    wanted = {
        "fa": ["رقم‌های زمستان ۱۴۰۰", "استان کرمان", "موقت", "نسخهٔ ۱", "شرایط استفاده", "منبع:", "پرسش", "[پ] پوشیده"],
        "en": ["Figures of winter 1400", "Kerman Province", "provisional", "Version 1", "Terms of use", "Source:"],
    }[language]
    assert [text for text in wanted if text not in said] == []


def test_contents_list_every_sheet_and_every_link_leads_to_a_cell(book: Workbook) -> None:
    listed = [next(iter(row.values())) for row in read_table(book, "contents")]
    assert [cell.value for cell in listed] == book.sheetnames[1:]
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) >= 2 * len(listed), "to each sheet, and back"
    for link in links:
        name, _, cell = link.location.rpartition("!")
        assert link.target is None and book[name.strip("'")][cell].value, link.location


def test_a_theme_has_a_sheet_of_its_own_and_the_rest_follows(book: Workbook, language: str) -> None:
    themes = [name for sheet in book for name in sheet.tables if name.startswith("figures_")]
    assert {"figures_artisans", "figures_carpet", "figures_credit", "figures_exports"} <= set(themes)
    tables = [name for sheet in book for name in sheet.tables if not name.startswith(("chart_", "figures_"))]
    assert tables == [
        "contents",
        "headlines",
        "targets",
        "unknowns",
        "claims",
        "commitments",
        "warnings",
        "notes",
        "definitions",
        "sources",
    ]
    revisions = book[{"fa": "بازنگری‌ها", "en": "Revisions"}[language]]
    assert {"fa": "برای این دوره چیزی نیست.", "en": "There is nothing for this period."}[language] in texts(revisions)


# --- every sheet ------------------------------------------------------------------------------------------


def test_no_cell_is_merged_and_every_table_is_marked(book: Workbook, language: str) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges, sheet.title
        assert sheet.tables or sheet.title in {"بازنگری‌ها", "Revisions"}, sheet.title
        for table in sheet.tables.values():
            name = table.name
            assert re.fullmatch(r"[a-z_0-9]+", name) and table.headerRowCount == 1 and not table.totalsRowCount
            heads, *rows = sheet[table.ref]
            titles = [cell.value for cell in heads]
            assert all(titles) and len(set(titles)) == len(titles) and rows
            assert titles == [column.name for column in table.tableColumns]
            assert table.tableStyleInfo.showRowStripes


def test_only_charts_share_a_sheet(book: Workbook) -> None:
    for sheet in book:
        assert len(sheet.tables) <= 1 or all(name.startswith("chart_") for name in sheet.tables), sheet.title


def test_sheets_run_as_the_language_does_and_print_on_a4(book: Workbook, language: str) -> None:
    for sheet in book:
        assert bool(sheet.sheet_view.rightToLeft) == (language == "fa"), sheet.title
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert "&P" in str(sheet.oddFooter.center.text) and "&A" in str(sheet.oddHeader.center.text)
        name = next(iter(sheet.tables), "")
        if name and name != "contents" and not name.startswith("chart_"):
            _, first, _, _ = range_boundaries(sheet.tables[name].ref)
            assert sheet.freeze_panes == f"B{first + 1}" and sheet.print_title_rows == f"${first}:${first}"


def test_no_text_of_the_persian_file_has_a_latin_digit_but_codes(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "naqsheh-1400Q4-fa.xlsx")
    codes = {"کد جا", "کلید دوره", "شماره", "تعرفه", "نام در پایگاه داده", "نام فایل", "اثر انگشت (SHA-256)", "نسخه"}
    for sheet in book:
        exempt = {
            cell.coordinate
            for table in sheet.tables.values()
            for column in zip(*sheet[table.ref], strict=True)
            if column[0].value in codes
            for cell in column
        }
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.coordinate not in exempt:
                    words = [w for w in cell.value.split() if re.search("[0-9]", w) and not re.search("[A-Za-z]", w)]
                    assert not words, (sheet.title, cell.coordinate, cell.value)


def test_codes_are_text(book: Workbook, language: str) -> None:
    heads = {"fa": ("کد جا", "کلید دوره"), "en": ("Area code", "Period key")}[language]
    rows = read_table(book, "figures_artisans")
    told = {row[head].value for head in heads for row in rows}
    assert {"08", "0801", "1400Q4"} <= told and all(isinstance(value, str) for value in told)


def test_other_readers_open_it_and_find_the_same_rows(path: Path, book: Workbook) -> None:
    sheets = python_calamine.CalamineWorkbook.from_path(str(path)).sheet_names
    assert sheets == fastexcel.read_excel(path).sheet_names == book.sheetnames
    tables = fastexcel.read_excel(path).table_names()
    assert set(tables) == {name for sheet in book for name in sheet.tables}


def test_two_runs_give_the_same_bytes(folder: Path, version: PublishedVersion, tmp_path: Path) -> None:
    export_period(altered_version(version, tmp_path / "again", STATEMENTS), "1400Q4", tmp_path / "out", models_dir())
    for path in folder.glob("*.xlsx"):
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name


# --- notes, targets, unknowns -----------------------------------------------------------------------------


def test_every_note_of_a_figure_is_told_under_its_number(book: Workbook, language: str) -> None:
    head = {"fa": "یادداشت", "en": "Notes"}[language]
    told = {row[next(iter(row))].value: [c.value for c in row.values()][1] for row in read_table(book, "notes")}
    pattern = {"fa": r"\[ی[۰-۹]+\]", "en": r"\[note [0-9]+\]"}[language]
    used = {n for row in read_table(book, "figures_artisans") for n in re.findall(pattern, str(row[head].value or ""))}
    assert used and all(told.get(number) for number in used)


def test_notes_have_the_same_numbers_in_both_languages(folder: Path) -> None:
    counts = [len(read_table(openpyxl.load_workbook(p), "notes")) for p in sorted(folder.glob("*.xlsx"))]
    assert counts[0] == counts[1]


def test_a_proposed_target_is_never_shown_as_the_commissions(folder: Path) -> None:
    rows = read_table(openpyxl.load_workbook(folder / "naqsheh-1400Q4-fa.xlsx"), "targets")
    assert len(rows) >= 10
    assert {r["وضعیت تصمیم"].value for r in rows} == {"پیشنهادی، مصوب نیست", "گفتهٔ جلسه، مصوب نیست"}
    assert all(r["تصمیم با کیست"].value and r["چرا این مقدار"].value for r in rows)


def test_what_is_not_known_names_who_owes_it(folder: Path) -> None:
    rows = read_table(openpyxl.load_workbook(folder / "naqsheh-1400Q4-fa.xlsx"), "unknowns")
    assert {r["نشانه"].value for r in rows} == {"[ن]"}, "what is suppressed is known"
    assert all(r["چرا"].value and r["چه کسی باید بدهد"].value for r in rows)
    by_name = {r["شاخص یا گزارش"].value: r for r in rows}
    assert by_name["قالی‌بافان بیمه‌شده"]["واپسین دانسته"].value == "واپسین دورهٔ دانسته: ۱۳۹۵"
    assert "گزارش «هنرمندان و صنعتگران»" in by_name, "a file that an office never sent"


def test_a_definition_says_what_a_blank_means_and_a_source_its_terms(book: Workbook, language: str) -> None:
    blank = {"fa": "نبودن رقم چه معنایی دارد", "en": "What a blank means"}[language]
    assert all(row[blank].value for row in read_table(book, "definitions"))
    heads = {"fa": ("درجهٔ سند", "شرایط استفاده", "اثر انگشت (SHA-256)"), "en": ("Evidence", "Terms of use", "SHA-256")}
    assert all(row[head].value for row in read_table(book, "sources") for head in heads[language])


# --- demonstrations ---------------------------------------------------------------------------------------


def test_every_sheet_of_a_demonstration_says_so_once_on_top(demonstration: Path, language: str) -> None:
    book = openpyxl.load_workbook(demonstration / f"demonstration-naqsheh-1400Q4-{language}.xlsx")
    word = {"fa": "دادهٔ نمایشی: ", "en": "Demonstration: "}[language]
    for sheet in book:
        assert [t for t in texts(sheet) if t.startswith(word)] == [sheet["A2"].value], sheet.title


def test_rows_that_are_invented_among_real_ones_are_marked(version: PublishedVersion, tmp_path: Path) -> None:
    change = "UPDATE indicator_values SET is_synthetic = true WHERE indicator_id = 'craft_fields'"
    export_period(altered_version(version, tmp_path / "1", [change]), "1400Q4", tmp_path / "out", models_dir())
    book = openpyxl.load_workbook(tmp_path / "out" / "demonstration-naqsheh-1400Q4-en.xlsx")
    for name, row in ((n, r) for s in book for n in s.tables if n.startswith("figures_") for r in read_table(book, n)):
        assert ("[demo]" in str(row["Mark"].value)) == (name == "figures_fields")


# --- charts -----------------------------------------------------------------------------------------------


def drawn(path: Path) -> list[tuple[str, str, list[str], list[str], str]]:
    """Return title, range, remembered labels, remembered values and XML of each chart."""
    found = []
    for name, text in sorted(parts(path).items()):
        if name.startswith("xl/charts/chart"):
            root = ET.fromstring(text)
            title = "".join(t.text or "" for t in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"))
            values, labels = root.find(f".//{CHART}val"), root.find(f".//{CHART}cat")
            assert values is not None and labels is not None
            points = [[v.text or "" for v in part.iter(f"{CHART}v")] for part in (labels, values)]
            found.append((title, values.findtext(f".//{CHART}f") or "", *points, text))
    return found


def test_a_chart_draws_the_published_figures_of_its_range_and_nothing_else(path: Path, book: Workbook) -> None:
    charts = drawn(path)
    assert len(charts) >= 2
    for title, where, _, values, _ in charts:
        name, _, cells = where.replace("$", "").rpartition("!")
        told = [cell.value for (cell,) in book[name.strip("'")][cells]]
        assert not [value for value in told if isinstance(value, str)], "a text would be drawn as a zero"
        assert [float(v) for v in values] == [v for v in told if v is not None], title


def test_the_line_of_a_theme_leaves_gaps_where_nothing_may_or_can_be_drawn(path: Path, language: str) -> None:
    (line,) = [c for c in drawn(path) if "<c:lineChart>" in c[4] and ("هنرمندان" in c[0] or "Artisans" in c[0])]
    assert line[3] == ["90", "100", "120"]
    assert "<c:dispBlanksAs" not in line[4], "a gap is what a spreadsheet leaves unless it is told otherwise"
    assert len(line[2]) == 6, "the quarter that was never told has its place"
    assert '<c:orientation val="maxMin"' not in line[4], "time runs from left to right in both languages"


def test_the_bars_of_the_counties_hold_a_true_zero_and_no_hidden_county(path: Path) -> None:
    (bars,) = [c for c in drawn(path) if "<c:barChart>" in c[4] and ("هنرمندان" in c[0] or "Artisans" in c[0])]
    assert bars[3] == ["41", "29", "7", "0"]


def test_no_chart_and_no_cell_remembers_what_is_hidden(folder: Path) -> None:
    for path in folder.glob("*.xlsx"):
        assert not [name for name, text in parts(path).items() if str(HIDDEN) in text]


def test_a_chart_is_described_for_those_who_do_not_see_it(path: Path) -> None:
    drawings = [text for name, text in parts(path).items() if name.startswith("xl/drawings/drawing")]
    described = [
        d for text in drawings for d in re.findall(r'<xdr:cNvPr id="\d+" name="[^"]*"(?: descr="([^"]*)")?', text)
    ]
    assert described and all(described)


# --- texts of cells ---------------------------------------------------------------------------------------


def test_digits_follow_the_language_but_for_codes_and_a_minus_keeps_its_place() -> None:
    assert clean("بوشهر 1، k-vatan.ir/51293 و HS7113", "fa") == "بوشهر ۱، k-vatan.ir/51293 و HS7113"
    assert clean("\u2066−۵٫۲\u2069 واحد", "fa") == "\u200e−۵٫۲ واحد"
    assert clean("\u2066−5.2\u2069 points", "en") == "−5.2 points"


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    assert clean("x" * 40_000, "en", " … (cut short)").endswith(" … (cut short)")
    assert len(clean("x" * 40_000, "en", " … (cut short)")) == 32_000


def test_a_row_is_as_high_as_its_words_need() -> None:
    assert [line_count(text, 12, "en") for text in ("short", "two words each", "x" * 30)] == [1, 2, 3]
