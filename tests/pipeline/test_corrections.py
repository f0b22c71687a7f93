"""Rows that were kept out come back corrected: those rows, once, and nothing else. Every person is invented."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from pipelines.build.reports import DeliveryOutcome
from pipelines.build.session import BuildSession
from pipelines.cli.corrections import write_correction_workbook
from pipelines.contracts import load_contracts
from pipelines.correction_mark import CorrectionMark, read_mark
from pipelines.ledger import Ledger
from pipelines.published import PublishedDatabase, resolve_current
from pipelines.workspace import PROJECT_ROOT, Workspace
from tests.pipeline.conftest import run_naqsheh
from tests.pipeline.test_persons import national_id

HEADINGS = ["ردیف", "نام و نام خانوادگی", "کد ملی", "شهرستان", "رشته", "تلفن همراه", "تاریخ تولد"]
ROWS = 14
#: Rows of the office's file that cannot be taken, by their number in the sheet, and what corrects each.
BAD = {
    5: ("شهرستان", "کرمانشاه", "کرمان"),
    7: ("کد ملی", "1234567890", national_id(987_654_321)),
    9: ("تاریخ تولد", "1360/13/45", "1360/12/05"),
    12: ("کد ملی", national_id(123_450_037), national_id(987_654_322)),  # that of row 3
}
PERSON = 2


def identity(row: int) -> str:
    return national_id(123_450_000 + 37 * (row - PERSON))


def register_rows() -> list[list[str]]:
    rows = []
    for row in range(PERSON + 1, PERSON + 1 + ROWS):
        cells = {
            "ردیف": str(row - PERSON), "نام و نام خانوادگی": f"شخص ساختگی {row}", "کد ملی": identity(row),
            "شهرستان": "بم" if row % 2 else "کرمان", "رشته": "گلیم‌بافی", "تلفن همراه": f"0913{row:07d}",
            "تاریخ تولد": "1360/05/01",
        }  # fmt: skip
        if row in BAD:
            cells[BAD[row][0]] = BAD[row][1]
        rows.append([cells[h] for h in HEADINGS])
    return rows


def right_rows() -> list[list[str]]:
    rows = register_rows()
    for number, (column, _, value) in BAD.items():
        rows[number - PERSON - 1][HEADINGS.index(column)] = value
    return rows


class Built(NamedTuple):
    """What one build made of the artisans: clean rows by name of the person, and what became of each delivery."""

    rows: list[dict[str, Any]]
    outcomes: dict[str, DeliveryOutcome]

    def of(self, delivery_id: str) -> DeliveryOutcome:
        return self.outcomes[delivery_id]

    @property
    def corrections(self) -> list[DeliveryOutcome]:
        return [o for o in self.outcomes.values() if o.delivery.kind == "correction"]

    @property
    def content(self) -> list[tuple[Any, ...]]:
        """Return the rows without where they came from, for comparing what two builds hold."""
        origin = ("row_id", "delivery_id", "sheet_name", "row_number", "base_id")
        return sorted(tuple(str(r[c]) for c in r if c not in origin) for r in self.rows)


class House:
    """A workspace into which an office drops its register of artisans, and what it corrects."""

    def __init__(self, root: Path) -> None:
        self.root, self.workspace = root, Workspace(root).create()
        self.folder = self.workspace.raw / "artisans" / "1403Q2-heritage"

    def drop_register(self, rows: Sequence[Sequence[str]] = (), name: str = "هنرمندان.xlsx") -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "فهرست"
        for row in (["فهرست ساختگی هنرمندان"], HEADINGS, *(rows or register_rows())):
            sheet.append(list(row))
        path = self.folder / name
        book.save(path)
        path.with_name(f"{name}.source.yaml").write_text("office: heritage\nsynthetic: true\n", "utf-8")
        return _aged(path)

    def build(self, as_known_at: datetime | None = None) -> Built:
        with BuildSession.open(self.workspace, PROJECT_ROOT / "models", as_known_at=as_known_at) as session:
            session.take_inventory()
            session.land("artisans")
            assert all(check.passed for check in session.clean("artisans").checks)
            rows = session.engine.query('SELECT * FROM clean."artisans" ORDER BY row_id').to_pylist()
            return Built(rows, dict(session.outcomes))

    def base_id(self) -> str:
        ledger = Ledger(self.workspace.ledger)
        try:
            (base,) = [d for d in ledger.current() if d.kind == "original"]
            return base.delivery_id
        finally:
            ledger.close()

    def workbook(self, delivery_id: str | None = None, name: str = "اصلاح.xlsx") -> Path:
        out = self.root / "out" / name
        assert write_correction_workbook(self.root, delivery_id or self.base_id(), out) == 0
        return out

    def drop(self, path: Path, place: str) -> Path:
        target = self.workspace.raw / "artisans" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        return _aged(target)


def _aged(path: Path) -> Path:
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


CONTRACTS = cache(load_contracts)


@pytest.fixture(autouse=True)
def contracts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check the contracts against their schema once, not in each of a hundred builds."""
    monkeypatch.setattr("pipelines.build.session.load_contracts", CONTRACTS)
    monkeypatch.setattr("pipelines.contracts.load_contracts", CONTRACTS)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def built(house: House) -> House:
    house.drop_register()
    outcome = house.build().of(house.base_id())
    assert outcome.cleaned is not None
    assert (outcome.cleaned.rows_loaded, outcome.cleaned.rows_quarantined) == (ROWS - len(BAD), len(BAD))
    return house


