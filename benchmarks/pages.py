"""How fast the pages are: the first load, a move, the server's work for a page, and many readers at once.

    .venv/bin/python benchmarks/pages.py browser --workspace W      first load beside an empty page with a chart; moves
    .venv/bin/python benchmarks/pages.py server --workspace W       script runs, page by page, one reader
    .venv/bin/python benchmarks/pages.py readers --workspace W      30 and 50 readers who click

``W`` is a built workspace (``naqsheh demo``, then ``naqsheh build``). Each part serves it from a process of its own. A
reader of ``server`` and ``readers`` speaks the framework's own protocol over a websocket, as a browser does, and counts
from the click to the message that the script has finished; its pages are those of the register.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: States of pages that only an address gives, beside the pages of the register.
STATES = (
    "indicator=valid_licence_coverage",
    "indicator=exports_usd&basis=customs",
    "indicator=artisans&area=0808",
)
#: The yardstick: the least that the framework can show, with one chart.
EMPTY = """
import plotly.graph_objects as go
import streamlit as st
st.title("empty")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[1, 3, 2])))
"""
#: Seconds between two clicks of a reader, as a person who reads.
THINKS = (3.0, 7.0)


def addresses() -> list[str]:
    """Return the pages of the register, with the states of the indicator page."""
    from dashboards.registry import PAGES

    return [page.path for page in PAGES.values() if page.section] + [f"/indicators?{state}" for state in STATES]


@contextmanager
def served(arguments: list[str], environment: dict[str, str]) -> Iterator[str]:
    """Serve with a command that takes its port as its last argument; yield the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*arguments, str(port)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def pages_of(workspace: Path) -> Any:
    """Serve the pages of a workspace."""
    command = [sys.executable, "-m", "uvicorn", "dashboards.app:app", "--log-level", "warning", "--port"]
    return served(command, {"NAQSHEH_WORKSPACE": str(workspace.resolve()), "PYTHONPATH": str(ROOT)})


@contextmanager
def empty_page() -> Iterator[str]:
    """Serve the yardstick."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(textwrap.dedent(EMPTY), "utf-8")
        with served(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                str(script),
                "--server.headless=true",
                "--browser.gatherUsageStats=false",
                "--server.port",
            ],
            {},
        ) as address:
            yield address


def told(what: str, bound: str, values: list[float], unit: str = "s") -> None:
    """Print one line: minimum, median, 95th percentile, maximum."""
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(
        f"| {what} | {bound} | {ordered[0]:.3f} | {statistics.median(ordered):.3f} | {late:.3f} "
        f"| {ordered[-1]:.3f} | {unit} |"
    )


def in_browser(workspace: Path, runs: int) -> None:
    """Measure the first load (cold cache, in pairs with the empty page) and moves inside the application."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("NAQSHEH_CHROMIUM") or shutil.which("chromium")
    with pages_of(workspace) as ours, empty_page() as theirs, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for address, ready in ((ours + "/", ".nq-foot"), (theirs, ".js-plotly-plot")):
            _first_load(browser, address, ready)  # imports of the server are no load of a reader
        pairs = [
            (
                _first_load(browser, ours + "/", ".nq-foot"),
                _first_load(browser, theirs, ".js-plotly-plot"),
                _first_load(browser, ours + "/indicators?indicator=artisans", ".js-plotly-plot"),
            )
            for _ in range(runs)
        ]
        told("first load, front page", "–", [pair[0][0] for pair in pairs])
        told("first load, indicator page with a chart", "–", [pair[2][0] for pair in pairs])
        told("first load, empty page with one chart", "–", [pair[1][0] for pair in pairs])
        told("front page ÷ empty page", "1.5", [pair[0][0] / pair[1][0] for pair in pairs], "×")
        told("indicator page ÷ empty page", "1.5", [pair[2][0] / pair[1][0] for pair in pairs], "×")
        told("transferred, front page", "1.2", [pair[0][1] / 1e6 for pair in pairs], "MB")
        told("transferred, indicator page", "3.0", [pair[2][1] / 1e6 for pair in pairs], "MB")
        told("move to another page", "1.0", _moves(browser, ours, runs))
        browser.close()


def _first_load(browser: Any, address: str, ready: str) -> tuple[float, int]:
    """Return seconds until ``ready`` stands and the script has ended, and the bytes that came over the wire."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    size = 0

    def add(event: dict[str, Any]) -> None:
        nonlocal size
        size += int(event.get("encodedDataLength") or 0)

    wire.on("Network.loadingFinished", add)
    wire.on(
        "Network.webSocketFrameReceived",
        lambda event: add({"encodedDataLength": len(event["response"]["payloadData"])}),
    )
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(ready, state="attached", timeout=60_000)
    page.wait_for_function("document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'", timeout=60_000)
    seconds = time.perf_counter() - begin
    page.wait_for_timeout(500)
    context.close()
    return seconds, size


def _moves(browser: Any, address: str, runs: int) -> list[float]:
    """Return seconds from the click on a link of the sidebar to the new page, drawn."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".nq-foot")
    links = [
        link for link in page.eval_on_selector_all(".nq-nav a", "all => all.map(a => a.getAttribute('href'))") if link
    ]
    found = []
    for turn in range(runs + 1):
        for link in [*links[1:], links[0]]:
            before = page.locator("h1").first.text_content()
            begin = time.perf_counter()
            page.locator(f".nq-nav a[href='{link}']").first.click()
            page.wait_for_function(
                "before => document.querySelector('h1')?.textContent !== before && "
                "document.querySelector('.stApp').dataset.testScriptState === 'notRunning'",
                arg=before,
                timeout=30_000,
            )
            if turn:  # the first round imports the pages
                found.append(time.perf_counter() - begin)
    context.close()
    return found


