"""Every layout in which the customs administration publishes exports loads, and no two are ever added."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from pipelines.cleaning import Pseudonyms, clean_delivery
from pipelines.cleaning.clean import DeliveryFacts
from pipelines.normalise import CodeBook
from pipelines.reading import RefusedFile, read_delivery
from tests.contracts.conftest import CONTRACTS, MODELS, Ask, Delivery

EXPORTS = CONTRACTS["exports"]
CODEBOOK = CodeBook.load(MODELS)

#: Headings as they stand in the editions, with two rows each.
EDITIONS: dict[str, list[list[Any]]] = {
    "1394 by country": [
        ["سال", "کشور", "وزن (کیلوگرم)", "ارزش ریالی", "ارزش دلاری"],
        [1394, "آلمان", 10.5, 1000, 3.25],
        [1394, "امارات متحده عربي", 20, 2000, 7],
    ],
    "1394 by office": [
        ["سال", "گمرک", "وزن (کیلوگرم)", "ارزش ریالی", "ارزش دلاری"],
        [1394, "كرمان", 10, 1000, 3],
        [1394, "منطقه ویژه اقتصادی سیرجان", None, 2000, 7],
    ],
    "1394 by tariff": [
        ["سال", "تعرفه", "شرح تعرفه", "وزن(کیلوگرم)", "ارزش ریالی", "ارزش دلاری"],
        [1394, "02013000", "گوشت_x000D_\n", 10, 1000, 3],
        [1394, "57021020", "گليم سيرجان", 20, 2000, 7],
    ],
    "1394 by month, office, country and tariff": [
        [
            "سال",
            "ماه",
            "گمرک",
            "کشورطرف معامله",
            "تعداد",
            "تعرفه",
            "نام کالا",
            "وزن(کیلوگرم)",
            "ارزش ریالی",
            "ارزش دلاری",
        ],
        [1394, 1, "بازرگان", "ترکیه", 4, "87032310", "خودرو", 10, 1000, 3],
        [1394, 12, "غرب تهران", "عراق", 5, "87032310", "خودرو", 20, 2000, 7],
    ],
    "1396 of the web": [
        ["گمرک", "تعرفه", "شرح تعرفه", "وزن(کیلوگرم)", "ارزش ریالی", "ارزش دلاری"],
        ["گمرک", "تعرفه", "شرح تعرفه", "وزن(کیلوگرم)", "ارزش ریالی", "ارزش دلاری"],
        ["مشهد", "57021020", "گلیم", 10, 1000, 3],
        ["مشهد", "57021020", "گلیم", 10, 1000, 3],
    ],
    "1402 by country": [
        ["کشور طرف معامله ", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"],
        ["عراق", 10, 1000, 3],
        ["چین", 20, None, 7],
    ],
    "1371 with the old nomenclature": [
        ["کد تعرفه", "شرح تعرفه", "وزن", "ارزش ریالی", "ارزش دلاری"],
        ["5702102011", "گلیم", 10, 1000, 3],
        ["570210", "گلیم", 20, 2000, 7],
    ],
}


def _read(tmp_path: Path, rows: list[list[Any]]) -> tuple[Any, Any, Path]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["آمار صادرات طی سال"])
    for row in rows:
        sheet.append(row)
    path, out = tmp_path / "edition.xlsx", tmp_path / "clean.parquet"
    book.save(path)
    read = read_delivery(path, EXPORTS, file_name=path.name)
    facts = DeliveryFacts("d", "1394", "customs", False)
    return read, clean_delivery(EXPORTS, read, facts, CODEBOOK, Pseudonyms(b"k" * 32), out), out


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_loads_whole(tmp_path: Path, edition: str) -> None:
    rows = EDITIONS[edition]
    read, cleaned, _ = _read(tmp_path, rows)
    assert [m.header for m in read.columns if m.column is None] == [], "a heading was not understood"
    assert (cleaned.rows_loaded, cleaned.rows_quarantined) == (2, 0), cleaned.rules


def test_an_empty_amount_is_missing_and_not_zero(tmp_path: Path) -> None:
    _, _, out = _read(tmp_path, EDITIONS["1402 by country"])
    found = duckdb.execute(f"SELECT value_rial, value_usd FROM '{out}' ORDER BY row_number").fetchall()
    assert found == [(Decimal(1000), Decimal(3)), (None, Decimal(7))]


def test_rows_that_look_alike_are_both_real(tmp_path: Path) -> None:
    _, cleaned, _ = _read(tmp_path, EDITIONS["1396 of the web"])
    assert cleaned.rows_loaded == 2
    assert cleaned.rules == {"warn/duplicate_key": 1}


def test_a_figure_of_nothing_is_kept_out(tmp_path: Path) -> None:
    rows = [["گمرک", "کشور", "وزن", "ارزش ریالی", "ارزش دلاری", "واحد"], ["کرمان", "عراق", 1, 1, 1, None]]
    rows += [[None, None, 77, 88, 99, "کیلوگرم"], ["کرمان", "چین", 2, 2, 2, None]]
    _, cleaned, _ = _read(tmp_path, rows)
    assert (cleaned.rows_loaded, cleaned.rows_quarantined) == (2, 1)
    assert "quarantine/has_a_dimension" in cleaned.rules


def test_a_table_without_values_is_not_an_export_file(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile):
        _read(tmp_path, [["گمرک", "کشور", "تعرفه"], ["کرمان", "عراق", "57021020"]])


# --- which edition counts --------------------------------------------------------------------------------


def row(usd: int, **cells: Any) -> dict[str, Any]:
    return {"weight_kg": 1, "value_rial": 1, "value_usd": usd, **cells}


def full(period: str, usd: int, **cells: Any) -> Delivery:
    """An edition by office, destination and tariff line, of one row."""
    cells = {"customs_office": "KERMAN", "destination": "DE", "hs_code": "57021020", **cells}
    return "exports", f"full-{period}", period, [row(usd, **cells)]


def counted(ask: Ask) -> dict[str, int]:
    """Return the dollars that count for each period."""
    found = ask("SELECT period, sum(value_usd) FROM core.export_counts GROUP BY period ORDER BY period")
    return {period: int(usd) for period, usd in found}


def test_marginals_of_a_period_are_never_added_to_the_full_edition(core: Callable[..., Ask]) -> None:
    by_country = (
        "exports",
        "by-country",
        "1402",
        [row(70, destination="DE"), row(30, destination="IQ")],
    )
    by_office = ("exports", "by-office", "1402", [row(100, customs_office="KERMAN")])
    ask = core(by_country, full("1402", 100), by_office)
    assert counted(ask) == {"1402": 100}
    layouts = dict(ask("SELECT layout, is_counted FROM core.export_editions"))
    assert layouts == {"office destination tariff": True, "destination": False, "office": False}


def test_sheets_of_one_workbook_may_be_different_sums(core: Callable[..., Ask]) -> None:
    rows = [
        row(100, sheet_name="کل", customs_office="KERMAN", hs_code="57021020"),
        row(100, sheet_name="کشورها", destination="DE"),
    ]
    assert counted(core(("exports", "d", "1402", rows))) == {"1402": 100}


def test_sheets_of_one_layout_are_one_edition(core: Callable[..., Ask]) -> None:
    rows = [
        row(usd, sheet_name=sheet, customs_office="KERMAN", hs_code="57021020")
        for sheet, usd in (("بهار", 10), ("تابستان", 20))
    ]
    assert counted(core(("exports", "d", "1402", rows))) == {"1402": 30}


def test_a_marginal_counts_where_nothing_finer_came(core: Callable[..., Ask]) -> None:
    assert counted(core(("exports", "d", "1402", [row(70, destination="DE")]))) == {"1402": 70}


def test_a_quarter_told_by_itself_and_by_its_months_counts_once(core: Callable[..., Ask]) -> None:
    months = [full(f"1402-{month:02d}", 10) for month in (1, 2, 3)]
    assert counted(core(full("1402Q1", 30), *months)) == {"1402Q1": 30}
    ask = core(full("1402Q1", 30), *months[:2])
    assert ask("SELECT DISTINCT delivery_id FROM core.export_counts") == [("full-1402Q1",)]


def test_a_year_is_counted_from_four_whole_quarters_only_where_it_has_no_edition(
    core: Callable[..., Ask],
) -> None:
    quarters = [full(f"1402Q{n}", n) for n in (1, 2, 3, 4)]
    assert counted(core(*quarters))["1402"] == 10
    assert "1402" not in counted(core(*quarters[:3]))
    assert counted(core(*quarters, full("1402", 11)))["1402"] == 11


def test_months_beside_the_rows_give_quarters_and_the_year(core: Callable[..., Ask]) -> None:
    rows = [
        row(month, month=str(month), year=1394, customs_office="KERMAN", hs_code="57021020") for month in range(1, 13)
    ]
    expected = {"1394": 78, "1394Q1": 6, "1394Q2": 15, "1394Q3": 24, "1394Q4": 33}
    assert counted(core(("exports", "d", "1394", rows))) == expected


def test_a_year_beside_the_row_is_believed(core: Callable[..., Ask]) -> None:
    rows = [row(1, year=1393, hs_code="57021020"), row(2, year=1394, hs_code="57021020")]
    assert counted(core(("exports", "d", "1394", rows))) == {"1393": 1, "1394": 2}


def test_the_line_of_eight_digits_comes_from_the_code(core: Callable[..., Ask]) -> None:
    codes = ["57021020", "5702102011", "570210", "5701"]
    ask = core(("exports", "d", "1402", [row(1, hs_code=code) for code in codes]))
    found = ask("SELECT hs_code, hs8, domain FROM core.exports ORDER BY row_number")
    assert found == [
        ("57021020", "57021020", "crafts"),
        ("5702102011", "57021020", "crafts"),
        ("570210", None, "crafts"),  # hand-woven rugs alone
        ("5701", None, "carpet"),
    ]


def test_only_an_edition_by_office_and_line_shows_a_true_zero(core: Callable[..., Ask]) -> None:
    ask = core(("exports", "d", "1401", [row(1, destination="DE")]), full("1402", 5, customs_office="MASHHAD"))
    assert ask("SELECT DISTINCT period FROM core.export_office_zeros") == [("1402",)]
