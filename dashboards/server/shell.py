"""Middleware that rewrites the HTML shell, and nothing else.

The framework's own page arrives in English, left to right, and styled only after its scripts have run. Here
it leaves with the reader's language and direction, one style sheet before the first paint, a skeleton in
place of an empty screen, and a content policy under which a browser asks no other host for anything.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards.charts.colours import css_variables
from dashboards.data import place, versions
from dashboards.data.place import Place
from dashboards.language.language import Language

HERE = Path(__file__).parent
DASHBOARDS = HERE.parent
FONT_PATH = "/app/static/fonts/Vazirmatn-variable.woff2"

#: ``unsafe-eval`` and ``blob:`` are the charting library's; nothing names another host.
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; "
    "form-action 'self'; object-src 'none'"
)

#: The sheet of the frame and the components first, then those of charts, then those of pages with shapes of
#: their own.
_SHEETS = (
    DASHBOARDS / "components" / "style.css",
    *sorted(path for path in (DASHBOARDS / "components").glob("*.css") if path.name != "style.css"),
    *sorted((DASHBOARDS / "charts").glob("*.css")),
    *sorted((DASHBOARDS / "pages").glob("*/*.css")),
)
_STYLE = css_variables() + "".join(path.read_text(encoding="utf-8") for path in _SHEETS)
_SCRIPT = (HERE / "shell.js").read_text(encoding="utf-8")


class ShellMiddleware:
    """Rewrites every HTML answer of the wrapped application; other answers pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        language = Language.from_address(query.get("lang", [None])[0])
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
                    home = await run_in_threadpool(lambda: place.home(versions.current()))
                    rewritten = rewrite_shell(body.decode("utf-8"), language, home).encode()
                    await send({**start, "headers": _headers(start, len(rewritten))})
                    await send({"type": "http.response.body", "body": rewritten})

        await self.app(scope, receive, rewrite)


def rewrite_shell(html: str, language: Language, home: Place = place.NOWHERE) -> str:
    """Return the framework's page in ``language``, titled by the place; unknown markup is left as it is."""
    direction = "rtl" if language.is_persian else "ltr"
    head = (
        f'<link rel="preload" href="{FONT_PATH}" as="font" type="font/woff2" crossorigin>'
        f"<style>{_STYLE}</style><script>{_SCRIPT}</script>"
    )
    title = escape(language.say(*place.window_title(home)))
    html = html.replace('<html lang="en">', f'<html lang="{language.code}" dir="{direction}">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{title}</title>", 1)
    html = html.replace('href="./favicon.png"', 'href="/app/static/mark.svg" type="image/svg+xml"', 1)
    html = _without_other_font(html)
    html = html.replace("</head>", head + "</head>", 1)
    return html.replace('<div id="root"></div>', f'<div id="root">{_skeleton(language)}</div>', 1)


def _without_other_font(html: str) -> str:
    """Drop the preload of the framework's default font, which no page uses."""
    begin = html.find('href="./static/media/SourceSans')
    if begin < 0:
        return html
    opening, closing = html.rfind("<link", 0, begin), html.find("/>", begin)
    return html[:opening] + html[closing + 2 :]


def _skeleton(language: Language) -> str:
    words = language.say("هنوز در حال خواندن است…", "Still reading…")
    bars = '<i class="nq-bone nq-b1"></i><i class="nq-bone nq-b2"></i>'
    tile = f'<div class="nq-tile">{bars}<i class="nq-bone nq-b3"></i><i class="nq-bone nq-b4"></i></div>'
    return (
        f'<div class="nq-skeleton" role="status" aria-label="{words}">{bars}'
        f'<div class="nq-tiles">{tile * 4}</div><p class="nq-late">{words}</p></div>'
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
