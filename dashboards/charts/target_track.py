"""The track of one target: from its baseline to its target, how much is covered, and where the path is today.

Everything on it comes from one row of ``target_progress``, the row that also gives the target its state. It begins at
its label, on the right in Persian; the style sheet beside this module draws it. The words around it say all that it
shows, so it is hidden from those who listen.
"""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el

#: A part of the track below this is no bar: it would be narrower than its own edge.
_LEAST = Decimal("0.01")


def target_track(progress: Row) -> Markup:
    """Return the track of a target by its row of ``target_progress``.

    Filled is what was covered; the tick is where the path is today. Who stands below the baseline has a hollow point
    and no bar; what was not measured is hatched. Where the baseline is not known there is nothing to measure along.
    """
    if progress["value"] is None or progress["status"] == "not_available":
        return _track(el("i", class_="nq-track-unknown"))
    covered = _along(progress, progress["value"])
    if covered is None:
        return _track()
    expected = _along(progress, progress["expected_value"])
    # A path that asks for nothing yet is where it began, under the first point: it needs no tick.
    part = el("i", class_="nq-track-part", style=f"inline-size:{_percent(covered)}")
    return _track(
        part if covered >= _LEAST else el("i", class_="nq-track-start"),
        el("i", class_="nq-track-tick", style=f"inset-inline-start:{_percent(expected)}") if expected else None,
    )


def track_legend(view: View) -> Markup:
    """Return the key of the tracks."""
    say = view.say
    return el(
        "p",
        el("span", el("i", class_="nq-track-part"), say("پیموده از مبنا", "Covered so far")),
        el("span", el("i", class_="nq-track-tick"), say("جایی که باید می‌بود", "Where it should be")),
        el("span", el("i", class_="nq-track-goal"), say("هدف", "Target")),
        class_="nq-legend nq-track-legend",
    )


def _track(*inside: Child) -> Markup:
    return el("span", *inside, el("i", class_="nq-track-goal"), class_="nq-track", aria_hidden="true")


def _along(progress: Row, value: Decimal | None) -> Decimal | None:
    """Return where a value lies between baseline and target, from 0 to 1; None where one of them is not known."""
    begin, end = progress["baseline_value"], progress["target_value"]
    if value is None or begin is None or end is None or begin == end:
        return None
    part = (Decimal(str(value)) - Decimal(str(begin))) / (Decimal(str(end)) - Decimal(str(begin)))
    return min(max(part, Decimal(0)), Decimal(1))


def _percent(part: Decimal) -> str:
    return f"{float(part) * 100:.1f}%"
