"""Say which period a heading names: one month, quarter or year, several months together, or the total of all.

«فروردین» and «وزن فروردین» name one month. «تا پایان خرداد» and «شش‌ماههٔ اول» name several together and are never one of
them; «برنامه خرداد» names a month and something that nobody knows, and is never taken for what came of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts.model import Contract
from pipelines.foundation.period import MONTHS_OF_QUARTER, MONTHS_OF_YEAR, YEAR
from pipelines.foundation.period_names import MONTHS as MONTH_NAMES
from pipelines.foundation.period_names import SEASONS as SEASON_NAMES
from pipelines.foundation.persian import latin_digits
from pipelines.normalise.calendar_words import MONTHS, ORDINALS, SEASONS
from pipelines.normalise.span_titles import Unclear, span_of_title
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.non_data.words import TotalRules

_Y = rf"(?:سال)?({YEAR})"
_MONTH = re.compile(rf"(?:{_Y})?(?:ماه)?({'|'.join(MONTHS)})(?:ماه)?(?:{_Y})?")
_WHICH = "|".join(ORDINALS)
_QUARTER = re.compile(
    rf"(?:{_Y})?(?:(?:سهماهه?|3ماهه?|فصل)(?:ی)?({_WHICH})|فصل?({'|'.join(SEASONS)})|({'|'.join(SEASONS)})|q([1-4]))(?:{_Y})?"
)
_YEAR = re.compile(_Y)
#: «1402/07»
_CODE = re.compile(rf"({YEAR})[-/](0?[1-9]|1[0-2])")
_ANY_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
#: Words of a heading, apart from the marks between them.
WORDS = re.compile(r"[^\s()\[\]{}:،,\-–—/]+")
#: In what stands for the year of a text that names none.
_SOME_YEAR = 1400
#: Words of the longest name of one period: «سه ماهه ی اول سال ۱۴۰۲».
_LONGEST = 6


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """The period of a heading; with none of the parts it is a total of the others."""

    year: int = 0
    quarter: int = 0
    month: int = 0

    @property
    def is_total(self) -> bool:
        """Whether it is of all periods together."""
        return not (self.year or self.quarter or self.month)

    @property
    def grain(self) -> str:
        """Return the finest part that it has."""
        return "m" if self.month else "q" if self.quarter else "y"

    @property
    def months(self) -> tuple[int, int]:
        """Return its first and its last month."""
        if self.month:
            return self.month, self.month
        return (3 * self.quarter - 2, 3 * self.quarter) if self.quarter else (1, MONTHS_OF_YEAR)

    def title(self) -> str:
        """Return the period as a heading would say it."""
        name = MONTH_NAMES["fa"][self.month - 1] if self.month else ""
        name = name or (SEASON_NAMES["fa"][self.quarter - 1] if self.quarter else "")
        return " ".join(part for part in (name, str(self.year or "")) if part)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months ``first`` to ``last`` of a year (0: of none that is named).

    ``is_sum``: a word says that it is a total. ``is_running``: its words name several months together.
    """

    year: int = 0
    first: int = 1
    last: int = MONTHS_OF_YEAR
    is_sum: bool = False
    is_running: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it names neither a year nor a part of one: the total of all that is there."""
        return not self.year and self.last - self.first + 1 == MONTHS_OF_YEAR

    @property
    def tag(self) -> Tag | None:
        """Return the one month, quarter or year that it is; None where it is several or a total of all."""
        if self.is_running or self.is_whole:
            return None
        if self.first == self.last:
            return Tag(self.year, 0, self.first)
        if self.last - self.first + 1 == MONTHS_OF_QUARTER:
            return Tag(self.year, self.last // MONTHS_OF_QUARTER)
        return Tag(self.year)

    def holds(self, tag: Tag) -> bool:
        """Tell whether a period is within it."""
        first, last = tag.months
        return self.first <= first and last <= self.last and (0 in (self.year, tag.year) or self.year == tag.year)

    def within(self, other: Stretch) -> Stretch | None:
        """Return what is meant where both stand in one column, one above the other; None where they contradict."""
        if self.year and other.year and self.year != other.year:
            return None
        narrow, broad = sorted((self, other), key=lambda s: (s.last - s.first, -s.year))
        if not broad.first <= narrow.first <= narrow.last <= broad.last:
            return None
        is_same = (narrow.first, narrow.last) == (broad.first, broad.last)
        running = narrow.is_running or (is_same and broad.is_running)
        return Stretch(self.year or other.year, narrow.first, narrow.last, self.is_sum or other.is_sum, running)


@dataclass(frozen=True, slots=True)
class Said:
    """What one text of a heading says: of which period, if of one, and the words beside it."""

    stretch: Stretch | None
    rest: str = ""
    is_clear: bool = True


def period_of_heading(text: str, models: Path) -> Tag | None:
    """Return the period that a heading names as a whole; a total of periods is the tag without any."""
    key = search_key(text)
    if key in TotalRules.load(models).of_periods:
        return Tag()
    if match := _MONTH.fullmatch(key):
        return Tag(year=int(match[1] or match[3] or 0), month=MONTHS[match[2]])
    if match := _QUARTER.fullmatch(key):
        which = ORDINALS.get(match[2] or match[5] or "") or SEASONS[match[3] or match[4]]
        return Tag(year=int(match[1] or match[6] or 0), quarter=which)
    if match := _YEAR.fullmatch(key):
        return Tag(year=int(match[1]))
    if match := _CODE.fullmatch(latin_digits(text).strip()):
        return Tag(year=int(match[1]), month=int(match[2]))
    return None


def said_by(text: str, models: Path, is_measure: Callable[[str], bool]) -> Said:
    """Return what a text of a heading says of periods; ``is_measure`` knows the words for what is measured."""
    if (tag := period_of_heading(text, models)) is not None:
        return Said(_stretch(tag))
    words = WORDS.findall(latin_digits(clean_text(text)))
    try:
        span = span_of_title(text, models, _SOME_YEAR)
    except Unclear:
        return Said(None, text, is_clear=False)
    found, totals = _one_period(words, models), TotalRules.load(models).beside_periods
    if span is None:
        if found is None:
            return _total_of_measure(words, text, totals, is_measure)
        stretch, others = found
        return Said(*_with_totals(stretch, others, totals))
    year, month = divmod(span.first, MONTHS_OF_YEAR)
    first, last = month + 1, month + span.months
    if found is not None and (found[0].first, found[0].last) == (first, last):
        return Said(*_with_totals(*found, totals))
    if last > MONTHS_OF_YEAR:
        return Said(None, text, is_clear=False)
    running = Stretch(year if _ANY_YEAR.search(latin_digits(text)) else 0, first, last, is_running=True)
    return Said(_summed(running, words, totals), _measure_beside(words, is_measure))


def is_known(text: str, contract: Contract) -> bool:
    """Tell whether every word of a text adds nothing to the period or the measure that it stands beside."""
    known = LayoutRules.load(contract.models).period_words
    own = {search_key(word) for word in WORDS.findall(clean_text(contract.title_fa))}
    return all(search_key(w) in known or search_key(w) in own for w in WORDS.findall(clean_text(text)))


def speaks_of_total(text: str, models: Path) -> bool:
    """Tell whether a word of a text is one for totals: «ارزش کل»."""
    totals = TotalRules.load(models).beside_periods
    return any(search_key(word) in totals for word in WORDS.findall(clean_text(text)))


def _stretch(tag: Tag) -> Stretch:
    return Stretch(tag.year, *tag.months, is_sum=tag.is_total)


def _one_period(words: list[str], models: Path) -> tuple[Stretch, list[str]] | None:
    """Return the period of the longest run of words that names exactly one, and the words around it."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            tag = period_of_heading(" ".join(words[start : start + length]), models)
            if tag is not None and not tag.is_total:
                return _stretch(tag), [*words[:start], *words[start + length :]]
    return None


