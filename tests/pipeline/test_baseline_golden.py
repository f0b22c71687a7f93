"""Golden numbers of the real baseline, read from the published DuckDB file."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from pipelines.published import PublishedDatabase

PROVINCE, COUNTY, COUNTRY = "08", "0808", "IR"


def cell(
    published: PublishedDatabase,
    indicator: str,
    area: str,
    domain: str,
    period: str,
    *,
    basis: str = "reported",
    breakdown: str = "",
    category: str = "",
) -> dict:
    rows = published.query(
        "SELECT * FROM indicator_values WHERE indicator_id = ? AND area_code = ? AND domain = ? AND period = ?"
        " AND basis = ? AND breakdown = ? AND category = ?",
        (indicator, area, domain, period, basis, breakdown, category),
    )
    assert len(rows) == 1, f"{indicator} {area} {domain} {period} {basis}: {len(rows)} rows"
    return rows.iloc[0].to_dict()


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
        " WHERE d.name_en IS NULL OR o.name_en IS NULL OR d.destination <> e.destination OR o.office_name <> e.customs_office"
    )
    assert unnamed["n"][0] == 0
    told = published.query("SELECT count(DISTINCT destination_code) AS countries, count(*) AS n FROM exports").iloc[0]
    assert (told["countries"], told["n"]) == (80, 744)
    lists = published.query(
        "SELECT title_en FROM codes WHERE (list, code) IN (('destinations', 'DE'), ('customs_offices', 'KERMAN')) ORDER BY 1"
    )
    assert list(lists["title_en"]) == ["Germany", "Kerman"]


def test_the_national_craft_village_is_a_figure_of_the_press(published) -> None:
    """Baft's village of the Chehel-mashuleh kilim: what a news item says, with its grade, and no city of the minutes."""
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
        " count(*) FILTER (office_area_code = 'IR') AS country FROM export_flows WHERE period = '1402' AND domain = 'crafts'"
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


def comparison(published: PublishedDatabase, ident: str) -> tuple[str, str | None, list[int]]:
    (row,) = published.query("SELECT kind, state FROM discrepancies WHERE discrepancy_id = ?", (ident,)).to_dict(
        "records"
    )
    claims = published.query("SELECT value FROM discrepancy_claims WHERE discrepancy_id = ? ORDER BY ordinal", (ident,))
    state = row["state"] if isinstance(row["state"], str) else None
    return row["kind"], state, [int(v) for v in claims["value"]]


def test_what_the_documents_tell_differently_is_a_discrepancy(published) -> None:
    assert comparison(published, "kerman_exports")[:2] == ("contradiction", "explained")
    assert comparison(published, "active_fields") == ("contradiction", "explained", [64, 101, 100])
    assert comparison(published, "weavers_cards") == ("series", None, [40_000, 50_500])
    assert comparison(published, "cooperatives_scope") == ("contradiction", "explained", [367, 5_349, 5_700])
    assert comparison(published, "artisans_unchanged") == ("repetition", None, [70_000] * 3)
    causes = published.query("SELECT discrepancy_id, causes FROM discrepancies").set_index("discrepancy_id")["causes"]
    assert causes["active_fields"] == "sub_fields" and causes["cooperatives_scope"] == "scope_of_domain"
    assert {"office_or_origin", "channel_not_told"} <= set(causes["kerman_exports"].split(", "))
    assert "partial_period" in causes["national_exports"]


def test_every_claim_leads_to_a_value_or_a_row(published) -> None:
    rows = published.query(
        "SELECT discrepancy_id FROM discrepancy_claims c WHERE row_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM indicator_values v WHERE v.value_id = c.value_id AND v.value = c.value)"
        " UNION ALL SELECT discrepancy_id FROM discrepancy_claims c WHERE row_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM statements s WHERE s.row_id = c.row_id AND s.value = c.value)"
    )
    assert rows.empty, rows


def test_the_only_stale_figure_is_seventy_thousand(published) -> None:
    (stale,) = published.query("SELECT * FROM stale_figures").to_dict("records")
    assert (stale["indicator_id"], stale["area_code"], int(stale["value"])) == ("artisans", PROVINCE, 70_000)
    assert (stale["first_period"], stale["last_period"], int(stale["months"])) == ("1399", "1402", 36)
    assert stale["reasons"] == "round, others_moved" and "craft_fields" in stale["others_moved"]


