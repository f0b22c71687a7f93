"""Files that never change under their name: compressed once, answered from memory, kept by browsers.

The framework compresses its scripts anew for every reader and knows no brotli, and lets browsers keep nothing of this
project's own folder. Over a slow line the first look is as quick as its bytes are few. What is asked otherwise than
whole (a range, a file of another kind) is the framework's to answer.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache, lru_cache
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

HERE = Path(__file__).parent
FRAMEWORK = Path(streamlit.__file__).parent / "static"
OWN = HERE.parent / "static"
#: Where files of the shell that are not needed at once are asked for.
SCRIPTS = "/app/scripts/"
#: Paths, and the folders behind them.
_FOLDERS = (("/static/", FRAMEWORK / "static"), ("/app/static/", OWN), (SCRIPTS, HERE))
_KINDS = {".js", ".css", ".svg", ".woff2"}
#: Kinds that are compressed as they are.
_PACKED = {".woff2"}
_FOREVER = "public, max-age=31536000, immutable"
#: A file that is asked for without its mark may be replaced by the next release.
_AN_HOUR = "public, max-age=3600"
#: What brotli and gzip spend; above these a first reader would wait for the last hundredths.
_BROTLI_QUALITY, _GZIP_LEVEL = 9, 9


class StaticFilesMiddleware:
    """Answers for the files of the folders; everything else passes to the wrapped application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        file = _file(scope)
        if file is None:
            await self.app(scope, receive, send)
            return
        accepted = Headers(scope=scope).get("accept-encoding", "")
        body, encoding = await run_in_threadpool(packed, file, coding(accepted))
        is_named_by_content = (
            scope["path"].startswith("/static/") or scope["query_string"] == f"v={mark(file)}".encode()
        )
        headers = {
            "Cache-Control": _FOREVER if is_named_by_content else _AN_HOUR,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            **({"Content-Encoding": encoding} if encoding else {}),
        }
        kind = "font/woff2" if file.suffix == ".woff2" else mimetypes.guess_type(file.name)[0]
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)


def _file(scope: Scope) -> Path | None:
    """Return the file that a request asks for whole; None where the answer is another's."""
    if scope["type"] != "http" or scope["method"] != "GET" or "range" in Headers(scope=scope):
        return None
    path = str(scope["path"])
    for prefix, folder in _FOLDERS:
        if path.startswith(prefix):
            return _inside(folder, path.removeprefix(prefix))
    return None


@lru_cache(maxsize=1024)
def _inside(folder: Path, name: str) -> Path | None:
    """Return a file by its name in a folder; None where it is not one of its own, or of no kind that is kept."""
    file = (folder / name).resolve()
    return file if file.suffix in _KINDS and file.is_relative_to(folder.resolve()) and file.is_file() else None


def coding(accepted: str) -> str:
    """Return the best coding that a browser accepts: «br», «gzip», or none."""
    offered = {part.split(";")[0].strip() for part in accepted.split(",") if not part.replace(" ", "").endswith(";q=0")}
    return next((name for name in ("br", "gzip") if name in offered), "")


@lru_cache(maxsize=512)
def packed(file: Path, encoding: str) -> tuple[bytes, str]:
    """Return a file's bytes in a coding, and the coding; packed kinds and small files come as they are."""
    body = file.read_bytes()
    if not encoding or file.suffix in _PACKED:
        return body, ""
    smaller = compressed(body, encoding, _BROTLI_QUALITY, _GZIP_LEVEL)
    return (smaller, encoding) if len(smaller) < len(body) else (body, "")


def compressed(body: bytes, encoding: str, quality: int, level: int) -> bytes:
    """Return bytes in a coding: brotli of a quality, or gzip of a level."""
    if encoding == "br":
        import pyarrow

        return bytes(pyarrow.Codec("brotli", quality).compress(body))
    return gzip.compress(body, level, mtime=0)


@cache
def mark(file: Path) -> str:
    """Return what of a file's content stands in its address, so that a new release is asked for anew."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def marked(name: str) -> str:
    """Return the address of a file of the project's own folder, with its mark."""
    return f"/app/static/{name}?v={mark(OWN / name)}"


def script(name: str) -> str:
    """Return the address of a script of the shell that is asked for once the page stands."""
    return f"{SCRIPTS}{name}?v={mark(HERE / name)}"


@cache
def chunk(stem: str) -> str | None:
    """Return the address of one of the framework's scripts by the name before its hash; None if it has none."""
    found = sorted((FRAMEWORK / "static" / "js").glob(f"{stem}.*.js"))
    return f"/static/js/{found[0].name}" if len(found) == 1 else None
