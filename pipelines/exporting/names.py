"""How the files of an export are called: what they are, of which period, in which language, and whether invented."""

from __future__ import annotations

#: Stands first in the name of every file that holds invented figures, wherever it is forwarded.
DEMONSTRATION = "demonstration"


def file_name(what: str, suffix: str, *, period: str = "", language: str = "", is_synthetic: bool) -> str:
    """Return the name of a file, as ``naqsheh-1404Q4-bulletin-fa.pdf``.

    ``what`` it is may be empty (the workbook), ``period`` too (a definition is of none); a demonstration's begins
    with :data:`DEMONSTRATION`.
    """
    parts = (DEMONSTRATION if is_synthetic else "", "naqsheh", period, what, language)
    return "-".join(part for part in parts if part) + suffix
