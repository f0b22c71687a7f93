"""The note that may lie beside a delivered file (``<file>.source.yaml``): who sent it, when, from what document.

A note that cannot be read refuses its file: it may be the only thing that says the data are synthetic.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

SUFFIX = ".source.yaml"

#: A note is a page of text; anything larger is not a note.
MAX_BYTES = 64 * 1024


class NoteError(ValueError):
    """A source note is not what it should be; the text says where."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What is known of a file's origin. The bilingual parts are ``{"fa": …, "en": …}``.

    ``office`` and ``period`` override what the folder says; ``months`` says in words or as a key which months the
    figures are of («از ابتدای سال تا پایان آذر», ``1403-01/1403-09``), ``covers`` to which office or county they are
    restricted, or that they are not («همه»). ``grade`` is a code of the list ``grades``.
    """

    office: str | None = None
    period: str | None = None
    months: str | None = None
    covers: str | None = None
    received_on: date | None = None
    document: Mapping[str, str] = field(default_factory=dict)
    terms: str | None = None
    grade: str | None = None
    transcribed: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    synthetic: bool = False

    def to_json(self) -> str:
        """Return the note as canonical JSON (sorted keys), the form in which it is kept and hashed."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)

    @classmethod
    def from_json(cls, text: str) -> SourceNote:
        """Return the note that :meth:`to_json` wrote."""
        return parse_note(json.loads(text))


_BILINGUAL = frozenset({"document", "transcribed", "remarks"})
_KNOWN = frozenset(f.name for f in fields(SourceNote))


def _bilingual(key: str, value: Any) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not set(value) <= {"fa", "en"}:
        raise NoteError(f"{key}: fa and en are expected")
    return {str(language): str(text) for language, text in value.items() if text is not None}


def _received_on(value: Any) -> date | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise NoteError(f"received_on: {value!r} is not a date like 2026-11-23") from None


def parse_note(document: Any) -> SourceNote:
    """Turn the parsed YAML into a note; raises :class:`NoteError` on an unknown key or a wrong type."""
    if document is None:
        return SourceNote()
    if not isinstance(document, Mapping):
        raise NoteError("keys and values are expected")
    if unknown := sorted(str(k) for k in document if k not in _KNOWN):
        raise NoteError(f"unknown key {unknown[0]}")
    values: dict[str, Any] = {}
    for key, value in document.items():
        if key in _BILINGUAL:
            values[key] = _bilingual(key, value)
        elif key == "received_on":
            values[key] = _received_on(value)
        elif key == "synthetic":
            if not isinstance(value, bool):
                raise NoteError("synthetic: true or false is expected")
            values[key] = value
        elif value is None or isinstance(value, str | int):
            values[key] = None if value is None else str(value)
        else:
            raise NoteError(f"{key}: a text is expected")
    return SourceNote(**values)


def read_note(path: Path) -> SourceNote:
    """Read a note file; raises :class:`NoteError` when it is not a note, ``OSError`` when it cannot be opened."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise NoteError(f"larger than {MAX_BYTES // 1024} KB")
    try:
        return parse_note(yaml.safe_load(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise NoteError("not UTF-8 text") from None
    except (yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        raise NoteError(f"line {where.line + 1} is not YAML" if where else "not YAML") from None
