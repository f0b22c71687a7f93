"""Read a printed file back, by two readers and by its tag tree."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.foundation.persian import latin_digits, without_direction_marks

NUMBER = re.compile(r"[+\u2212-]?\d[\d٬٫,.]*\d|[+\u2212-]?\d")
#: Parts of a document that are not printed: they steer the template, or speak to who cannot see.
SILENT = frozenset(
    {"kind", "alt", "id", "state", "states", "status", "squares", "page", "words", "marks", "day", "attached"}
)
SILENT_AT_TOP = frozenset({"language", "title", "author", "description", "keywords"})


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, whatever its digits and marks of direction."""
    plain = latin_digits(without_direction_marks(text)).replace("٬", ",").replace("٫", ".")
    return Counter(NUMBER.findall(plain))


def printed_texts(document: dict[str, Any]) -> Iterator[str]:
    """The texts of a document that stand on paper, each as often as it stands there."""
    for name, value in document.items():
        if name not in SILENT_AT_TOP and name not in ("footer", "running", "house", "demonstration"):
            yield from _texts(name, value)


def _texts(name: str, value: Any) -> Iterator[str]:
    if name in SILENT or isinstance(value, (int, float)) or value is None:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner, part in value.items():
            yield from _texts(inner, part)
    else:
        for part in value:
            yield from _texts("", part)


def text_by_poppler(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def text_by_pdfium(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def walk(element: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Every structure element below one, in reading order, by its type."""
    import pikepdf

    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from walk(kid, depth)
        return
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element["/S"]), element
    if "/K" in element and depth < 60:
        yield from walk(element["/K"], depth + 1)