def corrected(path: Path, rows: Sequence[int], out: Path | None = None, **more: str) -> Path:
    """Correct ``rows`` (numbers of the office's sheet) in a workbook, as a clerk does, and save it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[2]}
    for number in range(3, sheet.max_row + 1):
        origin = int(sheet.cell(number, at["ردیف اصلی"]).value)
        if origin in rows:
            column, _, right = BAD[origin]
            sheet.cell(number, at[column]).value = right
            for heading, value in more.items():
                sheet.cell(number, at[heading]).value = value
    target = out or path.with_name(f"درست شده {len(rows)}.xlsx")
    book.save(target)
    return target


def listed(path: Path) -> list[int]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [int(row[0]) for row in sheet.iter_rows(min_row=3, values_only=True)]


# --- the workbook ---------------------------------------------------------------------------------------------


def test_the_workbook_holds_exactly_the_rows_that_were_kept_out_as_they_were_sent(built: House) -> None:
    path = built.workbook()
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert listed(path) == sorted(BAD)
    headings = [cell.value for cell in sheet[2]]
    assert headings[:2] == ["ردیف اصلی", "برگهٔ اصلی"]
    assert headings[-2:] == ["چه چیز درست شود", "What to correct"]
    for row in sheet.iter_rows(min_row=3):
        told = dict(zip(headings, row, strict=True))
        column, sent, _ = BAD[int(told["ردیف اصلی"].value)]
        assert told["برگهٔ اصلی"].value == "فهرست"
        assert told[column].value == sent
        assert {c.data_type for c in row if c.value is not None} == {"s"}, "numbers would lose zeros"


def test_bad_cells_and_only_they_are_marked_with_a_note_and_the_row_says_why(built: House) -> None:
    sheet = openpyxl.load_workbook(built.workbook()).worksheets[0]
    headings = [cell.value for cell in sheet[2]]
    for row in sheet.iter_rows(min_row=3):
        column = BAD[int(row[0].value)][0]
        noted = [headings[i] for i, c in enumerate(row) if c.comment is not None]
        filled = [headings[i] for i, c in enumerate(row[2:-2], 2) if c.fill.fill_type == "solid"]
        assert noted == filled == [column]
        assert f"«{column}»" in row[-2].value and row[-1].value
        assert "هنرمندان.xlsx" not in row[-2].value, "who looks at the row need not be told where it is"


def test_the_workbook_reads_from_right_to_left_and_offers_the_lists(built: House) -> None:
    book = openpyxl.load_workbook(built.workbook())
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    data = book.worksheets[0]
    assert data.freeze_panes == "C3"
    at = {cell.value: cell.column_letter for cell in data[2]}
    lists = {str(v.sqref).split(":")[0].rstrip("0123456789") for v in data.data_validations.dataValidation
             if v.type == "list"}  # fmt: skip
    assert {at["شهرستان"], at["رشته"]} <= lists


def test_the_workbook_is_closed_to_others_and_never_lies_among_the_published(built: House) -> None:
    assert built.workbook().stat().st_mode & 0o777 == 0o600
    inside = built.workspace.curated / "fix.xlsx"
    assert write_correction_workbook(built.root, built.base_id(), inside) == 1
    assert not inside.exists()


def test_an_unknown_delivery_and_one_without_bad_rows_are_told(
    built: House, capsys: pytest.CaptureFixture[str]
) -> None:
    out = built.root / "none.xlsx"
    assert write_correction_workbook(built.root, "artisans-1403Q2-nobody-00000000", out) == 1
    built.drop(corrected(built.workbook(), sorted(BAD)), "درست.xlsx")
    built.build()
    assert write_correction_workbook(built.root, built.base_id(), out) == 0
    assert not out.exists()


# --- dropped back -----------------------------------------------------------------------------------------------


def test_what_was_corrected_is_in_and_nothing_twice(built: House) -> None:
    before = built.build()
    built.drop(corrected(built.workbook(), sorted(BAD)), "1403Q2-heritage/درست.xlsx")
    after = built.build()
    assert len(after.rows) == ROWS
    assert len({r["national_id"] for r in after.rows}) == ROWS
    assert [r for r in after.rows if r["delivery_id"] == built.base_id()] == before.rows
    (correction,) = after.corrections
    assert correction.cleaned is not None and correction.cleaned.reconciled
    assert correction.cleaned.rows_loaded == len(BAD)
    base = after.of(built.base_id())
    assert base.state == "published" and base.cleaned is not None
    assert base.cleaned.rows_quarantined == len(BAD), "the account of what was sent does not change"


def test_corrected_rows_are_of_the_period_the_office_and_the_kind_of_data_of_their_base(built: House) -> None:
    built.drop(corrected(built.workbook(), [5]), "درست.xlsx")
    after = built.build()
    (row,) = [r for r in after.rows if r["delivery_id"] != built.base_id()]
    assert (row["delivery_period"], row["delivery_office"], row["is_synthetic"]) == (
        "1403Q2",
        "heritage",
        True,
    )


def test_the_result_is_that_of_a_file_that_had_been_right_from_the_start(
    built: House, tmp_path: Path
) -> None:
    built.drop(corrected(built.workbook(), sorted(BAD)), "درست.xlsx")
    other = House(tmp_path / "other")
    shutil.copytree(built.workspace.keys, other.workspace.keys, dirs_exist_ok=True)
    other.drop_register(right_rows())
    assert built.build().content == other.build().content


def test_half_corrected_leaves_the_other_half_for_a_second_workbook(built: House) -> None:
    built.drop(corrected(built.workbook(), [5, 9]), "نیمه.xlsx")
    half = built.build()
    assert len(half.rows) == ROWS - 2
    (correction,) = half.corrections
    second = built.workbook(correction.delivery.delivery_id, "دوم.xlsx")
    assert listed(second) == [7, 12], "a correction stands for the delivery that it corrects"
    assert read_mark(second) != read_mark(built.root / "out" / "اصلاح.xlsx")
    built.drop(corrected(second, [7, 12]), "باقی.xlsx")
    whole = built.build()
    assert len(whole.rows) == len({r["national_id"] for r in whole.rows}) == ROWS
    assert [o.state for o in whole.corrections] == ["published", "published"]


def test_a_second_workbook_shows_what_was_corrected_meanwhile_and_marks_the_rest(house: House) -> None:
    rows = register_rows()
    rows[5 - PERSON - 1][HEADINGS.index("تاریخ تولد")] = "دیروز"  # beside the county that is none
    house.drop_register(rows)
    house.build()
    house.drop(corrected(house.workbook(), [5]), "نیمه.xlsx")
    house.build()
    sheet = openpyxl.load_workbook(house.workbook(name="دوم.xlsx")).worksheets[0]
    at = {cell.value: cell.column for cell in sheet[2]}
    row = next(r for r in sheet.iter_rows(min_row=3) if r[0].value == "5")
    assert row[at["شهرستان"] - 1].value == "کرمان" and row[at["شهرستان"] - 1].comment is None
    assert row[at["تاریخ تولد"] - 1].comment is not None


def test_an_edited_copy_replaces_the_earlier_one(built: House) -> None:
    workbook = built.workbook()
    built.drop(corrected(workbook, [5]), "نخست.xlsx")
    built.build()
    built.drop(corrected(workbook, [5, 7, 9]), "دوم.xlsx")
    after = built.build()
    assert len(after.rows) == ROWS - 1
    assert sorted(o.state for o in after.corrections) == ["published"]


def test_a_workbook_that_comes_back_as_it_went_changes_nothing(built: House) -> None:
    before = built.build()
    built.drop(built.workbook(), "دست‌نخورده.xlsx")
    after = built.build()
    assert after.rows == before.rows
    (correction,) = after.corrections
    assert correction.cleaned is not None
    assert (correction.cleaned.rows_loaded, correction.cleaned.rows_quarantined) == (0, len(BAD))
    assert listed(built.workbook(name="باز.xlsx")) == sorted(BAD)


@pytest.mark.slow
def test_dropped_ten_times_under_any_name_in_any_order_it_is_the_same(built: House, tmp_path: Path) -> None:
    first = corrected(built.workbook(), [5, 9])
    built.drop(first, "الف.xlsx")
    built.build()
    second = corrected(built.workbook(name="دوم.xlsx"), [7])
    built.drop(second, "ب.xlsx")
    expected = built.build()
    for turn in range(3):
        other = House(tmp_path / f"turn{turn}")
        shutil.copytree(built.workspace.keys, other.workspace.keys, dirs_exist_ok=True)
        shutil.copytree(built.folder, other.folder, dirs_exist_ok=True)
        order = [first, second] * 5
        random.Random(turn).shuffle(order)
        for number, path in enumerate(order):
            other.drop(path, f"1403Q2/{turn}-{number}.xlsx" if number % 2 else f"{turn}-{number}.xlsx")
            if turn:
                other.build()
        assert other.build().content == expected.content
    again = House(tmp_path / "turn0").build()
    assert again.rows == House(tmp_path / "turn0").build().rows


def test_a_correction_that_comes_before_its_base_waits_for_it(built: House, tmp_path: Path) -> None:
    workbook = corrected(built.workbook(), sorted(BAD))
    other = House(tmp_path / "other")
    other.drop(workbook, "زود.xlsx")
    (early,) = other.build().corrections
    assert early.state == "refused" and early.message is not None
    assert early.message.id == "correction_base_unknown"
    shutil.copytree(built.folder, other.folder)
    assert len(other.build().rows) == ROWS


# --- what does not apply ----------------------------------------------------------------------------------------


def _rules(outcome: DeliveryOutcome) -> list[str]:
    assert outcome.cleaned is not None
    return sorted(cell.rule for cell in outcome.cleaned.cells if cell.severity == "quarantine")


def test_a_row_that_was_never_kept_out_is_not_taken_from_a_correction(built: House) -> None:
    path = corrected(built.workbook(), [5])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(4, 1).value = 4  # a good row, as a number
    sheet.cell(5, 1).value = "۵"  # the first row again, in Persian digits
    sheet.cell(6, 1).value = "نو"
    book.save(path)
    built.drop(path, "درست.xlsx")
    after = built.build()
    (correction,) = after.corrections
    assert _rules(correction) == [
        "correction_row_not_waiting", "correction_row_repeated", "correction_row_unplaced"
    ]  # fmt: skip
    assert len(after.rows) == ROWS - len(BAD) + 1


def test_a_row_that_another_workbook_brought_in_is_not_brought_in_again(built: House) -> None:
    workbook = built.workbook()
    built.drop(corrected(workbook, [5, 9]), "نخست.xlsx")
    built.build()
    second = built.workbook(name="دوم.xlsx")
    built.drop(corrected(second, [7]), "دوم.xlsx")
    built.build()
    built.drop(corrected(workbook, sorted(BAD), workbook.with_name("کهنه.xlsx")), "کهنه.xlsx")
    after = built.build()
    assert len(after.rows) == len({r["national_id"] for r in after.rows}) == ROWS
    assert "correction_row_not_waiting" in [r for o in after.corrections for r in _rules(o)]


def test_a_key_that_a_good_row_has_is_not_taken_twice(built: House) -> None:
    path = corrected(built.workbook(), [5, 7], **{"کد ملی": identity(4)})
    built.drop(path, "درست.xlsx")
    after = built.build()
    (correction,) = after.corrections
    assert "correction_repeats_key" in _rules(correction)
    assert len(after.rows) == ROWS - len(BAD)


def test_a_newer_full_file_puts_the_corrections_of_the_old_one_aside(built: House) -> None:
    built.drop(corrected(built.workbook(), sorted(BAD)), "درست.xlsx")
    built.build()
    built.drop_register(right_rows())
    after = built.build()
    (correction,) = after.corrections
    assert correction.state == "superseded" and correction.message is not None
    assert len(after.rows) == ROWS
    assert {r["delivery_id"] for r in after.rows} == {built.base_id()}


def test_a_deleted_column_refuses_the_workbook_instead_of_emptying_cells(built: House) -> None:
    path = corrected(built.workbook(), [5])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.delete_cols([c.value for c in sheet[2]].index("تلفن همراه") + 1)
    book.save(path)
    built.drop(path, "درست.xlsx")
    after = built.build()
    (correction,) = after.corrections
    assert correction.state == "refused" and correction.message is not None
    assert "تلفن همراه" in correction.message.text("fa")
    assert len(after.rows) == ROWS - len(BAD)


def test_a_workbook_without_its_mark_is_refused_and_the_base_stays(built: House) -> None:
    """Programs that drop the document's properties keep the title row; without that the last column tells."""
    workbook = corrected(built.workbook(), [5])
    for title_too in (False, True):
        book = openpyxl.load_workbook(workbook)
        for name in ("naqsheh_corrects", "naqsheh_workbook"):
            del book.custom_doc_props[name]
        if title_too:
            book.worksheets[0].delete_rows(1)
        path = built.root / f"plain{title_too}.xlsx"
        book.save(path)
        built.drop(path, f"1403Q2-heritage/plain{title_too}.xlsx")
        after = built.build()
        told = [o.message.id for o in after.outcomes.values() if o.state == "refused" and o.message]
        assert "correction_mark_lost" in told
        assert len(after.rows) == ROWS - len(BAD)


