"""The parts of a contract fit each other, or a sentence says which does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.configuration import ConfigurationError
from pipelines.contracts import Contract, load_contract
from pipelines.contracts.coherence import incoherences
from pipelines.normalise.claimed_headings import claimed_twice
from tests.contracts.conftest import CONTRACTS
from tests.spoiling import spoil


def changed(feed: str, column: str | None, change: Mapping[str, Any]) -> Contract:
    """Return a contract of the project with something of it, or of one of its columns, said otherwise."""
    contract = CONTRACTS[feed]
    if column is None:
        return replace(contract, **change)
    columns = [replace(c, **change) if c.name == column else c for c in contract.columns]
    return replace(contract, columns=tuple(columns))


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())
def test_every_contract_is_coherent(contract: Contract) -> None:
    assert [*incoherences(contract), *claimed_twice(contract)] == []


@pytest.mark.parametrize(
    ("feed", "column", "change", "told"),
    [
        ("licences", None, {"offices": ("banks",)}, "offices: heritage owns the feed and is not among them"),
        ("licences", None, {"expected_from": None}, "expectedFrom: is missing; a feed that is quarterly says"),
        ("licences", None, {"expected_from": "1400"}, "expectedFrom: '1400' is no quarterly period such as 1402Q4"),
        ("licences", None, {"contains_persons": False}, "containsPersons: true is expected, for "),
        ("exports", None, {"contains_persons": True}, "containsPersons: no column is a quasi_identifier or an identif"),
        ("licences", None, {"delivery_kind": "snapshot"}, "periodColumn: goes with deliveryKind events, not with snap"),
        ("licences", None, {"period_column": "licence_no"}, "periodColumn: licence_no is of the kind text; a date is"),
        ("licences", None, {"key": ()}, "primaryKey: no column is of the key"),
        (
            "licences",
            "licence_no",
            {"required": False},
            "properties.licence_no.required: true is expected, for the key",
        ),
        (
            "exports",
            "value_rial",
            {"unit": "IRT"},
            "properties.value_rial.unit: money is kept in rial: IRR is expected",
        ),
        ("exports", "value_rial", {"units": ("IRT",)}, "properties.value_rial.units: IRR is not among them"),
        ("exports", "weight_kg", {"unit": "percent"}, "properties.weight_kg.additive: false is expected; a share is n"),
        (
            "exports",
            "weight_kg",
            {"minimum": "9", "maximum": "9"},
            "properties.weight_kg.minimum: 9 is no less than the",
        ),
        ("exports", "weight_kg", {"minimum": "none"}, "properties.weight_kg.minimum: a number is expected, not 'none'"),
        ("exports", "weight_kg", {"told_by": ("title",)}, "properties.weight_kg.toldBy: nothing that stands around a"),
        ("exports", "destination", {"told_by": ("note",)}, "properties.destination.toldBy: note and folder tell a per"),
        (
            "exports",
            "weight_kg",
            {"unit_column": "hs_code"},
            "properties.weight_kg.unitColumn: hs_code is no column of",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(
    feed: str, column: str | None, change: dict[str, Any], told: str
) -> None:
    found = list(incoherences(changed(feed, column, change)))
    assert any(fault.startswith(told) for fault in found), found


def test_who_somebody_is_is_an_identifier() -> None:
    personal = [c for c in CONTRACTS["licences"].columns if c.kind == "national_id"]
    contract = changed("licences", personal[0].name, {"classification": "public"})
    assert any("classification: identifier is expected of the kind national_id" in f for f in incoherences(contract))


def test_a_heading_that_two_columns_claim_is_told() -> None:
    contract = changed("exports", "weight_kg", {"aliases": (CONTRACTS["exports"].column("value_rial").title_fa, "…")})
    told = list(claimed_twice(contract))
    assert any("is a heading of weight_kg already" in f or "is a heading of value_rial already" in f for f in told), (
        told
    )
    assert any("says nothing" in f for f in told), told


def test_such_a_contract_is_refused_when_it_is_loaded(models_copy: Path) -> None:
    path = spoil(models_copy, "feeds/licences.odcs.yaml", "  - {property: expectedFrom, value: 1400Q4}\n", "")
    with pytest.raises(ConfigurationError) as caught:
        load_contract(path)
    assert [fault.split(": ")[1] for fault in caught.value.faults] == ["expectedFrom"]
