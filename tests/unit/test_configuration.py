"""What files of models/ may say: each kind of fault has its sentence, and all of them are told at once."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from pipelines.analysis.comparison_rules import comparison_rules
from pipelines.analysis.cross_figures import cross_figure_rules
from pipelines.analysis.discrepancies.rules import discrepancy_rules
from pipelines.analysis.readiness import check_readiness
from pipelines.analysis.scenarios import scenario_rules
from pipelines.configuration import ConfigurationError
from pipelines.configuration.analysis_rules import CommitmentsFile, RequirementsFile
from pipelines.configuration.rules import read_rules
from pipelines.configuration.schemas import write_schemas
from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.governance import Governance
from pipelines.modelling import core_models, indicators, public_tables
from pipelines.modelling.sqlfile import read_sql_file
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.non_data.words import TotalRules
from tests.spoiling import spoil

MODELS = PROJECT_ROOT / "models"


@pytest.fixture
def models(models_copy: Path) -> Path:
    """The copy of the project's models that a test may spoil."""
    return models_copy


def faults(read, models: Path) -> list[str]:
    with pytest.raises(ConfigurationError) as refused:
        read(models)
    return list(refused.value.faults)


# --- indicators ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("unit: persons", "unit: person", "unit: 'person' is no unit; did you mean persons?"),
        ("unit: persons", "unit: furlongs", "unit: 'furlongs' is no unit; there is "),
        ("theme: artisans", "theme: artisan", "theme: 'artisan' is no theme; did you mean artisans?"),
        ("owner: heritage", "owner: heritage_office", "owner: 'heritage_office' is no office"),
        ("kind: stock", "kind: stocks", "kind: 'stocks' is none of stock, flow, cumulative, ratio, rank, index"),
        ("direction: up", "direction: upwards", "direction: 'upwards' is none of up, down, none"),
        ("decimals: 0", "decimals: none", "decimals: a whole number is expected, not 'none'"),
        ("decimals: 0", "decimals: true", "decimals: a whole number is expected, not True"),
        ("decimals: 0", "decimal: 0", "decimal: unknown key; did you mean decimals?"),
        ("decimals: 0", "decimals: 0\ncolour: green", "colour: unknown key; there is balance, blank, caveat, "),
        ("decimals: 0", "decimals: 0\ndisclosure: {non: counted}", "disclosure.non: unknown key; did you mean none?"),
        ("{register: province", "{registers: province", "rollup.registers: unknown key; did you mean reg"),
        ("{register: province", "{register: village", "rollup.register: village is not possible"),
        ("title:\n  fa:", "title:\n  farsi:", "title.fa: is missing"),
        ("title:\n  fa:", "title:\n  farsi:", "title.farsi: unknown key; there is en, fa"),
        ("id: artisans\n", "id: artisan\n", "id: 'artisan' where the file is called artisans"),
    ],
)
def test_each_fault_of_an_indicator_has_its_sentence(models: Path, old: str, new: str, told: str) -> None:
    spoil(models, "indicators/artisans.sql", old, new)
    found = faults(indicators, models)
    assert any(f.startswith(f"models/indicators/artisans.sql: {told}") for f in found), found


def test_an_empty_text_is_named_with_its_language(models: Path) -> None:
    spoil(models, "indicators/commitments.sql", "kind: stock", "kind: stock\ncaveat: {fa: '', en: Beware}")
    assert faults(indicators, models) == [
        "models/indicators/commitments.sql: caveat.fa: a text is expected, and it is empty"
    ]


def test_a_key_that_stands_twice_is_told_with_its_line(models: Path) -> None:
    spoil(models, "indicators/artisans.sql", "unit: persons", "unit: persons\nunit: items")
    line = (models / "indicators" / "artisans.sql").read_text("utf-8").splitlines().index("unit: items") + 1
    assert faults(indicators, models) == [
        f"models/indicators/artisans.sql: line {line}: this is no YAML: the key 'unit' stands twice"
    ]


