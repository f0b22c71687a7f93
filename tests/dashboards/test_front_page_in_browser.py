"""Every number of the front page, read from the screen, stands on the page to which its tile, row or card leads."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.dashboards.looking import with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ISOLATES = re.compile(r"[\u2066-\u2069]")
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫", "0123456789,.")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

#: What of the front page says something and leads somewhere: where it stands, and which of its links is the way.
PARTS = {
    "tile": (".nq-tile", "h3 a"),
    "change": ("#changed tbody tr", "a"),
    "decision": (".nq-decisions .nq-card", "a.nq-on"),
    "proposal": ("#proposed tbody tr", "a"),
    "fact": (".nq-facts > div", "dd a"),
    "card": (".nq-row .nq-card", ":scope > a.nq-on"),
}
READ = """([parts, way]) => [...document.querySelectorAll(parts)].map(
  part => [part.innerText, part.querySelector(way)?.getAttribute('href') ?? null])"""


def numbers(text: str) -> list[str]:
    """Return the numbers of a text as it stands on the screen, in Latin digits, without their separators."""
    plain = ISOLATES.sub("", text).translate(LATIN)
    return [found.replace(",", "") for found in NUMBER.findall(plain)]


def main_text(window: Any) -> str:
    return str(window.page.locator("[data-testid=stMain]").first.inner_text())


def unfold(window: Any) -> None:
    """Open what opens on demand, as a reader does who looks for a number."""
    window.page.evaluate("document.querySelectorAll('[data-testid=stMain] details').forEach(d => d.open = true)")


def parts_of(window: Any) -> list[tuple[str, str, str]]:
    """Return the parts of the front page that lead to another page: kind, text, address."""
    found = []
    for kind, (parts, way) in PARTS.items():
        for text, href in window.page.evaluate(READ, [parts, way]):
            if href is not None and urlsplit(href).path != "/":
                found.append((kind, text, href))
    return found


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("edition", ["baseline", "invented"])
def test_every_number_of_the_front_page_stands_on_the_page_to_which_it_leads(windows, site, edition, code):
    site.show(edition)
    window = windows(1440, code).turn(with_language("/", code))
    parts = parts_of(window)
    assert {kind for kind, _, _ in parts} >= {"tile", "decision", "card"}
    assert sum(1 for _, text, _ in parts if numbers(text)) > 10
    lost = []
    pages: dict[str, set[str]] = {}
    for kind, text, href in parts:
        if href not in pages:
            window.turn(href)
            unfold(window)
            pages[href] = set(numbers(main_text(window)))
        if missing := [number for number in numbers(text) if number not in pages[href]]:
            lost.append(f"{kind} {text!r} -> {href}: {', '.join(missing)}")
    assert lost == []


@pytest.mark.parametrize("edition", ["baseline", "invented"])
def test_counts_of_the_front_page_are_those_of_what_they_count(windows, site, edition):
    site.show(edition)
    window = windows(1440, "en").turn("/?lang=en")
    for block in window.page.locator(".nq-squares > div").all():
        assert numbers(block.locator("p").inner_text())[0] == str(block.locator("li").count())
    proposed = window.page.locator(".nq-decisions .nq-card:has(a[href*='#proposed']) h3")
    if proposed.count():
        assert numbers(proposed.inner_text())[0] == str(window.page.locator("#proposed tbody tr").count())
