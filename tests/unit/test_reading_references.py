"""References of cells, read all at once: the same as one by one with a pattern."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading import references
from pipelines.reading.cells import column_letter

USUAL = re.compile(rb'<c r="([A-Z]{1,2})([1-9]\d*)"')
TAGS = st.one_of(
    st.builds(lambda c, r: f'<c r="{column_letter(c)}{r}" s="1">', st.integers(0, 800), st.integers(1, 1_048_576)),
    st.sampled_from(
        [
            "<c>",
            "<c/>",
            '<c s="1" r="A1">',
            '<c r="a1">',
            '<c r="A0">',
            '<c r="A">',
            '<c r="A1:B2">',
            "<c r='A1'>",
            '<c r="A01">',
            "<col/>",
            "<cols>",
            '<c  r="A1">',
            '<c r="A1;">',
            '<c r="[1">',
            '<x:c r="A1">',
            '<c r="A1',
        ]
    ),
)


def letter_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def read(piece: bytes, digits: int) -> tuple[int, int, list[int]]:
    letters = np.frombuffer(piece, np.uint8)
    return references.read(piece, np.flatnonzero(references.begins_of_tags(letters, b"c")), digits)


@given(st.lists(TAGS, max_size=30), st.integers(1, 9))
def test_what_is_told_at_once_is_what_a_pattern_tells(tags: list[str], digits: int) -> None:
    piece = "<v>12</v></c>".join(tags).encode()
    _cells, column, others = read(piece, digits)
    begins = {m.start() for m in re.finditer(b"<c", piece)}
    usual = {b: m for b in begins if (m := USUAL.match(piece, b)) and len(m[2]) == digits}
    assert set(others) <= begins
    assert begins - usual.keys() <= set(others), "whatever is not usual is left for a closer look"
    told = begins - set(others)
    assert column == max((letter_number(usual[b][1]) for b in told), default=0)
    assert all(b > len(piece) - 40 for b in set(others) & usual.keys()) or digits > 7


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"<v>1234567890123456</v>", True),
        (b"<v>123456789012345</v>", False),
        (b"", False),
        (b"1" * 15 + b":1", False),
    ],
)
def test_sixteen_digits_in_a_row(text: bytes, found: bool) -> None:
    assert references.has_long_number(np.frombuffer(text, np.uint8)) is found
