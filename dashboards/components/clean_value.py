"""A clean value as a reader says it: a code by its title, a place by its name, a date in the page's calendar.

Numbers, tariff lines and texts stand as they are kept; so does a value that no list knows.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from markupsafe import Markup

from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def clean_value(view: View, column: Row | None, value: Any) -> Markup | str:
    """Return a clean value in words.

    ``column`` is its row of ``feed_columns``. What is kept stands in a hint.
    """
    if value is None or value == "":
        return ""
    kept = str(value)
    words = _words(view, column, kept) if column else kept
    return bidi_text.raw(kept) if words == kept else el("bdi", words, class_="nq-raw", title=kept)


def columns_of(view: View, feed: str) -> dict[str, Row]:
    """Return a feed's columns by name, in the order of the contract."""
    rows = view.tables.rows("select * from feed_columns where feed = ? order by position", feed)
    return {str(row["column_name"]): row for row in rows}


def _words(view: View, column: Row, kept: str) -> str:
    match column["kind"]:
        case "code" if column["codes"] == "units":
            return view.unit(kept)
        case "code" if column["codes"]:
            return view.code(column["codes"], kept)
        case "place":
            return view.area(kept)
        case "craft":
            craft = view.tables.lookup("crafts", "craft_code").get(kept)
            return view.column(craft, "title") if craft else kept
        case "date":
            return view.fmt.date(dt.date.fromisoformat(kept), table=True) if _DAY.fullmatch(kept) else kept
        case "jalali":
            return view.fmt.jalali(kept)
        case "period":
            return view.fmt.period(kept)
        case "year":
            return view.fmt.digits(kept)
    return kept
