"""The great acceptance test: an invented workspace is built, and every published row is the true one.

Clean tables equal the truth, every published value equals its recomputation in pandas, every planted error is answered
by its rule, no clean row is in quarantine, and rows in are rows loaded, quarantined and recognised as no data.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from pipelines.cleaning import CleanedDelivery, Pseudonyms
from pipelines.cleaning.violations import violations_path
from pipelines.contracts import load_contracts
from pipelines.demo.workspace import generate
from pipelines.foundation.period import Period
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace, models_dir
from pipelines.intake.ledger import Delivery, Ledger
from pipelines.published import PublishedDatabase, resolve_current
from tests.demo.comparison import compare, deliveries, sidecar
from tests.demo.recomputation import headlines
from tests.demo.recomputation.coverage import compare_coverage
from tests.demo.recomputation.red_list import compare_red_list
from tests.demo.recomputation.targets import compare_states
from tests.demo.recomputation.themes import compare_all
from tests.demo.recomputation.truth import Truth
from tests.pipeline.tracing import faults, sample

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("demo_built"))
    generate(workspace, models_dir(), 3_000, 21)
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "build", "--workspace", str(workspace.root)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=3_600,
        check=False,
    )
    assert done.returncode == 2, done.stderr[-2_000:]  # published, with the deliveries that are meant to wait
    return workspace


@pytest.fixture(scope="module")
def registered(built: Workspace) -> dict[str, Delivery]:
    ledger = Ledger(built.ledger)
    try:
        return {str(Path(d.path)): d for d in ledger.all()}
    finally:
        ledger.close()


@pytest.fixture(scope="module")
def published(built: Workspace) -> dict[str, dict[str, Any]]:
    with duckdb.connect(str(built.current / "roadmap.duckdb"), read_only=True) as connection:
        found = connection.sql("SELECT * FROM deliveries").to_arrow_table().to_pylist()
    return {row["delivery_id"]: row for row in found}


def opened(built: Workspace) -> PublishedDatabase:
    version = resolve_current(built.curated)
    assert version is not None
    return PublishedDatabase.open(version)


def delivery_of(registered: dict[str, Delivery], raw_path: str) -> Delivery:
    return next(d for path, d in registered.items() if path.endswith(raw_path.removeprefix("raw/")))


def test_every_delivery_ends_as_it_must(
    built: Workspace, registered: dict[str, Delivery], published: dict[str, dict[str, Any]]
) -> None:
    wrong = []
    for told in deliveries(built.root):
        state = published[delivery_of(registered, told["raw_path"]).delivery_id]["state"]
        if state != told["expected_state"]:
            wrong.append(f"{told['raw_path']} ({told['story']}): {state}, must be {told['expected_state']}")
    assert not wrong, "\n".join(wrong)


def test_clean_tables_equal_the_truth(
    built: Workspace, registered: dict[str, Delivery], published: dict[str, dict[str, Any]]
) -> None:
    contracts, pseudonyms = load_contracts(models_dir()), Pseudonyms.of_workspace(built.keys)
    wrong, compared = [], 0
    for told in deliveries(built.root):
        delivery = delivery_of(registered, told["raw_path"])
        if published[delivery.delivery_id]["state"] != "published":
            continue
        clean = built.clean / f"{delivery.delivery_id}.parquet"
        cleaned = CleanedDelivery.from_json(sidecar(clean)["cleaned"])
        found = compare(built.root, contracts[told["feed"]], told, clean, violations_path(clean), cleaned, pseudonyms)
        compared += 1
        wrong += [f"{told['raw_path']}: {difference}" for difference in found.differences]
    assert compared > 250
    assert not wrong, "\n".join(wrong[:40])


def test_every_row_is_accounted_for(built: Workspace, published: dict[str, dict[str, Any]]) -> None:
    for row in published.values():
        if row["state"] == "published":
            counted = row["rows_loaded"] + row["rows_quarantined"] + row["rows_non_data"]
            assert row["rows_read"] == counted, row["delivery_id"]


def test_what_is_published_says_that_it_is_synthetic(built: Workspace) -> None:
    with duckdb.connect(str(built.current / "roadmap.duckdb"), read_only=True) as connection:
        marked = connection.execute(
            "SELECT bool_and(is_synthetic), count(*) FROM indicator_values WHERE status IN ('final', 'provisional')"
        ).fetchone()
    assert marked is not None
    assert marked[0] is True
    assert marked[1] > 1_000


def test_no_identifier_is_published(built: Workspace) -> None:
    """A person of the truth, as a canary: neither identifier nor family name stands in a public file."""
    with duckdb.connect() as connection:
        national_id, phone = connection.execute(
            f"SELECT national_id, phone FROM '{built.root}/truth/artisans.parquet' WHERE phone IS NOT NULL LIMIT 1"
        ).fetchone() or ("", "")
    for path in built.current.resolve().rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert national_id.encode() not in content, path
            assert phone.encode() not in content, path


def test_a_comparison_can_fail(built: Workspace, registered: dict[str, Delivery], tmp_path: Path) -> None:
    """The comparison is worth something: a changed cell, a lost row and a wrong count are seen."""
    told = next(d for d in deliveries(built.root) if d["feed"] == "outlets" and d["period"] == "1405Q2")
    clean = built.clean / f"{delivery_of(registered, told['raw_path']).delivery_id}.parquet"
    shutil.copy(violations_path(clean), tmp_path / "c.violations.parquet")
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * REPLACE ('x' AS name) FROM '{clean}' LIMIT 2) TO '{tmp_path}/c.parquet' (FORMAT parquet)"
        )
    cleaned = SimpleNamespace(rows_loaded=2, rows_quarantined=0, rows_non_data=0, totals=[])
    found = compare(
        built.root,
        load_contracts(models_dir())["outlets"],
        told,
        tmp_path / "c.parquet",
        tmp_path / "c.violations.parquet",
        cleaned,
        Pseudonyms.of_workspace(built.keys),
    )
    assert any("'name'" in d for d in found.differences)
    assert any("missing" in d or "must be" in d for d in found.differences)


# --- every published value once more --------------------------------------------------------------------


def test_every_published_value_is_the_recomputed_one(built: Workspace) -> None:
    compared, differing, left = compare_all(built.root / "truth", built.current / "roadmap.duckdb")
    assert not differing, "\n".join(differing[:20])
    assert not left, "published and not computed"
    assert sum(compared.values()) > 20_000 and len(compared) >= 80


def test_the_state_of_every_target_is_the_recomputed_one(built: Workspace) -> None:
    with duckdb.connect(str(built.current / "roadmap.duckdb"), read_only=True) as database:
        compared, differing = compare_states(database)
    assert not differing, "\n".join(differing)
    assert compared >= 7


def test_every_headline_is_the_one_that_the_words_of_its_rule_give(built: Workspace) -> None:
    several, differing = headlines.differences(built.current / "roadmap.duckdb")
    assert not differing, "\n".join(differing[:20])
    assert several > 5


def test_the_craft_red_list_is_the_recomputed_one(built: Workspace) -> None:
    with duckdb.connect(str(built.current / "roadmap.duckdb"), read_only=True) as database:
        compared, differing = compare_red_list(Truth(built.root / "truth"), database)
    assert not differing, "\n".join(differing)
    assert compared > 50


def test_the_coverage_of_registers_is_the_recomputed_one(built: Workspace) -> None:
    with duckdb.connect(str(built.current / "roadmap.duckdb"), read_only=True) as database:
        compared, differing = compare_coverage(database)
    assert not differing, "\n".join(differing)
    assert compared > 20


def test_one_row_more_is_found(built: Workspace, tmp_path: Path) -> None:
    """The comparison can fail: a workshop that nobody delivered makes several values differ."""
    truth = tmp_path / "truth"
    shutil.copytree(built.root / "truth", truth)
    with duckdb.connect() as connection:
        table = truth / "workshops.parquet"
        connection.execute(
            f"COPY (SELECT * FROM '{table}' UNION ALL (SELECT * REPLACE (999999 AS row_number) FROM '{table}'"
            f" WHERE state = 'active' ORDER BY raw_path DESC, row_number LIMIT 1)) TO '{tmp_path}/w.parquet'"
        )
    shutil.move(tmp_path / "w.parquet", table)
    _, differing, _ = compare_all(truth, built.current / "roadmap.duckdb")
    assert {fault.split()[0] for fault in differing} >= {"workshops", "workshops_licensed_share"}


def test_random_values_are_what_their_rows_give(built: Workspace) -> None:
    with (
        opened(built) as database,
        duckdb.connect(str(built.work_database), read_only=True) as restricted,
    ):
        values = sample(database, seed=1405)
        assert len(values) == 200
        assert not [fault for value in values for fault in faults(value, restricted)]


def test_every_forecast_that_is_shown_is_borne_out_by_its_own_back_test(built: Workspace) -> None:
    with opened(built) as database:
        shown = database.rows(
            "SELECT f.series_id, f.coverage80, f.coverage95, f.tests, f.sentence_fa, f.sentence_en, "
            "s.coverage80 AS scored80, s.coverage95 AS scored95 FROM forecast_series f "
            "JOIN forecast_scores s ON s.series_id = f.series_id AND s.is_chosen WHERE f.state = 'forecast'"
        )
        silent = database.rows(
            "SELECT series_id FROM forecast_series WHERE (state = 'forecast') <> (series_id IN (SELECT series_id "
            "FROM forecasts)) OR (state = 'forecast') <> (coverage80 IS NOT NULL) "
            "OR sentence_fa = '' OR sentence_en = ''"
        )
    assert shown, "nothing is forecast, so this says nothing"
    for row in shown:
        tenth = Decimal("0.1")
        assert abs(row["coverage80"] - Decimal("0.8")) <= tenth, row
        assert abs(row["coverage95"] - Decimal("0.95")) <= tenth, row
        assert (row["coverage80"], row["coverage95"]) == (row["scored80"], row["scored95"]), row
        told = f"{round(row['coverage80'] * row['tests'])} of {row['tests']} values"
        assert told in row["sentence_en"].replace("\u2066", "").replace("\u2069", ""), row
    assert silent == []


def test_nothing_that_is_over_is_to_come(built: Workspace) -> None:
    with opened(built) as database:
        (built_on,) = (row["day"] for row in database.rows("SELECT built_at::DATE AS day FROM release"))
        told = database.rows("SELECT period FROM forecasts UNION ALL SELECT period FROM scenarios")
        chances = database.rows("SELECT target_period AS period FROM forecast_targets WHERE state = 'forecast'")
    assert told and chances
    assert [row for row in [*told, *chances] if Period.parse(row["period"]).days[1] < built_on] == []


def test_a_lever_stands_where_it_was_measured(built: Workspace) -> None:
    """Licences a month once more: the newest sum less that of four quarters before, by twelve months."""
    with opened(built) as database:
        levers = database.rows(
            "SELECT DISTINCT d.default_value, d.source, s.basis FROM scenario_drivers d "
            "JOIN scenarios s USING (scenario_id) "
            "WHERE d.scenario_id = 'licence_coverage' AND d.driver_id = 'new_per_month'"
        )
        (lever,) = levers
        values = database.rows(
            "SELECT period, value FROM indicator_values WHERE indicator_id = 'artisans_licensed' AND area_code = '08' "
            "AND domain = 'crafts' AND breakdown = '' AND category = '' AND frequency = 'Q' AND value IS NOT NULL "
            f"AND basis = '{lever['basis']}' ORDER BY period"
        )
    by_place = {Period.parse(row["period"]).place: row["value"] for row in values}
    last = max(by_place)
    # Where fewer than four quarters may be told, the first of them.
    since = max((place for place in by_place if place <= last - 4), default=min(by_place))
    pace = (by_place[last] - by_place[since]) / ((last - since) * 3)
    assert lever["source"] == "pace" and lever["default_value"] == pace.quantize(Decimal("0.000000001"))
