"""Every published table and column is told in Persian and in English, and nothing is told of what is not there."""

from __future__ import annotations

import re

from pipelines.modelling import check_meanings, public_tables
from pipelines.modelling.meanings import Meanings, meaning_faults, read_meanings
from tests.contracts.conftest import MODELS

PERSIAN = re.compile("[آ-ی]")
AREA = {"Area": "models/public/t.sql: columns.area_code"}
COLUMNS = frozenset({("t", "area_code"), ("t", "value")})


def test_every_column_and_grain_is_told_in_both_languages() -> None:
    check_meanings(MODELS)
    tables = public_tables(MODELS)
    told = [(f"{t.name}.{c.name}", c.description, c.description_fa) for t in tables for c in t.columns]
    told += [(t.name, t.grain, t.grain_fa) for t in tables]
    assert len(told) > 1_400
    assert [place for place, english, _ in told if not english or PERSIAN.search(english)] == []
    # A word of the data stands in both as it is, as true and IR do; what is said of it is Persian.
    assert [place for place, _, persian in told if not PERSIAN.search(persian)] == []


def test_a_meaning_without_persian_is_told_with_the_one_that_was_probably_meant() -> None:
    (missing, unused) = meaning_faults(AREA, COLUMNS, Meanings({"Areas": "محدوده‌ها"}))
    assert missing.startswith("models/public/t.sql: columns.area_code: 'Area' has no Persian") and "Areas" in missing
    assert unused == "models/reference/meanings.csv: no published table means 'Areas'"


def test_an_empty_persian_meaning_is_none() -> None:
    assert len(meaning_faults(AREA, COLUMNS, Meanings({"Area": ""}))) == 1
    assert meaning_faults(AREA, COLUMNS, Meanings({"Area": "محدوده"})) == []


def test_a_concept_of_a_column_that_is_not_there_is_told() -> None:
    concepts = {
        ("", "area_code"): "REF_AREA",
        ("t", "value"): "OBS_VALUE",
        ("", "x"): "FREQ",
        ("u", "value"): "OBS_VALUE",
    }
    faults = meaning_faults(AREA, COLUMNS, Meanings({"Area": "محدوده"}, concepts))
    assert [fault.rpartition(" has ")[2] for fault in faults] == ["x", "u.value"]


def test_a_table_says_otherwise_than_the_name_of_a_column() -> None:
    meanings = Meanings({}, {("", "period"): "TIME_PERIOD", ("forms", "period"): ""})
    assert meanings.concept_of("values", "period") == "TIME_PERIOD"
    assert meanings.concept_of("forms", "period") is None
    assert meanings.concept_of("values", "row_id") is None


def test_values_are_mapped_to_the_concepts_of_sdmx() -> None:
    meanings = read_meanings(MODELS)
    assert {
        name: meanings.concept_of("indicator_values", name)
        for name in ("indicator_id", "area_code", "frequency", "period", "value", "status", "unit", "basis", "value_id")
    } == {
        "indicator_id": "INDICATOR",
        "area_code": "REF_AREA",
        "frequency": "FREQ",
        "period": "TIME_PERIOD",
        "value": "OBS_VALUE",
        "status": "OBS_STATUS",
        "unit": "UNIT_MEASURE",
        "basis": "SOURCE_TYPE",
        "value_id": None,
    }
