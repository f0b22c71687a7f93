"""Broken and hostile files: a sentence for each, and no harm to the process that asked."""

from __future__ import annotations

import os
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.foundation.messages import Message
from pipelines.reading import RefusedFile
from tests.faults.biff import write_biff8
from tests.unit.reading_fixture import HEADINGS, ROW, ROWS, column, read, rewritten, text, workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "صادرات.xlsx", [HEADINGS, *ROWS])


def refusal(path: Path) -> Message:
    with pytest.raises(RefusedFile) as refused:
        read(path)
    message = refused.value.message
    for language in ("fa", "en"):
        assert path.name in message.text(language)
    assert message.severity == "refuse"
    return message


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    for content, answer in (
        (b"", "file_empty"),
        (b"\x00" * 5000, "file_empty"),
        (b"hello", "not_a_workbook"),
        (b"%PDF-1.7 ...", "not_a_workbook"),
        ("نامه".encode(), "not_a_workbook"),
    ):
        path.write_bytes(content)
        assert refusal(path).id == answer
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(path).id == "not_a_workbook"


def test_a_document_type_behind_a_long_comment(good: Path) -> None:
    hidden = b"<!--" + b"x" * 70_000 + b"--><!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"
    assert refusal(rewritten(good, SHEET, b"<worksheet", hidden)).id == "xml_entities"


def test_an_old_workbook_that_was_cut(tmp_path: Path) -> None:
    path = write_biff8(tmp_path / "a.xls", [HEADINGS, *ROWS])
    path.write_bytes(path.read_bytes()[:1_000])
    assert refusal(path).id == "workbook_broken"


def test_a_web_page_named_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text('<html dir="rtl"><table><tr><td>گمرک</td></tr></table></html>', "utf-8")
    assert refusal(path).id == "html_named_workbook"


def test_a_workbook_that_was_cut(good: Path) -> None:
    good.write_bytes(good.read_bytes()[:2000])
    assert refusal(good).id == "workbook_broken"


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    path.write_bytes(header + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path).id == "password_protected"


def test_a_far_cell(good: Path) -> None:
    far = rewritten(good, SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    message = refusal(far)
    assert message.id == "far_cell"
    assert "برگه1" in message.text("fa")


def test_a_flood_of_styled_empty_cells(good: Path) -> None:
    cells = b"".join(b'<c r="%s1" s="1"/>' % _letters(i) for i in range(1, 400))
    assert (
        refusal(rewritten(good, SHEET, b"</sheetData>", b'<row r="9">' + cells + b"</row></sheetData>")).id
        == "too_many_cells"
    )


def test_a_far_cell_whose_row_says_that_it_is_near(good: Path) -> None:
    far = b'<row r="9"><c s="0" r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert refusal(rewritten(good, SHEET, b"</sheetData>", far)).id == "far_cell"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'r="A3"', b'r="ZZZZ1"'), (b'r="A3"', b'r="A0"'), (b'r="A3" t="inlineStr"', b'r="A3" t="strange"')],
)
def test_a_cell_that_no_cell_can_be(good: Path, old: bytes, new: bytes) -> None:
    """The parser would look for its end for ever."""
    message = refusal(rewritten(good, SHEET, old, new))
    assert message.id == "workbook_broken"


def test_words_that_look_like_a_strange_type_are_only_text(good: Path) -> None:
    office = "<t>کرمان</t>".encode("ascii", "xmlcharrefreplace")  # as the writer of the fixture spells letters
    changed = rewritten(good, SHEET, office, '<t>کرمان t="strange"</t>'.encode())
    assert column(read(changed), "customs_office")[0] == 'کرمان t="strange"'


def test_cells_without_a_reference_follow_the_one_before(good: Path) -> None:
    """Spreadsheet programs may leave references out; an error cell among them is still found."""
    for old, new in ((b'<c r="D2" t="n"><v>10</v>', b'<c t="e"><v>#REF!</v>'), (b'<c r="E2"', b"<c")):
        rewritten(good, SHEET, old, new)
    result = read(good)
    assert column(result, "weight_kg")[0] == "#REF!"
    assert column(result, "value_rial")[0] == "2000"


