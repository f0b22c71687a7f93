"""What the quality pages say of a delivery in words.

Its state, its kinds of rows, its columns, its counts.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components.clean_value import columns_of
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: delivery state → (mark, Persian, English), worst first.
STATES: dict[str, tuple[str, str, str]] = {
    "refused": ("off_track", "پذیرفته نشد", "Refused"),
    "held": ("behind", "در انتظار تأیید", "Held for approval"),
    "published": ("on_track", "منتشر شد", "Published"),
    "superseded": ("no_target", "جایش را فایل تازه گرفت", "Superseded"),
}
NON_DATA_KINDS: dict[str, tuple[str, str]] = {
    "total": ("جمع کل", "Total"),
    "subtotal": ("جمع جزء", "Subtotal"),
    "average": ("میانگین یا سهم", "Average or share"),
    "note": ("یادداشت", "Note"),
    "repeated_header": ("سرستون تکراری", "Repeated header"),
    "signature": ("امضا", "Signature"),
    "heading": ("سرستون جدول دیگر", "Heading of another table"),
    "title": ("عنوان", "Title"),
    "column_numbers": ("شماره‌های ستون‌ها", "Numbers of the columns"),
    "letterhead": ("سربرگ", "Letterhead"),
    "page_number": ("شمارهٔ صفحه", "Page number"),
    "blank": ("سطر خالی", "Blank row"),
}
#: what a total claims to be of → (Persian, English).
CLAIMS: dict[str, tuple[str, str]] = {
    "all": ("همهٔ سطرهای جدول", "all rows of the table"),
    "group": ("سطرهای یک گروه", "the rows of a group"),
    "whole": ("کل، که جدول شاید بخشی از آن باشد", "the whole, of which the table may list a part"),
}


def state_line(view: View, row: Row) -> Markup:
    """Return a delivery's state: its shape, then its word."""
    shape, persian, english = STATES.get(row["state"], ("no_target", row["state"], row["state"]))
    mark = el("span", class_=f"nq-mark nq-mark-{shape}", aria_hidden="true")
    return el("p", mark, " ", view.say(persian, english), class_=f"nq-status nq-status-{shape}")


def where_from(view: View, row: Row) -> str:
    """Return office, period and day of arrival on one line."""
    day = view.fmt.date(row["received_at"])
    told = [
        view.code("offices", row["office"]),
        view.fmt.period(row["period"]),
        view.say(f"رسیده {day}", f"received {day}") if day else "",
    ]
    return " · ".join(part for part in told if part)


def cover_words(view: View, cover: str | None) -> str:
    """Say of which offices or areas a file speaks, by ``office:<code>`` or ``area:<code>``.

    Nothing where of all.
    """
    kind, _, code = (cover or "").partition(":")
    if kind == "area":
        return view.area(code)
    if kind == "office":
        office = view.tables.lookup("customs_offices", "office_code").get(code)
        name = (office["office_name"] if view.language.is_persian else office["name_en"]) if office else code
        return view.say(f"تنها گمرک {name}", f"customs office {name} alone")
    return ""


def delivery_address(view: View, delivery_id: str) -> str:
    """Return the address of a delivery's own page."""
    return view.address.to("quality", delivery=delivery_id)


def waiting_address(view: View, delivery_id: str) -> str:
    """Return the address of the form in which a held file is decided."""
    return view.address.to("deliver", waiting=delivery_id) + f"#waiting-{delivery_id}"


def column_titles(view: View, feed: str) -> dict[str, str]:
    """Return the titles of a feed's columns in the page's language."""
    return {name: view.column(column, "title") for name, column in columns_of(view, feed).items()}


def counts(view: View, row: Row) -> list[tuple[str, str, int]]:
    """Return what became of the rows read: (class of its colour, word, number)."""
    return [
        ("loaded", view.say("بارگذاری", "loaded"), int(row["rows_loaded"] or 0)),
        ("quarantined", view.say("قرنطینه", "quarantined"), int(row["rows_quarantined"] or 0)),
        ("other", view.say("غیرداده", "not data"), int(row["rows_non_data"] or 0)),
    ]


def counts_bar(view: View, row: Row) -> Markup:
    """Return the rows in and out as one bar, its key and its equation."""
    parts = counts(view, row)
    read = int(row["rows_read"])
    spoken = view.say("، ", ", ").join(f"{word} {view.fmt.figure(count)}" for _, word, count in parts)
    segments = (el("i", class_=f"nq-{name}", style=f"flex:{count} 0 0") for name, _, count in parts if count)
    words = (el("span", el("i", class_=f"nq-{name}"), word, " ", view.fmt.figure(count)) for name, word, count in parts)
    # The equation runs left to right inside Persian too, so it stands in one isolate of its own.
    sum_ = " + ".join(view.fmt.plain(count) for _, _, count in parts)
    broken = None if read == sum(count for _, _, count in parts) else el("b", view.say(" جور نیست", " does not add up"))
    return join(
        [
            el("div", *segments, class_="nq-stacked", role="img", aria_label=spoken),
            el("p", *words, class_="nq-legend nq-legend-rows"),
            el("p", f"\u2066{view.fmt.plain(read)} = {sum_}\u2069", broken, class_="nq-equation"),
        ]
    )
