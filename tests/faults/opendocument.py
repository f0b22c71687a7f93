"""Write OpenDocument spreadsheets (.ods): a zip with ``content.xml``, as much of it as the tests need."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    + "".join(f' xmlns:{n}="{_URN}:{n}:1.0"' for n in ("office", "table", "text", "style", "manifest"))
    + f' xmlns:draw="{_URN}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:automatic-styles><style:style style:name="shown" style:family="table">'
    '<style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
)
_FOOT = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{MIMETYPE}"/><manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"/></manifest:manifest>'
)


class Xml(str):
    """A cell (or a row) that is written as it stands."""

    __slots__ = ()


def write_ods(
    path: Path,
    *sheets: Sequence[Any],
    names: Sequence[str] = (),
    hidden: Sequence[int] = (),
    before: str = "",
    parts: Mapping[str, str] | None = None,
    mimetype: str = MIMETYPE,
) -> Path:
    """Write a spreadsheet. A row or a cell may be :class:`Xml`; ``before`` stands before the first table."""
    tables = "".join(
        f"<table:table table:name={quoteattr(names[n] if n < len(names) else f'برگه{n + 1}')} "
        f'table:style-name="{"hidden" if n in hidden else "shown"}"><table:table-column/>'
        + "".join(map(_row, rows))
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for n, rows in enumerate(sheets)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        archive.writestr("content.xml", _HEAD + before + tables + _FOOT)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return path


def cell(value: Any, attributes: str = "", tag: str = "table-cell") -> Xml:
    """Return a cell that holds ``value``; a text beginning with ``#`` is an error that a formula came to."""
    kind, shown = "", None if value is None else str(value)
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    elif isinstance(value, dt.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, str) and value.startswith("#"):
        kind = (
            'table:formula="of:=[.Z1]/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
        )
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    lines = "" if shown is None else "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return Xml(f"<table:{tag} {kind} {attributes}>{lines}</table:{tag}>")


def share(value: str) -> Xml:
    """Return a cell that is shown as per cent."""
    told = f'office:value-type="percentage" office:value="{value}"'
    return Xml(f"<table:table-cell {told}><text:p>…%</text:p></table:table-cell>")


def row(*values: Any, attributes: str = "") -> Xml:
    """Return a row with attributes of its own."""
    cells = "".join(value if isinstance(value, Xml) else cell(value) for value in values)
    return Xml(f"<table:table-row {attributes}>{cells}</table:table-row>")


def _row(values: Any) -> str:
    return values if isinstance(values, Xml) else row(*values)
