"""Spans of months: every way in which a title tells them, and what a delivery's texts tell together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.governance.scope import agrees, span_told
from pipelines.normalise.span_titles import Unclear, span_of_title
from pipelines.normalise.spans import Span, span_of_period

#: What a title says, and the months of which its file therefore speaks.
TOLD = (
    ("شش ماهه ۱۴۰۳", "1403-01/1403-06"),
    ("شش‌ماههٔ نخست ۱۴۰۳", "1403-01/1403-06"),
    ("آمار صادرات شش ماهه نخست سال 1403", "1403-01/1403-06"),
    ("ششماهه اول 1403", "1403-01/1403-06"),
    ("آمار صادرات نه ماهه سال 1403", "1403-01/1403-09"),
    ("9ماهه 1403", "1403-01/1403-09"),
    ("۹ ماهه ۱۴۰۳", "1403-01/1403-09"),
    ("نه ماه سال ۱۴۰۳", "1403-01/1403-09"),
    ("نه ماهه اول سال 1403", "1403-01/1403-09"),
    ("آمار صادرات دوازده ماهه سال 1403", "1403"),
    ("۱۲ ماهه ۱۴۰۳", "1403"),
    ("۳ ماهه اول ۱۴۰۳", "1403Q1"),
    ("آمار صادرات سه ماهه نخست سال 1403", "1403Q1"),
    ("سه ماه اول سال ۱۴۰۳", "1403Q1"),
    ("طی سه ماهه سوم ۱۴۰۳", "1403Q3"),
    ("گزارش سه‌ماههٔ سوم ۱۴۰۲", "1402Q3"),
    ("سه ماهه چهارم سال 1402", "1402Q4"),
    ("سه ماهه پایانی سال ۱۴۰۲", "1402Q4"),
    ("شش ماهه دوم ۱۴۰۳", "1403-07/1403-12"),
    ("نیمه نخست ۱۴۰۳", "1403-01/1403-06"),
    ("نیمۀ اول سال ۱۴۰۳", "1403-01/1403-06"),
    ("نیمه‌ی دوم سال 1403", "1403-07/1403-12"),
    ("نیم‌سال اول ۱۴۰۳", "1403-01/1403-06"),
    ("نیمسال دوم 1403", "1403-07/1403-12"),
    ("از ابتدای سال تا پایان آذر ۱۴۰۳", "1403-01/1403-09"),
    ("از ابتدای سال ۱۴۰۳ تا پایان آذرماه", "1403-01/1403-09"),
    ("از اول سال 1403 لغایت پایان آبان", "1403-01/1403-08"),
    ("از ابتدای سال 1403 تا آذر", "1403-01/1403-09"),
    ("از ابتدای فروردین تا پایان آذر ۱۴۰۳", "1403-01/1403-09"),
    ("فروردین تا آذر ۱۴۰۳", "1403-01/1403-09"),
    ("فروردین لغایت شهریور ۱۴۰۳", "1403-01/1403-06"),
    ("فروردین ماه الی آذر ماه سال 1403", "1403-01/1403-09"),
    ("فروردین-آذر 1403", "1403-01/1403-09"),
    ("فروردین – شهریور ۱۴۰۳", "1403-01/1403-06"),
    ("تا پایان آبان ۱۴۰۳", "1403-01/1403-08"),
    ("سال ۱۴۰۳ (تا پایان دی)", "1403-01/1403-10"),
    ("آمار صادرات سال 1403 تا پایان دی ماه", "1403-01/1403-10"),
    ("از مهر تا اسفند ۱۴۰۳", "1403-07/1403-12"),
    ("مهر تا آذر 1403", "1403Q3"),
    ("از مهر ۱۴۰۲ تا شهریور ۱۴۰۳", "1402-07/1403-06"),
    ("۱۲ ماهه منتهی به شهریور ۱۴۰۳", "1402-07/1403-06"),
    ("سه ماهه منتهی به آذر ۱۴۰۳", "1403Q3"),
    ("از ۱۴۰۳/۰۱/۰۱ تا ۱۴۰۳/۰۶/۳۱", "1403-01/1403-06"),
    ("از تاریخ 1403/01/01 لغایت 1403/09/30", "1403-01/1403-09"),
    ("1403/01 تا 1403/06", "1403-01/1403-06"),
    ("1403-01 - 1403-06", "1403-01/1403-06"),
    ("تجمعی سه ماهه سوم ۱۴۰۳", "1403-01/1403-09"),
    ("آمار تجمعی آذر ۱۴۰۳", "1403-01/1403-09"),
    ("بهار و تابستان ۱۴۰۳", "1403-01/1403-06"),
    ("بهار تا پاییز ۱۴۰۳", "1403-01/1403-09"),
    ("بهار ۱۴۰۳", "1403Q1"),
    ("فصل دوم 1403", "1403Q2"),
    ("مهر، آبان و آذر ۱۴۰۳", "1403Q3"),
    ("عملکرد مهرماه ۱۴۰۲", "1402-07"),
    ("آمار صادرات ماه 1 سال 1402", "1402-01"),
    ("first six months of 1403", "1403-01/1403-06"),
    ("First 6 months 1403", "1403-01/1403-06"),
    ("nine-month exports, 1403", "1403-01/1403-09"),
    ("9 months of 1403", "1403-01/1403-09"),
    ("cumulative to Azar 1403", "1403-01/1403-09"),
    ("Cumulative through Azar 1403", "1403-01/1403-09"),
    ("from the beginning of the year to the end of Azar 1403", "1403-01/1403-09"),
    ("Farvardin to Azar 1403", "1403-01/1403-09"),
    ("third quarter of 1403", "1403Q3"),
    ("second half of 1403", "1403-07/1403-12"),
    ("H1 1403", "1403-01/1403-06"),
    ("1403 Q3", "1403Q3"),
    ("1403Q1-Q3", "1403-01/1403-09"),
    ("export-6m-1403.xlsx", "1403-01/1403-06"),
    ("صادرات_۶ماهه_۱۴۰۳.xlsx", "1403-01/1403-06"),
    ("صادرات-9ماهه-1403.xlsx", "1403-01/1403-09"),
    ("9mahe1403.xls", "1403-01/1403-09"),
    ("exports-1402Q3.xlsx", "1402Q3"),
    ("exports 1403-07.csv", "1403-07"),
    ("صادرات شش ماهه نخست ۱۴۰۳ در مقایسه با مدت مشابه سال ۱۴۰۲", "1403-01/1403-06"),
    ("صادرات نه ماهه ۱۴۰۳ نسبت به مدت مشابه سال قبل", "1403-01/1403-09"),
    ("ده ماهه ۱۴۰۳", "1403-01/1403-10"),
    ("یازده‌ماههٔ سال ۴۰۳", "1403-01/1403-11"),
    ("نه ماهه (تا پایان آذر) ۱۴۰۳", "1403-01/1403-09"),
    ("تا پایان سه ماهه سوم ۱۴۰۳", "1403-01/1403-09"),
    ("تا پایان سال ۱۴۰۳", "1403"),
    ("سه ماهه اول و دوم ۱۴۰۳", "1403-01/1403-06"),
    ("چهار ماهه نخست 1403", "1403-01/1403-04"),
    ("دوره‌های آموزشی شش‌ماههٔ نخست ۱۴۰۳", "1403-01/1403-06"),
)
#: Titles that name no part of a year.
SILENT = (
    "آمار صادرات به تفکیک تعرفه، طي سال 1394",
    "آمار صادرات کشور طی سال 1402",
    "export-1.xlsx",
    "50 کشور نخست",
    "جلسهٔ ۱۱/۱۲/۱۴۰۰",
    "تسهیلات دوازده ماهه",
    "دوره‌های شش ماهه خیاطی",
    "فهرست مهر اصالت ۱۴۰۳",
    "e.xlsx",
    "country 94.xlsx",
    "تاریخ گزارش: ۱۴۰۳/۰۷/۰۵",
    "از ۱۴۰۰ تا ۱۴۰۲",
)
#: Titles that can be meant in two ways, cut a month in two, or leave the year open.
UNCLEAR = (
    "سه ماهه ۱۴۰۳",
    "تا آذر ۱۴۰۳",
    "از ابتدای سال ۱۴۰۳",
    "نیمه اول مهر ۱۴۰۳",
    "از ۱۴۰۳/۰۱/۰۱ تا ۱۴۰۳/۰۶/۱۵",
    "شش ماهه نخست",
    "شش ماهه ۱۴۰۲ و ۱۴۰۳",
    "نه ماهه دوم ۱۴۰۳",
    "از مهر تا خرداد ۱۴۰۳",
    "فروردین و مهر ۱۴۰۳",
)


@pytest.mark.parametrize(("title", "span"), TOLD)
def test_the_months_that_a_title_names(title: str, span: str) -> None:
    assert str(span_of_title(title)) == span


@pytest.mark.parametrize("title", SILENT)
def test_a_title_that_names_no_part_of_a_year(title: str) -> None:
    assert span_of_title(title) is None


@pytest.mark.parametrize("title", UNCLEAR)
def test_what_can_be_meant_in_two_ways_is_no_answer(title: str) -> None:
    with pytest.raises(Unclear):
        span_of_title(title)


@pytest.mark.parametrize(
    ("title", "period", "span"),
    [
        ("سه‌ماهه", "1403Q1", "1403Q1"),
        ("گزارش سه‌ماههٔ ۱۴۰۳", "1403Q3", "1403Q3"),
        ("شش ماهه", "1403Q2", "1403-01/1403-06"),
        ("از ابتدای سال", "1403Q3", "1403-01/1403-09"),
        ("آمار تجمعی صادرات", "1403Q3", "1403-01/1403-09"),
        ("آمار تجمعی صادرات", "1403-05", "1403-01/1403-05"),
        ("تا آذر", "1403Q3", "1403-01/1403-09"),
        ("year to date", "1403Q2", "1403-01/1403-06"),
        ("شش‌ماههٔ نخست", "1403", "1403-01/1403-06"),
        ("مهر", "1403", "1403-07"),
    ],
)
def test_what_a_title_leaves_open_the_period_of_the_file_tells(title: str, period: str, span: str) -> None:
    assert str(span_told([[title]], period).span) == span


@pytest.mark.parametrize(
    ("levels", "span"),
    [
        ([["آمار صادرات سال ۱۴۰۳"], ["شش ماهه"]], "1403-01/1403-06"),
        ([["نه‌ماههٔ ۱۴۰۳"], ["شش ماهه"]], "1403-01/1403-09"),
        ([["آمار صادرات"], ["بهار", "تابستان"]], "1403-01/1403-06"),
        ([[], ["فروردین", "اردیبهشت", "خرداد"]], "1403Q1"),
        ([["آمار صادرات"], ["ص"], ["صادرات-6ماهه.xlsx"]], "1403-01/1403-06"),
    ],
)
def test_the_first_telling_level_decides(levels: list[list[str]], span: str) -> None:
    assert str(span_told(levels, "1403").span) == span


def test_sheets_of_releases_that_contain_one_another_are_unclear() -> None:
    told = span_told([[], ["سه ماهه نخست", "شش ماهه", "نه ماهه"]], "1403")
    assert told.span is None
    assert told.unclear is not None


def test_a_remark_is_too_loose_to_make_a_file_wait() -> None:
    assert span_told([["آمار صادرات"], ["گزارش سه ماهه"]], None).unclear is None


@pytest.mark.parametrize(
    ("span", "period", "both"),
    [
        ("1403-01/1403-06", "1403Q2", True),
        ("1403-01/1403-06", "1403", True),
        ("1403-01/1403-06", "1403-06", True),
        ("1403", "1403Q4", True),
        ("1402-07/1403-06", "1403Q2", True),
        ("1403Q2", "1403Q2", True),
        ("1403-01/1403-06", "1403Q3", False),
        ("1403-01/1403-09", "1403Q2", False),
        ("1403", "1404Q1", False),
        ("1403-07/1403-12", "1403Q2", False),
    ],
)
def test_a_span_and_its_folder_end_together_or_one_is_in_the_other(
    span: str, period: str, both: bool
) -> None:
    assert agrees(span_of_period(span), period) is both


@pytest.mark.parametrize(
    ("span", "period", "cumulative"),
    [("1403-01/1403-06", "1403Q2", True), ("1403", "1403Q4", True), ("1403Q1", "1403Q1", False),
     ("1403Q1", "1403-03", True), ("1403-07/1403-12", "1403Q4", False), ("1402-07/1403-06", "1403Q2", False)],
)  # fmt: skip
def test_cumulative_is_what_begins_with_the_year_and_is_longer_than_its_period(
    span: str, period: str, cumulative: bool
) -> None:
    assert span_of_period(span).is_cumulative_in(period) is cumulative


@given(st.integers(12 * 1371, 12 * 1420), st.integers(0, 40))
def test_a_key_names_its_months(first: int, more: int) -> None:
    span = Span(first, first + more)
    assert span_of_period(str(span)) == span


@given(st.text(max_size=60))
def test_whatever_is_written_is_a_span_nothing_or_unclear(text: str) -> None:
    try:
        span = span_of_title(text, 1403)
    except Unclear:
        return
    assert span is None or span.months >= 1
