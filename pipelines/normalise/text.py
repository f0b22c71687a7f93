"""Persian text: one form to show, one form to match by.

Office files mix Arabic and Persian letters in one cell, drop, keep or damage the zero-width non-joiner at will
and carry marks that nobody sees. :func:`clean_text` repairs what is shown and keeps its meaning;
:func:`search_key` makes two spellings of one thing equal. Matching is always of the whole value: «کرمان»
never matches «کرمانشاه». The writer's own text is kept in the landed rows, not here.

Both are called for every distinct value of a delivery, and most values need nothing: one look at the whole
text tells, and then the answer is the text itself, or one translation of it.
"""

from __future__ import annotations

import re
import string
import unicodedata

from pipelines.foundation.persian import ARABIC, PERSIAN, latin_digits

ZWNJ = "\u200c"

_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ﮎ": "ک", "ے": "ی", "ہ": "ه", "ە": "ه"})
#: Letters that offices write in more than one way; unified for matching only.
_ALIKE = str.maketrans(
    {"ة": "ه", "ۀ": "ه", "ۃ": "ه", "ؤ": "و", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ئ": "ی", "ء": ""}
)

# Marks without width: direction marks and embeddings, joiners, byte-order mark, soft hyphen, tatweel.
_INVISIBLE = [
    0x00AD,
    0x0640,
    0x061C,
    0x200D,
    0x200E,
    0x200F,
    0xFEFF,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x2070),
]
# The non-joiner after a passage through a wrong code page (0x9D is its place in windows-1256) or a web page.
_DAMAGED_ZWNJ = [0x009D, 0x200B]
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_MARKS: dict[int, str] = {
    **dict.fromkeys(_CONTROLS, " "),
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(_DAMAGED_ZWNJ, ZWNJ),
}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LETTER = "آ-غف-یپچژکگی"
# Word processors write «¬» where the non-joiner was.
_NOT_SIGN = re.compile(f"(?<=[{_LETTER}])¬(?=[{_LETTER}])")
_AT_SPACE = re.compile(f"[ {ZWNJ}]* [ {ZWNJ}]*")
_ZWNJ_RUN = re.compile(f"{ZWNJ}{{2,}}")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_DIACRITICS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_NOT_KEY = re.compile(r"[^\w%٪$٫/]|_", re.UNICODE)

# Right-to-left text that was stored in the order in which it is seen: «(بلوروس ( روسیه سفید» and «بلوروس )روسیه(».
_OPENED_TWICE = re.compile(r"\(\s*([^()]+?)\s*\(\s*([^()]+?)\s*\Z")
_TURNED = re.compile(r"([^()]*?)\s*\)\s*([^()]+?)\s*\(\Z")

#: Characters that stand in clean text as they are. What has any other goes the long way.
CLEAN_LETTERS = (
    "".join(c for c in string.printable[:94] if c != "_")
    + "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآأإؤئءةۀ"
    + PERSIAN
    + ARABIC
    + "،؛؟٪٬٫«»–—−…×°"
)
_CLEAN = re.compile(f"[{re.escape(CLEAN_LETTERS)}]+(?:[ {ZWNJ}][{re.escape(CLEAN_LETTERS)}]+)*")


def clean_text(raw: str) -> str:
    """Return ``raw`` as it should be shown: Persian letters, single spaces, nothing invisible but the ZWNJ.

    Diacritics, hamza and the writer's own digits stay. Idempotent.
    """
    if not _CLEAN.fullmatch(raw):
        raw = _repaired(raw)
    return _brackets(raw) if "(" in raw else raw


def _repaired(raw: str) -> str:
    """Repair what is there, mark by mark; the order keeps one step from making work for an earlier one."""
    text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m.group()), raw)
    text = text.translate(_MARKS)
    while "_x" in text and (plain := _ESCAPE.sub(_unescaped, text)) != text:
        text = plain
    text = unicodedata.normalize("NFC", text).translate(_PERSIAN_LETTERS)
    if "¬" in text:
        text = _NOT_SIGN.sub(ZWNJ, text)
    text = " ".join(text.split())
    if ZWNJ in text:
        text = _ZWNJ_RUN.sub(ZWNJ, _AT_SPACE.sub(" ", text)).strip(f" {ZWNJ}")
    return text


def _unescaped(match: re.Match[str]) -> str:
    """Turn a spreadsheet's escape (``_x000D_``) into what the invisible character that it stands for becomes."""
    code = int(match.group(1), 16)
    return ZWNJ if code == ord(ZWNJ) else _MARKS.get(code, match.group())


def _brackets(text: str) -> str:
    """Put brackets right that were stored in visual order; brackets that pair are left alone."""
    turned = _OPENED_TWICE.match(text) or _TURNED.match(text)
    if turned is None:
        return text
    outside, inside = (part.strip(f" {ZWNJ}") for part in turned.groups())
    return f"{outside} ({inside})".strip()


def search_key(raw: str) -> str:
    """Return the form of ``raw`` by which headings, names and codes are matched.

    Letters, digits and case are unified; spaces, ZWNJ, diacritics and punctuation are left out. Idempotent;
    empty for a value that has neither letter nor digit nor ``% $ /``.
    """
    text = raw
    if not _CLEAN.fullmatch(raw):
        text = _repaired(raw)
        if not _CLEAN.fullmatch(text):
            return _key(text).strip("/")
    return text.translate(_KEY_TABLE).strip("/")


def _key(text: str) -> str:
    text = unicodedata.normalize("NFKD", latin_digits(text)).casefold()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = unicodedata.normalize("NFC", text).translate(_PERSIAN_LETTERS).translate(_ALIKE)
    return _NOT_KEY.sub("", _DIACRITICS.sub("", text)).replace("٪", "%").replace("٫", "")


#: The search key of each character of clean text: they do not influence each other.
KEY_LETTERS = {c: _key(c) for c in (*CLEAN_LETTERS, " ", ZWNJ)}
_KEY_TABLE = str.maketrans(KEY_LETTERS)