def test_in_the_folder_of_another_feed_it_is_sent_back(built: House) -> None:
    path = corrected(built.workbook(), [5])
    target = built.workspace.raw / "licences" / "درست.xlsx"
    target.parent.mkdir(parents=True)
    shutil.copyfile(path, target)
    _aged(target)
    with BuildSession.open(built.workspace, PROJECT_ROOT / "models") as session:
        session.take_inventory()
        session.land("licences")
        session.clean("licences")
        (outcome,) = session.outcomes.values()
    assert outcome.state == "refused" and outcome.message is not None
    assert "artisans" in outcome.message.text("fa")


# --- as known at ------------------------------------------------------------------------------------------------


def test_as_known_before_the_correction_the_old_table_comes_back(built: House) -> None:
    before = built.build()
    moment = datetime.now(UTC)
    built.drop(corrected(built.workbook(), sorted(BAD)), "درست.xlsx")
    after = built.build()
    assert built.build(moment).rows == before.rows
    assert built.build().rows == after.rows


def test_a_note_that_changes_later_changes_the_corrected_rows_from_then_on(built: House) -> None:
    note = built.folder / "هنرمندان.xlsx.source.yaml"
    built.drop(corrected(built.workbook(), [5]), "درست.xlsx")
    built.build()
    moment = datetime.now(UTC)
    note.write_text("office: heritage\nsynthetic: true\ngrade: register\n", "utf-8")
    built.build()
    ledger = Ledger(built.workspace.ledger)
    try:
        now, then = ({d.kind: d.note.grade for d in ledger.current(at)} for at in (None, moment))
    finally:
        ledger.close()
    assert now == {"original": "register", "correction": "register"}
    assert then == {"original": None, "correction": None}


