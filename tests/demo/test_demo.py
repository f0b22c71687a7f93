"""The demonstration workspace: repeatable, complete, consistent with the contracts, nobody real in it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import duckdb
import pytest
import yaml
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.contracts import load_contracts
from pipelines.demo import calendar, stories
from pipelines.demo.catalogue import SUPPLIERS
from pipelines.demo.place import place_of
from pipelines.demo.population import INVENTED_PREFIXES, families
from pipelines.demo.register import register_csv
from pipelines.demo.workspace import NotEmpty, generate, places
from pipelines.demo.world import World
from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.normalise.identifiers import is_legal_id, is_national_id

SEED, ROWS, MESS = 11, 2_000, 0.03


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    generate(Workspace(folder), models_dir(), ROWS, SEED, MESS)
    return folder


def ask(query: str) -> list[tuple]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    generate(Workspace(tmp_path), models_dir(), ROWS, SEED, MESS)
    assert hashes(tmp_path) == hashes(made)


@pytest.mark.slow
def test_another_seed_gives_other_files(made: Path, tmp_path: Path) -> None:
    generate(Workspace(tmp_path), models_dir(), ROWS, SEED + 1, MESS)
    one, other = hashes(made / "raw/licences"), hashes(tmp_path / "raw/licences")
    assert not {h for n, h in one.items() if n[-5:] != ".yaml"} & {h for n, h in other.items() if n[-5:] != ".yaml"}


@pytest.mark.slow
def test_every_feed_with_a_contract_is_delivered(made: Path) -> None:
    assert set(SUPPLIERS) <= set(load_contracts(models_dir()))
    assert {p.name for p in (made / "raw").iterdir()} == set(SUPPLIERS)


@pytest.mark.slow
def test_every_office_delivers_every_period_unless_it_is_silent(made: Path) -> None:
    world = World(models_dir(), SEED, ROWS, MESS)
    for feed, office, period in places(world):
        files = [p for p in (made / "raw" / feed).glob(f"{period}-{office}/*") if p.suffix != ".yaml"]
        occasional = world.contracts[feed].cadence == "occasional"
        assert len(files) == 1 or (occasional and not files), (feed, office, period)


@pytest.mark.slow
def test_a_silent_office_has_no_file_and_no_zero(made: Path) -> None:
    for office, period in stories.SILENT:
        assert not list((made / "raw").glob(f"*/{period}-{office}"))
    told = ask(f"SELECT DISTINCT office, period FROM '{made}/truth/deliveries.parquet'")
    assert not stories.SILENT & set(told)


@pytest.mark.slow
def test_every_file_says_that_it_is_synthetic(made: Path) -> None:
    for path in (p for p in (made / "raw").rglob("*") if p.is_file() and p.suffix != ".yaml"):
        note = yaml.safe_load(path.with_name(path.name + ".source.yaml").read_text("utf-8"))
        assert note["synthetic"] is True
        assert "ساختگی" in note["document"]["fa"]
        assert note["received_on"] > "2021"


@pytest.mark.slow
@pytest.mark.parametrize("feed", sorted(SUPPLIERS))
def test_the_truth_obeys_the_contract(made: Path, feed: str) -> None:
    contract = load_contracts(models_dir())[feed]
    truth = f"'{made}/truth/{feed}.parquet'"
    for rule in contract.rules:
        if rule.severity == "quarantine":
            broken = ask(f"SELECT count(*) FROM {truth} WHERE NOT coalesce({rule.expression}, true)")
            assert broken == [(0,)], rule.rule_id
    for column in contract.columns:
        if column.required:
            assert ask(f'SELECT count(*) FROM {truth} WHERE "{column.name}" IS NULL') == [(0,)], column.name
        for bound, sign in ((column.minimum, "<"), (column.maximum, ">")):
            if bound is not None:
                assert ask(f'SELECT count(*) FROM {truth} WHERE "{column.name}" {sign} {bound}') == [(0,)], column.name
    if contract.duplicates == "quarantine":
        keys = ", ".join(f'"{k}"' for k in contract.key)
        assert ask(f"SELECT 1 FROM {truth} GROUP BY raw_path, {keys} HAVING count(*) > 1 LIMIT 1") == []


@pytest.mark.slow
def test_rows_of_the_truth_and_of_the_deliveries_agree(made: Path) -> None:
    counted = " UNION ALL ".join(f"SELECT raw_path FROM '{made}/truth/{feed}.parquet'" for feed in SUPPLIERS)
    wrong = ask(
        f"""
        SELECT d.raw_path, d.rows_data - d.rows_bad, count(t.raw_path) FROM '{made}/truth/deliveries.parquet' AS d
        LEFT JOIN ({counted}) AS t USING (raw_path) GROUP BY ALL HAVING d.rows_data - d.rows_bad <> count(t.raw_path)
        """
    )
    assert wrong == []


@pytest.mark.slow
def test_mess_is_as_much_as_was_asked_for(made: Path) -> None:
    cells = sum(
        ask(f"SELECT count(*) * {len(load_contracts(models_dir())[f].columns)} FROM '{made}/truth/{f}.parquet'")[0][0]
        for f in SUPPLIERS
    )
    planted = ask(f"SELECT count(*) FROM '{made}/truth/planted.parquet' WHERE expected_answer = 'normalise'")[0][0]
    assert 0.4 * MESS < planted / cells < 1.2 * MESS  # columns that an office leaves out have no cells


@pytest.mark.slow
def test_no_file_has_more_errors_than_make_it_wait(made: Path) -> None:
    assert ask(f"SELECT count(*) FROM '{made}/truth/deliveries.parquet' WHERE rows_bad > rows_data * 0.04") == [(0,)]
    assert ask(f"SELECT sum(rows_bad) > 5 FROM '{made}/truth/deliveries.parquet'") == [(True,)]


@pytest.mark.slow
def test_nobody_is_real(made: Path) -> None:
    people = ask(f"SELECT DISTINCT national_id, full_name, last_name, phone FROM '{made}/truth/artisans.parquet'")
    assert people
    invented = families(place_of(models_dir()))
    for national_id, full_name, last_name, phone in people:
        assert is_national_id(national_id)
        assert national_id.startswith(INVENTED_PREFIXES)
        assert any(family in (full_name or last_name) for family in invented)
        assert phone is None or phone.startswith("0900000")
    assert all(is_legal_id(i) for (i,) in ask(f"SELECT DISTINCT legal_id FROM '{made}/truth/cooperatives.parquet'"))


# --- stories ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> World:
    return World(models_dir(), SEED, 4_000_000, MESS)


def test_licences_end_in_a_peak_in_1405(large: World) -> None:
    ends: dict[int, int] = {}
    for quarter in calendar.quarters():
        supply = SUPPLIERS["licences"](large, "heritage", quarter)
        assert supply is not None
        for frame in supply.frames:
            for event, day in zip(frame["event"].to_pylist(), frame["expires_on"].to_pylist(), strict=True):
                if event in ("issued", "renewed"):
                    year = calendar.parts((day - date(1970, 1, 1)).days)[0]
                    ends[year] = ends.get(year, 0) + 1
    assert max(ends, key=lambda year: ends[year]) == 1405
    assert ends[1405] > 2 * ends[1404]


def test_licences_pick_up_after_1403() -> None:
    quarters, told = calendar.quarters(), place_of(models_dir()).told.registers.crafts.new_licences
    before = [stories.new_licences(told, q) for q, name in enumerate(quarters) if "1401" <= name < "1403"]
    after = [stories.new_licences(told, q) for q, name in enumerate(quarters) if name >= "1404"]
    assert min(after) > 2 * max(before)


def test_a_full_world_has_the_real_totals() -> None:
    from pipelines.demo.licences import Licences
    from pipelines.demo.population import Population

    world = World(models_dir(), SEED, 5_000_000, MESS)
    real = {"crafts": (70_000, 15_000), "carpet": (72_000, 50_500)}  # of the minutes
    for domain in ("crafts", "carpet"):
        population = Population(world, domain)
        size, (persons, licensed) = int(population.sizes[0]), real[domain]
        assert size == pytest.approx(persons * world.scale, rel=0.001)
        assert Licences(population).issued_until(0) / size == pytest.approx(licensed / persons, rel=0.001)


@pytest.mark.slow
def test_credit_is_partly_moved_to_tourism(made: Path) -> None:
    moved = ask(
        f"SELECT budget_year, counterpart_domain FROM '{made}/truth/credit_allocations.parquet'"
        " WHERE transaction_kind = 'reallocated' ORDER BY 1"
    )
    assert moved == [(1400, "tourism"), (1402, "tourism")]


@pytest.mark.slow
def test_a_bank_is_silent_for_a_quarter(made: Path) -> None:
    quarters = ask(
        f"SELECT DISTINCT d.period FROM '{made}/truth/credit_applications.parquet' AS c"
        f" JOIN '{made}/truth/deliveries.parquet' AS d USING (raw_path)"
        f" WHERE c.agent_bank = '{stories.SILENT_BANK}' AND d.period IN ('1403Q1', '1403Q2', '1403Q3')"
    )
    assert {q for (q,) in quarters} == {"1403Q1", "1403Q3"}


@pytest.mark.slow
def test_exports_leave_through_other_offices(made: Path) -> None:
    inside, all_ = ask(
        f"SELECT sum(value_usd) FILTER (customs_office IN (SELECT office_code FROM '{models_dir()}/reference/"
        f"customs_offices.csv' WHERE province_code = '08')), sum(value_usd) FROM '{made}/truth/exports.parquet'"
    )[0]
    assert 0 < inside < all_ / 1_000
    assert ask(f"SELECT count(*) > 100 FROM '{made}/truth/suitcase_exports.parquet'") == [(True,)]


@pytest.mark.slow
def test_two_offices_contradict_each_other_and_a_secretariat_is_vacant(made: Path) -> None:
    told = ask(
        f"SELECT DISTINCT d.office, value FROM '{made}/truth/reported_figures.parquet' AS f"
        f" JOIN '{made}/truth/deliveries.parquet' AS d USING (raw_path)"
        " WHERE indicator = 'exports_usd' AND as_of = '1403'"
    )
    assert len({office for office, _ in told}) == 2 == len({value for _, value in told})
    assert ask(
        f"SELECT count(*) > 0 FROM '{made}/truth/secretariats.parquet' WHERE state = 'vacant' AND area = 'city-ravar'"
    ) == [(True,)]


@pytest.mark.slow
def test_promises_end_kept_and_overdue_and_reports_come_late(made: Path) -> None:
    states = ask(
        f"SELECT state, count(*) FROM '{made}/truth/commitments.parquet' WHERE raw_path LIKE '%/1405Q2-%' GROUP BY 1"
    )
    assert {"kept", "overdue"} <= {state for state, _ in states}
    late = ask(f"SELECT count(*) FROM '{made}/truth/annual_reports.parquet' WHERE submitted_on > due_on")
    assert late[0][0] > 0


# --- the command, and one large register -------------------------------------------------------------------------


def test_demo_never_writes_among_deliveries(tmp_path: Path) -> None:
    (tmp_path / "raw" / "exports").mkdir(parents=True)
    with pytest.raises(NotEmpty):
        generate(Workspace(tmp_path), models_dir(), 1_000, 1)


def test_the_command_refuses_sizes_that_it_cannot_make(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--workspace", str(tmp_path), "--rows", "10"])
    assert result.exit_code == 1
    assert "from 1,000 to 10,000,000" in str(result.exception)
    assert not (tmp_path / "raw").exists()


@pytest.mark.parametrize("feed", ["artisans", "licences"])
def test_one_large_register(tmp_path: Path, feed: str) -> None:
    facts = register_csv(tmp_path / "large.csv", models_dir(), 3_000, 5, MESS, feed=feed, truth=tmp_path / "truth")  # type: ignore[arg-type]
    assert facts.rows == 3_000
    assert 0 < facts.bad < 100
    lines = (tmp_path / "large.csv").read_text("utf-8").splitlines()
    assert len(lines) == 3_001
    loaded = ask(f"SELECT count(*), count(DISTINCT national_id) FROM '{tmp_path}/truth/{feed}.parquet'")
    assert loaded == [(3_000 - facts.bad, 3_000 - facts.bad)]
