"""How much a page asks to be read at first sight: its visible words, folded parts and choices left out."""

from __future__ import annotations

import re

import pytest

from tests.dashboards.looking import with_language

#: Words of the main part that can be seen: what a fold holds, what a list offers and what only ears get is not.
VISIBLE_WORDS = """() => {
  const walker = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement, text = node.textContent.trim();
    if (!text || parent.closest('option, script, style, caption, .nq-heard, .nq-tools, .nq-foot')) continue;
    if (!parent.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) continue;
    words += text.split(/\\s+/).length;
  }
  return words;
}"""

#: page → words that it may show at first sight.
LIMITS = dict.fromkeys(
    (
        "about",
        "artisans",
        "carpet",
        "commitments",
        "cooperatives",
        "data",
        "definitions",
        "exports",
        "heritage",
        "markets",
        "revisions",
        "rows",
        "scenarios",
    ),
    700,
)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("edition", ["baseline", "invented"])
@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("name", LIMITS)
def test_a_page_can_be_read_in_a_few_minutes(windows, site, name, code, edition):
    site.show(edition)
    window = windows(1440, code).turn(with_language(f"/{name}", code))
    assert 5 < window.page.evaluate(VISIBLE_WORDS) <= LIMITS[name]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("code", ["fa", "en"])
def test_a_fold_opens_on_paper_and_by_its_address(look, site, code):
    site.show("invented")
    window = look().open(with_language("/artisans", code))
    table = window.page.locator("#indicators table").first
    assert not table.is_visible()
    window.page.emulate_media(media="print")
    assert table.is_visible()
    window.page.emulate_media(media="screen")
    window.open(with_language("/artisans?open=indicators", code))
    assert window.page.locator("#indicators table").first.is_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_a_hidden_count_never_looks_like_a_missing_one(look, site):
    site.show("invented")
    window = look().open("/artisans?open=indicators")
    window.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    hidden = window.page.locator("table .nq-hidden")
    assert hidden.count() > 0
    assert {text[0] for text in hidden.all_text_contents()} == {"*"}
    ground = "one => getComputedStyle(one).backgroundImage"
    assert {one.evaluate(ground) for one in hidden.all()[:3]} == {"none"}, "hatching is the face of what is missing"
    nought = window.page.locator("td").filter(has_text=re.compile(r"^[\u2066-\u2069\s]*۰[\u2066-\u2069\s]*$"))
    assert nought.count() == 0, "zero is a word"