def test_the_faults_of_all_files_are_told_together(models: Path) -> None:
    spoil(models, "indicators/artisans.sql", "unit: persons", "unit: person")
    spoil(models, "indicators/artisans.sql", "theme: artisans", "theme: artisan")
    spoil(models, "indicators/exports_usd.sql", "owner: customs", "owner: custom")
    spoil(models, "indicators/weavers.sql", "/*---", "/*--")
    found = faults(indicators, models)
    assert [f.split(": ")[:2] for f in found] == [
        ["models/indicators/artisans.sql", "unit"],
        ["models/indicators/artisans.sql", "theme"],
        ["models/indicators/exports_usd.sql", "owner"],
        ["models/indicators/weavers.sql", "it must begin with a header between /*--- and ---*/"],
    ]


def test_a_header_that_is_no_yaml_is_told_with_its_line(models: Path) -> None:
    spoil(models, "indicators/artisans.sql", "unit: persons", "unit: [persons")
    line = (MODELS / "indicators" / "artisans.sql").read_text("utf-8").splitlines().index("unit: persons") + 1
    [told] = faults(indicators, models)
    # The parser notices the open bracket in the line after it.
    assert told.startswith(f"models/indicators/artisans.sql: line {line + 1}: this is no YAML: ")


def test_a_query_that_cannot_be_read_is_told_with_its_line(models: Path) -> None:
    path = models / "core" / "targets.sql"
    path.write_text(path.read_text("utf-8").replace("FROM core.target_versions", "FROM (core.target_versions"))
    last = len(path.read_text("utf-8").rstrip().splitlines())
    [told] = faults(core_models, models)
    assert told.startswith("models/core/targets.sql: line ") and "the query cannot be read" in told
    assert last - 1 <= int(told.split("line ")[1].split(":")[0]) <= last


def test_where_a_folder_has_no_list_every_word_passes(models: Path) -> None:
    for name in ("codes.csv", "units.csv"):
        (models / "reference" / name).unlink()
    spoil(models, "indicators/artisans.sql", "unit: persons", "unit: furlongs")
    assert {i.unit for i in indicators(models)} > {"furlongs"}


def test_a_word_that_a_list_learns_is_known_at_once(models: Path) -> None:
    spoil(models, "indicators/artisans.sql", "unit: persons", "unit: furlongs")
    assert len(faults(indicators, models)) == 1
    with (models / "reference" / "units.csv").open("a", encoding="utf-8") as units:
        units.write("furlongs,فرلانگ,furlongs,,furlongs,1,no\n")
    assert {i.unit for i in indicators(models)} > {"furlongs"}


# --- core and public tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "read", "old", "new", "told"),
    [
        ("core/targets.sql", core_models, "grain: one", "grains: one", "grain: is missing"),
        ("core/target_versions.sql", core_models, "  basis_fa: VARCHAR, Why this value, in Persian", "  basis_fa: ~",
         "columns.basis_fa: no core table that is read has it"),
        ("public/warnings.sql", public_tables, "state: warning_states", "state: warning_state",
         "codes.state: 'warning_state' is no code list; did you mean warning_states?"),
        ("public/warnings.sql", public_tables, "  state: warning_states", "  states: warning_states",
         "codes: 'states' is no column of the table; did you mean state?"),
        ("public/warnings.sql", public_tables, "key: [warning_id,", "key: [warnings_id,",
         "key: 'warnings_id' is no column of the table; did you mean warning_id?"),
        ("public/warnings.sql", public_tables, "optional: [value,", "optional: [values,",
         "optional: 'values' is no column of the table; did you mean value?"),
        ("public/quarters.sql", public_tables, "  days: Days\n", "  days: ~\n",
         "columns.days: nothing says what it means"),
    ],
)  # fmt: skip
def test_each_fault_of_a_table_has_its_sentence(models: Path, name: str, read, old, new, told: str) -> None:
    spoil(models, name, old, new)
    found = faults(read, models)
    assert any(f.startswith(f"models/{name}: {told}") for f in found), found


