"""Read a text file of delimited values: its encoding and delimiter are declared or proven, never guessed.

UTF-8 (with or without byte-order mark), UTF-16, and windows-1256 when its headings turn out Persian. The
delimiter is the one under which the contract's headings are found. The text is decoded here, a chunk at a
time; rows are cut by Arrow in blocks, every value as text, so that memory does not grow with the file.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from pipelines.foundation.messages import Message
from pipelines.reading import limits
from pipelines.reading.headings import HeadingIndex, find_header
from pipelines.reading.quotes import first_unbalanced
from pipelines.reading.result import RefusedFile
from pipelines.reading.sheets import Body, Row, Sheet, blanked

DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 16 * limits.MEGABYTE
_HEAD = limits.MEGABYTE
#: Bytes that Arrow cuts at a time; a record must fit.
_BLOCK = 4 * limits.MEGABYTE


@dataclass(slots=True)
class _Text:
    """A text file in UTF-8, where its first record begins, and how it was found to be written."""

    file: IO[bytes]
    start: int
    encoding: str
    head: str
    is_whole: bool
    delimiter: str = ","
    skipped: int = 0


def read_delimited(path: Path, index: HeadingIndex, file_name: str, files: ExitStack) -> tuple[Sheet, list[Message]]:
    """Return a text file as one sheet named after it, and what was normalised; raises :class:`RefusedFile`.

    The sheet reads from the file as long as ``files`` is open.
    """
    size, limit = path.stat().st_size, int(os.environ.get("NAQSHEH_CSV_LIMIT") or limits.CSV_BYTES)
    if size > limit:
        megabyte = limits.MEGABYTE
        raise RefusedFile("file_too_large", file_name, found=size // megabyte, limit=limit // megabyte)
    text = _decoded(path, file_name, files)
    declared = _take_declared_delimiter(text)
    text.delimiter = declared or _proven_delimiter(text, index, file_name)
    _check_quotes(text, file_name)
    head = [*([[]] * text.skipped), *_head_records(text, file_name)]  # the line «sep=;» is the clerk's row 1
    sheet = Sheet(Path(file_name).stem, head, lambda start, width: _bodies(text, start, width, file_name))
    return sheet, _notes(text, file_name)


def _notes(text: _Text, file_name: str) -> list[Message]:
    notes = []
    if text.encoding != "utf-8":
        notes.append(Message("encoding_converted", "normalise", {"file": file_name, "found": text.encoding}))
    if text.delimiter != ",":
        shown = {"\t": "TAB"}.get(text.delimiter, text.delimiter)
        notes.append(Message("delimiter_found", "normalise", {"file": file_name, "found": shown}))
    return notes


# --- encoding ------------------------------------------------------------------------------------------------


def _decoded(path: Path, file_name: str, files: ExitStack) -> _Text:
    """Return the file as UTF-8, transcoded into a nameless temporary file where it is not."""
    with path.open("rb") as raw:
        sample = raw.read(4096)
    encoding = _encoding(path, sample)
    if encoding == "utf-8":
        file: IO[bytes] = files.enter_context(path.open("rb"))
        start = len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0
    else:
        file, start = files.enter_context(tempfile.TemporaryFile()), 0  # noqa: SIM115
        _transcode(path, encoding, file, file_name)
    file.seek(start)
    first = file.read(_HEAD)
    head = codecs.getincrementaldecoder("utf-8")().decode(first)
    if not head.strip("\ufeff\x00 \t\r\n"):
        raise RefusedFile("file_empty", file_name)
    file.seek(-1, os.SEEK_END)
    if file.read(1) not in (b"\n", b"\r"):
        raise RefusedFile("no_final_newline", file_name)
    return _Text(file, start, encoding, head, is_whole=len(first) < _HEAD)


def _encoding(path: Path, sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd > len(sample) // 50 and min(even, odd) * 20 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"  # separators and digits have an empty byte there
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1256"
    return "utf-8"


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _transcode(path: Path, encoding: str, out: IO[bytes], file_name: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path):
            out.write(decoder.decode(chunk).encode())
        out.write(decoder.decode(b"", final=True).encode())
    except UnicodeError as error:
        raise RefusedFile("undecodable", file_name) from error


# --- delimiter and quotes ------------------------------------------------------------------------------------


def _take_declared_delimiter(text: _Text) -> str | None:
    """Take the line «sep=;» off the text, if it is there, and return the delimiter that it declares."""
    first, newline, rest = text.head.partition("\n")
    stripped = first.strip().strip('"')
    if not (stripped.lower().startswith("sep=") and len(stripped) == 5):
        return None
    text.start += len((first + newline).encode())
    text.head, text.skipped = rest, 1
    return stripped[4]


def _proven_delimiter(text: _Text, index: HeadingIndex, file_name: str) -> str:
    """Return the delimiter under which most headings of the contract are found."""
    head = "".join(text.head.splitlines(keepends=True)[: limits.HEADER_ROWS])
    scores: dict[str, int] = {}
    for delimiter in DELIMITERS:
        try:
            header = find_header(list(csv.reader(io.StringIO(head), delimiter=delimiter)), index)
        except csv.Error:
            continue
        scores[delimiter] = len(header.columns) if header else 0
    best = max(scores, key=lambda d: (scores[d], -DELIMITERS.index(d)), default=",")
    if text.encoding == "windows-1256" and scores.get(best, 0) < 2:
        raise RefusedFile("undecodable", file_name)
    return best


def _head_records(text: _Text, file_name: str) -> list[Row]:
    """Return the whole records at the head of the text."""
    try:
        records = list(csv.reader(io.StringIO(text.head, newline=""), delimiter=text.delimiter))
    except csv.Error as error:  # only the reader's own limit on a field is left to break here
        raise RefusedFile("cell_too_long", file_name, sheet=Path(file_name).stem) from error
    if not text.is_whole and len(records) > 1:
        records.pop()  # the head may end in the middle of a record
    return [[value or None for value in record] for record in records]


def _check_quotes(text: _Text, file_name: str) -> None:
    """Refuse a file with a quotation mark that is never closed, or closed in the middle of a value.

    Arrow would swallow the rows up to the next mark. Only files with quotation marks pay for this.
    """
    text.file.seek(text.start)
    if first_unbalanced(iter(lambda: text.file.read(_CHUNK), b""), text.delimiter) is None:
        return
    text.file.seek(text.start)
    lines = io.TextIOWrapper(text.file, encoding="utf-8", newline="")
    number = text.skipped
    try:
        for _ in csv.reader(lines, delimiter=text.delimiter, strict=True):
            number += 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise RefusedFile("cell_too_long", file_name, sheet=Path(file_name).stem, row=number + 1) from error
        raise RefusedFile("unclosed_quote", file_name, row=number + 1) from error
    finally:
        lines.detach()


# --- rows ----------------------------------------------------------------------------------------------------


class _BlankLines:
    """Lines without anything in them, which the cutter passes over: they still count as rows of the clerk."""

    def __init__(self, first_number: int) -> None:
        self._first = first_number
        self._passed: list[int] = []  # for each, the records cut before it
        self.ragged: tuple[int, int] | None = None

    def on_invalid(self, row: pv.InvalidRow) -> str:
        """Pass over an empty line; stop at any other record of another length."""
        if row.actual_columns == 1 and not (row.text or "").strip():
            self._passed.append((row.number or 0) - self._first - len(self._passed))
            return "skip"
        self.ragged = ((row.number or 0), row.actual_columns)
        return "error"

    def numbers(self, cut: int, length: int) -> pa.Array:
        """Return the clerk's row numbers of ``length`` records, the first of which is the ``cut``-th (from 0)."""
        places = np.arange(cut, cut + length, dtype=np.int64)
        shift = np.searchsorted(np.array(self._passed, dtype=np.int64), places, side="right")
        return pa.array((places + shift + self._first).astype(np.int32))


