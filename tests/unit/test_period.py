"""A period is one type: its key, its months and quarters, what comes before and after it, and its order in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.foundation.period import Period, Span
from pipelines.foundation.period_names import period_name

YEARS = st.integers(1300, 1499)
PERIODS = st.one_of(
    st.builds(Period, YEARS),
    st.builds(lambda y, q: Period(y, quarter=q), YEARS, st.integers(1, 4)),
    st.builds(lambda y, m: Period(y, month=m), YEARS, st.integers(1, 12)),
)
SPANS = st.builds(lambda p, n: Span(p.span.first, p.span.last + n), PERIODS, st.integers(0, 30))


@pytest.mark.parametrize(
    ("key", "frequency", "months"),
    [
        ("1402", "A", [f"1402-{month:02d}" for month in range(1, 13)]),
        ("1402Q1", "Q", ["1402-01", "1402-02", "1402-03"]),
        ("1402Q4", "Q", ["1402-10", "1402-11", "1402-12"]),
        ("1402-07", "M", ["1402-07"]),
    ],
)
def test_a_key_tells_frequency_and_months(key, frequency, months):
    period = Period.parse(key)
    assert (period.key, str(period), period.frequency) == (key, key, frequency)
    assert [month.key for month in period.months] == months
    assert (period.first_month.key, period.last_month.key) == (months[0], months[-1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14020",
        "402",
        "0000",
        "2024",
        "2024-03",
        "1402Q0",
        "1402Q5",
        "1402q1",
        "1402-00",
        "1402-13",
        "1402-7",
        "1402Q1-07",
        " 1402",
        "1402\n",
        "1402-07-15",
        "۱۴۰۲",
        "1402Q۱",
        "1402-01/1402-06",
        "None",
    ],
)
def test_what_is_no_key_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"is no period: a year \(1402\)"):
        Period.parse(text)
    assert Period.find(text) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"year": 0},
        {"year": 2024},
        {"year": 1402, "quarter": 0},
        {"year": 1402, "quarter": 5},
        {"year": 1402, "month": 0},
        {"year": 1402, "month": 13},
        {"year": 1402, "quarter": 1, "month": 1},
    ],
)
def test_no_period_has_other_parts_than_a_calendar(parts):
    with pytest.raises(ValueError, match=r"is expected|not both"):
        Period(**parts)


@given(PERIODS)
def test_a_key_says_all_of_its_period(period):
    assert Period.parse(period.key) == period
    assert Period.at(period.place, period.frequency) == period


@given(PERIODS, st.integers(-20, 20))
def test_one_step_back_undoes_one_step_on(period, steps):
    assert period.next.previous == period == period.previous.next
    assert period.after(steps).after(-steps) == period
    assert period.next.span.first == period.span.last + 1
    assert period.next.frequency == period.frequency


@given(YEARS)
def test_the_months_of_a_year_are_those_of_its_quarters(year):
    period = Period(year)
    assert [m for quarter in period.quarters for m in quarter.months] == list(period.months)
    assert [quarter.key for quarter in period.quarters] == [f"{year}Q{n}" for n in (1, 2, 3, 4)]
    assert all(period.contains(part) and not part.contains(period) for part in (*period.quarters, *period.months))


@given(PERIODS, PERIODS)
def test_order_agrees_with_time(one, other):
    assert (one < other) + (one == other) + (one > other) == 1
    if one.span.last < other.span.last:
        assert one < other
    if one.contains(other) and one != other:
        assert other < one


def test_a_year_stands_after_all_its_parts_and_before_the_next():
    keys = ["1403-01", "1402", "1402Q4", "1402-12", "1402Q1", "1402-03", "1402-01", "1401"]
    in_order = ["1401", "1402-01", "1402-03", "1402Q1", "1402-12", "1402Q4", "1402", "1403-01"]
    assert [p.key for p in sorted(map(Period.parse, keys))] == in_order


def test_a_period_is_not_compared_with_its_key():
    with pytest.raises(TypeError):
        assert Period(1402) < "1403"


@pytest.mark.parametrize(
    ("key", "year", "quarter", "month"),
    [
        ("1402", "1402", "1402Q4", "1402-12"),
        ("1402Q2", "1402", "1402Q2", "1402-06"),
        ("1402-01", "1402", "1402Q1", "1402-01"),
        ("1402-10", "1402", "1402Q4", "1402-10"),
    ],
)
def test_a_period_ends_in_one_of_each_frequency(key, year, quarter, month):
    period = Period.parse(key)
    assert [period.ending(f).key for f in "AQM"] == [year, quarter, month]


@given(PERIODS, st.sampled_from("AQM"))
def test_where_a_period_ends_its_last_month_is(period, frequency):
    assert period.ending(frequency).contains(period.last_month)
    assert period.ending(period.frequency) == period


@given(PERIODS)
def test_days_follow_one_another(period):
    first, last = period.days
    assert period.next.days[0] == last + timedelta(days=1)
    assert Period.of_day(first, period.frequency) == Period.of_day(last, period.frequency) == period


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("1399-12", date(2021, 2, 19), date(2021, 3, 20)),  # a leap year: thirty days
        ("1400-12", date(2022, 2, 20), date(2022, 3, 20)),
        ("1402Q3", date(2023, 9, 23), date(2023, 12, 21)),
        ("1403", date(2024, 3, 20), date(2025, 3, 20)),
    ],
)
def test_days_are_those_of_the_calendar(key, first, last):
    assert Period.parse(key).days == (first, last)


@given(SPANS)
def test_a_span_key_says_all_of_its_months(span):
    assert Span.parse(str(span)) == span
    assert [m.place for m in span] == list(range(span.first, span.last + 1))


@given(PERIODS)
def test_the_span_of_a_period_is_that_period(period):
    assert (period.span.exact, str(period.span), period.span.period) == (period, period.key, period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1403/",
        "/1403",
        "1403-01/",
        "1403-01/1403-13",
        "1403-06/1403-01",
        "1402/1403",
        "1403-01/1403-02/1403-03",
        "2024",
    ],
)
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match="is neither a period"):
        Span.parse(text)
    assert Span.find(text) is None


@pytest.mark.parametrize(
    ("key", "persian", "english"),
    [
        ("1402", "۱۴۰۲", "1402"),
        ("1400Q4", "زمستان ۱۴۰۰", "winter 1400"),
        ("1402-07", "مهر ۱۴۰۲", "Mehr 1402"),
        ("1402-07-05", "۵ مهر ۱۴۰۲", "5 Mehr 1402"),
        ("1403-01/1403-06", "فروردین تا شهریور ۱۴۰۳", "Farvardin to Shahrivar 1403"),
        ("1402-11/1403-02", "بهمن ۱۴۰۲ تا اردیبهشت ۱۴۰۳", "Bahman 1402 to Ordibehesht 1403"),
        ("2023", "۲۰۲۳", "2023"),  # a Gregorian year is a number
        ("2023-05-05", "2023-05-05", "2023-05-05"),
        ("1402Q7", "1402Q7", "1402Q7"),
        ("1402/1403", "1402/1403", "1402/1403"),
    ],
)
def test_a_key_is_named_in_words_and_other_texts_stay(key, persian, english):
    assert (period_name(key, "fa"), period_name(key, "en")) == (persian, english)
