"""What a page says of itself in one line: the title of its tab, its description, and the preview of a shared link.

An indicator, a county and a city are named, with the value that the page shows. What is invented is called so, and a
value that is hidden or has not come is told in words, never as a number.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.address import Address
from dashboards.data import editions, indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.registry import PAGES
from pipelines.foundation.persian import without_direction_marks

#: The parameters of an indicator's address that choose a series, in the order in which they narrow it.
CHOICES = {
    "area": "area_code",
    "domain": "domain",
    "basis": "basis",
    "category": "category",
    "period": "period",
}
_WORST_FIRST = ("missed", "off_track", "behind", "on_track", "reached", "not_available")
_COUNTED: dict[str, tuple[str, str]] = {
    "missed": ("مهلت‌گذشته", "missed"),
    "off_track": ("خارج از مسیر", "off track"),
    "behind": ("عقب از مسیر", "behind"),
    "on_track": ("در مسیر", "on track"),
    "reached": ("محقق", "reached"),
    "not_available": ("سنجیده‌نشده", "not measured"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a page is about: its title without the brand, and a sentence; ``is_synthetic`` where it is invented."""

    title: str
    sentence: str
    is_synthetic: bool = False

    def marked(self, text: str, address: Address) -> str:
        """Return the title or the sentence, with the mark of what is invented before it."""
        return address.language.say("نمایشی: ", "Demonstration: ") + text if self.is_synthetic else text


def of_page(address: Address) -> Told:
    """Return what a page says of itself before anything is published."""
    page = PAGES[address.page]
    return Told(address.language.say(page.fa, page.en), address.language.say(*place.roadmap(place.NOWHERE)))


def told(view: View) -> Told:
    """Return what the page at an address says of itself, from the version that it shows."""
    found = _of_one(view) or (of_page(view.address).title, _of_all(view))
    title, sentence = (without_direction_marks(" ".join(text.split())) for text in found)
    return Told(title, sentence, bool(view.release.get("is_synthetic")))


def _of_one(view: View) -> tuple[str, str] | None:
    """Return the title and the sentence of a page of one thing; None of any other page."""
    page, named = view.address.page, view.address.get
    if page == "indicators" and (definition := view.indicator(named("indicator") or "")):
        return _indicator(view, definition)
    if page == "counties" and (row := _row(view, "areas", "area_code", named("county"))) and row["kind"] == "county":
        return _county(view, row)
    if page == "cities" and (row := _row(view, "craft_cities", "area_code", named("city"))):
        return _city(view, row)
    return None


def _row(view: View, table: str, key: str, value: str | None) -> Row | None:
    return view.tables.lookup(table, key).get(value) if value and table in view.tables.names() else None


def _indicator(view: View, definition: Row) -> tuple[str, str]:
    """Return an indicator, its place and the value that its page shows; the definition is the sentence."""
    wishes = {column: view.address.get(name) for name, column in CHOICES.items()}
    row = indicators.chosen(view, str(definition["indicator_id"]), wishes)
    name, defined = view.column(definition, "title"), view.column(definition, "definition")
    if row is None:
        return view.say(f"{name}: رقمی نرسیده است", f"{name}: no figure has arrived"), defined
    parts = [name, _county_words(view, str(row["area_code"]))]
    parts += [view.category(row["category"])] if row["category"] else []
    whole, period = view.say("، ", ", ").join(parts), view.fmt.period(row["period"])
    basis, origin = view.code("bases", row["basis"]), indicators.origin_words(view, row)
    beside = view.say(f"مبنا: {basis}؛ {origin}.", f"Basis: {basis}; {origin}.")
    return f"{whole}: {_value(view, row)} ({period})", f"{beside} {defined}"


def _value(view: View, row: Row) -> str:
    """Return a value in words; what is hidden, missing or does not apply is said to be so."""
    if row["status"] == "suppressed":
        return view.say("پنهان برای حفظ حریم افراد", "hidden to protect persons")
    if row["status"] == "not_applicable":
        return view.say("کاربرد ندارد", "not applicable")
    if row["value"] is None:
        return view.say("در دسترس نیست", "not available")
    provisional = view.say("، موقت", ", provisional") if row["status"] == "provisional" else ""
    return view.shown(row).text + provisional


def _county_words(view: View, code: str) -> str:
    """Return an area's name as a title has it: a county is called one."""
    row, name = view.tables.lookup("areas", "area_code").get(code), view.area(code)
    return view.say(f"شهرستان {name}", f"{name} county") if row and row["kind"] == "county" else name


def _county(view: View, row: Row) -> tuple[str, str]:
    found = view.tables.one(
        "select count(distinct indicator_id) as n, max(period) as last from indicator_values "
        "where area_code = ? and value is not null",
        row["area_code"],
    ) or {"n": 0}
    name, count = _county_words(view, str(row["area_code"])), view.fmt.figure(found["n"])
    return view.say(f"{name}: صنایع دستی", f"{name}: handicrafts"), view.say(
        f"{count} شاخص از این شهرستان رقم دارد. {_of_all(view)}",
        f"{count} indicator{'' if found['n'] == 1 else 's'} of this county with a figure. {_of_all(view)}",
    )


def _city(view: View, row: Row) -> tuple[str, str]:
    name, kind, craft = view.column(row, "name"), view.code("city_kinds", row["kind"]), view.column(row, "craft")
    title = view.say(f"{name}، شهر صنایع دستی", f"{name}, craft city")
    return title, view.say("؛ ", "; ").join(part for part in (kind, craft) if part) + "."


def _of_all(view: View) -> str:
    """Return whose roadmap it is, how its adopted targets stand, and of which version and day that is said."""
    roadmap, version = (
        view.say(*place.roadmap(place.home(view.tables))),
        editions.version_words(view.language, view.tables),
    )
    return f"{roadmap}: {_targets(view)}. {version}."


def _targets(view: View) -> str:
    """Return how the adopted targets stand, the worst first."""
    rows = view.tables.rows(
        "select status, count(*) as n from target_progress where decision_state = 'adopted' group by status"
    )
    counts = {str(row["status"]): int(row["n"]) for row in rows}
    if not counts:
        return view.say("هنوز هیچ هدفی تصویب نشده است", "no target has been adopted yet")
    told = [
        f"{view.fmt.number(counts[status])} {view.say(*_COUNTED[status])}"
        for status in _WORST_FIRST
        if counts.get(status)
    ]
    total = view.fmt.number(sum(counts.values()))
    listed = view.say("، ", ", ").join(told)
    return view.say(f"از {total} هدف مصوب، {listed}", f"of {total} adopted targets, {listed}")
