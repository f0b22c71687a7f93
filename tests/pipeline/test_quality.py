"""The independent validator: suites come from contracts and headers, and answers come from a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.cleaning.statements import clean_columns
from pipelines.contracts import Contract, load_contract, load_contracts
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import public_tables
from pipelines.validation.compilation import allowed_values, suite_for_feed, suite_for_table
from pipelines.validation.gate import QualityError, QualityGate
from pipelines.validation.protocol import Request, read_request, request_line
from pipelines.validation.results import ExpectationResult
from pipelines.validation.suites import Suite

MODELS = PROJECT_ROOT / "models"
GOOD = {
    "row_id": "'d#s#' || i",
    "delivery_id": "'d'",
    "sheet_name": "'s'",
    "row_number": "i",
    "delivery_period": "'1402'",
    "delivery_office": "'customs'",
    "is_synthetic": "false",
    "delivery_span": "'1402'",
    "delivery_cover": "NULL",
    "base_id": "'d'",
    "base_sheet": "'s'",
    "customs_office": "'TEHRAN'",
    "destination": "'DE'",
    "hs_code": "'57021020'",
    "tariff_text": "'کالا ' || i",
    "month": "CAST(1 + i % 12 AS VARCHAR)",
    "year": "1402",
    "quantity": "NULL",
    "quantity_unit": "NULL",
    "weight_kg": "5",
    "value_rial": "99999999999999999999",
    "value_usd": "7",
}


@pytest.fixture(scope="module")
def exports() -> Contract:
    return load_contract(MODELS / "feeds" / "exports.odcs.yaml")


@pytest.fixture(scope="module")
def strict(exports: Contract) -> Contract:
    """The same feed, were its weight required and its rows unique."""
    columns = tuple(replace(c, required=c.required or c.name == "weight_kg") for c in exports.columns)
    return replace(exports, columns=columns, duplicates="quarantine")


@pytest.fixture(scope="module")
def allowed() -> dict[str, list[str]]:
    return allowed_values(MODELS)


@pytest.fixture(scope="module")
def gate() -> Iterator[QualityGate]:
    with QualityGate() as running:
        yield running


def clean_file(folder: Path, contract: Contract, rows: int, **instead: str) -> Path:
    """Write a clean delivery of ``rows`` good rows, some columns of which are ``instead`` another expression."""
    values = {**GOOD, **instead}
    columns = ", ".join(f"CAST({values[n]} AS {t}) AS {n}" for n, t in clean_columns(contract) if n in values)
    path = folder / "clean.parquet"
    duckdb.execute(f"COPY (SELECT {columns} FROM range({rows}) AS r(i)) TO '{path}' (FORMAT parquet)")
    return path


def failed(results: list[ExpectationResult]) -> dict[tuple[str, str], ExpectationResult]:
    return {(r.expectation, r.column_name): r for r in results if not r.success}


def validate(gate: QualityGate, path: Path, suite: Suite, subject: str) -> list[ExpectationResult]:
    gate.submit({subject: path}, suite, "delivery")
    return gate.collect([subject])


def test_a_good_delivery_meets_every_expectation(
    tmp_path: Path, gate: QualityGate, exports: Contract, allowed: dict[str, list[str]]
) -> None:
    suite = suite_for_feed(exports, allowed)
    results = validate(gate, clean_file(tmp_path, exports, 40), suite, "good")
    assert failed(results) == {}
    assert len(results) == len(suite.expectations)
    assert {r.subject for r in results} == {"good"}
    assert next(r for r in results if r.column_name == "customs_office").observed


def test_an_empty_delivery_and_empty_optional_columns_are_good(
    tmp_path: Path, gate: QualityGate, exports: Contract, allowed: dict[str, list[str]]
) -> None:
    suite = suite_for_feed(exports, allowed)
    assert failed(validate(gate, clean_file(tmp_path, exports, 0), suite, "no rows")) == {}
    empty = clean_file(tmp_path, exports, 3, year="NULL", month="NULL", tariff_text="NULL")
    assert failed(validate(gate, empty, suite, "no month")) == {}


@pytest.mark.parametrize(
    ("column", "expression", "expectation", "observed"),
    [
        (
            "hs_code",
            "CASE WHEN i = 2 THEN '5' ELSE '57021020' END",
            "expect_column_values_to_match_regex",
            "1/40: 5",
        ),
        (
            "value_usd",
            "CASE WHEN i = 4 THEN -1 ELSE 7 END",
            "expect_column_values_to_be_between",
            "1/40: -1.000000000",
        ),
        ("month", "CASE WHEN i = 4 THEN '13' ELSE '1' END", "expect_column_values_to_be_in_set", "1/40: 13"),
        ("weight_kg", "CASE WHEN i < 3 THEN NULL ELSE 1 END", "expect_column_values_to_not_be_null", "3/40"),
    ],
)
def test_a_broken_column_is_named_with_its_rows(
    tmp_path: Path,
    gate: QualityGate,
    strict: Contract,
    allowed: dict[str, list[str]],
    column: str,
    expression: str,
    expectation: str,
    observed: str,
) -> None:
    path = clean_file(tmp_path, strict, 40, **{column: expression})
    found = failed(validate(gate, path, suite_for_feed(strict, allowed), f"broken {expression}"))
    assert list(found) == [(expectation, column)]
    assert found[expectation, column].observed == observed
    assert found[expectation, column].blocks


def test_two_rows_of_one_key_are_found(
    tmp_path: Path, gate: QualityGate, strict: Contract, allowed: dict[str, list[str]]
) -> None:
    path = clean_file(tmp_path, strict, 40, tariff_text="'کالا ' || greatest(i, 13)", month="NULL")
    found = failed(validate(gate, path, suite_for_feed(strict, allowed), "twice"))
    [((expectation, columns), result)] = found.items()
    assert expectation == "expect_compound_columns_to_be_unique"
    assert columns == ", ".join(strict.key)
    assert result.observed.startswith("14/40")


def test_deliveries_validated_together_are_answered_for_one_by_one(
    tmp_path: Path, gate: QualityGate, strict: Contract, allowed: dict[str, list[str]]
) -> None:
    """Several deliveries of one feed share keys with each other, and only the broken one is called broken."""
    suite = suite_for_feed(strict, allowed)
    told = {
        "sound": {},
        "sound again": {},
        "empty": {},
        "bad code": {"hs_code": "CASE WHEN i = 2 THEN '5' ELSE '57021020' END"},
        "one key twice": {"tariff_text": "'کالا ' || greatest(i, 13)", "month": "NULL"},
    }
    parts = {}
    for n, (subject, instead) in enumerate(told.items()):
        folder = tmp_path / str(n)
        folder.mkdir()
        parts[subject] = clean_file(folder, strict, 0 if subject == "empty" else 40 - n, **instead)
    gate.submit(parts, suite, "delivery")
    together = gate.collect(list(parts))
    assert {r.subject for r in together if not r.success} == {"bad code", "one key twice"}
    for subject, path in parts.items():
        alone = validate(gate, path, suite, f"{subject}, alone")
        of_part = [r for r in together if r.subject == subject]
        assert [replace(r, subject="") for r in of_part] == [replace(r, subject="") for r in alone]


def test_a_delivery_without_a_column_is_not_hidden_among_others(
    tmp_path: Path, gate: QualityGate, strict: Contract, allowed: dict[str, list[str]]
) -> None:
    parts = {}
    for subject in ("whole", "whole too", "lacking"):
        (tmp_path / subject).mkdir()
        parts[subject] = clean_file(tmp_path / subject, strict, 5)
    less = tmp_path / "less.parquet"
    duckdb.execute(f"COPY (SELECT * EXCLUDE (quantity_unit) FROM '{parts['lacking']}') TO '{less}' (FORMAT parquet)")
    gate.submit({**parts, "lacking": less}, suite_for_feed(strict, allowed), "delivery")
    results = gate.collect(list(parts))
    assert {r.subject for r in results if not r.success} == {"lacking"}
    assert ("expect_table_columns_to_match_ordered_list", "") in failed(results)


def test_rows_without_a_natural_key_may_repeat(exports: Contract, allowed: dict[str, list[str]]) -> None:
    assert exports.duplicates == "warn"
    unique = [e.columns for e in suite_for_feed(exports, allowed).expectations if e.check == "unique"]
    assert unique == [("row_id",)]


def test_a_rule_of_severity_warn_is_shown_and_blocks_nothing(
    tmp_path: Path, gate: QualityGate, exports: Contract, allowed: dict[str, list[str]]
) -> None:
    path = clean_file(tmp_path, exports, 40, weight_kg="CASE WHEN i = 1 THEN 0 ELSE 1 END")
    found = failed(validate(gate, path, suite_for_feed(exports, allowed), "no weight"))
    [result] = found.values()
    assert result.expectation == "rule:value_needs_weight"
    assert result.severity == "warning"
    assert not result.blocks
    assert exports.rules[0].message_fa in result.description_fa


def test_a_delivery_of_a_million_rows_is_counted_whole(
    tmp_path: Path, gate: QualityGate, strict: Contract, allowed: dict[str, list[str]]
) -> None:
    rows = 1_000_000
    code = f"CASE WHEN i IN (7, {rows - 2}) THEN 'x' ELSE '57021020' END"
    path = clean_file(tmp_path, strict, rows, hs_code=code, tariff_text="'کالا ' || greatest(i, 1)", month="NULL")
    found = failed(validate(gate, path, suite_for_feed(strict, allowed), "large"))
    assert {name: result.observed.partition(":")[0] for (name, _), result in found.items()} == {
        "expect_column_values_to_match_regex": f"2/{rows}",
        "expect_compound_columns_to_be_unique": f"2/{rows}",
    }


def test_a_column_of_another_type_or_in_another_place_is_told(
    tmp_path: Path, gate: QualityGate, exports: Contract, allowed: dict[str, list[str]]
) -> None:
    suite = suite_for_feed(exports, allowed)
    path = clean_file(tmp_path, exports, 3)
    other = tmp_path / "other.parquet"
    cast = "SELECT * REPLACE (CAST(weight_kg AS DOUBLE) AS weight_kg)"
    duckdb.execute(f"COPY ({cast} FROM '{path}') TO '{other}' (FORMAT parquet)")
    [result] = failed(validate(gate, other, suite, "type")).values()
    assert (result.expectation, result.column_name, result.observed) == (
        "expect_column_values_to_be_of_type",
        "weight_kg",
        "DOUBLE",
    )
    duckdb.execute(f"COPY (SELECT sheet_name, * EXCLUDE (sheet_name) FROM '{path}') TO '{other}' (FORMAT parquet)")
    [result] = failed(validate(gate, other, suite, "order")).values()
    assert result.expectation == "expect_table_columns_to_match_ordered_list"
    assert result.observed.startswith("sheet_name, row_id")


def test_values_of_columns_about_persons_are_counted_and_never_shown(allowed: dict[str, list[str]]) -> None:
    for contract in load_contracts(MODELS).values():
        private = {c.name for c in contract.columns if c.classification != "public"}
        for expectation in suite_for_feed(contract, allowed).expectations:
            if expectation.check != "not_null" and private & set(expectation.columns):
                assert not expectation.shows_values or expectation.check == "columns", expectation


def test_every_contract_and_public_table_gives_a_suite(allowed: dict[str, list[str]]) -> None:
    for contract in load_contracts(MODELS).values():
        suite = suite_for_feed(contract, allowed)
        request = Request({"d": Path("d.parquet")}, suite)
        assert read_request(request_line(request)) == request
        required = {c.name for c in contract.columns if c.required and contract.needs(c)}
        assert required <= {e.columns[0] for e in suite.expectations if e.check == "not_null"}
    for table in public_tables(MODELS):
        suite = suite_for_table(table, allowed)
        assert suite.expectations[0].columns == tuple(c.name for c in table.columns)
        names = [(e.name, e.column_name) for e in suite.expectations]
        assert len(names) == len(set(names)), f"two expectations of {table.name} share a name and a column"


def test_what_cannot_be_validated_is_an_error_and_the_rest_goes_on(
    tmp_path: Path, gate: QualityGate, exports: Contract, allowed: dict[str, list[str]]
) -> None:
    suite = suite_for_feed(exports, allowed)
    gate.submit({"absent": tmp_path / "absent.parquet"}, suite, "delivery")
    with pytest.raises(QualityError, match="The quality of absent could not be validated"):
        gate.collect(["absent"])
    assert validate(gate, clean_file(tmp_path, exports, 2), suite, "after it")


def test_a_worker_that_dies_is_told_in_a_sentence(tmp_path: Path, exports: Contract) -> None:
    with QualityGate() as gate:
        gate.submit({"d": clean_file(tmp_path, exports, 2)}, suite_for_feed(exports, {}), "delivery")
        gate._process.kill()
        with pytest.raises(QualityError, match="ended before it had validated everything"):
            gate.collect()


def test_only_the_worker_imports_great_expectations() -> None:
    code = (
        "import sys, pipelines.validation.gate, pipelines.validation.compilation, pipelines.definitions;"
        "sys.exit('great_expectations' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, check=True)
