"""The tile of an indicator.

Value, status, small line, one sentence, source. Every page draws it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from dashboards.charts.sparkline import sparkline
from dashboards.components import cards, states, statuses, tags
from dashboards.components.basis_line import basis_line
from dashboards.components.headline_sentences import headline
from dashboards.components.provinces import told_of_provinces
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join


def indicator_tiles(view: View, definitions: Sequence[Row]) -> Markup:
    """Return the grid of tiles of some indicators; a tile that fails says so in its place."""
    return cards.tiles(
        [states.guarded(view, view.column(row, "title"), partial(indicator_tile, view, row)) for row in definitions]
    )


def indicator_tile(view: View, indicator: Row) -> Markup:
    """Return the tile of one indicator by the value that stands for it."""
    row = indicators.principal(view, str(indicator["indicator_id"]))
    title = view.column(indicator, "title")
    if row is None:
        href = view.address.to("indicators", indicator=indicator["indicator_id"])
        absent = view.shown({"value": None, "status": "missing"})
        return cards.tile(
            title,
            href,
            join(
                [
                    cards.figure(absent),
                    statuses.status_line(view, "not_available"),
                    cards.no_figure(view, told_of_provinces(view, str(indicator["indicator_id"]))),
                ]
            ),
        )
    content = headline(view, indicator, row)
    target = indicators.adopted_target(view, row) or indicators.proposed_target(view, row)
    if row["value"] is None:
        drawn = cards.no_figure(view)
    else:
        drawn = sparkline(view, indicators.series(view, row), target, indicators.forecast(view, row))
    tag = tags.provisional_tag(view) if row["status"] == "provisional" else None
    body = join(
        [
            cards.figure(content.shown),
            basis_line(view, row),
            cards.domain_line(where_words(view, row)),
            el(
                "div",
                statuses.status_line(
                    view,
                    indicators.commission_status(view, row),
                    statuses.standing_words(view, row, indicators.assessed(view, row)),
                ),
                tag,
                class_="nq-statuses",
            ),
            target_line(view, row, target) if target else None,
            drawn,
            el("p", content.sentence, class_="nq-line"),
            tags.chip(
                view,
                indicators.origin_words(view, row),
                indicators.rows_address(view, row),
                synthetic=bool(row["is_synthetic"]),
            ),
        ]
    )
    return cards.tile(title, indicators.indicator_address(view, row), body)


def where_words(view: View, row: Row) -> str | None:
    """Return of which area a tile speaks where it is not home, and of which domain where that has to be said."""
    area = view.area(row["area_code"]) if row["area_code"] != indicators.home_area(view) else None
    return " · ".join(words for words in (area, indicators.domain_words(view, row)) if words) or None


def target_line(view: View, row: Row, target: Row) -> Markup:
    """Return «هدف: ۵۰ درصد تا زمستان ۱۴۰۷»; a target that nobody adopted says that it is proposed."""
    shown = view.shown({**row, "value": target["target_value"], "qualifier": None, "status": "final"})
    period = view.fmt.period(target["target_period"])
    if target["decision_state"] == "adopted":
        words = view.say(f"هدف: {shown.text} تا {period}", f"Target: {shown.text} by {period}")
    else:
        words = view.say(f"هدف پیشنهادی: {shown.text} در {period}", f"Proposed target: {shown.text} by {period}")
    return el("p", words, class_="nq-proposal")


def spark_legend(view: View) -> Markup:
    """Return the key of the small lines."""
    say = view.say
    return el(
        "p",
        el("span", el("i", class_="nq-key-line"), say("گزارش‌شده", "Reported")),
        el("span", el("i", class_="nq-key-hollow"), say("موقت", "Provisional")),
        el("span", el("i", class_="nq-key-target"), say("مسیر هدف", "Path of the target")),
        el(
            "span",
            el("i", class_="nq-key-ahead"),
            say("پیش‌بینی و بازهٔ ۸۰ درصد", "Forecast and its 80% interval"),
        ),
        class_="nq-legend nq-legend-sparks",
    )
