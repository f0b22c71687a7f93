"""From which counties files came: the word zero where none did, a face of its own where the count is hidden."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.charts.county_map import county_name
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.language.nothing import HIDDEN
from dashboards.pages.credit.lines import KEY, WHERE, Line

#: Classes of the counts that are told, from the least to the most.
STEPS = 5


def counties_card(line: Line) -> Markup | None:
    """Return the counties as tiles with their files, and those without one in words, which a phone needs."""
    view, say = line.view, line.view.say
    rows = _rows(line)
    if not rows:
        return None
    zero = [row for row in rows if row["files"] == 0]
    where: dict[str, str | None] = dict(zip(KEY, line.key, strict=True))
    title = _title(view, rows, zero)
    return el(
        "div",
        cards.card(
            title,
            _tiles(view, rows),
            _legend(view, rows),
            _in_words(view, rows, zero),
            _behind(view, rows),
            tags.origin_tags(view, rows),
            tool_row(view, "credit_counties", where, title=title, picture="counties"),
            subtitle=say("شمار پرونده‌های ثبت‌شده؛ شمال در بالا", "Files registered; north is above"),
            level=2,
        ),
        id="counties",
    )


def _rows(line: Line) -> Sequence[Row]:
    """Return the counties of a line, each with its name and its place in the grid.

    Nothing where the letter alone says that no file came: it speaks of the province.
    """
    if "credit_counties" not in line.view.tables.names():
        return []
    if line.balance is not None and line.balance["told_by"] == "stated":
        return []
    return line.view.tables.rows(
        f"select c.*, a.name_fa, a.name_en, a.tile_row, a.tile_col from credit_counties c "
        f"join areas a on a.area_code = c.county_code where {WHERE.replace('area_code', 'c.area_code')} "
        "order by a.tile_row, a.tile_col",
        *line.key,
    )


def _title(view: View, rows: Sequence[Row], zero: Sequence[Row]) -> str:
    say, count = view.say, view.fmt.number(len(zero))
    if all(row["status"] == "missing" for row in rows):
        return say("فهرستی نرسیده که از شهرستان‌ها بگوید", "No list has come that tells of counties")
    if any(row["status"] == "missing" for row in rows):
        return say("شهرستان برخی پرونده‌ها گفته نشده است", "Some files do not say their county")
    if not any(row["status"] == "final" for row in rows):
        return say("پرونده‌ها کمتر از آن‌اند که شهرستانشان گفته شود", "The files are too few to tell their counties")
    if len(zero) == len(rows):
        return say("از هیچ شهرستانی پرونده‌ای نیامده است", "No file has come from any county")
    if not zero:
        return say("از همهٔ شهرستان‌ها پرونده آمده است", "Files have come from every county")
    return say(
        f"از {count} شهرستان هیچ پرونده‌ای نیامده است",
        f"No file has come from {count} {'county' if len(zero) == 1 else 'counties'}",
    )


def _state(view: View, row: Row) -> tuple[str, str, str]:
    """Return what a tile says, what is read out, and its look."""
    say = view.say
    if row["status"] == "suppressed":
        return "*", say(*HIDDEN), "nq-suppressed"
    if row["files"] is None:
        return say("نرسیده", "no list"), say("فهرست نرسیده است", "no list has come"), "nq-missing"
    if row["files"] == 0:
        return say("صفر", "zero"), say("صفر پرونده", "zero files"), "nq-zero nq-zero-told"
    count = view.fmt.number(row["files"])
    return count, say(f"{count} پرونده", f"{count} files"), ""


def _tiles(view: View, rows: Sequence[Row]) -> Markup:
    told = sorted(int(row["files"]) for row in rows if row["files"])
    tiles = []
    for row in rows:
        if row["tile_row"] is None:
            continue
        words, heard, look = _state(view, row)
        if row["files"]:
            below = sum(1 for other in told if other < row["files"])
            look = f"nq-s{1 + min(STEPS - 1, below * STEPS // len(told))}"
        name = view.column(row, "name")
        tiles.append(
            el(
                "li",
                el("span", county_name(view, row), class_="nq-long" if len(name) > 8 else None),
                el("b", el("span", words)),
                class_=look,
                style=f"grid-row:{row['tile_row']};grid-column:{row['tile_col']}",
                title=f"{name}: {heard}",
            )
        )
    return el("ul", *tiles, class_="nq-map nq-credit-map")


def _legend(view: View, rows: Sequence[Row]) -> Markup:
    """Return the key of the kinds of nothing that there are."""
    say = view.say
    kinds = {
        "zero": (
            any(row["files"] == 0 for row in rows),
            say("صفر: فهرست رسیده و پرونده‌ای نیست", "zero: the list has come and holds no file"),
        ),
        "hidden": (
            any(row["status"] == "suppressed" for row in rows),
            f"* {say(*HIDDEN)}",
        ),
        "hatch": (
            any(row["status"] == "missing" for row in rows),
            say("فهرست نرسیده است", "no list has come"),
        ),
    }
    return el(
        "p",
        *(
            el("span", el("i", class_=f"nq-key-{kind}", aria_hidden="true"), " ", words)
            for kind, (there, words) in kinds.items()
            if there
        ),
        class_="nq-legend nq-credit-legend",
    )


def _in_words(view: View, rows: Sequence[Row], zero: Sequence[Row]) -> Markup | None:
    """Return the names of the counties without a file, for phones: their tiles are small."""
    if not zero or len(zero) == len(rows):
        return None
    names = place.listed([(str(row["name_fa"]), str(row["name_en"])) for row in view.by_name(zero)])
    words = view.say("شهرستان‌های بی‌پرونده: ", "Counties without a file: ")
    return el("p", el("b", words), " ", view.say(*names), ".", class_="nq-zero-words")


def cities_card(line: Line) -> Markup | None:
    """Return the craft cities with the files of their county: a file says its county, not its city."""
    view, say, rows = line.view, line.view.say, _rows(line)
    if not rows or "craft_cities" not in view.tables.names():
        return None
    cities = view.tables.rows("select * from craft_cities order by city_id")
    by_county = {row["county_code"]: row for row in rows}
    pairs, zero = [], 0
    for city in view.by_name(cities):
        row = by_county.get(city["county_code"])
        if row is None:
            continue
        words, heard, _ = _state(view, row)
        bad = row["files"] == 0
        zero += bad
        pairs.append(
            el(
                "div",
                el("dt", view.column(city, "name")),
                el("dd", words, title=heard),
                class_="nq-worst" if bad else None,
            )
        )
    if not pairs:
        return None
    count, all_ = view.fmt.number(zero), view.fmt.number(len(pairs))
    title = (
        say(
            f"شهرستان {count} شهر از {all_} شهر صنایع دستی هیچ پرونده‌ای ندارد",
            f"The county of {count} of {all_} craft cities has no file",
        )
        if zero
        else say("پرونده‌های شهرستان شهرهای صنایع دستی", "Files of the counties of craft cities")
    )
    return cards.card(title, el("dl", *pairs, class_="nq-credit-cities"), level=2)


def _behind(view: View, rows: Sequence[Row]) -> Markup:
    words = view.say("جدول پشت نقشه", "The table behind the map")
    body = [[view.column(row, "name"), _state(view, row)[1]] for row in view.by_name(list(rows))]
    headers = [view.say("شهرستان", "County"), view.say("پرونده", "Files")]
    return cards.disclosure(words, tables.table(headers, body, caption=words))
