"""Which periods an export of one period covers, and how they are named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.foundation.messages import Message
from pipelines.foundation.period import KEY, Period
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import latin_digits


class ExportRefused(ValueError):
    """The export cannot be made; ``message`` says why, and what to ask for instead."""

    def __init__(self, message_id: str, **params: str) -> None:
        self.message = Message(message_id, "refuse", params)
        super().__init__(self.message.text("en"))


@dataclass(frozen=True, slots=True)
class Scope:
    """A quarter with its year, or a year with its quarters."""

    period: Period

    @classmethod
    def of(cls, period: str) -> Scope:
        """Read a period such as ``1400Q4`` or ``1402`` (Persian digits too); raises :class:`ExportRefused`."""
        key = latin_digits(period.strip()).upper()
        if not re.fullmatch(KEY, key) or Period.parse(key).month:
            raise ExportRefused("period_not_read", value=period)
        return cls(Period.parse(key))

    @property
    def year(self) -> int:
        """The year that it is, or whose quarter it is."""
        return self.period.year

    @property
    def quarter(self) -> int | None:
        """The number of the quarter, if it is one."""
        return self.period.quarter

    @property
    def ends_the_year(self) -> bool:
        """Whether the year is over with it: a year, or a last quarter."""
        return self.quarter in (None, 4)

    @property
    def key(self) -> str:
        """The period as a key."""
        return self.period.key

    @property
    def periods(self) -> tuple[str, ...]:
        """Keys of the quarterly and annual figures that belong to it, the asked one first."""
        year, quarters = self.period.ending("A"), self.period.quarters
        asked = (*quarters, year) if self.quarter else (year, *quarters)
        return tuple(period.key for period in asked)

    @property
    def months(self) -> tuple[str, ...]:
        """Keys of the months that it covers (``1400-10`` …)."""
        return tuple(month.key for month in self.period.months)


def period_words(period: str | None, language: str) -> str:
    """Return a period key or a partial Jalali date as a reader says it: «زمستان ۱۴۰۰», «۵ اسفند ۱۴۰۰»."""
    return period_name(str(period), language) if period else ""
