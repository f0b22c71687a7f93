"""Golden numbers of the real baseline, read from the published DuckDB file."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from tests.pipeline.baseline_fixture import COUNTRY, COUNTY, PROVINCE, cell


@pytest.mark.parametrize(
    ("indicator", "area", "domain", "period", "value", "qualifier"),
    [
        ("artisans", PROVINCE, "crafts", "1400Q4", 70_000, "exact"),
        ("artisans_licensed", PROVINCE, "crafts", "1400Q4", 15_000, "exact"),
        ("weavers", PROVINCE, "carpet", "1400Q4", 72_000, "exact"),
        ("weavers_permitted", PROVINCE, "carpet", "1400Q4", 50_500, "exact"),
        ("artisans", COUNTY, "crafts", "1400Q4", 10_000, "about"),
        ("weavers", COUNTY, "carpet", "1400Q4", 39_200, "exact"),
        ("weavers_permitted", COUNTY, "carpet", "1400Q4", 18_000, "exact"),
        ("cooperatives", COUNTY, "crafts", "1400Q4", 44, "exact"),
        ("cooperatives", COUNTY, "carpet", "1400Q4", 29, "exact"),
        ("cooperatives", COUNTY, "all", "1400Q4", 73, "exact"),
        ("cooperatives", PROVINCE, "all", "1400Q4", 367, "exact"),
        ("named_masters", PROVINCE, "crafts", "1400Q4", 250, "more_than"),
        ("craft_fields", PROVINCE, "crafts", "1400Q4", 101, "more_than"),
        ("intangible_elements", PROVINCE, "all_culture", "1400Q4", 90, "about"),
        ("intangible_elements", PROVINCE, "crafts", "1400Q4", 46, "exact"),
        ("wipo_files", PROVINCE, "crafts", "1400Q4", 2, "exact"),
        ("credit_allocated", PROVINCE, "crafts", "1400", 220_000_000_000, "exact"),
        ("credit_applied_files", PROVINCE, "crafts", "1400", 0, "exact"),
        ("credit_uptake", PROVINCE, "crafts", "1400", 0, "exact"),
        ("exports_usd", PROVINCE, "crafts", "1400", 0, "exact"),
        ("weavers_permitted", PROVINCE, "carpet", "1395", 40_000, "more_than"),
    ],
)
def test_reported_figures(published, indicator, area, domain, period, value, qualifier) -> None:
    found = cell(published, indicator, area, domain, period)
    assert Decimal(found["value"]) == value
    assert found["qualifier"] == qualifier
    assert found["basis"] == "reported"
    assert found["source_fa"] and found["source_en"]
    assert not found["is_synthetic"]


@pytest.mark.parametrize(
    ("indicator", "domain", "shown"),
    [("licence_coverage", "crafts", "21.4"), ("permit_coverage", "carpet", "70.1")],
)
def test_coverage_is_a_fraction_of_two_stated_figures(published, indicator, domain, shown) -> None:
    found = cell(published, indicator, PROVINCE, domain, "1400Q4")
    assert f"{Decimal(found['value']) * 100:.1f}" == shown
    assert found["denominator"] > found["numerator"]


@pytest.mark.parametrize(
    ("kind", "value", "qualifier"),
    [("home", 8000, "exact"), ("group", 1000, "more_than"), ("large", 500, "exact")],
)
def test_workshops_by_kind(published, kind, value, qualifier) -> None:
    found = cell(published, "workshops", COUNTY, "crafts", "1400Q4", breakdown="workshop_kind", category=kind)
    assert (Decimal(found["value"]), found["qualifier"]) == (value, qualifier)
    assert found["ambiguity_fa"] if kind == "home" else True


def test_stated_kinds_of_workshops_are_never_added_up(published) -> None:
    rows = published.query(
        "SELECT count(*) AS n FROM indicator_values WHERE indicator_id = 'workshops' AND category = ''"
    )
    assert rows["n"][0] == 0


def test_a_countys_figure_never_becomes_the_provinces(published) -> None:
    rows = published.query(
        "SELECT count(*) AS n FROM indicator_values WHERE indicator_id = 'workshops' AND area_code = '08'"
    )
    assert rows["n"][0] == 0


def test_every_country_and_office_of_the_exports_has_a_name_in_both_languages(published) -> None:
    unnamed = published.query(
        "SELECT count(*) AS n FROM exports e LEFT JOIN destinations d USING (destination_code)"
        " LEFT JOIN customs_offices o ON o.office_code = e.customs_office_code"
        " WHERE d.name_en IS NULL OR o.name_en IS NULL"
        " OR d.destination <> e.destination OR o.office_name <> e.customs_office"
    )
    assert unnamed["n"][0] == 0
    told = published.query("SELECT count(DISTINCT destination_code) AS countries, count(*) AS n FROM exports").iloc[0]
    assert (told["countries"], told["n"]) == (80, 744)
    lists = published.query(
        "SELECT title_en FROM codes"
        " WHERE (list, code) IN (('destinations', 'DE'), ('customs_offices', 'KERMAN')) ORDER BY 1"
    )
    assert list(lists["title_en"]) == ["Germany", "Kerman"]


def test_the_national_craft_village_is_a_figure_of_the_press(published) -> None:
    """Baft's village of the Chehel-mashuleh kilim: what a news item says, with its grade; no city of the minutes."""
    found = cell(
        published,
        "craft_cities",
        "0801",
        "crafts",
        "1397",
        basis="reported",
        breakdown="city_kind",
        category="national_village",
    )
    assert (Decimal(found["value"]), found["evidence_grade"]) == (1, "press")
    rows = published.query("SELECT count(*) AS n FROM craft_cities WHERE kind = 'national_village'")
    assert rows["n"][0] == 0, "the registers that were delivered do not have it"


