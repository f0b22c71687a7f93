"""The list of indicators that one works with, and counties beside each other, clicked in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.dashboards.looking import assert_whole
from tests.dashboards.test_numbers_in_browser import main_text, select

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MARKS = re.compile("[\u2066-\u2069]")


def plain(text: str | None) -> str:
    return MARKS.sub("", text or "").strip()


def number(text: str) -> int:
    digits = plain(text).translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    return int(re.sub("[^0-9]", "", digits) or 0)


def follow(window: Any, selector: str) -> None:
    """Click a link that leads to another state of the page, and wait until it is drawn."""
    before = window.page.url
    window.page.locator(selector).first.click()
    window.page.wait_for_function("before => location.href !== before", arg=before)
    window.page.wait_for_timeout(400)
    window.wait_until_drawn()


def names(window: Any) -> list[str]:
    return [plain(text) for text in window.page.locator(".nq-ind-title").all_text_contents()]


# --- the list of indicators --------------------------------------------------------------------------------


def test_the_states_are_counted_and_a_state_keeps_as_many_lines(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/indicators?lang=en")
    chips = window.page.locator(".nq-chips a")
    counts = [number(text) for text in window.page.locator(".nq-chips b").all_text_contents()]
    assert counts[0] == sum(counts[1:]) == select(site, "select count(*) from indicators")[0][0]
    for index in range(1, chips.count()):
        state = window.page.locator(".nq-chips a").nth(index).get_attribute("href") or ""
        window.turn(state)
        shown = window.page.locator(".nq-ind-line").count()
        rest = sum(number(text) for text in window.page.locator(".nq-ind-more a").all_text_contents())
        assert shown + rest == counts[index], state
        window.turn("/indicators?lang=en")


@pytest.mark.parametrize("code", ["fa", "en"])
def test_what_is_off_its_path_stands_first_and_has_a_colour_and_a_word(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(f"/indicators?lang={code}")
    first = window.page.locator(".nq-ind-line").first
    assert first.locator(".nq-mark-off_track, .nq-mark-missed").count() == 1
    word = {"fa": "خارج از مسیر", "en": "Off track"}[code]
    assert word in plain(first.locator(".nq-heard").first.text_content())
    colours = first.locator(".nq-ind-distance b").evaluate(
        "one => [getComputedStyle(one).color, getComputedStyle(document.querySelector('.nq-ind-value b')).color]"
    )
    assert colours[0] != colours[1]


def test_a_head_sorts_says_what_it_means_and_turns_round(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/indicators?lang=en")
    assert window.page.locator("th[aria-sort=ascending]").text_content() == "Distance from path↓worst"
    follow(window, ".nq-ind thead .nq-ind-name a")
    assert plain(window.page.locator("th[aria-sort=ascending]").text_content()) == "Indicator↓A to Z"
    shown = names(window)
    assert shown[:3] == sorted(shown[:3], key=str.casefold)
    follow(window, ".nq-ind thead .nq-ind-name a")
    assert plain(window.page.locator("th[aria-sort=descending]").text_content()) == "Indicator↑Z to A"
    assert names(window)[0] > shown[0]


def test_a_search_is_typed_with_the_keyboard_alone_in_letters_of_another(look, site):
    site.show("invented")
    window = look().open("/indicators")
    search = window.page.locator(".nq-narrow input[type=search]")
    search.focus()
    window.page.keyboard.type("قالي بافان بيمه")  # with the Arabic yeh
    window.page.keyboard.press("Enter")
    window.page.wait_for_function("location.search.includes('q=')")
    window.page.wait_for_timeout(400)
    window.wait_until_drawn()
    assert "قالی‌بافان بیمه‌شده" in names(window)
    assert all("بیمه" in name for name in names(window))
    assert window.page.locator(".nq-narrow input[type=search]").input_value() == "قالي بافان بيمه"


def test_a_long_theme_shows_five_lines_and_the_rest_stays_open_elsewhere(look, site):
    site.show("invented")
    window = look().open("/indicators?theme=artisans&lang=en")
    total = select(site, "select count(*) from indicators where theme = 'artisans'")[0][0]
    assert window.page.locator(".nq-ind-line").count() == 5
    assert number(window.text(".nq-ind-more a")) == total - 5
    follow(window, ".nq-ind-more a")
    assert window.page.locator(".nq-ind-line").count() == total
    elsewhere = look().open(window.page.url.removeprefix(site.address).split("#")[0])
    assert main_text(elsewhere) == main_text(window)


def test_a_theme_folds_and_the_address_remembers(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/indicators?lang=en")
    band = ".nq-ind-band a[aria-expanded=true]"
    opened = window.page.locator(band).count()
    follow(window, band)
    assert window.page.locator(band).count() == opened - 1
    assert "shut=" in window.page.url


def test_no_column_says_the_same_of_every_line(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/indicators?lang=en&state=no_target")
    province = select(site, "select name_en from areas where kind = 'province' order by 1 limit 1")[0][0]
    cells = " ".join(window.page.locator(".nq-ind-line").all_text_contents())
    assert province not in cells


def test_what_is_hidden_has_a_star_and_neither_line_nor_change(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/indicators?lang=en&state=hidden")
    lines = window.page.locator(".nq-ind-line")
    assert lines.count() > 0
    for index in range(lines.count()):
        one = lines.nth(index)
        assert plain(one.locator(".nq-ind-value b").first.text_content()) == "*"
        assert plain(one.locator(".nq-ind-change").text_content()) == "*"
        assert one.locator("img").count() == 0 and one.locator(".nq-ind-hidden").count() == 1


@pytest.mark.parametrize("code", ["fa", "en"])
def test_on_a_phone_the_filters_open_and_the_controls_are_large_enough(windows, site, code):
    site.show("invented")
    window = windows(390, code).turn(f"/indicators?lang={code}")
    assert not window.page.locator(".nq-narrow").is_visible()
    window.page.locator(".nq-sheet summary").click()
    low = window.page.eval_on_selector_all(
        ".nq-chips a, .nq-sheet summary, .nq-sheet select, .nq-sheet input, .nq-sheet .nq-tick, .nq-ind-band a, "
        ".nq-ind-more a, .nq-ind-line th a",
        "all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)"
        ".map(one => one.outerHTML.slice(0, 120))",
    )
    assert low == []
    choice = window.page.locator(".nq-sheet select").last
    before = window.page.url
    choice.select_option(index=0)
    window.page.wait_for_function("before => location.href !== before", arg=before)
    assert "sort=name" in window.page.url


# --- counties ----------------------------------------------------------------------------------------------


def line_of_counties(site: Any) -> tuple[str, str, str, str, str]:
    """Return indicator, basis, domain, frequency and newest period of what many counties have, most hidden first."""
    return select(
        site,
        """
        with told as (
          select indicator_id, basis, domain, frequency, period, count(value) as told,
            count(*) filter (status = 'suppressed') as hidden,
            count(*) filter (rank is not null or note in ('no_direction', 'tied_last')) as ranked,
            max(value) as most
          from county_comparisons where ranked_by = 'value' group by all),
        newest as (select *, row_number() over (partition by indicator_id, basis, domain, frequency
          order by period desc) as place from told)
        select indicator_id, basis, domain, frequency, period from newest join indicators using (indicator_id)
        where place = 1 and ranked >= 8 and most > 0
        order by hidden desc, told desc, indicator_id, basis, domain limit 1""",
    )[0]


def address(found: tuple[str, str, str, str, str], **more: str) -> str:
    named = dict(zip(("indicator", "basis", "domain", "frequency"), found, strict=False)) | more
    return "/counties?" + "&".join(f"{name}={value}" for name, value in named.items())


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_small_lines_show_every_county_and_as_many_hidden_ones_as_the_table(windows, site, code, width):
    site.show("invented")
    found = line_of_counties(site)
    window = windows(width, code).turn(address(found, view="trends", lang=code))
    assert_whole(window, code)
    tiles = window.page.locator(".nq-multiples > li:not(.nq-multiples-key)")
    counties = select(site, "select count(*) from areas where kind = 'county' and parent_code = '08'")[0][0]
    assert tiles.count() == counties
    hidden = select(
        site,
        "select count(*) from county_comparisons where indicator_id = '{}' and basis = '{}' and domain = '{}' "
        "and frequency = '{}' and period = '{}' and ranked_by = 'value' and status = 'suppressed'".format(*found),
    )[0][0]
    suppressed = window.page.locator(".nq-multiples > .nq-suppressed")
    assert suppressed.count() == hidden
    assert suppressed.locator("img").count() == 0
    assert all(plain(text) == "*" for text in suppressed.locator("b").all_text_contents())


def test_four_views_show_one_comparison(windows, site):
    site.show("invented")
    found = line_of_counties(site)
    window = windows(1440, "en").turn(address(found, lang="en"))
    title = window.text("h1")
    for view, part in (("map", ".nq-map"), ("ranks", ".nq-ranking"), ("table", "#table table"), ("trends", "#trends")):
        follow(window, f".nq-segments a[href*='view={view}']")
        assert window.page.locator(part).count() == 1, view
        assert window.text("h1") == title
        assert window.page.locator(".nq-segments [aria-current]").get_attribute("href") in window.page.url


def test_an_indicator_is_offered_once(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/counties?lang=en")
    offered = window.page.locator(".nq-choose .nq-filters label:first-child option").all_text_contents()
    assert len(offered) == len(set(offered)) > 10


def test_two_counties_stand_on_lines_with_the_figures_of_the_table(windows, site):
    site.show("invented")
    left, right = "0808", "0806"
    window = windows(1440, "en").turn(f"/counties?left={left}&right={right}&lang=en")
    rows = window.page.locator("#side-by-side .nq-dots-part").first.locator("tbody tr")
    assert rows.count() > 3
    for index in range(min(rows.count(), 4)):
        link = rows.nth(index).locator("th a").get_attribute("href") or ""
        wishes = dict(re.findall(r"(\w+)=([^&]+)", link))
        for code, cell in zip((left, right), rows.nth(index).locator("td.nq-dots-value").all(), strict=True):
            ((value,),) = select(
                site,
                "select value from indicator_values where indicator_id = '{indicator}' and domain = '{domain}' "
                "and basis = '{basis}' and period = '{period}' and category = '' ".format(**wishes)
                + f"and area_code = '{code}' and value is not null",
            )
            assert float(plain(cell.text_content()).rstrip("%")) == pytest.approx(float(value) * 100, abs=0.051)


def test_a_third_county_is_added_and_taken_away(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/counties?left=0808&right=0806&lang=en")
    assert window.page.locator("#side-by-side .nq-picked").count() == 2
    follow(window, "#side-by-side .nq-pickers .nq-button")
    assert window.page.locator("#side-by-side .nq-picked").count() == 3
    assert window.page.locator("#side-by-side thead .nq-county-ring").count() > 0
    follow(window, "#side-by-side .nq-pickers .nq-button[aria-label]")
    assert window.page.locator("#side-by-side .nq-picked").count() == 2


@pytest.mark.parametrize(("code", "words"), [("fa", "پنهان است"), ("en", "hidden in all")])
def test_where_all_counties_are_hidden_the_page_says_so(windows, site, code, words):
    site.show("invented")
    hidden = select(
        site,
        """
        with told as (
          select indicator_id, basis, domain, frequency, count(value) as told,
            count(*) filter (status = 'suppressed') as hidden, count(rank) as ranked
          from county_comparisons where ranked_by = 'value' group by all)
        select indicator_id, basis, domain, frequency from told where told = 0 and hidden > 0
        order by hidden desc, indicator_id limit 1""",
    )
    if not hidden:
        pytest.skip("this demonstration hides no indicator of every county")
    window = windows(1440, code).turn(address((*hidden[0], ""), lang=code))
    assert words in window.text("h1")
    assert window.page.locator(".nq-empty").count() == 1
    assert window.page.locator(".nq-segments").count() == 0


@pytest.mark.parametrize(("code", "words"), [("fa", "ثبت‌شده"), ("en", "Register")])
def test_the_basis_that_tells_counties_is_offered_where_the_other_has_none(windows, site, code, words):
    site.show("invented")
    window = windows(1440, code).turn(f"/indicators?indicator=artisans&basis=reported&area=08&lang={code}")
    note = window.page.locator("[id^=map-] .nq-note")
    assert note.count() == 1 and words in plain(note.text_content())
    assert window.page.locator("[id^=map-] .nq-map li[class^=nq-s]").count() > 3


@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_years_of_exports_stand_beside_each_other(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(f"/exports?lang={code}")
    years = select(
        site,
        "select distinct period from indicator_values where indicator_id = 'exports_usd' and basis = 'customs' "
        "and domain = 'crafts' and frequency = 'A' and area_code = '08'",
    )
    heads = window.page.locator("#years thead th")
    assert heads.count() - 1 >= min(len(years), 6) > 1
