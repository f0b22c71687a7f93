"""Typeset a printed document: data in, PDF out, without a network and with the house's own typeface.

The templates (``templates/*.typ``) know nothing of figures; the data know nothing of paper. The PDF is at once an
archive file (PDF/A-3a, which may carry its data) and an accessible one (PDF/UA-1): the typesetter refuses what is
neither.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text that the PDF carries: its data, or what tells of them."""

    name: str
    text: str
    mime: str
    about: str
    relationship: str = "data"


@cache
def _fonts() -> Fonts:
    """Return the house's typeface, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def typeset(document: Mapping[str, Any], moment: datetime, attached: Sequence[Attachment] = ()) -> bytes:
    """Return the PDF of a document (see ``templates/document.typ``); the same data give the same bytes.

    ``moment`` stands in the file as the time of its making: that of the version, never of the clock.
    """
    import typst

    told = {
        **document,
        "day": {"year": moment.year, "month": moment.month, "day": moment.day},
        "attached": [
            {"name": a.name, "mime": a.mime, "about": a.about, "relationship": a.relationship} for a in attached
        ],
    }
    inputs = {"document": json.dumps(told, ensure_ascii=False), **{a.name: a.text for a in attached}}
    pdf = typst.compile(
        str(TEMPLATES / "document.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        sys_inputs=inputs,
        pdf_standards=[*STANDARDS],
        timestamp=moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment,
    )
    assert isinstance(pdf, bytes)
    return pdf
