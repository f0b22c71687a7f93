"""What is around every page, in a real browser: search, sidebar, tab titles, previews, days, and what goes wrong."""

from __future__ import annotations

import json
import re
import struct
import urllib.error
from html import unescape
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.dashboards.looking import WIDTHS, assert_whole, with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGUAGES = pytest.mark.parametrize("code", ["fa", "en"])


def html(site, path: str) -> tuple[int, str]:
    asked = Request(site.address + path, headers={"Accept": "text/html"})
    try:
        with urlopen(asked) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def said(page: str, name: str) -> str:
    found = re.search(f'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    assert found, name
    return unescape(found[1])


# --- searching -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("code", "typed"), [("fa", "سيرجان"), ("en", "Sirjān")])
def test_keys_alone_lead_from_the_box_to_a_county(windows, site, code, typed, width):
    site.show("baseline")
    window = windows(width, code).turn(with_language("/credit", code))
    page = window.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type(typed)
    page.wait_for_selector("#nq-found [role=option]")
    assert page.locator(".nq-find input[type=search]").get_attribute("aria-expanded") == "true"
    assert window.serious_findings() == []
    before = page.locator("h1").first.text_content()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#nq-found [aria-selected=true]")
    assert chosen.get_attribute("id") == page.locator(".nq-find input").first.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_function("text => document.querySelector('h1')?.textContent !== text", arg=before)
    window.wait_until_drawn()
    assert parse_qs(urlsplit(page.url).query)["county"] == ["0806"]
    assert ("lang=en" in page.url) == (code == "en")
    assert page.locator("#nq-found").count() == 0
    assert window.errors == []


@LANGUAGES
def test_a_definition_found_by_searching_stands_open(windows, site, code):
    site.show("baseline")
    window = windows(1440, code).turn(with_language("/", code))
    page = window.page
    page.locator(".nq-find input[type=search]").fill(
        "تعریف پوشش پروانه" if code == "fa" else "definition of licence cov"
    )
    page.locator("#nq-found [role=option][href*='/definitions']").first.click()
    page.wait_for_selector("#definition-licence_coverage details[open] p")
    assert page.evaluate(
        "(() => { const box = document.getElementById('definition-licence_coverage').getBoundingClientRect();"
        " return box.top >= 0 && box.top < innerHeight; })()"
    )


def test_escape_closes_the_results_then_leaves_the_box(windows, site):
    site.show("baseline")
    page = windows(1440).turn("/").page
    page.keyboard.press("/")
    page.keyboard.type("پروانه")
    page.wait_for_selector("#nq-found")
    page.keyboard.press("Escape")
    assert page.locator("#nq-found").count() == 0
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") != "q"


def test_a_stroke_typed_into_a_field_stays_there(windows, site):
    site.show("baseline")
    page = windows(1440).turn("/").page
    page.locator(".nq-find input[type=search]").fill("a")
    page.keyboard.press("/")
    assert page.locator(".nq-find input[type=search]").input_value() == "a/"


@pytest.mark.parametrize("width", WIDTHS)
@LANGUAGES
def test_the_page_of_results_is_whole_and_its_address_shows_them_again(windows, site, code, width):
    site.show("invented")
    window = windows(width, code)
    window.turn(with_language("/search?q=پروانه" if code == "fa" else "/search?q=licence", code))
    assert_whole(window, code)
    assert window.page.locator(".nq-results a").count() > 5
    assert window.page.locator(".nq-find input[type=search]").input_value() in ("پروانه", "licence")


@pytest.mark.parametrize("question", ["%3Cimg src=x onerror=alert(1)%3E", "' or 1=1 --", "zzzzqqqq", ""])
def test_a_question_without_an_answer_is_text_and_leads_on(windows, site, question):
    site.show("baseline")
    window = windows(1440).turn(f"/search?q={question}")
    assert window.page.locator("[data-testid=stMain] img").count() == 0
    assert window.page.locator(".nq-results a[href^='/indicators']").count() == 1
    assert window.errors == []


def test_what_was_typed_is_sent_to_the_page_of_results_without_loading_anew(windows, site):
    site.show("baseline")
    window = windows(1440).turn("/")
    window.page.evaluate("window.stayed = true")
    window.page.locator(".nq-find input[type=search]").fill("صادرات")
    window.page.keyboard.press("Enter")
    window.page.wait_for_function("location.pathname === '/search'")
    window.wait_until_drawn()
    assert "صادرات" in window.text("h1")
    assert window.page.evaluate("window.stayed") is True


# --- the sidebar -----------------------------------------------------------------------------------------


@LANGUAGES
def test_all_pages_are_seen_on_a_low_screen(look, site, code):
    site.show("baseline")
    window = look()
    window.page.set_viewport_size({"width": 1440, "height": 768})
    window.open(with_language("/", code))
    boxes = window.page.eval_on_selector_all(
        ".nq-nav a", "all => all.map(a => a.getBoundingClientRect()).map(b => [b.height, b.bottom])"
    )
    assert len(boxes) > 18
    assert max(bottom for _, bottom in boxes) <= 768
    assert min(height for height, _ in boxes) >= 24
    window.page.set_viewport_size({"width": 1440, "height": 1000})
    heights = window.page.eval_on_selector_all(".nq-nav a", "all => all.map(a => a.getBoundingClientRect().height)")
    assert set(heights) == {31}


@LANGUAGES
def test_the_menu_of_a_phone_begins_with_language_and_colours_and_fits_a_finger(look, site, code):
    site.show("baseline")
    window = look(width=390).open(with_language("/", code))
    page = window.page
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.wait_for_selector(".nq-nav", state="visible")
    page.wait_for_timeout(400)
    low = page.evaluate(
        "[...document.querySelectorAll('.nq-side a, .nq-side select')].filter(one => "
        "one.getBoundingClientRect().height < 43.5).map(one => one.textContent)"
    )
    assert low == []
    top = {name: page.locator(name).first.bounding_box()["y"] for name in (".nq-switch", ".nq-known", ".nq-nav")}
    assert top[".nq-switch"] < top[".nq-known"] < top[".nq-nav"]


def test_the_box_and_the_menu_button_fit_a_finger_on_a_phone(look, site):
    site.show("baseline")
    page = look(width=390).open("/").page
    for selector in (".nq-find", "[data-testid=stExpandSidebarButton]"):
        box = page.locator(selector).bounding_box()
        assert min(box["width"], box["height"]) >= 44, selector
    hit = "([x, y]) => document.elementFromPoint(x, y)?.closest('.nq-find') !== null"
    box = page.locator(".nq-find").bounding_box()
    assert page.evaluate(hit, [box["x"] + 22, box["y"] + 22])


# --- titles and previews ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "title", "sentence"),
    [
        ("/indicators?indicator=artisans&lang=en", "Artisans, Kerman Province: 70,000 persons (1402)", "Basis"),
        ("/indicators?indicator=artisans&area=0808", "هنرمندان صنایع دستی، شهرستان کرمان: حدود ۱۰٬۰۰۰ نفر", "مبنا"),
        ("/counties?county=0806&lang=en", "Sirjan county: handicrafts", "no target has been adopted yet"),
        ("/cities?city=city-rayen", "راین، شهر صنایع دستی", ""),
        ("/?lang=en", "Roadmap at a glance", "Version 1"),
        ("/credit", "اعتبار تبصره‌ها", "هنوز هیچ هدفی تصویب نشده است"),
    ],
)
def test_a_tab_and_a_shared_link_name_what_they_lead_to(look, site, path, title, sentence):
    site.show("baseline")
    status, page = html(site, path)
    assert status == 200
    assert said(page, "og:title").startswith(title)
    assert sentence in said(page, "description") == said(page, "og:description")
    assert said(page, "og:url") == site.address + path
    window = look().open(path)
    in_tab = re.search("<title>(.*?)</title>", page)
    assert in_tab and window.page.title() == unescape(in_tab[1])


