"""What every contract file keeps to, so that nothing compiled from it can be half true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
import yaml
from sqlglot import exp

from pipelines.configuration import ConfigurationError
from pipelines.contracts import Contract, load_contract
from pipelines.contracts.indicators import indicator_facts
from pipelines.contracts.standard import schema_faults
from pipelines.normalise import CodeBook
from pipelines.normalise.text import clean_text
from tests.contracts.conftest import CONTRACTS, MODELS
from tests.spoiling import spoil

CODEBOOK = CodeBook.load(MODELS)
#: The feeds that the offices of the roadmap are asked for.
FEEDS = {
    "annual_reports",
    "artisans",
    "commitments",
    "cooperatives",
    "credit_allocations",
    "credit_applications",
    "credit_events",
    "events",
    "exports",
    "licences",
    "outlets",
    "registry",
    "reported_figures",
    "secretariats",
    "suitcase_exports",
    "targets",
    "training",
    "workshops",
}

feeds = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())


def test_every_feed_of_the_roadmap_has_its_contract() -> None:
    assert set(CONTRACTS) >= FEEDS


@feeds
def test_the_public_standard_accepts_it(contract: Contract) -> None:
    path = MODELS / "feeds" / f"{contract.feed}.odcs.yaml"
    assert schema_faults(yaml.safe_load(path.read_text("utf-8"))) == {}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("apiVersion: v3.1.0", "apiVersion: v3.0.2", "apiVersion: 'v3.0.2' is none of v3.1.0"),
        ("version: 1.0.0", "version: 1", "version: a text is expected, not 1"),
        ("id: licences\n", "colour: green\nid: licences\n", "colour: unknown key; there is apiVersion, "),
        (
            "required: true",
            "required: ja",
            "schema.licences.properties.licence_no.required: true or false is expected, not 'ja'",
        ),
        (
            "required: true",
            "requird: true",
            "schema.licences.properties.licence_no.requird: unknown key; did you mean required?",
        ),
        (
            "primaryKeyPosition: 1",
            "unique: true",
            "schema.licences.properties.licence_no.primaryKeyPosition: is missing",
        ),
        (
            "logicalType: string",
            "logicalType: strang",
            'schema.licences.properties.licence_no.logicalType: "strang" is not one of',
        ),
        ("- id: expires_after_issue\n        type", "- type", "schema.licences.quality[1].id: is missing"),
        ("        engine: naqsheh\n", "", "schema.licences.quality.expires_after_issue.engine: is missing"),
        (
            "{property: cadence, value: quarterly}",
            "{property: cadence}",
            "customProperties[3].value: is missing",
        ),
    ],
)
def test_what_the_standard_does_not_allow_has_one_sentence(models_copy: Path, old: str, new: str, told: str) -> None:
    path = spoil(models_copy, "feeds/licences.odcs.yaml", old, new)
    with pytest.raises(ConfigurationError) as caught:
        load_contract(path)
    [fault] = caught.value.faults
    assert fault.startswith(f"models/feeds/licences.odcs.yaml: {told}")


def test_a_contract_of_two_tables_is_refused(models_copy: Path) -> None:
    """Of the second nothing would ever be read, and nobody would be told."""
    path = models_copy / "feeds" / "licences.odcs.yaml"
    document = yaml.safe_load(path.read_text("utf-8"))
    document["schema"].append({**document["schema"][0], "name": "renewals"})
    path.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_contract(path)
    assert caught.value.faults == (
        "models/feeds/licences.odcs.yaml: schema: a feed is one table; there are 2: licences, renewals",
    )


def test_all_faults_of_a_file_are_told_at_once(models_copy: Path) -> None:
    """What the model finds and what only the schema finds, and nothing that only follows from another fault."""
    spoil(models_copy, "feeds/licences.odcs.yaml", "logicalType: date", "logicalType: day")
    spoil(models_copy, "feeds/licences.odcs.yaml", "        implementation:", "        implementatio:")
    path = spoil(models_copy, "feeds/licences.odcs.yaml", "required: true", "required: 1")
    with pytest.raises(ConfigurationError) as caught:
        load_contract(path)
    assert [fault.split(": ")[1] for fault in caught.value.faults] == [
        "schema.licences.properties.licence_no.required",
        "schema.licences.quality.expires_after_issue.implementatio",
        "schema.licences.properties.issued_on.logicalType",
        "schema.licences.quality.expires_after_issue.implementation",
    ]


@feeds
def test_lists_and_units_exist(contract: Contract) -> None:
    for column in contract.columns:
        assert (column.kind == "code") == (column.codes is not None), column.name
        assert column.codes is None or column.codes in CODEBOOK.lists, column.name
        assert column.unit is None or column.unit in CODEBOOK.units.by_code, column.name
        assert set(column.units) <= set(CODEBOOK.units.by_code), column.name


@feeds
def test_defaults_are_codes_of_their_list(contract: Contract) -> None:
    for column in contract.columns:
        if column.default is not None and column.codes is not None:
            assert column.default in CODEBOOK.lists[column.codes].titles, column.name


@feeds
def test_rules_name_the_columns_that_they_read(contract: Contract) -> None:
    names = {c.name for c in contract.columns}
    for rule in contract.rules:
        tree = sqlglot.parse_one(rule.expression, read="duckdb")
        read = {column.name for column in tree.find_all(exp.Column)}
        assert read <= names, rule.rule_id
        assert read == set(rule.columns), rule.rule_id
        assert rule.message_fa and rule.message_en


@feeds
def test_what_people_read_is_there_and_is_persian(contract: Contract) -> None:
    texts = [contract.title_fa, contract.description_fa, *(r.message_fa for r in contract.rules)]
    for column in contract.columns:
        assert column.title_en and column.description_en, column.name
        texts += [column.title_fa, column.description_fa]
    assert all(texts)
    assert [t for t in texts if re.search("[يكىةـ]|  ", t) or t != clean_text(t)] == []


def test_terms_ordinals_and_targets_are_never_added_up() -> None:
    added = {f"{c.feed}.{column.name}" for c in CONTRACTS.values() for column in c.columns if column.is_additive}
    assert added.isdisjoint(
        {
            "credit_applications.repayment_months",
            "credit_events.instalment",
            "targets.baseline_value",
            "targets.target_value",
            "commitments.target_low",
            "commitments.target_high",
        }
    )
    assert {"credit_applications.paid_rial", "exports.weight_kg", "registry.count"} <= added


@pytest.mark.parametrize("placeholder", ["{rising_indicators}", "{falling_indicators}", "{share_indicators}"])
def test_a_contract_that_lists_indicators_is_another_when_they_are(models_copy: Path, placeholder: str) -> None:
    path = models_copy / "feeds" / "outlets.odcs.yaml"
    text = path.read_text("utf-8")
    assert "indicatorColumn" not in text and "_indicators}" not in text
    path.write_text(f"{text}# {placeholder}\n", "utf-8")
    before = load_contract(path).sha256
    indicator_facts.cache_clear()
    spoil(models_copy, "indicators/bazaars.sql", "unit: ", "unit: share # ")
    assert load_contract(path).sha256 != before
