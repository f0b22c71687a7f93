"""Read one delivery: recognise the file, take its sheets as text, find headers, tell data from the rest."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from pipelines.contracts.model import Contract
from pipelines.foundation.messages import Message
from pipelines.normalise.text import clean_text
from pipelines.normalise.units import UnitTable
from pipelines.reading.blocks import SheetReader
from pipelines.reading.columnar import read_parquet
from pipelines.reading.copies import leave_out_copies
from pipelines.reading.delimited import read_delimited
from pipelines.reading.headings import HeadingIndex
from pipelines.reading.landing import Landing
from pipelines.reading.matching import Match, matching_sheets
from pipelines.reading.preflight import recognise
from pipelines.reading.result import ReadResult, RefusedFile
from pipelines.reading.shapes import Reading
from pipelines.reading.sheets import Sheet
from pipelines.reading.told import Narrator, Surroundings, label_of
from pipelines.reading.understanding import Collected, units_of_one_table
from pipelines.reading.workbook import read_workbook


@cache
def _temporary() -> str:
    """Return a folder for what nobody keeps; it goes with the process."""
    folder = tempfile.mkdtemp(prefix="naqsheh-landed-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def read_delivery(
    path: Path,
    contract: Contract,
    *,
    file_name: str,
    landed: Path | None = None,
    known: Surroundings | None = None,
    fill_down: frozenset[str] = frozenset(),
) -> ReadResult:
    """Read the file at ``path`` as a delivery of ``contract``'s feed; raises :class:`RefusedFile`.

    Every table with a matching header is read, on whichever sheet; other sheets are noted. ``file_name`` is the name
    under which the office sent the file (the archived copy has another one). The rows are written to ``landed``, by
    default a temporary file. ``known`` is what stands around the file: by it columns that a table lacks may be told.
    ``fill_down`` are columns in which a blank means what stands above it: a steward's word, kept with the delivery.
    """
    units = UnitTable.load(contract.models)
    reading = Reading(contract, HeadingIndex(contract, units), units, file_name)
    narrator, collected = Narrator(contract, known), Collected()
    if landed is None:
        landed = Path(tempfile.mkdtemp(dir=_temporary())) / "rows.parquet"
    with ExitStack() as files:
        folder = Path(files.enter_context(tempfile.TemporaryDirectory(prefix="naqsheh-parse-")))
        sheets = _sheets(path, reading, collected, files, folder)
        found = matching_sheets(sheets, reading, narrator, collected)
        landing = files.enter_context(Landing(landed, contract))
        readers = [_read_sheet(match, reading, narrator, collected, fill_down, landing) for match in found]
        landing.end()
        for reader in readers:
            for part in reader.parts:
                part.finish(landing)
        if landing.rows == 0:
            raise RefusedFile("header_only", file_name, sheet=sheets[0].name)
        copies = leave_out_copies(reading, readers, landing, collected)
        non_data = [row for r in readers for row in r.non_data() if row.sheet_name not in copies]
        landing.keep()
    _say_what_was_read(reading, readers, narrator, collected)
    return ReadResult(
        landed,
        landing.rows,
        non_data,
        collected.columns,
        collected.preamble,
        collected.units,
        collected.notes,
        landing.rows + len(non_data),
        any(m.sheet.date1904 for m in found),
    )


def _read_sheet(
    match: Match,
    reading: Reading,
    narrator: Narrator,
    collected: Collected,
    fill_down: frozenset[str],
    landing: Landing,
) -> SheetReader:
    """Pass the rows of one sheet into the landed file."""
    sheet, shaped = match.sheet, match.shaped
    reader = SheetReader(reading, sheet, narrator, collected, fill_down)
    reader.begin(shaped, match.told, match.kept)
    for body in sheet.bodies(shaped.row + 1, len(sheet.head[shaped.row])):
        if body.length:
            reader.feed(body, landing)
    reader.close(landing)
    return reader


def _sheets(path: Path, reading: Reading, collected: Collected, files: ExitStack, folder: Path) -> list[Sheet]:
    """Return the sheets of a file of any format; they read from ``files`` and ``folder``."""
    file_name = reading.file_name
    recognised = recognise(path, file_name)
    collected.notes += recognised.notes
    if recognised.format == "csv":
        sheet, notes = read_delimited(path, reading.index, file_name, files)
        collected.notes += notes
        return [sheet]
    if recognised.format == "parquet":
        return [read_parquet(path, file_name, folder)]
    return read_workbook(path, recognised.format, file_name, folder)


def _say_what_was_read(
    reading: Reading, readers: Sequence[SheetReader], narrator: Narrator, collected: Collected
) -> None:
    """Note what was told by the surroundings, filled, compared and doubted, once for each table."""
    where = {"file": reading.file_name}
    for reader in readers:
        collected.notes += _told(reading, reader, narrator)
        collected.notes += reader.notes(where)
    collected.notes += units_of_one_table(reading, collected)


def _told(reading: Reading, reader: SheetReader, narrator: Narrator) -> list[Message]:
    """Say which columns of a sheet were told, by what, and which values they have."""
    values: dict[tuple[str, str], list[str]] = {}
    for name, told in reader.told:
        shown = label_of(reading.contract.column(name), told.value, narrator.known)
        seen = values.setdefault((name, told.by), [])
        if shown not in seen:
            seen.append(shown)
    said = []
    for (name, by), several in values.items():
        column = reading.contract.column(name)
        listed = "» ،«".join(map(clean_text, several[:_SHOWN])) + ("» ،«…" if len(several) > _SHOWN else "")
        params = {
            "file": reading.file_name,
            "sheet": reader.sheet.name,
            "column": column.title_fa,
            "column_en": column.title_en,
            "value": listed,
        }
        said.append(Message(f"column_told_by_{by}", "normalise", params))
    return said


#: So many of the values that sections were told are listed.
_SHOWN = 12
