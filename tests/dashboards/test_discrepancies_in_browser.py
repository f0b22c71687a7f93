"""What sources say differently, in a real browser: by indicator, on a line as long as the distance."""

from __future__ import annotations

import pytest

from tests.dashboards.looking import WIDTHS, assert_whole, with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGUAGES = pytest.mark.parametrize("code", ["fa", "en"])


@pytest.mark.parametrize("width", WIDTHS)
@LANGUAGES
def test_discrepancies_stand_by_indicator_and_open_in_place(windows, site, code, width):
    site.show("invented")
    window = windows(width, code).turn(with_language("/contradictions", code))
    page = window.page
    words = page.evaluate("document.querySelector('[data-testid=stMain]').innerText.split(/\\s+/).length")
    assert words <= 700
    groups = page.locator("[data-testid=stMain] .nq-card h2").all_text_contents()
    assert len(groups) == len(set(groups)) > 1
    outside = page.evaluate(
        "[...document.querySelectorAll('.nq-strips-strip > *, .nq-strips-side > *')].filter(one => "
        "one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth || "
        "one.getBoundingClientRect().left < 0)).length"
    )
    assert outside == 0
    first = page.locator(".nq-strips > li > a").first
    first.click()
    page.wait_for_selector(".nq-strips-open table")
    assert "comparison=" in page.url
    assert_whole(window, code)
    shared = page.url.removeprefix(site.address)
    window.open(shared)
    assert page.locator(".nq-strips-open table").count() == 1
    page.locator(".nq-strips > li > a[aria-expanded=true]").click()
    page.wait_for_selector(".nq-strips-open", state="detached")


def test_the_distance_on_the_line_is_that_of_the_figures(windows, site):
    site.show("baseline")
    page = windows(1440, "en").turn("/contradictions?lang=en").page
    places = page.eval_on_selector_all(
        "[id='comparison-active_fields'] .nq-claim", "all => all.map(one => parseFloat(one.style.insetInlineStart))"
    )
    assert sorted(places) == [pytest.approx(6400 / 101, abs=0.1), pytest.approx(10000 / 101, abs=0.1), 100.0]