def test_of_craft_cities_only_what_was_delivered_is_known(published) -> None:
    scores = published.query("SELECT area_code, met, not_met, is_registered_world FROM craft_city_scores")
    found = {r["area_code"]: (int(r["met"]), int(r["not_met"])) for r in scores.to_dict("records")}
    assert found.pop("city-rayen") == (0, 0), "its registration is disputed"
    assert set(found.values()) == {(1, 0)} and len(found) == 5
    (clock,) = published.query("SELECT * FROM annual_report_clock").to_dict("records")
    assert (clock["area_code"], clock["status"], bool(clock["is_owed"])) == ("city-sirjan", "not_known", True)
    effects = published.query("SELECT DISTINCT status FROM secretariat_limit_effects")
    assert list(effects["status"]) == ["not_known"]


def test_promises_without_a_date_are_never_overdue(published) -> None:
    rows = published.query("SELECT commitment_id, standing FROM commitments WHERE standing <> 'no_due_date'")
    assert set(rows["commitment_id"]) <= {"C08", "C21"}
    (whole,) = published.query("SELECT * FROM commitment_shares WHERE role = ''").to_dict("records")
    assert (int(whole["commitments"]), int(whole["no_due_date"]), int(whole["kept"])) == (31, 29, 0)


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


def test_no_target_counts_as_the_commissions(published) -> None:
    rows = published.query("SELECT count(*) AS n FROM target_progress WHERE counts")
    assert rows["n"][0] == 0
    states = published.query("SELECT DISTINCT status FROM commission_status")
    assert set(states["status"]) == {"no_target", "not_available"}
    # What the minutes name without a number is not available, with a target or without.
    seals = published.query("SELECT status FROM commission_status WHERE indicator_id = 'authenticity_seals'")
    assert set(seals["status"]) == {"not_available"}
    proposed = published.query("SELECT count(*) AS n FROM target_progress WHERE decision_state = 'proposed'")
    assert proposed["n"][0] >= 6


def test_what_the_first_targets_say_of_today(published) -> None:
    """Figures of 1395 and 1400 say nothing of 1405; 80 % of 220 milliard are 44 a quarter within the year of the target."""
    rows = published.query(
        "SELECT target_id, p.status, p.is_stale, p.qualifier, p.arithmetic_en, n.sentence_fa, n.sentence_en, c.status AS chance"
        " FROM target_progress p JOIN requirements n USING (target_id) JOIN forecast_targets c USING (target_id)"
        " WHERE n.part = 'whole'"
    ).set_index("target_id")
    assert (rows["status"] == rows["chance"]).all() and set(rows["status"]) == {"not_available"}
    assert set(rows.index[rows["is_stale"]]) == {f"T{n:02d}" for n in range(1, 11)}
    insured, uptake, kiosks = (rows.loc[name] for name in ("T03", "T06", "T11"))
    assert insured["qualifier"] == "more_than" and "more than ⁦18,000⁩, is of 1395" in insured["arithmetic_en"]
    assert "To reach ⁦80⁩% in 1407, ⁦44⁩ milliard rial a quarter" in uptake["sentence_en"]
    assert (
        "as it was in 1400, ⁦220⁩ milliard rial" in uptake["sentence_en"] and "⁦۴۴⁩ میلیارد ریال" in uptake["sentence_fa"]
    )
    assert kiosks["arithmetic_en"].startswith("The date of the target (1401) has passed, and nothing was measured")
    drawn = published.query("SELECT value FROM target_paths WHERE target_id = 'T08' ORDER BY period")
    assert [int(value) for value in drawn["value"]] == [1] * 40 + [6], "in steps, and not along a line"


def test_what_was_moved_of_the_credit_share_is_unknown_with_what_the_minutes_say(published) -> None:
    """The minutes announce that the unused share goes to tourism; no list tells that it went, or that it did not."""
    for indicator in ("credit_reallocated", "credit_available"):
        found = cell(published, indicator, PROVINCE, "crafts", "1400", basis="register")
        assert (found["status"], found["value"]) == ("missing", None)
    (row,) = published.query("SELECT * FROM warnings WHERE warning_id = 'reallocated'").to_dict("records")
    assert (row["state"], row["value"]) == ("unknown", None)
    assert "به گردشگری می‌رود" in row["sentence_fa"] and "goes to tourism" in row["sentence_en"]


