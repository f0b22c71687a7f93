"""One specification for both: what SQL answers by itself is what the Python functions answer."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contracts import Column
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct
from pipelines.normalise.sql import canonical_sql, number_columns, tier_sql, tiers
from tests.unit import styles

BOOK = CodeBook.load(models_dir())
WORDS = [
    "زهرا",
    "كرماني",
    "کرمانی",
    "حسینی\u200cنژاد",
    "آقا",
    "میرزائی",
    "ندارد",
    "نامشخص",
    "-",
    "—",
    "N/A",
    "سید",
    "ة",
]
PIECES = [
    *"ابپتیکآئءۀةيك۱٣5 .،-_/()%،٬٫«»¬",
    " ",
    "  ",
    "\u200c",
    "\u200f",
    "\u064f",
    "\u0640",
    "\n",
    "_x000D_",
    "A",
    "z",
]


def name(chance: Random) -> str:
    """Words of names, with a piece of anything in some of them."""
    words = [chance.choice(WORDS) for _ in range(chance.randrange(1, 4))]
    if chance.random() < 0.5:
        words.insert(chance.randrange(len(words) + 1), chance.choice(PIECES))
    return chance.choice((" ", "", "\u200c", "، ")).join(words)


def anything(chance: Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 9)))


def number(chance: Random) -> str:
    """Numbers that are plain, nearly plain, or not at all."""
    digits = str(chance.randrange(10 ** chance.randrange(1, 20)))
    fraction = f".{chance.randrange(10 ** chance.randrange(1, 11))}" if chance.random() < 0.4 else ""
    return (
        chance.choice(("", "", "", "", "-", "0", "+", " ", "٣"))
        + digits
        + fraction
        + chance.choice(("", "", "", "0", " ", "e3"))
    )


def identifier(chance: Random) -> str:
    """Valid and invalid identifiers and telephone numbers, plain or in any style."""
    digits = chance.choice(
        (
            styles.national_id(chance.randrange(10**9)),
            styles.legal_id(chance.randrange(10**10)),
            styles.national_id(chance.randrange(10**5)),
            styles.legal_id(chance.randrange(10**5)),
            f"{chance.randrange(10**10):010d}",
            f"{chance.randrange(10**11):011d}",
            f"09{chance.randrange(10**9):09d}",
            str(chance.randrange(10)) * 10,
            str(chance.randrange(10)) * 11,
            "0" + str(chance.randrange(10)) * 10,
        )
    )
    return digits if chance.random() < 0.7 else styles.identifier_text(digits, chance.randrange(2**32))


CASES: list[tuple[str, str | None, str | None, int, Callable[[Random], str]]] = [
    ("text", None, None, 1, name),
    ("text", None, None, 1, anything),
    ("name", None, None, 1, name),
    ("name", None, None, 1, anything),
    ("national_id", None, None, 1, identifier),
    ("legal_id", None, None, 1, identifier),
    ("phone", None, None, 1, identifier),
    ("integer", None, None, 1, number),
    ("quantity", "kg", None, 1, number),
    ("money", "IRR", None, 1, number),
    ("money", "IRR", "million_rial", 10**6, number),
    ("quantity", "kg", "tonne", 1000, number),
]


@pytest.mark.parametrize(("kind", "unit", "declared", "factor", "draw"), CASES)
def test_sql_answers_as_the_functions_do(
    kind: str, unit: str | None, declared: str | None, factor: int, draw: Callable[[Random], str]
) -> None:
    """And it answers a fair part by itself, or it would be no help."""

    @settings(max_examples=10)
    @given(st.integers(0, 2**32))
    def agree(seed: int) -> None:
        chance = Random(seed)
        raws = sorted({draw(chance) for _ in range(500)})
        column = Column("value", "مقدار", "Value", kind, unit=unit)  # type: ignore[arg-type]
        context = NormaliseContext(BOOK, declared, None, lambda _, plain: plain)
        found = tiers(column, Decimal(factor))
        connection = duckdb.connect()
        connection.execute("CREATE TABLE raws AS SELECT unnest(?::VARCHAR[]) AS value", [raws])
        extra = "".join(f", {sql}" for sql in number_columns([column]))
        rows = connection.execute(
            f"""SELECT value, {tier_sql(found, '"value"')}, {canonical_sql(found, '"value"', "NULL")}
            FROM (SELECT value{extra} FROM raws)"""
        ).fetchall()
        connection.close()
        specified = normalise_distinct(column, [(raw, None) for raw, _, _ in rows], context)
        differ = [
            (raw, value, answer)
            for (raw, tier, value), answer in zip(rows, specified, strict=True)
            if tier and (value, found[tier - 1].note, None) != (answer.value, answer.note, answer.problem)
        ]
        assert differ == []
        answered = sum(1 for _, tier, _ in rows if tier)
        assert answered or draw is anything

    agree()
