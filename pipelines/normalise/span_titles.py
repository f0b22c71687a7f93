"""Which months a title, a sheet's name, a file's name or a remark says that a file speaks for.

«شش‌ماههٔ نخست ۱۴۰۳», «از ابتدای سال تا پایان آذر», «فروردین تا آذر» and "first six months of 1403" tell the year to
date; «سه‌ماههٔ سوم» tells one quarter. What can be meant in two ways is no answer (:class:`Unclear`), and the file
waits; so it does where a year, a month or a number of the title is left over that the answer does not explain. Single
dates belong to :mod:`pipelines.normalise.dates`, the ways of naming to :mod:`pipelines.normalise.span_ways`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pipelines.foundation.period import MONTHS_OF_YEAR, YEAR, Period, Span
from pipelines.foundation.persian import latin_digits
from pipelines.normalise.calendar_words import COUNTS, COUNTS_BEYOND, MONTHS
from pipelines.normalise.dates import JALALI_YEARS, is_last_day
from pipelines.normalise.month_names import without_names
from pipelines.normalise.span_leftovers import (
    BAR,
    DATE,
    check_beginning,
    check_explained,
    without_marks_of_documents,
    years_in,
)
from pipelines.normalise.span_readers import Reader, count_of, counted_back
from pipelines.normalise.span_ways import WAYS
from pipelines.normalise.span_words import (
    CODE,
    DAY_IN_FIGURES,
    END,
    MONTHS_WORD,
    ORD,
    TO,
    M,
    N,
    Part,
    Unclear,
    either,
)
from pipelines.normalise.text import clean_text, search_key

__all__ = ["Unclear", "is_of_one_month", "period_of_title", "span_of_title", "year_of_title"]

_CUMULATIVE = re.compile(
    r"\bاز (?:ابتدا|ابتدای|اول|اغاز|شروع|بدو)(?: ی)?(?: (?:امسال|سال|دوره)\b|(?= تا\b)|$)"
    r"|\b(?:from|since) (?:the )?(?:beginning|start) of (?:the )?(?:year|(?=" + YEAR + r"))"
    r"|\b(?:تجمعی|تجمیعی|انباشته|انباشتی|تراکمی|cumulative|cumulated|accumulated|ytd|year to date)\b"
)
#: What follows these words is what the file is compared with, not what it speaks for.
_COMPARED = re.compile(
    r"\b(?:(?:در|و|به) )?(?:مقایسه|قیاس)\b|\bنسبت به\b|\b(?:دوره |مدت |زمان )?مشابه\b"
    r"|\bcompared (?:with|to)\b|\bagainst\b|\bversus\b|\bvs\b|\bover the same\b"
)
_BEYOND = (
    rf"(?:(?:{either(COUNTS_BEYOND)})(?: (?:و )?(?:{either(COUNTS)}))?"
    rf"|(?<![0-9/.-])(?:1[3-9]|[2-9][0-9]|[1-9][0-9]{{2}}))"
)
#: Months that are the length of something else: «تسهیلات دوازده‌ماهه».
_LENGTHS = re.compile(
    r"\b(?:تسهیلات|وام|قرارداد|بازپرداخت|تنفس|اقساط|سپرده|کارت|پروانه|مجوز|اعتبار|دوره های|ضمانت)(?: \w+)?"
    rf" (?:{_BEYOND}|{N}) {MONTHS_WORD}\b(?! (?:{ORD}|سال|{YEAR}))"
)
#: «پانزده‌ماهه», «۱۸ ماهه»: more than a year, and from when is not said.
_MORE_THAN_A_YEAR = re.compile(
    rf"(?<!سال )(?:\b{_BEYOND}) ?-? ?(?:ماهه|ماهگی|ماه|months?|mahe|mah)\b(?! (?:شماره|(?:1[0-2]|0?[1-9])\b))"
)
_DAYS = re.compile(rf"{DAY_IN_FIGURES} ?{TO} ?(?:تاریخ |روز )?{DAY_IN_FIGURES}")
_TO_DAY = re.compile(rf"{TO} ?(?:تاریخ |روز )?{DAY_IN_FIGURES}")
_ENDING_DAY = re.compile(
    rf"(?:\b(?P<n>{N}) {MONTHS_WORD} |(?P<year>\bسال(?: مالی)? ))?منتهی به (?:تاریخ |روز )?{DAY_IN_FIGURES}"
)
_NEW_YEARS_DAY = re.compile(rf"\b(از|from) (?:تاریخ |روز )?({YEAR})[/.-]0?1[/.-]0?1(?![0-9])")
_ANY_DAY = re.compile(r"[0-9]{1,4} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{1,4}")
_SLASHED_DAY = re.compile(r"([0-9]{1,4})\s*/\s*([0-9]{1,2})\s*/\s*([0-9]{1,4})")
_CODES = re.compile(rf"{CODE} ?(?:{TO}|-|/) ?{CODE}(?![0-9/-])")


def span_of_title(text: str, models: Path, year: int | None = None, *, ends: int | None = None) -> Span | None:
    """Return the months that ``text`` says a file speaks for; None where it names no part of a year.

    ``models`` lists the names that are no months. ``year`` is that of the file where the text names none. ``ends`` is
    the month (1 to 12) with which the file's period ends: a text that only says "from the beginning of the year", or
    "three months", leaves that open. Raises :class:`Unclear`.
    """
    read, years = _read(_plain(text), models, ends)
    return None if read is None else _span(read.year or (years[0] if years else year), read)


def is_of_one_month(text: str, models: Path) -> bool:
    """Whether a text that names a month speaks for no more than that month."""
    try:
        span = span_of_title(text, models)
    except Unclear:
        return False
    return span is None or span.months == 1


def period_of_title(texts: Sequence[str], models: Path) -> str | None:
    """Return the period that the first text with a year names, or None when none does or it names none alone.

    Texts come in the order of trust: titles in the sheet before the file's name, which may lie. Of what ends with a
    month or a quarter by name it is that one («تا پایان شهریور»); a part of a year that is neither («شش‌ماههٔ نخست»)
    leaves the period open. A day or a week lies in its month.
    """
    for text in texts:
        years = _years_told(text)
        if years:
            return _period(text, models, years)
    return None


def year_of_title(texts: Sequence[str]) -> str | None:
    """Return the only year that the first text with a year names, whatever else it leaves open."""
    years = next((years for text in texts if (years := _years_told(text))), [])
    return str(years[0]) if len(years) == 1 else None


def _years_told(text: str) -> list[int]:
    if not re.search(r"[0-9۰-۹٠-٩]", text):
        return []
    plain = without_marks_of_documents(_before_comparison(_plain(text)))
    return years_in(_SLASHED_DAY.sub(" ", plain))


def _period(text: str, models: Path, years: Sequence[int]) -> str | None:
    try:
        read, _ = _read(_plain(text), models, None)
        if read is None:
            return str(years[0]) if len(years) == 1 else None
        span = _span(read.year or years[0], read)
    except Unclear as unclear:
        of = unclear.year or (years[0] if len(years) == 1 else None)
        return Period(of, month=unclear.month).key if unclear.month and of else None
    if read.ends_in:
        return str(Span(span.last - read.ends_in + 1, span.last))
    return span.exact.key if span.exact else None


def _read(plain: str, models: Path, ends: int | None) -> tuple[Part | None, list[int]]:
    """Return the months that plain words name, and the years beside them."""
    spoken_for = _before_comparison(plain)
    plain, compared = spoken_for, plain[len(spoken_for) :]
    plain = without_marks_of_documents(without_names(_LENGTHS.sub(" ", plain), models))
    if beyond := _MORE_THAN_A_YEAR.search(plain):
        raise Unclear(beyond.group())
    from_beginning = _CUMULATIVE.search(plain) is not None
    dated, plain = _between_dates(plain, from_beginning)
    plain = _ANY_DAY.sub(f" {DATE} ", _NEW_YEARS_DAY.sub(r"\1 ابتدای سال \2", plain))
    found, left = _named_parts(plain, from_beginning, dated.last if dated else ends)
    check_beginning(left)
    if dated is not None:
        read = _as_dated(dated, found)
    elif from_beginning:
        read = _from_the_beginning(found, ends)
    elif found:
        read = _joined(found)
    else:
        _check_comparison(plain, compared)
        return None, []
    check_explained(left, read)
    return read, years_in(left)


def _span(year: int | None, read: Part) -> Span:
    if year is None or year not in JALALI_YEARS:
        raise Unclear(str(read))
    last_year = read.last_year or year
    span = Span(MONTHS_OF_YEAR * year + read.first - 1, MONTHS_OF_YEAR * last_year + read.last - 1)
    if not 1 <= span.months <= MONTHS_OF_YEAR or read.last > MONTHS_OF_YEAR:
        raise Unclear(str(read))
    return span


def _plain(text: str) -> str:
    """Return ``text`` as words between single spaces: digits Latin, letters unified, «تا» between two months."""
    words = latin_digits(clean_text(text)).replace("\u200c", " ")
    # A download's copy has its number in brackets behind the name.
    words = re.sub(r"(?:\s*\([0-9]\))?\.(?:xlsx|xlsb|xls|ods|csv|parquet)\Z", "", words, flags=re.IGNORECASE)
    # Signs part words, and figures as well: «۱۴۰۲–۱۴۰۳» are two years. Marks above letters are none.
    words = re.sub(r"[–—−]", "-", words).replace("_", " ")
    words = re.sub(r"[^\w\s/.%\-\u064b-\u065f\u0670]+", " ", words)
    words = re.sub(r"(?<![0-9 ])\s*-\s*|\s*-\s*(?![0-9 ])", " - ", words)
    words = _SLASHED_DAY.sub(r"\1/\2/\3", words)
    words = re.sub(r"(?<![0-9])[./]|[./](?![0-9])", " ", words)
    words = re.sub(r"(?<=[0-9])(?=[^\W\d])(?!(?:st|nd|rd|th)\b)|(?<=[^\W\d])(?=[0-9])", " ", words)
    parts = (p if re.fullmatch(r"[0-9/.-]+", p) else search_key(p) for p in words.split())
    plain = " ".join(p for p in parts if p)
    # A word may have swallowed its neighbour: «ششماهه», «نهماهه», «نیمسال».
    plain = re.sub(rf"\b({either((*COUNTS, *COUNTS_BEYOND))})(ماهه|ماه|mahe)\b", r"\1 \2", plain)
    plain = re.sub(r"(?<=ه) (?:ی|ای)(?= )", "", plain.replace("نیمسال", "نیمه"))
    plain = plain.replace("نیم سال", "نیمه").replace("نیمه ی ", "نیمه ")
    plain = re.sub(r"\bq ([1-4])\b", r"q\1", plain)
    plain = re.sub(r"\bh ([12])\b", r"h\1", plain)
    plain = re.sub(rf"(\b{M}|\bq[1-4]) - (?=(?:{END} )?{M}\b|q[1-4])", r"\1 تا ", plain)
    plain = re.sub(rf"\A0?([1-9]|1[0-2]) - ({M})\Z", _numbered, plain)
    return re.sub(r"(?<![0-9]) - | - (?![0-9])", " ", plain)


def _numbered(match: re.Match[str]) -> str:
    """Return a sheet's month without its number, «07-مهر»; a number that is not the month's may be a day."""
    own = MONTHS[re.sub(r" ?ماه\Z", "", match[2])] == int(match[1])
    return match[2] if own else match.group()


def _before_comparison(plain: str) -> str:
    compared = _COMPARED.search(plain)
    return plain[: compared.start()] if compared else plain


def _check_comparison(plain: str, compared: str) -> None:
    """Raise :class:`Unclear` where a text names parts of a year only as what it compares: «مقایسهٔ شش‌ماههٔ …»."""
    rest = _COMPARED.sub(" ", compared).strip()
    if rest and not years_in(plain) and _named_parts(_ANY_DAY.sub(" ", rest), False, MONTHS_OF_YEAR)[0]:
        raise Unclear(compared)


def _between_dates(plain: str, from_beginning: bool) -> tuple[Part | None, str]:
    """Return the months between two dates or two months in figures, and the rest of the text with a bar.

    Raises :class:`Unclear` where a month is cut in two.
    """
    if match := _CODES.search(plain):
        if {match[2], match[4]} <= set("1234"):
            raise Unclear(match.group())  # «1403/1 تا 1403/3»: months, or quarters
        year, month, last_year, last = (int(g) for g in match.groups())
        found = Part(month, last, year, last_year)
    elif match := _DAYS.search(plain):
        year, month, day, last_year, last, last_day = (int(g) for g in match.groups())
        if day != 1:
            raise Unclear(match.group())
        found = Part(month, _ending(last_year, last, last_day), year, last_year)
    elif match := _ENDING_DAY.search(plain):
        last_year, last, last_day = (int(g) for g in match.groups()[2:])
        _ending(last_year, last, last_day)
        found = counted_back(
            count_of(match["n"]) if match["n"] else MONTHS_OF_YEAR if match["year"] else last, last, last_year
        )
    elif from_beginning and (match := _TO_DAY.search(plain)):
        last_year, last, last_day = (int(g) for g in match.groups())
        found = Part(1, _ending(last_year, last, last_day), last_year)
    else:
        return None, plain
    return found, f"{plain[: match.start()]} {BAR} {plain[match.end() :]}"


def _ending(year: int, month: int, day: int) -> int:
    if not is_last_day(month, day, year):
        raise Unclear(f"{month}/{day}")
    return month


def _named_parts(plain: str, from_beginning: bool, ends: int | None) -> tuple[list[Part], str]:
    """Return every part of a year that ``plain`` names, and the text with a bar in the place of each."""
    found: list[Part] = []
    for pattern, read in WAYS:

        def take(match: re.Match[str], read: Reader = read) -> str:
            found.append(read(match, from_beginning, ends))
            return f" {BAR} "

        plain = pattern.sub(take, plain)
    return found, " ".join(plain.split())


def _as_dated(dated: Part, found: Sequence[Part]) -> Part:
    """Return what dates tell; words beside them may only say the same: «سه‌ماهه از ۱۴۰۳/۰۱/۰۱ تا ۱۴۰۳/۰۳/۳۱»."""
    years = MONTHS_OF_YEAR * ((dated.last_year or 0) - (dated.year or 0)) if dated.last_year else 0
    length = years + dated.last - dated.first + 1
    if any(p.last != dated.last and p.last - p.first + 1 != length for p in found):
        raise Unclear(str(found))
    return dated


def _from_the_beginning(found: Sequence[Part], ends: int | None) -> Part:
    """Return the year to date: to the end of what the text names, else to the end of the file's period."""
    if found:
        read = _joined(found)
        if read.last_year not in (None, read.year):
            raise Unclear(str(read))
        return Part(1, read.last, read.year, ends_in=read.ends_in)
    if ends is None:
        raise Unclear("cumulative")
    return Part(1, ends)


def _joined(found: Sequence[Part]) -> Part:
    """Return what follows one another as one, «بهار و تابستان», and what is said twice as once."""
    ordered = sorted(set(found), key=lambda f: (f.first, -f.last))
    years = {y for f in ordered for y in (f.year,) if y}
    if len(ordered) == 1:
        return ordered[0]
    if len(years) > 1 or any(f.last_year for f in ordered):
        raise Unclear(str(ordered))
    last = max(f.last for f in ordered)
    ends_in = min((f.ends_in for f in ordered if f.last == last and f.ends_in), default=0)
    whole = next((f for f in ordered if all(f.first <= o.first and o.last <= f.last for o in ordered)), None)
    one_end = whole is not None and all(o.last == last for o in ordered)  # «نه ماهه (تا پایان آذر)»
    if not one_end and any(one.last + 1 != following.first for one, following in pairwise(ordered)):
        raise Unclear(str(ordered))
    return Part(ordered[0].first, last, next(iter(years), None), ends_in=ends_in)