# --- contracts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind, value: place}", "kind, value: plac}", "kind: 'plac' is none of text, integer, "),
        ("codes, value: genders}", "codes, value: gender}", "codes: 'gender' is no code list; did you mean genders?"),
        ("value: genders}", "value: genders}\n          - {property: unit, value: persns}",
         "unit: 'persns' is no unit; did you mean persons?"),
        ("property: areaKinds, value: [county", "property: areaKinds, value: [shire",
         "areaKinds[1]: 'shire' is none of country, province, county, city"),
        ("property: areaKinds", "property: areaKind", "areaKind: unknown key; did you mean areaKinds?"),
        ("property: toldBy, value: [title, sheet]", "property: toldBy, value: title",
         "toldBy: a list is expected, not 'title'"),
        ("{property: codes, value: genders}", "{property: ignore, value: x}",
         "codes: a column of the kind code needs its list"),
        ("{property: kind, value: place}",
         "{property: kind, value: place}\n          - {property: codes, value: genders}",
         "codes: the kind place has no list"),
        ("{property: kind, value: place}", "{property: kind, value: place}\n          - {property: kind, value: text}",
         "kind: stands twice"),
        ("{property: kind, value: place}",
         "{property: kind, value: place}\n          - {property: readFrom, value: {column: nowhere}}",
         "readFrom.column: 'nowhere' is no column of the feed"),
    ],
)  # fmt: skip
def test_each_fault_of_a_column_has_its_sentence(models: Path, old: str, new: str, told: str) -> None:
    spoil(models, "feeds/artisans.odcs.yaml", old, new)
    found = faults(load_contracts, models)
    expected = re.compile(rf"models/feeds/artisans\.odcs\.yaml: properties\.\w+\.{re.escape(told)}")
    assert any(expected.match(f) for f in found), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ownerOffice, value: heritage", "ownerOffice, value: heritag",
         "ownerOffice: 'heritag' is no office; did you mean heritage?"),
        ("cadence, value: quarterly", "cadence, value: quaterly",
         "cadence: 'quaterly' is no cadence; did you mean quarterly?"),
        ("deliveryKind, value: snapshot", "deliveryKind, value: snapshots",
         "deliveryKind: 'snapshots' is none of snapshot, events, statements; did you mean snapshot?"),
        ("containsPersons, value: true", "containsPersons, value: often",
         "containsPersons: true or false is expected, not 'often'"),
        ("containsPersons,", "containPersons,", "containPersons: unknown key; did you mean containsPersons?"),
        ("deliveryKind, value: snapshot", "deliveryKind, value: snapshot}\n  - {property: periodColumn, value: nowhere",
         "periodColumn: 'nowhere' is no column of the feed"),
    ],
)  # fmt: skip
def test_each_fault_of_a_feed_has_its_sentence(models: Path, old: str, new: str, told: str) -> None:
    spoil(models, "feeds/artisans.odcs.yaml", old, new)
    found = faults(load_contracts, models)
    assert any(f.startswith(f"models/feeds/artisans.odcs.yaml: {told}") for f in found), found


def test_a_rule_names_columns_that_there_are_and_speaks_both_languages(models: Path) -> None:
    path = models / "feeds" / "artisans.odcs.yaml"
    contract = yaml.safe_load(path.read_text("utf-8"))
    rule = next(q for q in contract["schema"][0]["quality"] if q.get("engine") == "naqsheh")
    rule["implementation"]["columns"] = [*rule["implementation"]["columns"], "nowhere"]
    path.write_text(yaml.safe_dump(contract, allow_unicode=True), "utf-8")
    where = f"models/feeds/artisans.odcs.yaml: quality.{rule['id']}"
    assert faults(load_contracts, models) == [f"{where}.columns: 'nowhere' is no column of the feed"]
    rule["customProperties"] = [p for p in rule["customProperties"] if p["property"] != "messageFa"]
    rule["implementation"]["expresion"] = rule["implementation"].pop("expression")
    path.write_text(yaml.safe_dump(contract, allow_unicode=True), "utf-8")
    assert set(faults(load_contracts, models)) == {
        f"{where}.expression: is missing", f"{where}.messageFa: is missing",
        f"{where}.expresion: unknown key; did you mean expression?",
    }  # fmt: skip


def test_the_faults_of_all_contracts_are_told_together(models: Path) -> None:
    spoil(models, "feeds/artisans.odcs.yaml", "value: genders}", "value: gender}")
    spoil(models, "feeds/outlets.odcs.yaml", "apiVersion: v3.1.0", "apiVersion: v3.1.0\ncolour: green")
    spoil(
        models,
        "feeds/licences.odcs.yaml",
        "{property: kind, value: place}",
        "{property: kind, value: [place}",
    )
    names = [f.split(":")[0] for f in faults(load_contracts, models)]
    assert list(dict.fromkeys(names)) == [
        "models/feeds/artisans.odcs.yaml", "models/feeds/licences.odcs.yaml", "models/feeds/outlets.odcs.yaml",
    ]  # fmt: skip


