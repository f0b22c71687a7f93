"""Everyday tasks from the front page, each in three clicks at most, in both languages, on a screen and on a phone.

Other tasks are clicked where their pages are tested: a held file, a reminder, Excel, a template with mistakes, print.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.dashboards.looking import with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = [1440, 390]
ISOLATES = re.compile(r"[\u2066-\u2069]")
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫", "0123456789,.")


class Clicks:
    """A reader who begins at the front page and counts the clicks."""

    def __init__(self, window: Any, width: int) -> None:
        self.window, self.is_phone, self.count = window, width < 641, 0

    def follow(self, selector: str) -> None:
        """Click what leads elsewhere and wait until it has led there."""
        page = self.window.page
        before = page.url
        page.locator(selector).first.click()
        self.count += 1
        page.wait_for_function("before => location.href !== before", arg=before, timeout=20_000)
        page.wait_for_timeout(300)
        self.window.wait_until_drawn()

    def turn_to(self, name: str) -> None:
        """Go to a page by the menu, which a phone opens first."""
        if self.is_phone:
            self.window.page.locator("[data-testid=stExpandSidebarButton]").click()
            self.count += 1
        self.follow(f".nq-nav a[href^='/{name}']")

    def text(self, selector: str = "[data-testid=stMain]") -> str:
        """Return what stands there, its digits in Latin."""
        found = self.window.page.locator(selector).first.text_content() or ""
        return ISOLATES.sub("", found).translate(LATIN)


@pytest.fixture
def clicks(look, site):
    def begin(version: str, width: int, code: str) -> Clicks:
        site.show(version)
        return Clicks(look(width=width).open(with_language("/", code)), width)

    return begin


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_weavers_without_a_permit_and_who_says_so(clicks, width, code):
    reader = clicks("baseline", width, code)
    reader.turn_to("counties")
    reader.follow("[data-testid=stMain] a[href*='county=0808']")
    assert "21,200" in reader.text() and "39,200" in reader.text()
    assert reader.window.page.locator("[data-testid=stMain] .nq-chip").count() > 0, "who says so stands beneath"
    assert reader.count <= 3


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_what_the_running_line_needs_a_week(clicks, width, code):
    reader = clicks("invented", width, code)
    reader.follow(".nq-todo a.nq-do[href*='/credit']")
    needed = reader.text(".nq-bar-needed + span")
    assert re.search(r"\d", needed)
    assert reader.count == 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_two_counties_beside_each_other(clicks, width, code):
    reader = clicks("invented", width, code)
    reader.turn_to("counties")
    assert len(re.findall(r"[\d.]+\s?[%٪]", reader.text("#side-by-side"))) >= 2
    assert reader.count <= 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_a_filtered_view_is_the_same_elsewhere(clicks, look, width, code):
    reader = clicks("invented", width, code)
    reader.turn_to("indicators")
    page = reader.window.page
    reader.follow("[data-testid=stMain] a[href*='state=off_track']")
    lines = page.locator(".nq-ind-line").count()
    assert lines > 0 and reader.count <= 3
    elsewhere = look(width=width).open(page.url.removeprefix(reader.window.site.address))
    assert elsewhere.page.locator(".nq-ind-line").count() == lines
