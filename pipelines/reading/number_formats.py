"""What a cell's number format says of its value: that it is shown as a share of a hundred, or as a date.

Two formats of a cell may show one number as «0.5» and as «50%»; whoever wrote the sheet saw the second. Pure functions;
the readers of each kind of workbook look the formats up.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pipelines.reading.cells import number_text

#: Formats that every spreadsheet program knows by number: 0% and 0.00%.
PERCENT_IDS = frozenset({9, 10})
#: Dates and times, those of other languages included.
DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
#: What a format shows as it stands: quoted text, conditions and colours, escaped characters, fill and space.
_LITERAL = re.compile(r'"[^"]*"?|\[(?:[^\]]*)\]|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[dmyhsb]", re.IGNORECASE)
#: A double holds no more digits than this; with more, the text is the only exact form.
_DOUBLE_DIGITS = 17


def is_percent(code: str) -> bool:
    """Tell whether a format shows a number as per cent; a quoted or escaped sign only stands beside it."""
    return "%" in _LITERAL.sub("", code)


def is_date(code: str) -> bool:
    """Tell whether a format shows a number as date or time."""
    if code.casefold() in ("general", "standard", "@"):
        return False
    return bool(_ELAPSED.search(code) or _DATE_LETTER.search(_LITERAL.sub("", code)))


def percent_text(stored: str) -> str:
    """Return a number as per cent, exactly: 0.125 is «12.5%».

    The digits of a stored double are the shortest that mean it: 7.0000000000000007E-2 is «7%».
    """
    try:
        number = Decimal(stored)
        if not number.is_finite() or abs(number.adjusted()) > _DOUBLE_DIGITS:
            return stored
        if len(number.as_tuple().digits) <= _DOUBLE_DIGITS:
            number = Decimal(repr(float(stored)))
        return f"{number_text(str(number.scaleb(2)))}%"
    except (InvalidOperation, ValueError):
        return stored
