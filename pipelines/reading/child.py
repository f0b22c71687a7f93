"""The processes that parse files: ``python -m pipelines.reading.child`` serves requests on its standard input.

A parser of hostile files may abort, loop or eat memory; here it takes down nobody. The server loads the parsers once
and forks for each request, a line ``{"kind": …, "path": …, "folder": …}``: the fork lives under limits of memory and
time, and writes each sheet as an Arrow file into the folder (string columns by position, from the sheet's first row
on). ``sheets.json`` is written last and says what there is, or why the file is refused; a folder without it is the
trace of a crash. The server answers each request with a line that says how the fork ended, and leaves when its
input ends. Only the standard library and the parsers are imported.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pipelines.reading import limits
from pipelines.reading.cells import number_text
from pipelines.reading.parsed import ParsedSheet, Refused

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "sheets.json"
_DATE_1904 = re.compile(rb'\bdate1904="(?:1|true)"')


class _WithoutPandas:
    """Hides pandas: Arrow would load it in every fork, a quarter of a second, to ask whether a list is a series."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def serve(requests: IO[str], answers: IO[str]) -> None:
    """Fork for each request, wait for the fork, and say how it ended («exit 0», «signal 9»)."""
    sys.meta_path.insert(0, _WithoutPandas())
    import fastexcel  # noqa: F401 - loaded once, for every fork
    import numpy  # noqa: F401
    import pyarrow.compute
    import pyarrow.parquet  # noqa: F401
    import xlrd  # noqa: F401

    from pipelines.reading import ods, sheet_xml, xls, xlsb  # noqa: F401

    for line in requests:
        request = json.loads(line)
        fork = os.fork()
        if fork == 0:
            code = 1
            try:
                parse(request["kind"], Path(request["path"]), Path(request["folder"]))
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(fork, 0)
        code = os.waitstatus_to_exitcode(status)
        answers.write((f"signal {-code}" if code < 0 else f"exit {code}") + "\n")
        answers.flush()


