"""Early warnings of the credit line, on a share small enough to be reckoned by hand.

A share of 100 milliard rial for 1401 is notified on 1401-01-15 and must be used by 1401-12-29.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import jdatetime
import pytest

from pipelines.configuration.errors import RuleError
from pipelines.configuration.outlook_rules import WarningId, WarningsFile
from pipelines.configuration.rules import read_rules
from pipelines.engines import DuckDBEngine
from pipelines.modelling.reference import load_reference
from tests.derived_tables import MODELS, make_derived

BILLION = 10**9
#: The day of the build: 1401-09-30.
TODAY = jdatetime.date(1401, 9, 30).togregorian()


def day(text: str) -> str:
    year, month, number = (int(part) for part in text.split("-"))
    return f"DATE '{jdatetime.date(year, month, number).togregorian()}'"


def event(
    file: str, stage: str, when: str, amount: int | None = None, outcome: str = "passed", county: str = "0808"
) -> str:
    orders = {
        "registered": 2,
        "approved_committee": 4,
        "at_bank": 5,
        "approved_bank": 6,
        "contracted": 7,
        "paid": 8,
    }
    rial = "NULL" if amount is None else str(amount * BILLION)
    return (
        f"('{file}', 'note_18', 1401, 'crafts', '{county}', '{stage}', {orders[stage]}, '{outcome}', {day(when)},"
        f" CAST({rial} AS DECIMAL(38,9)), '1401Q3')"
    )


ALLOCATION = (
    "('r#s#1', 'note_18', 1401, '08', 'crafts', 'allocated', NULL, '1401-01-15', 100, 100, NULL, NULL, '1401-12-29')"
)


class Credit:
    """Core tables of credit with what a test tells, and the warnings that are derived from them."""

    def __init__(self) -> None:
        self.engine = DuckDBEngine()
        load_reference(self.engine, MODELS)
        self.engine.create_schema("core")

    def warn(
        self,
        events: Sequence[str] = (),
        allocations: Sequence[str] = (ALLOCATION,),
        today: date = TODAY,
        cities: Sequence[str] = ("0806", "0808"),
        stated_period: str = "1401Q1",
        movements_told: bool = True,
    ) -> Credit:
        engine = self.engine
        engine.execute("DROP SCHEMA IF EXISTS derived CASCADE")
        engine.create_schema("derived")
        engine.create_table(
            "core",
            "credit_allocations",
            "SELECT row_id, scheme, budget_year, area_code, domain, transaction_kind, decided_on, notified_on,"
            f" CAST(CAST(amount AS BIGINT) * {BILLION} AS DECIMAL(38,9)) AS amount_rial,"
            f" CAST(CAST(net AS BIGINT) * {BILLION} AS DECIMAL(38,9))"
            " AS net_amount_rial, CAST(files AS BIGINT) AS applied_files,"
            f" {movements_told} AS is_movement_told,"
            " 'سهم ابلاغ شد.' AS remark_fa, 'A share was notified.' AS remark_en,"
            f" CAST(CAST(asked AS BIGINT) * {BILLION} AS DECIMAL(38,9)) AS applied_amount_rial, deadline,"
            " 'yes' AS extendable,"
            f" 'd1' AS delivery_id, true AS is_synthetic FROM (VALUES {', '.join(allocations)}) AS v(row_id, scheme,"
            " budget_year, area_code, domain, transaction_kind, decided_on, notified_on, amount, net, files, asked,"
            " deadline)",
        )
        engine.create_table("derived", "deliveries", f"SELECT 'd1' AS delivery_id, '{stated_period}' AS period")
        told = ", ".join(events) or event("none", "registered", "1401-01-01")
        engine.create_table(
            "core",
            "credit_stage_events",
            f"SELECT * FROM (VALUES {told}) AS v(application_no, scheme, budget_year, domain, area_code, stage,"
            f" stage_order, outcome, event_on, amount_rial, period) WHERE {bool(events)}",
        )
        engine.create_table("core", "credit_files", "SELECT '1401Q2' AS period WHERE false")
        listed = ", ".join(f"('{c}')" for c in cities)
        engine.create_table("core", "craft_cities", f"SELECT * FROM (VALUES {listed}) AS v(area_code)")
        make_derived(engine, "warnings", "credit_balances", today=today)
        return self

    def now(self, warning: str) -> dict[str, Any]:
        return self.engine.rows("SELECT * FROM derived.warnings WHERE warning_id = ?", [warning])[0]

    def on(self, warning: str, month: str) -> tuple[str, Decimal | None]:
        row = self.engine.rows(
            "SELECT state, value FROM derived.warning_history WHERE warning_id = ? AND month_key = ?",
            [warning, month],
        )[0]
        return row["state"], row["value"]


@pytest.fixture
def credit() -> Iterator[Credit]:
    made = Credit()
    yield made
    made.engine.close()


def paid(file: str, registered: str, paid_on: str, amount: int) -> list[str]:
    stages = ("registered", "at_bank", "approved_bank", "contracted")
    return [event(file, s, registered, amount) for s in stages] + [event(file, "paid", paid_on, amount)]


def test_cover_weighs_open_files_by_their_chance(credit: Credit) -> None:
    """20 paid and 40 open at Kerman's 28.3 %: (20 + 11.32) of 100."""
    credit.warn([*paid("a", "1401-03-01", "1401-05-01", 20), event("b", "registered", "1401-06-01", 40)])
    row = credit.now("pipeline_cover")
    assert (row["value"], row["state"]) == (Decimal("0.31320"), "warns")
    assert "۳۱" in row["sentence_fa"] and "31" in row["sentence_en"]
    # Before the second file came, only the first was known; before its payment, it was open itself.
    assert credit.on("pipeline_cover", "1401-05") == ("warns", Decimal("0.2"))
    assert credit.on("pipeline_cover", "1401-04") == ("warns", Decimal("0.0566"))
    assert credit.on("pipeline_cover", "1401-02") == ("unknown", None)
    assert row["first_warned_jalali"] == "1401-03-31"


