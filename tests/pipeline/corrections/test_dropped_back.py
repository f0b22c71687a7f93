"""Rows that were kept out come back corrected: those rows, once, and nothing else."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from pipelines.cli.corrections import write_correction_workbook
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace, models_dir
from pipelines.intake.correction_mark import read_mark
from pipelines.intake.ledger import Ledger
from pipelines.pipeline import open_context
from pipelines.pipeline.land import land
from pipelines.pipeline.loading import clean
from pipelines.pipeline.receiving import receive
from pipelines.pipeline.tables import make_core, make_reference
from tests.pipeline.corrections.office import (
    BAD,
    CONTRACTS,
    HEADINGS,
    PERSON,
    ROWS,
    House,
    aged,
    corrected,
    listed,
    register_rows,
    right_rows,
)
from tests.pipeline.whole_build import feed_accepted


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


def test_the_result_is_that_of_a_file_that_had_been_right_from_the_start(built: House, tmp_path: Path) -> None:
    built.drop(corrected(built.workbook(), sorted(BAD)), "درست.xlsx")
    other = House(tmp_path / "other")
    shutil.copytree(built.workspace.keys, other.workspace.keys, dirs_exist_ok=True)
    other.drop_register(right_rows())
    assert built.build().content == other.build().content


def test_a_workbook_with_the_former_heading_of_the_row_is_still_taken(built: House) -> None:
    path = corrected(built.workbook(), [5])
    book = openpyxl.load_workbook(path)
    heading = book.worksheets[0]["A2"]
    assert heading.value == "سطر اصلی"
    heading.value = "ردیف اصلی"
    book.save(path)
    built.drop(path, "درست.xlsx")
    assert len(built.build().rows) == ROWS - len(BAD) + 1


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
    rows[5 - PERSON - 1][HEADINGS.index("کد ملی")] = "12345"  # beside the county that is none
    house.drop_register(rows)
    house.build()
    house.drop(corrected(house.workbook(), [5]), "نیمه.xlsx")
    house.build()
    sheet = openpyxl.load_workbook(house.workbook(name="دوم.xlsx")).worksheets[0]
    at = {cell.value: cell.column for cell in sheet[2]}
    row = next(r for r in sheet.iter_rows(min_row=3) if r[0].value == "5")
    assert row[at["شهرستان"] - 1].value == "کرمان" and row[at["شهرستان"] - 1].comment is None
    assert row[at["کد ملی"] - 1].comment is not None


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
    assert write_correction_workbook(tmp_path, models_dir(), base, out) == 0
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
    with open_context(workspace, PROJECT_ROOT / "models") as context:
        build, _ = make_reference(context, receive(context))
        build, _ = land(context, build, "exports")
        build, _ = clean(context, build, "exports")
        for model in context.core:
            if model.name.startswith("export"):
                build, _ = make_core(context, build, model)
        rows = context.engine.query("SELECT value_rial FROM core.export_counts").to_pylist()
    return [int(r["value_rial"]) for r in rows]


@pytest.mark.parametrize(
    ("feed", "state"),
    [("exports", "published"), ("suitcase_exports", "held"), ("suitcase_exports", "superseded")],
)
def test_a_quarter_beside_its_year_waits_unless_the_year_has_all_of_it_or_the_models_decide_it(
    tmp_path: Path, feed: str, state: str
) -> None:
    workspace = Workspace(tmp_path).create()
    contract = CONTRACTS(PROJECT_ROOT / "models")[feed]
    for period in ("1402", "1402Q3"):
        path = workspace.raw / feed / period / f"{period}.csv"
        path.parent.mkdir(parents=True)
        cells = [c.example or {"date": "1402/08/01", "place": "بم"}.get(c.kind, "12") for c in contract.columns]
        if state == "held" and period != "1402":
            cells[0] = "999"  # a declaration that the year does not have
        path.write_text(
            ",".join(c.name for c in contract.columns) + "\n" + ",".join([*cells[:-1], period[-1]]) + "\n",
            "utf-8",
        )
        aged(path)
    found = {str(o.period): o for o in feed_accepted(workspace, feed).values()}
    assert (found["1402"].state, found["1402Q3"].state) == ("published", state)
    if state == "held":
        message = found["1402Q3"].message
        assert message is not None and message.id == "list_lacks_rows"