def test_the_title_follows_the_reader_and_tells_the_figure_of_the_page(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/indicators?indicator=licence_coverage&lang=en")
    title = window.page.title()
    assert title.startswith("Demonstration: Licence coverage")
    share = re.search(r"[0-9.]+%", title)
    assert share and share[0] in window.text(".nq-lede")
    window.turn("/credit?lang=en")
    assert window.page.title() == "Demonstration: Credit lines · Naqsheh"


def test_a_hidden_value_is_words_in_the_title(site):
    site.show("demo")
    _, page = html(site, "/indicators?indicator=licence_coverage&area=0802&basis=register&lang=en")
    assert "hidden to protect persons" in said(page, "og:title")


@pytest.mark.parametrize("path", ["/indicators?indicator=artisans", "/counties?county=0806&lang=en", "/"])
def test_the_preview_is_a_picture_of_the_announced_size(site, path):
    site.show("demo")
    _, page = html(site, path)
    with urlopen(said(page, "og:image")) as answer:
        body = answer.read()
        assert answer.headers["Content-Type"] == "image/png"
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", body[16:24]) == (1200, 630)


def test_what_an_address_holds_cannot_leave_the_head(site):
    site.show("baseline")
    _, page = html(site, "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&indicator=%22%3E%3Cscript%3E")
    assert "<script>alert(1)" not in page
    assert '"><script>' not in page


# --- addresses that lead nowhere -------------------------------------------------------------------------


@LANGUAGES
def test_an_unknown_address_has_a_page_that_leads_on(look, site, code):
    site.show("baseline")
    path = with_language("/no/such/page", code)
    assert html(site, path)[0] == 404
    window = look(width=390)
    page = window.page
    page.goto(site.address + path)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == (
        ["fa", "rtl"] if code == "fa" else ["en", "ltr"]
    )
    assert ("این نشانی" if code == "fa" else "This address") in page.locator("h1").text_content()
    assert page.locator("h1").count() == 1
    assert window.serious_findings() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("input[name=q]").fill("صادرات" if code == "fa" else "exports")
    page.keyboard.press("Enter")
    window.wait_until_drawn()
    assert urlsplit(page.url).path == "/search"
    assert page.locator(".nq-results a").count() > 1


def test_an_unknown_address_is_text(site):
    _, page = html(site, "/%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(("path", "meant"), [("/glance?lang=en", "/?lang=en"), ("/credit/", "/credit")])
def test_an_old_name_leads_to_the_page_that_it_means(look, site, path, meant):
    site.show("baseline")
    assert look().open(path).page.url == site.address + meant


# --- what was known on a day -----------------------------------------------------------------------------


@pytest.fixture
def two_days(site):
    """The version that is served, and one of summer before it."""
    site.show("newer")
    manifest = site.curated / "versions" / "2" / "manifest.json"
    before = manifest.read_text("utf-8")
    manifest.write_text(json.dumps({**json.loads(before), "built_at": "2026-08-15T10:00:00+00:00"}), "utf-8")
    (site.curated / "versions" / "touched").mkdir()
    yield site
    manifest.write_text(before, "utf-8")
    (site.curated / "versions" / "touched").rmdir()


@LANGUAGES
def test_a_day_is_chosen_in_the_sidebar_kept_by_links_and_left_again(look, two_days, code):
    window = look().open(with_language("/credit", code))
    page = window.page
    page.locator(".nq-known select").select_option(index=1)
    page.wait_for_function("location.search.includes('known=1405-05-24')")
    page.wait_for_selector(".nq-strip")
    window.wait_until_drawn()
    assert ("نسخهٔ ۲" if code == "fa" else "version 2") in window.text(".nq-strip")
    assert ("نسخهٔ ۲" if code == "fa" else "Version 2") in window.text(".nq-version")
    window.click(".nq-nav a[href^='/indicators']")
    assert "known=1405-05-24" in page.url
    assert window.serious_findings() == []
    page.locator(".nq-strip a").click()
    page.wait_for_function("!location.search.includes('known')")
    window.wait_until_drawn()
    assert ("نسخهٔ ۳" if code == "fa" else "Version 3") in window.text(".nq-version")


def test_an_unknown_day_is_said_and_today_is_shown(look, two_days):
    window = look().open("/credit?known=1390-01-01&lang=en")
    assert "No version of what was known on" in window.text(".nq-strip")
    assert "Version 3" in window.text(".nq-version")
    window.click(".nq-nav a[href^='/indicators']")
    assert "known" not in window.page.url
    assert html(two_days, "/download/tables/release.csv?known=1390-01-01")[0] == 404
    assert html(two_days, "/download/tables/release.csv?known=1405-05-24")[1].splitlines()[1].startswith("2,")


# --- what goes wrong -------------------------------------------------------------------------------------

SILENCE = "state => { document.querySelector('.stApp').dataset.testConnectionState = state; }"


@LANGUAGES
def test_a_silent_server_is_told_in_the_language_of_the_page(look, site, code):
    site.show("baseline")
    window = look().open(with_language("/", code))
    page = window.page
    assert page.evaluate("document.querySelector('.stApp').dataset.testConnectionState") == "CONNECTED"
    page.evaluate(SILENCE, "PINGING_SERVER")
    page.wait_for_selector(".nq-offline", timeout=10_000)
    assert ("پاسخ نمی‌دهد" if code == "fa" else "not answering") in window.text(".nq-offline")
    page.evaluate(SILENCE, "CONNECTED")
    page.wait_for_selector(".nq-offline", state="detached")


def test_a_window_of_the_framework_is_never_seen(look, site):
    site.show("baseline")
    page = look().open("/").page
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<div class="stDialog">Connection error<button aria-label="Close">x</button></div>\')'
    )
    assert not page.locator(".stDialog").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
@LANGUAGES
def test_before_the_first_build_every_page_says_so(windows, site, code, width):
    site.show("nothing")
    window = windows(width, code).turn(with_language("/credit", code))
    assert ("هنوز نسخه‌ای منتشر نشده است" if code == "fa" else "Nothing is published yet") in window.text("h1")
    assert ("از او بخواهید" if code == "fa" else "ask the steward") in window.text(".nq-empty")
    assert_whole(window, code)


def test_a_name_of_a_file_in_the_reason_of_a_failed_build_keeps_its_direction(look, site):
    site.show("baseline")
    note = site.curated / "failed_build.json"
    note.write_text(json.dumps({"sentence_fa": "فایل «1404.xlsx» خوانده نشد.", "error_id": "7f2a"}), encoding="utf-8")
    try:
        window = look(width=390).open("/")
        window.page.locator(".nq-strip summary").click()
        assert window.page.locator(".nq-strip bdi[dir=ltr]").text_content() == "1404.xlsx"
        assert "شناسهٔ خطا" in window.text(".nq-strip")
        assert_whole(window, "fa")
    finally:
        note.unlink()
