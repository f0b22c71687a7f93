"""Which months a title, a sheet's name, a file's name or a remark says that a file speaks for.

«شش‌ماههٔ نخست ۱۴۰۳», «از ابتدای سال تا پایان آذر», «فروردین تا آذر» and "first six months of 1403" tell the year to
date; «سه‌ماههٔ سوم» tells one quarter. What can be meant in two ways is no answer (:class:`Unclear`), and the file
waits. Single dates belong to :mod:`pipelines.normalise.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.normalise.calendar_words import COUNTS, LAST, MONTHS
from pipelines.normalise.calendar_words import ORDINALS_EVERYWHERE as ORDINALS
from pipelines.normalise.calendar_words import SEASONS_EVERYWHERE as SEASONS
from pipelines.normalise.dates import JALALI_YEARS, normalise_year
from pipelines.normalise.spans import MONTHS_OF_QUARTER, MONTHS_OF_YEAR, Span
from pipelines.normalise.text import ascii_digits, clean_text, search_key


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR = r"1[34][0-9]{2}"
_N = rf"(?:1[0-2]|0?[1-9]|{_either(COUNTS)})"
_ORD = rf"(?:{_either([o for o in ORDINALS if not o.isdigit()])}|[1-4](?! ?(?:ماه|month)))"
_M = rf"(?:{_either(MONTHS)})(?: ?ماه)?"
_OF_YEAR = rf"(?:(?: of| in)?(?: سال)? ?({_YEAR}))?"
_TO = r"(?:تا|لغایت|لغایه|الی|to|through|thru|until|till)"
_END = r"(?:پایان|اخر|انتهای|(?:the )?end of)"
_MONTHS = r"(?:ماهه|ماهگی|ماه|months?|mahe|mah|m|mo)"

_CUMULATIVE = re.compile(
    r"\bاز (?:ابتدا|ابتدای|اول|اغاز|شروع|بدو)(?: ی)?(?: امسال| سال| دوره|(?= تا)|$)"
    r"|\b(?:from|since) (?:the )?(?:beginning|start) of (?:the )?(?:year|" + _YEAR + r")"
    r"|\b(?:تجمعی|تجمیعی|انباشته|انباشتی|تراکمی|cumulative|cumulated|accumulated|ytd|year to date)\b"
)
#: What follows these words is what the file is compared with, not what it speaks for.
_COMPARED = re.compile(
    r"\b(?:(?:در|و|به) )?(?:مقایسه|قیاس)\b|\bنسبت به\b|\b(?:دوره |مدت |زمان )?مشابه\b"
    r"|\bcompared (?:with|to)\b|\bagainst\b|\bversus\b|\bvs\b|\bover the same\b"
)
#: Months that are the length of something else: «تسهیلات دوازده‌ماهه».
_LENGTHS = re.compile(
    rf"\b(?:تسهیلات|وام|قرارداد|بازپرداخت|تنفس|اقساط|سپرده|کارت|پروانه|مجوز|اعتبار|دوره های|ضمانت)(?: \w+)? {_N} {_MONTHS}\b"
    rf"(?! (?:{_ORD}|سال|{_YEAR}))"
)
_DAY = r"(1[34][0-9]{2})[/.-](1[0-2]|0?[1-9])[/.-](3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_DAYS = re.compile(rf"{_DAY} ?{_TO} ?(?:تاریخ |روز )?{_DAY}")
_TO_DAY = re.compile(rf"{_TO} ?(?:تاریخ |روز )?{_DAY}")
_ANY_DAY = re.compile(r"[0-9]{1,4} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{1,4}")
_CODE = rf"(?<![0-9])({_YEAR})[-/](1[0-2]|0?[1-9])"
_CODES = re.compile(rf"{_CODE} ?(?:{_TO}|-|/) ?{_CODE}(?![0-9/-])")


@dataclass(frozen=True, slots=True)
class _Found:
    """Months (1 to 12) that a text names, with the years beside the first and the last, where they are written."""

    first: int
    last: int
    year: int | None = None
    last_year: int | None = None


class Unclear(ValueError):
    """A text speaks of months in a way that can be meant in two ways, or in none."""


def span_of_title(text: str, year: int | None = None, *, ends: int | None = None) -> Span | None:
    """Return the months that ``text`` says a file speaks for; None where it names no part of a year.

    ``year`` is that of the file where the text names none. ``ends`` is the month (1 to 12) with which the file's
    period ends: a text that only says "from the beginning of the year", or "three months", leaves that open. Raises
    :class:`Unclear`.
    """
    plain = _plain(text)
    if compared := _COMPARED.search(plain):
        plain = plain[: compared.start()]
    plain = _LENGTHS.sub(" ", plain)
    from_beginning = _CUMULATIVE.search(plain) is not None
    if (dated := _between_dates(plain, from_beginning)) is not None:
        return dated
    plain = _ANY_DAY.sub(" ", plain)
    found = _named_parts(plain, from_beginning, ends)
    if from_beginning:
        found = [_from_the_beginning(found, ends)]
    if not found:
        return None
    only = _joined(found)
    years = sorted(
        {int(y) for y in re.findall(rf"(?<![0-9])({_YEAR})(?![0-9])", plain)} | _short_years(plain)
    )
    if only.year is None and len(years) > 1:
        raise Unclear(text)
    of = only.year or (years[0] if years else year)
    if of is None or of not in JALALI_YEARS:
        raise Unclear(text)
    return _span(of, only)


def is_of_one_month(text: str) -> bool:
    """Whether a text that names a month speaks for no more than that month."""
    try:
        span = span_of_title(text)
    except Unclear:
        return False
    return span is None or span.months == 1


def _span(year: int, found: _Found) -> Span:
    last_year = found.last_year or year
    span = Span(MONTHS_OF_YEAR * year + found.first - 1, MONTHS_OF_YEAR * last_year + found.last - 1)
    if span.months < 1 or found.last > MONTHS_OF_YEAR:
        raise Unclear(str(found))
    return span


def _plain(text: str) -> str:
    """Return ``text`` as words between single spaces: digits Latin, letters unified, «تا» between two months."""
    words = ascii_digits(clean_text(text)).replace("\u200c", " ")
    words = re.sub(r"\.(?:xlsx|xlsb|xls|ods|csv|parquet)\Z", "", words, flags=re.IGNORECASE)
    words = re.sub(r"[()\[\]{}«»\"'،؛:,;|_+]+", " ", words)
    words = re.sub(r"(?<![0-9 ])\s*[-–—]\s*|\s*[-–—]\s*(?![0-9 ])", " - ", words)
    words = re.sub(r"(?<![0-9])[./]|[./](?![0-9])", " ", words)
    words = re.sub(r"(?<=[0-9])(?=[^\W\d])(?!(?:st|nd|rd|th)\b)|(?<=[^\W\d])(?=[0-9])", " ", words)
    parts = (p if re.fullmatch(r"[0-9/.-]+", p) else search_key(p) for p in words.split())
    plain = " ".join(p for p in parts if p)
    # A word may have swallowed its neighbour: «ششماهه», «نهماهه», «نیمسال».
    plain = re.sub(rf"\b({_either(COUNTS)})(ماهه|ماه|mahe)\b", r"\1 \2", plain).replace("نیمسال", "نیمه")
    plain = re.sub(r"(?<=ه) (?:ی|ای)(?= )", "", plain).replace("نیم سال", "نیمه").replace("نیمه ی ", "نیمه ")
    plain = re.sub(r"\bq ([1-4])\b", r"q\1", plain)
    plain = re.sub(r"\bh ([12])\b", r"h\1", plain)
    plain = re.sub(rf"(\b{_M}|\bq[1-4]) - (?=(?:{_END} )?{_M}\b|q[1-4])", r"\1 تا ", plain)
    return re.sub(r"(?<![0-9]) - | - (?![0-9])", " ", plain)


def _short_years(plain: str) -> set[int]:
    """Return the years that are written short behind the word «سال»: «سال 403», «سال 94»."""
    found = (normalise_year(y).value for y in re.findall(r"\bسال ([0-9]{2,3})\b(?! ?ماه)", plain))
    return {int(y) for y in found if y}


def _between_dates(plain: str, from_beginning: bool) -> Span | None:
    """Return the months between two dates or two months in figures; Unclear where a month is cut in two."""
    if match := _CODES.search(plain):
        year, month, last_year, last = (int(g) for g in match.groups())
        return _span(year, _Found(month, last, year, last_year))
    if match := _DAYS.search(plain):
        year, month, day, last_year, last, last_day = (int(g) for g in match.groups())
        if day != 1:
            raise Unclear(match.group())
        return _span(year, _Found(month, _ending(last, last_day), year, last_year))
    if from_beginning and (match := _TO_DAY.search(plain)):
        year, month, day = (int(g) for g in match.groups())
        return _span(year, _Found(1, _ending(month, day), year))
    return None


def _ending(month: int, day: int) -> int:
    if day < (31 if month <= 6 else 30 if month < MONTHS_OF_YEAR else 29):
        raise Unclear(f"{month}/{day}")
    return month


def _from_the_beginning(found: Sequence[_Found], ends: int | None) -> _Found:
    """Return the year to date: to the end of what the text names, else to the end of the file's period."""
    if found:
        last = max(found, key=lambda f: (f.last_year or f.year or 0, f.last))
        return _Found(1, last.last, last.last_year or last.year)
    if ends is None:
        raise Unclear("cumulative")
    return _Found(1, ends)


