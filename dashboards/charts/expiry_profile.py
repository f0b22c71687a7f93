"""The expiry profile.

A bar for each of the next eight quarters, filled as far as its licences are likely renewed. A count that is hidden
or never came has its own sign and no height; zero is a word.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.language.nothing import HIDDEN


def quarter_bar(view: View, row: Row, longest: float) -> Markup:
    """Return the bar of one quarter; a count that is hidden, missing or zero has none."""
    period = view.fmt.period(row["period"])
    season, _, year = period.partition(" ")
    name = el("span", season, el("br"), year, class_="nq-expiry-name")
    if row["expiring"] is None:
        hidden = row["status"] != "missing"
        sign = "*" if hidden else view.say("نرسیده", "no file")
        words = view.say(*HIDDEN) if hidden else view.say("گزارشی نرسیده است", "no file has come")
        class_ = f"nq-expiry-{'hidden' if hidden else 'missing'}"
        return el("li", el("b", sign, class_=class_), name, title=f"{period}: {words}")
    count = view.fmt.figure(row["expiring"])
    height = 100 * float(row["expiring"]) / longest if longest else 0
    likely = row["likely_renewed"]
    inner = None
    if likely is not None and row["expiring"]:
        inner = el("u", style=f"block-size:{100 * float(likely) / float(row['expiring']):.1f}%")
    words = f"{period}: {count}"
    if likely is not None:
        words += view.say(f"؛ تمدید احتمالی {view.fmt.number(likely)}", f"; likely renewed {view.fmt.number(likely)}")
    bar = el("i", inner, class_="nq-expiry-bar", style=f"block-size:{1.1 * height:.1f}px") if row["expiring"] else None
    return el(
        "li",
        el("b", count),
        bar,
        name,
        title=words,
    )
