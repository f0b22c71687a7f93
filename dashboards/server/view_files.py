"""Files of one view, made on request: what a page shows as a workbook, and what a picture of it says of itself.

Addresses: ``/download/shown/<table>.xlsx`` and ``/download/about/<table>.json``. Any column of the table narrows
them, ``order`` names the columns by which the page shows the rows, ``title`` and ``view`` are the page's own.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboards.address import Address
from dashboards.data import place
from dashboards.data.origins import Origins, Selection, origins
from dashboards.data.shown_rows import Cell, shown_rows, table_words
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from dashboards.server.downloads import XLSX_TYPE, asked_version, is_synthetic, nothing_published, of_table, selection
from dashboards.server.seen_cells import Seen, number_format, seen_rows, widths
from dashboards.server.workbook import PERSIAN_DIGITS, Page, page_of, shown_workbook

#: More documents than this are counted and not named under a picture.
NAMED = 2
#: Bytes of a table that a page may send.
LARGEST_TABLE = 2_000_000
#: The order in which a page shows the rows of a table, where it does not say another.
_ORDER = {"county_comparisons": "rank"}


async def shown(request: Request) -> Response:
    """Answer with a view as a workbook: what the page shows, the same rows in codes, and where they come from.

    A page with a script sends the very table that it shows; without one the rows of the selection are told in words.
    """
    if request.method == "POST":
        length = int(request.headers.get("content-length") or 0)
        if not 0 < length <= LARGEST_TABLE:
            return PlainTextResponse("too large", 413)
        try:
            sent = json.loads(await request.body())
            return await run_in_threadpool(_workbook, request, sent)
        except ValueError:
            return PlainTextResponse("no table", 400)
    return await run_in_threadpool(_workbook, request, None)


def _workbook(request: Request, sent: Any) -> Response:
    published = asked_version(request)
    if published is None:
        return nothing_published(request)
    view, table, where = _asked(request, published)
    if table not in published.names():
        return PlainTextResponse(view.say("چنین جدولی نیست", "no such table"), 404)
    rows = of_table(published, table, where, request.query_params.get("order") or _ORDER.get(table, ""))
    told = origins(published, table, where, view.language.code)
    title = request.query_params.get("title") or table_words(view, table)[0]
    if sent is None:
        page = page_of(shown_rows(view, table, rows, where), view.language)
    else:
        page = _seen_page(sent, view)
        title = str(sent.get("title") or title)
    body = shown_workbook(
        page,
        rows,
        view.language,
        title=title,
        mark=_warning(view),
        about=_about(view, request, table, where, told),
        files=_files(view, told),
    )
    demo = "demo-" if is_synthetic(published) else ""
    name = f"{demo}naqsheh-{where.get('indicator_id') or table}-v{published.number}.xlsx"
    return Response(body, media_type=XLSX_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _seen_page(sent: Any, view: View) -> Page:
    """Return the table that a page sent as a sheet: numbers as numbers, in a format that shows what was seen."""
    headings, rows = seen_rows(sent)
    digits = PERSIAN_DIGITS if view.language.is_persian else ""
    cells: list[list[tuple[Cell | Decimal, str]]] = [
        [(cell.value, number_format(cell, digits)) if isinstance(cell, Seen) else (cell, "") for cell in row]
        for row in rows
    ]
    lines = [str(line) for line in sent.get("lines") or () if isinstance(line, str)]
    return Page(lines, headings, cells, widths(headings, rows))


def about(request: Request) -> Response:
    """Answer with what stands in the frame of a picture: place, source, edition, and whether data are invented."""
    published = asked_version(request)
    if published is None:
        return nothing_published(request)
    view, table, where = _asked(request, published)
    if table not in published.names():
        return PlainTextResponse(view.say("چنین جدولی نیست", "no such table"), 404)
    told = origins(published, table, where, view.language.code)
    synthetic = is_synthetic(published)
    words = {True: view.say("نمایشی", "Demo"), False: view.say("واقعی", "Real")}
    kinds = (told.kinds or (True,)) if synthetic else ()
    area, domain, period = (where.get(name) for name in ("area_code", "domain", "period"))
    edition = _edition(view)
    return JSONResponse(
        {
            "marks": [{"word": words[kind], "is_synthetic": kind} for kind in kinds],
            "is_synthetic": synthetic,
            "place": view.area(area) if isinstance(area, str) else view.say(*place.home(published).name),
            "domain": view.code("domains", domain) if isinstance(domain, str) and domain != "all" else "",
            "period": view.fmt.period(period) if isinstance(period, str) else "",
            "source_word": view.say("منبع:", "Source:"),
            "source": _source(view, table, told),
            "edition": edition,
            "citation": f"{request.query_params.get('title', '')} · {edition}",
        }
    )


def _asked(request: Request, published: Tables) -> tuple[View, str, Selection]:
    language = Language.from_address(request.query_params.get("lang"))
    table = str(request.path_params["name"])
    where = selection(request, published, table) if table in published.names() else {}
    return View(Address("glance", language), published), table, where


def _source(view: View, table: str, told: Origins) -> str:
    """Return the documents behind a view in one line, the rest of them counted."""
    names = told.documents(view.language.code)
    if not names:
        return table_words(view, table)[0]
    shown, rest = names[:NAMED], len(names) - NAMED
    line = view.say("؛ ", "; ").join(shown)
    if rest > 0:
        count = view.fmt.number(rest)
        line += view.say(f"؛ و {count} سند دیگر", f"; and {count} more {'document' if rest == 1 else 'documents'}")
    return line


def _edition(view: View) -> str:
    number, today = view.fmt.digits(view.tables.number), view.fmt.date(dt.datetime.now(dt.UTC))
    persian, english = place.crafts(place.home(view.tables))
    return view.say(
        f"نقشه، {persian} · نسخهٔ {number} · دریافت: {today}",
        f"Naqsheh, {english[:1].lower()}{english[1:]} · version {number} · downloaded {today}",
    )


def _warning(view: View) -> str:
    if not is_synthetic(view.tables):
        return ""
    word = place.home(view.tables).word
    return view.say(
        f"دادهٔ نمایشی؛ چیزی دربارهٔ {word[0]} نمی‌گوید.", f"Demonstration data; it says nothing about the {word[1]}."
    )


def _about(view: View, request: Request, table: str, where: Selection, told: Origins) -> list[tuple[str, str]]:
    """Return what the workbook says of itself: title, definition, source, version, days, address, signs."""
    say, fmt = view.say, view.fmt
    name, grain = table_words(view, table)
    chosen = "; ".join(
        f"{column} = {value if isinstance(value, str) else ', '.join(value)}" for column, value in where.items()
    )
    indicator_id = where.get("indicator_id")
    indicator = (view.indicator(indicator_id) if isinstance(indicator_id, str) else None) or {}
    definition = [view.column(indicator, "definition"), view.column(indicator, "caveat")] if indicator else [grain]
    lines = [
        (say("هشدار", "Warning"), _warning(view)),
        (say("عنوان", "Title"), request.query_params.get("title") or name),
        (say("تعریف", "Definition"), " ".join(part for part in definition if part)),
        (say("منبع", "Source"), say("؛ ", "; ").join(told.documents(view.language.code)) or name),
        (say("سامانه", "System"), say(*place.system(place.home(view.tables)))),
        (say("نسخه", "Version"), fmt.digits(view.tables.number)),
        (say("ساختهٔ", "Built"), fmt.date(view.release.get("built_at"))),
        (say("گرفته‌شده در", "Downloaded"), fmt.date(dt.datetime.now(dt.UTC))),
        (say("نشانی این نما", "Address of this view"), _address(request)),
        (say("جدول", "Table"), f"{table} ({name})"),
        (say("گزینش", "Selection"), chosen or say("همهٔ سطرها", "all rows")),
        (
            say("نشانه‌ها", "Signs"),
            say(
                "* برای حفظ حریم افراد پنهان است · نرسیده: گزارشی نیامده است · — کاربرد ندارد · صفر عدد صفر است.",
                "* hidden to protect persons · no file: no report has come · — not applicable · zero is the number 0.",
            ),
        ),
    ]
    return [(term, words) for term, words in lines if words]


def _address(request: Request) -> str:
    asked = request.query_params.get("view") or "/"
    return str(request.base_url).rstrip("/") + asked if asked.startswith("/") else asked


def _files(view: View, told: Origins) -> list[tuple[str, ...]]:
    """Return the files behind a view as rows, their headings first."""
    if not told.deliveries:
        return []
    say = view.say
    head = (
        say("فایل", "File"),
        say("سند", "Document"),
        say("دستگاه", "Office"),
        say("دوره", "Period"),
        say("تاریخ دریافت", "Received"),
        say("شناسهٔ فایل", "Id of the file"),
    )
    body = [
        (
            str(row["file_name"]),
            view.column(row, "document") or view.column(row, "feed_title"),
            view.code("offices", row["office"]),
            view.fmt.period(row["period"]),
            view.fmt.digits(str(row["received_at_jalali"] or "")),
            str(row["delivery_id"]),
        )
        for row in told.deliveries
    ]
    return [head, *body]


ROUTES = [
    Route("/download/shown/{name}.xlsx", shown, methods=["GET", "POST"]),
    Route("/download/about/{name}.json", about),
]
