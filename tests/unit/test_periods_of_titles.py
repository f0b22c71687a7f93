"""The period that a title names, and the year of one that leaves its months open."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from pipelines.contracts import Contract
from pipelines.foundation.workspace import models_dir
from pipelines.governance.periods import period_told_otherwise
from pipelines.normalise.span_titles import period_of_title, year_of_title


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["آمار صادرات به تفکیک گمرک، کشور و کدتعرفه طی سال 1402"], "1402"),
        (["آمار صادرات به تفکیک تعرفه، طي سال 1394 "], "1394"),
        (["گزارش سه‌ماههٔ سوم ۱۴۰۲"], "1402Q3"),
        (["عملکرد مهرماه ۱۴۰۲"], "1402-07"),
        (["گزارش", "exports-1402Q3.xlsx"], "1402Q3"),
        (["آمار سال 1402", "country 94.xlsx"], "1402"),
        (["شش‌ماههٔ نخست ۱۴۰۲"], None),
        (["از ۱۴۰۰ تا ۱۴۰۲"], None),
        (["جلسهٔ ۱۱/۱۲/۱۴۰۰"], None),
        (["50 کشور نخست"], None),
        (["تا پایان شهریور ۱۴۰۳"], "1403-06"),
        (["منتهی به ۳۱ شهریور ۱۴۰۳"], "1403-06"),
        (["تا پایان پاییز ۱۴۰۳"], "1403Q3"),
        (["تا پایان اسفند ۱۴۰۳"], "1403-12"),
        (["فهرست هنرمندان در ۵ شهریور ۱۴۰۳"], "1403-06"),
        (["تاریخ گزارش: ۵ مهر ۱۴۰۳", "exports-1403Q2.xlsx"], "1403Q2"),
        (["از نیمهٔ مهر تا پایان آذر ۱۴۰۳"], None),
        (["تا آذر ۱۴۰۳"], None),
        (["مهر ۱۴۰۲ و ۱۴۰۳"], None),
        (["فروردین و مهر ۱۴۰۳"], None),
        (["صادرات مهر ۱۴۰۳ نسبت به مهر ۱۴۰۲"], "1403-07"),
        (["تسهیلات مسکن مهر ۱۴۰۳"], "1403"),
        (["تسهیلات بانک مهر ۱۴۰۳"], None),
        (["هجده‌ماههٔ ۱۴۰۳"], None),
        (["آمار سال ۴۰۳", "exports-1402.xlsx"], "1403"),
        (["artisans 1403-06-31.xlsx"], "1403"),
        (["1400 / 12 / 05"], None),
        (["۱.۴–۲.۰ ثانیه"], None),
    ],
)
def test_the_period_that_a_title_names(texts: list[str], period: str | None) -> None:
    assert period_of_title(texts, models_dir()) == period


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["تا آذر ۱۴۰۳"], "1403"),
        (["شش‌ماههٔ نخست ۱۴۰۲"], "1402"),
        (["مهر ۱۴۰۲ و ۱۴۰۳", "1402.xlsx"], None),
        (["فهرست", "1402.xlsx"], "1402"),
        (["جلسهٔ ۱۱/۱۲/۱۴۰۰"], None),
    ],
)
def test_a_title_that_leaves_its_period_open_may_still_name_its_year(texts: list[str], year: str | None) -> None:
    assert year_of_title(texts) == year


@pytest.mark.parametrize(
    ("title", "period", "told"),
    [
        ("تا آذر ۱۴۰۲", "1403", "1402"),
        ("تا آذر ۱۴۰۳", "1403Q3", None),
        ("هفتهٔ اول مهر ۱۴۰۳", "1403Q1", "1403-07"),
        ("تا پایان پاییز ۱۴۰۳", "1403Q1", "1403Q3"),
        ("تا پایان پاییز ۱۴۰۳", "1403Q3", None),
        ("شش‌ماههٔ نخست ۱۴۰۲", "1403", "1402"),
    ],
)
def test_a_title_whose_months_are_open_still_contradicts_a_folder_of_another_year(
    title: str, period: str, told: str | None
) -> None:
    contract = cast("Contract", SimpleNamespace(columns=[], models=models_dir()))
    assert period_told_otherwise(contract, period, [title]) == told