@pytest.mark.parametrize(
    ("basis", "kind", "value"),
    [("register", "national_city", 5), ("register", "world_city", 1), ("reported", "national_city", 5)],
)
def test_craft_cities(published, basis, kind, value) -> None:
    found = cell(
        published,
        "craft_cities",
        PROVINCE,
        "crafts",
        "1400Q4",
        basis=basis,
        breakdown="city_kind",
        category=kind,
    )
    assert Decimal(found["value"]) == value


def test_ambiguities_are_shown(published) -> None:
    assert "1399" in cell(published, "artisans", PROVINCE, "crafts", "1400Q4")["ambiguity_en"]
    assert cell(published, "credit_allocated", PROVINCE, "crafts", "1400")["ambiguity_fa"]
    assert cell(published, "cooperatives", COUNTY, "crafts", "1400Q4")["ambiguity_fa"]


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("exports_usd", 94_534_106),
        ("exports_weight_kg", 8_611_156),
        ("exports_value_rial", 36_283_811_307_253),
    ],
)
def test_exports_of_1402_over_all_offices(published, indicator, value) -> None:
    found = cell(published, indicator, COUNTRY, "all", "1402", basis="customs")
    assert Decimal(found["value"]) == value
    parts = [cell(published, indicator, COUNTRY, d, "1402", basis="customs")["value"] for d in ("crafts", "carpet")]
    assert sum(parts) == value


def test_exports_through_the_provinces_offices(published) -> None:
    assert Decimal(cell(published, "exports_usd", PROVINCE, "crafts", "1402", basis="customs")["value"]) == 3_334
    rows = published.query(
        "SELECT category, value FROM indicator_values WHERE indicator_id = 'exports_usd' AND area_code = '08'"
        " AND domain = 'crafts' AND period = '1402' AND breakdown = 'customs_office' ORDER BY value DESC"
    )
    assert len(rows) == 4, "the four offices of the province, three of them with a true zero"
    assert "رفسنجان" in rows["category"][0] and [int(v) for v in rows["value"]] == [3334, 0, 0, 0]


def test_kermanshah_is_not_kerman(published) -> None:
    rows = published.query(
        "SELECT DISTINCT office_area_code AS area FROM exports WHERE customs_office LIKE '%کرمانشاه%'"
    )
    assert len(rows) == 1 and rows["area"].isna().all(), "it lies outside the province, and is not the country"


def test_the_country_is_the_sum_of_all_offices_and_never_the_others_alone(published) -> None:
    told = published.query(
        "SELECT sum(value_usd) AS usd, sum(value_usd) FILTER (office_area_code = '') AS elsewhere,"
        " count(*) FILTER (office_area_code = 'IR') AS country FROM export_flows"
        " WHERE period = '1402' AND domain = 'crafts'"
    )
    country = Decimal(cell(published, "exports_usd", COUNTRY, "crafts", "1402", basis="customs")["value"])
    assert (Decimal(told["usd"][0]), told["country"][0]) == (country, 0)
    assert Decimal(told["elsewhere"][0]) == country - 3_334, "all but what the offices of the province cleared"
    lines = published.query("SELECT DISTINCT area_code FROM export_lines WHERE basis = 'office'")
    assert set(lines["area_code"]) == {"", PROVINCE}
    offices = published.query("SELECT DISTINCT area_code FROM customs_offices")
    assert set(offices["area_code"].dropna()) == {PROVINCE}


