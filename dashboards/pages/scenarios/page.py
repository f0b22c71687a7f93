"""What it would take: levers whose effect is reckoned at once, and what each target needs a month.

A reader's scenario stands in the address alone, so it opens the same elsewhere. The path is reckoned by the
functions with which the build reckons the baseline (:mod:`pipelines.published.foresight`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboards.charts import time_charts
from dashboards.charts.ahead import unmeasured_between
from dashboards.components import cards, states, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.tool_row import tool_row
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.pages.scenarios.requirements import shares_of, targets
from pipelines.published.foresight import Driver, Start, from_query, path

_CHART_KEY = "card-scenario"


def draw(view: View) -> None:
    """Draw the page."""
    say = view.say
    rows = view.tables.rows("select * from scenarios order by scenario_id, period")
    paths: dict[str, list[Row]] = {}
    for row in rows:
        paths.setdefault(str(row["scenario_id"]), []).append(row)
    wanted = view.address.get("what")
    name = wanted if wanted in paths else next(iter(paths), None)
    eyebrow = place.eyebrow(view)
    title = say("برای رسیدن چه باید کرد", "What it would take")
    if name is None:
        st.html(
            cards.page_head(
                eyebrow,
                title,
                say(
                    "هنوز عددی نیست که سناریو از آن آغاز شود.",
                    "There is no figure yet from which a scenario could start.",
                ),
            )
        )
        st.html(
            states.empty_part(
                say("سناریو نیست", "No scenario"),
                el(
                    "p",
                    say(
                        "با رسیدن نخستین عدد هر شاخص، سناریوی آن ساخته می‌شود.",
                        "With the first figure of an indicator its scenario appears.",
                    ),
                ),
            )
        )
    else:
        baseline = paths[name]
        drivers, chosen = _levers(view, name)
        mine = _path(baseline, drivers, chosen)
        st.html(
            cards.page_head(
                eyebrow,
                title,
                _lede(view, baseline, mine),
                _unmeasured(view, baseline)
                + say(
                    "سناریو پیش‌بینی نیست: می‌گوید اگر اهرم‌ها چنین باشند چه می‌شود. نشانی "
                    "صفحه، سناریوی شما را نگه می‌دارد.",
                    "A scenario is no forecast: it says what follows if the levers are so. The page’s "
                    "address keeps your scenario.",
                ),
            )
        )
        st.html(_picker(view, paths, name))
        wide, narrow = st.columns([1.9, 1], gap="small")
        with wide:
            _chart(view, baseline, mine)
        with narrow:
            st.html(el("div", _levers_card(view, name, chosen), class_="nq-stack"))
    draw_cards(view, "", [(say("هدف‌ها چه می‌خواهند", "What the targets take"), targets)])
    draw_cards(view, "", [(say("سهم شهرستان‌ها", "Shares of the counties"), shares_of)])


def _levers(view: View, name: str) -> tuple[list[Driver], dict[str, Decimal]]:
    """Return the levers of a scenario and their values.

    The address's, held in their range, else the defaults.
    """
    rows = view.tables.rows("select * from scenario_drivers where scenario_id = ? order by place", name)
    drivers = [
        Driver(str(row["driver_id"]), *(Decimal(row[key]) for key in ("least", "most", "step", "default_value")))
        for row in rows
    ]
    return drivers, from_query(urlencode(dict(view.address.parameters)), drivers)


def _path(baseline: Sequence[Row], drivers: Sequence[Driver], chosen: dict[str, Decimal]) -> list[Row]:
    """Return the path of the reader's levers, in rows like those of the baseline.

    Nothing while all are at their default.
    """
    if all(chosen[driver.driver_id] == driver.default for driver in drivers):
        return []
    first = baseline[0]
    start = Start(str(first["start_period"]), first["start_level"], first["start_whole"])
    defaults = {driver.driver_id: driver.default for driver in drivers}
    points = path(
        str(first["formula"]),
        start,
        chosen,
        str(baseline[-1]["period"]),
        since=str(first["period"]),
        before=defaults,
    )
    return [{**first, "period": point.period, "value": point.value} for point in points]


def _lede(view: View, baseline: Sequence[Row], mine: Sequence[Row]) -> str:
    last = baseline[-1]
    title, period = view.column(last, "title"), view.fmt.period(last["period"])
    start = view.shown({**last, "value": _start_value(last), "status": "final"}).text
    end = view.shown({**last, "status": "final"}).text
    since = view.fmt.period(last["start_period"])
    lede = view.say(
        f"{title}: اگر اهرم‌ها همین باشند که هستند، از {start} در {since} به {end} در {period} می‌رسد.",
        f"{title}: if the levers stay as they are, it goes from {start} in {since} to {end} in {period}.",
    )
    if not mine:
        return lede
    own = view.shown({**mine[-1], "status": "final"}).text
    return view.say(f"{lede} با سناریوی شما به {own} می‌رسد.", f"{lede} With your scenario it reaches {own}.")


def _unmeasured(view: View, baseline: Sequence[Row]) -> str:
    """Say what lies between the newest figure and today, where whole periods of it were not measured."""
    first = baseline[0]
    missing = unmeasured_between(str(first["start_period"]), str(first["period"]))
    if not missing:
        return ""
    begin, end = view.fmt.period(missing[0]), view.fmt.period(missing[-1])
    since = begin if begin == end else view.say(f"{begin} تا {end}", f"{begin} to {end}")
    return view.say(
        f"{since} اندازه‌گیری نشده است و با پیش‌فرض اهرم‌ها گرفته می‌شود. ",
        f"{since} was not measured and is taken with the levers’ defaults. ",
    )


def _start_value(row: Row) -> Decimal:
    level: Decimal = row["start_level"]
    return level / row["start_whole"] if row["start_whole"] else level


def _picker(view: View, paths: dict[str, list[Row]], name: str) -> Markup:
    entries = (
        el(
            "option",
            view.column(rows[0], "title"),
            value=view.address.to("scenarios", what=other),
            selected=other == name,
        )
        for other, rows in paths.items()
    )
    return el(
        "div",
        el("label", view.say("سناریو", "Scenario"), el("select", *entries, data_choice="")),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش نما", "Choose the view"),
    )


def _chart(view: View, baseline: Sequence[Row], mine: Sequence[Row]) -> None:
    """Draw the chart: what was, as it goes on, and the reader's own path."""
    first = baseline[0]
    row = view.tables.one("select * from indicator_values where value_id = ?", first["value_ids"])
    line = indicators.series(view, row) if row is not None else []
    target = indicators.adopted_target(view, row) if row is not None else None
    told = [{**point, "status": "final", "qualifier": None} for point in baseline]
    own = [{**point, "status": "final", "qualifier": None} for point in mine]
    demo = "demo-" if any(found["is_synthetic"] for found in [*line, *told]) else ""
    title = view.column(first, "title")
    with st.container(key=_CHART_KEY):
        st.html(
            join(
                [
                    el("h2", _finding(view, told, own, target), class_="nq-card-title"),
                    el(
                        "p",
                        f"{title}، {view.area(first['area_code'])}"
                        if view.language.is_persian
                        else f"{title}, {view.area(first['area_code'])}",
                        class_="nq-sub",
                    ),
                ]
            )
        )
        st.plotly_chart(
            time_charts.scenario(view, line, target, told, own),
            theme=None,
            width="stretch",
            key="scenario-chart",
            config=time_charts.picture_options(f"{demo}naqsheh-{first['scenario_id']}"),
        )
        st.html(
            join(
                [
                    tags.origin_tags(view, [*line, *told]),
                    _behind(view, told, own),
                    tool_row(
                        view,
                        "scenarios",
                        {"scenario_id": str(first["scenario_id"])},
                        title=title,
                        picture=_CHART_KEY,
                    ),
                ]
            )
        )


