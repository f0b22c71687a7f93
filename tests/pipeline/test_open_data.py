"""Open data of a period: tables with a codebook, a valid Data Package, a catalogue record, the same bytes twice."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from pipelines.exporting.content import DATA_FILES
from pipelines.exporting.open_data import read_words
from pipelines.exporting.open_data.identity import knowledge_key
from pipelines.foundation.workspace import PROJECT_ROOT, models_dir
from pipelines.published import PublishedDatabase, PublishedVersion
from tests.pipeline.open_data_fixture import altered, write

PERIOD = "1400Q4"


@pytest.fixture(scope="module")
def opened(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("open_data")
    write(version, PERIOD, out)
    return out


@pytest.fixture(scope="module")
def package(opened: Path) -> dict[str, Any]:
    return dict(json.loads((opened / "datapackage.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def record(opened: Path) -> dict[str, Any]:
    return dict(json.loads((opened / "metadata.jsonld").read_text("utf-8")))


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def problems(package: Path) -> list[list[Any]]:
    """What the reference implementation finds wrong with a package."""
    with system.use_context(trusted=True):
        report = Package(str(package)).validate()
    assert len(report.tasks) > 10 or not report.valid
    return list(report.flatten(["name", "rowNumber", "fieldName", "type"]))


# --- the folder -------------------------------------------------------------------------------------------


def test_every_table_is_there_twice_with_codebook_sdmx_and_descriptions(opened: Path) -> None:
    tables = {f"{name}{suffix}" for name in DATA_FILES for suffix in (".csv", ".parquet")}
    sdmx = {f"naqsheh-{PERIOD}-sdmx-{v}-{what}.xml" for v in ("2.1", "3.0") for what in ("structure", "data")}
    other = {"codebook.csv", "datapackage.json", "metadata.jsonld", f"naqsheh-{PERIOD}-sdmx-csv-2.0.csv"}
    assert {path.name for path in opened.iterdir()} == tables | sdmx | other


def test_two_runs_give_the_same_bytes(opened: Path, version: PublishedVersion, tmp_path: Path) -> None:
    files = write(version, PERIOD, tmp_path / "again")
    assert {path.name for path in files} == {path.name for path in opened.iterdir()}
    for path in files:
        assert path.read_bytes() == (opened / path.name).read_bytes(), path.name


def test_a_rebuild_of_the_same_knowledge_gives_the_same_bytes(
    opened: Path, version: PublishedVersion, tmp_path: Path
) -> None:
    rebuilt = altered(version, tmp_path / "9")
    with duckdb.connect(str(rebuilt.database)) as db:
        db.execute("UPDATE release SET version = 9, built_at = '2030-01-01', as_known_at = '2030-01-01'")
    for path in write(rebuilt, PERIOD, tmp_path / "out"):
        assert path.read_bytes() == (opened / path.name).read_bytes(), path.name


def test_invented_data_are_told_in_every_name_and_in_every_description(
    version: PublishedVersion, tmp_path: Path
) -> None:
    invented = altered(version, tmp_path / "1", ("craft_fields", "is_synthetic = true"))
    files = {path.name: path for path in write(invented, PERIOD, tmp_path / "out")}
    assert {name for name in files if not name.startswith("demonstration-")} == {"datapackage.json", "metadata.jsonld"}
    package = json.loads(files["datapackage.json"].read_text("utf-8"))
    assert package["is_synthetic"] is True
    assert "ساختگی" in package["descriptions"]["fa"] and "invented" in package["descriptions"]["en"]
    record = json.loads(files["metadata.jsonld"].read_text("utf-8"))
    assert record["naqsheh:isSynthetic"] is True
    metadata = pq.read_schema(files["demonstration-units.parquet"]).metadata
    assert metadata[b"is_synthetic"] == b"true"
    for version_ in ("2.1", "3.0"):
        for what in ("structure", "data"):
            text = files[f"demonstration-naqsheh-{PERIOD}-sdmx-{version_}-{what}.xml"].read_text("utf-8")
            assert "<mes:Test>true</mes:Test>" in text
    assert problems(files["datapackage.json"]) == []


def test_an_invented_row_of_any_table_makes_it_a_demonstration(version: PublishedVersion, tmp_path: Path) -> None:
    invented = altered(version, tmp_path / "1")
    with duckdb.connect(str(invented.database)) as db:
        db.execute(
            "UPDATE craft_cities SET is_synthetic = true WHERE city_id = (SELECT min(city_id) FROM craft_cities)"
        )
    assert "demonstration-units.csv" in {path.name for path in write(invented, PERIOD, tmp_path / "out")}


# --- codebook and Parquet ---------------------------------------------------------------------------------


def test_the_codebook_tells_every_column_of_every_table(opened: Path) -> None:
    told = {(row["table"], row["column"]): row for row in csv_rows(opened / "codebook.csv")}
    for name in DATA_FILES:
        header = (opened / f"{name}.csv").read_text("utf-8-sig").splitlines()[0].split(",")
        assert [column for table, column in told if table == name] == header
    assert all(row["meaning_fa"] and row["meaning_en"] and row["type"] for row in told.values())
    assert told["exports", "weight_kg"]["unit"] == "kg"
    assert told["indicator_values", "value"]["unit_column"] == "unit"
    assert told["indicator_values", "area_code"]["sdmx_concept"] == "REF_AREA"
    assert told["indicator_values", "basis"]["is_key"] == "true"


def test_every_cell_of_a_coded_column_is_a_code_of_its_list(published: PublishedDatabase) -> None:
    words = read_words(models_dir())
    lists: dict[str, set[str]] = {}
    for row in published.rows("SELECT list, code FROM codes"):
        lists.setdefault(row["list"], set()).add(row["code"])
    checked = 0
    for table in DATA_FILES:
        columns = {row["name"] for row in published.rows(f"SELECT column_name AS name FROM (DESCRIBE {table})")}
        of_table = words["code_lists_of_tables"].get(table, {})
        assert set(of_table) <= columns, table
        for column, of_list in (words["code_lists"] | of_table).items():
            if column in columns:
                rows = published.rows(f"SELECT DISTINCT {column} AS code FROM {table} WHERE {column} <> ''")
                assert {row["code"] for row in rows} <= lists[of_list], (table, column)
                checked += 1
    assert checked > 20


def test_parquet_says_what_its_columns_mean_and_holds_what_csv_holds(opened: Path) -> None:
    told = {(row["table"], row["column"]): row for row in csv_rows(opened / "codebook.csv")}
    for name in DATA_FILES:
        table = pq.read_table(opened / f"{name}.parquet")
        assert table.num_rows == len(csv_rows(opened / f"{name}.csv"))
        for field in table.schema:
            assert field.metadata[b"description"].decode() == told[name, field.name]["meaning_en"]
            assert field.metadata[b"description_fa"].decode() == told[name, field.name]["meaning_fa"]
        metadata = {key.decode(): text.decode() for key, text in table.schema.metadata.items()}
        assert metadata["licence"] == "CC-BY-4.0"
        assert metadata["period"] == PERIOD
        assert metadata["title"] != metadata["title_fa"]
    assert str(pq.read_schema(opened / "indicator_values.parquet").field("value").type) == "decimal128(38, 9)"


# --- the Data Package -------------------------------------------------------------------------------------


def test_the_package_is_valid_by_the_reference_implementation(opened: Path) -> None:
    assert problems(opened / "datapackage.json") == []


@pytest.mark.parametrize(
    ("table", "column", "cell", "kind"),
    [
        ("indicator_values", "value", "many", "type-error"),
        ("indicator_values", "area_code", "nowhere", "foreign-key"),
        ("areas", "area_code", "", "constraint-error"),
    ],
)
def test_a_wrong_cell_makes_the_package_invalid(
    version: PublishedVersion, tmp_path: Path, table: str, column: str, cell: str, kind: str
) -> None:
    write(version, PERIOD, tmp_path)
    path = tmp_path / f"{table}.csv"
    rows = csv_rows(path)
    rows[0][column] = cell
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    found = problems(tmp_path / "datapackage.json")
    assert kind in {problem[3] for problem in found}, found


def test_two_rows_of_one_key_make_the_package_invalid(version: PublishedVersion, tmp_path: Path) -> None:
    write(version, PERIOD, tmp_path)
    path = tmp_path / "indicator_values.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), "utf-8")
    assert "primary-key" in {problem[3] for problem in problems(tmp_path / "datapackage.json")}


def test_fields_have_types_keys_and_meanings_in_both_languages(package: dict[str, Any]) -> None:
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert set(resources) == {*DATA_FILES, "codebook"}
    values = resources["indicator_values"]["schema"]
    fields = {field["name"]: field for field in values["fields"]}
    assert {name: fields[name]["type"] for name in ("value", "is_synthetic", "period")} == {
        "value": "number",
        "is_synthetic": "boolean",
        "period": "string",
    }
    address = "indicator_id area_code domain breakdown category frequency period basis"
    assert values["primaryKey"] == address.split()
    assert {"fields": ["area_code"], "reference": {"resource": "areas", "fields": ["area_code"]}} in values[
        "foreignKeys"
    ]
    assert fields["value"]["unitColumn"] == "unit" and fields["basis"]["codeList"] == "bases"
    assert fields["breakdown"]["missingValues"] == [], "an empty text, not a missing one"
    assert all(set(field["descriptions"]) == {"fa", "en"} for field in values["fields"])


def test_a_reference_that_does_not_hold_is_not_told(version: PublishedVersion, tmp_path: Path) -> None:
    write(altered(version, tmp_path / "1", ("craft_fields", "unit = 'fathoms'")), PERIOD, tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    (values,) = [one for one in package["resources"] if one["name"] == "indicator_values"]
    assert [key["fields"] for key in values["schema"]["foreignKeys"]] == [["indicator_id"], ["area_code"]]
    assert problems(tmp_path / "out" / "datapackage.json") == []


def test_each_resource_is_the_file_that_its_hash_says(package: dict[str, Any], opened: Path) -> None:
    for resource in package["resources"]:
        data = (opened / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)


def test_licence_sources_and_their_terms_are_told(package: dict[str, Any], published: PublishedDatabase) -> None:
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["is_synthetic"] is False
    sources = {source["version"]: source for source in package["sources"]}
    behind = published.rows(
        "SELECT DISTINCT l.delivery_id, d.terms FROM lineage l JOIN indicator_values v USING (value_id)"
        " JOIN deliveries d USING (delivery_id) WHERE v.period IN ('1400Q4', '1400')"
    )
    assert behind
    for row in behind:
        assert sources[row["delivery_id"]]["terms"] == row["terms"]
    assert all(source["terms_titles"]["fa"] and source["title"] for source in sources.values())


def test_every_delivery_that_a_row_names_is_a_source(package: dict[str, Any], opened: Path) -> None:
    sources, named = {source["version"] for source in package["sources"]}, set()
    for name in DATA_FILES:
        named |= {row["delivery_id"] for row in csv_rows(opened / f"{name}.csv") if row.get("delivery_id")}
    assert named and named <= sources


def test_the_publisher_is_of_the_place_that_is_published(package: dict[str, Any], published: PublishedDatabase) -> None:
    (home,) = published.rows("SELECT name_fa, name_en FROM areas JOIN release ON home_area_code = area_code")
    (publisher,) = [one for one in package["contributors"] if one["roles"] == ["publisher"]]
    assert home["name_fa"] in publisher["title"] and home["name_en"] in publisher["title"]
    for path in (PROJECT_ROOT / "pipelines" / "exporting" / "open_data").glob("*.py"):
        assert home["name_fa"] not in path.read_text("utf-8") and home["name_en"] not in path.read_text("utf-8")


def test_a_year_has_open_data_too(version: PublishedVersion, tmp_path: Path) -> None:
    files = write(version, "1402", tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["temporal"] == {"first_day": "2023-03-21", "last_day": "2024-03-19"}
    assert "سال ۱۴۰۲" in package["titles"]["fa"]
    assert len(csv_rows(tmp_path / "exports.csv")) > 100
    assert problems(tmp_path / "datapackage.json") == []
    assert len(files) == len(list(tmp_path.iterdir()))


# --- the catalogue record ---------------------------------------------------------------------------------


def test_the_record_names_every_other_file_with_its_size_and_hash(record: dict[str, Any], opened: Path) -> None:
    told = {one["@id"]: one for one in record["distribution"]}
    assert set(told) == {path.name for path in opened.iterdir()} - {"metadata.jsonld"}
    for name, one in told.items():
        data = (opened / name).read_bytes()
        assert one["sha256"] == one["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(data).hexdigest()
        assert int(one["dcat:byteSize"]["@value"]) == len(data)
        assert one["encodingFormat"] in {
            "text/csv",
            "application/vnd.apache.parquet",
            "application/json",
            "application/xml",
        }
    assert [one["@id"] for one in record["dcat:distribution"]] == list(told)


def test_the_record_is_in_both_languages_and_in_both_vocabularies(record: dict[str, Any]) -> None:
    for name in ("name", "dct:title", "description", "dct:description", "citation"):
        assert [said["@language"] for said in record[name]] == ["fa", "en"], name
    assert "زمستان ۱۴۰۰" in record["name"][0]["@value"]
    assert record["@type"] == ["dcat:Dataset", "Dataset"]
    assert record["temporalCoverage"] == "2021-03-21/2022-03-20"
    assert record["dct:temporal"]["dcat:endDate"]["@value"] == "2022-03-20"
    assert record["license"] == record["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(record["isBasedOn"]) >= 3 and all(one["identifier"] for one in record["isBasedOn"])


def test_the_version_is_the_day_and_the_key_of_the_build(record: dict[str, Any], published: PublishedDatabase) -> None:
    (release,) = published.rows("SELECT * FROM release")
    day, _, key = record["version"].partition("+")
    assert date.fromisoformat(day) == release["as_of"]
    assert key == knowledge_key(release) and len(key) == 12


def test_every_prefix_of_the_record_is_declared(record: dict[str, Any]) -> None:
    def prefixes(value: Any) -> set[str]:
        if isinstance(value, dict):
            return {key.partition(":")[0] for key in value if ":" in key} | {
                p for one in value.values() for p in prefixes(one)
            }
        return {p for one in value for p in prefixes(one)} if isinstance(value, list) else set()

    told = {key: value for key, value in record.items() if key != "@context"}
    assert prefixes(told) <= set(record["@context"])
