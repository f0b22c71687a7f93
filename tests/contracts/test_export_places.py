"""Where exports leave and where they go: closed lists, found in cleaning; nothing outside them gets in."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.cleaning import Pseudonyms, clean_delivery
from pipelines.cleaning.clean import CleanedDelivery, DeliveryFacts
from pipelines.engines import DuckDBEngine
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import core_models
from pipelines.modelling.reference import load_reference
from pipelines.normalise import CodeBook, NormaliseContext, Normalised, normalise_distinct
from pipelines.normalise.code_lists import read_code_lists
from pipelines.reading import read_delivery
from tests.contracts.conftest import CONTRACTS, MODELS, Ask
from tests.unit import styles

EXPORTS = CONTRACTS["exports"]
CODEBOOK = CodeBook.load(MODELS)
LISTS = read_code_lists(MODELS / "reference")
PLACED = ("destinations", "customs_offices")
CONTEXT = NormaliseContext(CODEBOOK, None, "1402", lambda _, value: value)
#: A code that other systems take over without change (SDMX).
PORTABLE = re.compile(r"[A-Za-z0-9_@$-]+")


def reading(column: str, raw: str) -> Normalised:
    """Return what cleaning makes of a cell of the exports."""
    return normalise_distinct(EXPORTS.column(column), [(raw, None)], CONTEXT)[0]


def cleaned(tmp_path: Path, rows: list[list[Any]]) -> tuple[CleanedDelivery, list[tuple[Any, ...]]]:
    """Return what became of rows of (office, country, dollars), and the office, country and dollars that got in."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["آمار صادرات سال ۱۴۰۲"])
    sheet.append(["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"])
    for office, country, dollars in rows:
        sheet.append([office, country, "57021020", 10, 1000, dollars])
    path, out = tmp_path / "exports.xlsx", tmp_path / "clean.parquet"
    book.save(path)
    read = read_delivery(path, EXPORTS, file_name=path.name)
    facts = DeliveryFacts("d", "1402", "customs", False)
    done = clean_delivery(EXPORTS, read, facts, CODEBOOK, Pseudonyms(b"k" * 32), out)
    return done, duckdb.execute(
        f"SELECT customs_office, destination, CAST(value_usd AS INTEGER) FROM '{out}' ORDER BY row_number"
    ).fetchall()


# --- countries -----------------------------------------------------------------------------------------------

#: Spellings of the customs' tables from 1371 on, and of offices: each kind of damage once.
COUNTRIES = [
    ("آلمان", "DE"),
    ("امارات متحده عربي", "AE"),
    ("امارات", "AE"),
    ("(بلوروس ( روسيه سفيد", "BY"),
    ("تركيه", "TR"),
    ("جمهوري كره ", "KR"),
    ("کره (جنوبي)", "KR"),
    ("جمهوري دموكراتيك خلق كره ", "KP"),
    ("نيوزيلند (Aotearoa)", "NZ"),
    ("کرواسي (Hrvatska)", "HR"),
    ("جماهيرعربي ليبي", "LY"),
    ("زئير", "CD"),
    ("كنگو زئير", "CD"),
    ("پرتقال", "PT"),
    ("سوئيس", "CH"),
    ("سويس", "CH"),
    ("انگلستان (بريتانيا)", "GB"),
    ("اسكاتلند", "GB"),
    ("هنگ كنگ", "HK"),
    ("سري لانکا", "LK"),
    ("يوگسلاوي", "YU"),
    ("بوسني وهرزگوين", "BA"),
    ("(لتوني(لاتويا", "LV"),
    ("مواناکو", "MC"),
    ("(منطقه ويژه اقتصادي انرژي پارس (عسلويه ", "Z-PARS"),
    ("منطقه آزاد كيش", "Z-KISH"),
    ("مناطق آزاد", "Z-FZ"),
    ("ساير كشورهاي خارجي", "Z-OTHER"),
    ("غيرمذكور", "Z-UNSPEC"),
    ("کشور آلمان", "DE"),
    ("Germany", "DE"),
    ("IQ", "IQ"),
]


@pytest.mark.parametrize(("raw", "code"), COUNTRIES)
def test_a_country_by_the_spellings_of_the_customs(raw: str, code: str) -> None:
    assert reading("destination", raw).value == code


