"""Training, markets and events: who learned, where crafts are sold, and which fairs were held."""

from __future__ import annotations

from functools import partial

from dashboards.components.card_rows import Card
from dashboards.components.theme_page import breakdown_of, draw_theme, in_domain, map_of, value_words
from dashboards.data.view import View

TILES = (
    "training_graduates",
    "training_completion_share",
    "training_women_share",
    "training_centres",
    "outlets",
    "kiosks",
    "outlets_idle_share",
    "craft_events",
)


def draw(view: View) -> None:
    """Draw the page."""
    say = view.say
    rows: list[tuple[str, list[Card]]] = [
        (
            "nq-flow",
            [
                *(
                    (say("به تفکیک", "By category"), partial(breakdown_of, name=name))
                    for name in ("outlets", "craft_events", "training_centres")
                ),
                (say("شهرستان‌ها", "Counties"), partial(map_of, names=("outlets", "training_graduates"))),
            ],
        ),
    ]
    draw_theme(view, ("training", "market", "events"), _lede(view), TILES, rows)


def _lede(view: View) -> str:
    outlets, idle = value_words(view, "outlets"), value_words(view, "outlets_idle_share")
    if outlets is None:
        return view.say(
            "هنوز فهرست فروشگاه‌ها و کیوسک‌ها نرسیده است.", "The list of shops and kiosks has not arrived yet."
        )
    period = view.fmt.period(outlets[0]["period"])
    shown = view.shown(outlets[0])
    count = f"{shown.qualifier} {shown.figure}".strip()
    lede = in_domain(view, outlets[0]) + view.say(
        f"{count} جای فروش در {period} کار می‌کند", f"{count} places of sale are at work in {period}"
    )
    if idle is not None and idle[0]["period"] == outlets[0]["period"]:
        return view.say(
            f"{lede} و {idle[1]} آنچه ساخته شده، بسته یا بیکار است.",
            f"{lede}; {idle[1]} of what was built stands idle or closed.",
        )
    return lede + "."
