"""The pace of a credit line, and from which counties files came, on a share small enough to be reckoned by hand.

A share of 100 milliard rial for 1401 is notified on 1401-01-15 and must be used by 1401-12-29.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import jdatetime
import pytest

from tests.derived_tables import make_derived
from tests.unit.test_credit_warnings import BILLION, TODAY, Credit, event, paid

AFTER_THE_DEADLINE = jdatetime.date(1402, 2, 1).togregorian()


class Paces(Credit):
    """The tables of the pace, made of what a test tells."""

    def tell(self, events: Sequence[str], today: date = TODAY) -> Paces:
        self.warn(events, today=today)
        make_derived(self.engine, "credit_paces", "credit_progress", "credit_counties", today=today)
        return self

    @property
    def pace(self) -> dict[str, Any]:
        (row,) = self.engine.rows("SELECT * FROM derived.credit_paces")
        return row

    @property
    def months(self) -> dict[str, Decimal]:
        rows = self.engine.rows("SELECT month_key, paid_in_month_rial AS rial FROM derived.credit_progress")
        return {row["month_key"]: row["rial"] / BILLION for row in rows}

    @property
    def counties(self) -> dict[str, tuple[str, int | None]]:
        rows = self.engine.rows("SELECT county_code, status, files FROM derived.credit_counties")
        return {row["county_code"]: (row["status"], row["files"]) for row in rows}


@pytest.fixture
def credit() -> Iterator[Paces]:
    made = Paces()
    yield made
    made.engine.close()


def files(*counted: tuple[str, int]) -> list[str]:
    """Return so many registered files of each county."""
    return [
        event(f"{county}-{n}", "registered", "1401-03-01", 1, county=county)
        for county, count in counted
        for n in range(count)
    ]


def test_what_is_left_is_shared_out_over_the_days_that_are_left(credit: Paces) -> None:
    """80 of 100 are left for 89 days; the month is the one that the warning tells."""
    pace = credit.tell(paid("a", "1401-03-01", "1401-05-01", 20)).pace
    assert (pace["is_running"], pace["days_left"], pace["remaining_rial"]) == (True, 89, 80 * BILLION)
    assert pace["needed_week_rial"] == pytest.approx(Decimal(80 * BILLION) * 7 / 89)
    assert pace["needed_month_rial"] == pytest.approx(credit.now("needed_pace")["value"])
    assert (pace["paid_share"], pace["whole_days"], pace["gone_days"]) == (Decimal("0.2"), 350, 350 - 89)


def test_the_mean_ends_with_the_last_word_of_the_banks(credit: Paces) -> None:
    """From 15 Farvardin to 31 Khordad are 79 days; the silence of summer is not a standstill."""
    pace = credit.tell([*paid("a", "1401-02-01", "1401-02-20", 20), event("b", "registered", "1401-03-31", 1)]).pace
    assert pace["told_until"] == jdatetime.date(1401, 3, 31).togregorian()
    assert pace["mean_month_rial"] == pytest.approx(Decimal(20 * BILLION) * 30 / 79)
    assert pace["mean_week_rial"] == pytest.approx(Decimal(20 * BILLION) * 7 / 79)


def test_no_month_is_told_after_the_last_word_of_the_banks(credit: Paces) -> None:
    credit.tell([*paid("a", "1401-02-01", "1401-02-20", 20), event("b", "registered", "1401-05-10", 1)])
    assert credit.months == {"1401-02": 20, "1401-03": 0, "1401-04": 0}


def test_the_best_month_is_continued_to_the_deadline_and_never_beyond_the_share(credit: Paces) -> None:
    """20 in Ordibehesht, 31 days, once more for 89 days: 20 + 57.4."""
    word = event("b", "registered", "1401-03-31", 1)
    pace = credit.tell([*paid("a", "1401-02-01", "1401-02-20", 20), word]).pace
    assert (pace["best_month"], pace["best_month_rial"]) == ("1401-02", 20 * BILLION)
    assert pace["reach_rial"] == pytest.approx(Decimal(20 * BILLION) * (1 + Decimal(89) / 31))
    assert pace["times_best"] == pytest.approx(Decimal(80) / 89 / (Decimal(20) / 31))
    assert credit.tell([*paid("a", "1401-02-01", "1401-02-20", 60), word]).pace["reach_rial"] == 100 * BILLION


@pytest.mark.parametrize(("count", "status", "rial"), [(4, "suppressed", None), (5, "final", 5 * BILLION)])
def test_the_best_week_is_told_from_five_files_on(credit: Paces, count: int, status: str, rial: int | None) -> None:
    """Else it would be the loan of one or two persons."""
    events = [e for n in range(count) for e in paid(f"f{n}", "1401-02-01", f"1401-03-0{n + 1}", 1)]
    events += paid("later", "1401-02-01", "1401-03-08", 1)
    assert {key: credit.tell(events).pace[key] for key in ("best_week_status", "best_week_rial")} == {
        "best_week_status": status,
        "best_week_rial": rial,
    }


def test_a_week_without_any_payment_is_missing(credit: Paces) -> None:
    pace = credit.tell([event("a", "registered", "1401-03-31", 1)]).pace
    assert (pace["best_week_status"], pace["best_month"], pace["times_best"]) == ("missing", None, None)
    assert (pace["paid_rial"], pace["mean_month_rial"]) == (0, 0)


def test_nothing_is_needed_of_a_closed_line(credit: Paces) -> None:
    pace = credit.tell(paid("a", "1401-03-01", "1401-05-01", 20), AFTER_THE_DEADLINE).pace
    assert not pace["is_running"]
    assert {pace[name] for name in ("needed_month_rial", "needed_week_rial", "times_best", "reach_rial")} == {None}
    assert pace["gone_days"] == pace["whole_days"]


def test_nothing_is_known_of_a_line_of_which_no_list_tells(credit: Paces) -> None:
    pace = credit.tell([]).pace
    assert pace["is_running"]
    assert {pace[name] for name in ("paid_rial", "needed_month_rial", "mean_month_rial", "told_until")} == {None}
    assert credit.months == {}
    assert Counter(credit.counties.values()) == {("missing", None): len(credit.counties)}


def test_a_county_without_a_file_is_zero_and_one_with_a_few_is_hidden(credit: Paces) -> None:
    credit.tell(files(("0801", 7), ("0802", 2), ("0803", 3), ("0804", 2), ("0806", 5)))
    told = credit.counties
    assert (told["0801"], told["0806"], told["0807"]) == (("final", 7), ("final", 5), ("final", 0))
    assert {told[code] for code in ("0802", "0803", "0804")} == {("suppressed", None)}


@pytest.mark.parametrize("counted", [(("0801", 9), ("0802", 3)), (("0801", 9), ("0802", 1), ("0803", 1))])
def test_no_hidden_count_can_be_worked_out_from_the_others(credit: Paces, counted: tuple[tuple[str, int], ...]) -> None:
    """The province's number is told: one hidden county, or two with one file each, would be known."""
    told = credit.tell(files(*counted)).counties
    assert {told[code] for code, _ in counted} == {("suppressed", None)}
    assert told["0807"] == ("final", 0)


def test_of_a_handful_of_files_not_even_the_counties_are_told(credit: Paces) -> None:
    told = credit.tell(files(("0801", 2), ("0802", 2))).counties
    assert set(told.values()) == {("suppressed", None)}


def test_no_county_is_zero_while_a_file_does_not_say_its_county(credit: Paces) -> None:
    told = credit.tell([*files(("0801", 9)), event("x", "registered", "1401-03-01", 1, county="08")]).counties
    assert (told["0801"], told["0807"]) == (("suppressed", None), ("missing", None))


def test_a_county_that_was_founded_later_is_not_there(credit: Paces) -> None:
    assert "0824" not in credit.tell(files(("0801", 9))).counties