def _finding(view: View, told: Sequence[Row], own: Sequence[Row], target: Row | None) -> str:
    end = own[-1] if own else told[-1]
    if target is None:
        other = view.tables.one(
            "select p.basis from target_progress p where p.indicator_id = ? and p.area_code = ? "
            "and p.domain = ? and p.category = '' and p.decision_state = 'adopted' and p.basis <> ? limit 1",
            *(told[0][name] for name in ("indicator_id", "area_code", "domain", "basis")),
        )
        if other is not None:
            assessed, here = view.code("bases", other["basis"]), view.code("bases", told[0]["basis"])
            return view.say(
                f"هدف بر مبنای «{assessed}» سنجیده می‌شود؛ این مسیر بر مبنای «{here}» است",
                f"The target is assessed on the basis “{assessed}”; this path is on the basis “{here}”",
            )
        return view.say("هدف مصوبی ندارد؛ تنها مسیر آن پیداست", "It has no adopted target; only its path shows")
    rises = target["baseline_value"] is None or target["target_value"] >= target["baseline_value"]
    reached = end["value"] >= target["target_value"] if rises else end["value"] <= target["target_value"]
    if own:
        return (
            view.say("سناریوی شما به هدف می‌رسد", "Your scenario reaches the target")
            if reached
            else view.say("سناریوی شما به هدف نمی‌رسد", "Your scenario misses the target")
        )
    return (
        view.say("با همین اهرم‌ها به هدف می‌رسد", "With these levers the target is reached")
        if reached
        else view.say("با همین اهرم‌ها به هدف نمی‌رسد", "With these levers the target is missed")
    )