# --- units ------------------------------------------------------------------------------------------------------


def test_amounts_stay_in_the_unit_that_the_first_file_declared(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).create()
    folder = workspace.raw / "exports" / "1402-customs"
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (میلیون ریال)", "ارزش (دلار)"])
    sheet.append(["کرمان", "آلمان", "57021020", 10, 20, 30])
    sheet.append(["کرمان", "عراق", "57021010", "نامعلوم است", 40, 50])
    book.save(_aged_new(folder / "صادرات.xlsx"))
    _exports(workspace)
    (base,) = [p.stem for p in workspace.clean.glob("exports*.json")]
    out = tmp_path / "fix.xlsx"
    assert write_correction_workbook(tmp_path, base, out) == 0
    fixing = openpyxl.load_workbook(out)
    data = fixing.worksheets[0]
    headings = [c.value for c in data[2]]
    assert "ارزش (میلیون ریال)" in headings
    data.cell(3, headings.index("وزن (کیلوگرم)") + 1).value = "7"
    fixing.save(_aged_new(folder / "درست.xlsx"))
    assert sorted(_exports(workspace)) == [20_000_000, 40_000_000]


def _aged_new(path: Path) -> Path:
    path.touch()
    return path


def _exports(workspace: Workspace) -> list[int]:
    """Return the amounts that are counted: those of the edition that counts, its corrected rows included."""
    with BuildSession.open(workspace, PROJECT_ROOT / "models") as session:
        session.take_inventory()
        session.load_reference()
        session.land("exports")
        session.clean("exports")
        for name in ("exports", "export_editions", "export_counts"):
            session.model(name)
        rows = session.engine.query("SELECT value_rial FROM core.export_counts").to_pylist()
    return [int(r["value_rial"]) for r in rows]


