"""The mark of a correction workbook: which delivery it corrects, and which rows it was made for.

The mark is two custom properties of the document, which Excel and LibreOffice keep when they save it under any
name, and the same text in its title row, which is all that is left when another program drops the properties.
Reading the mark looks at one small part of the file and at nothing that a hostile file could make large.
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from pipelines.foundation.hashing import text_hash
from pipelines.foundation.received_files import open_received

BASE_PROPERTY, WORKBOOK_PROPERTY = "naqsheh_corrects", "naqsheh_workbook"
PART = "docProps/custom.xml"

#: A workbook, its directory and the part with the properties are smaller than this, or they are no mark of ours.
FILE_BYTES, DIRECTORY_BYTES, PART_BYTES = 50 * 1024 * 1024, 256 * 1024, 64 * 1024

_BASE_ID = re.compile(r"[A-Za-z0-9_-]{1,160}")
_WORKBOOK_ID = re.compile(r"[0-9a-f]{16}")
_SHOWN = re.compile(rf"naqsheh-correction:{_BASE_ID.pattern}/{_WORKBOOK_ID.pattern}")
#: The record that ends a zip file, after it a comment of up to 65,535 bytes.
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE, _LARGE_ZIP = b"PK\x05\x06", b"PK\x06\x07"
#: How a workbook packs its parts; other ways unpack without a bound.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class BrokenMark(ValueError):
    """A file says that it is a correction workbook, but not of what."""


@dataclass(frozen=True, slots=True)
class CorrectionMark:
    """The delivery that a workbook corrects, and the workbook's own id."""

    base_id: str
    workbook_id: str

    @classmethod
    def of_rows(cls, base_id: str, rows: Iterable[tuple[str, int]]) -> CorrectionMark:
        """Return the mark of the workbook that lists ``rows`` (sheet, row number) of a delivery."""
        listed = "\n".join(f"{row}\t{sheet}" for sheet, row in sorted(rows))
        digest = text_hash(f"{base_id}\n{listed}")
        return cls(base_id, digest[:16])

    @property
    def shown(self) -> str:
        """The mark as the title row shows it."""
        return f"naqsheh-correction:{self.base_id}/{self.workbook_id}"

    @property
    def properties(self) -> dict[str, str]:
        """The mark as custom properties of a document."""
        return {BASE_PROPERTY: self.base_id, WORKBOOK_PROPERTY: self.workbook_id}


def is_shown_in(texts: Iterable[str]) -> bool:
    """Whether one of ``texts`` shows the mark of a correction workbook."""
    return any(_SHOWN.search(text) for text in texts)


def read_mark(path: Path) -> CorrectionMark | None:
    """Return the mark of the file at ``path``, None when it bears none.

    Raises :class:`BrokenMark` when the properties are there and senseless, ``OSError`` when the file cannot be
    opened. Whatever else is wrong with the file is for its reader to find.
    """
    with open_received(path) as file:
        if not _is_small_zip(file):
            return None
        try:
            with zipfile.ZipFile(file) as archive:
                if archive.getinfo(PART).compress_type not in _PACKED:
                    return None
                with archive.open(PART) as part:
                    content = part.read(PART_BYTES + 1)
        except Exception:  # whatever a damaged zip makes the library raise: no mark can be read from it
            return None
    return _mark_of(_properties(content))


def _is_small_zip(file: BinaryIO) -> bool:
    """Whether a file is a zip whose directory may be read without a second thought."""
    size = file.seek(0, os.SEEK_END)
    if size > FILE_BYTES:
        return False
    file.seek(0)
    if file.read(2) != b"PK":
        return False
    file.seek(max(0, size - _END.size - 0xFFFF))
    tail = file.read()
    start = tail.rfind(_END_SIGNATURE)
    if start < 0 or len(tail) - start < _END.size or _LARGE_ZIP in tail:
        return False
    directory_bytes = _END.unpack_from(tail, start)[5]
    return bool(directory_bytes <= DIRECTORY_BYTES)


def _properties(content: bytes) -> dict[str, str]:
    """Return the text properties of the part; nothing when it is large, not XML, or defines anything."""
    if len(content) > PART_BYTES or b"<!" in content or b"\0" in content:
        return {}
    try:
        root = ElementTree.fromstring(content.decode("utf-8-sig"))  # noqa: S314 - without a DTD, and small
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError, RecursionError):
        return {}
    return {
        node.get("name", ""): "".join(node.itertext()).strip()
        for node in root
        if node.tag.rsplit("}", 1)[-1] == "property"
    }


def _mark_of(properties: dict[str, str]) -> CorrectionMark | None:
    base_id, workbook_id = properties.get(BASE_PROPERTY), properties.get(WORKBOOK_PROPERTY)
    if base_id is None and workbook_id is None:
        return None
    if not _BASE_ID.fullmatch(base_id or "") or not _WORKBOOK_ID.fullmatch(workbook_id or ""):
        raise BrokenMark(f"{BASE_PROPERTY}: {base_id}, {WORKBOOK_PROPERTY}: {workbook_id}"[:200])
    return CorrectionMark(str(base_id), str(workbook_id))
