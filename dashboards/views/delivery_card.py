"""The card of one delivery: its state, its rows in and out, what was kept back, and how it was understood."""

from __future__ import annotations

from markupsafe import Markup

from dashboards import faces, parts
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View

#: delivery state → (mark, Persian, English), worst first.
STATES: dict[str, tuple[str, str, str]] = {
    "refused": ("off_track", "پذیرفته نشد", "Refused"),
    "held": ("behind", "در انتظار تأیید", "Held for approval"),
    "published": ("on_track", "منتشر شد", "Published"),
    "superseded": ("no_target", "جایش را پروندهٔ تازه گرفت", "Superseded"),
}
NON_DATA_KINDS: dict[str, tuple[str, str]] = {
    "total": ("جمع کل", "Total"),
    "subtotal": ("جمع جزء", "Subtotal"),
    "note": ("یادداشت", "Note"),
    "repeated_header": ("سرستون تکراری", "Repeated header"),
    "signature": ("امضا", "Signature"),
    "blank": ("سطر خالی", "Blank row"),
}
#: A feed's cadence → days after which its newest file is stale.
ALLOWED_DAYS = {"monthly": 45, "quarterly": 110, "annual": 400}


def delivery_card(view: View, row: Row) -> Markup:
    """Return the card of one delivery; what it has not got (quarantine, totals, non-data rows) is left out."""
    say = view.say
    shape, persian, english = STATES.get(row["state"], ("no_target", row["state"], row["state"]))
    where = [view.code("offices", row["office"]), view.fmt.period(row["period"]),
             say(f"رسیده {view.fmt.date(row['received_at'])}", f"received {view.fmt.date(row['received_at'])}")]  # fmt: skip
    sentence = view.column(row, "state")
    return parts.card(
        view.column(row, "feed_title"),
        el("p", parts.mark(shape), " ", say(persian, english), class_=f"nq-status nq-status-{shape}"),
        el("p", sentence, class_="nq-note nq-note-strong") if sentence else None,
        el("p", parts.file_name(row["file_name"])),
        el("p", " · ".join(part for part in where if part), class_="nq-sub"),
        _age(view, row),
        _bar(view, row) if row["rows_read"] else None,
        _equation(view, row) if row["rows_read"] else None,
        _totals(view, row),
        _quarantine(view, row),
        _non_data(view, row),
        _columns(view, row),
        parts.link(say("ردیف‌های این پرونده", "Rows of this file"),
                   view.address.to("rows", delivery=row["delivery_id"])) if row["rows_loaded"] else None,
    )  # fmt: skip


def _age(view: View, row: Row) -> Markup | None:
    """Say that a feed's newest file is older than the feed's cadence allows, counted to the day of the build."""
    newest = view.tables.one(
        "select max(d.received_at) as day, any_value(f.cadence) as cadence from deliveries d "
        "join feeds f on f.feed = d.feed where d.feed = ? and d.state = 'published'", row["feed"])  # fmt: skip
    allowed = ALLOWED_DAYS.get(str(newest["cadence"])) if newest else None
    if newest is None or allowed is None or row["received_at"] is None or row["received_at"] != newest["day"]:
        return None
    age = (view.release["built_at"].date() - row["received_at"]).days
    return faces.stale_note(view, age, allowed) if age > allowed else None


def _counts(view: View, row: Row) -> list[tuple[str, str, int]]:
    return [
        ("loaded", view.say("بارگذاری", "loaded"), int(row["rows_loaded"] or 0)),
        ("quarantined", view.say("قرنطینه", "quarantined"), int(row["rows_quarantined"] or 0)),
        ("other", view.say("غیرداده", "not data"), int(row["rows_non_data"] or 0)),
    ]


def _bar(view: View, row: Row) -> Markup:
    counts = _counts(view, row)
    spoken = view.say("، ", ", ").join(f"{word} {view.fmt.figure(count)}" for _, word, count in counts)
    segments = (el("i", class_=f"nq-{name}", style=f"flex:{count} 0 0") for name, _, count in counts if count)
    return el("div", *segments, class_="nq-stacked", role="img", aria_label=spoken)


def _equation(view: View, row: Row) -> Markup:
    counts = _counts(view, row)
    read = int(row["rows_read"])
    sum_ = f" {view.say('+', '+')} ".join(view.fmt.plain(count) for _, _, count in counts)
    # The equation runs left to right inside Persian too, so it stands in one isolate of its own.
    equation = f"\u2066{view.fmt.plain(read)} = {sum_}\u2069"
    fits = read == sum(count for _, _, count in counts)
    words = [
        el("span", el("i", class_=f"nq-{name}"), word, " ", view.fmt.figure(count))
        for name, word, count in counts
    ]
    broken = None if fits else el("b", view.say(" جور نیست", " does not add up"))
    return join([el("p", *words, class_="nq-legend nq-legend-rows"),
                 el("p", equation, broken, class_="nq-equation")])  # fmt: skip