@pytest.mark.parametrize(("feed", "state"), [("exports", "published"), ("suitcase_exports", "held")])
def test_a_quarter_beside_its_year_waits_unless_the_models_settle_which_counts(
    tmp_path: Path, feed: str, state: str
) -> None:
    workspace = Workspace(tmp_path).create()
    contract = CONTRACTS(PROJECT_ROOT / "models")[feed]
    for period in ("1402", "1402Q3"):
        path = workspace.raw / feed / period / f"{period}.csv"
        path.parent.mkdir(parents=True)
        cells = [
            c.example or {"date": "1402/08/01", "place": "بم"}.get(c.kind, "12") for c in contract.columns
        ]
        path.write_text(
            ",".join(c.name for c in contract.columns) + "\n" + ",".join([*cells[:-1], period[-1]]) + "\n",
            "utf-8",
        )
        _aged(path)
    with BuildSession.open(workspace, PROJECT_ROOT / "models") as session:
        session.take_inventory()
        session.land(feed)
        session.clean(feed)
        found = {str(o.period): o for o in session.outcomes.values()}
    assert (found["1402"].state, found["1402Q3"].state) == ("published", state)
    if state == "held":
        message = found["1402Q3"].message
        assert message is not None and message.id == "period_overlaps"


# --- programs of offices, and hostile ones -----------------------------------------------------------------------


