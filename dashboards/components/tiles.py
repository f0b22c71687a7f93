"""The tile of an indicator.

Value, status with the target, small line, one sentence, source. Every page draws it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from dashboards.charts.sparkline import sparkline
from dashboards.components import cards, states, statuses, tags, target_words
from dashboards.components.basis_line import other_bases
from dashboards.components.headline_sentences import headline
from dashboards.components.provinces import told_of_provinces
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import Shown, View
from dashboards.language.markup import Child, el, join


def indicator_tiles(
    view: View, definitions: Sequence[Row], *, with_status: bool = True, after: Child = None, class_: str = ""
) -> Markup:
    """Return the grid of tiles of some indicators; a tile that fails says so in its place.

    Before any target is adopted a page may leave the states out (``with_status``); ``after`` stands in the grid's last
    place.
    """
    drawn = [
        states.guarded(view, view.column(row, "title"), partial(indicator_tile, view, row, with_status=with_status))
        for row in definitions
    ]
    return cards.tiles([*drawn, after] if after is not None else drawn, class_=class_)


def indicator_tile(view: View, indicator: Row, *, with_status: bool = True) -> Markup:
    """Return the tile of one indicator by the value that stands for it."""
    row = indicators.principal(view, str(indicator["indicator_id"]))
    title = view.column(indicator, "title")
    if row is None:
        href = view.address.to("indicators", indicator=indicator["indicator_id"])
        absent = view.shown({"value": None, "status": "missing"})
        said = told_of_provinces(view, str(indicator["indicator_id"]))
        return cards.tile(
            title,
            href,
            join(
                [
                    cards.figure(absent),
                    cards.no_figure(view, said) if said else el("div", class_="nq-hatched", aria_hidden="true"),
                ]
            ),
        )
    content = headline(view, indicator, row)
    target = indicators.adopted_target(view, row) or (indicators.proposed_target(view, row) if with_status else None)
    drawn = cards.no_figure(view) if row["value"] is None else sparkline(view, indicators.series(view, row), target)
    beside = other_bases(view, row)
    body = join(
        [
            cards.figure(_on_its_basis(view, row, content.shown) if beside else content.shown),
            cards.domain_line(where_words(view, row)),
            _status(view, row, target) if with_status and row["value"] is not None else None,
            drawn,
            el("p", beside, class_="nq-bases") if beside else None,
            el("p", content.sentence, class_="nq-line") if content.sentence else None,
            el(
                "div",
                tags.chip(
                    view,
                    indicators.origin_words(view, row),
                    indicators.rows_address(view, row),
                    synthetic=bool(row["is_synthetic"]),
                ),
                tags.provisional_tag(view) if row["status"] == "provisional" else None,
                class_="nq-tile-foot",
            ),
        ]
    )
    return cards.tile(title, indicators.indicator_address(view, row), body)


def _on_its_basis(view: View, row: Row, shown: Shown) -> Shown:
    """Return a value that says on which basis it is, where others stand beside it: «۷۰٬۰۰۰ نفر، اظهارشده»."""
    basis = view.code("bases", row["basis"])
    return replace(shown, unit=view.say(f"{shown.unit}، {basis}", f"{shown.unit}, {basis.lower()}").strip("، ,"))


def _status(view: View, row: Row, target: Row | None) -> Markup | None:
    """Return the state of a value and, at the other end of the line, its target in few words.

    Nothing where no target is adopted or proposed: an empty state is not drawn.
    """
    found, status = indicators.assessed(view, row), indicators.commission_status(view, row)
    if target is None and status == "no_target":
        return None
    other = found if found is not None and found["basis"] not in (None, row["basis"]) else None
    return el(
        "div",
        statuses.status_line(view, status, statuses.standing_words(view, row, other) if other else None),
        target_line(view, target) if target else None,
        class_="nq-statuses",
    )


def where_words(view: View, row: Row) -> str | None:
    """Return of which area a tile speaks where it is not home, and of which domain where that has to be said."""
    area = view.area(row["area_code"]) if row["area_code"] != indicators.home_area(view) else None
    return " · ".join(words for words in (area, indicators.domain_words(view, row)) if words) or None


def target_line(view: View, target: Row) -> Markup:
    """Return «هدف ۵۰٪ تا زمستان ۱۴۰۷»; a target that nobody adopted says that it is proposed."""
    return el("p", target_words.goal(view, target), class_="nq-goal")


def spark_legend(view: View) -> Markup:
    """Return the key of the small lines."""
    say = view.say
    return el(
        "p",
        el("span", el("i", class_="nq-key-line"), say("گزارش‌شده", "Reported")),
        el("span", el("i", class_="nq-key-hollow"), say("موقت", "Provisional")),
        el("span", el("i", class_="nq-key-target"), say("مسیر هدف", "Path of the target")),
        class_="nq-legend nq-legend-sparks",
    )
