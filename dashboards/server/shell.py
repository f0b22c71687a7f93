"""Middleware that rewrites the HTML shell, and nothing else.

The framework's own page arrives in English, left to right, and styled only after its scripts have run. Here
it leaves with the reader's language and direction, one style sheet before the first paint, a skeleton in
place of an empty screen, the title and the preview of the very page that was asked for, and a content policy under
which a browser asks no other host for anything. An address that leads nowhere gets a page that says so.
"""

from __future__ import annotations

import logging
from functools import reduce
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards.address import Address
from dashboards.charts.colours import css_variables
from dashboards.data import place, versions
from dashboards.data.place import Place
from dashboards.language.language import Language
from dashboards.registry import PAGES
from dashboards.server import lost, preview, static_files

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
DASHBOARDS = HERE.parent
#: The typeface: what nearly every page needs of it, and all of it.
_FONTS = ("fonts/Vazirmatn-pages.woff2", "fonts/Vazirmatn-variable.woff2")
FONT_PATH = static_files.marked(_FONTS[0])
#: What is told of a page of which nothing is known.
_UNTOLD = preview.Opening()
#: What the framework's page has and no other answer.
_ROOT = '<div id="root"></div>'

#: ``unsafe-eval`` and ``blob:`` are the charting library's; nothing names another host.
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; "
    "form-action 'self'; object-src 'none'"
)

#: The sheet of the frame first, then those of the components, of charts, and of pages with shapes of their own.
_SHEETS = dict.fromkeys(
    (
        DASHBOARDS / "components" / "style.css",
        *sorted((DASHBOARDS / "components").glob("*.css")),
        *sorted((DASHBOARDS / "charts").glob("*.css")),
        *sorted((DASHBOARDS / "pages").glob("*/*.css")),
    )
)
_STYLE = reduce(
    lambda style, name: style.replace(f"/app/static/{name}", static_files.marked(name)),
    _FONTS,
    css_variables() + "".join(path.read_text(encoding="utf-8") for path in _SHEETS),
)
#: What is asked for once the page stands, since no first look needs it.
_LATER = "pictures.js"
#: The script of the shell first, then what else the pages do in the browser.
_SCRIPTS = dict.fromkeys((HERE / "shell.js", *(path for path in sorted(HERE.glob("*.js")) if path.name != _LATER)))
_SCRIPT = "\n".join(path.read_text(encoding="utf-8") for path in _SCRIPTS)
#: The framework's scripts that draw the first part of every page, which it asks for only when that part has come.
_SOON = ("Html", "purify.es")
#: What brotli and gzip spend on a page that is made for one reader.
_BROTLI_QUALITY, _GZIP_LEVEL = 5, 6


