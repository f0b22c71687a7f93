"""A file that could not be taken in is told on the front page, and two clicks lead to the form for the mended one."""

from __future__ import annotations

import duckdb
import pytest

from tests.dashboards.looking import WIDTHS, assert_whole, with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGUAGES = pytest.mark.parametrize("code", ["fa", "en"])


@pytest.mark.parametrize("width", WIDTHS)
@LANGUAGES
def test_a_refused_file_leads_from_the_front_page_to_its_form(windows, site, code, width):
    site.show("invented")
    with duckdb.connect(str(site.database("invented")), read_only=True) as published:
        [(name, feed)] = published.execute(
            "SELECT file_name, feed FROM deliveries WHERE state = 'refused'"
            " ORDER BY received_at DESC, delivery_id LIMIT 1"
        ).fetchall()
        [(reason,)] = published.execute(
            f"SELECT sentence_{code} FROM delivery_notes n JOIN deliveries d USING (delivery_id)"
            " WHERE d.file_name = ? AND n.severity = 'refuse' ORDER BY n.ordinal LIMIT 1",
            [name],
        ).fetchall()
    window = windows(width, code).open(with_language("/", code))
    page = window.page
    act = page.get_by_role("link", name="دیدن دلیل و فرستادن دوباره" if code == "fa" else "See why and send again")
    if not act.is_visible():  # behind what is more pressing
        page.locator("#more-decisions > summary").click()
    act.click()
    window.wait_until_drawn()
    card = page.locator(".nq-card", has=page.get_by_role("link", name=name))
    told = " ".join(card.inner_text().split())
    assert without_marks(reason)[:40] in without_marks(told)
    card.get_by_role("link", name="فرستادن درست‌شده" if code == "fa" else "Send it mended").first.click()
    window.wait_until_drawn()
    assert f"feed={feed}" in page.url and page.locator("input[type=file]").count() == 1
    assert_whole(window, code)
    assert window.errors == []


def without_marks(text: str) -> str:
    return "".join(c for c in text if c not in "\u2066\u2067\u2068\u2069\u200e\u200f\u202a\u202b\u202c").replace(
        "  ", " "
    )