@pytest.mark.slow
def test_saved_again_by_libreoffice_it_is_still_known(built: House) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = corrected(built.workbook(), sorted(BAD))
    folder = built.root / "saved again"
    subprocess.run(
        [office, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, path],
        check=True, capture_output=True, timeout=180, env={**os.environ, "HOME": str(built.root)},
    )  # fmt: skip
    (saved,) = folder.glob("*.xlsx")
    assert saved.read_bytes() != path.read_bytes()
    assert read_mark(saved) == read_mark(path)
    built.drop(saved, "از لیبره‌آفیس.xlsx")
    assert len(built.build().rows) == ROWS


MARK = CorrectionMark("artisans-1403Q2-heritage-00000000", "0123456789abcdef")
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<Properties xmlns:vt="v">'
    '<property name="naqsheh_corrects"><vt:lpwstr>{base}</vt:lpwstr></property>'
    '<property name="naqsheh_workbook"><vt:lpwstr>{workbook}</vt:lpwstr></property></Properties>'
)


def _zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _custom(
    path: Path, base: str = MARK.base_id, workbook: str = MARK.workbook_id, doctype: str = ""
) -> Path:
    text = PROPERTIES.format(base=base, workbook=workbook, doctype=doctype)
    return _zipped(path, {"docProps/custom.xml": text})


