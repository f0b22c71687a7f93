"""An indicator by its categories, as the card of a bar chart."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: More rows than this go to the table of all values.
LONGEST = 15

#: Categories of which persons are said: (Persian, English).
_PERSONS = {"female": ("زن‌اند", "women"), "male": ("مردند", "men")}


def category_bars(view: View, row: Row) -> Markup | None:
    """Return the categories of a value as bars, or None when it has fewer than two."""
    found = indicators.categories(view, row)
    if len(found) < 2:
        return None
    shown = found[:LONGEST]
    longest = max((float(entry["value"]) for entry in shown if entry["value"] is not None), default=0.0)
    bars = [join([el("dt", view.category(entry["category"])), _bar(view, entry, longest)]) for entry in shown]
    top = shown[0]
    title = _title(view, row, found)
    rest = len(found) - len(shown)
    note = None
    if rest:
        note = el(
            "p",
            view.say(
                f"{view.fmt.number(rest)} دستهٔ دیگر در جدول پایین است.",
                f"{view.fmt.number(rest)} more are in the table below.",
            ),
            class_="nq-sub",
        )
    name = view.column(view.indicator(str(row["indicator_id"])) or {}, "title")
    period = view.fmt.period(row["period"])
    subtitle = view.say(f"{name}، {period}", f"{name}, {period}")
    ident = f"bars-{row['indicator_id']}"
    return el(
        "div",
        cards.card(
            title,
            el("dl", *bars, class_="nq-bars"),
            note,
            _unclassified(view, row, str(top["breakdown"])),
            tags.origin_tags(view, shown),
            tool_row(
                view,
                "indicator_values",
                {column: str(row[column]) for column in ("indicator_id", "area_code", "domain", "basis", "period")},
                title=name,
                picture=ident,
                here=indicators.indicator_address(view, row),
            ),
            subtitle=subtitle,
        ),
        id=ident,
    )


def _title(view: View, row: Row, found: tuple[Row, ...]) -> str:
    """Return which category is largest, of how much: «۵۴ نفر از ۸۰ نفر زن‌اند»; what is hidden makes no finding."""
    told = [entry for entry in found if entry["value"] is not None]
    if not told:
        hidden = any(entry["status"] == "suppressed" for entry in found)
        return (
            view.say("عدد هر دسته برای حریم افراد پنهان است", "Every category is hidden to protect persons")
            if hidden
            else view.say("عددی داده نشده است", "No figure was given")
        )
    top, name = told[0], view.category(told[0]["category"])
    if len(told) > 1 and told[1]["value"] == top["value"]:
        return view.say("بزرگ‌ترین دسته‌ها برابرند", "The largest categories are equal")
    value = view.shown(top).text
    whole = row["value"] if not row["category"] else None
    if whole is None or row["unit"] in ("share", "IRR", "usd_per_kg") or not whole:
        return view.say(f"بیشترین در «{name}»: {value}", f"Most in “{name}”: {value}")
    all_ = view.shown(row).text
    if top["category"] in _PERSONS:
        persian, english = _PERSONS[str(top["category"])]
        return view.say(f"{value} از {all_} {persian}", f"{view.shown(top).figure} of {all_} are {english}")
    return view.say(f"«{name}»: {value} از {all_}", f"“{name}”: {view.shown(top).figure} of {all_}")


def _unclassified(view: View, row: Row, breakdown: str) -> Markup | None:
    """Return what share of a value its breakdown does not classify.

    Nothing where it is not counted from a register.
    """
    found = _share_unclassified(view, row, breakdown)
    if found is None or found["status"] == "missing":
        return None
    say, fmt = view.say, view.fmt
    if found["status"] == "suppressed":
        words = say(
            "سهم دسته‌بندی‌نشده برای حفظ حریم پنهان است.",
            "The share not classified is hidden to protect persons.",
        )
    elif not found["share"]:
        words = say("همه دسته‌بندی شده‌اند.", "All are classified.")
    else:
        names = [view.category(code).lower() for code in ("not_recognised", "unknown")]
        counts = [fmt.number(found[name]) for name in ("not_recognised", "not_stated")]
        parted = say("، ", ", ").join(f"{name} {count}" for name, count in zip(names, counts, strict=True))
        words = say(
            f"دسته‌بندی‌نشده: {fmt.percent(found['share'])} ({parted}).",
            f"Not classified: {fmt.percent(found['share'])} ({parted}).",
        )
    return el("p", words, class_="nq-sub nq-unclassified")


def _bar(view: View, entry: Row, longest: float) -> Markup:
    words = view.shown(entry).text
    if entry["status"] == "suppressed":  # no height: a bar of any length would say something
        return el("dd", el("span", words, class_="nq-hidden-words"))
    if entry["value"] is None:
        return el("dd", el("span", view.say("نرسیده", "not received"), class_="nq-gone"))
    if not longest:
        return el("dd", el("span", words))
    width = 100 * float(entry["value"]) / longest
    class_ = "nq-bar nq-bar-provisional" if entry["status"] == "provisional" else "nq-bar"
    bar = el("span", class_=class_, style=f"--part:{width:.2f}") if width else None
    return el("dd", bar, el("span", words))


def _share_unclassified(view: View, row: Row, breakdown: str) -> Row | None:
    """Return how much of a value its breakdown does not classify.

    None where that is not counted, or not yet published.
    """
    if "unclassified_shares" not in view.tables.names():
        return None
    return view.tables.one(
        "select * from unclassified_shares where indicator_id = ? and area_code = ? and domain = ? "
        "and breakdown = ? and basis = ? and period = ?",
        row["indicator_id"],
        row["area_code"],
        row["domain"],
        breakdown,
        row["basis"],
        row["period"],
    )
