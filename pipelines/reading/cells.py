"""One cell as text: exactly what is stored, never a rounded or localised picture of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation


def cell_text(value: object) -> str | None:
    """Return a parsed cell as text; None when it is empty. Whole numbers have no decimal point."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else number_text(repr(value))
    if isinstance(value, dt.datetime):
        whole_day = value.time() == dt.time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def number_text(stored: str) -> str:
    """Return a stored number without exponent, digit for digit."""
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > 60:
        return stored
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def column_letter(position: int) -> str:
    """Return the letters by which a spreadsheet calls the column at ``position`` (0 is A)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
