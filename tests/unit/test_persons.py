"""What is counted from a list of persons is protected, whether or not its header speaks of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.modelling import ModelError, indicators

HEADER = """/*---
id: {name}
title: {{fa: نمونه, en: Example}}
definition: {{fa: نمونه., en: An example.}}
unit: {unit}
kind: {kind}
direction: up
decimals: 0
theme: artisans
owner: heritage
{more}---*/
"""
ROWS = (
    "SELECT a.row_id, a.area_code, a.domain, a.frequency, a.period, 'register' AS basis, 1 AS numerator"
    " FROM {table} AS a\n"
)
COUNTED = {"artisans": "core.artisans", "exports": "core.export_counts", "through_core": "core.artisan_crafts"}


def disclosure(models: Path, table: str, more: str = "") -> str:
    """Return the disclosure rule of an indicator that counts the rows of a table."""
    text = HEADER.format(name="example", unit="persons", kind="stock", more=more) + ROWS.format(table=table)
    (models / "indicators" / "example.sql").write_text(text, "utf-8")
    return next(i.disclosure for i in indicators(models) if i.indicator_id == "example")


@pytest.mark.parametrize(
    ("table", "rule"), [("artisans", "small_counts"), ("through_core", "small_counts"), ("exports", "none")]
)
def test_what_is_counted_from_a_list_of_persons_is_protected_without_a_word(
    models_copy: Path, table: str, rule: str
) -> None:
    assert disclosure(models_copy, COUNTED[table]) == rule


def test_a_ratio_of_what_is_protected_is_protected(models_copy: Path) -> None:
    text = HEADER.format(name="share_of_it", unit="share", kind="ratio", more="") + (
        "SELECT a.row_id, a.area_code, a.domain, a.breakdown, a.category, a.frequency, a.period, a.basis, a.numerator,"
        " a.numerator AS denominator, a.qualifier, a.status FROM indicators.artisans AS a\n"
    )
    (models_copy / "indicators" / "share_of_it.sql").write_text(text, "utf-8")
    assert {i.indicator_id: i.disclosure for i in indicators(models_copy)}["share_of_it"] == "small_counts"


def test_that_no_person_is_counted_is_said_with_its_reason(models_copy: Path) -> None:
    assert disclosure(models_copy, "core.artisans", "disclosure: {none: Crafts are counted.}\n") == "none"
    with pytest.raises(ModelError, match=r"example\.sql: disclosure\.none: a text is expected"):
        disclosure(models_copy, "core.artisans", "disclosure: {none: ' '}\n")
    with pytest.raises(ModelError, match=r"example\.sql: disclosure: it reads no list of persons"):
        disclosure(models_copy, "core.export_counts", "disclosure: {none: Goods are counted.}\n")