@pytest.mark.parametrize(
    ("raw", "code", "meant"),
    [
        ("كنگو", "Z-CONGO", {"CG", "CD"}),
        ("گينه فرانسه", "Z-GUINEA-FR", {"GF", "GN"}),
        ("كيپ لائوس", "Z-CAPE-LAOS", {"LA", "CV"}),
    ],
)
def test_a_name_that_does_not_say_which_country_is_none_of_them(
    tmp_path: Path, raw: str, code: str, meant: set[str]
) -> None:
    """The customs write such names themselves: the row counts, under a code of its own, and is pointed out."""
    done, rows = cleaned(tmp_path, [["کرمان", raw, 7]])
    assert rows == [("KERMAN", code, 7)] and code not in meant
    assert done.rules == {"warn/destination_is_one": 1}


@pytest.mark.parametrize(
    ("raw", "suggestion"),
    [
        ("آلمانن", "آلمان"),
        ("ترکیع", "ترکیه"),
        ("افغانستن", "افغانستان"),
        ("پاکستام", "پاکستان"),
        ("Germny", "آلمان"),
    ],
)
def test_a_garbled_country_is_kept_out_with_a_suggestion_and_never_guessed(raw: str, suggestion: str) -> None:
    answer = reading("destination", raw)
    assert (answer.value, answer.problem) == (None, "unknown_code")
    assert suggestion in answer.params["suggestion"].split("، ")


@pytest.mark.parametrize("raw", ["جمع", "گلیم", "57021020", "کشورها", "سرزمین ناکجا", "آلمان و اتریش"])
def test_what_is_no_country_gets_in_nowhere(raw: str) -> None:
    assert reading("destination", raw).problem == "unknown_code"


def test_not_available_is_not_namibia() -> None:
    assert reading("destination", "NA").value is None
    assert reading("destination", "نامیبیا").value == "NA"


# --- offices -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("كرمان", "KERMAN"),
        ("گمرک کرمان", "KERMAN"),
        ("اداره کل گمرک کرمان", "KERMAN"),
        ("كرمانشاه", "KERMANSHAH"),
        ("گمرک کرمانشاه", "KERMANSHAH"),
        ("منطقه ويژه اقتصادي سيرجان", "SIRJAN_SEZ"),
        ("سیرجان", "SIRJAN_SEZ"),
        ("ویژه اقتصادی سیرجان", "SIRJAN_SEZ"),
        ("منطقه‌ویژه اقتصادی بم", "BAM_SEZ"),
        ("گمرک پلدشت", "POLDASHT"),
        ("منطقه ويژه اقصادي ارگ جديد بم", "BAM_SEZ"),
        ("فرودگاه امام خميني(ره)", "IMAM_KHOMEINI_AIRPORT"),
        ("شهيدرجايي", "SHAHID_RAJAEE_SEZ"),
        ("منطقه ويژه اقتصادي ايرانيان(زرنديه)", "ZARANDIEH_SEZ"),
        ("منطقه ازاد اروند(خرمشهر)", "ARVAND_FREE_ZONE_KHORRAMSHAHR"),
        ("بازارچه ميلک", "MILAK_BORDER_MARKET"),
        ("ميلک", "MILAK"),
        ("SIRJAN_SEZ", "SIRJAN_SEZ"),
    ],
)
def test_an_office_by_its_spellings(raw: str, code: str) -> None:
    assert reading("customs_office", raw).value == code


@pytest.mark.parametrize("raw", ["کرما", "کرمانش", "زرند", "گمرک زرند", "شیراز", "جایی دیگر", "سیرجا"])
def test_an_office_that_is_not_on_the_list_is_kept_out(raw: str) -> None:
    answer = reading("customs_office", raw)
    assert (answer.value, answer.problem) == (None, "unknown_code")


def test_kermanshah_never_counts_for_kerman_and_every_dollar_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        ["كرمان", "عراق", 1],
        ["كرمانشاه", "عراق", 20],
        ["منطقه ويژه اقتصادي سيرجان", "آلمان", 300],
        ["کرمانش", "عراق", 4000],
    ]
    done, got = cleaned(tmp_path, rows)
    assert got == [("KERMAN", "IQ", 1), ("KERMANSHAH", "IQ", 20), ("SIRJAN_SEZ", "DE", 300)]
    assert (done.rows_loaded, done.rows_quarantined) == (3, 1)
    assert done.cells[0].rule == "unknown_code" and "کرمانشاه" in done.cells[0].params["suggestion"]