def _totals(view: View, row: Row) -> Markup | None:
    rows = view.tables.rows(
        "select * from non_data_rows where delivery_id = ? and stated is not null order by sheet_name, row_number, "
        "column_name", row["delivery_id"])  # fmt: skip
    if not rows:
        return None
    differing = [entry for entry in rows if entry["difference"]]
    if not differing:
        return el("p", view.say("جمع‌های نوشته‌شده در پرونده با جمع ردیف‌ها یکی است.",
                                "The totals stated in the file equal the sums of its rows."), class_="nq-note")  # fmt: skip
    titles = _titles(view, str(row["feed"]))
    lines = [
        el("p", view.say(
            f"جمع «{titles.get(entry['column_name'], entry['column_name'])}» در پرونده "
            f"{view.fmt.number(entry['stated'], 3)} و جمع ردیف‌ها {view.fmt.number(entry['computed'], 3)} است؛ "
            f"تفاوت {view.fmt.number(entry['difference'], 3)} گزارش می‌شود و چیزی افزوده نمی‌شود.",
            f"The file states a total “{titles.get(entry['column_name'], entry['column_name'])}” of "
            f"{view.fmt.number(entry['stated'], 3)}; its rows sum to {view.fmt.number(entry['computed'], 3)}. "
            f"The difference of {view.fmt.number(entry['difference'], 3)} is reported, nothing is added."),
           class_="nq-note")
        for entry in differing[:3]
    ]  # fmt: skip
    return join(lines)


def _titles(view: View, feed: str) -> dict[str, str]:
    rows = view.tables.rows("select * from feed_columns where feed = ? order by position", feed)
    return {str(row["column_name"]): view.column(row, "title") for row in rows}


def _quarantine(view: View, row: Row) -> Markup | None:
    say = view.say
    summary = view.tables.rows(
        "select * from quarantine_summary where delivery_id = ? order by rows desc, rule", row["delivery_id"]
    )
    if not summary:
        return None
    rows = view.tables.rows(
        "select * from quarantine_rows where delivery_id = ? order by sheet_name, row_number limit 20",
        row["delivery_id"])  # fmt: skip
    shape = "off_track" if row["rows_quarantined"] else "behind"
    sentences = el("ul", *(el("li", parts.mark(shape), view.column(entry, "sentence")) for entry in summary),
                   class_="nq-list nq-lines")  # fmt: skip
    if not rows:
        return sentences
    headers = [say("سطر", "Row"), say("ستون", "Column"), say("فیلد", "Field"), say("مقدار در پرونده", "In the file"),
               say("چرا نگه داشته شد", "Why it is kept back")]  # fmt: skip
    body = [[view.fmt.number(entry["row_number"]), parts.code(entry["column_letter"] or ""),
             view.column(entry, "column_title"), parts.raw(entry["value_shown"] or ""), view.column(entry, "sentence")]
            for entry in rows]  # fmt: skip
    if row["rows_quarantined"]:
        count = view.fmt.number(row["rows_quarantined"])
        words = say(f"{count} ردیف قرنطینه", f"{count} quarantined rows")
    else:
        count = view.fmt.number(len({(entry["sheet_name"], entry["row_number"]) for entry in rows}))
        words = say(f"{count} ردیف بارگذاری‌شده با هشدار", f"{count} rows loaded with a warning")
    return join([sentences, parts.disclosure(words, parts.table(headers, body, caption=words))])


def _non_data(view: View, row: Row) -> Markup | None:
    rows = view.tables.rows(
        "select kind, count(distinct (sheet_name, row_number)) as n from non_data_rows where delivery_id = ? "
        "group by kind order by n desc, kind", row["delivery_id"])  # fmt: skip
    if not rows:
        return None
    pairs = [(view.say(*NON_DATA_KINDS.get(entry["kind"], (entry["kind"],) * 2)), view.fmt.number(entry["n"]))
             for entry in rows]  # fmt: skip
    return parts.disclosure(view.say("ردیف‌های غیرداده: شمرده می‌شوند، جمع نمی‌شوند",
                                     "Rows that are not data: counted, never added up"), parts.facts(pairs))  # fmt: skip


def _columns(view: View, row: Row) -> Markup | None:
    say = view.say
    rows = view.tables.rows(
        "select * from column_matches where delivery_id = ? order by sheet_name, length(column_letter), column_letter",
        row["delivery_id"])  # fmt: skip
    if not rows:
        return None
    titles = _titles(view, str(row["feed"]))
    headers = [say("ستون", "Column"), say("در پرونده", "In the file"), say("در سامانه", "In the system")]
    body = [[parts.code(entry["column_letter"] or ""), parts.raw(entry["header"] or ""),
             titles.get(entry["column_name"], entry["column_name"]) if entry["column_name"]
             else say("نادیده، در قرارداد نیست", "not read: not in the contract")]
            for entry in rows]  # fmt: skip
    words = say("ستون‌ها چگونه شناخته شد", "How the columns were matched")
    return parts.disclosure(words, parts.table(headers, body, caption=words))