def test_the_cover_that_is_asked_for_grows_with_the_year_so_that_it_can_be_calm(credit: Credit) -> None:
    credit.warn(paid("a", "1401-02-01", "1401-02-10", 12))
    # 47 of the 350 days from 1401-01-15 to 1401-12-29 have passed on 1401-02-31: 13.4 %; 78 of them on 1401-03-31.
    limits = credit.engine.rows(
        "SELECT month_key, limit_value FROM derived.warning_history"
        " WHERE warning_id = 'pipeline_cover' AND month_key < '1401-04'"
    )
    passed = {row["month_key"]: float(row["limit_value"]) for row in limits}
    assert passed == {
        m: pytest.approx(days / 350, abs=1e-6) for m, days in (("1401-01", 16), ("1401-02", 47), ("1401-03", 78))
    }
    assert credit.on("pipeline_cover", "1401-02") == ("warns", Decimal("0.12"))
    credit.warn(paid("a", "1401-02-01", "1401-02-10", 14))
    assert credit.on("pipeline_cover", "1401-02") == ("calm", Decimal("0.14"))
    assert credit.on("pipeline_cover", "1401-03") == ("warns", Decimal("0.14"))
    assert "۷۵" in credit.now("pipeline_cover")["sentence_fa"], "261 of 350 days on the day of the build"
    assert "grows" in credit.now("pipeline_cover")["source_en"]
    credit.warn(paid("a", "1401-02-01", "1401-02-10", 100), today=jdatetime.date(1402, 3, 1).togregorian())
    row = credit.now("pipeline_cover")
    assert (row["limit_value"], row["state"]) == (1, "calm"), "after the deadline the whole share is asked for"


def test_thirty_decided_files_give_a_rate_of_their_own(credit: Credit) -> None:
    events = [line for n in range(15) for line in paid(f"p{n}", "1401-02-01", "1401-03-01", 1)]
    for n in range(15):
        events += [
            event(f"x{n}", "registered", "1401-02-01", 1),
            event(f"x{n}", "approved_committee", "1401-03-01", None, "rejected"),
        ]
    credit.warn([*events, event("open", "registered", "1401-04-01", 10)])
    assert credit.now("pipeline_cover")["value"] == Decimal("0.2"), "15 paid and half of 10"


