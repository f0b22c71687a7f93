"""Every public table that counts persons does so by published values, or says here what else keeps its small counts."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.contracts import load_contracts
from pipelines.modelling import core_models, derived_models, public_tables
from tests.unit.roll_up_fixture import MODELS

#: What protects in a table that reads lists of persons and no published value in between.
PROTECTED_BY = {
    # Which months an office told of is known by whether it sent a list, whatever persons it names.
    "craft_cities": "months told, no persons",
    "craft_city_readiness": "months told, no persons",
    "craft_city_scores": "months told, no persons",
    "craft_events": "months told, no persons",
    "suitcase_exports": "months told, no persons",
    "training": "months told, no persons",
    # Rules of their own, each with tests of its own.
    "craft_red_list": "tests/unit/test_craft_red_list.py",
    "credit_counties": "tests/unit/test_credit_paces.py",
    "licence_expiry_profile": "tests/unit/test_cell_disclosure.py",
    # Of the province alone, without counts of few; the amounts are those of a public credit line.
    "credit_balances": "province, no count of few",
    "credit_funnel": "province, no count of few",
    "credit_paces": "province, no count of few",
    "credit_progress": "province, no count of few",
    "warning_history": "province, no count of few",
    "warnings": "province, no count of few",
    # What was noticed about a file, of which rows are told by number only.
    "delivery_notes": "sentences about a file",
    # Secretaries of craft cities hold a public office, and their names stay in the list.
    "secretariats": "terms of a public office",
    "secretariat_gaps": "terms of a public office",
    "secretariat_limit_effects": "terms of a public office",
}
#: From here on nothing tells more than what is published.
PUBLISHED = "derived.indicator_values"


def reading() -> Mapping[str, frozenset[str]]:
    """Return what each core and derived table reads, and each public one as ``public.name``."""
    found = {m.table: frozenset(m.reads) for m in (*core_models(MODELS), *derived_models(MODELS))}
    public = {
        f"public.{t.name}": frozenset(t.reads) | ({t.source} if t.source else set()) for t in public_tables(MODELS)
    }
    return found | public


def tables_of_persons() -> set[str]:
    """Return the public tables that reach a list of persons, by whichever tables, without a published value."""
    persons = {f"clean.{feed}" for feed, contract in load_contracts(MODELS).items() if contract.contains_persons}
    reads = reading()
    reaching, more = set[str](), persons
    while more:
        reaching |= more
        more = {t for t, r in reads.items() if t != PUBLISHED and t not in reaching and not reaching.isdisjoint(r)}
    return {t.removeprefix("public.") for t in reaching if t.startswith("public.")}


def test_every_table_of_persons_is_known_with_what_protects_it() -> None:
    assert tables_of_persons() == set(PROTECTED_BY)


def test_values_of_persons_are_read_as_published() -> None:
    """The rankings, changes and county figures of persons come from what is published, and so are not among them."""
    told = {"county_comparisons", "indicator_changes", "decompositions", "forecasts", "indicator_values", "lineage"}
    assert told <= {t.name for t in public_tables(MODELS)}
    assert told.isdisjoint(tables_of_persons())