def _behind(view: View, told: Sequence[Row], own: Sequence[Row]) -> Markup:
    words = view.say("جدول پشت نمودار", "The table behind the chart")
    headers = [
        view.say("دوره", "Period"),
        view.say("همین‌گونه", "As it goes"),
        view.say("سناریوی شما", "Your scenario"),
    ]
    mine = {row["period"]: view.shown(row).text for row in own}
    body = [[view.fmt.period(row["period"]), view.shown(row).text, mine.get(row["period"], "—")] for row in told]
    return cards.disclosure(words, tables.table(headers, body, caption=words))


def _levers_card(view: View, name: str, chosen: dict[str, Decimal]) -> Markup:
    """Return the card of the levers: each with its value, its range, and where its default comes from."""
    say = view.say
    rows = view.tables.rows("select * from scenario_drivers where scenario_id = ? order by place", name)
    levers = []
    for row in rows:
        driver, value = str(row["driver_id"]), chosen[str(row["driver_id"])]
        shown = view.shown({"value": value, "unit": row["unit"], "status": "final"})
        default = view.shown({"value": row["default_value"], "unit": row["unit"], "status": "final"})
        source = say(
            f"پیش‌فرض {default.text}: {view.column(row, 'source')}",
            f"Default {default.text}: {view.column(row, 'source')}",
        )
        title = view.column(row, "title")
        levers.append(
            el(
                "li",
                el("label", el("span", title), " ", el("b", shown.text), for_=f"lever-{driver}"),
                el(
                    "input",
                    type="range",
                    id=f"lever-{driver}",
                    min=_plain(row["least"]),
                    max=_plain(row["most"]),
                    step=_plain(row["step"]),
                    value=_plain(value),
                    data_parameter=driver,
                    data_default=_plain(row["default_value"]),
                    aria_valuetext=shown.text,
                ),
                el("small", source),
                tags.origin_tags(view, [row]),
            )
        )
    reset = el(
        "a",
        say("بازگشت به پیش‌فرض", "Back to the defaults"),
        href=view.address.to("scenarios", what=name),
        class_="nq-button",
    )
    return cards.card(say("اهرم‌ها", "Levers"), el("ul", *levers, class_="nq-levers"), el("p", reset), level=2)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
