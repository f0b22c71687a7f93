"""The child process that parses one workbook: ``python -m pipelines.reading.child FORMAT PATH``.

A parser of hostile files may abort, loop or eat memory; here it takes down nobody. Rows leave as JSON lines
on standard output: ``{"sheet": name, "visible": bool}``, then arrays of many rows, and ``{"end": true}`` last.
A refusal is one line ``{"refused": message id, …}``. Only the standard library and the parsers are imported.
"""

from __future__ import annotations

import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from pipelines.reading import limits
from pipelines.reading.cells import cell_text

#: Rows of one line of output.
_BATCH = 500


class _Refused(Exception):
    def __init__(self, message_id: str, **params: str) -> None:
        super().__init__(message_id)
        self.line = {"refused": message_id, **params}


def main(arguments: list[str], out: TextIO) -> int:
    """Parse the workbook that ``arguments`` name onto ``out``; the exit code is 0 for every clear answer."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_MEMORY, limits.CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_CPU_SECONDS, limits.CHILD_CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.CHILD_OUTPUT, limits.CHILD_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    kind, path = arguments[0], Path(arguments[1])
    try:
        for line in _READERS[kind](path):
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        out.write('{"end":true}\n')
    except _Refused as refusal:
        out.write("\n" + json.dumps(refusal.line, ensure_ascii=False) + "\n")
    except MemoryError:
        out.write('\n{"refused":"workbook_too_large"}\n')
    out.flush()
    return 0


def _xlsx(path: Path) -> Iterator[object]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    from pipelines.reading import sheet_xml

    try:
        with zipfile.ZipFile(path) as archive:
            scans = sheet_xml.scan(archive)
        workbook = CalamineWorkbook.from_path(str(path))
        for sheet in workbook.sheets_metadata:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            exact = scans[sheet.name].exact if sheet.name in scans else {}
            yield {"sheet": sheet.name, "visible": sheet.visible == SheetVisibleEnum.Visible}
            yield from _rows(rows, exact, sheet.name)
    except sheet_xml.TooLarge as large:
        raise _Refused(large.message_id, sheet=large.sheet, value=large.value) from large
    except PasswordError as error:
        raise _Refused("password_protected") from error
    except (CalamineError, zipfile.BadZipFile, SyntaxError, KeyError, OSError, EOFError, ValueError) as error:
        raise _Refused("workbook_broken", value=_short(error)) from error


def _xls(path: Path) -> Iterator[object]:
    """Read a BIFF workbook, with its error cells, through xlrd."""
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), logfile=sys.stderr, on_demand=True, ragged_rows=True)
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            yield {"sheet": sheet.name, "visible": sheet.visibility == 0}
            rows = ([_biff_cell(cell, book.datemode) for cell in sheet.row(r)] for r in range(sheet.nrows))
            yield from _rows(rows, {}, sheet.name)
            book.unload_sheet(index)
    except xlrd.biffh.XLRDError as error:
        encrypted = "encrypt" in str(error).casefold()
        raise _Refused(
            "password_protected" if encrypted else "workbook_broken", value=_short(error)
        ) from error
    except _Refused:
        raise
    except MemoryError:
        raise
    except Exception as error:  # a mutated BIFF file raises anything at all
        raise _Refused("workbook_broken", value=_short(error)) from error


def _biff_cell(cell: object, datemode: int) -> object:
    import xlrd

    kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#VALUE!")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(value, 1 if datemode else 0)
        except (ValueError, OverflowError, xlrd.XLDateError):
            return float(value)
    return value


def _parquet(path: Path) -> Iterator[object]:
    """Read a Parquet file through and yield nothing: the parent only wants to know that it can be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_memory_pool(pa.system_memory_pool())
    try:
        file = pq.ParquetFile(path)
        for group in range(file.num_row_groups):
            file.read_row_group(group, use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise _Refused("parquet_broken", value=_short(error)) from error
    yield from ()


_READERS: dict[str, Callable[[Path], Iterator[object]]] = {"xlsx": _xlsx, "xls": _xls, "parquet": _parquet}


def _rows(
    rows: Iterable[Sequence[object]], exact: dict[tuple[int, int], str], sheet: str
) -> Iterator[list[list[str | None]]]:
    """Yield rows as text, many at a time, trailing empties left out."""
    special: dict[int, list[tuple[int, str]]] = {}
    for (at, column), text in exact.items():
        special.setdefault(at, []).append((column, text))
    batch: list[list[str | None]] = []
    cells = 0
    for number, row in enumerate(rows):
        texts = [cell_text(value) for value in row]
        for column, text in special.get(number, ()):
            texts += [None] * (column + 1 - len(texts))
            texts[column] = text
        while texts and texts[-1] is None:
            texts.pop()
        cells += len(texts)
        if len(texts) > limits.COLUMNS or cells > limits.CELLS:
            raise _Refused("too_many_cells", sheet=sheet, value=str(cells))
        if any(text is not None and len(text) > limits.CELL_CHARACTERS for text in texts):
            raise _Refused("cell_too_long", sheet=sheet, row=str(number + 1))
        batch.append(texts)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
