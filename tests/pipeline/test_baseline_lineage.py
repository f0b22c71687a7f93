"""Every figure of the real baseline leads to its rows and feeds, every table of the file is checked and documented."""

from __future__ import annotations

import pytest


def test_every_value_has_rows(published) -> None:
    rows = published.query(
        "SELECT v.indicator_id, v.period FROM indicator_values v"
        " WHERE NOT EXISTS (SELECT 1 FROM lineage l WHERE l.value_id = v.value_id)"
    )
    assert rows.empty, rows


def test_every_value_is_the_sum_of_its_rows(published) -> None:
    rows = published.query(
        "SELECT v.value_id FROM indicator_values v JOIN (SELECT value_id, sum(contribution) AS total FROM lineage"
        " WHERE part = 'numerator' GROUP BY 1) l ON l.value_id = v.value_id"
        " WHERE v.numerator IS NOT NULL AND l.total <> v.numerator"
    )
    assert rows.empty, rows


def test_every_row_of_lineage_can_be_opened(published) -> None:
    rows = published.query(
        "SELECT l.row_id FROM lineage l LEFT JOIN source_rows s ON s.row_id = l.row_id"
        " WHERE l.row_number IS NOT NULL AND s.row_id IS NULL"
    )
    assert rows.empty, rows


def test_rows_read_are_loaded_quarantined_or_no_data(published) -> None:
    rows = published.query("SELECT * FROM deliveries")
    assert (rows["rows_read"] == rows["rows_loaded"] + rows["rows_quarantined"] + rows["rows_non_data"]).all()
    assert rows["reconciled"].all() and set(rows["state"]) == {"published"}
    assert (rows["rows_quarantined"] == 0).all()
    customs = rows[rows["feed"] == "exports"].iloc[0]
    assert (customs["rows_loaded"], float(customs["stated_total_difference"])) == (744, 0)


def test_every_expectation_held(published) -> None:
    rows = published.query("SELECT subject, expectation, severity FROM expectation_results WHERE NOT success")
    assert set(rows["severity"]) <= {"warning"}, rows
    assert published.query("SELECT count(*) AS n FROM expectation_results")["n"][0] > 100


def test_tables_and_columns_are_documented_in_the_file(published) -> None:
    rows = published.query(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    )
    assert rows.empty, rows
    assert published.query("SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL").empty


@pytest.mark.parametrize(
    ("indicator", "behind", "read_as_well"),
    [
        ("artisans_licensed", "reported_figures", {"licences", "training"}),  # no list of licences has come
        ("credit_uptake", "credit_allocations", {"credit_applications", "artisans"}),
        ("exports_usd", "exports, reported_figures", set()),
        ("training_courses", "", {"training"}),  # no value, so nothing is behind it
    ],
)
def test_feeds_behind_values_are_told_apart_from_feeds_that_are_read(
    published, indicator, behind, read_as_well
) -> None:
    found = published.query("SELECT * FROM indicators WHERE indicator_id = ?", (indicator,)).iloc[0]
    assert found["source_feeds"] == behind
    assert read_as_well <= set(found["possible_feeds"].split(", ")) - set(behind.split(", "))


def test_feeds_behind_values_are_those_of_their_lineage(published) -> None:
    traced = published.query(
        "SELECT v.indicator_id, string_agg(DISTINCT d.feed, ', ' ORDER BY d.feed) AS feeds FROM lineage l"
        " JOIN indicator_values v USING (value_id) JOIN deliveries d USING (delivery_id) GROUP BY v.indicator_id"
    )
    told = published.query("SELECT * FROM indicators").set_index("indicator_id")
    assert len(traced) > 40
    assert dict(zip(traced["indicator_id"], traced["feeds"], strict=True)) == dict(
        told["source_feeds"][told["source_feeds"] != ""]
    )
    assert all(
        set(r["source_feeds"].split(", ")) - {""} <= set(r["possible_feeds"].split(", ")) for _, r in told.iterrows()
    )
