"""The tools under every chart and table, behind one button.

Picture, files, the SQL behind it, a link to this very view, a citation. A view is a table of the published
version with equalities (column → value, or one of several); the files, the SQL, the citation and what a picture
says of itself all say the same selection, so what is downloaded is what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboards.components import cards
from dashboards.data import place
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join

#: One tool: its word, and the attributes of its link.
Tool = tuple[str, dict[str, str | bool]]


def tool_row(
    view: View,
    table: str,
    where: Mapping[str, str | Sequence[str] | None],
    *,
    title: str,
    picture: str | None = None,
    period: str | None = None,
    here: str | None = None,
    order: str | None = None,
) -> Markup:
    """Return the tools of a view of ``table`` under the equalities ``where`` (an empty value is left out).

    ``picture`` is the key or id of the card that a picture is made of; ``here`` the address that shows
    exactly this view, by default the page's own; ``order`` the columns by which it is shown, «-» before one that falls.
    """
    say = view.say
    chosen = {column: value for column, value in where.items() if value is not None}
    address = here or view.address.here()
    about = {**chosen, "order": order, "title": title}
    pictures: list[Tool] = [
        (
            words,
            {
                "href": address,
                "data_picture": picture,
                "data_format": kind,
                "data_about": view.address.download(f"about/{table}.json", **about),
                "data_period": period or "",
                "data_title": title,
                "role": "button",
            },
        )
        for kind, words in (("png", say("تصویر (PNG)", "Picture (PNG)")), ("svg", say("تصویر (SVG)", "Picture (SVG)")))
        if picture is not None
    ]
    files: list[Tool] = [
        (
            say("اکسل", "Excel"),
            {
                "href": view.address.download(f"shown/{table}.xlsx", **about, view=address),
                "download": True,
                "data_workbook": "",
            },
        ),
        (
            say("CSV با کدها", "CSV with codes"),
            {"href": view.address.download(f"tables/{table}.csv", **chosen), "download": True},
        ),
    ]
    cited = citation(view, title, period)
    links: list[Tool] = [
        (say("پیوند این نما", "Link to this view"), {"href": address, "data_copy": ""}),
        (say("ارجاع", "Cite this"), {"href": address, "data_copy": f"{cited} {{address}}", "role": "button"}),
    ]
    sql = cards.disclosure("SQL", el("pre", statement(table, chosen), class_="nq-sql", tabindex="0"))
    return _menu(view, [*pictures, *files, *links], sql)


def statement(table: str, where: Mapping[str, str | Sequence[str]]) -> str:
    """Return the SQL that gives exactly the rows of a view."""
    conditions = "\n  and ".join(f"{column} {_equals(value)}" for column, value in where.items())
    return f"select * from {table}" + (f"\nwhere {conditions}" if conditions else "") + ";"


def _equals(value: str | Sequence[str]) -> str:
    written = ["'" + one.replace("'", "''") + "'" for one in ([value] if isinstance(value, str) else value)]
    return f"= {written[0]}" if len(written) == 1 else f"in ({', '.join(written)})"


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


def tool_links(view: View, items: Sequence[Tool]) -> Markup:
    """Return the tools of a part that is no view of one table: (word, attributes of its link)."""
    return _menu(view, items)


def _menu(view: View, items: Sequence[Tool], more: Child = None) -> Markup:
    """Return the button that opens the tools; without a script it opens them, too."""
    label = view.say("ابزارهای این نما", "Tools of this view")
    return el(
        "details",
        el("summary", view.say("دریافت و اشتراک", "Download and share"), class_="nq-tools-button"),
        el(
            "div",
            *(join([el("a", word, **given), " "]) for word, given in items),
            more,
            class_="nq-tools-list",
            role="group",
            aria_label=label,
        ),
        class_="nq-tools",
    )