def test_a_mark_is_read(tmp_path: Path) -> None:
    assert read_mark(_custom(tmp_path / "a.xlsx")) == MARK


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "parts",
    [
        {"docProps/custom.xml": PROPERTIES.format(base="&b;", workbook="&b;", doctype=ENTITIES)},
        {"docProps/custom.xml": b" " * 80_000_000},
        {"docProps/custom.xml": PROPERTIES.format(base="a", workbook="b", doctype="").encode("utf-16")},
        {"docProps/custom.xml": b"<Properties>" + b"<a>" * 10_000},
        {"docProps/custom.xml": b"\xff\xfe\x00 nothing"},
        {"docProps/other.xml": b"<a/>"},
        {f"part{n}": b"" for n in range(9_000)},
        {},
    ],
    ids=["entities", "huge", "utf-16", "nested", "no text", "absent", "many parts", "empty"],
)  # fmt: skip
def test_a_hostile_part_is_no_mark_and_does_no_harm(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    assert read_mark(_zipped(tmp_path / "hostile.xlsx", parts)) is None


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"PK\x05\x06" * 5_000, b"a,b\n1,2\n"])
def test_what_is_no_zip_bears_no_mark(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert read_mark(path) is None


@pytest.mark.parametrize("base", ["../../etc/passwd", "a b", "", "x" * 500])
def test_a_mark_that_names_no_delivery_refuses_its_file(house: House, base: str) -> None:
    house.folder.mkdir(parents=True)
    _aged(_custom(house.folder / "a.xlsx", base))
    with BuildSession.open(house.workspace, PROJECT_ROOT / "models") as session:
        ((_, message),) = session.take_inventory().refused
    assert message.id == "correction_mark_lost"


# --- a whole build ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_whole_build_tells_of_its_corrections_and_shows_no_person(built: House) -> None:
    out = built.root / "fix.xlsx"
    done = run_naqsheh("corrections", built.base_id(), "--out", str(out), workspace=built.root)
    assert done.returncode == 0, done.stderr
    built.drop(corrected(out, [5, 9]), "درست.xlsx")
    built_now = run_naqsheh("build", workspace=built.root)
    version = resolve_current(built.workspace.curated)
    assert version is not None, built_now.stdout + built_now.stderr
    with PublishedDatabase.open(version) as database:
        rows = database.query(
            "SELECT kind, corrects, period, office, rows_read, rows_loaded, rows_quarantined, rows_resolved"
            " FROM deliveries ORDER BY kind DESC"
        ).to_dict("records")
        value = database.query(
            "SELECT value, status FROM indicator_values WHERE indicator_id = 'artisans' AND area_code = '08'"
            " AND basis = 'register'"
        )
        waiting = database.query(
            "SELECT delivery_id, row_number FROM quarantine_rows WHERE resolved_by IS NULL ORDER BY 1, 2"
        )
    base, correction = rows
    assert (base["kind"], base["rows_quarantined"], base["rows_resolved"]) == ("original", len(BAD), 2)
    assert (correction["kind"], correction["corrects"]) == ("correction", built.base_id())
    assert (correction["period"], correction["office"]) == ("1403Q2", "heritage")
    assert (correction["rows_read"], correction["rows_loaded"], correction["rows_quarantined"]) == (4, 2, 2)
    assert (int(value["value"][0]), value["status"][0]) == (ROWS - 2, "provisional")
    assert list(waiting["row_number"])[:2] == [7, 12], "of the first file"
    assert "row 5" not in built_now.stderr and "row 7" in built_now.stderr
    for path in built.workspace.curated.rglob("*"):
        if path.is_file():
            assert "شخص ساختگی".encode() not in path.read_bytes(), path.name
