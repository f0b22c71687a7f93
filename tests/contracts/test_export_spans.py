"""Releases of the year to date, quarters with months missing, lists of single offices: what counts, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.engines import DuckDBEngine
from pipelines.modelling import core_models
from tests.contracts.conftest import MODELS, Ask, Delivery, fill

EXPORTS = [m for m in core_models(MODELS) if m.name.startswith("export")]
SPANS = {3: "1403Q1", 6: "1403-01/1403-06", 9: "1403-01/1403-09", 12: "1403"}


@pytest.fixture
def exports(engine: DuckDBEngine) -> Callable[..., Ask]:
    """Return a function that builds the tables of exports from deliveries and gives back a way to ask them."""

    def made(*deliveries: Delivery) -> Ask:
        fill(engine, deliveries)
        for model in EXPORTS:
            engine.create_table("core", model.name, model.sql)
        return lambda sql: engine.connection.execute(sql).fetchall()

    return made


def row(usd: int, **cells: Any) -> dict[str, Any]:
    return {
        "customs_office": "KERMAN",
        "destination": "DE",
        "hs_code": "57021020",
        "weight_kg": usd,
        "value_rial": usd,
        "value_usd": usd,
        **cells,
    }


def edition(
    name: str, span: str, rows: Iterable[dict[str, Any]], *, period: str = "", cover: str | None = None
) -> Delivery:
    told = [{"delivery_span": span, "delivery_cover": cover, **r} for r in rows]
    return "exports", name, period or span, told


def release(months: int, *usd: int, **how: Any) -> Delivery:
    """A release of the year to date, one row a line, in the folder of the quarter with which it ends."""
    lines = ["57021020", "57011090", "42010000", "62142000"]
    rows = [row(u, hs_code=line) for u, line in zip(usd, lines, strict=False)]
    return edition(f"r{months:02d}", SPANS[months], rows, period=f"1403Q{months // 3}", **how)


def half(number: int, *usd: int, **how: Any) -> Delivery:
    """The months of one half of the year alone."""
    span = SPANS[6] if number == 1 else "1403-07/1403-12"
    return edition(f"h{number}", span, [row(u) for u in usd], period=f"1403Q{2 * number}", **how)


def later() -> Delivery:
    return edition("next", "1404Q1", [row(1)])


def counted(ask: Ask) -> dict[str, int]:
    found = ask("SELECT period, sum(value_usd) FROM core.export_counts GROUP BY period ORDER BY period")
    return {period: int(usd) for period, usd in found}


def gaps(ask: Ask) -> dict[str, str]:
    return dict(ask("SELECT DISTINCT period, state FROM core.export_gaps WHERE area_code = '08' ORDER BY 1"))


def test_releases_of_three_six_nine_and_twelve_months_are_never_added(exports: Callable[..., Ask]) -> None:
    ask = exports(release(3, 100, 10), release(6, 200, 20), release(9, 300, 30), release(12, 400, 40))
    assert counted(ask) == {"1403": 440, "1403Q1": 110, "1403Q2": 110, "1403Q3": 110, "1403Q4": 110}
    assert gaps(ask) == {}
    names = ask("SELECT DISTINCT delivery_id FROM core.export_counts WHERE period = '1403Q3' ORDER BY 1")
    assert names == [("r06",), ("r09",)]


def test_without_the_release_before_only_the_year_to_date_is_known(exports: Callable[..., Ask]) -> None:
    ask = exports(release(3, 100), release(9, 300))
    assert counted(ask) == {"1403Q1": 100}
    assert gaps(ask) == {"1403Q2": "incomplete", "1403Q3": "incomplete"}
    standing = dict(ask("SELECT period_key, standing FROM core.export_editions"))
    assert standing == {"1403Q1": "counted", "1403-01/1403-09": "release"}


def test_a_first_release_of_six_months_tells_no_quarter(exports: Callable[..., Ask]) -> None:
    ask = exports(release(6, 200))
    assert counted(ask) == {}
    assert gaps(ask) == {"1403Q1": "incomplete", "1403Q2": "incomplete"}


def test_a_line_that_a_release_revised_downward_lowers_its_quarter(exports: Callable[..., Ask]) -> None:
    ask = exports(release(3, 100, 50), release(6, 260, 40))
    assert counted(ask)["1403Q2"] == 150
    lines = ask("SELECT hs8, sum(value_usd) FROM core.export_counts WHERE period = '1403Q2' GROUP BY 1 ORDER BY 1")
    assert [(line, int(usd)) for line, usd in lines] == [("57011090", -10), ("57021020", 160)]


def test_a_release_that_is_smaller_than_the_one_before_is_no_difference(exports: Callable[..., Ask]) -> None:
    ask = exports(release(3, 100), release(6, 90))
    assert counted(ask) == {"1403Q1": 100}
    assert gaps(ask) == {"1403Q2": "incomplete"}


def test_differences_are_formed_in_one_layout_only(exports: Callable[..., Ask]) -> None:
    by_country = edition("c", "1403-01/1403-06", [row(200, customs_office=None, hs_code=None)], period="1403Q2")
    ask = exports(release(3, 100), by_country)
    assert counted(ask) == {"1403Q1": 100}
    ask = exports(release(3, 100), by_country, release(6, 250))
    assert counted(ask)["1403Q2"] == 150


def test_a_quarter_told_on_its_own_stands_before_a_difference_and_is_taken_off(
    exports: Callable[..., Ask],
) -> None:
    own = edition("q2", "1403Q2", [row(70)])
    ask = exports(release(3, 100), own, release(9, 300))
    assert counted(ask) == {"1403Q1": 100, "1403Q2": 70, "1403Q3": 130}
    ask = exports(release(3, 100), own, release(6, 180))
    assert counted(ask) == {"1403Q1": 100, "1403Q2": 70}


def test_three_months_stand_for_the_quarter_before_a_release(exports: Callable[..., Ask]) -> None:
    months = [edition(f"m{n}", f"1403-0{n}", [row(10 * n)]) for n in (1, 2, 3)]
    assert counted(exports(*months, release(6, 200))) == {"1403Q1": 60, "1403Q2": 140}
    ask = exports(*months[:2], release(6, 200))
    assert counted(ask) == {}
    assert gaps(ask) == {"1403Q1": "incomplete", "1403Q2": "incomplete"}


def test_a_year_without_its_own_release_is_the_sum_of_its_quarters(exports: Callable[..., Ask]) -> None:
    ask = exports(release(3, 100), release(6, 220), release(9, 330), edition("q4", "1403Q4", [row(70)]))
    assert counted(ask)["1403"] == 400


def test_two_halves_make_a_year_and_no_quarter(exports: Callable[..., Ask]) -> None:
    ask = exports(release(6, 200, 20), half(2, 300))
    assert counted(ask) == {"1403": 520}
    assert gaps(ask) == {f"1403Q{n}": "incomplete" for n in (1, 2, 3, 4)}
    assert gaps(exports(half(2, 300), later())) == {
        "1403": "incomplete",
        "1403Q3": "incomplete",
        "1403Q4": "incomplete",
    }


def test_a_year_of_a_release_and_what_follows_it(exports: Callable[..., Ask]) -> None:
    last = edition("q4", "1403Q4", [row(70)])
    assert counted(exports(release(9, 300), last)) == {"1403": 370, "1403Q4": 70}
    third = edition("q3", "1403Q3", [row(50)])
    found = counted(exports(release(6, 200), third, last))
    assert found == {"1403": 320, "1403Q3": 50, "1403Q4": 70}
    middle = edition("mid", "1403-04/1403-09", [row(90)], period="1403Q3")
    assert counted(exports(release(3, 100), middle, last))["1403"] == 260
    assert "1403" not in counted(exports(release(3, 100), middle, third))


def test_halves_that_overlap_quarters_count_once(exports: Callable[..., Ask]) -> None:
    ask = exports(release(3, 100), release(6, 220), half(2, 300))
    assert counted(ask) == {"1403": 520, "1403Q1": 100, "1403Q2": 120}
    own = edition("y", "1403", [row(500)])
    assert counted(exports(release(6, 220), half(2, 300), own))["1403"] == 500


def test_halves_of_an_office_are_a_year_of_that_office_only(exports: Callable[..., Ask]) -> None:
    cover = "office:KERMAN"
    ask = exports(release(6, 200, cover=cover), half(2, 300, cover=cover))
    assert counted(ask) == {"1403": 500}
    assert gaps(ask)["1403"] == "at_least"
    mixed = exports(release(6, 200, cover=cover), half(2, 300))
    assert (counted(mixed), gaps(mixed)["1403"]) == ({"1403": 500}, "at_least")


def test_a_year_of_which_one_quarter_is_of_one_office_is_the_least_that_it_can_be(
    exports: Callable[..., Ask],
) -> None:
    one = edition("q1", "1403Q1", [row(10)], cover="office:KERMAN")
    ask = exports(one, *(edition(f"q{n}", f"1403Q{n}", [row(10)]) for n in (2, 3, 4)))
    assert counted(ask)["1403"] == 40
    assert gaps(ask) == {"1403": "at_least", "1403Q1": "at_least"}
    assert zeros(ask, "1403") == {"کرمان"}  # of carpets; nobody told what the others cleared in spring
    assert "منطقه ویژه اقتصادی بم" in zeros(ask, "1403Q2")


def test_an_area_is_told_in_a_year_where_every_part_of_it_tells_the_area(exports: Callable[..., Ask]) -> None:
    one = edition("q1", "1403Q1", [row(10)], cover="area:08")
    rest = [edition(f"q{n}", f"1403Q{n}", [row(10)], cover="office:KERMAN") for n in (2, 3, 4)]
    assert gaps(exports(one, *rest))["1403"] == "at_least"
    whole = [edition(f"q{n}", f"1403Q{n}", [row(10)], cover="area:08") for n in (2, 3, 4)]
    assert "1403" not in gaps(exports(one, *whole))


@pytest.mark.parametrize("lacks", ["hs_code", "customs_office"])
def test_a_year_of_which_one_quarter_cannot_tell_crafts_of_an_office_has_no_figure(
    exports: Callable[..., Ask], lacks: str
) -> None:
    rest = [edition(f"q{n}", f"1403Q{n}", [row(10)]) for n in (2, 3, 4)]
    ask = exports(edition("q1", "1403Q1", [row(10, **{lacks: None})]), *rest)
    assert gaps(ask) == {"1403": "incomplete"}
    country = ask("SELECT DISTINCT period, state FROM core.export_gaps WHERE area_code = 'IR'")
    assert country == ([("1403", "incomplete")] if lacks == "hs_code" else [])
    assert zeros(ask, "1403") == set()


def test_invented_releases_are_never_taken_off_real_ones(exports: Callable[..., Ask]) -> None:
    feed, name, period, rows = release(3, 100)
    invented: Delivery = (feed, name, period, [{**r, "is_synthetic": True} for r in rows])
    assert "1403Q2" not in counted(exports(invented, release(6, 200)))


def test_a_quarter_of_which_a_month_is_missing_has_no_figure(exports: Callable[..., Ask]) -> None:
    ask = exports(
        edition("m1", "1403-01", [row(10)]),
        edition("m2", "1403-02", [row(10)]),
        edition("y", "1402", [row(5)]),
    )
    assert counted(ask) == {"1402": 5}
    assert gaps(ask) == {"1403Q1": "incomplete"}
    assert ask("SELECT DISTINCT standing FROM core.export_editions WHERE is_monthly") == [("so_far",)]


def test_a_year_of_which_a_quarter_is_missing_has_no_figure_once_a_later_year_was_told(
    exports: Callable[..., Ask],
) -> None:
    three = [edition(f"q{n}", f"1402Q{n}", [row(10)]) for n in (1, 2, 3)]
    assert gaps(exports(*three)) == {}
    assert gaps(exports(*three, edition("n", "1403Q1", [row(10)]))) == {"1402": "incomplete"}


def test_the_same_months_of_another_year_beside_the_row(exports: Callable[..., Ask]) -> None:
    rows = [row(10, year=1403), row(20, year=1402)]
    ask = exports(edition("d", "1403-01/1403-06", rows, period="1403Q2"))
    assert sorted(k for (k,) in ask("SELECT period_key FROM core.export_editions")) == [
        "1402-01/1402-06",
        "1403-01/1403-06",
    ]


# --- cover -----------------------------------------------------------------------------------------------


def zeros(ask: Ask, period: str) -> set[str]:
    return {
        name for (name,) in ask(f"SELECT DISTINCT office_name FROM core.export_office_zeros WHERE period = '{period}'")
    }


def test_the_list_of_one_office_makes_no_zero_of_the_others(exports: Callable[..., Ask]) -> None:
    ask = exports(edition("s", "1403Q1", [row(10, customs_office="SIRJAN_SEZ")], cover="office:SIRJAN_SEZ"))
    assert zeros(ask, "1403Q1") == {"منطقه ویژه اقتصادی سیرجان"}  # of carpets, which it did not clear
    assert gaps(ask) == {"1403Q1": "at_least"}


def test_an_edition_of_other_goods_makes_no_zero_of_crafts(exports: Callable[..., Ask]) -> None:
    ask = exports(
        edition("v", "1403Q1", [row(10, hs_code="87032300"), row(5, hs_code="87089900", customs_office="TEHRAN")])
    )
    assert counted(ask) == {"1403Q1": 15}
    assert zeros(ask, "1403Q1") == set()


def test_lists_of_two_offices_count_side_by_side(exports: Callable[..., Ask]) -> None:
    ask = exports(
        edition("s", "1403Q1", [row(10, customs_office="SIRJAN_SEZ")], cover="office:SIRJAN_SEZ"),
        edition("k", "1403Q1", [row(7)], cover="office:KERMAN"),
    )
    assert counted(ask) == {"1403Q1": 17}
    assert ask("SELECT DISTINCT standing FROM core.export_editions") == [("counted",)]


def test_an_edition_of_all_offices_contains_the_list_of_one(exports: Callable[..., Ask]) -> None:
    everywhere = [row(7), row(10, customs_office="SIRJAN_SEZ"), row(90, customs_office="TEHRAN")]
    own = edition("s", "1403Q1", [row(11, customs_office="SIRJAN_SEZ")], cover="office:SIRJAN_SEZ")
    ask = exports(edition("all", "1403Q1", everywhere), own)
    assert counted(ask) == {"1403Q1": 107}
    assert gaps(ask) == {}


def test_an_edition_of_the_province_tells_its_zeros_and_its_total_but_not_the_country(
    exports: Callable[..., Ask],
) -> None:
    ask = exports(edition("p", "1403Q1", [row(7), row(10, customs_office="SIRJAN_SEZ")], cover="area:08"))
    assert "منطقه ویژه اقتصادی بم" in zeros(ask, "1403Q1")
    assert gaps(ask) == {}
    assert ask("SELECT DISTINCT state FROM core.export_gaps WHERE area_code = 'IR'") == [("at_least",)]


def test_releases_of_one_office_are_taken_off_releases_of_that_office_only(
    exports: Callable[..., Ask],
) -> None:
    cover = "office:KERMAN"
    ask = exports(release(3, 100, cover=cover), release(6, 230, cover=cover))
    assert counted(ask) == {"1403Q1": 100, "1403Q2": 130}
    assert counted(exports(release(3, 100, cover=cover), release(6, 230))) == {"1403Q1": 100}


# --- any releases ----------------------------------------------------------------------------------------

grown = st.lists(st.lists(st.integers(0, 10**6), min_size=4, max_size=4), min_size=3, max_size=3)


@settings(max_examples=25)
@given(grown=grown, there=st.sets(st.sampled_from([3, 6, 9, 12])))
def test_a_quarter_is_known_where_two_releases_enclose_it_and_then_exactly(
    engine: DuckDBEngine, grown: Sequence[Sequence[int]], there: set[int]
) -> None:
    to_date = {m: [sum(line[: m // 3]) for line in grown] for m in (3, 6, 9, 12)}
    fill(engine, [release(m, *to_date[m]) for m in sorted(there)])
    for model in EXPORTS:
        engine.create_table("core", model.name, model.sql)
    known = {3: 0} if 3 in there else {}
    known |= {m: m - 3 for m in there if m - 3 in there}
    expected = {f"1403Q{m // 3}": sum(line[m // 3 - 1] for line in grown) for m in known}
    if 12 in there:
        expected["1403"] = sum(to_date[12])
    found = engine.connection.execute("SELECT period, sum(value_usd) FROM core.export_counts GROUP BY 1").fetchall()
    assert {p: int(v) for p, v in found} == expected
