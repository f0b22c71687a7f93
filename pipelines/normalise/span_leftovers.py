"""What of a title its reading leaves over: every year, month and number must be explained, or nothing is read.

«مهر ۱۴۰۲ و ۱۴۰۳» names a month, and a year of which the month says nothing; to read the month alone would be to guess.
Where parts of a year were read, the text has a bar in their place.
"""

from __future__ import annotations

import re

from pipelines.foundation.period import MONTHS_OF_QUARTER, YEAR
from pipelines.normalise.calendar_words import MONTHS, WEEKDAYS
from pipelines.normalise.calendar_words import ORDINALS_EVERYWHERE as ORDINALS
from pipelines.normalise.calendar_words import SEASONS_EVERYWHERE as SEASONS
from pipelines.normalise.dates import normalise_year
from pipelines.normalise.span_words import DAY, TO, M, Part, Unclear, either

#: In the place of what was read, and of a date in figures.
BAR, DATE = "|", "@"

_JOINS = frozenset({"و", "تا", "الی", "لغایت", "and", "to"})
_TIMES = frozenset({BAR, "هفته", "روز", "دهه", "ماه", "ماهه", "سال", "فصل", "week", "day", "month", "year"})
#: A number behind one of these is a name: «جدول ۳», «نسخهٔ ۲».
_LABELS = frozenset(
    {
        "شماره",
        "جدول",
        "صفحه",
        "پیوست",
        "ردیف",
        "نسخه",
        "ویرایش",
        "نوبت",
        "تعرفه",
        "کد",
        "منطقه",
        "ماده",
        "بند",
        "تبصره",
        "no",
        "v",
        "ver",
        "version",
        "rev",
        "table",
        "page",
        "annex",
    }
)
_LABELLED = re.compile(rf"(?<!\bماه )\b({either(_LABELS)}) [0-9][0-9/.-]*(?![0-9])(?= |\Z)")
_NUMBER = re.compile(r"[0-9]+(?:[/.-][0-9]+)*")
_SPOKEN = either([o for o in ORDINALS if not o[0].isdigit()])
_AND = r"(?:و|تا|الی|and|to)"
#: «سه‌ماههٔ اول (…) و دوم»: an ordinal beside what was read belongs to it.
_ORDINAL = re.compile(rf"\| (?:{_AND} )?(?:{_SPOKEN})\b|\b(?:{_SPOKEN}) {_AND} \|")
#: Another year than the one in figures, and stretches that are counted from today.
_OTHER_YEAR = re.compile(
    r"\bسال (?:گذشته|قبل|پیش|بعد|اینده|اتی)\b|\| (?:گذشته|اخیر|قبل|پیش|اینده|اتی)\b|\b(?:last|previous|next) year\b"
)
#: «از ابتدای طرح تا …»: the beginning of something else than the year.
_SINCE = re.compile(
    r"\b(?:از|from|since) (?:زمان )?(?:the )?"
    r"(?:ابتدا|ابتدای|اول|اغاز|شروع|بدو|تاسیس|افتتاح|راه اندازی|پیروزی|beginning|start|launch|inception)\b"
    rf"(?!(?: of(?: the)?)? (?:\||سال\b|امسال\b|دوره\b|year\b|{YEAR}\b))"
)
#: «از شهریور ۱۴۰۳ تاکنون»: a beginning without an end.
_OPEN = re.compile(rf"\| (?:{YEAR} )?(?:تاکنون|تا کنون|تا امروز|تا الان|به بعد|onwards?)\b|\bsince \|")
_BETWEEN = re.compile(rf"\b(?:از|from|{TO}|منتهی به) (?:تاریخ |روز )?{DATE}")
_DOCUMENT = re.compile(
    rf"(?<!\bتا )(?<!\bبه )"
    rf"\b(?:تاریخ (?:\w+ )?(?:گزارش|تهیه|تنظیم|نامه|صدور|ارسال|چاپ|ثبت|دریافت|استخراج|روزرسانی|جلسه)"
    rf"|مورخه?|جلسه|نشست|نامه)"
    rf" (?:ی )?(?:مورخه? )?(?:روز )?(?:(?:{either(WEEKDAYS)}) )?(?:{DAY}) (?:{M})\b(?:(?: سال)? ?{YEAR})?"
)
_HALF_MONTHS = re.compile(r"\b(?:نیمه|هفته|دهه|اوایل|اواسط|اواخر)(?: \w+)? \|")


def without_marks_of_documents(plain: str) -> str:
    """Return a title without its document's day and numbers: «تاریخ گزارش: ۵ مهر ۱۴۰۳», «جدول شمارهٔ ۵-۲»."""
    return _LABELLED.sub(r"\1", _DOCUMENT.sub(" ", plain))


def years_in(plain: str) -> list[int]:
    """Return the years that a text names, in four digits or short behind the word «سال»: «سال ۴۰۳», «سال ۹۴»."""
    short = (normalise_year(y).value for y in re.findall(r"\bسال ([0-9]{2,3})\b(?! ?ماه)", plain))
    whole = re.findall(rf"(?<![0-9])({YEAR})(?![0-9])", plain)
    return sorted({int(y) for y in (*whole, *short) if y})


def check_beginning(left: str) -> None:
    """Raise :class:`Unclear` where a text counts from the beginning of something else than the year."""
    if found := _SINCE.search(left):
        raise Unclear(found.group())


def check_explained(left: str, read: Part) -> None:
    """Raise :class:`Unclear` for a year, month, season, ordinal or number that ``read`` does not explain."""
    years, named = set(years_in(left)), {y for y in (read.year, read.last_year) if y}
    if (len(years) > 1 and not named) or (named and years - named):
        raise Unclear(left)
    months = {MONTHS[re.sub(r" ?ماه\Z", "", m)] for m in re.findall(rf"\b{M}\b", left)}
    seasons = {MONTHS_OF_QUARTER * SEASONS[s] for s in re.findall(rf"\b(?:{either(SEASONS)})\b", left)}
    if (months | seasons) - {read.last}:  # «شش‌ماههٔ نخست (شهریور)» says its end once more
        raise Unclear(left)
    for pattern in (_ORDINAL, _OTHER_YEAR, _OPEN, _BETWEEN, _HALF_MONTHS):
        if found := pattern.search(left):
            raise Unclear(found.group())
    _check_numbers(left.split(), has_year=read.year is not None)


def _check_numbers(words: list[str], *, has_year: bool) -> None:
    """Raise :class:`Unclear` for a number beside a part of a year that is no count of things."""
    for place, word in enumerate(words):
        if not _NUMBER.fullmatch(word) or re.fullmatch(YEAR, word):
            continue
        before, after = words[:place][::-1], words[place + 1 :]
        joined = bool(before) and before[0] in _JOINS
        if before and before[0] == "سال":
            continue
        if has_year and len(word) >= len("1403") and not word.startswith("20"):  # no day, and no year in short
            continue
        counts = bool(after) and after[0] not in _JOINS and not _is_time(after[0]) and word[0] != "0"
        if counts and not joined:  # «۵۰ کشور نخست»
            continue
        if _touches(before) or _touches(after):
            raise Unclear(" ".join(words))


def _touches(words: list[str]) -> bool:
    """Whether the nearest of ``words`` that joins nothing is one of time."""
    return next((_is_time(w) for w in words if w not in _JOINS), False)


def _is_time(word: str) -> bool:
    return word in _TIMES or re.fullmatch(YEAR, word) is not None
