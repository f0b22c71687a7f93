"""Cooperatives and workshops: how many are listed, how many are at work, and for how many people."""

from __future__ import annotations

from functools import partial

from dashboards.components.card_rows import Card
from dashboards.components.theme_page import breakdown_of, draw_theme, in_domain, map_of, value_words
from dashboards.data.view import View

TILES = (
    "cooperatives",
    "cooperatives_active",
    "cooperatives_active_share",
    "cooperative_members",
    "workshops",
    "workshops_licensed_share",
    "workshop_workers",
    "workshops_open_to_visitors",
)


def draw(view: View) -> None:
    """Draw the page."""
    say = view.say
    rows: list[tuple[str, list[Card]]] = [
        (
            "nq-flow",
            [
                (say("شهرستان‌ها", "Counties"), partial(map_of, names=("workshops", "cooperatives"))),
                *(
                    (say("به تفکیک", "By category"), partial(breakdown_of, name=name))
                    for name in ("cooperatives", "workshops", "workshop_looms")
                ),
            ],
        ),
    ]
    draw_theme(
        view,
        ("cooperatives", "workshops"),
        _lede(view),
        TILES,
        rows,
        say(
            "تعاونی، کارگاه و عضو سه چیزند و با هم جمع نمی‌شوند.",
            "A cooperative, a workshop and a member are three things and are not added.",
        ),
    )


def _lede(view: View) -> str:
    listed, active = value_words(view, "cooperatives"), value_words(view, "cooperatives_active")
    if listed is None:
        return view.say("هنوز فهرست تعاونی‌ها نرسیده است.", "The list of cooperatives has not arrived yet.")
    period = view.fmt.period(listed[0]["period"])
    where = in_domain(view, listed[0])
    first = where + view.say(f"{listed[1]} در {period} نام برده شده است", f"{listed[1]} are told for {period}")
    same = active is not None and all(active[0][key] == listed[0][key] for key in ("basis", "period", "domain"))
    if active is None or not same:
        return view.say(
            f"{first}؛ اینکه چند تا کار می‌کنند گفته نشده است.", f"{first}; how many are at work is not said."
        )
    return view.say(f"{first} و {active[1]} کار می‌کند.", f"{first}; {active[1]} are at work.")
