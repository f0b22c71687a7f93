"""Spoil a file of a copy of ``models/``, for tests of what is told of it."""

from __future__ import annotations

from pathlib import Path


def spoil(models: Path, name: str, old: str, new: str) -> Path:
    """Replace a text of a file once, which must be there; return the file."""
    path = models / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path
