"""How Persian is written: digits, separators, lists, and texts of another direction inside a sentence.

What people type in other ways is brought into one form by :mod:`pipelines.normalise`; only its digits come from here.
Numbers and lists of English sentences are written by the same functions, so that both languages say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

PERSIAN, ARABIC, LATIN = "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "0123456789"
#: What stands between the items of a list, and before the last of those that are read out.
COMMAS = {"fa": "، ", "en": ", "}
ANDS = {"fa": " و ", "en": " and "}
THOUSANDS, POINT, MINUS = "٬", "٫", "\u2212"
#: A text that runs from left to right, one that shows its direction itself, and the end of either.
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _FIRST_STRONG, _END = "\u2066", "\u2067", "\u2068", "\u2069"

_TO_PERSIAN = str.maketrans(LATIN, PERSIAN)
_TO_PERSIAN_FIGURES = str.maketrans(LATIN + ",.", PERSIAN + THOUSANDS + POINT)
_TO_PERSIAN_NUMBER = str.maketrans(LATIN + ",.-", PERSIAN + THOUSANDS + POINT + MINUS)
_TO_ARABIC = str.maketrans(LATIN, ARABIC)
_TO_LATIN = str.maketrans(PERSIAN + ARABIC, LATIN * 2)
_TO_ARABIC_LETTERS = str.maketrans("یک", "يك")
#: The alphabet in the order of dictionaries; letters that differ only by a sign stand together.
ALPHABET = "ء آ اأإٱ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق کك گ ل م ن وؤ هةۀ یيىئ"
_PLACES = {letter: (1, place) for place, group in enumerate(ALPHABET.split(), 1) for letter in group}
#: Signs that a dictionary does not see: vowels, the half-space, marks of direction.
_UNSEEN = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_PIECES = re.compile("\\s+|[^\\s\u2066-\u2069]+|[\u2066-\u2069]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


# --- digits and letters --------------------------------------------------------------------------------


def persian_digits(text: str) -> str:
    """Return ``text`` with its Latin digits written as Persian ones; separators stay."""
    return text.translate(_TO_PERSIAN)


def arabic_digits(text: str) -> str:
    """Return ``text`` with its Latin digits written as Arabic ones."""
    return text.translate(_TO_ARABIC)


def latin_digits(text: str) -> str:
    """Return ``text`` with Persian and Arabic digits written as Latin ones."""
    return text if text.isascii() else text.translate(_TO_LATIN)


def latin_digits_sql(text: str) -> str:
    """Return the SQL that writes the Persian and Arabic digits of the expression ``text`` as Latin ones."""
    return f"translate({text}, '{PERSIAN}{ARABIC}', '{LATIN * 2}')"


def arabic_letters(text: str) -> str:
    """Return ``text`` with the Arabic yeh and kaf that many keyboards give."""
    return text.translate(_TO_ARABIC_LETTERS)


def letter_order(text: str) -> list[tuple[int, int]]:
    """Return the key by which names stand as in a Persian dictionary: کرمان before گنبکی, پسته after بردسیر.

    The code points of the letters that Persian has added to the Arabic ones (پ، چ، ژ، ک، گ، ی) come after all others.
    Digits and Latin letters come before Persian ones, whatever their case.
    """
    return [_PLACES.get(letter, (0, ord(letter))) for letter in _UNSEEN.sub("", text).casefold()]


# --- numbers -------------------------------------------------------------------------------------------


def persian_figures(text: str) -> str:
    """Return digits and separators («52,678.5») written as Persian ones; a sign or dash stays."""
    return text.translate(_TO_PERSIAN_FIGURES)


def persian_number(text: str) -> str:
    """Return a written number («-52,678.5») with Persian digits, separators and minus: «−۵۲٬۶۷۸٫۵»."""
    return text.translate(_TO_PERSIAN_NUMBER)


def plain(value: Decimal, decimals: int) -> str:
    """Return ``value`` with grouped thousands and at most ``decimals`` decimals."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal, unit: str, decimals: int, language: str) -> str:
    """Return ``value`` for a sentence, in an isolate that keeps sign and digits in order; a share is in percent."""
    share = unit == "share"
    text = plain(value * 100 if share else value, decimals)
    if language == "fa":
        shown = left_to_right(persian_number(text))
        return f"{shown} درصد" if share else shown
    shown = left_to_right(text.replace("-", MINUS))
    return f"{shown}%" if share else shown


def day_name(day: str, language: str) -> str:
    """Return a (partial) Jalali date as a reader writes it: ``1403-01-05`` → ۱۴۰۳/۰۱/۰۵."""
    text = day.replace("-", "/")
    return left_to_right(persian_number(text) if language == "fa" else text)


# --- lists ---------------------------------------------------------------------------------------------


def listed(items: Iterable[str], language: str = "fa") -> str:
    """Return items one after the other: «الف، ب، پ»."""
    return COMMAS[language].join(items)


def read_out(items: Iterable[str], language: str = "fa") -> str:
    """Return items as they are read out, the last after «و»: «الف، ب و پ»."""
    *before, last = items
    return (listed(before, language) + ANDS[language] if before else "") + last


# --- direction -----------------------------------------------------------------------------------------


def left_to_right(text: str) -> str:
    """Return a number, path or code that keeps its order inside Persian text."""
    return f"{_LEFT_TO_RIGHT}{text}{_END}"


def right_to_left(text: str) -> str:
    """Return a Persian text that keeps its order inside a picture that knows no direction."""
    return f"{_RIGHT_TO_LEFT}{text}{_END}"


def with_sign_of_percent(number: str, language: str) -> str:
    """Return a number in its isolate (:func:`left_to_right`) with the sign of per cent inside it; a word as it is."""
    if not number.startswith(_LEFT_TO_RIGHT):
        return number
    return number.removesuffix(_END) + ("٪" if language == "fa" else "%") + _END


def words_and_marks(text: str) -> list[str]:
    """Return a text in pieces: its words, the space between them, and its marks of direction."""
    return _PIECES.findall(text)


def isolated(text: str) -> str:
    """Return a text of unknown direction, as a file's name, shut off from the sentence around it."""
    return f"{_FIRST_STRONG}{text}{_END}"


def without_direction_marks(text: str) -> str:
    """Return ``text`` without its marks of direction."""
    return _DIRECTION_MARKS.sub("", text)
