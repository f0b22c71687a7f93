"""``naqsheh check``: queries are tried on empty tables, and the faults of all files are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.pipeline.checking import check_models, read_configuration
from tests.spoiling import spoil

MODELS = PROJECT_ROOT / "models"
LAYERS = ("core/*.sql", "indicators/*.sql", "derived/*/*.sql", "public/*.sql")


@pytest.fixture
def models(models_copy: Path) -> Path:
    """The copy of the project's models that a test may spoil."""
    return models_copy


def line_of(path: Path, text: str) -> int:
    """Return the number of the first line that holds a text."""
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


def test_every_query_of_the_project_finds_its_columns() -> None:
    found = check_models(MODELS)
    assert (found.faults, found.untried) == ([], [])
    assert found.queries == sum(len(list(MODELS.glob(files))) for files in LAYERS)


def test_a_column_that_is_not_there_is_told_with_its_line_and_what_there_is(models: Path) -> None:
    path = spoil(
        models,
        "indicators/cooperative_capital.sql",
        "FROM core.cooperatives AS c\n",
        "FROM core.cooperatives AS c\nWHERE c.stat = 'active' AND true OR\n",
    )
    text = path.read_text("utf-8").replace(" OR\nWHERE", " AND", 1)
    path.write_text(text, "utf-8")
    [fault] = check_models(models, path).faults
    line = line_of(path, "c.stat =")
    assert fault.startswith(f"models/indicators/cooperative_capital.sql: line {line}: Binder Error: ")
    assert '"stat"' in fault and '"state"' in fault


def test_a_table_that_is_not_there_is_told_with_what_is_like_it(models: Path) -> None:
    path = spoil(models, "core/target_versions.sql", "FROM clean.targets", "FROM clean.target")
    [fault] = check_models(models, path).faults
    assert fault.startswith(f"models/core/target_versions.sql: line {line_of(path, 'clean.target')}: Catalog Error: ")
    assert "targets" in fault.split("Did you mean")[1]


def test_queries_behind_a_fault_are_named_and_not_blamed(models: Path) -> None:
    spoil(models, "core/target_versions.sql", "FROM clean.targets", "FROM clean.target")
    spoil(models, "indicators/bazaars.sql", "FROM core.outlets", "FROM core.outlet")
    found = check_models(models)
    assert [fault.split(":")[0] for fault in found.faults] == [
        "models/core/target_versions.sql",
        "models/indicators/bazaars.sql",
    ]
    assert {"models/core/targets.sql", "models/public/indicator_values.sql"} <= set(found.untried)
    assert "models/public/areas.sql" not in found.untried, "it reads nothing that is wrong"


def test_only_what_a_file_needs_is_looked_at(models: Path) -> None:
    spoil(models, "indicators/bazaars.sql", "FROM core.outlets", "FROM core.outlet")
    chosen = models / "indicators" / "weavers.sql"
    found = check_models(models, chosen)
    assert found.faults == [] and 1 < found.queries < 20


def test_a_query_that_builds_other_columns_than_its_header_says(models: Path) -> None:
    core = spoil(models, "core/persons.sql", "  person_id: ", "  persons_id: ")
    assert check_models(models, core).faults == [
        "models/core/persons.sql: columns.persons_id: the query builds no such column; did you mean person_id?",
        "models/core/persons.sql: columns: the query builds person_id, of which the header says nothing",
    ]
    public = spoil(models, "public/quarters.sql", "SELECT period, jalali_year,", "SELECT jalali_year, period,")
    [fault] = check_models(models, public).faults
    assert fault.startswith("models/public/quarters.sql: columns: the query builds them in another order: jalali_year")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("DOUBLE, ", "the query builds DECIMAL(38,9) and the header says DOUBLE"),
        ("", "a type, a comma and what the column means are expected, as in: VARCHAR, the area"),
    ],
)
def test_a_core_table_has_the_types_of_its_header(models: Path, kind: str, told: str) -> None:
    path = spoil(models, "core/target_versions.sql", "  target_value: DECIMAL(38,9), ", f"  target_value: {kind}")
    assert check_models(models, path).faults == [f"models/core/target_versions.sql: columns.target_value: {told}"]


def test_a_public_table_of_something_derived_is_tried_too(models: Path) -> None:
    path = spoil(
        models,
        "public/warning_history.sql",
        "SELECT warning_id, scheme",
        "SELECT warning_id, scheem AS scheme",
    )
    [fault] = check_models(models, path).faults
    assert fault.startswith(f"models/public/warning_history.sql: line {line_of(path, 'scheem')}: Binder Error: ")