def test_hidden_rows_and_columns_are_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("برگه1")
    for number, row in enumerate([HEADINGS, *ROWS]):
        sheet.write_row(number, 0, row)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(30, None, None, {"hidden": True})  # an empty one is nobody's business
    sheet.set_column(3, 3, None, None, {"hidden": True})
    book.close()
    result = read(path)
    assert len(column(result, "weight_kg")) == 2
    notes = {n.id: n for n in result.notes}
    assert (notes["hidden_rows"].params["row"], notes["hidden_rows"].params["count"]) == ("3", "1")
    assert "hidden_columns" in notes
    assert {n.severity for n in result.notes} == {"warn"}


def _letters(number: int) -> bytes:
    letters = b""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters


def test_a_zip_bomb(good: Path) -> None:
    with zipfile.ZipFile(good, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(40 * 1024 * 1024))
    assert refusal(good).id == "zip_bomb"


def test_entities_in_the_xml(good: Path) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
    assert refusal(rewritten(good, SHEET, b"<worksheet", entity)).id == "xml_entities"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "xl\\..\\..\\evil", "C:/evil"])
def test_unsafe_names_inside(good: Path, name: str) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), "x")
    assert refusal(good).id == "zip_unsafe_name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_part_twice(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr(SHEET, "<worksheet/>")
    assert refusal(good).id == "zip_duplicate_part"


def test_too_many_parts(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        for number in range(600):
            archive.writestr(f"xl/media/{number}.bin", b"x")
    assert refusal(good).id == "zip_too_many_parts"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A workbook whose texts are shared strings."""
    path = tmp_path / "b.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("برگه1")
    for number, row in enumerate([HEADINGS, *ROWS]):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def test_a_bad_index_of_shared_strings(shared: Path) -> None:
    broken = rewritten(shared, SHEET, b't="s"><v>0</v>', b't="s"><v>999999</v>')
    assert refusal(broken).id in ("workbook_broken", "workbook_crashed", "missing_columns")


def test_an_over_long_cell(shared: Path) -> None:
    office = "<t>کرمان</t>".encode()
    changed = rewritten(shared, "xl/sharedStrings.xml", office, f"<t>{'ک' * 40_000}</t>".encode())
    message = refusal(changed)
    assert (message.id, message.params["row"]) == ("cell_too_long", "2")


def test_macros_and_external_links_ask_for_a_look(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
    assert [(n.id, n.severity) for n in read(good).notes] == [
        ("has_macros", "hold"),
        ("has_external_links", "hold"),
    ]


def test_links_and_pipes_are_not_read(good: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(good)
    assert refusal(link).id == "file_is_special"
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    assert refusal(pipe).id == "file_is_special"


def test_a_nul_reaches_the_normaliser_as_it_is(tmp_path: Path) -> None:
    result = read(text(tmp_path / "a.csv", [HEADINGS, ["کر\x00مان", *ROW[1:]]]))
    assert column(result, "customs_office") == ["کر\x00مان"]


def test_formulas_and_html_are_only_text(tmp_path: Path) -> None:
    attack = ["=cmd|'/c calc'!A1", "<script>alert(1)</script>", "'; DROP TABLE x; --", 1, 2, 3]
    result = read(text(tmp_path / "a.csv", [HEADINGS, attack]))
    assert [column(result, n)[0] for n in ("customs_office", "destination", "hs8")] == attack[:3]


@pytest.mark.parametrize("seed", range(24))
def test_mutated_files_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Bytes changed at random: an answer every time. The reader of the file never falls with it."""
    chance = random.Random(seed)
    kind = ("xlsx", "csv", "inner")[seed % 3]
    path = tmp_path / f"a.{'csv' if kind == 'csv' else 'xlsx'}"
    if kind == "csv":
        text(path, [HEADINGS, *ROWS])
    else:
        workbook(path, [HEADINGS, *ROWS])
    if kind == "inner":
        with zipfile.ZipFile(path) as archive:
            data = archive.read(SHEET)
        mutated = bytearray(data)
        for _ in range(6):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        rewritten(path, SHEET, data, bytes(mutated))
    else:
        mutated = bytearray(path.read_bytes())
        for _ in range(10):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        path.write_bytes(bytes(mutated))
    try:
        read(path)
    except RefusedFile as refused:
        assert path.name in refused.message.text("fa")
