"""Persian text: one form to show, one form to match by.

Office files mix Arabic and Persian letters in one cell, drop or keep the zero-width non-joiner at will and
carry marks that nobody sees. :func:`clean_text` repairs what is shown and keeps its meaning;
:func:`search_key` makes two spellings of one thing equal. Matching is always of the whole value: «کرمان»
never matches «کرمانشاه».
"""

from __future__ import annotations

import re
import unicodedata

ZWNJ = "\u200c"

#: Decimal digits of the three scripts, to Latin.
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")

_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ﮎ": "ک", "ے": "ی", "ہ": "ه", "ە": "ه"})
#: Letters that offices write in more than one way; unified for matching only.
_ALIKE = str.maketrans(
    {"ة": "ه", "ۀ": "ه", "ۃ": "ه", "ؤ": "و", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ئ": "ی", "ء": ""}
)
# Marks without width: direction marks and embeddings, joiners, byte-order mark, soft hyphen, tatweel.
_INVISIBLE = re.compile("[\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\u061cـ]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"\s+")
_ZWNJ_RUN = re.compile(f"{ZWNJ}{{2,}}")
_ZWNJ_AT_SPACE = re.compile(f"{ZWNJ}* {ZWNJ}*")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_DIACRITICS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_NOT_KEY = re.compile(r"[^\w%٪$٫/]|_", re.UNICODE)


def ascii_digits(text: str) -> str:
    """Return ``text`` with Persian and Arabic digits written as Latin ones."""
    return text.translate(DIGITS)


def clean_text(raw: str) -> str:
    """Return ``raw`` as it should be shown: Persian letters, single spaces, nothing invisible but the ZWNJ.

    Diacritics, hamza and the writer's own digits stay. Idempotent.
    """
    text = _ESCAPE.sub(_unescaped, raw)
    text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    text = unicodedata.normalize("NFC", text).translate(_PERSIAN_LETTERS)
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    text = _ZWNJ_AT_SPACE.sub(" ", _SPACE.sub(" ", _ZWNJ_RUN.sub(ZWNJ, text)))
    return _SPACE.sub(" ", text).strip(f" {ZWNJ}")


def _unescaped(match: re.Match[str]) -> str:
    """Turn a spreadsheet's escape (``_x000D_``) into a space when it stands for a control character."""
    return " " if int(match.group(1), 16) < 0x20 else match.group()


def search_key(raw: str) -> str:
    """Return the form of ``raw`` by which headings, names and codes are matched.

    Letters, digits and case are unified; spaces, ZWNJ, diacritics and punctuation are left out. Idempotent;
    empty for a value that has neither letter nor digit nor ``% $ /``.
    """
    text = ascii_digits(clean_text(raw)).casefold()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = unicodedata.normalize("NFC", text).translate(_PERSIAN_LETTERS).translate(_ALIKE)
    return _NOT_KEY.sub("", _DIACRITICS.sub("", text)).replace("٪", "%").replace("٫", "").strip("/")
