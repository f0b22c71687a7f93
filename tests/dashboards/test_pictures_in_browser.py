"""Pictures that leave the page: one frame for every kind of chart and card, whole, sourced and readable elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.dashboards.looking import with_language

SVG = "{http://www.w3.org/2000/svg}"

#: One of each kind: (what is published, page, card).
KINDS = {
    "a chart over time": ("demo", "/indicators?indicator=licence_coverage&basis=register", "card-series"),
    "a map": ("demo", "/indicators?indicator=licence_coverage&basis=register", "map-licence_coverage"),
    "a ranking": ("invented", "/counties?view=ranks", "ranking"),
    "a funnel": ("invented", "/credit", "funnel"),
    "marks month by month": ("invented", "/credit", "replay"),
    "an expiry profile": ("invented", "/artisans", "expiry-crafts"),
    "bars of names": ("baseline", "/exports", "destinations"),
    "dots on a line": ("baseline", "/exports", "unit-values"),
    "a table": ("invented", "/scenarios", "needs"),
}


def _open(look: Any, site: Any, kind: str, code: str, **options: Any) -> Any:
    edition, path, _ = KINDS[kind]
    site.show(edition)
    return look(**options).open(with_language(path, code))


def _take(window: Any, key: str, form: str, folder: Path) -> Path:
    page = window.page
    menu = page.locator("details.nq-tools").filter(has=page.locator(f"a[data-picture='{key}']")).first
    if menu.get_attribute("open") is None:
        menu.locator("summary").first.click()
    with page.expect_download() as waiting:
        menu.locator(f"a[data-picture='{key}'][data-format={form}]").click()
    target = folder / f"{waiting.value.suggested_filename}"
    waiting.value.save_as(target)
    return target


def _words(path: Path) -> list[str]:
    root = ElementTree.parse(path).getroot()
    texts = ("".join(found.itertext()) for found in root.iter(f"{SVG}text"))
    return [re.sub(r"[\u2066-\u2069\u200e\u200f]", "", text) for text in texts]


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_a_picture_is_whole_and_says_what_it_is_and_whence(look, site, tmp_path, kind, code):
    window = _open(look, site, kind, code)
    edition, _, key = KINDS[kind]
    path = _take(window, key, "svg", tmp_path)
    assert path.name.startswith("naqsheh-" if edition == "baseline" else "demo-naqsheh-")
    raw = path.read_text(encoding="utf-8")
    words = _words(path)
    told = " ".join(words)
    heading = window.page.locator(f"#{key}, .st-key-{key}").locator("h1, h2, h3, h4").first.text_content()
    assert re.sub(r"[\u2066-\u2069]", "", heading).split()[0] in told
    assert ("منبع:" if code == "fa" else "Source:") in words
    assert ("نسخهٔ" if code == "fa" else "version") in told
    assert site.address.removeprefix("http://") in told.replace(" ", "")
    assert words.count("نمایشی" if code == "fa" else "Demo") == (0 if edition == "baseline" else 1)
    # It stands alone: its font is in it, its parts are shapes, and it asks nobody for anything.
    assert "@font-face" in raw and "foreignObject" not in raw
    assert not re.findall(r"(?:href|src)=[\"'](?!#)", raw) and "url(http" not in raw


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_outside_the_page_every_word_stands_inside_the_frame_in_its_font(browser, look, site, tmp_path, kind, code):
    path = _take(_open(look, site, kind, code), KINDS[kind][2], "svg", tmp_path)
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    try:
        page.goto(path.as_uri())
        page.wait_for_function("document.fonts.status === 'loaded'")
        assert page.evaluate(
            "document.fonts.check('16px Vazirmatn') && [...document.fonts].some(f => f.status === 'loaded')"
        )
        outside = page.evaluate(
            """() => { const frame = document.documentElement.getBoundingClientRect();
            return [...document.querySelectorAll('text')].filter(text => {
              const box = text.getBoundingClientRect();
              return box.width > 0
                && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
            }).map(text => text.textContent); }"""
        )
        assert outside == []
    finally:
        page.close()


@pytest.mark.parametrize("kind", list(KINDS))
def test_no_half_of_a_picture_is_blank(look, site, tmp_path, kind):
    path = _take(_open(look, site, kind, "fa"), KINDS[kind][2], "png", tmp_path)
    with Image.open(path) as opened:
        picture = opened.convert("L")
    width, height = picture.size
    assert width == 2400 and height >= 1260
    halves = [(0, 0, width // 2, height), (width // 2, 0, width, height), (0, 0, width, height // 2)]
    for half in [*halves, (0, height // 2, width, height)]:
        shown = picture.crop(half).resize((150, 150))
        ink = sum(1 for value in shown.tobytes() if value < 245)
        assert ink > 0.015 * 150 * 150, half


def test_a_phone_and_a_dark_page_give_the_same_picture(look, site, tmp_path):
    wide = _take(_open(look, site, "a ranking", "fa"), "ranking", "svg", tmp_path)
    told, drawn = _words(wide), wide.read_text(encoding="utf-8")
    (tmp_path / "phone").mkdir()
    phone = _take(_open(look, site, "a ranking", "fa", width=390, scheme="dark"), "ranking", "svg", tmp_path / "phone")
    assert _words(phone) == told
    colours = re.compile(r'fill="(#[0-9a-f]{6})"')
    assert set(colours.findall(phone.read_text(encoding="utf-8"))) == set(colours.findall(drawn))


def test_a_chart_of_a_dark_page_is_drawn_for_paper(look, site, tmp_path):
    path = _take(_open(look, site, "a chart over time", "fa", scheme="dark"), "card-series", "svg", tmp_path)
    raw = path.read_text(encoding="utf-8")
    assert any(colour in raw for colour in ("rgb(8, 113, 111)", "#08716f"))
    assert not any(colour in raw for colour in ("rgb(79, 196, 187)", "#4fc4bb"))


@pytest.mark.parametrize("width", [1440, 390])
def test_the_tools_open_by_key_and_close_again_and_are_large_enough(look, site, width):
    site.show("baseline")
    window = look(width=width).open("/indicators?indicator=artisans")
    page = window.page
    summary = page.locator(".nq-tools > summary").first
    assert not page.locator(".nq-tools a").first.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.picture") == "card-series"
    least = 44 if width == 390 else 32
    sizes = page.eval_on_selector_all(
        ".nq-tools[open] > summary, .nq-tools[open] .nq-tools-list > a, .nq-tools[open] .nq-more > summary",
        "all => all.map(one => one.getBoundingClientRect().height)",
    )
    assert len(sizes) >= 8 and min(sizes) >= least
    assert window.serious_findings() == []
    page.keyboard.press("Escape")
    assert not page.locator(".nq-tools a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_look_is_light_and_waits_for_no_charts_library(look, site):
    site.show("baseline")
    window = look(width=390)
    weights: list[float] = []
    session = window.context.new_cdp_session(window.page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    window.open("/")
    assert not [url for url in window.requests if "Plotly" in url]
    assert 100_000 < sum(weights) <= 1_200_000