def parse(kind: str, path: Path, folder: Path) -> None:
    """Parse one file into ``folder``, under limits that end this process when they are passed."""
    signal.alarm(limits.CHILD_WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_MEMORY, limits.CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_CPU_SECONDS, limits.CHILD_CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.CHILD_OUTPUT, limits.CHILD_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: dict[str, Any]
    try:
        answer = {"sheets": list(_READERS[kind](path, folder)), "date1904": _is_1904(kind, path)}
    except Refused as refusal:
        answer = refusal.answer
    except MemoryError:
        answer = {"refused": "workbook_too_large"}
    (folder / MANIFEST).write_text(json.dumps(answer, ensure_ascii=False), "utf-8")


def _xlsx(path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    import fastexcel

    from pipelines.reading import sheet_xml

    try:
        with zipfile.ZipFile(path) as archive:
            scans = sheet_xml.scan(archive)
        book = fastexcel.read_excel(path.read_bytes())  # by content: its name may lie
        for number, name in enumerate(book.sheet_names):
            if name not in scans:  # a sheet of charts or macros
                continue
            sheet = book.load_sheet(number, header_row=None, skip_rows=0, dtypes="string", whitespace_as_null=True)
            columns = _positioned(sheet)
            seen = scans[name]
            parsed = ParsedSheet(
                name,
                _with_exact(columns, seen.exact),
                sheet.visible == "visible",
                seen.hidden_rows,
                seen.hidden_columns,
                seen.merged,
            )
            yield _written(parsed, folder / f"{number}.arrow")
    except sheet_xml.TooLarge as large:
        raise Refused(large.message_id, sheet=large.sheet, value=large.value) from large
    except (Refused, MemoryError):
        raise
    except fastexcel.FastExcelError as error:
        protected = "password" in str(error).casefold()
        raise Refused("password_protected" if protected else "workbook_broken", value=_short(error)) from error
    except Exception as error:  # a mutated workbook raises anything at all
        raise Refused("workbook_broken", value=_short(error)) from error


def _is_1904(kind: str, path: Path) -> bool:
    """Tell whether a workbook counts its days from 1904; its date cells come as dates, its plain numbers do not."""
    from pipelines.reading import ods, xlsb

    if kind in ("xlsb", "ods"):
        return (xlsb if kind == "xlsb" else ods).counts_from_1904(path)
    if kind != "xlsx":
        return False
    with zipfile.ZipFile(path) as archive:
        return _DATE_1904.search(archive.read("xl/workbook.xml")) is not None


def _positioned(sheet: Any) -> list[pa.Array]:
    """Return the sheet's columns from column A on; the parser leaves out the empty ones before the first."""
    import pyarrow as pa

    if sheet.width == 0 or sheet.height == 0:
        return []
    batch = sheet.to_arrow()
    offset = min(column.absolute_index for column in sheet.available_columns())
    empty = pa.nulls(batch.num_rows, pa.string())
    return [empty] * offset + [_stored(_days(column)) for column in batch.columns]


def _days(column: pa.Array) -> pa.Array:
    """Return dates without the midnight that the parser gives them, and truth values as spreadsheets show them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if _holds(column, b" 00:00:00"):
        column = pc.replace_substring_regex(column, r"^(\d{4}-\d{2}-\d{2}) 00:00:00$", r"\1")
    for word in (b"true", b"false"):
        if _holds(column, word):
            same = pc.equal(column, pa.scalar(word.decode()))
            column = pc.if_else(same, pa.scalar(word.decode().upper()), column)
    return column


def _holds(column: pa.Array, text: bytes) -> bool:
    """Tell whether ``text`` may stand in some cell: one search through the bytes of all."""
    data = column.buffers()[2]
    return data is not None and text in data.to_pybytes()


def _stored(column: pa.Array) -> pa.Array:
    """Return fractions with the digits that the file stores: the parser writes nine decimals of the binary value.

    «26678918216.06» comes as «26678918216.060001373»; the shortest digits of the same binary number are the stored
    ones. A text that only looks like it is no such picture of a binary number, and stays.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not _holds(column, b"."):
        return column
    noisy = pc.fill_null(pc.match_substring_regex(column, r"^-?\d{7,}\.\d{9}$"), False)
    if not pc.any(noisy).as_py():
        return column
    written = column.filter(noisy).to_pylist()
    kept = [number_text(repr(float(t))) if f"{float(t):.9f}" == t else t for t in written]
    return pc.replace_with_mask(column, noisy, pa.array(kept, pa.string()))


def _with_exact(columns: list[pa.Array], exact: dict[tuple[int, int], str]) -> pa.Table:
    """Return the table in which the cells of ``exact`` (row and column from 0) hold the text given there."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    height = max([len(columns[0]) if columns else 0, *(row + 1 for row, _ in exact)])
    width = max([len(columns), *(column + 1 for _, column in exact)])
    if height > 0 and (width > limits.COLUMNS or height * width > limits.CELLS):
        raise Refused("too_many_cells", value=str(height * width))
    full = [_lengthened(c, height) for c in columns] + [pa.nulls(height, pa.string())] * (width - len(columns))
    special: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in exact.items():
        special.setdefault(column, []).append((row, text))
    for column, cells in special.items():
        cells.sort()
        mask = np.zeros(height, dtype=bool)
        mask[[row for row, _ in cells]] = True
        texts = pa.array([text for _, text in cells], pa.string())
        full[column] = pc.replace_with_mask(full[column], pa.array(mask), texts)
    return pa.table({str(position): column for position, column in enumerate(full)})


def _lengthened(column: pa.Array, height: int) -> pa.Array:
    import pyarrow as pa

    short = height - len(column)
    return pa.concat_arrays([column, pa.nulls(short, pa.string())]) if short else column


def _other(read: Callable[[Path], Iterator[ParsedSheet]], path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Read a workbook of a kind that the fast parser does not read, or not well enough."""
    try:
        for number, sheet in enumerate(read(path)):
            yield _written(sheet, folder / f"{number}.arrow")
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a mutated workbook raises anything at all
        raise Refused("workbook_broken", value=_short(error)) from error


def _xls(path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    from pipelines.reading import xls

    return _other(xls.read, path, folder)


def _xlsb(path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    from pipelines.reading import xlsb

    return _other(xlsb.read, path, folder)


def _ods(path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    from pipelines.reading import ods

    return _other(ods.read, path, folder)


def _parquet(path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Read a Parquet file through and yield nothing: the parent only wants to know that it can be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        if file.metadata.num_columns > limits.COLUMNS:
            raise Refused("too_many_cells", sheet=path.stem, value=str(file.metadata.num_columns))
        for _ in file.iter_batches(use_threads=False):
            pass
    except (pa.ArrowException, OSError) as error:
        raise Refused("parquet_broken", value=_short(error)) from error
    yield from ()


_READERS = {"xlsx": _xlsx, "xls": _xls, "xlsb": _xlsb, "ods": _ods, "parquet": _parquet}


def _written(sheet: ParsedSheet, path: Path) -> dict[str, Any]:
    """Write a sheet and return what the parent is told of it."""
    _write(sheet.table, path, sheet.name)
    return {
        "file": path.name,
        "name": sheet.name,
        "visible": sheet.visible,
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": sheet.hidden_columns,
        "merged": sheet.merged,
    }


def _write(table: pa.Table, path: Path, sheet: str) -> None:
    """Write one sheet; a cell that no honest program writes refuses the file."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for column in table.columns:
        longest = pc.max(pc.binary_length(column)).as_py() or 0
        if longest > limits.CELL_CHARACTERS:  # bytes first: counting characters costs ten times as much
            lengths = pc.utf8_length(column)
            if (pc.max(lengths).as_py() or 0) > limits.CELL_CHARACTERS:
                row = pc.index(pc.greater(lengths, limits.CELL_CHARACTERS), True).as_py()
                raise Refused("cell_too_long", sheet=sheet, row=str(row + 1))
    with pa.OSFile(str(path), "wb") as out, pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table)


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