# --- rules ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "read", "old", "new", "told"),
    [
        ("holds", Governance.load, "jump_factor:\n  value: 8", "jump_factor:\n  value: eight",
         "jump_factor.value: "),
        ("holds", Governance.load, "feed: exports", "feed: export", "steady_ratios[1].feed: 'export' is no feed"),
        ("freshness", Governance.load, "grace_days: 7", "grace_days: -7", "cadences.weekly.grace_days: "),
        ("evidence", Governance.load, "exports: customs", "exports: custom", "feeds.exports: 'custom' is no grade"),
        ("layouts", LayoutRules.load, "copied_rows:", "copied_row:",
         "copied_row: unknown key; did you mean copied_rows?"),
        ("totals", TotalRules.load, "  share: [", "  shares: [", "words.shares: 'shares' is none of"),
        ("totals", TotalRules.load, "  share: [", "  memo2: [", "words.memo2: 'memo2' is none of"),
        ("comparisons", comparison_rules, "artisans: {crafts: artisans", "artisans: {craft: artisans",
         "per_artisan.artisans.craft: 'craft' is no domain; did you mean crafts?"),
        ("comparisons", comparison_rules, "credit_uptake", "credit_uptaken",
         "rankings.shares_of_amounts[1]: 'credit_uptaken' is no indicator; did you mean credit_uptake?"),
        ("cross_figures", cross_figure_rules, "part: {indicator: artisans_licensed}", "parts: [{indicator: artisans}]",
         "rules.licensed_among_artisans.part: is missing"),
        ("discrepancies", discrepancy_rules, "{marked: partial_period}", "{marked: part_of_period}",
         "causes.partial_period.when.marked: 'part_of_period' is not among the marks"),
        ("discrepancies", discrepancy_rules, "unlike: domain", "unlike: colour",
         "causes.scope_of_domain.when.unlike: 'colour' is none of"),
        ("scenarios", scenario_rules, 'area: "08"', 'area: "8"', "scenarios.licence_coverage.area: '8' is no area"),
        ("scenarios", scenario_rules, "[{pace: artisans_licensed}", "[{pace: artisans_licensed, assumed: 1}",
         "scenarios.licence_coverage.drivers.new_per_month.default[1]: one source is expected"),
        ("readiness", check_readiness, "at_least: 1, known_by: area}", "at_least: 1, known_by: arena}",
         "criteria.national_registration.measured_from.known_by: 'arena' is none of area, table, rows"),
    ],
)  # fmt: skip
def test_each_fault_of_rules_has_its_sentence(models: Path, name: str, read, old, new, told: str) -> None:
    spoil(models, f"rules/{name}.yaml", old, new)
    found = faults(read, models)
    assert any(f.startswith(f"models/rules/{name}.yaml: {told}") for f in found), found


@pytest.mark.parametrize(
    ("name", "read", "place"),
    [
        ("totals", TotalRules.load, "words.memo"),
        ("commitments", partial(read_rules, kind=CommitmentsFile), "transitions.withdrawn"),
        ("commitments", partial(read_rules, kind=CommitmentsFile), "states.kept"),
    ],
)
def test_a_key_that_the_code_asks_for_is_missed(models: Path, name: str, read, place: str) -> None:
    path = models / "rules" / f"{name}.yaml"
    said = yaml.safe_load(path.read_text("utf-8"))
    part, key = place.split(".")
    del said[part][key]
    path.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    assert faults(read, models) == [f"models/rules/{name}.yaml: {place}: is missing"]


def test_spaces_around_a_part_of_a_sentence_stay() -> None:
    assert read_rules(MODELS, RequirementsFile).sentences["month_only"]["fa"].startswith(" ")


#: The layers of models whose headers have a schema, and where their files lie.
LAYERS = {"core": "*.sql", "indicators": "*.sql", "derived": "*/*.sql", "public": "*.sql"}


# --- schemas for editors -------------------------------------------------------------------------------------------


