"""Identifiers that belong to nobody: any digits, and the check digit that is right for them.

They are counted out here by the published rule and not asked of the code, so that a test of a good file is also a test
of what the code takes for a good identifier.
"""

from __future__ import annotations


def national_id(head: int) -> str:
    """Return a person's ten digits: nine of any number, and their check digit."""
    digits = f"{head:09d}"
    rest = sum(int(c) * (10 - i) for i, c in enumerate(digits)) % 11
    digits += str(rest if rest < 2 else 11 - rest)
    return digits if _may_be(digits) else "0499370899"


def legal_id(head: int) -> str:
    """Return an organisation's eleven digits: ten of any number, and their check digit."""
    digits = f"{head:010d}"
    shift = int(digits[9]) + 2
    total = sum((shift + int(c)) * (29, 27, 23, 19, 17)[i % 5] for i, c in enumerate(digits))
    digits += str(total % 11 % 10)
    return digits if _may_be(digits) else "10380284790"


def _may_be(digits: str) -> bool:
    """Say whether such digits are given out at all: not one digit all through, and a serial number in the middle."""
    return len(set(digits)) > 1 and digits[3:9] != "000000"
