"""What waits for a person after cleaning, and what does not: real files, read and assessed, nothing published."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from pipelines.pipeline.reports import DeliveryOutcome
from tests.pipeline.customs_fixture import COUNTRIES, HEADINGS, MODELS, Desk, key_of, rows_of


def states(outcomes: Sequence[DeliveryOutcome]) -> list[tuple[str | None, str]]:
    return [(o.period, o.state) for o in outcomes]


def reasons(outcome: DeliveryOutcome) -> list[str]:
    return [m.id for m in (outcome.message, *outcome.more) if m is not None]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "workspace")


# --- units ----------------------------------------------------------------------------------------------------


def test_an_amount_that_moves_tenfold_waits_and_the_file_before_it_stays_in_force(desk: Desk) -> None:
    desk.deliver("1401", rows_of())
    assert states(desk.assessed()) == [("1401", "published")]
    desk.deliver("1401", rows_of(rial=40_000_000))
    held, before = desk.assessed()
    assert (held.state, before.state) == ("held", "published")
    assert reasons(held)[0] == "jump"
    fa, en = held.reason("fa") or "", held.reason("en") or ""
    for told in ("ارزش (ریال)", "×۱۰", "۸۴٬۰۰۰٬۰۰۰", "۸۴۰٬۰۰۰٬۰۰۰", "تومان", before.delivery.delivery_id):
        assert told in fa, told
    assert "toman" in en and "×10" in en


@pytest.mark.parametrize(("rial", "hint"), [(4_000, "thousands"), (4, "millions"), (400_000, "toman")])
def test_an_amount_in_another_unit_than_last_year_waits(desk: Desk, rial: int, hint: str) -> None:
    desk.deliver("1400", rows_of(rial=4_000_000))
    desk.deliver("1401", rows_of(rial=rial))
    found = {o.period: o for o in desk.assessed()}
    assert (found["1400"].state, found["1401"].state) == ("published", "held")
    assert hint in (found["1401"].reason("en") or "")


def test_with_new_rows_only_the_medians_tell(desk: Desk) -> None:
    desk.deliver("1400", rows_of(10, office="کرمان"))
    desk.deliver("1401", rows_of(10, office="بندرعباس", weight=100_000))
    held = next(o for o in desk.assessed() if o.period == "1401")
    assert held.state == "held" and reasons(held) == ["jump"] and "وزن" in (held.reason("fa") or "")


@pytest.mark.parametrize(("factor", "state"), [(1, "published"), (10, "held")])
def test_the_rows_that_a_full_edition_shares_with_a_part_of_it_decide(desk: Desk, factor: int, state: str) -> None:
    """The edition of all goods writes year and goods into every row, has the rows of the part, and dearer others."""
    part = rows_of(8)
    desk.deliver("1402", part)
    assert states(desk.assessed()) == [("1402", "published")]
    others = rows_of(80, office="بندرعباس", weight=90_000, rial=3_600_000_000, usd=90_000)
    full = [["کالا", *row[:3], 1402, row[4], row[5] * factor, row[6]] for row in [*part, *others]]
    desk.deliver("1402", full, ["شرح کالا", *HEADINGS])
    newest = desk.assessed()[0]
    assert newest.cleaned is not None and newest.cleaned.rows_loaded == len(full)
    assert newest.state == state, newest.reason("en")


def test_a_rate_that_moves_tenfold_waits_though_neither_column_does(desk: Desk) -> None:
    desk.deliver("1400", rows_of(10, office="کرمان", rial=4_000_000, usd=100))
    desk.deliver("1401", rows_of(10, office="بندرعباس", rial=14_000_000, usd=33))
    held = next(o for o in desk.assessed() if o.period == "1401")
    assert reasons(held) == ["jump"] and "ارزش (دلار)" in (held.reason("fa") or "")


def not_a_unit(desk: Desk) -> None:
    """One buyer buys fifty times as much as in the year before."""
    desk.deliver("1400", rows_of(8))
    desk.deliver("1401", [*rows_of(7), ["کرمان", COUNTRIES[7], "57021010", "", 80_000, 3_200_000_000, 80_000]])


def an_anecdote(desk: Desk) -> None:
    """Four rows are no evidence of anything."""
    desk.deliver("1400", rows_of(4))
    desk.deliver("1401", rows_of(4, rial=40_000_000))


def a_whole_for_its_part(desk: Desk) -> None:
    """The full edition replaces a part of it: the same rows are the same, most are new and much larger."""
    desk.deliver("1401", rows_of(6))
    desk.assessed()
    desk.deliver("1401", [*rows_of(6), *rows_of(60, office="بندرعباس", weight=9_000, rial=360_000_000, usd=9_000)])


def doubled_trade(desk: Desk) -> None:
    """Twice or five times as much is news, not a mistake."""
    desk.deliver("1400", rows_of(10))
    desk.deliver("1401", rows_of(10, weight=500, rial=20_000_000, usd=500))


@pytest.mark.parametrize("case", [not_a_unit, an_anecdote, a_whole_for_its_part, doubled_trade])
def test_what_is_no_unit_mix_up_is_published(desk: Desk, case: Callable[[Desk], None]) -> None:
    case(desk)
    assert {o.state for o in desk.assessed()} == {"published"}


# --- rows -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "state"), [(7, "held"), (8, "published")])
def test_a_list_that_lost_more_than_a_fifth_waits(desk: Desk, left: int, state: str) -> None:
    desk.deliver("1401", rows_of(10))
    desk.assessed()
    desk.deliver("1401", rows_of(left))
    newest = desk.assessed()[0]
    assert newest.state == state
    if state == "held":
        assert reasons(newest) == ["shrunk"] and "10" in (newest.reason("en") or "")


@pytest.mark.parametrize(("bad", "state"), [(1, "published"), (4, "published"), (5, "held")])
def test_a_file_of_which_many_rows_are_faulty_waits(desk: Desk, bad: int, state: str) -> None:
    rows = rows_of(40)
    for row in rows[:bad]:
        row[4] = "نامعلوم است"
    desk.deliver("1401", rows)
    (found,) = desk.assessed()
    assert found.state == state and (state == "published" or reasons(found) == ["many_quarantined"])
    assert found.cleaned is not None and found.cleaned.rows_quarantined == bad, "the rows are told either way"


# --- periods --------------------------------------------------------------------------------------------------


def test_rows_of_two_years_in_one_file_wait(desk: Desk) -> None:
    desk.deliver("1401", [*rows_of(7, year=1401), *rows_of(3, office="بندرعباس", year=1400)])
    (found,) = desk.assessed()
    assert reasons(found) == ["mixed_periods"]
    assert "۱۴۰۰ (۳)" in (found.reason("fa") or "")


def test_a_few_late_registrations_are_normal_and_noted(desk: Desk) -> None:
    desk.deliver("1401", [*rows_of(8, year=1401), *rows_of(2, office="بندرعباس", year=1400)])
    (found,) = desk.assessed()
    assert found.state == "published" and found.assessment is not None
    assert [m.id for m in found.assessment.notices] == ["few_other_periods"]


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("آمار صادرات طی سال 1400", "held"),
        ("آمار صادرات طی سال 1401", "published"),
        ("آمار صادرات بهار 1401", "published"),
        ("آمار صادرات", "published"),
    ],
)
def test_a_title_that_names_another_period_than_the_folder_waits(desk: Desk, title: str, state: str) -> None:
    path = desk.workspace.raw / "exports" / "1401-customs" / "صادرات.xlsx"
    path.parent.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([title], HEADINGS, *rows_of()):
        sheet.append(row)
    book.save(path)
    (found,) = desk.assessed()
    assert found.state == state and (state == "published" or reasons(found) == ["period_differs"])


# --- columns and rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("heading", "state"), [("تخفیف", "held"), ("رديف", "published"), ("ملاحظات", "published")])
def test_an_unknown_column_waits_unless_it_only_counts_or_comments(desk: Desk, heading: str, state: str) -> None:
    desk.deliver("1401", [[n, *row] for n, row in enumerate(rows_of(), 1)], [heading, *HEADINGS])
    (found,) = desk.assessed()
    assert found.state == state
    if state == "held":
        assert reasons(found) == ["extra_columns"] and "«تخفیف»" in (found.reason("en") or "")


def test_a_rule_of_the_contract_may_ask_for_a_person(tmp_path: Path) -> None:
    models = Path(shutil.copytree(MODELS, tmp_path / "models"))
    path = models / "feeds" / "exports.odcs.yaml"
    text = path.read_text("utf-8")
    rule = text.index("id: value_needs_weight")
    path.write_text(text[:rule] + text[rule:].replace("severity: warn", "severity: hold", 1), "utf-8")
    desk = Desk(tmp_path / "workspace", models)
    desk.deliver("1401", [*rows_of(), ["کرمان", "لبنان", "57021010", "", 0, 900, 9]])
    (found,) = desk.assessed()
    assert reasons(found) == ["rule_holds"] and "وزن" in (found.reason("fa") or "")


# --- decisions ------------------------------------------------------------------------------------------------


def test_approval_passes_every_hold_and_rejection_none(desk: Desk) -> None:
    desk.deliver("1401", rows_of(10))
    desk.assessed()
    desk.deliver("1401", [[*row, 1] for row in rows_of(6, rial=40_000_000)], [*HEADINGS, "تخفیف"])
    held = desk.assessed()[0]
    assert reasons(held) == ["extra_columns", "shrunk", "jump"], "every reason is told"
    desk.decide(held, "approved")
    assert states(desk.assessed()) == [("1401", "published")]
    desk.decide(held, "rejected")
    (found,) = desk.assessed()
    assert found.state == "published" and found.delivery.delivery_id != held.delivery.delivery_id
    assert len(desk.assessed()) == 1, "it stays rejected, though its file still lies there"


def test_two_held_in_a_row_leave_the_last_good_one_in_force(desk: Desk) -> None:
    desk.deliver("1401", rows_of(10))
    (good,) = desk.assessed()
    desk.deliver("1401", rows_of(5))
    middle = desk.assessed()[0]
    desk.deliver("1401", rows_of(4))
    outcomes = desk.assessed()
    assert [o.state for o in outcomes] == ["held", "held", "published"]
    assert outcomes[0].compared_with == good.delivery.delivery_id, "what waits is no measure for others"

    desk.decide(middle, "approved")
    (found,) = desk.assessed()
    assert found.state == "published" and found.compared_with == middle.delivery.delivery_id, "5 → 4 is no loss"


def test_a_decision_about_a_superseded_delivery_makes_a_new_build(desk: Desk) -> None:
    desk.deliver("1401", rows_of(10))
    (first,) = desk.assessed()
    desk.deliver("1401", rows_of(9))
    desk.assessed()

    before = key_of(desk.workspace)
    assert before == key_of(desk.workspace)
    desk.decide(first, "approved")
    assert key_of(desk.workspace) != before
