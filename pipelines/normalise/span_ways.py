"""The ways in which titles name parts of a year: a pattern of words, and the reader of what it finds.

They are tried in this order, and each takes its words out of the text. What the parts of one title say together, and
whether they explain all that stands in it, belongs to :mod:`pipelines.normalise.span_titles`.
"""

from __future__ import annotations

import re

from pipelines.foundation.period import YEAR
from pipelines.normalise import span_readers
from pipelines.normalise.calendar_words import DAYS_SPOKEN, LAST, MONTHS
from pipelines.normalise.calendar_words import ORDINALS_EVERYWHERE as ORDINALS
from pipelines.normalise.span_readers import Reader
from pipelines.normalise.span_words import (
    CODE,
    DAY,
    END,
    MONTHS_WORD,
    ORD,
    ORD_OR_LAST,
    SEASON,
    TO,
    M,
    N,
    Part,
    either,
)

_OF_YEAR = rf"(?:(?: of| in)?(?: سال)? ?({YEAR}))?"
_AND = r"(?:(?:و|and) )?"
_SPOKEN_ORD = either([o for o in ORDINALS if not o[0].isdigit()])
#: «اول، دوم و سوم»: commas are spaces by now, so figures are joined by a word alone.
_ORDS = rf"{ORD}(?: (?:و|and) {ORD}| (?:{_SPOKEN_ORD}))*"