def test_the_core_table_names_office_and_country_and_knows_its_own(core: Callable[..., Ask]) -> None:
    offices = ["KERMAN", "KERMANSHAH", "SIRJAN_SEZ", "BAM_SEZ"]
    rows = [{"customs_office": o, "destination": "NZ", "hs_code": "57021020", "value_usd": 1} for o in offices]
    ask = core(("exports", "d", "1402", rows))
    found = ask(
        "SELECT customs_office, office_area_code, destination, destination_code FROM core.exports ORDER BY row_number"
    )
    assert found == [
        ("کرمان", "08", "نیوزیلند", "NZ"),
        ("کرمانشاه", None, "نیوزیلند", "NZ"),
        ("منطقه ویژه اقتصادی سیرجان", "08", "نیوزیلند", "NZ"),
        ("منطقه ویژه اقتصادی بم", "08", "نیوزیلند", "NZ"),
    ]


@pytest.fixture
def kermanshah() -> Iterator[DuckDBEngine]:
    """An engine whose area list is that of another province."""
    engine = DuckDBEngine()
    engine.create_schema("clean")
    engine.create_schema("core")
    load_reference(engine, MODELS)
    engine.connection.execute("DELETE FROM reference.areas WHERE area_code <> 'IR'")
    engine.connection.execute(
        "INSERT INTO reference.areas (area_code, kind, parent_code, name_fa)"
        " VALUES ('05', 'province', 'IR', 'استان کرمانشاه')"
    )
    yield engine
    engine.close()


def test_another_province_has_its_own_offices_by_reference_data_alone(kermanshah: DuckDBEngine) -> None:
    from tests.contracts.conftest import clean_columns

    columns = ", ".join(f'"{name}" {kind}' for name, kind in clean_columns(EXPORTS))
    kermanshah.connection.execute(f"CREATE TABLE clean.exports ({columns})")
    for number, office in enumerate(("KERMAN", "KERMANSHAH"), 1):
        kermanshah.connection.execute(
            "INSERT INTO clean.exports (row_id, delivery_id, sheet_name, row_number, delivery_period, customs_office)"
            " VALUES (?, 'd', 's', ?, '1402', ?)",
            [f"d#s#{number}", number, office],
        )
    [model] = [m for m in core_models(MODELS) if m.name == "exports"]
    kermanshah.create_table("core", "exports", model.sql)
    found = kermanshah.connection.execute(
        "SELECT customs_office, office_area_code FROM core.exports ORDER BY row_number"
    ).fetchall()
    assert found == [("کرمان", None), ("کرمانشاه", "05")]


# --- the lists themselves ------------------------------------------------------------------------------------

SPELLED = [(name, code.code, word) for name in PLACED for code in LISTS[name] for word in code.spellings if word]


@settings(max_examples=500)
@given(st.sampled_from(SPELLED), st.data())
def test_every_spelling_in_every_style_leads_to_its_code(entry: tuple[str, str, str], data: st.DataObject) -> None:
    name, code, word = entry
    assert CODEBOOK.lists[name].find(word) == code
    assert CODEBOOK.lists[name].find(data.draw(styles.spelling(word))) == code


@pytest.mark.parametrize("name", PLACED)
def test_codes_are_portable_and_names_unique_in_both_languages(name: str) -> None:
    codes = LISTS[name]
    assert [c.code for c in codes if not PORTABLE.fullmatch(c.code)] == []
    for titles in ([c.title_fa for c in codes], [c.title_en for c in codes]):
        assert len(set(titles)) == len(titles) and all(titles)
    assert not [c.code for c in codes if re.search("[يكىةـ]|  ", c.title_fa) or re.search("[آ-ی]", c.title_en)]


def test_every_row_of_the_baseline_names_a_known_office_and_country() -> None:
    found = PROJECT_ROOT / "data/raw/exports/1402-customs/exports-1402-office-country-tariff.xlsx"
    read = read_delivery(found, EXPORTS, file_name=found.name)
    rows = duckdb.execute(f"SELECT customs_office, destination FROM '{read.landed}'").fetchall()
    assert len(rows) == 744
    unknown = {
        v
        for row in rows
        for c, v in zip(("customs_office", "destination"), row, strict=True)
        if reading(c, v).value is None
    }
    assert unknown == set()


def test_every_office_lies_in_a_province_of_the_country() -> None:
    with (MODELS / "reference" / "customs_offices.csv").open(encoding="utf-8-sig", newline="") as file:
        offices = list(csv.DictReader(file))
    assert {o["province_code"] for o in offices} <= {f"{n:02d}" for n in range(31)}
    assert {o["office_code"] for o in offices if o["province_code"] == "08"} == {
        "KERMAN",
        "SIRJAN_SEZ",
        "RAFSANJAN_SEZ",
        "BAM_SEZ",
    }
