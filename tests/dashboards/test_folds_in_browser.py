"""What a reader has opened stands in the address, and a link opens it again."""

from __future__ import annotations

import pytest

from tests.dashboards.looking import with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGUAGES = pytest.mark.parametrize("code", ["fa", "en"])

FOLDS = "[data-testid=stMain] details:not(.nq-tools, .nq-sheet)"


def open_folds(page) -> list[int]:
    return page.evaluate(
        "folds => [...document.querySelectorAll(folds)].flatMap((one, at) => one.open ? [at] : [])", FOLDS
    )


@pytest.mark.parametrize("path", ["/", "/counties", "/artisans"])
@LANGUAGES
def test_a_shared_link_opens_as_it_was_seen(look, site, code, path):
    site.show("invented")
    window = look().open(with_language(path, code))
    page = window.page
    closed = [at for at in range(page.locator(FOLDS).count()) if page.locator(f"{FOLDS} >> nth={at}").is_visible()]
    before = open_folds(page)
    at = next(at for at in reversed(closed) if at not in before)
    page.locator(FOLDS).nth(at).locator("> summary").click()
    page.wait_for_function("location.search.includes('folds=')")
    seen = open_folds(page)
    assert seen == sorted([*before, at])
    elsewhere = look().open(page.url.removeprefix(site.address))
    elsewhere.page.wait_for_timeout(300)
    assert open_folds(elsewhere.page) == seen
    assert elsewhere.errors == []
    page.locator(".nq-switch a[lang]").first.click()
    window.wait_until_drawn()
    page.wait_for_timeout(300)
    assert open_folds(page) == seen, "the other language opens the same"
    page.locator(FOLDS).nth(at).locator("> summary").click()
    page.wait_for_function("!location.search.includes('folds=')")
    assert open_folds(page) == before


def test_what_is_open_stays_when_the_page_is_drawn_anew_and_a_made_up_name_opens_nothing(look, site):
    site.show("demo")
    window = look().open("/indicators?indicator=licence_coverage&folds=%3Cimg%3E,.999&lang=en")
    page = window.page
    page.wait_for_timeout(300)
    before = open_folds(page)
    at = next(
        at for at in range(page.locator(FOLDS).count()) if at not in before and page.locator(FOLDS).nth(at).is_visible()
    )
    page.locator(FOLDS).nth(at).locator("> summary").click()
    page.wait_for_function("folds => document.querySelectorAll(folds).length", arg=f"{FOLDS}[open]")
    seen = open_folds(page)
    assert seen == sorted([*before, at])
    site.show("newer")
    page.wait_for_function("document.querySelector('.nq-version')?.textContent.includes('Version 3')", timeout=6_000)
    page.wait_for_timeout(400)
    assert open_folds(page) == seen and "folds=" in page.url
    assert window.errors == []
