"""A column of a core table is told once: where it is made, and by ``~`` in the core tables that pass it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.modelling import core_models
from pipelines.modelling.sqlfile import ModelError, read_sql_file
from tests.unit.roll_up_fixture import MODELS


def test_no_core_column_repeats_what_the_tables_that_it_reads_say() -> None:
    told = {m.table: m.columns for m in core_models(MODELS)}
    repeated = [
        f"{m.table}.{name}"
        for m in core_models(MODELS)
        for name, own in read_sql_file(MODELS / "core" / f"{m.name}.sql").header["columns"].items()
        if own is not None and {told[r][name] for r in m.reads if name in told.get(r, {})} == {m.columns[name]}
    ]
    assert repeated == []


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ("  a: ~\n  c: ~\n", "core/second.sql: columns.c: no core table that is read has it"),
        ("  a: ~\n  b: BIGINT, Another\n  c: ~\n", "columns.c: no core table"),
    ],
)
def test_what_no_table_tells_is_a_fault_with_its_place(tmp_path: Path, columns: str, fault: str) -> None:
    folder = tmp_path / "models" / "core"
    folder.mkdir(parents=True)
    head = "grain: a row\ndescription: Rows.\ncolumns:\n"
    first = f"/*---\nname: first\n{head}  a: BIGINT, A number\n  b: VARCHAR, A word\n---*/\nSELECT 1 AS a, '' AS b\n"
    (folder / "first.sql").write_text(first, "utf-8")
    (folder / "second.sql").write_text(
        f"/*---\nname: second\n{head}{columns}---*/\nSELECT a FROM core.first\n", "utf-8"
    )
    with pytest.raises(ModelError) as wrong:
        core_models(tmp_path / "models")
    assert fault in str(wrong.value)


def test_a_column_without_a_text_has_type_and_meaning_of_its_source() -> None:
    (targets,) = (m for m in core_models(MODELS) if m.name == "targets")
    (versions,) = (m for m in core_models(MODELS) if m.name == "target_versions")
    assert targets.columns["target_value"] == versions.columns["target_value"]
