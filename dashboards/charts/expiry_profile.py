"""The expiry profile.

A bar for each of the next eight quarters, filled as far as its licences are likely renewed.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el


def quarter_bar(view: View, row: Row, longest: float) -> Markup:
    """Return the bar of one quarter; a hidden count has a bar of its own look."""
    period = view.fmt.period(row["period"])
    season, _, year = period.partition(" ")
    name = el("span", season, el("br"), year, class_="nq-expiry-name")
    if row["expiring"] is None:
        return el(
            "li",
            el("b", "*"),
            el("i", class_="nq-expiry-bar nq-expiry-hidden"),
            name,
            title=f"{period}: {view.say('پنهان، برای حریم', 'hidden, for privacy')}",
        )
    count = view.fmt.figure(row["expiring"])
    height = 100 * float(row["expiring"]) / longest if longest else 0
    likely = row["likely_renewed"]
    inner = None
    if likely is not None and row["expiring"]:
        inner = el("u", style=f"block-size:{100 * float(likely) / float(row['expiring']):.1f}%")
    words = f"{period}: {count}"
    if likely is not None:
        words += view.say(f"؛ تمدید احتمالی {view.fmt.number(likely)}", f"; likely renewed {view.fmt.number(likely)}")
    return el(
        "li",
        el("b", count),
        el("i", inner, class_="nq-expiry-bar", style=f"block-size:{1.1 * height:.1f}px"),
        name,
        title=words,
    )