def _joined(found: Sequence[_Found]) -> _Found:
    """Return what follows one another as one, «بهار و تابستان», and what is said twice as once."""
    ordered = sorted(set(found), key=lambda f: (f.first, -f.last))
    years = {y for f in ordered for y in (f.year,) if y}
    if len(ordered) == 1:
        return ordered[0]
    if len(years) > 1 or any(f.last_year for f in ordered):
        raise Unclear(str(ordered))
    whole = next((f for f in ordered if all(f.first <= o.first and o.last <= f.last for o in ordered)), None)
    if whole is not None and all(o.last == whole.last for o in ordered):
        return _Found(whole.first, whole.last, next(iter(years), None))  # «نه ماهه (تا پایان آذر)»
    if any(one.last + 1 != following.first for one, following in pairwise(ordered)):
        raise Unclear(str(ordered))
    return _Found(ordered[0].first, ordered[-1].last, next(iter(years), None))


# --- the ways in which parts of a year are named -------------------------------------------------------------


def _named_parts(plain: str, from_beginning: bool, ends: int | None) -> list[_Found]:
    """Return every part of a year that ``plain`` names; each way of naming takes its words out of the text."""
    found: list[_Found] = []
    for pattern, read in _WAYS:

        def take(match: re.Match[str], read: _Reader = read) -> str:
            found.append(read(match, from_beginning, ends))
            return " | "

        plain = pattern.sub(take, plain)
    return found


