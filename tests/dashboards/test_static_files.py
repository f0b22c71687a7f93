"""Files that never change: few bytes over the line, the same after it, kept by browsers, none of another folder."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow
import pytest

from dashboards.server import shell, static_files
from dashboards.server.static_files import HERE, OWN, StaticFilesMiddleware, coding

SCRIPT = static_files.chunk("Html")
MARK = "/app/static/mark.svg"


async def another(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"another's"})


def ask(path: str, accepted: str = "", *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an answer."""
    address, _, query = path.partition("?")
    told = [(b"accept-encoding", accepted.encode()), *((name.encode(), to.encode()) for name, to in headers.items())]
    scope = {"type": "http", "method": method, "path": address, "query_string": query.encode(), "headers": told}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    # In a thread of its own: a browser of another test keeps this one's loop running.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, StaticFilesMiddleware(another)(scope, receive, send)).result()
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:])


def unpacked(body: bytes, encoding: str | None, size: int) -> bytes:
    if encoding == "br":
        return bytes(pyarrow.Codec("brotli").decompress(body, size))
    return gzip.decompress(body) if encoding == "gzip" else body


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", None)],
)
def test_a_script_comes_in_the_best_coding_and_is_the_same(accepted, encoding):
    path = f"/static/js/{next(iter(sorted((static_files.FRAMEWORK / 'static' / 'js').glob('index.D*.js')))).name}"
    whole = ask(path)[2]
    status, headers, body = ask(path, accepted)
    assert status == 200 and headers.get("content-encoding") == encoding
    assert unpacked(body, encoding, len(whole)) == whole
    assert len(body) < len(whole) / 3 if encoding else body == whole
    assert "immutable" in headers["cache-control"] and headers["vary"] == "Accept-Encoding"


def test_what_is_named_by_its_content_is_kept_for_good_and_the_rest_for_an_hour():
    for path in (static_files.marked("fonts/Vazirmatn-pages.woff2"), static_files.script("pictures.js"), SCRIPT):
        assert "immutable" in ask(path)[1]["cache-control"], path
    assert ask(MARK)[1]["cache-control"] == ask(f"{MARK}?v=0123456789ab")[1]["cache-control"] == "public, max-age=3600"


def test_a_packed_typeface_comes_as_it_is():
    status, headers, body = ask("/app/static/fonts/Vazirmatn-pages.woff2", "br, gzip")
    assert (status, headers["content-type"]) == (200, "font/woff2") and "content-encoding" not in headers
    assert body == (OWN / "fonts" / "Vazirmatn-pages.woff2").read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/static/", "/static/../index.html", "/static/js/../../../app_test.py", "/static/js/nothing.js"),
        *("/app/static/../app.py", "/app/static/fonts/OFL.txt", "/app/scripts/shell.py", "/app/scripts/../main.py"),
        *("/app/scripts//etc/passwd", "/app/static//etc/hostname", "/staticjs/index.js"),
    ],
)
def test_what_is_none_of_these_files_is_another_s_to_answer(path):
    assert ask(path)[0] == 299


def test_a_part_of_a_file_and_another_way_to_ask_are_the_frameworks():
    assert ask(SCRIPT, range="bytes=0-9")[0] == ask(SCRIPT, method="POST")[0] == 299


@pytest.mark.parametrize(("accepted", "best"), [("*", ""), ("identity", ""), ("GZIP", ""), ("gzip;q=0", "")])
def test_a_coding_that_is_not_offered_is_not_taken(accepted, best):
    assert coding(accepted) == best


def test_the_shell_asks_at_once_for_what_the_first_look_needs_and_for_nothing_else():
    page = shell.rewrite_shell('<html lang="en"><head></head><div id="root"></div>', shell.Language("fa"))
    assert page.count("modulepreload") == 2 and SCRIPT in page
    assert static_files.marked("fonts/Vazirmatn-pages.woff2") in page
    later = (HERE / "pictures.js").read_text("utf-8")
    assert later[:60] not in page and static_files.script("pictures.js") in page
