"""The readers of titles: what a match of one of the ways of naming parts of a year says.

A reader raises :class:`Unclear` for what can be meant in two ways. The ways belong to
:mod:`pipelines.normalise.span_ways`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipelines.foundation.period import MONTHS_OF_QUARTER, MONTHS_OF_YEAR
from pipelines.normalise.calendar_words import COUNTS, DAYS_SPOKEN, LAST, MONTHS
from pipelines.normalise.calendar_words import ORDINALS_EVERYWHERE as ORDINALS
from pipelines.normalise.calendar_words import SEASONS_EVERYWHERE as SEASONS
from pipelines.normalise.dates import is_last_day
from pipelines.normalise.span_words import ORD_OR_LAST, SEASON, TO, M, Part, Unclear

#: Reads a match; knows also whether the text speaks of the year to date, and the month with which the period ends.
Reader = Callable[["re.Match[str]", bool, "int | None"], Part]


def count_of(word: str) -> int:
    """Return the number that figures or a word say."""
    return int(word) if word.isdigit() else COUNTS[word]


def _month(word: str) -> int:
    return MONTHS[re.sub(r" ?ماه\Z", "", word)]


def _year(year: str | None) -> int | None:
    return int(year) if year else None


def _day(word: str) -> int:
    return int(word) if word.isdigit() else DAYS_SPOKEN[word]


def _stretch(length: int, ordinal: str) -> Part:
    """Return the first, second … stretch of ``length`` months, or the last one of the year."""
    ends_in = length if length in (1, MONTHS_OF_QUARTER) else 0
    if ordinal in LAST:
        return Part(MONTHS_OF_YEAR - length + 1, MONTHS_OF_YEAR, ends_in=ends_in)
    last = length * ORDINALS[ordinal]
    return Part(last - length + 1, last, ends_in=ends_in)


def _whole_month(day: str | None, month: int, year: int | None, *, begins: bool = False) -> int:
    """Return ``month`` if the day beside it leaves it whole: its last day, or its first where a span begins."""
    if day is None:
        return month
    if _day(day) == 1 if begins else is_last_day(month, _day(day), year):
        return month
    raise Unclear(f"{day} {month}", None if begins else month, year)


def part_of_month(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """«هفتهٔ اول مهر», «۵ شهریور»: less than a month, or the beginning of more («از نیمهٔ مهر تا …»)."""
    if re.match(rf" {TO} ", match.string[match.end() :]):
        raise Unclear(match.group())
    raise Unclear(match.group(), _month(match["m"]), _year(match["y"]))


def from_day_to_day(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """«۱ تا ۳۱ شهریور ۱۴۰۳»: a month from its first day to its last."""
    month, year = _month(match["m"]), _year(match["y"])
    if _day(match["d"]) != 1:
        raise Unclear(match.group(), month, year)
    return Part(month, _whole_month(match["d2"], month, year), year, ends_in=1)


def unclear(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read nothing: what the pattern finds is never a part of a year."""
    raise Unclear(match.group())


