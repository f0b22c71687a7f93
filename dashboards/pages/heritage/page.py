"""Heritage and marks: what is registered, which marks of quality and authenticity are held."""

from __future__ import annotations

from functools import partial

from dashboards.components.card_rows import Card
from dashboards.components.theme_page import breakdown_of, draw_theme, map_of
from dashboards.data.view import View

TILES = (
    "historic_works",
    "intangible_elements",
    "quality_marks",
    "national_standards",
    "authenticity_seals",
    "wipo_files",
    "craft_fields",
    "craft_cities",
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
                    for name in ("historic_works", "intangible_elements", "quality_marks")
                ),
                (
                    say("شهرستان‌ها", "Counties"),
                    partial(map_of, names=("historic_works", "intangible_elements")),
                ),
            ],
        ),
    ]
    draw_theme(view, ("heritage",), _lede(view), TILES, rows)


def _lede(view: View) -> str:
    told = (
        view.tables.one(
            "select count(*) as all_of_them, count(*) filter (where exists (select 1 "
            "from indicator_values v where v.indicator_id = i.indicator_id "
            "and v.value is not null)) as told from indicators i where theme = 'heritage'"
        )
        or {}
    )
    share = view.fmt.share(told.get("told") or 0, told.get("all_of_them") or 0)
    named = (
        view.tables.one(
            "select count(distinct indicator_id) as n from statements s where s.value is null and exists "
            "(select 1 from indicators i where i.indicator_id = s.indicator_id and i.theme = 'heritage')"
        )
        or {}
    )
    lede = view.say(f"{share} شاخص میراث و نشان عدد دارد.", f"{share} indicators of heritage and marks have a figure.")
    if named.get("n"):
        lede += view.say(
            f" {view.fmt.number(named['n'])} شاخص تنها نام برده شد و عددی برایش گفته نشد.",
            f" {view.fmt.number(named['n'])} were named without a figure.",
        )
    return lede