def test_schemas_hold_the_words_of_the_models_and_accept_what_is_there(tmp_path: Path) -> None:
    written = {path.name: json.loads(path.read_text("utf-8")) for path in write_schemas(MODELS, tmp_path)}
    rules = {path.stem for path in (MODELS / "rules").glob("*.yaml")}
    headers = {f"{layer}.header.schema.json" for layer in LAYERS}
    others = {f"{name}.schema.json" for name in ("place", "demo", "correction", "source_note")}
    assert set(written) == headers | others | {f"rules.{name}.schema.json" for name in rules}
    assert "persons" in written["indicators.header.schema.json"]["properties"]["unit"]["enum"]
    for name in rules:
        document = yaml.safe_load((MODELS / "rules" / f"{name}.yaml").read_text("utf-8"))
        schema = jsonschema_rs.validator_for(written[f"rules.{name}.schema.json"])
        assert [str(e) for e in schema.iter_errors(document)] == [], name
    assert not jsonschema_rs.validator_for(written["indicators.header.schema.json"]).is_valid({"unit": "furlongs"})


def test_the_schema_of_the_demonstration_knows_its_words(tmp_path: Path) -> None:
    write_schemas(MODELS, tmp_path)
    schema = jsonschema_rs.validator_for(json.loads((tmp_path / "demo.schema.json").read_text("utf-8")))
    said = json.loads(
        json.dumps(yaml.safe_load((MODELS / "demo.yaml").read_text("utf-8")))
    )  # years as JSON writes keys
    assert [str(e) for e in schema.iter_errors(said)] == []
    for wrong in (
        {"capital": "0808"},
        {"unknown_places_fa": []},
        {"courses": [{"title_fa": "مسگری", "craft": "copper"}]},
    ):
        assert not schema.is_valid(said | wrong), wrong


def test_the_schema_of_a_source_note_knows_its_words(tmp_path: Path) -> None:
    write_schemas(MODELS, tmp_path)
    schema = jsonschema_rs.validator_for(json.loads((tmp_path / "source_note.schema.json").read_text("utf-8")))
    note = {"office": "customs", "period": 1402, "received_on": "1405/09/02", "document": {"fa": "نامه"}, "terms": None}
    assert [str(e) for e in schema.iter_errors(note)] == []
    for wrong in ({"office": "costoms"}, {"grade": "rumour"}, {"colour": "green"}, {"synthetic": "yes"}):
        assert not schema.is_valid(wrong), wrong


def test_the_schema_of_a_correction_asks_for_all_of_it(tmp_path: Path) -> None:
    write_schemas(MODELS, tmp_path)
    schema = jsonschema_rs.validator_for(json.loads((tmp_path / "correction.schema.json").read_text("utf-8")))
    text = {"fa": "نامه", "en": "Letter"}
    given = {"id": "a", "feed": "exports", "column": "value_usd", "old": 200, "new": None, "told_on": "2026-11-23"}
    given |= {"delivery": {"office": "customs", "period": 1402}, "cell": {"match": {"hs_code": 57011000}}}
    given |= {"reason": text, "provider": text, "document": text}
    assert [str(e) for e in schema.iter_errors(given)] == []
    assert not schema.is_valid({**given, "feed": "export"})
    assert not schema.is_valid({key: value for key, value in given.items() if key != "new"})


def test_schemas_accept_every_header_and_no_branch_that_there_is_not(tmp_path: Path) -> None:
    write_schemas(MODELS, tmp_path)
    for layer, pattern in LAYERS.items():
        schema = json.loads((tmp_path / f"{layer}.header.schema.json").read_text("utf-8"))
        validator = jsonschema_rs.validator_for(schema)
        for path in (MODELS / layer).glob(pattern):
            head = read_sql_file(path, may_be_empty=True).header
            assert [str(e) for e in validator.iter_errors(head)] == [], path.stem
            if layer == "indicators":
                for asked in ({"stated": {"colour": "x"}}, {"zeros": {"gaps": "final"}}, {"statd": True}):
                    assert not validator.is_valid(head | asked)


def test_the_models_of_the_project_pass() -> None:
    assert core_models(MODELS) and indicators(MODELS) and public_tables(MODELS) and load_contracts(MODELS)
