"""Which value stands for an indicator: where evidence differs, the order of the published grades decides."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboards.address import Address
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
            CREATE TABLE target_progress (indicator_id VARCHAR, area_code VARCHAR, domain VARCHAR, category VARCHAR,
              decision_state VARCHAR, basis VARCHAR, target_period VARCHAR, target_id VARCHAR);
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