MEASURED = "derived/values/measured.sql"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            MEASURED,
            "  qualifier: VARCHAR, ",
            "  qualifier: BIGINT, ",
            "columns.qualifier: the query builds VARCHAR and the header says BIGINT",
        ),
        (
            MEASURED,
            "  qualifier: VARCHAR, exact, about, more_than …\n",
            "  qualifier: Unit\n",
            "columns.qualifier: a type, a comma and what the column means are expected",
        ),
        (
            # A column that no other table takes over from this one: else they would be told instead.
            "derived/exports/export_concentration.sql",
            "  parts: BIGINT, Parts with a value above zero\n",
            "",
            "columns: the query builds parts, of which the header says nothing",
        ),
        (MEASURED, "name: measured", "name: measurd", "name: 'measurd' where the file is called measured"),
        (
            "derived/values/counted.sql",
            "disclosure.smallest_published",
            "disclosure.smallest",
            "rules: disclosure.smallest is no value",
        ),
        (
            "derived/values/levels.sql",
            "definitions.levels",
            "definitions.levls",
            "function: there is no pipelines.analysis.definitions.levls",
        ),
        (
            "public/lineage.sql",
            "from: derived.lineage",
            "from: derived.linage",
            "from: derived.linage is no derived or core table; did you mean derived.lineage?",
        ),
        (
            "public/lineage.sql",
            "key: [value_id, ",
            "key: [value, ",
            "columns.value: derived.lineage has no such column; did you mean value_id?",
        ),
    ],
)
def test_a_header_of_a_derived_or_public_table_is_held_to_its_table(
    models: Path, file: str, old: str, new: str, told: str
) -> None:
    path = spoil(models, file, old, new)
    found = check_models(models, path).faults
    assert [fault for fault in found if fault.startswith(f"models/{file}: {told}")], found
    assert len(found) == 1


@pytest.mark.parametrize(("branch", "table"), [("stated", "core.statements"), ("zeros", "core.licence_counties")])
def test_a_fault_of_a_shared_branch_is_told_once_in_its_file(models: Path, branch: str, table: str) -> None:
    path = spoil(models, f"indicators/branches/{branch}.sql", f"FROM {table}", f"FROM {table}_of_nobody")
    where = f"models/indicators/branches/{branch}.sql: line {line_of(path, '_of_nobody')}: Catalog Error: "
    for chosen in (path, None, models / "indicators" / "licences_valid.sql"):
        found = check_models(models, chosen).faults
        assert len(found) == (0 if branch == "stated" and chosen and chosen != path else 1), found
        assert all(fault.startswith(where) for fault in found)


def test_a_shared_branch_is_tried_in_the_indicators_that_ask_for_it(models: Path) -> None:
    found = check_models(models, models / "indicators" / "branches" / "zeros.sql")
    asking = [p for p in (models / "indicators").glob("*.sql") if "\nzeros: " in p.read_text("utf-8")]
    assert found.faults == [] and len(asking) < found.queries < 60


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("unit: persons", "unit: [persons", "line 18: this is no YAML: "),
        ("unit: persons\n", "", "unit: is missing"),
        ("decimals: 0", "decimals: 0\nstatd: true", "statd: unknown key; did you mean stated?"),
    ],
)
def test_a_header_that_contracts_look_into_is_told_once_and_stops_nothing(
    models: Path, old: str, new: str, told: str
) -> None:
    spoil(models, "indicators/artisans.sql", old, new)
    spoil(models, "rules/status.yaml", "on_track:", "on_trak:")
    found = read_configuration(models).faults
    assert [f for f in found if "status.yaml" not in f] == [
        next(f for f in found if f.startswith(f"models/indicators/artisans.sql: {told}"))
    ]
    assert any("on_trak" in f for f in found)


def test_a_header_of_a_shared_branch_is_read_strictly(models: Path) -> None:
    spoil(models, "indicators/branches/stated.sql", "parameters:\n", "parameterz:\n")
    spoil(models, "indicators/branches/zeros.sql", "gaps: [provisional]", "gaps: provisional")
    assert read_configuration(models).faults == [
        "models/indicators/branches/stated.sql: parameters: is missing",
        "models/indicators/branches/stated.sql: parameterz: unknown key; did you mean parameters?",
        "models/indicators/branches/zeros.sql: values.gaps: a list is expected, not 'provisional'",
    ]


