"""What the tests of file formats share: a file's sheets as text, and the refusal of a broken one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import strategies as st

from pipelines.reading import RefusedFile
from pipelines.reading.preflight import recognise
from pipelines.reading.sheets import Sheet
from pipelines.reading.workbook import read_workbook
from tests.unit.reading_fixture import read

#: Values of cells that every format can hold.
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.decimals(-1_000_000, 1_000_000, places=4).map(float),
    st.text("ابپ۱۲ xyz&<>'\"", min_size=1, max_size=12).filter(lambda t: t.strip() and "  " not in t).map(str.strip),
    st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)),
)


def sheets(path: Path, folder: Path) -> list[Sheet]:
    found = recognise(path, path.name)
    folder.mkdir(exist_ok=True)
    return read_workbook(path, found.format, path.name, folder)  # type: ignore[arg-type]


def first(path: Path) -> list[list[str | None]]:
    """Return the first sheet as rows of text, without blank ones at the end."""
    rows = [list(r) for r in sheets(path, path.parent / "parsed")[0].head]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def refused(path: Path) -> str:
    with pytest.raises(RefusedFile) as refusal:
        read(path)
    for language in ("fa", "en"):
        assert path.name in refusal.value.message.text(language)
    return refusal.value.message.id
