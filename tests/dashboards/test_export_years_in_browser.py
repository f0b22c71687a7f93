"""The page of exports in years that several customs lists tell, and in a year of which they tell only a part."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.dashboards.test_numbers_in_browser import main_text, select

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MONTHS = {"1402-01", "1402-02", "1402-03", "1403-01", "1403-04"}
STATED = {"fa": "گفته‌شده", "en": "As stated"}


def published(site: Any, sql: str) -> list[tuple[Any, ...]]:
    return select(site, sql, "months")


def card(window: Any, title: str) -> str:
    return str(window.page.locator(".nq-card").filter(has_text=title).first.inner_text())


def plain(text: str) -> str:
    return re.sub(r"[\u2066-\u2069,]", "", text)


def test_the_months_are_there_and_the_year_list_is_counted_once(site):
    assert {key for (key,) in published(site, "select distinct period_key from export_editions")} >= MONTHS
    ((year,),) = published(
        site,
        "select sum(value_usd) from export_lines where period = '1402' and frequency = 'A' "
        "and basis = 'office' and area_code = '08' and domain = 'crafts'",
    )
    assert year == 3334


@pytest.mark.parametrize("code", ["fa", "en"])
def test_a_year_of_which_a_part_was_told_shows_no_zero_and_names_its_files(windows, site, code):
    site.show("months")
    window = windows(1440, code).turn(f"/exports?period=1403&lang={code}")
    text = plain(main_text(window))
    # The minutes of 1400 say zero, and that card may say it again; the year of which a part is known may not.
    of_the_year = window.page.locator(".nq-card:has(.nq-figure b)").filter(has_not_text=STATED[code])
    shown = [plain(figure) for figure in of_the_year.locator(".nq-figure b").all_text_contents()]
    assert not [figure for figure in shown if figure in {"0", "۰", "صفر", "zero"}]
    if code == "en":
        assert "1403: no figure is known of handicrafts through the province’s customs offices." in text
        files = plain(card(window, "Of which files 1403 is made"))
        assert "months of Spring 1403 are missing" in files and "Farvardin 1403" in files and "Tir 1403" in files
    else:
        assert "رقمی در دست نیست" in text and "صفر واقعی" not in text
        files = plain(card(window, "از چه فایل‌هایی است"))
        assert "فروردین ۱۴۰۳" in files and "ماه‌های بهار ۱۴۰۳ کامل نیست" in files


def test_a_year_told_whole_and_by_months_is_told_by_its_whole(windows, site):
    site.show("months")
    window = windows(1440, "en").turn("/exports?period=1402&lang=en")
    ((rows, lines),) = published(
        site,
        "select sum(rows), count(distinct hs8) from export_lines where basis = 'office' "
        "and frequency = 'A' and period = '1402' and domain = 'crafts'",
    )
    assert f"Iran customs 1402 {rows} rows {lines} core tariff lines" in plain(main_text(window))
    window.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    files = plain(card(window, "Of which files 1402 is made"))
    assert "744" in files and "Farvardin 1402" in files


@pytest.mark.parametrize(
    ("code", "words", "band"),
    [
        ("fa", "از بهار ۱۴۰۳ تنها بخشی گفته شده است و رقمی داده نمی‌شود", "ناتمام"),
        ("en", "of Spring 1403 only a part was told so there is no figure", "in part"),
    ],
)
def test_the_indicator_page_says_that_a_part_was_told_and_keeps_the_last_whole_figure(windows, site, code, words, band):
    site.show("months")
    address = "/indicators?indicator=exports_usd&basis=customs&area=08&domain=crafts"
    window = windows(1440, code).turn(f"{address}&period=1403Q1&lang={code}")
    assert words in plain(window.text(".nq-lede"))
    assert band in plain(window.text(".nq-legend"))
    assert {"fa": "۶٬۰۰۶", "en": "6006"}[code] in plain(
        card(window, {"fa": "مبناها کنار هم", "en": "side by side"}[code])
    )
