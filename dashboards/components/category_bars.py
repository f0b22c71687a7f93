"""An indicator by its categories, as the card of a bar chart."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import CATEGORY, more
from dashboards.language.language import Language
from dashboards.language.markup import el, join
from dashboards.language.nothing import HIDDEN

#: Units of which the parts do not add up to the whole.
UNSUMMED = ("share", "usd_per_kg", "rank", "years")
#: Categories that stand open; the others fold.
OPEN = 5
#: Categories that name nothing; none of them is the finding of a chart.
UNNAMED = ("not_recognised", "unknown", "not_stated", "")
#: breakdown → how a share of persons or things is said: (Persian, English one, English many).
SAYINGS: dict[str, tuple[str, str, str]] = {
    "gender": ("{part} از {whole} {name}‌اند", "{part} of {whole} is {name}", "{part} of {whole} are {name}"),
    "education": (
        "{part} از {whole} تحصیل «{name}» دارند",
        "{part} of {whole} has this education: {name}",
        "{part} of {whole} have this education: {name}",
    ),
    "place_of_work": (
        "{part} از {whole} در کارگاه {name} کار می‌کنند",
        "{part} of {whole} works in a workshop of the kind “{name}”",
        "{part} of {whole} work in a workshop of the kind “{name}”",
    ),
    "craft_group": (
        "{part} از {whole} در «{name}» کار می‌کنند",
        "{part} of {whole} works in {name}",
        "{part} of {whole} work in {name}",
    ),
}
ANY_SAYING = ("{part} از {whole}: {name}", "{part} of {whole}: {name}", "{part} of {whole}: {name}")


def category_bars(view: View, row: Row) -> Markup | None:
    """Return the categories of a value as bars, or None when it has fewer than two."""
    found = indicators.categories(view, row)
    if len(found) < 2:
        return None
    shown, rest = found[:OPEN], found[OPEN:]
    longest = max((float(entry["value"]) for entry in shown if entry["value"] is not None), default=0.0)
    top = next((entry for entry in shown if entry["category"] not in UNNAMED), shown[0])
    name = view.column(view.indicator(str(row["indicator_id"])) or {}, "title")
    title = _finding(view, row, found, top) or name
    subtitle = subtitle_words(view.language, name, view.fmt.period(row["period"]))
    ident = f"bars-{row['indicator_id']}"
    return el(
        "div",
        cards.card(
            title,
            _bars(view, shown, longest),
            cards.disclosure(more(view.fmt, len(rest), CATEGORY), _bars(view, rest, longest)) if rest else None,
            _unclassified(view, row, str(top["breakdown"])),
            tags.origin_tags(view, found),
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


def _finding(view: View, row: Row, found: Sequence[Row], top: Row) -> str | None:
    """Return what the bars show in one sentence: the largest part beside its whole; None where either is not told."""
    if top["value"] is None:
        return None
    all_told = not any(entry["status"] == "suppressed" for entry in found)  # else a hidden one may be the largest
    if all_told and sum(entry["value"] == top["value"] for entry in found) > 1:
        return view.say("بزرگ‌ترین دسته‌ها برابرند", "The largest categories are equal")
    name = view.category(top["category"])
    whole = row["value"]
    if whole is None or row["unit"] in UNSUMMED or not 0 < top["value"] <= whole:
        if not all_told:
            return None
        return view.say(f"بیش از همه، {name}: {view.shown(top).text}", f"Most of all, {name}: {view.shown(top).text}")
    breakdown = str(top["breakdown"])
    if (breakdown, row["unit"]) == ("workshop_kind", "persons"):
        breakdown = "place_of_work"
    counted = int(top["value"]) if top["value"] == int(top["value"]) else 2
    return share_words(view.language, breakdown, counted, view.shown(top).text, _whole(view, row), name)


def _whole(view: View, row: Row) -> str:
    """Return the whole of which a bar is a part; in English its unit stands with it, in Persian with the part."""
    shown = view.shown(row)
    return shown.figure if view.language.is_persian else shown.text


def share_words(language: Language, breakdown: str, count: int, part: str, whole: str, name: str) -> str:
    """Return «۵۴ نفر از ۸۰ زن‌اند», 54 of 80 persons are women: a part, its whole, what the part is."""
    persian, one, many = SAYINGS.get(breakdown, ANY_SAYING)
    if language.is_persian:
        return persian.format(part=part, whole=whole, name=name)
    figure = part.split(" ")[0]
    return (one if count == 1 else many).format(part=figure, whole=whole, name=name[:1].lower() + name[1:])


def subtitle_words(language: Language, name: str, period: str) -> str:
    """Return what bars are of and when; a name that says by what it is broken down does not say it twice."""
    told = "به تفکیک" in name if language.is_persian else " by " in f" {name} "
    kind = "" if told else language.say(" به تفکیک دسته", " by category")
    return f"{name}{kind}{language.say('، ', ', ')}{period}"


def _bars(view: View, rows: Sequence[Row], longest: float) -> Markup:
    bars = [join([el("dt", view.category(entry["category"])), _bar(view, entry, longest)]) for entry in rows]
    return el("dl", *bars, class_="nq-bars")


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
        return el("dd", el("span", "* ", view.say(*HIDDEN), class_="nq-hidden"))
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
