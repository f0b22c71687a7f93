"""Where the targets stand, as the build assessed them: rows of ``target_progress``, worst first.

A page chooses and words; whether a target is behind, what its path asks for and what was measured is one published
row.
"""

from __future__ import annotations

from dashboards.data.versions import Row
from dashboards.data.view import View

#: States of an adopted target, worst first; what was not measured stands last, for nobody knows how it is.
ORDER = ("missed", "off_track", "behind", "on_track", "reached", "not_available")
#: States in which less was reached than the path asks for.
SHORT = ("missed", "off_track", "behind")


def adopted(view: View) -> list[Row]:
    """Return every adopted target with how it stands, worst first: by state, then by the part of its gain it has."""
    rows = view.tables.rows(
        "select * from target_progress where decision_state = 'adopted' order by gain_ratio nulls last, target_id"
    )
    return sorted(rows, key=lambda row: _place(str(row["status"])))


def proposed(view: View) -> tuple[Row, ...]:
    """Return every proposed target in the order in which they were proposed, with what is measured now.

    None of them counts: it has no state.
    """
    return _undecided(view, "= 'proposed'")


def stated(view: View) -> tuple[Row, ...]:
    """Return what somebody said would be reached, and nobody proposed for adoption."""
    return _undecided(view, "not in ('adopted', 'proposed')")


def _undecided(view: View, state: str) -> tuple[Row, ...]:
    return view.tables.rows(
        "select t.*, p.value, p.period, p.qualifier, p.basis from targets t "
        f"left join target_progress p using (target_id) where t.decision_state {state} order by t.target_id"
    )


def without_target(view: View) -> tuple[Row, ...]:
    """Return the indicators for which no target is adopted, by theme."""
    return view.tables.rows(
        "select * from indicators where indicator_id not in "
        "(select indicator_id from target_progress where decision_state = 'adopted') order by theme, indicator_id"
    )


def _place(status: str) -> int:
    return ORDER.index(status) if status in ORDER else len(ORDER)