def test_silence_counts_the_days_since_notification(credit: Credit) -> None:
    credit.warn([event("a", "registered", "1401-07-01", 5)])
    # A list that tells nobody of the quarter would be needed to know that there was no file before the first one.
    assert credit.on("silence_registered", "1401-06")[0] == "unknown"
    assert credit.on("silence_registered", "1401-07") == ("calm", Decimal(0))
    assert credit.on("silence_committee", "1401-07") == ("warns", Decimal(201)), "17 + 5 × 31 + 30 − 1 days"
    assert credit.now("silence_bank")["value"] == Decimal(261)


def test_a_stated_zero_is_a_zero_and_silence_is_not(credit: Credit) -> None:
    stated = ALLOCATION.replace("100, 100, NULL, NULL", "100, 100, 0, 0")
    credit.warn(allocations=[stated])
    assert credit.on("pipeline_cover", "1401-02")[0] == "unknown", "the office had not said it yet"
    assert credit.on("pipeline_cover", "1401-03") == ("warns", Decimal(0))
    assert credit.now("silence_registered")["state"] == "warns"
    assert credit.now("cities_without_file")["value"] == 2
    assert credit.now("stage_ageing")["state"] == "unknown"
    credit.warn(movements_told=False)
    assert {r["state"] for r in credit.engine.rows("SELECT state FROM derived.warnings")} == {"unknown"}
    assert "فهرست بانک" in credit.now("pipeline_cover")["sentence_fa"]


def test_the_required_rate_is_held_against_twice_the_best_seen(credit: Credit) -> None:
    credit.warn([*paid("a", "1401-03-01", "1401-05-01", 30)])
    row = credit.now("needed_pace")
    # 70 milliard in the 89 days from 1401-09-30 to 1401-12-29; the best three months had 30, so 10 a month.
    assert row["value"] == pytest.approx(Decimal(70 * BILLION * 30) / 89, abs=1)
    assert (row["limit_value"], row["state"]) == (Decimal(20 * BILLION), "warns")
    credit.warn([*paid("a", "1401-03-01", "1401-05-01", 30)], today=jdatetime.date(1402, 2, 1).togregorian())
    assert credit.now("needed_pace")["state"] == "not_applicable", "the deadline has passed"


def test_where_nothing_was_ever_paid_no_rate_can_be_too_high(credit: Credit) -> None:
    waiting = [event("a", s, "1401-03-01", 30) for s in ("registered", "at_bank", "approved_bank")]
    credit.warn(waiting)
    row = credit.now("needed_pace")
    assert (row["state"], row["limit_value"]) == ("unknown", None)
    assert row["value"] == pytest.approx(Decimal(100 * BILLION * 30) / 89, abs=1), "what is needed is known"
    assert "no payment has been seen" in row["sentence_en"] and "هیچ پرداختی" in row["sentence_fa"]
    assert row["first_warned_on"] is None


def test_files_age_at_the_bank(credit: Credit) -> None:
    old = [event("a", "registered", "1401-05-01", 1), event("a", "at_bank", "1401-07-30")]
    new = [event("b", "registered", "1401-05-01", 1), event("b", "at_bank", "1401-08-01")]
    credit.warn([*old, *new], today=jdatetime.date(1401, 10, 1).togregorian())
    row = credit.now("stage_ageing")
    assert (row["value"], row["state"]) == (Decimal("0.5"), "warns"), "61 days are more than sixty, 60 are not"


def test_banks_reject(credit: Credit) -> None:
    events = paid("a", "1401-03-01", "1401-05-01", 1)
    for file in ("b", "c"):
        events += [
            event(file, "registered", "1401-03-01", 1),
            event(file, "at_bank", "1401-04-01"),
            event(file, "approved_bank", "1401-05-01", None, "rejected"),
        ]
    credit.warn(events)
    assert credit.now("bank_rejection")["value"] == pytest.approx(Decimal(2) / 3, abs=Decimal("0.000001"))
    assert credit.now("bank_rejection")["state"] == "warns"


