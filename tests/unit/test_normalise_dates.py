"""Dates of every style, in two calendars, whole and partial."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalise.dates import (
    normalise_date,
    normalise_year,
    to_gregorian,
    to_jalali,
)
from tests.unit import styles

YEARS_1375_TO_1410 = st.dates(dt.date(1996, 3, 20), dt.date(2032, 3, 19))

#: Published pairs (jalaali-js, MIT; the minutes; a public price file).
PAIRS = [
    ("1304/01/02", "1925-03-22"),
    ("1360/05/26", "1981-08-17"),
    ("1378/10/11", "2000-01-01"),
    ("1391/10/21", "2013-01-10"),
    ("1393/05/13", "2014-08-04"),
    ("1395/01/23", "2016-04-11"),
    ("1400/01/01", "2021-03-21"),
    ("1403/01/01", "2024-03-20"),
    ("1402/12/29", "2024-03-19"),
    ("1403/12/30", "2025-03-20"),
    ("1404/01/01", "2025-03-21"),
    ("1400/12/05", "2022-02-24"),
    ("1400/12/11", "2022-03-02"),
    ("1400/12/17", "2022-03-08"),
    ("1396/03/23", "2017-06-13"),
]


@pytest.mark.parametrize(("jalali", "gregorian"), PAIRS)
def test_the_calendar_agrees_with_published_pairs(jalali: str, gregorian: str) -> None:
    assert normalise_date(jalali, "date").value == gregorian
    assert normalise_date(gregorian, "jalali").value == jalali.replace("/", "-")


@pytest.mark.parametrize("year", [1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408])
def test_leap_years_have_a_thirtieth_of_esfand_and_their_neighbours_have_none(year: int) -> None:
    assert normalise_date(f"{year}/12/30", "date").problem is None
    assert normalise_date(f"{year + 1}/12/30", "date").problem == "impossible_date"


@pytest.mark.parametrize(
    "raw",
    [
        "05/12/1400",
        "1400/12/05",
        "۱۴۰۰/۱۲/۵",
        "1400-12-05",
        "1400.12.5",
        "00/12/05",
        "14001205",
        "05121400",
        "44616",
        "44616.0",
        "44616.5",
        "۵ اسفند ۱۴۰۰",
        "5 اسفندماه 1400",
        "پنج‌شنبه ۵ اسفند ۱۴۰۰",
        "2022-02-24",
        "2022-02-24 00:00:00",
        "2022-02-24T08:30:00Z",
        "24/02/2022",
        "24 Feb 2022",
        "1400/12/05 08:30",
        "\u200f۱۴۰۰/۱۲/۰۵",
        "1400 / 12 / 05",
        "1400-12-05 00:00:00",
        "400/12/05",
        "0400/12/05",
        "2/24/2022",
        "24-Feb-22",
        "Feb 24, 2022",
        "پنجم اسفند ۱۴۰۰",
        "۵ اسفند ۰۰",
        "5 Esfand 1400",
        "1400 اسفند 5",
        "مورخ ۱۴۰۰/۱۲/۰۵",
        "تاریخ: 1400/12/05",
        "1400/12/05 هـ.ش",
        "۱۴۰۰/۱۲/۰۵ شمسی",
        "1400/12/05 ساعت 08:30",
        "2/24/2022 12:00:00 AM",
        "1400/12/05 08:30 ب.ظ",
        "'1400/12/05",
        "20220224",
        "001205",
        "1400_12_05",
        "1400\\12\\05",
    ],
)
def test_one_day_in_every_style(raw: str) -> None:
    assert normalise_date(raw, "date").value == "2022-02-24"
    assert normalise_date(raw, "jalali").value == "1400-12-05"


@pytest.mark.parametrize(
    ("raw", "jalali"),
    [
        ("اسفند 1400", "1400-12"),
        ("اسفندماه ۱۴۰۰", "1400-12"),
        ("1400/12", "1400-12"),
        ("12/1400", "1400-12"),
        ("140012", "1400-12"),
        ("مهر ۹۶", "1396-07"),
        ("Esfand 1400", "1400-12"),
        ("1396", "1396"),
        ("سال ۱۴۰۰", "1400"),
        ("آبان ۱۴۰۱", "1401-08"),
        ("1400.0", "1400"),
    ],
)
def test_partial_dates_stay_partial(raw: str, jalali: str) -> None:
    assert normalise_date(raw, "jalali").value == jalali
    assert normalise_date(raw, "date").problem == "incomplete_date"


@pytest.mark.parametrize(
    ("raw", "period"),
    [
        ("1402", "1402"),
        ("۱۴۰۲", "1402"),
        ("1402Q3", "1402Q3"),
        ("Q3 1402", "1402Q3"),
        ("1402_1", "1402Q1"),
        ("سه‌ماهه چهارم 1400", "1400Q4"),
        ("سه ماههٔ اول سال ۱۴۰۲", "1402Q1"),
        ("فصل دوم ۱۴۰۲", "1402Q2"),
        ("زمستان 1400", "1400Q4"),
        ("1402-07", "1402-07"),
        ("1402/7", "1402-07"),
        ("مهر ۱۴۰۲", "1402-07"),
        ("1402/07/15", "1402-07"),
        ("140207", "1402-07"),
        ("140105", "1401-05"),
        ("۱۴۰۲ سه‌ماههٔ اول", "1402Q1"),
        ("1402 بهار", "1402Q1"),
        ("سه ماهه 3 1402", "1402Q3"),
        ("پاييز سال ۱۴۰۲", "1402Q3"),
        ("0402Q1", "1402Q1"),
        ("0098Q2", "1398Q2"),
    ],
)
def test_periods_in_every_style(raw: str, period: str) -> None:
    assert normalise_date(raw, "period").value == period


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("1400/13/01", "impossible_date"),
        ("1400/07/31", "impossible_date"),
        ("1404/12/30", "impossible_date"),
        ("2023-02-29", "impossible_date"),
        ("01/02/03", "ambiguous_date"),
        ("02/12/05", "ambiguous_date"),
        ("05/12/2022", "ambiguous_date"),
        ("140105", "ambiguous_date"),
        ("12/31/1400", "impossible_date"),
        ("-182287", "not_a_date"),
        ("13990", "not_a_date"),
        ("1400/12/05-1400/12/10", "not_a_date"),
        ("1400/00/00", "impossible_date"),
        ("999999", "impossible_date"),
        ("فردا", "not_a_date"),
        ("12", "not_a_date"),
        ("1400/12/05/01", "not_a_date"),
        ("0000/00/00", "impossible_date"),
        ("0000/01/01", "impossible_date"),
    ],
)
def test_days_that_are_none_or_two_are_refused(raw: str, problem: str) -> None:
    assert normalise_date(raw, "date").problem == problem


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("1402", "1402"),
        ("۹۴", "1394"),
        ("00", "1400"),
        ("1394.0", "1394"),
        ("402", "1402"),
        ("سال ۱۴۰۲", "1402"),
        ("1402 شمسی", "1402"),
        ("'1402", "1402"),
        ("\u200f۱۴۰۲ ", "1402"),
    ],
)
def test_years(raw: str, year: str) -> None:
    assert normalise_year(raw).value == year


@pytest.mark.parametrize("raw", ["0000Q1", "Q4 0000", "9999Q1"])
def test_a_quarter_needs_a_year_that_can_be(raw: str) -> None:
    assert normalise_date(raw, "period").problem == "impossible_date"


@pytest.mark.parametrize("raw", ["2021", "140", "abc", "14021", "1", "1402/07", "۱۴۰۲-۱۴۰۳", "0000", "000"])
def test_what_is_no_jalali_year(raw: str) -> None:
    assert normalise_year(raw).problem == "not_a_year"


@given(YEARS_1375_TO_1410)
def test_there_and_back_is_the_same_day(day: dt.date) -> None:
    jalali = to_jalali(day)
    assert jalali.month and jalali.day
    assert to_gregorian(jalali.year, jalali.month, jalali.day) == day


@pytest.mark.slow
@settings(max_examples=2_000)
@given(YEARS_1375_TO_1410, st.data())
def test_a_day_in_any_style_is_that_day(day: dt.date, data: st.DataObject) -> None:
    raw = data.draw(styles.day_text(day))
    assert normalise_date(raw, "date").value == day.isoformat()
    assert normalise_date(raw, "jalali").value == str(to_jalali(day))


@settings(max_examples=1_000)
@given(styles.two_faced_day())
def test_a_day_with_two_faces_is_refused(raw: str) -> None:
    assert normalise_date(raw, "date").problem == "ambiguous_date"


@given(st.integers(1375, 1410), st.integers(1, 4), st.data())
def test_a_quarter_in_any_style_is_that_quarter(year: int, quarter: int, data: st.DataObject) -> None:
    raw = data.draw(styles.period_text(year, quarter))
    assert normalise_date(raw, "period").value == f"{year}Q{quarter}"


def test_day_numbers_count_from_the_epoch_of_their_workbook() -> None:
    assert normalise_date("44616", "date").value == "2022-02-24"
    assert normalise_date("43154", "date", date1904=True).value == "2022-02-24"
    assert normalise_date("1400/12/05", "date", date1904=True).value == "2022-02-24"


@pytest.mark.parametrize(
    ("raw", "kind", "problem"),
    [
        ("1402/07/01", "date", "future_period"),
        ("1402/06/31", "date", None),
        ("1402/07", "jalali", "future_period"),
        ("1402", "jalali", None),
        ("1403", "jalali", "future_period"),
        ("2023-09-23", "date", "future_period"),
        ("1403Q1", "period", None),
    ],
)
def test_what_the_delivery_cannot_know_yet_is_a_problem(raw: str, kind: str, problem: str | None) -> None:
    """The delivery knows everything up to the 31st of Shahrivar 1402. Periods may be plans."""
    answer = normalise_date(raw, kind, latest=dt.date(2023, 9, 22))  # type: ignore[arg-type]
    assert answer.problem == problem


@given(YEARS_1375_TO_1410)
def test_the_calendar_agrees_with_a_second_library(day: dt.date) -> None:
    from persiantools.jdatetime import JalaliDate

    other = JalaliDate(day)
    found = to_jalali(day)
    assert (found.year, found.month, found.day) == (other.year, other.month, other.day)


@pytest.mark.slow
@settings(max_examples=10_000)
@given(
    st.one_of(
        st.text("0123456789۱۴٠٣/-. _:TQ", max_size=12),
        st.text(max_size=12),
        st.lists(
            st.sampled_from(["5", "۱۴", "1400", "98", "اسفند", "مهر", "سه‌ماهه", "دوم", "سال", "Feb", "/"]),
            max_size=5,
        ).map(" ".join),
    ),
    st.sampled_from(["date", "jalali", "period"]),
)
def test_whatever_is_written_is_a_date_that_stays_itself_or_a_problem(raw: str, kind: str) -> None:
    answer = normalise_date(raw, kind)  # type: ignore[arg-type]
    if answer.value is None:
        assert answer.problem or answer.note == "missing_marked" or not raw.strip()
        return
    assert answer.note == (None if answer.value == raw else "date_normalised")
    again = normalise_date(answer.value, kind)  # type: ignore[arg-type]
    assert (again.value, again.note) == (answer.value, None)


@pytest.mark.parametrize(
    ("raw", "jalali"),
    [
        ("1403.10", "1403-10"),
        ("1403.01", "1403-01"),
        ("1403.2", "1403-02"),
        ("1403.11", "1403-11"),
        ("10.1403", "1403-10"),
        ("1403/1", "1403-01"),
        ("1403-1", "1403-01"),
        ("۱۴۰۳.۰۱", "1403-01"),
        ("1403.1.5", "1403-01-05"),
    ],
)
def test_a_year_and_a_month_with_a_point_between_them(raw: str, jalali: str) -> None:
    assert normalise_date(raw, "jalali").value == jalali


@pytest.mark.parametrize("raw", ["1403.1", "۱۴۰۳.۱", "1399.1", "1403 . 1"])
@pytest.mark.parametrize(
    ("kind", "problem"),
    [("jalali", "ambiguous_date"), ("date", "ambiguous_date"), ("period", "ambiguous_period")],
)
def test_a_number_that_lost_its_nought_may_be_the_first_month_or_the_tenth(raw: str, kind: str, problem: str) -> None:
    assert normalise_date(raw, kind).problem == problem  # type: ignore[arg-type]