_Reader = Callable[["re.Match[str]", bool, "int | None"], _Found]


def _count(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word]


def _month(word: str) -> int:
    return MONTHS[re.sub(r" ?ماه\Z", "", word)]


def _whole(year: str | None) -> int | None:
    return int(year) if year else None


def _part(length: int, ordinal: str) -> _Found:
    """Return the first, second … stretch of ``length`` months, or the last one of the year."""
    if ordinal in LAST:
        return _Found(MONTHS_OF_YEAR - length + 1, MONTHS_OF_YEAR)
    last = length * ORDINALS[ordinal]
    return _Found(last - length + 1, last)


def _ending_in(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    """«دوازده‌ماههٔ منتهی به آذر ۱۴۰۳»: counted back from its last month."""
    length, last, year = _count(match[1]), _month(match[2]), _whole(match[3])
    first = last - length + 1
    if first >= 1:
        return _Found(first, last, year)
    if year is None:
        raise Unclear(match.group())
    return _Found(first + MONTHS_OF_YEAR, last, year - 1, year)


def _from_month_to_month(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    first_year, last_year = _whole(match[2]), _whole(match[4])
    first, last = _month(match[1]), _month(match[3])
    if first_year and last_year and first_year != last_year:
        return _Found(first, last, first_year, last_year)
    if first > last:
        raise Unclear(match.group())
    return _Found(first, last, last_year or first_year)


def _to_the_end_of(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    """«تا پایان آذر»: from the beginning of the year."""
    return _Found(1, _month(match[1]), _whole(match[2]))


def _to_a_month(match: re.Match[str], begun: bool, ends: int | None) -> _Found:
    """«تا آذر»: whether Azar is in it is told by the words around it, or by the file's period."""
    if not begun and ends != _month(match[1]):
        raise Unclear(match.group())
    return _Found(1, _month(match[1]), _whole(match[2]))


def _to_the_end_of_a_part(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    if match["season"]:
        return _Found(1, MONTHS_OF_QUARTER * SEASONS[match["season"]])
    if match["half"]:
        return _Found(1, _part(6, match["half"]).last)
    if match["quarter"]:
        return _Found(1, _part(MONTHS_OF_QUARTER, match["quarter"]).last)
    return _Found(1, MONTHS_OF_YEAR)


def _half(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    if match["of"]:
        raise Unclear(match.group())  # «نیمهٔ اول مهر» is half a month
    return _part(6, match["fa"] or match["en"] or match["code"])


def _quarter(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    """«سه‌ماههٔ سوم», «فصل اول و دوم», "third quarter"."""
    length = MONTHS_OF_QUARTER if match["season_word"] else _count(match["n"])
    part = _part(length, match["ord"])
    return _Found(part.first, _part(length, match["other"]).last) if match["other"] else part


def _quarter_english(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    return _part(_count(match["n"]) if match["n"] else MONTHS_OF_QUARTER, match["ord"])


def _quarter_codes(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    first, last = int(match[2]), int(match[3] or match[2])
    return _Found(3 * first - 2, 3 * last, _whole(match[1] or match[4]))


def _months_without_ordinal(match: re.Match[str], begun: bool, ends: int | None) -> _Found:
    """«نه‌ماهه» is the year to date; «سه‌ماهه» may be that or "quarterly", which the file's period tells."""
    length = _count(match[1])
    if begun or length in (MONTHS_OF_YEAR, ends):
        return _Found(1, length)
    if length in (1, MONTHS_OF_QUARTER) and ends is not None and ends % length == 0:
        return _Found(ends - length + 1, ends)
    halves = (
        length == 6 and ends == MONTHS_OF_YEAR
    )  # the half-yearly report of the second half, or of the first
    if length in (1, MONTHS_OF_QUARTER) or halves:
        raise Unclear(match.group())
    return _Found(1, length)


def _named_month(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    return _Found(_month(match[1]), _month(match[1]), _whole(match[2]))


def _listed_months(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    """«مهر، آبان و آذر ۱۴۰۳»: months that follow one another."""
    months = [_month(m) for m in re.findall(_M, match[1])]
    if months != list(range(months[0], months[0] + len(months))):
        raise Unclear(match.group())
    return _Found(months[0], months[-1])


def _listed_seasons(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    seasons = [SEASONS[s] for s in re.findall(_either(SEASONS), match[1])]
    if seasons != list(range(seasons[0], seasons[0] + len(seasons))) and " تا " not in match[1]:
        raise Unclear(match.group())
    return _Found(3 * seasons[0] - 2, 3 * seasons[-1])


def _month_code(match: re.Match[str], _begun: bool, _ends: int | None) -> _Found:
    return _Found(int(match[2]), int(match[2]), int(match[1]))


_FROM = r"(?:\b(?:از|from)(?: (?:ابتدای|اول|اغاز))? )?"
_SEASON = _either(SEASONS)
_UP_TO = rf"(?:(?:{_TO} )?{_END}|منتهی به(?: {_END})?)"
_WAYS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        re.compile(rf"\b({_N}) {_MONTHS} (?:منتهی به|ending in|ending|to)(?: {_END})? ({_M})\b{_OF_YEAR}"),
        _ending_in,
    ),
    (re.compile(rf"{_FROM}\b({_M})\b{_OF_YEAR} {_TO} (?:{_END} )?({_M})\b{_OF_YEAR}"), _from_month_to_month),
    (re.compile(rf"\b{_UP_TO} ({_M})\b{_OF_YEAR}"), _to_the_end_of),
    (
        re.compile(
            rf"\b{_TO} {_END} (?:(?:فصل )?(?P<season>{_SEASON})|نیمه (?P<half>{_ORD})"
            rf"|(?:فصل|(?:سه|3) ماهه?) (?P<quarter>{_ORD})|(?:سال|the year|year))\b"
        ),
        _to_the_end_of_a_part,
    ),
    (re.compile(rf"\b{_TO} ({_M})\b{_OF_YEAR}"), _to_a_month),
    (
        re.compile(
            rf"\bنیمه (?:ی )?(?P<fa>{_ORD}|{_either(LAST)})\b(?: (?:از )?(?P<of>{_M})\b)?"
            rf"|\b(?P<en>{_ORD}|{_either(LAST)}) half\b|\bh(?P<code>[12])\b"
        ),
        _half,
    ),
    (
        re.compile(
            rf"\b(?:(?P<n>{_N}) ماهه?|(?P<season_word>فصل|کوارتر|quarter))(?: های)?(?: ی)? (?P<ord>{_ORD}|{_either(LAST)})\b"
            rf"(?: (?:و|تا|الی) (?P<other>{_ORD})\b)?"
        ),
        _quarter,
    ),
    (
        re.compile(rf"\b(?P<ord>{_ORD}|{_either(LAST)}) (?:quarter|(?P<n>{_N}) {_MONTHS})\b"),
        _quarter_english,
    ),
    (
        re.compile(rf"(?:\b({_YEAR}) ?)?\bq([1-4])(?: ?(?:{_TO}|-) ?q?([1-4]))?\b(?: (?:of )?({_YEAR}))?"),
        _quarter_codes,
    ),
    (
        re.compile(r"\bماه(?: شماره)? (1[0-2]|0?[1-9])\b(?! ?ماه)"),
        lambda m, _b, _e: _Found(int(m[1]), int(m[1])),
    ),
    (re.compile(rf"(?<![0-9/.])\b({_N}) ?-? ?{_MONTHS}\b(?! به)"), _months_without_ordinal),
    (re.compile(rf"\b((?:{_M} )(?:و ?)?{_M}(?: (?:و ?)?{_M})*)\b"), _listed_months),
    (re.compile(rf"\b((?:{_SEASON})(?: (?:و|تا) (?:{_SEASON}))+)\b"), _listed_seasons),
    (re.compile(rf"\b(?:فصل )?({_SEASON})(?: سال)? ({_YEAR})\b"), lambda m, _b, _e: _season(m[1], m[2])),
    (re.compile(rf"\bفصل ({_SEASON})\b"), lambda m, _b, _e: _season(m[1], None)),
    (
        re.compile(rf"\A(?:({_YEAR}) )?({_SEASON})(?: ({_YEAR}))?\Z"),
        lambda m, _b, _e: _season(m[2], m[1] or m[3]),
    ),
    (re.compile(rf"\b({_M})(?: سال)? ({_YEAR})\b"), _named_month),
    (re.compile(rf"\b((?:{_either(MONTHS)}) ?ماه)\b()"), _named_month),
    (re.compile(rf"\A({_either(MONTHS)})()\Z"), _named_month),
    (re.compile(rf"{_CODE}(?![0-9/.-])"), _month_code),
)


def _season(name: str, year: str | None) -> _Found:
    return _Found(3 * SEASONS[name] - 2, 3 * SEASONS[name], _whole(year))
