"""Every page as a person gets it: two languages, two widths, a real browser.

One look at a page answers all of it: no error in the console, no request to another host, nothing over the edge
of the screen, no serious finding of axe, and in Persian no Latin digit or English word that is not a name.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest

from pipelines.published import CONFIGURATION

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {"glance": "/", "ratio": "/indicators?indicator=licence_coverage", "quality": "/quality"}


@pytest.mark.parametrize("name", PAGES)
def test_a_dark_page_can_be_read(look, site, screenshots, name):
    site.show("demo")
    window = look(scheme="dark").open(PAGES[name])
    window.whole_picture(screenshots / f"{name}_fa_dark_1440.png")
    assert window.serious_findings() == []
    assert (
        window.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(22, 20, 18)"
    )


def numbers(path: Path, sql: str) -> list[Any]:
    with duckdb.connect(str(path), read_only=True, config=CONFIGURATION) as connection:
        return [row[0] for row in connection.execute(sql).fetchall()]


def test_the_headline_numbers_are_those_of_the_published_tables(look, site):
    site.show("baseline")
    window = look().open("/?lang=en")
    figures = [
        re.sub(r"[\u2066-\u2069,]", "", text)
        for text in window.page.locator(".nq-tile .nq-figure b").all_text_contents()
    ]
    assert figures == ["70000", "15000", "50500", "0", "3334", "104772", "100"]
    database = site.database("baseline")
    for indicator, basis, shown in (
        ("artisans", "reported", 70000),
        ("artisans_licensed", "reported", 15000),
        ("weavers_permitted", "reported", 50500),
    ):
        assert shown in [
            float(value)
            for value in numbers(
                database,
                f"select value from indicator_values where indicator_id = '{indicator}' and basis = '{basis}' "
                "and area_code = '08' and category = ''",
            )
        ]
    statements = numbers(
        database, "select count(*) from statements where source_grade = 'statement' and value is not null"
    )
    assert f"{statements[0]} figures from the minutes" in window.text(".nq-h2")
    others = numbers(database, "select count(distinct indicator_id) from indicator_values where value is not null")[
        0
    ] - len(figures)
    assert window.text(".nq-tile-more h3").startswith(f"{others} more indicators have a figure")


def test_day_one_names_no_status_but_the_absence_of_targets(look, site):
    site.show("baseline")
    window = look().open("/")
    assert "هنوز هیچ‌یک تصویب نشده است" in window.text("h1")
    assert window.page.locator(".nq-tile .nq-status").count() == 0
    assert window.page.locator(".nq-target-bar").count() == 0
    assert window.page.locator(".nq-banner").count() == 0


def test_a_tile_leads_to_its_source_row_in_two_clicks(look, site):
    site.show("baseline")
    window = look().open("/?lang=en")
    window.click(".nq-tile:first-child .nq-cover")
    assert "/indicators?indicator=artisans" in window.page.url
    window.click(".nq-card .nq-on")
    assert "/rows?value=" in window.page.url
    assert "press-and-office-figures.csv" in window.page.locator(".stMain, [data-testid=stMain]").first.inner_text()
    cells = window.page.locator(".nq-cells .nq-raw").all_text_contents()
    assert any(re.sub(r"[^0-9۰-۹]", "", cell) in ("70000", "۷۰۰۰۰") for cell in cells)


def test_a_chip_leads_to_the_rows_at_once_and_back_returns(look, site):
    site.show("baseline")
    window = look().open("/?lang=en")
    window.click(".nq-tile:first-child .nq-chip")
    assert "/rows?value=" in window.page.url and "lang=en" in window.page.url
    window.page.go_back()
    window.page.wait_for_selector(".nq-tiles")
    assert urlsplit(window.page.url).path == "/"


def test_the_language_switch_keeps_the_page_and_its_state(look, site):
    site.show("baseline")
    window = look().open("/indicators?indicator=exports_usd&basis=customs")
    window.page.locator(".nq-switch a[lang=en]").click()
    window.page.wait_for_function("document.documentElement.lang === 'en'")
    window.wait_until_drawn()
    address = urlsplit(window.page.url)
    assert address.path == "/indicators"
    assert parse_qs(address.query) == {"indicator": ["exports_usd"], "basis": ["customs"], "lang": ["en"]}
    window.click(".nq-nav a[href^='/quality']")
    assert "lang=en" in window.page.url
    window.page.locator(".nq-switch a[lang=fa]").click()
    window.page.wait_for_function("document.documentElement.dir === 'rtl'")
    assert urlsplit(window.page.url).path == "/quality"


def test_a_filter_changes_the_address_and_the_figure(look, site):
    site.show("baseline")
    window = look().open("/indicators?indicator=artisans&lang=en")
    option = window.page.locator(".nq-filters select").first.locator("option", has_text="Kerman").first
    county = window.page.locator(".nq-filters select").first.locator("option[value*='area=0808']")
    assert option.count() == 1
    window.page.locator(".nq-filters select").first.select_option(value=county.get_attribute("value"))
    window.page.wait_for_function("document.querySelector('.nq-big .nq-figure b')?.textContent.includes('10,000')")
    assert "area=0808" in window.page.url


def test_files_hold_the_numbers_of_the_page(look, site):
    site.show("baseline")
    window = look().open("/indicators?indicator=artisans&lang=en")
    window.page.locator(".nq-tools > summary").first.click()
    with window.page.expect_download() as waiting:
        window.page.locator(".nq-tools a", has_text="CSV").first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert ",70000," in text
    with window.page.expect_download() as waiting:
        window.page.locator(".nq-tools a[data-picture][data-format=png]").first.click()
    assert waiting.value.suggested_filename == "naqsheh-artisans.png"
    assert Path(waiting.value.path()).read_bytes()[:4] == b"\x89PNG"


def test_keys_reach_the_pages_in_reading_order(look, site):
    site.show("baseline")
    window = look().open("/")
    order = []
    for _ in range(30):
        window.page.keyboard.press("Tab")
        order.append(
            window.page.evaluate("document.activeElement.className + '|' + document.activeElement.textContent")
        )
    joined = " ".join(order)
    assert joined.index("English") < joined.index("تیره") < joined.index("شاخص‌ها")
    focused = window.page.evaluate(
        "getComputedStyle(document.activeElement.closest('.nq-find') ?? document.activeElement).outlineStyle"
    )
    assert focused in ("solid", "auto") or "nq-cover" in order[-1]


def test_on_a_phone_the_pages_open_from_the_menu_and_close_again(look, site):
    site.show("baseline")
    window = look(width=390).open("/")
    page = window.page
    assert not page.locator(".nq-nav").is_visible()
    page.get_by_label("باز کردن فهرست صفحه‌ها").click()
    page.wait_for_selector(".nq-nav", state="visible")
    window.click(".nq-nav a[href='/quality']")
    page.wait_for_selector(".nq-nav", state="hidden")
    assert urlsplit(page.url).path == "/quality"


def test_demonstration_data_say_so_once_a_page_from_their_own_field(look, site):
    site.show("demo")
    window = look().open("/")
    assert "دادهٔ نمایشی" in window.text(".nq-banner")
    chips = window.page.locator(".nq-tile .nq-chip").all_text_contents()
    assert chips and not [chip for chip in chips if "نمایشی" in chip]
    assert window.page.locator(".nq-banner").count() == 1


def test_an_address_is_text_and_never_a_tag(look, site):
    site.show("demo")
    window = look().open("/indicators?indicator=%3Cimg%20src=x%20onerror=alert(1)%3E")
    assert window.page.locator("[data-testid=stMain] img:not(.nq-spark-picture img)").count() == 0, "small lines alone"


def test_counties_that_sent_nothing_are_hatched_and_zero_is_a_word(look, site):
    site.show("demo")
    window = look().open("/indicators?indicator=licence_coverage")
    tiles = dict(
        window.page.eval_on_selector_all(
            ".nq-map li",
            "all => all.map(one => [one.textContent.replace(/[\\u2066-\\u2069]/g, ''), one.className])",
        )
    )
    assert tiles["گنبکینرسیده"] == "nq-missing"
    assert tiles["بم*"] == "nq-suppressed"
    assert tiles["راورصفر"] == "nq-zero"


def test_a_new_version_is_seen_within_five_seconds_while_the_page_is_open(look, site):
    site.show("demo")
    window = look().open("/?lang=en")
    assert "Version 2" in window.text(".nq-version")
    site.show("newer")
    window.page.wait_for_function(
        "document.querySelector('.nq-version')?.textContent.includes('Version 3')", timeout=5_500
    )
    assert window.errors == []


def test_after_a_failed_build_a_strip_names_the_version_that_is_shown(look, site):
    site.show("demo")
    note = site.curated / "failed_build.json"
    note.write_text(json.dumps({"sentence_fa": "دو جدول ناهم‌خوان‌اند.", "error_id": "7f2a"}), encoding="utf-8")
    try:
        window = look().open("/")
        assert "نسخهٔ ۲" in window.text(".nq-strip")
        assert "دو جدول ناهم‌خوان‌اند" in window.text(".nq-strip")
    finally:
        note.unlink()


def test_before_the_first_build_the_page_says_how_to_build(look, site, screenshots):
    site.show("nothing")
    window = look().open("/quality")
    assert "naqsheh build" in window.page.locator(".nq-empty").inner_text()
    window.whole_picture(screenshots / "empty_fa_1440.png")
    assert window.serious_findings() == []
    site.show("baseline")
    window.page.wait_for_function("document.querySelector('h1')?.textContent.includes('کیفیت')", timeout=6_000)


def test_an_unknown_address_gets_a_face_of_its_own(look, site):
    site.show("baseline")
    window = look().open("/rows?value=0000000000000000")
    assert window.page.locator(".nq-empty").count() == 1
    assert json.dumps(window.errors) == "[]"


def test_a_tile_says_its_domain_where_others_are_told(look, site):
    site.show("invented")
    window = look().open("/cooperatives?lang=en")
    tile = window.page.locator(".nq-tile").first
    assert tile.locator(".nq-domain").inner_text() == "Handicrafts"
    assert window.text(".nq-lede").startswith("In handicrafts, ")


def test_countries_have_english_names_on_an_english_page(look, site):
    site.show("baseline")
    window = look().open("/exports?lang=en")
    names = window.page.locator(".nq-bars dt").all_text_contents()
    assert "Belgium" in names and not [name for name in names if re.search("[\u0600-\u06ff]", name)]


@pytest.mark.parametrize(("edition", "page"), [("baseline", "exports"), ("invented", "artisans")])
def test_offices_countries_and_crafts_are_english_in_the_tables_of_an_english_page(look, site, edition, page):
    site.show(edition)
    window = look().open(f"/{page}?lang=en")
    cells = window.page.locator(".nq-bars dt, main td, main th").all_text_contents()
    assert cells and not [cell for cell in cells if re.search("[\u0600-\u06ff]", cell)]