def test_warnings_of_the_credit_share_by_the_arithmetic_in_words(published) -> None:
    """Nothing of 220 milliard was applied for by Esfand 1400, so the cover is nought where the whole share is asked for."""
    (cover,) = published.query("SELECT * FROM warnings WHERE warning_id = 'pipeline_cover'").to_dict("records")
    assert (cover["state"], cover["value"], cover["limit_value"]) == ("warns", 0, 1)
    assert cover["first_warned_jalali"] == "1400-12-29"
    # Nothing was ever paid: there is no rate against which another could be too high.
    rates = published.query("SELECT DISTINCT state FROM warning_history WHERE warning_id = 'needed_pace'")
    assert set(rates["state"]) == {"unknown", "not_applicable"}
    (target,) = published.query("SELECT * FROM target_progress WHERE target_id = 'T06'").to_dict("records")
    assert (target["value"], target["period"], target["basis"]) == (0, "1400", "reported")


def test_every_value_has_rows(published) -> None:
    rows = published.query(
        "SELECT v.indicator_id, v.period FROM indicator_values v"
        " WHERE NOT EXISTS (SELECT 1 FROM lineage l WHERE l.value_id = v.value_id)"
    )
    assert rows.empty, rows


def test_every_value_is_the_sum_of_its_rows(published) -> None:
    rows = published.query(
        "SELECT v.value_id FROM indicator_values v JOIN (SELECT value_id, sum(contribution) AS total FROM lineage"
        " WHERE part = 'numerator' GROUP BY 1) l ON l.value_id = v.value_id"
        " WHERE v.numerator IS NOT NULL AND l.total <> v.numerator"
    )
    assert rows.empty, rows


def test_every_row_of_lineage_can_be_opened(published) -> None:
    rows = published.query(
        "SELECT l.row_id FROM lineage l LEFT JOIN source_rows s ON s.row_id = l.row_id"
        " WHERE l.row_number IS NOT NULL AND s.row_id IS NULL"
    )
    assert rows.empty, rows


def test_rows_read_are_loaded_quarantined_or_no_data(published) -> None:
    rows = published.query("SELECT * FROM deliveries")
    assert (rows["rows_read"] == rows["rows_loaded"] + rows["rows_quarantined"] + rows["rows_non_data"]).all()
    assert rows["reconciled"].all() and set(rows["state"]) == {"published"}
    assert (rows["rows_quarantined"] == 0).all()
    customs = rows[rows["feed"] == "exports"].iloc[0]
    assert (customs["rows_loaded"], float(customs["stated_total_difference"])) == (744, 0)


def test_every_expectation_held(published) -> None:
    rows = published.query("SELECT subject, expectation, severity FROM expectation_results WHERE NOT success")
    assert set(rows["severity"]) <= {"warning"}, rows
    assert published.query("SELECT count(*) AS n FROM expectation_results")["n"][0] > 100


def test_tables_and_columns_are_documented_in_the_file(published) -> None:
    rows = published.query(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    )
    assert rows.empty, rows
    assert published.query("SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL").empty


@pytest.mark.parametrize(
    ("indicator", "behind", "read_as_well"),
    [
        ("artisans_licensed", "reported_figures", {"licences", "training"}),  # no list of licences has come
        ("credit_uptake", "credit_allocations", {"credit_applications", "artisans"}),
        ("exports_usd", "exports, reported_figures", set()),
        ("training_courses", "", {"training"}),  # no value, so nothing is behind it
    ],
)
def test_feeds_behind_values_are_told_apart_from_feeds_that_are_read(
    published, indicator, behind, read_as_well
) -> None:
    found = published.query("SELECT * FROM indicators WHERE indicator_id = ?", (indicator,)).iloc[0]
    assert found["source_feeds"] == behind
    assert read_as_well <= set(found["possible_feeds"].split(", ")) - set(behind.split(", "))


def test_feeds_behind_values_are_those_of_their_lineage(published) -> None:
    traced = published.query(
        "SELECT v.indicator_id, string_agg(DISTINCT d.feed, ', ' ORDER BY d.feed) AS feeds FROM lineage l"
        " JOIN indicator_values v USING (value_id) JOIN deliveries d USING (delivery_id) GROUP BY v.indicator_id"
    )
    told = published.query("SELECT * FROM indicators").set_index("indicator_id")
    assert len(traced) > 40
    assert dict(zip(traced["indicator_id"], traced["feeds"], strict=True)) == dict(
        told["source_feeds"][told["source_feeds"] != ""]
    )
    assert all(
        set(r["source_feeds"].split(", ")) - {""} <= set(r["possible_feeds"].split(", ")) for _, r in told.iterrows()
    )