def test_a_craft_city_without_a_file_is_seen(credit: Credit) -> None:
    credit.warn([event("a", "registered", "1401-03-01", 1, county="0808")])
    assert credit.now("cities_without_file")["value"] == 1


def test_money_waits_between_approval_and_payment(credit: Credit) -> None:
    approved = [event("b", s, "1401-04-01", 30) for s in ("registered", "at_bank", "approved_bank")]
    credit.warn([*paid("a", "1401-03-01", "1401-05-01", 10), *approved])
    assert (credit.now("approved_unpaid")["value"], credit.now("approved_unpaid")["state"]) == (
        Decimal("0.3"),
        "warns",
    )
    (balance,) = credit.engine.rows("SELECT * FROM derived.credit_balances")
    assert balance["approved_uncontracted_rial"] == 30 * BILLION
    assert (balance["contracted_unpaid_rial"], balance["remaining_rial"]) == (0, 90 * BILLION)
    assert (balance["days_left"], balance["told_by"]) == (89, "told")


def test_three_files_may_be_too_much_of_all(credit: Credit) -> None:
    credit.warn([event(f"f{n}", "registered", "1401-03-01", n) for n in (1, 2, 3, 4)])
    assert credit.now("concentration")["value"] == Decimal("0.9"), "4 + 3 + 2 of 10"


def test_a_movement_counts_from_its_decision(credit: Credit) -> None:
    moved = "('r#s#2', 'note_18', 1401, '08', 'crafts', 'reallocated', '1401-06-10', NULL, 40, -40, NULL, NULL, NULL)"
    credit.warn([event("a", "registered", "1401-03-01", 1)], [ALLOCATION, moved])
    assert credit.on("reallocated", "1401-05") == ("calm", Decimal(0))
    assert credit.on("reallocated", "1401-06") == ("warns", Decimal(40 * BILLION))
    assert credit.now("reallocated")["first_warned_jalali"] == "1401-06-31"
    (balance,) = credit.engine.rows("SELECT * FROM derived.credit_balances")
    assert (balance["notified_rial"], balance["moved_rial"], balance["received_rial"], balance["share_rial"]) == (
        100 * BILLION,
        40 * BILLION,
        0,
        60 * BILLION,
    )


def test_a_movement_that_nobody_has_told_is_unknown_with_what_the_notification_says(credit: Credit) -> None:
    credit.warn([event("a", "registered", "1401-03-01", 1)], movements_told=False)
    row = credit.now("reallocated")
    assert (row["state"], row["value"]) == ("unknown", None)
    assert "سهم ابلاغ شد." in row["sentence_fa"] and "A share was notified." in row["sentence_en"]
    (balance,) = credit.engine.rows("SELECT * FROM derived.credit_balances")
    assert (balance["moved_rial"], balance["received_rial"]) == (None, None)
    credit.warn([event("a", "registered", "1401-03-01", 1)])
    assert (credit.now("reallocated")["state"], credit.now("reallocated")["value"]) == ("calm", 0)


def test_the_word_of_banks_grows_old(credit: Credit) -> None:
    credit.warn([event("a", "registered", "1401-03-01", 1)])
    row = credit.now("freshness")
    assert (row["value"], row["state"]) == (Decimal(30 + 3 * 31 + 3 * 30), "warns")


def test_the_rules_name_every_figure_in_both_languages(credit: Credit) -> None:
    credit.warn()
    figures = credit.engine.rows("SELECT DISTINCT warning_id FROM derived.warning_figures")
    rules = read_rules(MODELS, WarningsFile)
    assert list(rules.warnings) == list(get_args(WarningId))
    assert {row["warning_id"] for row in figures} == set(rules.warnings)


def test_a_rule_without_a_figure_is_refused(tmp_path: Any) -> None:
    (tmp_path / "rules").mkdir()
    text = (MODELS / "rules" / "warnings.yaml").read_text("utf-8")
    (tmp_path / "rules" / "warnings.yaml").write_text(text.replace("  freshness:", "  forgotten:"), "utf-8")
    with pytest.raises(RuleError, match="freshness"):
        read_rules(tmp_path, WarningsFile)
