"""Every page of the register, real and invented, in both languages, on two widths, light and dark.

One look answers all of it: no error in the console, no request to another host, nothing over the edge or clipped, no
serious finding of axe, one language. The pictures are kept in ``build/screenshots``.
"""

from __future__ import annotations

import pytest

from dashboards.registry import PAGES
from tests.dashboards.looking import WIDTHS, assert_whole, with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Besides the register: pages in a state that only their address gives.
STATES = {
    "indicator": "/indicators?indicator=valid_licence_coverage",
    "credit_files": "/indicators?indicator=credit_applied_files",
    "exports_series": "/indicators?indicator=exports_usd&basis=customs",
    "county": "/counties?county=0808",
    "scenario": "/scenarios?what=licence_coverage&new_per_month=400",
    "repetitions": "/contradictions?kind=repetition",
}
#: The rows of nothing in particular are a face of their own, tested with the rows.
EVERY = {page.name: page.path for page in PAGES.values() if page.section} | STATES


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("version", ["baseline", "invented"])
@pytest.mark.parametrize("name", EVERY)
def test_a_page_is_whole(windows, site, screenshots, name, version, code, width):
    site.show(version)
    window = windows(width, code)
    window.turn(with_language(EVERY[name], code))
    window.whole_picture(screenshots / f"{version}_{name}_{code}_{width}.png")
    assert_whole(window, code)
    if version != "invented":
        return  # the colours are the same; the fuller version shows them all
    window.page.emulate_media(color_scheme="dark")
    try:
        window.wait_until_drawn()
        assert window.serious_findings() == []
        if code == "fa":
            window.whole_picture(screenshots / f"{version}_{name}_{code}_dark_{width}.png")
    finally:
        window.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("name", [page.name for page in PAGES.values() if page.section])
def test_invented_data_say_so_on_every_page(windows, site, name):
    site.show("invented")
    window = windows(1440).turn(EVERY[name])
    assert "دادهٔ نمایشی" in window.text(".nq-banner")