class ShellMiddleware:
    """Rewrites every HTML answer of the wrapped application; other answers pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))
        coding = static_files.coding(dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1"))
        # The shell is small: ask for it uncompressed, so that its text can be changed.
        if _asks_for_html(scope):
            scope = dict(scope)
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        start: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                if not _is_html(message):
                    await send(message)
                else:
                    start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    status, extra, html = await run_in_threadpool(_answer, scope, query, body.decode("utf-8"))
                    if status is not None:
                        start = {**start, "status": status}
                    rewritten = html.encode()
                    if coding and rewritten:
                        rewritten = static_files.compressed(rewritten, coding, _BROTLI_QUALITY, _GZIP_LEVEL)
                        extra = [*extra, (b"content-encoding", coding.encode()), (b"vary", b"Accept-Encoding")]
                    await send({**start, "headers": [*_headers(start, len(rewritten)), *extra]})
                    await send({"type": "http.response.body", "body": rewritten})

        await self.app(scope, receive, rewrite)


def _answer(scope: Scope, query: dict[str, str], html: str) -> tuple[int | None, list[tuple[bytes, bytes]], str]:
    """Return the status where it changes, headers to add, and the page that an address gets."""
    language = Language.from_address(query.get("lang"))
    path = str(scope["path"])
    if _ROOT not in html:
        return None, [], rewrite_shell(html, language)
    if (known := lost.meant(path)) is not None and known != path:
        asked = scope.get("query_string", b"")
        return 307, [(b"location", known.encode() + (b"?" + asked if asked else b""))], ""
    page = next((page for page in PAGES.values() if page.path == path), None)
    if page is None:
        return 404, [], lost.page(path, language, _STYLE)
    address = Address(page.name, language, {name: value for name, value in query.items() if name != "lang"})
    told = preview.Opening()
    try:
        told = preview.opening(address, preview.origin(scope))
    except Exception:
        log.exception("the preview of page %r failed", page.name)
    return None, [], rewrite_shell(html, language, place.home(versions.current()), told)


def rewrite_shell(
    html: str,
    language: Language,
    home: Place = place.NOWHERE,
    told: preview.Opening = _UNTOLD,
) -> str:
    """Return the framework's page in ``language``, titled by what is ``told`` of it or by the place.

    Unknown markup is left as it is.
    """
    direction = "rtl" if language.is_persian else "ltr"
    soon = "".join(
        f'<link rel="modulepreload" crossorigin href="{path}">' for path in map(static_files.chunk, _SOON) if path
    )
    head = (
        f'<link rel="preload" href="{FONT_PATH}" as="font" type="font/woff2" crossorigin>{soon}'
        f'<style>{_STYLE}</style><script data-later="{static_files.script(_LATER)}">{_SCRIPT}</script>'
    )
    title = told.head or f"<title>{escape(language.say(*place.window_title(home)))}</title>"
    html = html.replace('<html lang="en">', f'<html lang="{language.code}" dir="{direction}">', 1)
    html = html.replace("<title>Streamlit</title>", title, 1)
    html = html.replace('href="./favicon.png"', 'href="/app/static/mark.svg" type="image/svg+xml"', 1)
    html = _without_other_font(html)
    html = html.replace("</head>", head + "</head>", 1)
    return html.replace(_ROOT, _ROOT + _skeleton(language, told.title, told.sentence), 1)


def _without_other_font(html: str) -> str:
    """Drop the preload of the framework's default font, which no page uses."""
    begin = html.find('href="./static/media/SourceSans')
    if begin < 0:
        return html
    opening, closing = html.rfind("<link", 0, begin), html.find("/>", begin)
    return html[:opening] + html[closing + 2 :]


def _skeleton(language: Language, title: str = "", sentence: str = "") -> str:
    """Return what lies over the page until it is drawn whole: what it is about, and bones of its parts."""
    words = language.say("هنوز در حال خواندن است…", "Still reading…")
    bones = '<i class="nq-bone nq-b1"></i><i class="nq-bone nq-b2"></i>'
    told = f"<p class='nq-early'>{escape(title)}</p><p class='nq-lede'>{escape(sentence)}</p>" if title else bones
    tile = f'<div class="nq-tile">{bones}<i class="nq-bone nq-b3"></i><i class="nq-bone nq-b4"></i></div>'
    return (
        f'<div class="nq-skeleton"><i class="nq-bone nq-b0"></i>{told}'
        f'<div class="nq-tiles" aria-hidden="true">{tile * 4}</div>'
        f'<p class="nq-late" role="status">{words}</p></div>'
    )


def _asks_for_html(scope: Scope) -> bool:
    accept = dict(scope["headers"]).get(b"accept", b"")
    return b"text/html" in accept


def _is_html(message: Message) -> bool:
    headers = dict(message["headers"])
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def _headers(message: Message, length: int) -> list[tuple[bytes, bytes]]:
    dropped = {b"content-length", b"etag", b"last-modified"}
    kept = [pair for pair in message["headers"] if pair[0].lower() not in dropped]
    return [
        *kept,
        (b"content-length", str(length).encode()),
        (b"content-security-policy", CONTENT_POLICY.encode()),
        (b"referrer-policy", b"same-origin"),
        (b"x-content-type-options", b"nosniff"),
    ]
