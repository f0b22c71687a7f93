"""What counts as a discrepancy: ranges of what was said, times, series, repetitions, causes and stale figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.analysis.discrepancies.rules import discrepancy_rules
from pipelines.configuration.discrepancy_rules import Compared
from pipelines.configuration.errors import RuleError
from pipelines.engines import DuckDBEngine
from pipelines.modelling.parameters import filled
from tests.derived_tables import derived_model, make_derived
from tests.unit.derived_fixture import KINDS, MODELS, STATEMENTS, VALUES, engine_with_reference, load

#: What a test lays down itself, and what is the same for every test; the rest is made anew of it.
STANDING = {"indicator_facts", "indicators", "indicator_values"}
STANDING |= {"cause_conditions", "question_claims", "plausible_changes", "titles"}


@pytest.fixture(scope="module")
def engine() -> DuckDBEngine:
    return engine_with_reference()


def said(
    number: int,
    value: str,
    period: str,
    *,
    indicator: str = "artisans",
    area: str = "0801",
    domain: str = "crafts",
    qualifier: str = "exact",
    grade: str = "statement",
    **more: Any,
) -> dict[str, Any]:
    return {
        "row_id": f"d#s#{number}",
        "figure_id": f"T{number}",
        "indicator_id": indicator,
        "value": Decimal(value),
        "qualifier": qualifier,
        "unit": "USD" if "usd" in indicator else "persons",
        "area_code": area,
        "domain": domain,
        "category": "",
        "period_kind": KINDS[indicator],
        "frequency": "Q" if "Q" in period else "A",
        "period": period,
        "source_en": f"source {number}",
        "source_fa": f"منبع {number}",
        "source_grade": grade,
        "is_preferred": True,
        **more,
    }


def registered(
    value: str,
    period: str,
    *,
    basis: str = "register",
    indicator: str = "artisans",
    area: str = "0801",
    **more: Any,
) -> dict[str, Any]:
    return {
        "value_id": f"v-{indicator}-{area}-{period}",
        "indicator_id": indicator,
        "area_code": area,
        "domain": "crafts",
        "category": "",
        "frequency": "Q" if "Q" in period else "A",
        "period": period,
        "basis": basis,
        "value": Decimal(value),
        "unit": "USD" if "usd" in indicator else "persons",
        "qualifier": "exact",
        "status": "final",
        "evidence_grade": "register",
        **more,
    }


def compare(
    engine: DuckDBEngine, statements: list[dict[str, Any]], values: list[dict[str, Any]] | None = None
) -> dict[str, dict[str, Any]]:
    facts = [{"indicator_id": i, "kind": kind} for i, kind in KINDS.items()]
    types = {"indicator_id": "VARCHAR", "kind": "VARCHAR", "unit": "VARCHAR", "is_synthetic": "BOOLEAN"}
    load(engine, "derived.indicator_facts", types, facts)
    titles = {"indicator_id": "VARCHAR", "title_fa": "VARCHAR", "title_en": "VARCHAR"}
    engine.connection.execute(
        f"CREATE OR REPLACE TABLE derived.indicators ({', '.join(f'{k} {v}' for k, v in titles.items())})"
    )
    load(engine, "core.statements", STATEMENTS, statements)
    load(engine, "derived.indicator_values", VALUES, values or [])
    told = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'derived'"
    for name in {row["name"] for row in engine.rows(told)} - STANDING:
        engine.execute(f"DROP TABLE derived.{name}")
    make_derived(engine, "discrepancy_claims")
    return {r["discrepancy_id"]: r for r in engine.rows("SELECT * FROM derived.discrepancies")}


def test_two_figures_of_one_time_contradict_each_other_and_the_better_document_is_named(engine) -> None:
    found = compare(engine, [said(1, "350", "1403Q4"), said(2, "420", "1403Q4", grade="office_file")])
    one = found["artisans.0801.crafts.1403Q4"]
    assert (one["kind"], one["state"], one["claims"]) == ("contradiction", "unexplained", 2)
    assert (one["difference"], one["relative_difference"]) == (70, Decimal("0.166666667"))
    assert one["strongest_grade"] == "office_file"
    assert "۷۰" in one["sentence_fa"] and "420" in one["sentence_en"]
    claims = engine.rows("SELECT * FROM derived.discrepancy_claims ORDER BY ordinal")
    assert {(t["row_id"], t["is_strongest"], t["difference_from_strongest"]) for t in claims} == {
        ("d#s#1", False, -70),
        ("d#s#2", True, None),
    }


@pytest.mark.parametrize(
    ("value", "qualifier", "register", "agrees"),
    [
        ("70000", "exact", "71400", True),  # rounded by at most two per cent
        ("70000", "exact", "71500", False),
        ("50500", "exact", "50549", True),  # half of the last digit that is said
        ("50500", "exact", "50551", False),
        ("347", "exact", "348", False),  # a digit that was said is meant
        ("10000", "about", "10999", True),
        ("10000", "about", "11001", False),
        ("250", "more_than", "275", True),
        ("250", "more_than", "249", False),
        ("250", "less_than", "251", False),
        ("0", "exact", "1", False),  # a zero is a figure like any other
    ],
)
def test_what_was_said_leaves_room_for_rounding_and_for_its_qualifier(
    engine, value: str, qualifier: str, register: str, agrees: bool
) -> None:
    found = compare(engine, [said(1, value, "1400Q4", qualifier=qualifier)], [registered(register, "1400Q4")])
    assert found == {} if agrees else list(found) == ["artisans.0801.crafts.1400Q4"]


def test_a_register_is_compared_at_the_time_or_near_it_and_never_far_away(engine) -> None:
    near = compare(engine, [said(1, "500", "1400Q4")], [registered("900", "1401Q1"), registered("901", "1401Q4")])
    assert near["artisans.0801.crafts.1400Q4"]["greatest_value"] == 900
    assert compare(engine, [said(1, "500", "1400Q4")], [registered("900", "1401Q3")]) == {}


def test_a_stock_of_a_year_is_the_one_at_its_end_and_a_flow_is_not(engine) -> None:
    assert list(compare(engine, [said(1, "500", "1402")], [registered("900", "1402Q4")])) == [
        "artisans.0801.crafts.1402Q4"
    ]
    flow = [said(1, "500", "1402", indicator="exports_usd")]
    assert compare(engine, flow, [registered("90", "1402Q4", indicator="exports_usd", basis="customs")]) == {}


def test_a_plausible_change_is_a_series_and_a_jump_a_discrepancy(engine) -> None:
    permits = [
        said(1, "40000", "1395", indicator="weavers_permitted", qualifier="more_than"),
        said(2, "50500", "1400Q4", indicator="weavers_permitted"),
    ]
    assert compare(engine, permits)["weavers_permitted.0801.crafts"]["kind"] == "series"
    fields = [
        said(1, "64", "1399", indicator="craft_fields"),
        said(2, "101", "1400Q4", indicator="craft_fields"),
    ]
    assert compare(engine, fields)["craft_fields.0801.crafts"]["kind"] == "contradiction"


@pytest.mark.parametrize("swapped", [False, True])
def test_a_cause_is_known_whichever_of_the_two_was_told_first(engine, swapped: bool) -> None:
    pair = [said(1, "0", "1403", indicator="exports_usd", area="0806")]
    values = [registered("3334", "1403", indicator="exports_usd", basis="customs", area="0806")]
    if swapped:
        pair, values = [{**pair[0], "value": Decimal(9000)}], [{**values[0], "value": Decimal(0)}]
    found = compare(engine, pair, values)["exports_usd.0806.crafts.1403"]
    assert (found["state"], found["causes"]) == ("explained", "channel_not_told")


@pytest.mark.parametrize(
    ("indicator", "one", "other", "causes"),
    [
        ("artisans", {"instrument": "list 1"}, {"instrument": "list 2"}, "instrument"),
        ("artisans", {"instrument": "list 1"}, {}, None),
        ("artisans", {"period_kind": "cumulative"}, {}, "cumulative_or_in_force"),
        ("artisans", {}, {"period_kind": "flow"}, "flow_or_stock"),
        ("artisans", {"figure_id": "D21"}, {}, "partial_period"),
        ("artisans", {"figure_id": "D21", "is_synthetic": True}, {"is_synthetic": True}, None),
        ("craft_fields", {}, {"figure_id": "M01"}, "sub_fields"),
        ("artisans", {}, {"figure_id": "M01"}, None),
        (
            "artisans",
            {"figure_id": "D21", "instrument": "a"},
            {"instrument": "b"},
            "partial_period, instrument",
        ),
    ],
)
def test_a_cause_is_known_where_all_its_conditions_hold(engine, indicator, one, other, causes) -> None:
    pair = [said(1, "350", "1403Q4", indicator=indicator, **one)]
    pair += [said(2, "420", "1403Q4", indicator=indicator, **other)]
    assert compare(engine, pair)[f"{indicator}.0801.crafts.1403Q4"]["causes"] == causes


def test_a_hint_explains_nothing(engine) -> None:
    found = compare(engine, [said(1, "500", "1400Q4")], [registered("900", "1400Q4", status="provisional")])
    one = found["artisans.0801.crafts.1400Q4"]
    assert (one["state"], one["causes"]) == ("unexplained", "register_incomplete")


def test_a_question_of_the_rules_speaks_of_real_figures_only(engine) -> None:
    told = [said(n, "70000", period, area="08") for n, period in enumerate(("1399", "1400Q4", "1402"), 1)]
    assert compare(engine, told)["artisans_unchanged"]["explanation_en"].startswith("Three sources")
    found = compare(engine, [{**row, "is_synthetic": True} for row in told])
    assert list(found) == ["artisans.08.crafts"]
    assert found["artisans.08.crafts"]["explanation_en"] is None and found["artisans.08.crafts"]["is_synthetic"]


def stale(engine: DuckDBEngine) -> list[dict[str, Any]]:
    make_derived(engine, "stale_figures")
    return engine.rows("SELECT * FROM derived.stale_figures ORDER BY indicator_id, first_period")


def test_a_round_number_that_stays_for_years_is_stale(engine) -> None:
    told = [said(n, "70000", period) for n, period in enumerate(("1399", "1400Q4", "1402"), 1)]
    compare(engine, told)
    (figure,) = stale(engine)
    assert (figure["months"], figure["claims"], figure["sources"], figure["reasons"]) == (36, 3, 3, "round")
    assert figure["row_ids"] == "d#s#1, d#s#2, d#s#3"
    assert "۷۰٬۰۰۰" in figure["sentence_fa"]


def test_a_number_is_not_stale_when_it_is_small_short_moving_or_confirmed(engine) -> None:
    years = ("1399", "1400Q4", "1402")
    compare(engine, [said(n, "70", y) for n, y in enumerate(years, 1)])
    assert stale(engine) == [], "a small count may well stay"
    compare(engine, [said(n, "70000", y) for n, y in enumerate(("1401Q1", "1401Q2", "1401Q4"), 1)])
    assert stale(engine) == [], "three quarters are not long"
    compare(engine, [said(n, str(70000 + 2000 * n), y) for n, y in enumerate(years, 1)])
    assert stale(engine) == []
    compare(engine, [said(n, "70000", y) for n, y in enumerate(years, 1)], [registered("70200", "1402Q4")])
    assert stale(engine) == [], "the register says the same"
    compare(engine, [said(n, "73412", y) for n, y in enumerate(years, 1)])
    assert stale(engine) == [], "nothing speaks against it"
    moved = [said(n + 9, str(60 + 20 * n), y, indicator="craft_fields") for n, y in enumerate(years)]
    compare(engine, [*(said(n, "73412", y) for n, y in enumerate(years, 1)), *moved])
    assert [(g["reasons"], g["others_moved"]) for g in stale(engine)] == [("others_moved", "craft_fields")]


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ("50000", "49000.000000001", "round"),
        ("50000", "49000", "round"),
        ("50000", "48999.999999999", "round, register_moved"),
        # Amounts that no binary fraction can tell from their neighbours.
        ("5000000000000000000", "4900000000000000001", "round"),
        ("5000000000000000000", "4900000000000000000", "round"),
        ("5000000000000000000", "4899999999999999999", "round, register_moved"),
        ("0", "0", "round"),
    ],
)
def test_a_register_has_moved_above_two_hundredths_and_not_at_them(engine, before, after, reasons) -> None:
    told = [said(n, "70000", y) for n, y in enumerate(("1399", "1400Q4", "1402"), 1)]
    compare(engine, told, [registered(before, "1400Q4"), registered(after, "1402Q4")])
    assert [figure["reasons"] for figure in stale(engine)] == [reasons]


@pytest.mark.parametrize("after", ["48999.999999999", "49000"])
def test_a_number_that_is_not_round_is_stale_where_only_the_register_has_moved(engine, after: str) -> None:
    told = [said(n, "73412", y) for n, y in enumerate(("1399", "1400Q4", "1402"), 1)]
    compare(engine, told, [registered("50000", "1400Q4"), registered(after, "1402Q4")])
    assert [figure["reasons"] for figure in stale(engine)] == ["register_moved"] * (after != "49000")


@pytest.mark.parametrize(("last", "moved"), [("95.000000001", None), ("95", None), ("94.999999999", "craft_fields")])
def test_another_figure_has_moved_above_five_hundredths_and_not_at_them(engine, last: str, moved: str | None) -> None:
    told = [said(n, "70000", y) for n, y in enumerate(("1399", "1400Q4", "1402"), 1)]
    others = [
        said(n, v, y, indicator="craft_fields") for n, (v, y) in enumerate((("100", "1400Q4"), (last, "1402")), 9)
    ]
    compare(engine, [*told, *others])
    assert [figure["others_moved"] for figure in stale(engine)] == [moved]


def test_a_small_share_of_the_rules_is_a_decimal_in_a_query(engine) -> None:
    """With an exponent it would be a binary fraction there."""
    query = filled("SELECT typeof($share) AS kind, $share * 10000000 = 1 AS is_exact", {"share": Decimal("1E-7")})
    assert engine.rows(query) == [{"kind": "DECIMAL(8,7)", "is_exact": True}]


@settings(max_examples=25, deadline=None)
@given(
    first=st.integers(0, 10**9),
    second=st.integers(0, 10**9),
    qualifiers=st.tuples(*[st.sampled_from(["exact", "about", "more_than", "less_than", "at_most"])] * 2),
)
def test_whether_two_figures_contradict_does_not_depend_on_their_order(engine, first, second, qualifiers) -> None:
    one = said(1, str(first), "1403Q4", qualifier=qualifiers[0])
    other = said(2, str(second), "1403Q4", qualifier=qualifiers[1])
    there = compare(engine, [one, other])
    swapped = [
        {**one, "value": other["value"], "qualifier": qualifiers[1]},
        {**other, "value": one["value"], "qualifier": qualifiers[0]},
    ]
    back = compare(engine, swapped)
    assert there.keys() == back.keys()
    if first == second:
        assert there == {}
    for key, found in there.items():
        assert found["difference"] == back[key]["difference"] == abs(first - second)
        assert 0 < found["relative_difference"] <= 1


def test_a_rule_with_an_unknown_word_is_refused(tmp_path) -> None:
    (tmp_path / "rules").mkdir()
    text = (MODELS / "rules" / "discrepancies.yaml").read_text("utf-8")
    (tmp_path / "rules" / "discrepancies.yaml").write_text(text.replace("unlike: domain", "unlike: colour"), "utf-8")
    with pytest.raises(RuleError, match="scope_of_domain"):
        discrepancy_rules(tmp_path)


@pytest.mark.parametrize("column", get_args(Compared))
def test_every_column_that_a_cause_may_compare_is_laid_beside_the_other(column: str) -> None:
    assert f"'{column}': t.{column}" in derived_model("discrepancy_pairs").sql
