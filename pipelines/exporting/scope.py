"""Which periods an export of one period covers, and how they are named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.messages import Message
from pipelines.period_names import period_name

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


class ExportRefused(ValueError):
    """The export cannot be made; ``message`` says why, and what to ask for instead."""

    def __init__(self, message_id: str, **params: str) -> None:
        self.message = Message(message_id, "refuse", params)
        super().__init__(self.message.text("en"))


@dataclass(frozen=True, slots=True)
class Scope:
    """A quarter with its year, or a year with its quarters."""

    year: int
    quarter: int | None

    @classmethod
    def of(cls, period: str) -> Scope:
        """Read a period such as ``1400Q4`` or ``1402`` (Persian digits too); raises :class:`ExportRefused`."""
        match = re.fullmatch(r"(1[34]\d\d)(?:Q([1-4]))?", period.strip().translate(LATIN_DIGITS).upper())
        if match is None:
            raise ExportRefused("period_not_read", value=period)
        return cls(int(match[1]), int(match[2]) if match[2] else None)

    @property
    def key(self) -> str:
        """The period as a key."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def periods(self) -> tuple[str, ...]:
        """Keys of the quarterly and annual figures that belong to it, the asked one first."""
        quarters = [self.quarter] if self.quarter else [1, 2, 3, 4]
        keys = [f"{self.year}Q{q}" for q in quarters]
        return (*keys, str(self.year)) if self.quarter else (str(self.year), *keys)

    @property
    def months(self) -> tuple[str, ...]:
        """Keys of the months that it covers (``1400-10`` …)."""
        first, last = (3 * self.quarter - 2, 3 * self.quarter) if self.quarter else (1, 12)
        return tuple(f"{self.year}-{month:02}" for month in range(first, last + 1))


def period_words(period: str | None, language: str) -> str:
    """Return a period key or a partial Jalali date as a reader says it: «زمستان ۱۴۰۰», «۵ اسفند ۱۴۰۰»."""
    return period_name(str(period), language) if period else ""
