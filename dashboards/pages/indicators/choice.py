"""Which indicators the list shows and in what order: everything that a reader chose stands in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboards.components.indicator_table import BETWEEN, FIRST, WHOLE, Group
from dashboards.data.indicator_lines import STATES, Line, growth, matches, severity
from dashboards.data.versions import Row
from dashboards.data.view import View
from pipelines.foundation.period import Period
from pipelines.foundation.persian import letter_order

#: The parameters that choose lines; without them the list is whole.
CHOICES = ("state", "theme", "office", "with_target", "q")
#: The parameters of what is folded: groups that were opened, and groups that were closed.
OPENED, CLOSED = "open", "shut"
#: The order that the list has by itself.
DEFAULT = "distance"

Key = Callable[[Line], Any]

#: order → (its words when it is chosen, and when it is turned round; in Persian and in English).
MEANINGS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "name": (("الف تا ی", "A to Z"), ("ی تا الف", "Z to A")),
    "value": (("تازه‌ترین", "newest"), ("کهنه‌ترین", "oldest")),
    "target": (("نزدیک‌ترین مهلت", "due soonest"), ("دورترین مهلت", "due last")),
    "distance": (("بدترین", "worst"), ("بهترین", "best")),
    "change": (("بیشترین افت", "steepest fall"), ("بیشترین رشد", "steepest rise")),
}


@dataclass(frozen=True)
class Choice:
    """The lines of all indicators, and what the address chooses of them."""

    view: View
    all_lines: Sequence[Line]

    def asked(self, name: str) -> str | None:
        """Return what the address asks of a choice."""
        return self.view.address.get(name)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but everything was chosen."""
        return any(self.asked(name) for name in CHOICES)

    @cached_property
    def but_state(self) -> list[Line]:
        """The lines that every choice but that of a state keeps: of them the states are counted."""
        theme, office, words = (self.asked(name) for name in ("theme", "office", "q"))
        return [
            line
            for line in self.all_lines
            if theme in (None, line.definition["theme"])
            and office in (None, line.definition["owner"])
            and (not self.asked("with_target") or self.has_target(line))
            and (not words or matches(line, words))
        ]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines there are of each state, worst first; the state that was chosen is always told."""
        found = Counter(line.state for line in self.but_state)
        return {state: found[state] for state in STATES if found[state] or state == self.asked("state")}

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that were chosen, in the order that was chosen."""
        state = self.asked("state")
        kept = [line for line in self.but_state if state in (None, line.state)]
        key = self._key
        told = sorted((line for line in kept if key(line) is not None), key=key, reverse=self.is_turned)
        return told + [line for line in kept if key(line) is None]

    @cached_property
    def any_adopted(self) -> bool:
        """Whether some target was adopted; where none was, the proposed ones are what there is."""
        return any(line.is_adopted for line in self.all_lines)

    def has_target(self, line: Line) -> bool:
        """Tell whether a line has a target: an adopted one, or where none is, a proposed one."""
        return line.is_adopted or (line.target is not None and not self.any_adopted)

    # --- order ---------------------------------------------------------------------------------------------

    @property
    def order(self) -> str:
        """By what the lines are put in order."""
        asked = (self.asked("sort") or "").removeprefix("-")
        return asked if asked in MEANINGS else DEFAULT

    @property
    def is_turned(self) -> bool:
        """Whether the order is turned round."""
        return (self.asked("sort") or "").startswith("-")

    def ordered(self, order: str, turned: bool) -> str:
        """Return the address of the list in another order."""
        plain = order == DEFAULT and not turned
        return self.view.address.here(sort=None if plain else f"{'-' if turned else ''}{order}")

    @cached_property
    def _key(self) -> Key:
        view = self.view

        def name(line: Line) -> Any:
            return letter_order(view.column(line.definition, "title"))

        def age(line: Line) -> Any:
            return -_end(line.row["period"]) if line.row is not None and line.row["value"] is not None else None

        def due(line: Line) -> Any:
            return _end(line.target["target_period"]) if line.target and line.target["target_period"] else None

        keys: dict[str, Key] = {"name": name, "value": age, "target": due, "distance": severity, "change": growth}
        return keys[self.order]

    # --- groups --------------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[Group]:
        """The themes, each with its lines; the theme of the first line stands first."""
        by_theme: dict[str, list[Line]] = {}
        for line in self.lines:
            by_theme.setdefault(str(line.definition["theme"]), []).append(line)
        if self.order == DEFAULT and not self.is_turned:  # themes alike by their worst stand as in the code list
            codes = list(self.view.tables.codes("themes"))
            place = {theme: codes.index(theme) if theme in codes else len(codes) for theme in by_theme}
            by_theme = dict(sorted(by_theme.items(), key=lambda item: (severity(item[1][0])[:2], place[item[0]])))
        return [self._group(theme, found, place) for place, (theme, found) in enumerate(by_theme.items())]

    def _group(self, theme: str, found: list[Line], place: int) -> Group:
        opened, closed = (self._listed(name) for name in (OPENED, CLOSED))
        by_itself = self.is_narrowed or place < 3 or any(line.is_adopted for line in found)
        is_open = theme not in closed if by_itself else theme in opened
        if by_itself:
            change = {CLOSED: closed ^ {theme}}
        else:
            change = {OPENED: opened ^ {theme}}
        fold = self.view.address.here(**{name: BETWEEN.join(sorted(listed)) for name, listed in change.items()})
        return Group(theme, self.view.code("themes", theme), found, is_open, fold)

    def _listed(self, name: str) -> set[str]:
        return set(filter(None, (self.asked(name) or "").split(BETWEEN)))


def changed(view: View, **changes: str | None) -> str:
    """Return the list's address with a choice changed; what was folded is of another list and falls away."""
    return view.address.here(**{OPENED: None, CLOSED: None, WHOLE: None, **changes})


def options(lines: Sequence[Line], column: str) -> list[str]:
    """Return the codes of a column, those of most lines first."""
    return [code for code, _ in Counter(str(line.definition[column]) for line in lines).most_common()]


def _end(period: str) -> int:
    """Return the last month of a period, counted from the year 0."""
    return Period.parse(period).span.last


def shown_lines(groups: Sequence[Group], whole: set[str]) -> list[Row]:
    """Return the values whose lines stand on the page."""
    return [
        line.row
        for group in groups
        if group.is_open
        for line in (group.lines if group.key in whole else group.lines[: FIRST + 1])
        if line.row is not None
    ]