_FROM = r"(?:\b(?:از|from)(?: (?:ابتدای|اغاز))? )?"
_ON = r"(?:(?:روز|تاریخ) )?"
_YEAR_OF = rf"(?:(?: of| in)?(?: سال)? ?(?P<y>{YEAR}))?"
_UP_TO = rf"(?:(?:{TO} )?{END}|منتهی به(?: {END})?)"
_WEEK = r"(?:هفته|دهه|week)"
_WHICH = rf"{either(DAYS_SPOKEN)}|{ORD_OR_LAST}|[0-9]{{1,2}}"
WAYS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(
            rf"\b(?:(?:{_WEEK})(?: (?:{_WHICH}))?|(?:{N}|[0-9]{{2}}) روزه?(?: (?:{_WHICH}))?|نیمه|اوایل|اواسط|اواخر)"
            rf"(?: از| ماه| of| in)? (?P<m>{M})\b{_YEAR_OF}"
        ),
        span_readers.part_of_month,
    ),
    (
        re.compile(
            rf"\bنیمه (?:{ORD_OR_LAST})(?: از| ماه)? (?P<m>{M})\b(?!(?: ?ماه)?(?:(?: سال)? ?{YEAR})? {TO} ){_YEAR_OF}"
        ),
        span_readers.part_of_month,
    ),
    (
        re.compile(
            rf"\b(?:{_WEEK} (?:{_WHICH})|(?:هفته|دهه|ماه|فصل|روز|نیم) منتهی به|(?:دو|سه|چهار|[2-4]) فصل"
            rf"|(?!(?:یک|one|0?1)\b){N} (?:ساله?|years)(?: مالی)? (?:منتهی به|ending))\b"
        ),
        span_readers.unclear,
    ),
    (
        re.compile(
            rf"\b(?:(?P<n>{N}) {MONTHS_WORD} (?:منتهی به|ending in|ending|to)"
            r"|(?:(?<!ابتدای )(?<!اول )(?<!اغاز )سال(?: مالی)?|(?:financial |fiscal )?year)"
            r" (?:منتهی به|ending in|ending|ended))"
            rf"(?: {END})? {_ON}(?:(?P<d>{DAY}) )?(?P<m>{M})\b{_YEAR_OF}"
        ),
        span_readers.ending_in,
    ),
    (
        re.compile(
            rf"(?:\bنیمه (?P<half>{ORD}) )?{_FROM}{_ON}(?:(?P<d>{DAY}) )?\b(?P<m>{M})\b{_YEAR_OF}"
            rf" {TO} (?:{END} )?{_ON}(?:(?P<d2>{DAY}) )?(?P<m2>{M})\b{_YEAR_OF.replace('<y>', '<y2>')}"
        ),
        span_readers.from_month_to_month,
    ),
    (
        re.compile(rf"(?:\b(?:از|from) )?{_ON}(?P<d>{DAY}) {TO} {_ON}(?P<d2>{DAY}) (?P<m>{M})\b{_YEAR_OF}"),
        span_readers.from_day_to_day,
    ),
    (re.compile(rf"\b{_UP_TO} {_ON}(?:(?P<d>{DAY}) )?(?P<m>{M})\b{_YEAR_OF}"), span_readers.to_the_end_of),
    (re.compile(rf"\b{TO} {_ON}(?P<d>{DAY}) (?P<m>{M})\b{_YEAR_OF}"), span_readers.to_the_end_of),
    (
        re.compile(rf"\b((?:{SEASON})\b(?: (?:{_AND}|{TO} (?:{END} )?)(?:فصل )?(?:{SEASON})\b)+)"),
        span_readers.listed_seasons,
    ),
    (
        re.compile(
            rf"\b{TO} {END} (?:(?:فصل )?(?P<season>{SEASON})|نیمه (?P<half>{ORD})"
            rf"|(?:فصل|(?:سه|3) ماهه?) (?P<quarter>{ORD})|(?:سال|the year|year))\b"
        ),
        span_readers.to_the_end_of_a_part,
    ),
    (re.compile(rf"\b{TO} ({M})\b{_OF_YEAR}"), span_readers.to_a_month),
    (
        re.compile(
            rf"\bنیمه (?:ی )?(?P<fa>{ORD_OR_LAST})\b"
            rf"|\b(?P<en>{ORD_OR_LAST}) half\b|\bh(?P<code>[12])\b"
        ),
        span_readers.half,
    ),
    (
        re.compile(
            rf"\b(?:(?P<n>{N}) ماهه?|(?P<season_word>فصل|کوارتر|quarter))(?: های)?(?: ی)?"
            rf" (?P<ord>{_ORDS}|{either(LAST)})\b(?: (?:تا|الی) (?P<to>{ORD})\b)?"
        ),
        span_readers.quarter,
    ),
    (
        re.compile(
            rf"\b(?P<ord>{_ORDS}|{either(LAST)})(?: to (?P<to>{ORD}))? (?:quarters?|(?P<n>{N}) {MONTHS_WORD})\b"
        ),
        span_readers.quarter_english,
    ),
    (
        re.compile(rf"(?:\b({YEAR}) ?)?\bq([1-4])(?: ?(?:{TO}|-) ?q?([1-4]))?\b(?: (?:of )?({YEAR}))?"),
        span_readers.quarter_codes,
    ),
    (
        re.compile(r"\bماه(?: شماره)? (1[0-2]|0?[1-9])\b(?! ?ماه)"),
        lambda m, _b, _e: Part(int(m[1]), int(m[1])),
    ),
    (re.compile(rf"(?<![0-9/.])\b({N}) ?-? ?{MONTHS_WORD}\b(?! به)"), span_readers.months_without_ordinal),
    (re.compile(rf"\b(?<!ماه )ماه(?: های)? (?:{either(DAYS_SPOKEN)})\b"), span_readers.unclear),
    (re.compile(rf"(?P<d>{DAY}) (?P<m>{M})\b{_YEAR_OF}"), span_readers.part_of_month),
    (re.compile(rf"\b(?P<m>{M}) (?:3[01]|[12][0-9]|0?[1-9]) (?P<y>{YEAR})\b"), span_readers.part_of_month),
    (re.compile(rf"\b((?:{M} )(?:و ?)?{M}(?: (?:و ?)?{M})*)\b"), span_readers.listed_months),
    (
        re.compile(rf"\b(?:فصل )?({SEASON})(?: سال)? ({YEAR})\b"),
        lambda m, _b, _e: span_readers.season(m[1], m[2]),
    ),
    (re.compile(rf"\bفصل ({SEASON})\b"), lambda m, _b, _e: span_readers.season(m[1], None)),
    (
        re.compile(rf"\A(?:({YEAR}) )?({SEASON})(?: ({YEAR}))?\Z"),
        lambda m, _b, _e: span_readers.season(m[2], m[1] or m[3]),
    ),
    (re.compile(rf"\b({M})(?: سال)? ({YEAR})\b"), span_readers.named_month),
    (re.compile(rf"\b((?:{either(MONTHS)}) ?ماه)\b()"), span_readers.named_month),
    (re.compile(rf"\A({either(MONTHS)})()\Z"), span_readers.named_month),
    (re.compile(rf"\bسال(?: \w+)? ({YEAR})[-/]([0-9]{{2}})(?![0-9/.-])"), span_readers.code_of_years),
    (re.compile(rf"{CODE}(?![0-9/.-])"), span_readers.month_code),
)
