"""Which counties are beside each other: two at least, four at most, named by the address."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.counties.comparison import Comparison
from dashboards.pages.counties.lines_card import shape_mark

#: The parameters of the address; the first two counties are always there.
NAMES = ("left", "right", "third", "fourth")


def chosen(comparison: Comparison) -> list[Row]:
    """Return the counties of the address; of the first two that it does not name, the highest and the lowest."""
    view = comparison.view
    counties = {str(row["area_code"]): row for row in place.counties(view)}
    told = [row for row in comparison.rows if comparison.amount(row) is not None] or list(comparison.rows)
    by_size = sorted(told, key=lambda row: -(comparison.amount(row) or 0.0))
    ordered = [code for row in by_size if (code := str(row["area_code"])) in counties] or list(counties)
    asked = [wish if (wish := view.address.get(name)) in counties else None for name in NAMES]
    free = [code for code in (ordered[0], ordered[-1], *counties) if code not in asked]
    found = [asked[0] or free.pop(0), asked[1] or free[0], *asked[2:]]
    return [counties[code] for code in dict.fromkeys(found) if code is not None]


def picker(view: View, counties: list[Row], part: str) -> Markup:
    """Return the choice of the counties, with one more and one less; it leads back to the ``part`` of the page."""
    names = view.by_name(place.counties(view))
    taken = [str(county["area_code"]) for county in counties]
    selects = []
    for index, code in enumerate(taken):
        options = (
            el(
                "option",
                view.column(row, "name"),
                value=_address(view, [*taken[:index], str(row["area_code"]), *taken[index + 1 :]], part),
                selected=str(row["area_code"]) == code,
            )
            for row in names
            if str(row["area_code"]) not in taken or str(row["area_code"]) == code
        )
        place_words = view.fmt.number(index + 1)
        label = view.say(f"شهرستان {place_words}", f"County {place_words}")
        selects.append(
            el("span", shape_mark(index), el("select", *options, data_choice="", aria_label=label), class_="nq-picked")
        )
    free = [str(row["area_code"]) for row in names if str(row["area_code"]) not in taken]
    more = less = None
    if len(taken) < len(NAMES) and free:
        more = el(
            "a", view.say("+ شهرستان", "+ County"), href=_address(view, [*taken, free[0]], part), class_="nq-button"
        )
    if len(taken) > 2:
        name = view.column(counties[-1], "name")
        less = el(
            "a",
            view.say(f"− {name}", f"− {name}"),
            href=_address(view, taken[:-1], part),
            class_="nq-button",
            aria_label=view.say(f"بی {name}", f"Without {name}"),
        )
    words = view.say("گزینش شهرستان‌ها", "Choose the counties")
    return el("div", *selects, more, less, class_="nq-pickers", role="group", aria_label=words)


def _address(view: View, codes: list[str], part: str) -> str:
    wishes: dict[str, str | None] = dict.fromkeys(NAMES)
    wishes.update(zip(NAMES, codes, strict=False))
    return f"{view.address.here(**wishes)}#{part}"
