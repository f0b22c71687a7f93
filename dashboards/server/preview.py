"""The preview of a shared link: title, description and picture of the very page, in its language, from its version.

``GET /preview.png?page=indicators&…`` draws the picture (1200 × 630, the house's typeface) of what the page says of
itself; it is drawn once for each version. Without the typesetter the project's mark stands in its place.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from dashboards.address import KNOWN, Address
from dashboards.data import editions, place, titles
from dashboards.data.titles import Told
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from dashboards.language.markup import el, join
from dashboards.registry import PAGES
from pipelines.foundation.persian import without_direction_marks

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "pipelines" / "exporting" / "printed" / "fonts"
WIDTH, HEIGHT = 1200, 630
#: Parameters of an address that change what a page says of itself.
_TELLING = ("indicator", "county", "city", "province", KNOWN, *titles.CHOICES)
#: Characters of a parameter, and of what a picture and a description have room for.
_LONGEST, _TITLE, _SENTENCE = 120, 150, 240
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?")


def origin(scope: Scope) -> str:
    """Return scheme and host by which the reader reached the server; empty where the header is not one."""
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    scheme = headers.get(b"x-forwarded-proto", b"").decode("latin-1")
    scheme = scheme if scheme in ("http", "https") else str(scope.get("scheme", "http"))
    return f"{scheme}://{host}" if _HOST.fullmatch(host) else ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page's HTML carries in its head, and the title and the sentence that stand until it is drawn."""

    head: str = ""
    title: str = ""
    sentence: str = ""


def opening(address: Address, host: str) -> Opening:
    """Return what a page says of itself before it is drawn: to a reader, to a tab and to who is sent its address."""
    told, tables = _told(address)
    marked = _cut(told.marked(told.sentence, address), _SENTENCE)
    return Opening(_head(address, host, told, tables), _cut(told.title, _TITLE), marked)


def _head(address: Address, host: str, told: Told, tables: Tables | None) -> Markup:
    """Return the title, the description and the preview that a page's HTML carries."""
    say = address.language.say
    title, sentence = (
        _cut(told.marked(told.title, address), _TITLE),
        _cut(told.marked(told.sentence, address), _SENTENCE),
    )
    telling = {name: value for name in _TELLING if (value := address.get(name))}
    named = address.page if PAGES[address.page].section else "glance"
    query = Address(named, address.language, {**telling, "page": named, "v": str(tables.number if tables else 0)})
    picture = f"{host}/preview.png?{query.here().partition('?')[2]}"
    properties = {
        "og:type": "website",
        "og:site_name": say("نقشه", "Naqsheh"),
        "og:locale": say("fa_IR", "en_GB"),
        "og:title": title,
        "og:description": sentence,
        "og:url": host + address.here(),
        "og:image": picture,
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": title,
    }
    return join(
        [
            el("title", f"{title} · {say('نقشه', 'Naqsheh')}"),
            el("meta", name="description", content=sentence),
            el("meta", name="twitter:card", content="summary_large_image"),
            *(el("meta", property=name, content=content) for name, content in properties.items()),
        ]
    )


def _told(address: Address) -> tuple[Told, Tables | None]:
    """Return what a page says of itself, and the version that says it; a day of which nothing stands is today."""
    tables = editions.tables_for(address.get(KNOWN)) or editions.tables_for(None)
    if tables is None:
        return titles.of_page(address), None
    return titles.told(View(address, tables)), tables


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def picture(request: Request) -> Response:
    """Answer with the picture of what a page says of itself; an unknown page is the front page."""
    asked = request.query_params
    language = Language.from_address(asked.get("lang"))
    name = asked.get("page", "glance")
    page = name if name in PAGES and PAGES[name].section else "glance"
    telling = {name: value[:_LONGEST] for name in _TELLING if (value := asked.get(name))}
    told, tables = _told(Address(page, language, telling))
    foot = without_direction_marks(_foot(View(Address(page, language), tables)) if tables else "")
    try:
        body = drawn(language.code, _cut(told.title, _TITLE), _cut(told.sentence, _SENTENCE), foot, told.is_synthetic)
    except ImportError:  # without the typesetter there is no picture but the mark
        return RedirectResponse("/app/static/mark.svg")
    return Response(body, media_type="image/png", headers={"Cache-Control": "public, max-age=86400"})


def _foot(view: View) -> str:
    """Return whose roadmap it is, which version says it, and when it was built."""
    roadmap = view.say(*place.roadmap(place.home(view.tables)))
    return f"{roadmap} · {editions.version_words(view.language, view.tables)}"


@lru_cache(maxsize=128)
def drawn(code: str, title: str, sentence: str, foot: str, is_synthetic: bool) -> bytes:
    """Return the picture of a title and a sentence as PNG; the same texts give the same picture, from memory."""
    import typst

    told = {"code": code, "title": title, "sentence": sentence, "foot": foot, "demo": is_synthetic}
    mark = (HERE.parent / "static" / "mark.svg").read_text(encoding="utf-8")
    made = typst.compile(
        str(HERE / "preview.typ"),
        root=str(HERE),
        font_paths=_fonts(),
        sys_inputs={"told": json.dumps(told, ensure_ascii=False), "mark": mark},
        format="png",
        ppi=144,
    )
    assert isinstance(made, bytes)  # of one page
    return made


@cache
def _fonts() -> Any:
    """Return the house's typeface, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


ROUTES = [Route("/preview.png", picture, methods=["GET"])]
