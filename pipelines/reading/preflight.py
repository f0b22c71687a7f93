"""Look at a file before anything parses it: what it is, and whether it is safe to open.

Only the zip directory, the first bytes of each part and the file's signature are read here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipelines.foundation.messages import Message
from pipelines.reading import limits
from pipelines.reading.result import RefusedFile

Format = Literal["xlsx", "xls", "xlsb", "ods", "csv", "parquet"]

_OLE_HEADER, _LARGEST_SHIFT = 512, 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype html|html|table|head|body|meta)\b", re.IGNORECASE)
_FLAT = re.compile(rb"<office:document\b")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: What makes an OpenDocument spreadsheet depend on other files: linked sheets and areas, and formulas.
_ODS_LINKS = re.compile(
    rb"<table:(?:table|cell-range)-source\b|<office:dde-source\b|table:formula=\"[^\"]*(?:file|https?)://"
)
_PIECE, _OVERLAP = limits.MEGABYTE, 4_096
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ELEMENT = re.compile(rb"<[A-Za-z_]")
#: Bytes of a part within which its first element begins; a document type stands before it.
_XML_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Recognised:
    """The true format of a file, and what is to be said about it."""

    format: Format
    notes: tuple[Message, ...] = ()


def recognise(path: Path, file_name: str) -> Recognised:
    """Return what the file is, by content and not by name; raises :class:`RefusedFile`."""
    if not path.is_file() or path.is_symlink():
        raise RefusedFile("file_is_special", file_name)
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise RefusedFile("file_empty", file_name)
    if head.startswith(b"PAR1"):
        return Recognised("parquet", tuple(_name_differs("parquet", file_name)))
    if head.startswith(b"PK"):
        _check_size(size, file_name)
        found, notes = _check_archive(path, file_name)
        return Recognised(found, (*notes, *_name_differs(found, file_name)))
    if head.startswith(_OLE):
        _check_size(size, file_name)
        return Recognised("xls", (*_check_compound(path, file_name), *_name_differs("xls", file_name)))
    if head[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"):
        return Recognised("xls", tuple(_name_differs("xls", file_name)))
    if _FLAT.search(head):
        raise RefusedFile("flat_ods", file_name)
    if _HTML.search(head[:2048]):
        raise RefusedFile("html_named_workbook", file_name)
    if Path(file_name).suffix.lower() != ".csv":
        raise RefusedFile("not_a_workbook", file_name)
    return Recognised("csv")


def _check_size(size: int, file_name: str) -> None:
    if size > limits.WORKBOOK_BYTES:
        megabytes = limits.MEGABYTE
        raise RefusedFile(
            "file_too_large", file_name, found=size // megabytes, limit=limits.WORKBOOK_BYTES // megabytes
        )


def _check_archive(path: Path, file_name: str) -> tuple[Format, list[Message]]:
    """Check the zip directory of a workbook, and the first bytes of its XML for entities; say what it is."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_parts(parts, file_name)
            found = _kind_of_archive(archive, file_name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    with archive.open(part) as file:
                        _check_xml(file.read(_XML_HEAD), part.filename, file_name)
            return found, _held_contents(archive, found, file_name)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as error:
        raise RefusedFile("workbook_broken", file_name, value=str(error)[:120]) from error
    except Exception as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile("workbook_broken", file_name, value=type(error).__name__) from error


def _kind_of_archive(archive: zipfile.ZipFile, file_name: str) -> Format:
    """Tell which kind of workbook a zip archive is, by the parts that it cannot do without."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    if "[Content_Types].xml" in names and "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names or "content.xml" in names:
        if "mimetype" in names and not _begin(archive, "mimetype").startswith(_ODS):
            raise RefusedFile("not_a_workbook", file_name)
        manifest = _begin(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if "encrypted-package" in names or b"encryption-data" in manifest:
            raise RefusedFile("password_protected", file_name)
        if "content.xml" in names:
            return "ods"
    raise RefusedFile("not_a_workbook", file_name)


def _begin(archive: zipfile.ZipFile, part: str) -> bytes:
    """Return a part that is small in honest files, or its beginning."""
    with archive.open(part) as file:
        return file.read(limits.MEGABYTE)


def _check_parts(parts: Sequence[zipfile.ZipInfo], file_name: str) -> None:
    if len(parts) > limits.PARTS:
        raise RefusedFile("zip_too_many_parts", file_name, found=len(parts), limit=limits.PARTS)
    seen: set[str] = set()
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise RefusedFile("zip_unsafe_name", file_name)
        if name.casefold() in seen:
            raise RefusedFile("zip_duplicate_part", file_name, value=name)
        seen.add(name.casefold())
        if part.flag_bits & 1:
            raise RefusedFile("password_protected", file_name)
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > limits.PART_RATIO_FROM and ratio > limits.PART_RATIO:
            raise RefusedFile("zip_bomb", file_name, value=name)
    if sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
        raise RefusedFile("zip_bomb", file_name, value="—")


def _check_xml(head: bytes, part: str, file_name: str) -> None:
    if b"\x00" in head[:64]:
        big = head.startswith(b"\xfe\xff") or head[:1] == b"\x00"
        head = head.decode("utf-16-be" if big else "utf-16-le", "replace").encode()
    if _DTD.search(head) or (len(head) >= _XML_HEAD and not _ELEMENT.search(head)):
        raise RefusedFile("xml_entities", file_name, value=part)


def _held_contents(archive: zipfile.ZipFile, found: Format, file_name: str) -> list[Message]:
    """Return notes on parts that a person should look at before the figures are taken."""
    names = archive.namelist()
    notes = []
    scripts = ("Basic/", "Scripts/") if found == "ods" else ()
    if any("vbaproject" in name.casefold() or name.startswith(scripts) for name in names):
        notes.append(Message("has_macros", "hold", {"file": file_name}))
    if any(name.startswith("xl/externalLinks/") for name in names) or (found == "ods" and _ods_links(archive)):
        notes.append(Message("has_external_links", "hold", {"file": file_name}))
    return notes


def _ods_links(archive: zipfile.ZipFile) -> bool:
    """Tell whether cells of an OpenDocument spreadsheet come from other files."""
    rest = b""
    with archive.open("content.xml") as file:
        while piece := file.read(_PIECE):
            rest = rest[-_OVERLAP:] + piece
            if _ODS_LINKS.search(rest):
                return True
    return False


def _check_compound(path: Path, file_name: str) -> list[Message]:
    """Check the directory of an OLE file: an encrypted workbook and macros show in its stream names."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusedFile("password_protected", file_name)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        if _ends_before_its_directory(data):
            raise RefusedFile("workbook_broken", file_name, value="OLE")
        raise RefusedFile("not_a_workbook", file_name)
    notes = []
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        notes.append(Message("has_macros", "hold", {"file": file_name}))
    return notes


def _ends_before_its_directory(data: bytes) -> bool:
    """Tell whether an OLE file was cut: its header says where the directory lies."""
    if len(data) < _OLE_HEADER:
        return True
    sector_shift, directory = int.from_bytes(data[30:32], "little"), int.from_bytes(data[48:52], "little")
    return sector_shift > _LARGEST_SHIFT or (directory + 1 << sector_shift) >= len(data)


def _name_differs(found: Format, file_name: str) -> list[Message]:
    """Return a note when the name of a workbook promises the other format."""
    if Path(file_name).suffix.casefold() == f".{found}":
        return []
    return [Message("format_differs_from_name", "normalise", {"file": file_name, "found": found})]