def ending_in(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """«دوازده‌ماههٔ منتهی به آذر ۱۴۰۳»: counted back from its last month; a financial year has twelve."""
    length = count_of(match["n"]) if match["n"] else MONTHS_OF_YEAR
    year = _year(match["y"])
    last = _whole_month(match["d"], _month(match["m"]), year)
    return counted_back(length, last, year)


def counted_back(length: int, last: int, year: int | None) -> Part:
    """Return the ``length`` months that end with ``last``, which may begin in the year before."""
    first = last - length + 1
    if first >= 1:
        return Part(first, last, year, ends_in=1)
    if year is None:
        raise Unclear(f"{length} {last}")
    return Part(first + MONTHS_OF_YEAR, last, year - 1, year, ends_in=1)


def from_month_to_month(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read «از مهر ۱۴۰۲ تا شهریور ۱۴۰۳», «نیمهٔ دوم (مهر تا اسفند)»."""
    first_year, last_year = _year(match["y"]), _year(match["y2"])
    first = _whole_month(match["d"], _month(match["m"]), first_year, begins=True)
    last = _whole_month(match["d2"], _month(match["m2"]), last_year or first_year)
    if first_year and last_year and first_year != last_year:
        return Part(first, last, first_year, last_year, ends_in=1)
    if first > last:
        raise Unclear(match.group())
    if match["half"]:
        half = _stretch(6, match["half"])
        if (half.first, half.last) != (first, last):
            raise Unclear(match.group())  # «نیمهٔ اول مهر تا آذر» begins with half a month
    return Part(first, last, last_year or first_year, ends_in=1)


def to_the_end_of(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """«تا پایان آذر», «تا ۳۰ آذر»: from the beginning of the year."""
    year = _year(match["y"])
    return Part(1, _whole_month(match["d"], _month(match["m"]), year), year, ends_in=1)


def to_a_month(match: re.Match[str], begun: bool, ends: int | None) -> Part:
    """«تا آذر»: whether Azar is in it is told by the words around it, or by the file's period."""
    if not begun and ends != _month(match[1]):
        raise Unclear(match.group())
    return Part(1, _month(match[1]), _year(match[2]), ends_in=1)


def to_the_end_of_a_part(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read «تا پایان سه‌ماههٔ سوم», «تا پایان پاییز», «تا پایان سال»: from the beginning of the year."""
    if match["season"]:
        return Part(1, MONTHS_OF_QUARTER * SEASONS[match["season"]], ends_in=MONTHS_OF_QUARTER)
    if match["half"]:
        return Part(1, _stretch(6, match["half"]).last)
    if match["quarter"]:
        return Part(1, _stretch(MONTHS_OF_QUARTER, match["quarter"]).last, ends_in=MONTHS_OF_QUARTER)
    return Part(1, MONTHS_OF_YEAR)


def half(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read «نیمهٔ نخست», "second half", H1."""
    return _stretch(6, match["fa"] or match["en"] or match["code"])


def _stretches(length: int, words: str, to: str | None) -> Part:
    """Return stretches that follow one another: «اول، دوم و سوم», «اول تا سوم», «پایانی»."""
    named = re.findall(rf"\b{ORD_OR_LAST}", words)
    parts = [_stretch(length, word) for word in named]
    last = _stretch(length, to) if to else parts[-1]
    apart = any(one.last + 1 != following.first for one, following in pairwise(parts))
    if apart or last.last < parts[-1].last:
        raise Unclear(words)
    return Part(parts[0].first, last.last, ends_in=last.ends_in)


def quarter(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """«سه‌ماههٔ سوم», «فصل اول، دوم و سوم»."""
    return _stretches(MONTHS_OF_QUARTER if match["season_word"] else count_of(match["n"]), match["ord"], match["to"])


def quarter_english(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read "third quarter", "first and second quarters"."""
    return _stretches(count_of(match["n"]) if match["n"] else MONTHS_OF_QUARTER, match["ord"], match["to"])


def quarter_codes(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read 1403Q3, Q1-Q3."""
    first, last = int(match[2]), int(match[3] or match[2])
    return Part(3 * first - 2, 3 * last, _year(match[1] or match[4]), ends_in=MONTHS_OF_QUARTER)


def months_without_ordinal(match: re.Match[str], begun: bool, ends: int | None) -> Part:
    """«نه‌ماهه» is the year to date; «سه‌ماهه» may be that or "quarterly", which the file's period tells."""
    length = count_of(match[1])
    if begun or length in (MONTHS_OF_YEAR, ends):
        return Part(1, length)
    if length in (1, MONTHS_OF_QUARTER) and ends is not None and ends % length == 0:
        return Part(ends - length + 1, ends)
    halves = length == 6 and ends == MONTHS_OF_YEAR  # the half-yearly report of the second half, or of the first
    if length in (1, MONTHS_OF_QUARTER) or halves:
        raise Unclear(match.group())
    return Part(1, length)


def named_month(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read «مهر ۱۴۰۳», «مهرماه»."""
    return Part(_month(match[1]), _month(match[1]), _year(match[2]), ends_in=1)


def _following(numbers: Sequence[int], text: str) -> tuple[int, int]:
    if list(numbers) != list(range(numbers[0], numbers[0] + len(numbers))):
        raise Unclear(text)
    return numbers[0], numbers[-1]


def listed_months(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """«مهر، آبان و آذر ۱۴۰۳»: months that follow one another."""
    first, last = _following([_month(m) for m in re.findall(M, match[1])], match.group())
    return Part(first, last, ends_in=1)


def listed_seasons(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """«بهار، تابستان و پاییز», «بهار تا پاییز»: seasons that follow one another."""
    seasons = [SEASONS[s] for s in re.findall(rf"\b(?:{SEASON})\b", match[1])]
    if re.search(rf" {TO} ", match[1]) and len(seasons) == 2 and seasons[0] < seasons[1]:
        seasons = list(range(seasons[0], seasons[1] + 1))
    first, last = _following(seasons, match.group())
    return Part(3 * first - 2, 3 * last, ends_in=MONTHS_OF_QUARTER)


def season(name: str, year: str | None) -> Part:
    """Return the months of a season."""
    return Part(3 * SEASONS[name] - 2, 3 * SEASONS[name], _year(year), ends_in=MONTHS_OF_QUARTER)


def code_of_years(match: re.Match[str], begun: bool, ends: int | None) -> Part:
    """«سال مالی ۱۴۰۲-۰۳»: Khordad, or the year that ends in 1403."""
    if int(match[2]) == (int(match[1]) + 1) % 100 or not 1 <= int(match[2]) <= MONTHS_OF_YEAR:
        raise Unclear(match.group())
    return month_code(match, begun, ends)


def month_code(match: re.Match[str], _begun: bool, _ends: int | None) -> Part:
    """Read 1403-07; 1403/1 to 1403/4 may be quarters as well."""
    if match[2] in ("1", "2", "3", "4"):
        raise Unclear(match.group())
    return Part(int(match[2]), int(match[2]), int(match[1]), ends_in=1)
