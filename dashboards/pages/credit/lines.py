"""The credit lines of a version: which there are, which of them runs, and which one a reader looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dashboards.data.versions import Row
from dashboards.data.view import View

Key = tuple[str, str, str, str]
KEY = ("scheme", "budget_year", "area_code", "domain")
WHERE = "scheme = ? and budget_year = ? and area_code = ? and domain = ?"
BILLION = Decimal(10) ** 9
#: Least amount that is not nothing once it is written in billions with one decimal.
_LEAST = BILLION / 20


@dataclass(frozen=True)
class Line:
    """One share of a scheme and budget year: its stages, its balance and its pace, as they are published."""

    view: View
    key: Key
    stages: Sequence[Row]

    @cached_property
    def balance(self) -> Row | None:
        """What was notified, paid and left, and until when; None where no allocation tells of it."""
        return self.view.tables.one(f"select * from credit_balances where {WHERE}", *self.key)

    @cached_property
    def pace(self) -> Row | None:
        """At what pace it is paid and would have to be; None in a version that does not tell it."""
        if "credit_paces" not in self.view.tables.names():
            return None
        return self.view.tables.one(f"select * from credit_paces where {WHERE}", *self.key)

    @property
    def is_running(self) -> bool:
        """Tell whether it is notified and its deadline has not passed on the day of the version."""
        return bool(self.pace and self.pace["is_running"])

    @property
    def is_closed(self) -> bool:
        """Tell whether its deadline has passed on the day of the version."""
        return self.balance is not None and self.balance["deadline"] < self.view.today

    @property
    def is_told(self) -> bool:
        """Tell whether the share is known and something is known of its files."""
        return any(row["files"] is not None or row["status"] == "suppressed" for row in self.stages[1:]) and (
            self.stages[0]["amount_rial"] is not None
        )

    @property
    def scheme_and_year(self) -> str:
        """«تبصرهٔ ۱۵ سال ۱۴۰۵», Note 15 of 1405."""
        scheme, year = self.view.code("credit_schemes", self.key[0]), self.view.fmt.digits(self.key[1])
        return self.view.say(f"{scheme} سال {year}", f"{scheme} of {year}")

    @property
    def name(self) -> str:
        """Scheme, year and domain, as a list names it."""
        between = self.view.say("، ", ", ")
        domain = self.view.code("domains", self.key[3])
        return f"{self.scheme_and_year}{between}{domain if self.view.language.is_persian else domain.lower()}"

    def stage(self, name: str) -> Row | None:
        """Return one stage."""
        return next((row for row in self.stages if row["stage"] == name), None)

    def billions(self, rial: Decimal) -> str:
        """Return an amount in billions, the one unit of this page; what is less than its last digit says so."""
        if 0 < rial < _LEAST:
            tenth = self.view.fmt.number(Decimal("0.1"), 1)
            return self.view.say(f"کمتر از {tenth}", f"under {tenth}")
        return self.view.fmt.figure(rial / BILLION, 1)


def key_of(row: Row) -> Key:
    """Return what a share is known by: scheme, budget year, area, domain."""
    scheme, year, area, domain = (str(row[name]) for name in KEY)
    return scheme, year, area, domain


def lines_of(view: View) -> list[Line]:
    """Return the credit lines, newest first, handicrafts before carpet."""
    rows = view.tables.rows(
        "select * from credit_funnel order by budget_year desc, domain = 'crafts' desc, scheme, area_code, stage_order"
    )
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
    return [Line(view, key, stages) for key, stages in found.items()]


def chosen(view: View, lines: Sequence[Line]) -> Line | None:
    """Return the line that the address names, else the one that runs.

    Without one the newest of whose files something is told, else the newest.
    """
    wanted = tuple((view.address.get("share") or "").split("."))
    named = next((line for line in lines if line.key == wanted), None)
    running = [line for line in lines if line.is_running]
    told = [line for line in lines if line.is_told]
    ordered = [*(line for line in running if line.is_told), *running, *told, *lines]
    return named or next(iter(ordered), None)