def test_a_correction_is_told_with_its_file_and_not_for_a_contract_with_a_fault(models: Path) -> None:
    (models / "corrections").mkdir()
    for name in ("one", "two"):
        (models / "corrections" / f"{name}.yaml").write_text(f"id: {name}\nfeed: artisans\n", "utf-8")
    found = check_models(models, models / "corrections" / "two.yaml").faults
    assert {f.split(": ")[0] for f in found} == {"models/corrections/two.yaml"}
    assert len(read_configuration(models).faults) == 2 * len(found)
    spoil(models, "feeds/artisans.odcs.yaml", "apiVersion: v3.1.0", "apiVersion: v2.0.0")
    assert {f.split(":")[0] for f in read_configuration(models).faults} == {"models/feeds/artisans.odcs.yaml"}


def test_faults_of_every_kind_of_file_are_told_together(models: Path) -> None:
    spoil(models, "indicators/artisans.sql", "unit: persons", "unit: person")
    spoil(models, "core/targets.sql", "grain: one", "grains: one")
    spoil(models, "public/quarters.sql", "key: [period]", "key: [periods]")
    spoil(models, "rules/status.yaml", "on_track:", "on_trak:")
    spoil(models, "rules/holds.yaml", "why:", "reason:")
    spoil(models, "feeds/artisans.odcs.yaml", "apiVersion: v3.1.0", "apiVersion: v2.0.0")
    told = {fault.split(":")[0].split("/")[-1] for fault in read_configuration(models).faults}
    assert told == {
        "artisans.sql",
        "targets.sql",
        "quarters.sql",
        "status.yaml",
        "holds.yaml",
        "artisans.odcs.yaml",
    }


@pytest.mark.parametrize("path", sorted((MODELS / "rules").glob("*.yaml")), ids=lambda p: p.stem)
def test_no_file_of_rules_takes_a_key_that_nothing_reads(models: Path, path: Path) -> None:
    spoiled = models / "rules" / path.name
    spoiled.write_text(spoiled.read_text("utf-8") + "\nnobody_reads_this: 1\n", "utf-8")
    found = read_configuration(models).faults
    assert len(found) == 1 and path.name in found[0] and "nobody_reads_this" in found[0], found


# --- the command ---------------------------------------------------------------------------------------------------


def test_the_command_tells_each_fault_and_fails(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQSHEH_MODELS", str(models))
    spoil(models, "indicators/artisans.sql", "unit: persons", "unit: person")
    spoil(models, "indicators/weavers.sql", "theme: carpet", "theme: carpets")
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 1
    assert "models/indicators/artisans.sql: unit: 'person' is no unit; did you mean persons?" in done.stderr
    assert "models/indicators/weavers.sql: theme: 'carpets' is no theme" in done.stderr
    assert "2 faults in 2 files." in done.stderr


def test_the_command_is_content_with_a_file_that_is_right(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQSHEH_MODELS", str(models))
    done = CliRunner().invoke(app, ["check", str(models / "rules" / "status.yaml")])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "nothing is wrong" in done.stdout


def test_a_file_of_another_folder_is_refused(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQSHEH_MODELS", str(models))
    stray = tmp_path / "stray.sql"
    stray.write_text("SELECT 1", "utf-8")
    done = CliRunner().invoke(app, ["check", str(stray)])
    assert done.exit_code == 1 and "is no file of" in done.stderr


@pytest.mark.parametrize("name", ["messages.yaml", "reference/codes.csv"])
def test_a_file_that_is_not_checked_is_not_called_right(
    models: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("NAQSHEH_MODELS", str(models))
    done = CliRunner().invoke(app, ["check", str(models / name)])
    assert done.exit_code == 1 and "is not checked by itself" in done.stderr


def test_a_meaning_without_persian_is_told_where_it_stands(models: Path) -> None:
    file = "derived/exports/export_concentration.sql"
    spoil(models, file, "Parts with a value above zero", "Parts that have a value")
    (untold, unused) = check_models(models).faults
    assert untold.startswith(
        "models/public/export_concentration.sql: columns.parts: 'Parts that have a value' has no Pers"
    )
    assert unused.startswith("models/reference/meanings.csv: no published table means 'Parts with a value above zero'")
    assert check_models(models, models / "public" / "export_concentration.sql").faults == [untold]
    assert check_models(models, models / "public" / "exports.sql").faults == []