class Reader:
    """One reader: a websocket of the framework's protocol."""

    def __init__(self, address: str) -> None:
        self._address = address.replace("http", "ws", 1)

    async def __aenter__(self) -> Reader:
        import websockets

        self._socket = await websockets.connect(
            f"{self._address}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            origin=self._address.replace("ws", "http", 1),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def look(self, path: str, *, drawn_by: bytes = b"nq-foot") -> float:
        """Ask for a page; return the seconds until its script has finished. Raises when the page has an error.

        ``drawn_by`` stands in the last part of a whole page.
        """
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        name, _, query = path.lstrip("/").partition("?")
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = name
        begin = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        drawn = False
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await asyncio.wait_for(self._socket.recv(), 60))
            kind = answer.WhichOneof("type")
            if kind == "delta":
                text = answer.SerializeToString()
                drawn = drawn or drawn_by in text
                if b"nq-error" in text or answer.delta.new_element.WhichOneof("type") == "exception":
                    raise RuntimeError(f"{path}: an error is shown")
            if kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
        if not drawn:
            raise RuntimeError(f"{path}: the page was not drawn")
        return time.perf_counter() - begin


async def _empty(address: str, runs: int) -> list[float]:
    async with Reader(address) as reader:
        return [await reader.look("/", drawn_by=b"") for _ in range(runs)]


async def _one_reader(address: str, runs: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    async with Reader(address) as reader:
        for turn in range(runs + 1):
            for path in addresses():
                seconds = await reader.look(path)
                found.setdefault(path if turn else f"first {path}", []).append(seconds)
    return found


def on_server(workspace: Path, runs: int) -> None:
    """Measure a page's script run, from the click to its last message, with nobody else there."""
    with pages_of(workspace) as address, empty_page() as theirs:
        found = asyncio.run(_one_reader(address, runs))
        empty = asyncio.run(_empty(theirs, 10 * runs))[1:]
    first = [values[0] for path, values in found.items() if path.startswith("first ")]
    later = {path: values for path, values in found.items() if not path.startswith("first ")}
    told("first look at a page, nothing remembered", "–", first)
    told("script run of a page", "0.100", [value for values in later.values() for value in values])
    told("script run of the empty page with one chart", "–", empty)
    for path, values in sorted(later.items(), key=lambda entry: -statistics.median(entry[1]))[:6]:
        told(f"`{re.sub('[|]', ' ', path)}`", "–", values)


async def _many(address: str, readers: int, seconds: float) -> tuple[list[float], int]:
    times: list[float] = []
    errors = 0
    pages = addresses()
    until = time.perf_counter() + seconds

    async def read(seed: int) -> None:
        nonlocal errors
        chance = random.Random(seed)
        await asyncio.sleep(chance.uniform(0, THINKS[1]))
        async with Reader(address) as reader:
            while time.perf_counter() < until:
                try:
                    times.append(await reader.look(chance.choice(pages)))
                except Exception as error:
                    errors += 1
                    print(repr(error), file=sys.stderr)
                await asyncio.sleep(chance.uniform(*THINKS))

    await asyncio.gather(*(read(number) for number in range(readers)))
    return times, errors


def with_readers(workspace: Path, counts: list[int], seconds: float) -> None:
    """Measure what readers wait when many of them click, and count what went wrong."""
    with pages_of(workspace) as address:
        asyncio.run(_one_reader(address, 1))
        for count in counts:
            times, errors = asyncio.run(_many(address, count, seconds))
            told(
                f"{count} readers, {len(times)} clicks, {errors} errors",
                {30: "p95 0.5", 50: "p95 3.0"}.get(count, "–"),
                times,
            )


def main() -> None:
    """Measure one part and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["browser", "server", "readers"])
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--readers", type=int, nargs="+", default=[30, 50])
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    print("| what | bound | min | median | p95 | max | unit |\n|---|---:|---:|---:|---:|---:|---|")
    if asked.part == "browser":
        in_browser(asked.workspace, asked.runs)
    elif asked.part == "server":
        on_server(asked.workspace, asked.runs)
    else:
        with_readers(asked.workspace, asked.readers, asked.seconds)


if __name__ == "__main__":
    main()
