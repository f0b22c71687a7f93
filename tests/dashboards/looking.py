"""A page as a person gets it: opened in a real browser, with what it logged, asked for and shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

WIDTHS = (1440, 390)

#: What may stand in Latin letters in a Persian page: names of formats and of the hash.
NAMES = {"CSV", "XLSX", "csv", "xls", "xlsx", "SVG", "SQL", "DuckDB", "SHA", "WIPO", "ISO", "HS"}

#: Parts that quote a file or a program.
QUOTED = (
    ".nq-code, .nq-raw, .nq-quoted, .nq-filename, .nq-sql, [lang=en], [data-testid=stIconMaterial], script, style, "
    ".modebar-container, .nq-skeleton, #js-plotly-tester"
)

OVER_THE_EDGE = """() => [...document.querySelectorAll('.stApp *')].filter(element => {
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const away = '.modebar-container, caption, thead, [data-testid=stSidebar], [data-testid=stSkipToContent], '
    + '#js-plotly-tester, details:not([open]) > :not(summary)';
  return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && !element.closest(away)
    && (box.right > innerWidth + 1 || box.left < -1);
}).map(element => element.outerHTML.slice(0, 160))"""

CLIPPED = """() => [...document.querySelectorAll('.nq-tile h3, .nq-figure, .nq-line, .nq-chip, .nq-map li, .nq-lede, '
  + '.nq-facts dd, .nq-nav a, .nq-table td, .nq-table th')].filter(element => element.clientWidth > 1
    && element.checkVisibility({visibilityProperty: true}) && !element.closest('thead, details:not([open])')
    && (element.scrollWidth > element.clientWidth + 1))
  .map(element => element.outerHTML.slice(0, 160))"""

#: Follow an address inside the application and wait until its script has begun and ended.
TURN = """address => new Promise((done, failed) => {
  const app = document.querySelector('.stApp');
  let began = false;
  const watch = new MutationObserver(() => {
    if (app.dataset.testScriptState === 'running') began = true;
    else if (began && app.dataset.testScriptState === 'notRunning') { watch.disconnect(); done(); }
  });
  watch.observe(app, {attributes: true});
  setTimeout(() => { watch.disconnect(); failed(new Error('the page did not turn')); }, 20000);
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', {state: {}}));
})"""

VISIBLE_TEXT = """(quoted) => {
  const walker = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest(quoted) || !parent.checkVisibility() || !node.textContent.trim()) continue;
    found.push(node.textContent);
  }
  return found;
}"""


class Look:
    """A page open in the browser, with what it logged and asked for."""

    def __init__(self, browser: Any, site: Any, *, width: int = 1440, scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 1000}, color_scheme=scheme, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.site = site
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: str) -> Look:
        self.page.goto(self.site.address + path)
        self.wait_until_drawn()
        return self

    def turn(self, path: str) -> Look:
        """Open a page as a reader does who is already here; a window with nothing in it yet loads it whole."""
        address = self.site.address + path
        if not self.page.url.startswith(self.site.address):
            return self.open(path)
        if self.page.url == address:
            return self.open(path)
        self.page.evaluate(TURN, address)
        self.wait_until_drawn()
        return self

    def wait_until_drawn(self) -> None:
        """Wait until the heading stands and the framework has stopped drawing."""
        self.page.wait_for_selector("h1", timeout=30_000)
        self.page.wait_for_function(
            "document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'", timeout=30_000
        )
        self.page.wait_for_timeout(150)

    def click(self, selector: str) -> None:
        """Follow a link inside the pages and wait for the page it leads to."""
        before = self.page.locator("h1").first.text_content()
        self.page.locator(selector).first.click()
        self.page.wait_for_function(
            "text => document.querySelector('h1')?.textContent !== text", arg=before, timeout=30_000
        )
        self.wait_until_drawn()

    def text(self, selector: str) -> str:
        found = self.page.locator(selector).first.text_content() or ""
        return re.sub(r"[\u2066-\u2069]", "", found)

    def whole_picture(self, path: Path) -> None:
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": size["width"], "height": min(max(height, 600), 8_000)})
        self.page.wait_for_timeout(250)
        self.page.screenshot(path=path)
        self.page.set_viewport_size(size)

    def serious_findings(self) -> list[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{entry['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for entry in found["violations"]
            if entry["impact"] in ("serious", "critical")
            for node in entry["nodes"][:3]
        ]

    def other_hosts(self) -> list[str]:
        own = urlsplit(self.site.address).netloc
        return [url for url in self.requests if not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != own]


def with_language(path: str, code: str) -> str:
    return path if code == "fa" else f"{path}{'&' if '?' in path else '?'}lang=en"


def assert_whole(window: Look, code: str) -> None:
    """Assert what every page must be: no error, no other host, nothing cut off, readable, in one language.

    In Persian no Latin digit and no English word but a name; in English no Persian letter but what is quoted.
    """
    page = window.page
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == (
        ["fa", "rtl"] if code == "fa" else ["en", "ltr"]
    )
    assert page.locator("h1").count() == 1
    assert page.locator(".nq-error").count() == 0
    assert window.errors == []
    assert window.other_hosts() == []
    assert page.evaluate(OVER_THE_EDGE) == []
    assert page.evaluate(CLIPPED) == []
    assert window.serious_findings() == []
    if code == "fa":
        # What stands in quotation marks is a file's own, and an address is a name.
        text = [re.sub(r"«[^»]*»|[\w-]+\.(?:ir|com)", "", line) for line in page.evaluate(VISIBLE_TEXT, QUOTED)]
        assert [line for line in text if re.search(r"[0-9٠-٩]", line)] == []
        words = {word for line in text for word in re.findall(r"[A-Za-z]{2,}", line)}
        assert words <= NAMES
    else:
        text = [re.sub(r"“[^”]*”", "", line) for line in page.evaluate(VISIBLE_TEXT, QUOTED + ", [lang=fa]")]
        assert [line for line in text if re.search(r"[\u0600-\u06ff]", line)] == []
