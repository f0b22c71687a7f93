"""Pages on paper: nothing cut off, folds open, charts there, no controls, and on every sheet what it is of."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pytest

from tests.dashboards.looking import with_language

#: (what is published, page, sheets at most).
PAGES = {
    "front": ("invented", "/", 2),
    "front without targets": ("baseline", "/", 2),
    "an indicator": ("demo", "/indicators?indicator=licence_coverage&basis=register", 5),
    "credit": ("invented", "/credit", 5),
    "exports": ("baseline", "/exports", 6),
    "counties": ("invented", "/counties", 14),
    "cities": ("invented", "/cities", 6),
    "quality": ("invented", "/quality", 12),
    "scenarios": ("invented", "/scenarios", 5),
}
#: Pages with a chart of the library, which comes some time after the rest.
CHARTED = ("an indicator", "scenarios")
#: The width of what is printed on A4 between the margins of the style sheet, in CSS pixels.
SHEET = 703

#: What runs over the edge of the sheet, or is cut by its own box.
CUT = """() => [...document.querySelectorAll('.stApp *')].filter(element => {
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  if (box.width <= 1 || box.height <= 1 || style.visibility === 'hidden') return false;
  if (element.closest('caption, svg') || element.clientWidth <= 1) return false;
  const clipped = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 2;
  return box.right > innerWidth + 1 || box.left < -1 || clipped;
}).map(element => element.outerHTML.slice(0, 160))"""


def _pdf(look: Any, site: Any, name: str, code: str, **options: Any) -> tuple[Any, list[str]]:
    edition, path, _ = PAGES[name]
    site.show(edition)
    window = look(**options).open(with_language(path, code))
    if name in CHARTED:
        window.page.wait_for_selector(".js-plotly-plot .main-svg")
        window.page.wait_for_timeout(900)
    printed = window.page.pdf(prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(printed)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    return window, [re.sub(r"[\u2066-\u2069\u200e\u200f]", "", text) for text in texts]


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_prints_on_few_sheets_and_each_says_what_it_is_of(look, site, name, code):
    window, sheets = _pdf(look, site, name, code)
    assert 1 <= len(sheets) <= PAGES[name][2]
    for sheet in sheets:
        assert site.address.removeprefix("http://") in sheet
        # Beside its running head every sheet holds something.
        assert len(sheet.split()) > 20
    # After printing the page is as it was.
    assert window.page.locator(".nq-still").count() == 0
    assert window.page.locator("details.nq-tools[open]").count() == 0


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("name", list(PAGES))
def test_on_paper_nothing_is_cut_and_no_control_is_left(look, site, name, code):
    edition, path, _ = PAGES[name]
    site.show(edition)
    window = look().open(with_language(path, code))
    page = window.page
    if name in CHARTED:
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
        page.wait_for_timeout(900)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 1000})
    page.wait_for_timeout(300)
    assert page.evaluate(CUT) == []
    assert page.locator(".stApp details:not([open]):not(.nq-tools):not(.nq-tools *)").count() == 0
    for control in ("[data-testid=stSidebar]", ".nq-tools", ".nq-filters", ".nq-button", "button", "select", "input"):
        assert page.locator(f".stApp {control}:visible").count() == 0, control
    stills = page.eval_on_selector_all(".nq-still > svg", "all => all.map(one => one.getBoundingClientRect().height)")
    assert [height for height in stills if height > 120] == stills and bool(stills) is (
        page.locator(".stPlotlyChart").count() > 0
    )


def test_a_dark_page_is_printed_on_white(look, site):
    site.show("baseline")
    window = look(scheme="dark").open("/")
    window.page.emulate_media(media="print")
    ground = window.page.evaluate(
        "[...document.querySelectorAll('body, .stApp, .nq-card')].map(one => getComputedStyle(one).backgroundColor)"
    )
    assert set(ground) == {"rgb(255, 255, 255)"}
