"""Everyday tasks from the front page, each in three clicks at most, in both languages, on a screen and on a phone.

Two more are clicked where their pages are tested: a held file, and a reminder. What a file with mistakes comes to once
they are mended is in `test_deliver_in_browser.py`.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from tests.dashboards.conftest import Site, served
from tests.dashboards.looking import Look, with_language
from tests.dashboards.test_deliver_in_browser import fill_template

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

    def press(self, selector: str) -> None:
        """Click what opens or begins something on the page itself."""
        self.window.page.locator(selector).first.click()
        self.count += 1

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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_workbook_of_a_chart_with_its_source(clicks, width, code):
    reader = clicks("invented", width, code)
    page = reader.window.page
    reader.follow("a.nq-target[href*='indicator=licence_coverage']")
    seen = reader.text("h1")
    tools = ".st-key-card-series .nq-tools"
    reader.press(f"{tools} > summary")
    with page.expect_download() as waiting:
        reader.press(f"{tools} a[data-workbook]")
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    view, _, about = book.worksheets
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {code == "fa"}
    assert any(isinstance(cell.value, (int, float)) for row in view.iter_rows() for cell in row)
    told = {str(row[0].value): str(row[1].value) for row in about.iter_rows(max_col=2) if row[0].value}
    assert told["منبع" if code == "fa" else "Source"].strip()
    assert "licence_coverage" in told["نشانی این نما" if code == "fa" else "Address of this view"]
    assert seen and reader.count <= 3


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_front_page_on_two_sheets(clicks, width, code):
    reader = clicks("invented", width, code)
    printed = reader.window.page.pdf(prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(printed)
    assert 1 <= len(document) <= 2
    text = ISOLATES.sub("", " ".join(sheet.get_textpage().get_text_range() for sheet in document))
    assert reader.window.site.address.removeprefix("http://") in text
    counted = re.findall(r"\d+", reader.text("h1"))
    assert counted and set(counted) <= set(re.findall(r"\d+", text.translate(LATIN)))
    assert reader.count == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("code", "typed"), [("fa", "تعریف پوشش پروانه"), ("en", "definition of licence cov")], ids=["fa", "en"]
)
def test_a_definition_by_search(clicks, width, code, typed):
    reader = clicks("invented", width, code)
    page = reader.window.page
    reader.press(".nq-find")
    page.keyboard.type(typed)
    page.wait_for_selector("#nq-found [role=option]")
    reader.follow("#nq-found [role=option][href*='/definitions']")
    page.wait_for_selector("#definition-licence_coverage details[open] p")
    page.wait_for_function(
        "() => { const box = document.getElementById('definition-licence_coverage').getBoundingClientRect();"
        " return box.top >= 0 && box.top < innerHeight; }"
    )
    assert reader.count == 2


@pytest.fixture(scope="module")
def desk(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a copy of the baseline for all clerks of this module: they look at files and publish none."""
    workspace = tmp_path_factory.mktemp("desk") / "workspace"
    shutil.copytree(prepared, workspace, symlinks=True)
    with served(workspace) as pages:
        pages.show("baseline")
        yield pages


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_a_file_with_three_mistakes_is_shown_with_where_they_are(desk, browser, tmp_path, width, code):
    window = Look(browser, desk, width=width)
    try:
        reader = Clicks(window.open(with_language("/", code)), width)
        page = window.page
        reader.turn_to("deliver")
        address = page.locator("select#feed option[value*='feed=outlets']").get_attribute("value")
        page.select_option("select#feed", address)
        page.wait_for_selector("form[enctype] a[href='/steward/template/outlets.xlsx']")
        with page.expect_download() as waiting:  # The clerk has it from another day: no click of this one.
            page.locator("form[enctype] a[href='/steward/template/outlets.xlsx']").click()
        blank = Path(waiting.value.path()).read_bytes()
        page.select_option("select[name=period]", "1405Q1")
        page.set_input_files("input[name=upload]", fill_template(blank, tmp_path / "list.xlsx", mistakes=True))
        page.set_default_timeout(180_000)  # A press of the button waits for the command behind it.
        reader.press(".nq-look")
        page.wait_for_url("**staged=**", timeout=120_000)
        window.wait_until_drawn()
        lines = page.locator(".nq-mistakes tbody tr")
        assert lines.count() == 3 and all(line.is_visible() for line in lines.all())
        assert "27" in reader.text("form[action='/steward/accept'] .nq-primary")
        assert reader.count <= 3
    finally:
        window.context.close()
