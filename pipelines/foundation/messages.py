"""Every sentence that the system says about a file, from one table in both languages.

A message is an identifier with values; its wording stands in ``models/messages.yaml`` and nowhere else. A
sentence says what is wrong, where, and what to do.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import category

from pipelines.foundation.period import KEY, MONTH, YEAR
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import COMMAS, listed, persian_digits, persian_number, read_out
from pipelines.foundation.workspace import PROJECT_ROOT

Language = Literal["fa", "en"]

#: What stands for a value that a sentence needs and nobody gave.
ABSENT = "—"

_ENGLISH_QUOTES = str.maketrans("«»", "“”")
_COUNTS = frozenset({"row", "first_row", "count", "limit", "found"})
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")


#: Names and what stands in a cell are shown as they were written; so is everything said of a single cell.
_AS_WRITTEN = frozenset({"file", "sheet", "letter", "message", "rows", "others"})
_NUMBER = re.compile(r"[÷×]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_PERIOD = re.compile(rf"({KEY}|{YEAR}-{MONTH}/{YEAR}-{MONTH})( \([0-9]+\))?")
#: How a sentence names its one row; that of several rows says instead how many they are (``rows``).
_ROW: Mapping[Language, str] = {"fa": "سطر {row}", "en": "row {row}"}
#: How a sentence quotes the value of a cell; behind it a group tells its other values.
_VALUE: Mapping[Language, str] = {"fa": "«{value}»", "en": "“{value}”"}


def shown_name(name: str) -> str:
    r"""Return a name of a file or folder as it can be shown and kept: what no text may hold is escaped.

    Bytes that are no UTF-8 (which Python holds as lone surrogates), line breaks, control characters and marks that
    turn the direction of writing become ``\xff``, ``\n``, ``\u202e``. The half-space and the joiner of signs stay.
    """
    return "".join(_shown_character(c) for c in name)


def _shown_character(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    if character in "\u200c\u200d" or category(character) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"):
        return character
    return character.encode("unicode_escape").decode("ascii")


def in_persian(text: str) -> str:
    """Return a number, a period or a list of periods as Persian writes them: ۵۲۶٬۷۸۰, «پاییز ۱۴۰۳», «مهر ۱۴۰۲».

    Anything else, a delivery's id for one, stays as it is.
    """
    parts = [_PERIOD.fullmatch(part) for part in text.split(COMMAS["fa"])]
    if all(parts):
        return listed(_period(part) for part in parts if part)
    if _NUMBER.fullmatch(text):
        return persian_number(text)
    return text


def in_english(text: str) -> str:
    """Return a span in words, and a list of values with the marks of English: “a”, “b”.

    The key of a period reads well in English as it is.
    """
    if COMMAS["fa"] in text:
        return text.translate(_ENGLISH_QUOTES).replace(COMMAS["fa"], COMMAS["en"])
    return period_name(text, "en") if "/" in text else text


def _period(match: re.Match[str]) -> str:
    period, rows = match.groups()
    return persian_digits(f"{period_name(period, 'fa')}{rows or ''}")


_spoken_from = PROJECT_ROOT / "models"


def speak_from(models: Path) -> None:
    """Take every sentence of this process from ``models``: said once, at its start, by whoever starts it.

    Sentences are told by errors, too, which know no folder; a process that says nothing speaks as the project does.
    """
    global _spoken_from
    _spoken_from = models


@cache
def message_table(path: Path) -> dict[str, dict[str, str]]:
    """Return the table of sentences at ``path``: {identifier: {"fa": …, "en": …}}."""
    import yaml

    # The loader in C where it is there: the one in Python takes a third of a second for the table.
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ABSENT


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence to a person: an identifier of the table, how grave it is, and its values.

    A value ``name_en`` takes the place of ``name`` in English. ``severity`` is one of refuse, hold, quarantine,
    normalise, warn.
    With ``rows`` (:func:`in_rows`) the sentence is about all of them.
    """

    id: str
    severity: str
    params: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return the sentence in ``language``; values that are not known show as «—».

        An identifier that the table lacks gives a sentence that names it rather than an error: a missing
        wording must never stop a build.
        """
        table = message_table(_spoken_from / "messages.yaml")
        wording = self._wording(table, language)
        values = _Values({"message": self.id, "others": "", **self.params})
        for name in list(values):
            if language == "en" and f"{name}_en" in self.params:
                values[name] = self.params[f"{name}_en"]
            elif language == "fa" and name in _COUNTS and str(values[name]).isdigit():
                values[name] = persian_digits(str(values[name]))
            elif name in _AS_WRITTEN or self._quotes(name, wording):
                continue
            elif language == "fa":
                values[name] = in_persian(str(values[name]))
            else:
                values[name] = in_english(str(values[name]))
        return string.Formatter().vformat(_OPTIONAL.sub(lambda m: _kept(m[1], values), wording), (), values)

    def _wording(self, table: Mapping[str, Mapping[str, str]], language: Language) -> str:
        """Return the wording; that of several rows is one of its own, or says “rows” for the one row."""
        wording = (table.get(self.id) or table["unknown_message"])[language]
        if "rows" not in self.params:
            return wording
        if grouped := table.get(f"{self.id}_group"):
            return grouped[language]
        quoted = _VALUE[language]
        return wording.replace(_ROW[language], "{rows}").replace(quoted, quoted + "{others}", 1)

    def _quotes(self, name: str, wording: str) -> bool:
        """Tell whether a value is quoted as it stands in a cell or a name: its digits are part of the quotation."""
        of_a_cell = self.severity == "refuse" or "{row}" in wording or "{rows}" in wording
        return (
            self.severity != "hold"
            and of_a_cell
            and any(quoted.replace("value", name) in wording for quoted in _VALUE.values())
        )


def in_rows(first: Sequence[int], count: int, language: Language) -> str:
    """Return the place of several rows in a sentence: “rows 5, 9 and 12”, or “143 rows (the first are 5, 9 and 12)”."""
    rows = read_out([f"{row}" for row in first], language)
    if language == "fa":
        return persian_number(f"سطرهای {rows}" if count == len(first) else f"در {count:,} سطر (نخستین‌ها: {rows})")
    return f"rows {rows}" if count == len(first) else f"{count:,} rows (the first are {rows})"


def other_values(others: Sequence[str], count: int, language: Language) -> str:
    """Return the other values of ``count`` in all, some of them by name, as a part of a sentence in brackets."""
    more = count - 1
    if language == "fa":
        return f" (و {persian_number(f'{more:,}')} مقدار دیگر، مانند {' و '.join(f'«{text}»' for text in others)})"
    word = "value" if more == 1 else "values"
    return f" (and {more:,} other {word}, such as {' and '.join(f'“{text}”' for text in others)})"


def _kept(part: str, values: Mapping[str, str]) -> str:
    """Return an optional part of a sentence, or nothing when one of its values is not known."""
    names = [name for _, name, _, _ in string.Formatter().parse(part) if name]
    return part if all(values.get(name, ABSENT) not in ("", ABSENT) for name in names) else ""
