"""The tools under every chart and table.

Picture, files, the SQL behind it, a link to this very view, a citation. A view is a table of the published
version with equalities (column → value); the files, the SQL and the citation all say the same selection, so
what is downloaded is what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboards.components import cards
from dashboards.data import place
from dashboards.data.view import View
from dashboards.language.markup import el, join


def tool_row(
    view: View,
    table: str,
    where: Mapping[str, str | None],
    *,
    title: str,
    picture: str | None = None,
    period: str | None = None,
    here: str | None = None,
) -> Markup:
    """Return the tools of a view of ``table`` under the equalities ``where`` (an empty value is left out).

    ``picture`` is the key or id of the card that a picture is made of; ``here`` the address that shows
    exactly this view, by default the page's own.
    """
    say = view.say
    chosen = {column: value for column, value in where.items() if value is not None}
    address = here or view.address.here()
    files: list[tuple[str, dict[str, str | bool]]] = [
        (kind.upper(), {"href": view.address.download(f"tables/{table}.{kind}", **chosen), "download": True})
        for kind in ("csv", "xlsx")
    ]
    pictures: list[tuple[str, dict[str, str | bool]]] = [
        (words, {"href": address, "data_picture": picture, "data_format": kind, "role": "button"})
        for kind, words in (("png", say("تصویر", "Picture")), ("svg", "SVG"))
        if picture is not None
    ]
    cited = citation(view, title, period)
    return join(
        [
            tool_links(
                view,
                [
                    *pictures,
                    *files,
                    (say("پیوند این نما", "Link to this view"), {"href": address, "data_copy": ""}),
                    (
                        say("ارجاع", "Cite this"),
                        {"href": address, "data_copy": f"{cited} {{address}}", "role": "button"},
                    ),
                ],
            ),
            cards.disclosure("SQL", el("pre", statement(table, chosen), class_="nq-sql", tabindex="0")),
        ]
    )


def statement(table: str, where: Mapping[str, str]) -> str:
    """Return the SQL that gives exactly the rows of a view."""
    conditions = "\n  and ".join(
        f"{column} = '{value.replace(chr(39), chr(39) * 2)}'" for column, value in where.items()
    )
    return f"select * from {table}" + (f"\nwhere {conditions}" if conditions else "") + ";"


def citation(view: View, title: str, period: str | None = None) -> str:
    """Return how a view is cited.

    What, of when, by whom, which version, and that it is invented where it is.
    """
    number, day = view.fmt.digits(view.tables.number), view.fmt.date(view.release.get("built_at"))
    demo = view.say(" [دادهٔ نمایشی]", " [demonstration data]") if view.release.get("is_synthetic") else ""
    of = f"، {period}" if period and view.language.is_persian else f", {period}" if period else ""
    system = view.say(*place.system(place.home(view.tables)))
    return view.say(
        f"{system}: «{title}»{of}{demo}. نسخهٔ {number}، {day}.",
        f"{system}: “{title}”{of}{demo}. Version {number}, {day}.",
    )


def tool_links(view: View, items: Sequence[tuple[str, dict[str, str | bool]]]) -> Markup:
    """Return the row of tools under a chart or a table: (word, attributes of its link)."""
    label = view.say("ابزارهای این نما", "Tools of this view")
    return el(
        "p",
        *(join([el("a", word, **given), " "]) for word, given in items),
        class_="nq-tools",
        role="group",
        aria_label=label,
    )
