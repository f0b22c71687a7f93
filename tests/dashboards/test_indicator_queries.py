"""Which value stands for an indicator: where evidence differs, the order of the published grades decides."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboards.address import Address
from dashboards.components import statuses
from dashboards.data import indicators, versions
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
            CREATE TABLE indicator_values AS SELECT 'craft_fields' AS indicator_id, '08' AS area_code, 'crafts' AS domain,
              '' AS category, 'reported' AS basis, 'final' AS status, * FROM (VALUES
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
    """Return a look at exports of the province and of one county, with adopted ``targets``: id, area, due, over, state."""
    with duckdb.connect(str(folder / DATABASE)) as made:
        made.execute(f"""
            CREATE TABLE codes (list VARCHAR, code VARCHAR, sort INTEGER);
            CREATE TABLE areas AS SELECT * FROM (VALUES ('08', 'province'), ('0806', 'county')) AS t (area_code, kind);
            CREATE TABLE indicator_values AS SELECT 'exports' AS indicator_id, area_code, 'crafts' AS domain, '' AS category,
              'customs' AS basis, 'final' AS status, 'office_file' AS evidence_grade, period, value
              FROM (VALUES ('08', '1404', 900), ('08', '1404Q4', 30), ('0806', '1404', 100), ('0806', '1404Q4', 9))
                AS t (area_code, period, value);
            CREATE TABLE told AS SELECT * FROM (VALUES {targets}) AS t (target_id, area_code, target_period, is_over, status);
            CREATE TABLE targets AS SELECT target_id, 'exports' AS indicator_id, area_code, target_period FROM told;
            CREATE TABLE target_progress AS SELECT target_id, 'customs' AS basis, '1404' AS period, target_period, is_over, status
              FROM told;
            CREATE TABLE commission_status AS SELECT 'exports' AS indicator_id, area_code, 'crafts' AS domain, '' AS category,
              status, target_id FROM told;
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


@pytest.mark.parametrize(("language", "word", "age"), [("fa", "نرسیده", "ماه پیش"), ("en", "Missed", "months ago")])
def test_a_missed_target_has_a_word_a_mark_and_its_age(tmp_path: Path, language: str, word: str, age: str) -> None:
    view = with_targets(tmp_path, "('M', '08', '1400', true, 'missed')")
    view = View(Address("glance", Language(language)), view.tables)
    old = statuses.age_words(view, {"period": "1400", "age_months": 56})
    line = str(statuses.status_line(view, "missed", old))
    assert word in line and "nq-mark-missed" in line and age in line
    assert statuses.age_words(view, {"period": "1405Q2", "age_months": 0}) is None
