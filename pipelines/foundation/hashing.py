"""SHA-256, in lower-case hexadecimal digits: of texts, values, files and folders.

Keyed hashes of identifiers are made in :mod:`pipelines.cleaning.pseudonyms`, never here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.foundation.received_files import open_received

#: Bytes that are read at once.
_PIECE = 1 << 20


def bytes_hash(content: bytes | bytearray) -> str:
    """Return the hash of bytes."""
    return hashlib.sha256(content).hexdigest()


def text_hash(text: str) -> str:
    """Return the hash of a text in UTF-8."""
    return bytes_hash(text.encode())


def json_hash(value: Any) -> str:
    """Return the hash of a value as JSON with sorted keys; what JSON does not know counts as its text."""
    return text_hash(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def file_hash(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stream_hash(stream: BinaryIO, copy: BinaryIO | None = None) -> tuple[str, int]:
    """Return hash and size of what is left of ``stream``, read in pieces and written to ``copy`` as it passes."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if copy is not None:
            copy.write(piece)
    return digest.hexdigest(), size


def sha256_of(path: Path) -> tuple[str, int]:
    """Return hash and size of a regular file that somebody sent."""
    with open_received(path) as file:
        return stream_hash(file)


def tree_hash(root: Path, files: Iterable[Path]) -> str:
    """Return a hash of names and contents of ``files`` below ``root``; hidden and compiled files do not count."""
    lines = []
    for path in sorted(files):
        relative = path.relative_to(root)
        if not any(part.startswith((".", "__pycache__")) for part in relative.parts):
            lines.append(f"{relative.as_posix()}\0{file_hash(path)}\n")
    return text_hash("".join(lines))
