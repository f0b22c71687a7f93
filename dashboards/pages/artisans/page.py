"""Artisans and licences: how many there are, how many are licensed, and when the licences run out."""

from __future__ import annotations

from functools import partial

from dashboards.components.card_rows import Card
from dashboards.components.expiry_card import expiry_card
from dashboards.components.licence_table import licence_table
from dashboards.components.red_list_card import red_list_card
from dashboards.components.theme_page import breakdown_of, draw_theme, map_of, value_words
from dashboards.data import indicators
from dashboards.data.view import View

TILES = (
    "artisans",
    "artisans_licensed",
    "valid_licence_coverage",
    "licence_coverage",
    "licences_expiring",
    "artisans_insured_share",
    "artisans_informal_share",
    "artisans_women_share",
    "artisans_under_35_share",
    "kilim_weavers",
)
BREAKDOWNS = ("artisans_by_craft", "artisans_by_education", "artisans_by_workshop", "artisans")


def draw(view: View) -> None:
    """Draw the page."""
    home = indicators.home_area(view)
    say = view.say
    rows: list[tuple[str, list[Card]]] = [
        (
            "",
            [
                (
                    say("پروانه‌هایی که به پایان می‌رسند", "Licences that run out"),
                    lambda view: expiry_card(view, "crafts", home),
                )
            ],
        ),
        (
            "",
            [
                (
                    say("زندگی پروانه‌ها", "The life of licences"),
                    lambda view: licence_table(view, "crafts", home),
                )
            ],
        ),
        (
            "",
            [
                (
                    say("فهرست سرخ رشته‌ها", "Craft red list"),
                    lambda view: red_list_card(view, "crafts", home),
                )
            ],
        ),
        (
            "nq-flow",
            [
                (
                    say("شهرستان‌ها", "Counties"),
                    partial(map_of, names=("valid_licence_coverage", "licence_coverage", "artisans")),
                ),
                *((say("به تفکیک", "By category"), partial(breakdown_of, name=name)) for name in BREAKDOWNS),
            ],
        ),
    ]
    draw_theme(
        view,
        ("artisans", "fields", "masters"),
        _lede(view),
        TILES,
        rows,
        say(
            "هنرمندان و قالی‌بافان جدا شمرده می‌شوند و هیچ‌جا با هم جمع نمی‌شوند.",
            "Artisans and carpet weavers are counted apart and never added together.",
        ),
        open_tiles=4,
    )


def _lede(view: View) -> str:
    valid = value_words(view, "valid_licence_coverage")
    coverage = valid or value_words(view, "licence_coverage")
    artisans = value_words(view, "artisans")
    if coverage is None:
        return view.say("هنوز شمار پروانه‌ها نرسیده است.", "The number of licences has not arrived yet.")
    row, share = coverage
    period = view.fmt.period(row["period"])
    if row["numerator"] is not None and row["denominator"]:
        part, whole = view.fmt.number(row["numerator"]), view.fmt.number(row["denominator"])
        if valid is not None:
            return view.say(
                f"از {whole} هنرمند دفتر، {part} نفر پروانهٔ تولید معتبر دارند: {share}، {period}.",
                f"Of {whole} artisans in the register, {part} hold a valid licence to produce: {share}, {period}.",
            )
        return view.say(
            f"از {whole} هنرمند، {part} نفر پروانهٔ تولید دارند: {share}، {period}.",
            f"Of {whole} artisans, {part} have a licence to produce: {share}, {period}.",
        )
    words = artisans[1] if artisans else view.say("هنرمندان", "the artisans")
    return view.say(f"{share} از {words} پروانه دارند؛ {period}.", f"{share} of {words} are licensed; {period}.")
