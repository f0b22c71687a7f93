"""Read the references of all cells of a piece of a sheet's XML at once: ``<c r="AB12"``.

A far cell makes a parser allocate whatever it asks for, so every cell's reference is looked at; with one pattern a cell
this cost as much as a tenth of parsing. Here numpy compares eight bytes of every cell at a time, and only the cells
that are not written in the usual way are left for a closer look.
"""

from __future__ import annotations

import numpy as np

_SPACE, _QUOTE, _ZERO, _NINE, _A, _Z = (ord(letter) for letter in ' "09AZ')
_R = int.from_bytes(b' r="', "little")
#: So far behind the begin of a cell's tag its reference reaches.
_LENGTH = 24
#: Digits of a row that are compared at once; no sheet has more.
_MOST_DIGITS = 7
_HIGH = np.uint64(0xF0F0F0F0F0F0F0F0)
_THREES = np.uint64(0x3030303030303030)
_SIXES = np.uint64(0x0606060606060606)


def begins_of_tags(letters: np.ndarray, first: bytes) -> np.ndarray:
    """Tell of each place in ``letters`` whether a tag begins there whose name begins with ``first``."""
    begins: np.ndarray = (letters[:-1] == ord("<")) & (letters[1:] == ord(first))
    return begins


def read(piece: bytes, begins: np.ndarray, row_digits: int) -> tuple[int, int, list[int]]:
    """Read the references of the cells whose tags begin at ``begins``.

    Returns how many cells there are, the furthest column (from 1; 0 when none is known) of those written as usual
    whose row has ``row_digits`` digits, and where all the others begin.
    """
    near = begins[: np.searchsorted(begins, len(piece) - _LENGTH)]
    far = begins[len(near) :].tolist()
    if not len(near) or row_digits > _MOST_DIGITS:
        return len(begins), 0, begins.tolist()
    words = np.ndarray(len(piece) - 7, "<u8", piece, strides=(1,))  # the eight bytes from each place on
    tags = words[near + 2]
    first, second, third = (_byte(tags, number) for number in (4, 5, 6))
    one, two = _is_digit(second), _is_letter(second) & _is_digit(third)
    usual = ((tags & 0xFFFFFFFF) == _R) & _is_letter(first) & (one | two)
    rows = words[near + np.where(one, 7, 8)]
    usual &= (_byte(rows, 0) != _ZERO) & _are_digits(rows, row_digits) & (_byte(rows, row_digits) == _QUOTE)
    columns = np.where(one, first - (_A - 1), (first - (_A - 1)) * 26 + second - (_A - 1))[usual]
    cells = int(np.count_nonzero(_byte(tags, 0) == _SPACE)) + len(far)
    return cells, int(columns.max()) if len(columns) else 0, [*near[~usual].tolist(), *far]


def has_long_number(letters: np.ndarray) -> bool:
    """Tell whether sixteen digits stand in a row: there may be a number that a double does not hold."""
    run = (letters - np.uint8(_ZERO)) < 10
    for step in (1, 2, 4, 8):
        run = run[:-step] & run[step:]
    return bool(run.any())


def _byte(words: np.ndarray, number: int) -> np.ndarray:
    return words >> (8 * number) & 0xFF


def _is_digit(letters: np.ndarray) -> np.ndarray:
    return (letters >= _ZERO) & (letters <= _NINE)


def _is_letter(letters: np.ndarray) -> np.ndarray:
    return (letters >= _A) & (letters <= _Z)


def _are_digits(words: np.ndarray, count: int) -> np.ndarray:
    """Tell whether the first ``count`` bytes are digits: 0x30 to 0x39, and with six added still 0x3…."""
    mask = np.uint64((1 << 8 * count) - 1)
    high = _HIGH & mask
    threes = _THREES & mask
    digits: np.ndarray = ((words & high) == threes) & (((words & mask) + (_SIXES & mask) & high) == threes)
    return digits
