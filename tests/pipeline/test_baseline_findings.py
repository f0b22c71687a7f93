"""What follows from the figures of the real baseline: discrepancies, scores, promises, targets and warnings."""

from __future__ import annotations

from pipelines.published import PublishedDatabase
from tests.pipeline.baseline_fixture import PROVINCE, cell


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
    """Figures of 1395 and 1400 say nothing of 1405; 80 % of 220 milliard are 44 a quarter within the target's year."""
    rows = published.query(
        "SELECT target_id, p.status, p.is_stale, p.qualifier, p.arithmetic_en, n.sentence_fa, n.sentence_en,"
        " c.status AS chance FROM target_progress p JOIN requirements n USING (target_id)"
        " JOIN forecast_targets c USING (target_id)"
        " WHERE n.part = 'whole'"
    ).set_index("target_id")
    assert (rows["status"] == rows["chance"]).all() and set(rows["status"]) == {"not_available"}
    assert set(rows.index[rows["is_stale"]]) == {f"T{n:02d}" for n in range(1, 11)}
    insured, uptake, kiosks = (rows.loc[name] for name in ("T03", "T06", "T11"))
    assert insured["qualifier"] == "more_than" and "more than ⁦18,000⁩, is of 1395" in insured["arithmetic_en"]
    assert "To reach ⁦80⁩% in 1407, ⁦44⁩ billion rials a quarter" in uptake["sentence_en"]
    assert (
        "as it was in 1400, ⁦220⁩ billion rials" in uptake["sentence_en"] and "⁦۴۴⁩ میلیارد ریال" in uptake["sentence_fa"]
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
    """Nothing of 220 milliard was applied for by Esfand 1400: cover is nought where the whole share is asked for."""
    (cover,) = published.query("SELECT * FROM warnings WHERE warning_id = 'pipeline_cover'").to_dict("records")
    assert (cover["state"], cover["value"], cover["limit_value"]) == ("warns", 0, 1)
    assert cover["first_warned_jalali"] == "1400-12-29"
    # Nothing was ever paid: there is no rate against which another could be too high.
    rates = published.query("SELECT DISTINCT state FROM warning_history WHERE warning_id = 'needed_pace'")
    assert set(rates["state"]) == {"unknown", "not_applicable"}
    (target,) = published.query("SELECT * FROM target_progress WHERE target_id = 'T06'").to_dict("records")
    assert (target["value"], target["period"], target["basis"]) == (0, "1400", "reported")
