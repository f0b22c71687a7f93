"""Bank lists as banks send them: one column for two kinds of numbers, instalments, a budget year that the title tells.

Every applicant and every amount is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pipelines.published import PublishedDatabase, resolve_current
from tests.identifiers import national_id
from tests.pipeline.conftest import run_naqsheh

HEADINGS = [
    "رديف",
    "نام متقاضي",
    "کد ملی/شناسه ملی",
    "عنوان طرح",
    "رشته",
    "شهرستان",
    "دستگاه معرف",
    "بانک عامل",
    "شعبه",
    "کد رهگیری کارا",
    "مبلغ درخواستي",
    "مبلغ مصوب کارگروه",
    "مبلغ مصوب بانک",
    "مبلغ قرارداد",
    "مبلغ پرداختي",
    "تاریخ  معرفی",
    "تاريخ قرارداد",
    "تاريخ پرداخت",
    "نرخ سود",
    "مدت بازپرداخت",
    "اشتغال تعهدي",
    "اشتغال محقق",
    "وضعيت",
    "علت عدم پرداخت",
]
COMPANY = "10380284790"  # a published test vector


def person(number: int) -> str:
    return national_id(512_345_000 + 41 * number)


def row(
    file: int,
    state: str,
    *,
    who: str | None = None,
    asked: object = 9000,
    contract: object = None,
    paid: object = None,
    paid_on: str | None = None,
    county: str = "بم",
    reason: str | None = None,
) -> list[object]:
    passed = asked if contract is not None else None
    return [
        file,
        f"ساختگی {file}",
        who or person(file),
        "توسعهٔ کارگاه",
        "گليم بافي",
        county,
        "ميراث فرهنگي",
        "ملی",
        "مرکزی",
        f"KR{file:06d}",
        asked,
        passed,
        passed,
        contract,
        paid,
        "1402/10/16" if contract is not None else None,
        "1402/12/20" if contract is not None else None,
        paid_on,
        "۴" if contract is not None else None,
        "۳۶ ماه" if contract is not None else None,
        3,
        1 if paid else None,
        state,
        reason,
    ]


LIST = [
    row(1, "معرفی به بانک"),
    row(2, "رد شد", reason="نداشتن ضامن"),
    row(3, "پرداخت مرحله اول", contract=9000, paid=2500, paid_on="1403/07/01"),
    row(3, "پرداخت مرحله دوم", contract=9000, paid="۶۵۰۰", paid_on="1403/09/10"),
    row(4, "پرداخت شد", contract=8000, paid=8000, paid_on="1403/08/05"),
    row(5, "پرداخت قسط ۱", contract=6000, paid=2000, paid_on="1403/07/02", county="جیرفت"),
    row(5, "پرداخت قسط ۲", contract=6000, paid=4000, paid_on="1403/08/02", county="جیرفت"),
    row(5, "پرداخت قسط ۳", contract=6000, paid=6000, paid_on="1403/09/02", county="جیرفت"),
    row(6, "پرداخت شد", contract=5000, paid=2000, paid_on="1403/07/03"),
    row(6, "پرداخت شد", contract=5000, paid=3000, paid_on="1403/09/03"),
    row(7, "مصوب کارگروه - منتظر معرفی", who=COMPANY),
    row(8, "پرداخت مرحله اول", contract=4000, paid=3500, paid_on="1403/07/04"),
    row(8, "پرداخت مرحله دوم", contract=4000, paid=2500, paid_on="1403/09/04"),
    row(9, "ثبت پرونده"),
]
TITLE = "لیست متقاضیان تسهیلات تبصره ۱۸ بخش صنایع دستی استان کرمان - قانون بودجه سال ۱۴۰۲"


def bank_list(path: Path, rows: Sequence[Sequence[object]], *titles: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for title in (*titles, "(ارقام به میلیون ریال)"):
        sheet.append([title])
    sheet.append(HEADINGS)
    for cells in rows:
        sheet.append(list(cells))
    sheet.append([None, "جمع کل", *[None] * 8, sum(int(str(r[10])) for r in rows)])
    sheet.append([])
    sheet.append(["تهیه کننده: اداره اعتبارات", None, None, "امضاء"])
    book.save(path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory):
    workspace = tmp_path_factory.mktemp("bank")
    bank_list(workspace / "raw/credit_applications/1403Q3-banks/list.xlsx", LIST, TITLE)
    done = run_naqsheh("build", workspace=workspace)
    version = resolve_current(workspace / "curated")
    assert version is not None, done.stdout + done.stderr
    with PublishedDatabase.open(version) as database:
        yield workspace, done, database


def test_every_row_of_a_bank_list_is_read(published) -> None:
    _, done, database = published
    found = database.query("SELECT state, rows_read, rows_loaded, rows_quarantined FROM deliveries").iloc[0]
    assert (found.state, int(found.rows_loaded), int(found.rows_quarantined)) == (
        "published",
        len(LIST),
        0,
    ), done.stdout + done.stderr


def funnel(database: PublishedDatabase) -> dict[str, tuple[int, int]]:
    """Files and amount of each stage that a list tells."""
    rows = database.query(
        "SELECT stage, CAST(files AS INTEGER) AS files, CAST(coalesce(amount_rial, 0) AS BIGINT) AS amount_rial"
        " FROM credit_funnel WHERE area_code = '08' AND budget_year = 1402 AND files IS NOT NULL"
    )
    return {r.stage: (int(r.files), int(r.amount_rial)) for r in rows.itertuples()}


def test_the_title_tells_the_budget_year_and_a_file_counts_once(published) -> None:
    _, _, database = published
    stages = funnel(database)
    assert stages["registered"][0] == 9
    assert stages["paid"][0] == 5
    assert stages["contracted"][0] == 5


def test_instalments_are_events_of_one_file_and_a_running_total_is_not_added_up(published) -> None:
    _, _, database = published
    # 9,000 in two instalments, 8,000 at once, 6,000 told as a running total, 5,000 on two days;
    # file 8 contradicts itself.
    assert funnel(database)["paid"][1] == 28_000_000_000
    notes = database.query("SELECT note FROM delivery_notes ORDER BY note")
    assert {"instalments_beyond_contract", "instalments_running_total"} <= set(notes.note)


def test_a_number_of_a_firm_stands_in_the_column_of_persons(published) -> None:
    workspace, _, database = published
    assert COMPANY not in str(database.query("SELECT * FROM quarantine_rows").to_dict())
    clean = next((workspace / "restricted").glob("clean/credit*-????????.parquet"))
    import pyarrow.parquet as pq

    table = pq.read_table(clean).to_pydict()
    assert table["identity_no"] == [None] * len(LIST), "the column that carries both is not kept"
    assert sum(value is not None for value in table["legal_id"]) == 1
    assert sum(value is not None for value in table["national_id"]) == len(LIST) - 1
    assert not any(person(1) in str(values) for values in table.values())


def test_the_same_payment_told_again_counts_once_and_a_later_list_may_tell_the_rest(tmp_path: Path) -> None:
    first = [row(1, "پرداخت مرحله اول", contract=9000, paid=2500, paid_on="1403/02/01"), row(2, "ثبت پرونده")]
    rest = [
        row(1, "پرداخت مرحله دوم", contract=9000, paid=6500, paid_on="1403/06/01"),
        row(2, "معرفی به بانک"),
    ]
    bank_list(tmp_path / "raw/credit_applications/1403Q1-banks/a.xlsx", first, TITLE)
    bank_list(tmp_path / "raw/credit_applications/1403Q2-banks/b.xlsx", rest, TITLE)
    bank_list(tmp_path / "raw/credit_applications/1403Q3-banks/c.xlsx", [first[0], *rest], TITLE)
    done = run_naqsheh("build", workspace=tmp_path)
    version = resolve_current(tmp_path / "curated")
    assert version is not None, done.stdout + done.stderr
    # Counts of one and two files are not published; the working file has them.
    with duckdb.connect(str(tmp_path / "restricted" / "work.duckdb"), read_only=True) as work:
        told = work.execute(
            "SELECT stage, files, CAST(amount_rial AS BIGINT) FROM core.credit_funnel"
            " WHERE area_code = '08' AND budget_year = 1402 AND stage IN ('paid', 'registered') ORDER BY stage"
        ).fetchall()
    assert [(stage, files) for stage, files, _ in told] == [("paid", 1), ("registered", 2)]
    assert told[0][2] == 9_000_000_000
    with PublishedDatabase.open(version) as database:
        assert "paid" not in funnel(database)


def test_two_rows_of_one_file_that_are_alike_are_still_a_repetition(tmp_path: Path) -> None:
    rows = [row(1, "معرفی به بانک"), row(1, "معرفی به بانک"), row(2, "ثبت پرونده")]
    bank_list(tmp_path / "raw/credit_applications/1403Q3-banks/a.xlsx", rows, TITLE)
    done = run_naqsheh("build", workspace=tmp_path)
    version = resolve_current(tmp_path / "curated")
    assert version is not None, done.stdout + done.stderr
    with PublishedDatabase.open(version) as database:
        found = database.query("SELECT rule FROM quarantine_rows")
        assert list(found.rule) == ["duplicate_key"]
