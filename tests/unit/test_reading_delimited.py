"""Text files: encodings, delimiters, quotes and rows that were cut."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.reading import RefusedFile
from tests.unit.reading_fixture import HEADINGS, ROWS, TITLE, column, read, text

TABLE = [HEADINGS, *ROWS]


def refused(path: Path) -> str:
    with pytest.raises(RefusedFile) as refusal:
        read(path)
    assert path.name in refusal.value.message.text("fa")
    return refusal.value.message.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256"])
def test_every_encoding_reads_the_same(tmp_path: Path, encoding: str) -> None:
    arabic = [[str(c).replace("ی", "ي").replace("ک", "ك") for c in row] for row in TABLE]
    result = read(text(tmp_path / "a.csv", arabic, encoding=encoding))
    assert column(result, "destination") == ["آلمان", "عراق"]
    assert column(result, "customs_office") == ["كرمان", "مشهد"]
    noted = [n.id for n in result.notes]
    assert noted == ([] if encoding.startswith("utf-8") else ["encoding_converted"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_proven_by_the_headings(tmp_path: Path, delimiter: str) -> None:
    result = read(text(tmp_path / "a.csv", TABLE, delimiter))
    assert column(result, "weight_kg") == ["10", "15"]
    assert [n.id for n in result.notes] == ([] if delimiter == "," else ["delimiter_found"])


def test_the_delimiter_is_declared_in_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text(path, TABLE, ";")
    path.write_text("sep=;\n" + path.read_text("utf-8"), "utf-8")
    result = read(path)
    assert result.rows.column("row_number").to_pylist() == [3, 4]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        ",".join(HEADINGS),
        '"کرمان",آلمان,57021020,"1,000",2,3',
        "",
        '"دو\nسطر",عراق,57021030,1,2,3',
        ",,,,,",
    ]
    path.write_text("\n".join(["عنوان", *lines]) + "\n", "utf-8")
    result = read(path)
    assert result.rows.column("row_number").to_pylist() == [3, 5]
    assert column(result, "weight_kg") == ["1,000", "1"]
    assert [(r.row_number, r.kind) for r in result.non_data] == [(4, "blank")]
    assert result.rows_read == 3


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(tmp_path: Path, ending: str) -> None:
    path = text(tmp_path / "a.csv", [TITLE + [""] * 5, *TABLE])
    path.write_bytes(path.read_bytes().replace(b"\n", ending.encode()))
    assert read(path).rows.num_rows == 2


def test_totals_are_told_from_data(tmp_path: Path) -> None:
    result = read(text(tmp_path / "a.csv", [*TABLE, ["جمع", "", "", 25, 6000, 90]]))
    assert [(r.row_number, r.kind) for r in result.non_data] == [(4, "total")]


def test_a_last_line_that_was_cut_is_refused(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", TABLE)
    path.write_bytes(path.read_bytes()[:-2])
    assert refused(path) == "no_final_newline"


def test_ragged_rows_are_refused_with_their_number(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", [*TABLE, ["کرمان", "هند", "57021020", "1,5", 2000, 3]])
    with pytest.raises(RefusedFile) as refusal:
        read(path)
    assert refusal.value.message.id == "ragged_row"
    assert "سطر ۴" in refusal.value.message.text("fa")


@pytest.mark.parametrize(
    "line",
    [
        'کرمان,"آلمان,57021020,1,2,3',
        'کرمان,"آلمان"ها,57021020,1,2,3',
        'کرمان,"آلمان,57021020,1,2,3\n"a"b,c,d,e,f,g',
    ],
)
def test_unclosed_quotes_are_refused(tmp_path: Path, line: str) -> None:
    path = text(tmp_path / "a.csv", TABLE)
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    assert refused(path) == "unclosed_quote"


def test_an_inch_mark_inside_a_value_is_no_quote(tmp_path: Path) -> None:
    result = read(text(tmp_path / "a.csv", [*TABLE, ['لوله 5" کرمان', "هند", "57021020", 1, 2, 3]]))
    assert column(result, "customs_office")[-1] == 'لوله 5" کرمان'


def test_bytes_of_no_encoding_and_empty_files(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(128, 256)) * 20 + b"\n")
    assert refused(path) == "undecodable"
    path.write_bytes(b"")
    assert refused(path) == "file_empty"
    path.write_bytes(b"\xef\xbb\xbf\n\n")
    assert refused(path) == "file_empty"
    assert refused(text(path, [HEADINGS])) == "header_only"


def test_a_very_long_cell_is_refused(tmp_path: Path) -> None:
    assert refused(text(tmp_path / "a.csv", [*TABLE, ["ک" * 40_000, "هند", "57021020", 1, 2, 3]])) == "cell_too_long"


def test_a_file_above_the_configured_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQSHEH_CSV_LIMIT", "100")
    assert refused(text(tmp_path / "a.csv", TABLE * 10)) == "file_too_large"


def test_a_file_larger_than_the_head_that_is_searched(tmp_path: Path) -> None:
    rows = [["کرمان", "آلمان", f"{57021020 + i}", i, i, i] for i in range(30_000)]
    result = read(text(tmp_path / "a.csv", [TITLE + [""] * 5, HEADINGS, *rows]))
    assert result.rows.num_rows == 30_000
    assert column(result, "weight_kg")[-1] == "29999"
    assert result.rows.column("row_number")[-1].as_py() == 30_002


def test_parquet_columns_are_headings_and_every_value_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    values = {
        "customs_office": ["کرمان"],
        "کشور": ["آلمان"],
        "hs8": ["57021020"],
        "weight_kg": pa.array([1.5]),
        "value_rial": pa.array([19181173697071413]),
    }
    pq.write_table(pa.table(values), path)
    result = read(path)
    assert column(result, "weight_kg") == ["1.5"]
    assert column(result, "value_rial") == ["19181173697071413"]
    path.write_bytes(path.read_bytes()[:60] + b"broken" + path.read_bytes()[66:])
    assert refused(path) == "parquet_broken"
