"""The bar above every page: one box to search in, and the version that is shown."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.address import KEPT, Address
from dashboards.data import editions
from dashboards.data.versions import Tables
from dashboards.language.markup import el
from dashboards.registry import PAGES

#: Characters that a question may have; a longer one is cut by the box and by the server.
LONGEST = 120


def draw(address: Address, shown: Tables | None, *beside: Markup) -> Markup:
    """Return the bar; ``shown`` is the version of the page, None before the first build. ``beside`` stands at its end.

    Without a script the box is a form that leads to the page of results.
    """
    return el(
        "div",
        _box(address),
        el("div", _version(address, shown) if shown else None, *beside, class_="nq-topbar-end"),
        class_="nq-topbar",
    )


def _box(address: Address) -> Markup:
    say = address.language.say
    kept = {name: address.get(name) for name in KEPT}
    words = say("جست‌وجوی شاخص، شهرستان، تعریف یا تعهد", "Search indicators, counties, definitions, commitments")
    return el(
        "form",
        el("span", class_="nq-lens", aria_hidden="true"),
        el(
            "input",
            type="search",
            name="q",
            value=(address.get("q") or "")[:LONGEST] if address.page == "search" else None,
            placeholder=words,
            aria_label=words,
            maxlength=LONGEST,
            autocomplete="off",
            role="combobox",
            aria_expanded="false",
            aria_autocomplete="list",
            aria_controls="nq-found",
        ),
        el("kbd", "/", aria_hidden="true"),
        *(el("input", type="hidden", name=name, value=value) for name, value in kept.items() if value),
        class_="nq-find",
        role="search",
        action=PAGES["search"].path,
        method="get",
        data_find="",
    )


def _version(address: Address, shown: Tables) -> Markup:
    return el("p", editions.version_words(address.language, shown), class_="nq-version")
