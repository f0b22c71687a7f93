"""Words that offices use for months, quarters and days, as search keys."""

from __future__ import annotations

from pipelines.normalise.number_words import WORDS

#: Persian months, also in Latin letters.
MONTHS = {
    "فروردین": 1,
    "اردیبهشت": 2,
    "خرداد": 3,
    "تیر": 4,
    "مرداد": 5,
    "امرداد": 5,
    "شهریور": 6,
    "مهر": 7,
    "ابان": 8,
    "اذر": 9,
    "دی": 10,
    "بهمن": 11,
    "اسفند": 12,
    "farvardin": 1,
    "ordibehesht": 2,
    "khordad": 3,
    "tir": 4,
    "mordad": 5,
    "amordad": 5,
    "shahrivar": 6,
    "mehr": 7,
    "aban": 8,
    "azar": 9,
    "dey": 10,
    "bahman": 11,
    "esfand": 12,
}
GREGORIAN_MONTHS = {
    "january": 1,
    "jan": 1,
    "february": 2,
    "feb": 2,
    "march": 3,
    "mar": 3,
    "april": 4,
    "apr": 4,
    "may": 5,
    "june": 6,
    "jun": 6,
    "july": 7,
    "jul": 7,
    "august": 8,
    "aug": 8,
    "september": 9,
    "sep": 9,
    "sept": 9,
    "october": 10,
    "oct": 10,
    "november": 11,
    "nov": 11,
    "december": 12,
    "dec": 12,
    "ژانویه": 1,
    "فوریه": 2,
    "مارس": 3,
    "اوریل": 4,
    "مه": 5,
    "ژوین": 6,
    "ژوییه": 7,
    "جولای": 7,
    "اوت": 8,
    "اگوست": 8,
    "سپتامبر": 9,
    "اکتبر": 10,
    "نوامبر": 11,
    "دسامبر": 12,
}
SEASONS = {"بهار": 1, "تابستان": 2, "پاییز": 3, "زمستان": 4}
#: Which quarter: «سه‌ماههٔ دوم», «فصل 2».
ORDINALS = {"اول": 1, "نخست": 1, "یکم": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_UNITS = ["", "یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم"]
_TEENS = ["دهم", "یازدهم", "دوازدهم", "سیزدهم", "چهاردهم", "پانزدهم", "شانزدهم", "هفدهم", "هجدهم", "نوزدهم"]
#: Days of a month in words, as they stand in a title.
DAYS_SPOKEN = {
    "اول": 1,
    "نخست": 1,
    "هیجدهم": 18,
    "بیستم": 20,
    "سیم": 30,
    "سی ام": 30,
    "سی و یکم": 31,
    **{word: day for day, word in enumerate(_UNITS) if day},
    **{word: day for day, word in enumerate(_TEENS, 10)},
    **{f"بیست و {word}": 20 + day for day, word in enumerate(_UNITS) if day},
}
#: Days of a month in words: «بیست و پنجم» is 25. As search keys they have no spaces.
DAYS = {word.replace(" ", ""): day for word, day in DAYS_SPOKEN.items()}
WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سهشنبه", "چهارشنبه", "پنجشنبه", "جمعه")

#: How many months: «نه‌ماهه», "nine-month".
COUNTS = {
    **{word: count for word, count in WORDS.items() if 1 <= count <= 12},
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "se": 3,
    "shesh": 6,
    "noh": 9,
    "davazdah": 12,
}
#: More months than a year has: «پانزده‌ماهه», «بیست و چهار ماهه», "eighteen months".
COUNTS_BEYOND = (
    *(word for word, count in WORDS.items() if 12 < count <= 60),
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
)
ORDINALS_EVERYWHERE = {
    **ORDINALS,
    "ابتدای": 1,
    "ابتدایی": 1,
    "اغازین": 1,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
#: «شش‌ماههٔ پایانی سال»: counted from the end of the year.
LAST = ("اخر", "پایانی", "انتهایی", "last", "final")
SEASONS_EVERYWHERE = {**SEASONS, "spring": 1, "summer": 2, "autumn": 3, "winter": 4}
