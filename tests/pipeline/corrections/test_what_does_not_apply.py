"""Corrections that are not taken: rows of another state, workbooks without a column, mark or place."""

from __future__ import annotations

import shutil

import openpyxl

from pipelines.pipeline.reports import DeliveryOutcome
from tests.pipeline.corrections.office import (
    BAD,
    ROWS,
    House,
    aged,
    corrected,
    identity,
    right_rows,
)
from tests.pipeline.whole_build import feed_accepted


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
        "correction_row_not_waiting",
        "correction_row_repeated",
        "correction_row_unplaced",
    ]
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
    aged(target)
    (outcome,) = feed_accepted(built.workspace, "licences").values()
    assert outcome.state == "refused" and outcome.message is not None
    assert "artisans" in outcome.message.text("fa")
