"""The words of titles as patterns, and what they name: a :class:`Part` of a year, or nothing clear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.foundation.period import YEAR
from pipelines.normalise.calendar_words import COUNTS, DAYS_SPOKEN, LAST, MONTHS
from pipelines.normalise.calendar_words import ORDINALS_EVERYWHERE as ORDINALS
from pipelines.normalise.calendar_words import SEASONS_EVERYWHERE as SEASONS


def either(words: Iterable[str]) -> str:
    """Return the pattern of any of ``words``, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


N = rf"(?:1[0-2]|0?[1-9]|{either(COUNTS)})"
ORD = rf"(?:{either([o for o in ORDINALS if not o.isdigit()])}|[1-4](?! ?(?:ماه|month)))"
ORD_OR_LAST = rf"(?:{ORD}|{either(LAST)})"
M = rf"(?:{either(MONTHS)})(?: ?ماه)?"
SEASON = either(SEASONS)
TO = r"(?:تا|لغایت|لغایه|الی|to|through|thru|until|till)"
END = r"(?:پایان|اخر|انتهای|(?:the )?end of)"
MONTHS_WORD = r"(?:ماهه|ماهگی|ماه|months?|mahe|mah|m|mo)"
DAY_IN_FIGURES = rf"(?<![0-9/.-])({YEAR})[/.-](1[0-2]|0?[1-9])[/.-](3[01]|[12][0-9]|0?[1-9])(?![0-9])"
CODE = rf"(?<![0-9])({YEAR})[-/](1[0-2]|0?[1-9])"
#: A day before its month: «۳۱ شهریور», «سی و یکم شهریور»; behind «سه‌ماههٔ» such a word is a quarter's.
DAY = (
    r"(?<!ماهه )(?<!ماه )(?<!فصل )(?<!نیمه )(?<!quarter )(?<![0-9/.-])\b"
    rf"(?:3[01]|[12][0-9]|0?[1-9]|{either(DAYS_SPOKEN)})"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Months (1 to 12) that a text names, with the years beside the first and the last, where they are written.

    ``ends_in`` is the length of the month or quarter by whose name the end is told, 0 where it is told otherwise.
    """

    first: int
    last: int
    year: int | None = None
    last_year: int | None = None
    ends_in: int = field(default=0, compare=False)


class Unclear(ValueError):
    """A text speaks of months in a way that can be meant in two ways, or in none.

    ``month`` (and ``year``): the text names a day or a week of that month, and so no month.
    """

    def __init__(self, text: str, month: int | None = None, year: int | None = None) -> None:
        super().__init__(text)
        self.month, self.year = month, year
