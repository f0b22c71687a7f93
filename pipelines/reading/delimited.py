"""Read a text file of delimited values: its encoding and delimiter are declared or proven, never guessed.

UTF-8 (with or without byte-order mark), UTF-16, and windows-1256 when its headings turn out Persian. The
delimiter is the one under which the contract's headings are found.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.messages import Message
from pipelines.reading import limits
from pipelines.reading.headings import HeadingIndex, find_header
from pipelines.reading.result import RefusedFile
from pipelines.reading.workbook import Sheet

DELIMITERS = (",", ";", "\t", "|", "؛", "،")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes, file_name: str) -> Decoded:
    """Return the text of ``data``; raises :class:`RefusedFile` when no known encoding fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", file_name)
    sample = data[:4096]
    if sample.count(0) > len(sample) // 4:
        return _strict(data, "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be", file_name)
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return _strict(data, "windows-1256", file_name)


def _strict(data: bytes, encoding: str, file_name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        raise RefusedFile("undecodable", file_name, value=f"{error.start}") from error


def read_delimited(path: Path, index: HeadingIndex, file_name: str) -> tuple[Sheet, list[Message]]:
    """Return the rows of a text file as one sheet named after the file, and what was normalised."""
    size, limit = path.stat().st_size, int(os.environ.get("NAQSHEH_CSV_LIMIT") or limits.CSV_BYTES)
    if size > limit:
        megabyte = limits.MEGABYTE
        raise RefusedFile("file_too_large", file_name, found=size // megabyte, limit=limit // megabyte)
    decoded = decode(path.read_bytes(), file_name)
    if not decoded.text.strip():
        raise RefusedFile("file_empty", file_name)
    if not decoded.text.endswith(("\n", "\r")):
        raise RefusedFile("no_final_newline", file_name)
    text, declared = _declared_delimiter(decoded.text)
    delimiter = declared or _proven_delimiter(text, index, decoded.encoding, file_name)
    rows = list(_records(text, delimiter, file_name))
    if declared:
        rows.insert(0, [])  # the line «sep=;» is the clerk's row 1
    notes = []
    if decoded.encoding != "utf-8":
        notes.append(Message("encoding_converted", "normalise", {"file": file_name, "found": decoded.encoding}))
    if delimiter != ",":
        shown = {"\t": "TAB"}.get(delimiter, delimiter)
        notes.append(Message("delimiter_found", "normalise", {"file": file_name, "found": shown}))
    return Sheet(Path(file_name).stem, True, rows), notes


def _declared_delimiter(text: str) -> tuple[str, str | None]:
    first, _, rest = text.partition("\n")
    stripped = first.strip().strip('"')
    if stripped.lower().startswith("sep=") and len(stripped) == 5:
        return rest, stripped[4]
    return text, None


def _proven_delimiter(text: str, index: HeadingIndex, encoding: str, file_name: str) -> str:
    """Return the delimiter under which most headings of the contract are found."""
    head = text[:200_000].splitlines(keepends=True)[: limits.HEADER_ROWS]
    scores: dict[str, int] = {}
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader(io.StringIO("".join(head)), delimiter=delimiter))
        except csv.Error:
            continue
        header = find_header(rows, index)
        scores[delimiter] = len(header.columns) if header else 0
    best = max(scores, key=lambda d: (scores[d], -DELIMITERS.index(d)), default=",")
    if encoding == "windows-1256" and scores.get(best, 0) < 2:
        raise RefusedFile("undecodable", file_name, value="windows-1256")
    return best


def _records(text: str, delimiter: str, file_name: str) -> Iterator[list[str | None]]:
    csv.field_size_limit(limits.CELL_CHARACTERS * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            if any(len(value) > limits.CELL_CHARACTERS for value in record):
                raise RefusedFile("cell_too_long", file_name, sheet=Path(file_name).stem, row=number)
            yield [value or None for value in record]
    except csv.Error as error:
        message = "unclosed_quote" if "unexpected end" in str(error) else "csv_broken"
        raise RefusedFile(message, file_name, row=number + 1, value=str(error)) from error