def _bodies(text: _Text, start: int, width: int, file_name: str) -> Iterator[Body]:
    """Cut the records from number ``start`` (from 0) on into ``width`` columns of text, block by block."""
    names = [str(position) for position in range(width)]
    blank = _BlankLines(start - text.skipped + 1)
    text.file.seek(text.start)
    cut = 0
    try:
        reader = pv.open_csv(
            pa.PythonFile(text.file, mode="r"),
            read_options=pv.ReadOptions(
                column_names=names,
                skip_rows_after_names=start - text.skipped,
                use_threads=False,
                block_size=_BLOCK,
            ),
            parse_options=pv.ParseOptions(
                delimiter=text.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=blank.on_invalid,
            ),
            convert_options=pv.ConvertOptions(
                column_types={name: pa.string() for name in names},
                null_values=_NOTHING,
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
        for batch in reader:
            columns = tuple(blanked(column) for column in batch.columns)
            numbers = blank.numbers(cut, batch.num_rows)
            if text.skipped:
                numbers = pc.add(numbers, pa.scalar(text.skipped, pa.int32()))
            _check_lengths(columns, numbers, file_name)
            yield Body(columns, numbers)
            cut += batch.num_rows
    except pa.ArrowInvalid as error:
        if "Empty CSV file" in str(error):
            return
        if blank.ragged:
            number, found = blank.ragged
            raise RefusedFile(
                "ragged_row", file_name, row=number + text.skipped, expected=width, found=found
            ) from error
        if "UTF8" in str(error) or "utf-8" in str(error).casefold():
            raise RefusedFile("undecodable", file_name) from error
        raise RefusedFile("csv_broken", file_name, value=str(error)[:120]) from error


#: Cells that hold nothing; :func:`blanked` finds the rarer ones.
_NOTHING = ["", " ", "  ", "\u00a0"]


def _check_lengths(columns: tuple[pa.Array, ...], numbers: pa.Array, file_name: str) -> None:
    for column in columns:
        if (pc.max(pc.binary_length(column)).as_py() or 0) <= limits.CELL_CHARACTERS:
            continue
        too_long = pc.fill_null(pc.greater(pc.utf8_length(column), limits.CELL_CHARACTERS), False)
        if (place := pc.index(too_long, True).as_py()) >= 0:
            row = numbers[place].as_py()
            raise RefusedFile("cell_too_long", file_name, sheet=Path(file_name).stem, row=row)
