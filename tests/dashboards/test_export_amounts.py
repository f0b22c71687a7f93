"""An unknown value of exports is never shown as a zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboards.language.formatter import Formatter
from dashboards.language.language import Language
from dashboards.pages.exports.amounts import dollars, rows_without_value


@pytest.mark.parametrize(
    ("known", "without", "persian", "english"),
    [(30, 0, "۳۰", "30"), (30, 2, "دست‌کم ۳۰", "at least 30"), (0, 1, "نامعلوم", "unknown"), (0, 0, "صفر", "0")],
    ids=["exact", "a part unknown", "nothing known", "a true zero"],
)
def test_what_is_known_of_a_sum(known: int, without: int, persian: str, english: str) -> None:
    for code, wanted in (("fa", persian), ("en", english)):
        language = Language.from_address(code)
        told = dollars(Formatter(language), language, Decimal(known), without)
        assert "".join(c for c in told if not "\u2066" <= c <= "\u2069") == wanted


def test_rows_without_a_value_are_counted_by_what_they_are_of() -> None:
    rows = [{"office": "a", "rows_without_value": 2}, {"office": "b", "rows_without_value": 0}]
    rows += [{"office": "a", "rows_without_value": 1}]
    assert rows_without_value(rows, "office") == {"a": 3}