def _with_totals(stretch: Stretch, words: list[str], totals: frozenset[str]) -> tuple[Stretch, str]:
    """Take the words for totals out of those beside a period: «جمع سال ۱۴۰۲»."""
    rest = [word for word in words if search_key(word) not in totals]
    return _summed(stretch, words, totals), " ".join(rest)


def _summed(stretch: Stretch, words: list[str], totals: frozenset[str]) -> Stretch:
    is_sum = stretch.is_sum or any(search_key(word) in totals for word in words)
    return Stretch(stretch.year, stretch.first, stretch.last, is_sum, stretch.is_running)


def _total_of_measure(words: list[str], text: str, totals: frozenset[str], is_measure: Callable[[str], bool]) -> Said:
    """Return the total of all periods where a text says so of a measure («جمع وزن»), else nothing of periods."""
    rest = [word for word in words if search_key(word) not in totals]
    if len(rest) < len(words) and is_measure(" ".join(rest)):
        return Said(Stretch(is_sum=True), " ".join(rest))
    return Said(None, text)


def _measure_beside(words: list[str], is_measure: Callable[[str], bool]) -> str:
    """Return the longest beginning or end of the words that names a measure: «وزن تا پایان خرداد»."""
    for length in range(len(words) - 1, 0, -1):
        for part in (words[:length], words[-length:]):
            if is_measure(" ".join(part)):
                return " ".join(part)
    return ""
