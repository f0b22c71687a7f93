"""Numbers as words of an arithmetic sentence, in Persian and English.

Each number stands in its own direction isolate, so that signs and digits keep their order inside Persian text.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

PERSIAN_DIGITS = str.maketrans("0123456789,.-", "۰۱۲۳۴۵۶۷۸۹٬٫−")
ISOLATE, END = "⁦", "⁩"


def plain(value: Decimal, decimals: int) -> str:
    """Return ``value`` with grouped thousands and at most ``decimals`` decimals."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal, unit: str, decimals: int, language: str) -> str:
    """Return ``value`` for a sentence; a share is said in percent."""
    share = unit == "share"
    text = plain(value * 100 if share else value, decimals)
    if language == "fa":
        shown = f"{ISOLATE}{text.translate(PERSIAN_DIGITS)}{END}"
        return f"{shown} درصد" if share else shown
    shown = f"{ISOLATE}{text.replace('-', '−')}{END}"
    return f"{shown}%" if share else shown


def day_name(day: str, language: str) -> str:
    """Return a (partial) Jalali date as a reader writes it: ``1403-01-05`` → ۱۴۰۳/۰۱/۰۵."""
    text = day.replace("-", "/")
    return f"{ISOLATE}{text.translate(PERSIAN_DIGITS) if language == 'fa' else text}{END}"
