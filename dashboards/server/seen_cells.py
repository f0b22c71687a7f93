"""What a reader sees in a cell, as a cell of a spreadsheet: a true number that shows the very same words.

«۱۰۴٬۷۷۲ نفر» becomes the number 104772 in a format that writes « نفر» after it; a year, a range and a sentence stay
text, and so do the signs of what is hidden, missing or not applicable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboards.server.workbook import plain

_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫−", "0123456789,.-")
_NUMBER = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?")
#: Longer words around a number are a sentence.
_LONGEST_WORDS = 30
#: More than this was never shown on one page.
MOST_ROWS, MOST_COLUMNS = 5000, 60


@dataclass(frozen=True, slots=True)
class Seen:
    """A number with the words before and after it, as they stand in the cell."""

    value: Decimal
    decimals: int
    before: str = ""
    after: str = ""
    word: str = ""
    signed: bool = False


def seen_cell(text: str) -> str | Seen:
    """Return the number that a cell shows, or its text where it shows none, several or a year."""
    text = re.sub(r"\s+", " ", plain(text)).strip()
    if text in ("صفر", "zero"):
        return Seen(Decimal(0), 0, word=text)
    latin = text.translate(_LATIN)
    found = list(_NUMBER.finditer(latin))
    if len(found) != 1 or '"' in text:
        return text
    written = found[0].group()
    before, after = text[: found[0].start()], text[found[0].end() :]
    digits = written.lstrip("+-")
    # A thousand is written with its separator; four digits without one are a year.
    if re.fullmatch(r"\d{4,}", digits) or len(before) > _LONGEST_WORDS or len(after) > _LONGEST_WORDS:
        return text
    # Digits that belong to a name: «HS57», «1404Q2», «۱۴۰۴/۰۹».
    if (before and not before[-1].isspace()) or (after and not re.match(r"[\s%٪]", after)):
        return text
    if re.search(r"[A-Za-zآ-ی]", before) and not after.strip():
        return text
    decimals = len(digits.partition(".")[2])
    return Seen(Decimal(written.replace(",", "")), decimals, before, after, signed=written.startswith("+"))


def seen_rows(asked: Any) -> tuple[list[str], list[list[str | Seen]]]:
    """Return the headings and rows of a table that a page sent; what is no table is refused with a ValueError.

    The first column heads its row and stays text.
    """
    if not isinstance(asked, dict):
        raise ValueError("no table")
    headings, rows = asked.get("headings"), asked.get("rows")
    if not isinstance(headings, list) or not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
        raise ValueError("no table")
    if len(headings) > MOST_COLUMNS or not all(_is_line(row, len(headings)) for row in [headings, *rows]):
        raise ValueError("no table")
    made = [[plain(row[0]), *(seen_cell(cell) for cell in row[1:])] for row in rows]
    return [plain(heading) for heading in headings], made


def _is_line(row: Any, width: int) -> bool:
    return isinstance(row, list) and len(row) == width and all(isinstance(cell, str) for cell in row)


def number_format(seen: Seen, digits: str) -> str:
    """Return the format that shows a number as it was seen; ``digits`` asks for those of a language."""
    if seen.word:
        return f'0;-0;"{seen.word}"'
    figure = "#,##0" + ("." + "0" * seen.decimals if seen.decimals else "")
    # In a format a per-cent sign would multiply by a hundred; in quotation marks it is a word.
    around = [f'"{words}"' if words else "" for words in (seen.before, seen.after)]
    positive, negative = (
        f"{digits}{around[0]}{sign}{figure}{around[1]}" for sign in ('"+"' if seen.signed else "", "-")
    )
    return f"{positive};{negative}"


def widths(headings: Sequence[str], rows: Sequence[Sequence[str | Seen]]) -> list[float]:
    """Return how wide the columns have to be."""
    found = []
    for column, heading in enumerate(headings):
        cells = [row[column] for row in rows]
        lengths = [len(cell) if isinstance(cell, str) else 10 + len(cell.before) + len(cell.after) for cell in cells]
        found.append(float(min(60, max([10, min(len(heading), 24), *lengths]) + 2)))
    return found
