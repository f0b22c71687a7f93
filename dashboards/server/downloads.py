"""Files made on request from the published version: CSV, XLSX and the analysts' database itself.

Addresses: ``/download/values.csv?indicator=…`` (the choices of the indicator page narrow it),
``/download/tables/<table>.csv`` (any of its columns narrows it: ``?period=1402``, once or several times) and
``/download/roadmap.duckdb``; ``.xlsx`` wherever ``.csv``. The same version gives the same rows in the same
order as SQL over the published file. A workbook has a second sheet that says where its rows come from and of
when they are. ``/download/shown/<table>.xlsx`` is the same selection as the page shows it, in words, and
``/download/about/<table>.json`` what a picture of it says of itself.

Every file of a version that holds invented data says so in its name and, row by row, in ``is_synthetic``; a
table that has no such column of its own gets one as its last.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboards.address import KNOWN
from dashboards.data import editions, place, releases
from dashboards.data.origins import Selection, conditions
from dashboards.data.versions import Row, Tables
from dashboards.language.formatter import Formatter
from dashboards.language.language import Language
from dashboards.server.workbook import raw_workbook, written

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: A cell that begins so can become a formula in the reader's spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

#: Tables that come from the models and are the same, and real, in every version.
REFERENCE = frozenset(
    {
        "areas",
        "codes",
        "craft_groups",
        "crafts",
        "customs_offices",
        "destinations",
        "feed_columns",
        "feeds",
        "hs_codes",
        "indicators",
        "quarters",
        "units",
        "release",
    }
)

_NARROWING = {
    "indicator": "indicator_id",
    "area": "area_code",
    "domain": "domain",
    "basis": "basis",
    "category": "category",
}


def values(request: Request) -> Response:
    """Answer with the indicator values that the address chooses."""
    published = asked_version(request)
    if published is None:
        return nothing_published(request)
    chosen = {column: request.query_params[name] for name, column in _NARROWING.items() if name in request.query_params}
    where = " and ".join(f"{column} = ?" for column in chosen) or "true"
    rows = published.rows(
        f"select * from indicator_values where {where} "
        "order by indicator_id, area_code, domain, category, period, basis",
        *chosen.values(),
    )
    name = "-".join(["naqsheh", chosen.get("indicator_id", "indicator_values")])
    return _file(request, published, rows, name)


def whole_table(request: Request) -> Response:
    """Answer with one public table, all rows, as the version holds it."""
    published = asked_version(request)
    if published is None:
        return nothing_published(request)
    name = request.path_params["name"]
    if name not in published.names():
        language = Language.from_address(request.query_params.get("lang"))
        return PlainTextResponse(
            language.say(
                f"جدولی به نام {name} در این نسخه نیست؛ نام‌ها در صفحهٔ «تعریف‌ها و داده‌ها» است.",
                f"This version has no table named {name}; the page “Definitions and data” lists the names.",
            ),
            404,
        )
    return _file(request, published, of_table(published, name, selection(request, published, name)), name)


def database(request: Request) -> Response:
    """Answer with the published DuckDB file."""
    published = asked_version(request)
    if published is None:
        return nothing_published(request)
    demo = "demo-" if is_synthetic(published) else ""
    return FileResponse(
        Path(published.path) / "roadmap.duckdb",
        filename=f"{demo}roadmap-{published.number}.duckdb",
        media_type="application/octet-stream",
    )


def is_synthetic(published: Tables) -> bool:
    """Tell whether a version holds invented data."""
    return bool((published.one("select is_synthetic from release") or {}).get("is_synthetic"))


def selection(request: Request, published: Tables, table: str) -> dict[str, str | list[str]]:
    """Return the columns of ``table`` that the address gives a value, or several."""
    columns = set(published.columns(table))
    told = request.query_params
    found = {column: told.getlist(column) for column in told if column in columns}
    return {column: values if len(values) > 1 else values[0] for column, values in found.items()}


def of_table(published: Tables, name: str, chosen: Selection, order: str = "") -> tuple[Row, ...]:
    """Return the rows of a table whose columns have the ``chosen`` values, as they stand in the table.

    A view has no order of its own: its rows come in that of its columns. ``order`` names columns, «-» before one that
    falls; a name that is no column is left out.

    In a version with invented data each row says whether it is, by its delivery where it has one.
    """
    columns = set(published.columns(name))
    told = ""
    if is_synthetic(published) and "is_synthetic" not in columns and name not in REFERENCE:
        by_delivery = "coalesce((select d.is_synthetic from deliveries d where d.delivery_id = t.delivery_id), true)"
        told = f", {by_delivery if 'delivery_id' in columns else 'true'} as is_synthetic"
    where, values = conditions(published, name, chosen)
    asked = [
        f"t.{column.removeprefix('-')} {'desc' if column.startswith('-') else 'asc'} nulls last"
        for column in order.split(",")
        if column.removeprefix("-") in columns
    ]
    last = "all" if name in published.views() else "t.rowid"
    by = last if last == "all" and not asked else ", ".join([*asked, *([last] if last != "all" else [])])
    return published.rows(f"select t.*{told} from {name} t where {where} order by {by}", *values)


def _file(request: Request, published: Tables, rows: Sequence[Row], name: str) -> Response:
    synthetic = "demo-" if is_synthetic(published) else ""
    kind = request.path_params["kind"]
    if kind == "csv":
        body, media = to_csv(rows), CSV_TYPE
    elif kind == "xlsx":
        language = Language.from_address(request.query_params.get("lang"))
        sheet = f"{language.say('نمایشی', 'Demo')} {name}" if synthetic else name
        body, media = to_xlsx(rows, sheet, language, _source(request, published, name, language)), XLSX_TYPE
    else:
        return PlainTextResponse("csv, xlsx", 404)
    disposition = f'attachment; filename="{synthetic}{name}-v{published.number}.{kind}"'
    return Response(body, media_type=media, headers={"Content-Disposition": disposition})


def _source(request: Request, published: Tables, name: str, language: Language) -> list[tuple[str, str]]:
    """Return what a workbook says of itself.

    System, table, choices, version, days, and whether it is invented.
    """
    say, fmt = language.say, Formatter(language)
    home = place.home(published)
    release = published.one("select * from release") or {}
    chosen = ", ".join(f"{column} = {value}" for column, value in request.query_params.items() if column != "lang")
    told = [
        (
            say("منبع", "Source"),
            say(*place.system(home)),
        ),
        (say("جدول", "Table"), name),
        (say("گزینش", "Selection"), chosen or say("همهٔ سطرها", "all rows")),
        (say("نسخه", "Version"), fmt.digits(published.number)),
        (say("ساختهٔ", "Built"), fmt.date(release.get("built_at"))),
        (say("گرفته‌شده در", "Downloaded"), fmt.date(dt.datetime.now(dt.UTC))),
    ]
    if is_synthetic(published):
        told.insert(
            0,
            (
                say("هشدار", "Warning"),
                say(
                    f"دادهٔ نمایشی؛ چیزی دربارهٔ {home.word[0]} نمی‌گوید.",
                    f"Demonstration data; it says nothing about the {home.word[1]}.",
                ),
            ),
        )
    return told


def to_csv(rows: Sequence[Row]) -> bytes:
    """Return rows as CSV with a byte-order mark, which a spreadsheet needs to read Persian."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if rows:
        writer.writerow(rows[0].keys())
        writer.writerows([_csv_cell(value) for value in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Sequence[Row], name: str, language: Language, source: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return rows as a workbook; ``source`` (term, words) becomes a second sheet."""
    return raw_workbook(rows, name, language, source)


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (float, Decimal)):
        return f"{value:.9f}".rstrip("0").rstrip(".")
    text = written(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text


def asked_version(request: Request) -> Tables | None:
    """Return the version that the page shows: the served one, or what was known on the day of the address."""
    return editions.tables_for(request.query_params.get(KNOWN))


def nothing_published(request: Request) -> Response:
    """Answer that there is no version yet, or none of the day that was asked for."""
    language = Language.from_address(request.query_params.get("lang"))
    if request.query_params.get(KNOWN):
        return PlainTextResponse(
            language.say("از آنچه در آن روز می‌دانستیم نسخه‌ای نمانده است.", "No version of that day is kept."), 404
        )
    return PlainTextResponse(
        language.say("هنوز نسخه‌ای منتشر نشده است: naqsheh build", "Nothing is published yet: naqsheh build"),
        404,
    )


def release_file(request: Request) -> Response:
    """Answer with a file of the outputs of a quarter, as it was released; only files of its manifest are given."""
    period, name = str(request.path_params["period"]), str(request.path_params["name"])
    found = next((r for r in releases.released() if r.period == period), None)
    if found is None or name not in found.files:
        language = Language.from_address(request.query_params.get("lang"))
        return PlainTextResponse(
            language.say(
                "چنین فایلی منتشر نشده است؛ فایل‌های هر فصل در صفحهٔ «گرفتن داده‌ها» است.",
                "No such file was released; the page “Downloads” lists the files of each quarter.",
            ),
            404,
        )
    return FileResponse(found.folder / name, filename=name)


ROUTES = [
    Route("/download/outputs/{period}/{name}", release_file),
    Route("/download/values.{kind}", values),
    Route("/download/tables/{name}.{kind}", whole_table),
    Route("/download/roadmap.duckdb", database),
]
