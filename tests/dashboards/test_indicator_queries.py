"""Which value stands for an indicator: where evidence differs, the order of the published grades decides."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import unquote

import duckdb
import pytest

from dashboards.address import Address
from dashboards.charts.sparkline import sparkline
from dashboards.components import statuses
from dashboards.data import differences, indicators, versions
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from pipelines.published import DATABASE, PublishedVersion


def published(folder: Path, grades: list[str]) -> View:
    """Return a look at a version of one indicator that was stated twice, once in each grade."""
    with duckdb.connect(str(folder / DATABASE)) as made:
        listed = ", ".join(f"('grades', '{code}', {sort})" for sort, code in enumerate(grades, 1))
        made.execute(f"""
            CREATE TABLE codes AS SELECT * FROM (VALUES {listed}) AS t (list, code, sort);
            CREATE TABLE areas AS SELECT '08' AS area_code, 'province' AS kind;
            CREATE TABLE target_progress (target_id VARCHAR, basis VARCHAR, period VARCHAR, target_period VARCHAR,
              is_over BOOLEAN);
            CREATE TABLE commission_status (indicator_id VARCHAR, area_code VARCHAR, domain VARCHAR, category VARCHAR,
              status VARCHAR, target_id VARCHAR);
            CREATE TABLE indicator_values AS SELECT 'craft_fields' AS indicator_id, '08' AS area_code,
              'crafts' AS domain, '' AS category, 'reported' AS basis, 'final' AS status, * FROM (VALUES
              ('1400Q4', 101, 'statement'), ('1402', 100, 'office_file')) AS t (period, value, evidence_grade);
        """)
    versions.OPEN.remember(PublishedVersion(folder, 1, {}))
    return View(Address("glance", Language("fa")), Tables(str(folder), 1))


@pytest.mark.parametrize(
    ("grades", "value"), [(["office_file", "statement"], 100), (["statement", "office_file"], 101)]
)
def test_the_published_order_of_grades_says_which_value_stands(tmp_path: Path, grades: list[str], value: int) -> None:
    found = indicators.principal(published(tmp_path, grades), "craft_fields")
    assert found is not None and found["value"] == value


def test_a_grade_of_no_list_comes_last(tmp_path: Path) -> None:
    found = indicators.principal(published(tmp_path, ["statement"]), "craft_fields")
    assert found is not None and found["value"] == 101


def with_targets(folder: Path, targets: str) -> View:
    """Return a look at exports of the province and one county with adopted ``targets``: id, area, due, over, state."""
    with duckdb.connect(str(folder / DATABASE)) as made:
        made.execute(f"""
            CREATE TABLE codes AS SELECT 'bases' AS list, 'customs' AS code,
              'گمرکی' AS title_fa, 'customs' AS title_en, 1 AS sort;
            CREATE TABLE areas AS SELECT * FROM (VALUES ('08', 'province', 'IR'), ('0806', 'county', '08'))
              AS t (area_code, kind, parent_code);
            CREATE TABLE indicators AS SELECT 'exports' AS indicator_id, 'flow' AS kind;
            CREATE TABLE indicator_values AS SELECT 'exports' AS indicator_id, area_code, 'crafts' AS domain,
              '' AS category, 'customs' AS basis, 'final' AS status, 'office_file' AS evidence_grade, period, value,
              CASE WHEN period LIKE '%Q%' THEN 'Q' ELSE 'A' END AS frequency
              FROM (VALUES ('08', '1404', 900), ('08', '1404Q4', 30), ('0806', '1404', 100), ('0806', '1404Q4', 9))
                AS t (area_code, period, value);
            CREATE TABLE told AS SELECT * FROM (VALUES {targets})
              AS t (target_id, area_code, target_period, is_over, status);
            CREATE TABLE targets AS SELECT target_id, 'exports' AS indicator_id, area_code, target_period FROM told;
            CREATE TABLE target_progress AS SELECT target_id, 'customs' AS basis, '1404' AS period,
              target_period, is_over, status, 0 AS age_months FROM told;
            CREATE TABLE commission_status AS SELECT 'exports' AS indicator_id, area_code, 'crafts' AS domain,
              '' AS category, status, target_id FROM told;
        """)
    versions.OPEN.remember(PublishedVersion(folder, 1, {}))
    return View(Address("glance", Language("fa")), Tables(str(folder), 1))


@pytest.mark.parametrize(
    ("targets", "area", "target"),
    [
        ("('T', '0806', '1407', false, 'on_track')", "0806", "T"),  # the county's figure beside the county's target
        ("('T', '08', '1407', false, 'on_track'), ('C', '0806', '1405', false, 'behind')", "08", "T"),
    ],
)
def test_a_headline_speaks_of_the_area_of_its_target(tmp_path: Path, targets: str, area: str, target: str) -> None:
    view = with_targets(tmp_path, targets)
    row = indicators.principal(view, "exports")
    assert row is not None and (row["area_code"], row["period"]) == (area, "1404"), (
        "the year, as its target is of a year"
    )
    found = indicators.adopted_target(view, row)
    assert found is not None and (found["target_id"], found["area_code"]) == (target, area)


def test_the_target_that_is_shown_is_the_one_that_gives_the_state(tmp_path: Path) -> None:
    view = with_targets(tmp_path, "('M', '08', '1400', true, 'missed')")
    row = indicators.principal(view, "exports")
    assert row is not None and indicators.commission_status(view, row) == "missed"
    assert (indicators.progress(view, row) or {})["target_id"] == "M"


@pytest.mark.parametrize(("language", "word", "age"), [("fa", "مهلت‌گذشته", "ماه پیش"), ("en", "Missed", "months ago")])
def test_a_missed_target_has_a_word_a_mark_and_its_age(tmp_path: Path, language: str, word: str, age: str) -> None:
    view = with_targets(tmp_path, "('M', '08', '1400', true, 'missed')")
    view = View(Address("glance", Language(language)), view.tables)
    row = {"basis": "register"}
    old = statuses.standing_words(view, row, {"period": "1400", "age_months": 56, "basis": "register"})
    line = str(statuses.status_line(view, "missed", old))
    assert word in line and "nq-mark-missed" in line and age in line
    assert statuses.standing_words(view, row, {"period": "1405Q2", "age_months": 0, "basis": "register"}) is None


@pytest.mark.parametrize(("language", "words"), [("fa", "بر مبنای «گمرکی»"), ("en", "by basis “Customs”")])
def test_a_figure_of_another_basis_has_the_state_of_its_target_with_that_basis(
    tmp_path: Path, language: str, words: str
) -> None:
    """The statement is shown first, the target is assessed on customs: «no target set» would not be true."""
    view = with_targets(tmp_path, "('T', '08', '1407', false, 'behind')")
    view = View(Address("glance", Language(language)), view.tables)
    row = {**dict(indicators.principal(view, "exports") or {}), "basis": "reported"}
    assert indicators.commission_status(view, row) == "behind"
    assert indicators.adopted_target(view, row) is None, "the path of another basis is not drawn over it"
    assert words in str(statuses.standing_words(view, row, indicators.assessed(view, row)))


class Units:
    """Tables that know two units and nothing else."""

    def lookup(self, table: str, key: str) -> dict[str, dict[str, str]]:
        return {"usd_per_kg": {"title_fa": "دلار بر کیلوگرم", "title_en": "US dollars a kilogram"}}

    def rows(self, sql: str, *values: object) -> tuple[dict[str, object], ...]:
        return ()


@pytest.mark.parametrize(
    ("code", "points", "unit_value"),
    [
        ("fa", "+۱۲٫۵ واحد درصد", "+۲٫۵ دلار بر کیلوگرم (+۲۰ درصد)"),
        ("en", "+12.5 percentage points", "+2.5 US dollars a kilogram (+20%)"),
    ],
)
def test_shares_move_in_points_and_unit_values_in_their_unit(
    code: Literal["fa", "en"], points: str, unit_value: str
) -> None:
    view = View(Address("glance", Language(code)), cast("Tables", Units()))

    def said(change: str, unit: str, relative: str | None) -> str:
        row = {"change": Decimal(change), "change_unit": unit, "relative": relative and Decimal(relative)}
        return re.sub("[\u2066-\u2069]", "", differences.signed_change(view, row))

    assert said("12.5", "percentage_points", None) == points
    assert said("2.5", "usd_per_kg", "0.2") == unit_value


def line(*periods: str, status: str = "final") -> list[dict[str, object]]:
    return [{"period": period, "value": 1, "status": status, "value_id": period} for period in periods]


def test_a_series_is_broken_where_periods_are_missing() -> None:
    found = indicators.with_gaps(line("1401Q3", "1401Q4", "1402Q3", "1402Q4"))
    assert [(row["period"], row["value"]) for row in found] == [
        ("1401Q3", 1),
        ("1401Q4", 1),
        ("1402Q1", None),
        ("1402Q3", 1),
        ("1402Q4", 1),
    ]
    assert indicators.with_gaps(line("1400", "1401", "1402")) == line("1400", "1401", "1402")


def test_a_small_line_draws_no_stroke_over_a_gap_and_shows_what_stands_alone() -> None:
    view = View(Address("glance", Language("fa")), cast("Tables", Units()))
    drawn = unquote(str(sparkline(view, indicators.with_gaps(line("1398", "1399", "1401", "1403", "1404")))))
    assert (drawn.count("M"), drawn.count("L")) == (3, 2)
    assert drawn.count("nq-spark-point") == 2, "the first, and 1401, which stands alone"
    assert drawn.count("nq-spark-last") == 1
    assert drawn.count("nq-spark-gap") == 2, "1400 and 1402"


def test_a_series_of_quarters_that_is_told_once_a_year_has_no_gap() -> None:
    view = View(Address("glance", Language("fa")), cast("Tables", Units()))
    drawn = unquote(str(sparkline(view, indicators.with_gaps(line("1400Q4", "1401Q4", "1402Q4")))))
    assert "nq-spark-gap" not in drawn and drawn.count("L") == 2
    drawn = unquote(str(sparkline(view, indicators.with_gaps(line("1400Q4", "1401Q4", "1403Q4")))))
    assert drawn.count("nq-spark-gap") == 2, "a year is missing: then the quarters are too"


def told(unit: str, **values: float) -> list[dict[str, object]]:
    return [
        {"period": year.removeprefix("y"), "value": value, "status": "final", "unit": unit, "indicator_id": "one"}
        for year, value in values.items()
    ]


def goal(value: float) -> dict[str, object]:
    return {"target_id": "T", "target_value": value, "target_period": "1410", "path": "linear"}


@pytest.mark.parametrize(
    ("rows", "target", "drawn"),
    [
        (told("persons", y1400=100, y1401=200), 2000, True),
        (told("persons", y1400=100, y1401=200), 2300, False),
        (told("share", y1400=0.70, y1401=0.72), 0.9, True),
        (told("share", y1400=0.01, y1401=0.02), 0.9, False),
    ],
)
def test_a_target_far_beyond_what_was_told_is_written_and_not_drawn(rows: Any, target: float, drawn: bool) -> None:
    view = View(Address("glance", Language("fa")), cast("Tables", Units()))
    assert ("nq-spark-goal" in str(sparkline(view, rows, goal(target)))) is drawn


def test_a_count_is_drawn_from_zero_and_a_share_on_its_own_range() -> None:
    view = View(Address("glance", Language("fa")), cast("Tables", Units()))
    tops = [
        float(re.findall(r"nq-spark-point. style=.left:[\d.]+%;top:([\d.]+)%", str(sparkline(view, rows)))[0])
        for rows in (told("persons", y1400=90, y1401=100), told("share", y1400=0.5, y1401=0.9))
    ]
    assert tops[0] < 25 and tops[1] > 85


class Kinds:
    """Tables that know of what kind indicators are."""

    def lookup(self, table: str, key: str) -> dict[str, dict[str, str]]:
        return {kind: {"kind": kind} for kind in ("flow", "ratio", "stock", "cumulative")}


@pytest.mark.parametrize(
    ("kind", "frequency", "period", "may"),
    [
        ("flow", "Q", "1407", False),
        ("flow", "A", "1407", True),
        ("flow", "Q", "1407Q4", True),
        ("flow", "A", "1407Q4", False),
        ("ratio", "Q", "1407", False),
        ("stock", "Q", "1407", True),
        ("cumulative", "Q", "1407", True),
    ],
)
def test_a_quarter_never_stands_beside_the_target_of_a_year(kind: str, frequency: str, period: str, may: bool) -> None:
    view = View(Address("glance", Language("fa")), cast("Tables", Kinds()))
    assert indicators.is_of_its_length(view, {"indicator_id": kind, "frequency": frequency}, period) is may
