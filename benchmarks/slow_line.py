"""How soon a page stands over a slow line, and how far anything moves then: 1.6 Mbit/s, 150 ms, nothing kept.

    .venv/bin/python benchmarks/slow_line.py --workspace W

The workspace must have been built; ``--paths`` names the pages.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pages import FLAGS, pages_of, told

#: A slow line: bytes a second down and up, milliseconds there and back.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
#: The pages of the first visit, and what is measured of each.
VISITED = [
    *("/", "/indicators", "/indicators?indicator=artisans", "/counties", "/counties?county=0808", "/credit"),
    *("/exports", "/artisans", "/quality", "/commitments", "/deliver?lang=en", "/?lang=en"),
]
LINE = (
    ("first words over a slow line", "–", "s"),
    ("whole page over a slow line", "4.0", "s"),
    ("transferred by then", "1.2", "MB"),
    ("layout shift", "0.1", "CLS"),
)
#: Notes in the page when its first words and the whole of it stood, and how far anything moved that nobody had touched.
WATCH = """
window.seen = { words: 0, ready: 0, moved: 0 };
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) seen.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const paint of list.getEntriesByName("first-contentful-paint")) seen.words = paint.startTime;
}).observe({ type: "paint", buffered: true });
const look = setInterval(() => {
  const foot = document.querySelector(".nq-foot");
  const drawn = document.querySelector(".stApp")?.dataset.testScriptState === "notRunning";
  if (foot?.checkVisibility({ visibilityProperty: true }) && drawn) {
    seen.ready = performance.now();
    clearInterval(look);
  }
}, 20);
"""


def over_a_slow_line(workspace: Path, runs: int, paths: list[str]) -> None:
    """Measure first loads with nothing kept over 1.6 Mbit/s and 150 ms, on a phone and a screen, and what moves."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("NAQSHEH_CHROMIUM") or shutil.which("chromium")
    with pages_of(workspace) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for path in paths:
            _slow_load(browser, address + path, 1440)  # imports of the server are no load of a reader
        for width in (390, 1440):
            loads = {path: [_slow_load(browser, address + path, width) for _ in range(runs)] for path in paths}
            for at, (what, bound, unit) in enumerate(LINE):
                told(f"{what}, {width} px", bound, [load[at] for of_page in loads.values() for load in of_page], unit)
            for path in sorted(loads, key=lambda path: -max(load[3] for load in loads[path])):
                words, ready, size, moved = map(statistics.median, zip(*loads[path], strict=True))
                print(f"  {path} · {words:.2f} s · {ready:.2f} s · {size:.2f} MB · {moved:.3f}", file=sys.stderr)
        browser.close()


def _slow_load(browser: Any, address: str, width: int) -> tuple[float, float, float, float]:
    """Return seconds to the first words and to the whole page, megabytes by then, and the layout shift of 3 s more."""
    context = browser.new_context(viewport={"width": width, "height": 844 if width < 641 else 1000})
    page = context.new_page()
    page.add_init_script(WATCH)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_LINE)
    size = 0

    def add(event: dict[str, Any]) -> None:
        nonlocal size
        size += int(event["encodedDataLength"])

    wire.on("Network.loadingFinished", add)
    page.goto(address, wait_until="commit")
    page.wait_for_function("seen.ready", timeout=60_000)
    by_then = size / 1e6
    page.wait_for_timeout(3_000)
    seen = page.evaluate("seen")
    context.close()
    return seen["words"] / 1000, seen["ready"] / 1000, by_then, seen["moved"]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--paths", nargs="+", default=VISITED)
    asked = parser.parse_args()
    print("| what | bound | min | median | p95 | max | unit |\n|---|---:|---:|---:|---:|---:|---|")
    over_a_slow_line(asked.workspace, asked.runs, asked.paths)


if __name__ == "__main__":
    main()