def test_no_category_stands_under_an_empty_breakdown(published) -> None:
    rows = published.query("SELECT value_id FROM indicator_values WHERE (category = '') <> (breakdown = '')")
    assert rows.empty
    said = published.query(
        "SELECT category, breakdown FROM indicator_values WHERE indicator_id = 'exports_usd' AND basis = 'reported'"
        " AND category <> ''"
    )
    assert set(said["breakdown"]) == {"export_channel"} and set(said["category"]) == {"customs", "suitcase"}


def test_all_domains_are_the_sum_of_their_parts_where_they_stand_beside_them(published) -> None:
    rows = published.query(
        """
        WITH added AS (
          SELECT v.* FROM indicator_values v JOIN indicators i USING (indicator_id)
          WHERE i.kind IN ('stock', 'flow', 'cumulative')
        ),
        parts AS (
          SELECT indicator_id, area_code, breakdown, category, frequency, period, basis, sum(value) AS value
          FROM added WHERE domain <> 'all' GROUP BY ALL HAVING count(*) = count(value)
        )
        SELECT a.value = p.value AS is_sum, a.indicator_id FROM added a
        JOIN parts p USING (indicator_id, area_code, breakdown, category, frequency, period, basis)
        WHERE a.domain = 'all'
        """
    )
    assert len(rows) > 50 and rows["is_sum"].all()
    figures = published.query("SELECT DISTINCT domain FROM indicator_values WHERE indicator_id LIKE 'figures_%'")
    assert list(figures["domain"]) == ["all"], "figures of every domain, not the few that are told of all"


def test_the_customs_rows_are_all_there(published) -> None:
    rows = published.query(
        "SELECT count(*) AS n, sum(value_usd) AS usd, sum(value_rial) AS rial, sum(weight_kg) AS kg FROM exports"
    )
    assert rows["n"][0] == 744
    assert (int(rows["usd"][0]), int(rows["rial"][0]), int(rows["kg"][0])) == (
        94_534_106,
        36_283_811_307_253,
        8_611_156,
    )
    arabic = published.query("SELECT count(*) AS n FROM exports WHERE customs_office || destination ~ '[يك]'")
    assert arabic["n"][0] == 0


def test_sirjan_kilim_by_origin(published) -> None:
    for area in ("0806", PROVINCE):
        found = cell(published, "exports_origin_usd", area, "crafts", "1402", basis="customs")
        assert Decimal(found["value"]) == 104_772
    lines = published.query(
        "SELECT category FROM indicator_values WHERE indicator_id = 'exports_origin_usd' AND area_code = '0806'"
        " AND category <> '' ORDER BY category"
    )
    assert list(lines["category"]) == ["57021020", "57021030"]


def test_the_reported_none_is_a_zero_of_its_own(published) -> None:
    stated = cell(published, "exports_usd", PROVINCE, "crafts", "1400")
    assert (int(stated["value"]), stated["status"], stated["basis"]) == (0, "final", "reported")
    claims = published.query(
        "SELECT value FROM discrepancy_claims WHERE discrepancy_id = 'kerman_exports' ORDER BY ordinal"
    )
    assert [int(v) for v in claims["value"]] == [0, 3_334, 104_772, 2_000_000, 0]


def test_what_was_announced_and_not_given_is_missing_not_zero(published) -> None:
    found = cell(published, "authenticity_seals", PROVINCE, "crafts", "1400Q4")
    assert found["status"] == "missing"
    assert pd.isna(found["value"])


def test_all_figures_of_the_minutes_are_there(published) -> None:
    rows = published.query("SELECT count(*) AS n FROM statements WHERE figure_id LIKE 'M%' AND value IS NOT NULL")
    assert rows["n"][0] == 33


def test_commitments_by_state(published) -> None:
    rows = published.query("SELECT state, count(*) AS n FROM commitments GROUP BY state")
    assert dict(zip(rows["state"], rows["n"], strict=True)) == {"open": 30, "under_way": 1}
    whole = cell(published, "commitments", PROVINCE, "all", "1400Q4", basis="register")
    assert int(whole["value"]) == 31
