"""The files of one period: printed documents, workbooks, open data, a word to the reader, a manifest of their hashes.

Everything comes from one published version. The same version and period give the same bytes; printed documents,
workbooks and the manifest name the version, so that a rebuild of the same knowledge gives the same data files.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import yaml

from pipelines.exporting.content import Content, read_content
from pipelines.exporting.names import file_name
from pipelines.exporting.open_data import read_words, write_open_data
from pipelines.exporting.printed.document import LANGUAGES
from pipelines.exporting.printed.outputs import is_told, write_printed
from pipelines.exporting.revision_notes import read_notes
from pipelines.exporting.scope import Scope, period_words
from pipelines.exporting.workbook import write_workbook
from pipelines.published import PublishedDatabase, PublishedVersion
from pipelines.publishing.manifest import write_manifest


def export_period(
    version: PublishedVersion, period: str, out: Path, models: Path, notes: Path | None = None
) -> list[Path]:
    """Write the files of ``period`` (``1400Q4`` or ``1402``) into the folder ``out``; return their paths.

    A quarter brings its own figures and the annual ones of its year; a year brings its own and those of its
    quarters. Raises :class:`pipelines.exporting.scope.ExportRefused` when the period cannot be read or nothing
    is published for it; ``out`` is then left as it was. ``notes`` is a folder of revision notes.
    """
    scope = Scope.of(period)
    words, said = yaml.safe_load((models / "workbook.yaml").read_text("utf-8")), read_notes(notes, scope.key)
    with PublishedDatabase.open(version) as database:
        content = read_content(database, scope)
        out.mkdir(parents=True, exist_ok=True)
        # Written aside and moved, so that a reader of ``out`` never meets half a file.
        with tempfile.TemporaryDirectory(prefix=".naqsheh-", dir=out) as aside:
            folder = Path(aside)
            _write(folder, database, content, words, models)
            if is_told(database, scope):
                write_printed(database, scope, folder, models, notes=said)
            write_manifest(folder, _facts(version, content))
            names = sorted(p.name for p in folder.iterdir())
            for name in names:
                os.replace(folder / name, out / name)
    return [out / name for name in names]


def print_period(
    version: PublishedVersion, period: str, out: Path, models: Path, notes: Path | None = None
) -> list[Path]:
    """Typeset what is printed of ``period`` into the folder ``out``; return the paths.

    Raises as :func:`export_period` does.
    """
    scope = Scope.of(period)
    with PublishedDatabase.open(version) as database:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".naqsheh-", dir=out) as aside:
            written = write_printed(database, scope, Path(aside), models, notes=read_notes(notes, scope.key))
            for path in written:
                os.replace(path, out / path.name)
    return [out / path.name for path in written]


def _write(folder: Path, database: PublishedDatabase, content: Content, words: dict[str, Any], models: Path) -> None:
    workbooks = []
    for language in LANGUAGES:
        invented = content.is_synthetic
        workbooks.append(file_name("", ".xlsx", period=content.scope.key, language=language, is_synthetic=invented))
        write_workbook(content, words, folder / workbooks[-1], language)
    write_open_data(database, content, folder, read_words(models))
    (folder / "README.txt").write_text(_readme(content.scope, words, ", ".join(workbooks)), "utf-8")


def _readme(scope: Scope, words: dict[str, Any], workbook: str) -> str:
    said = {"workbook": workbook}
    for language in ("fa", "en"):
        template = words["scope_quarter" if scope.quarter else "scope_year"][language]
        said[f"scope_{language}"] = template.format(
            quarter=period_words(scope.key, language), year=period_words(str(scope.year), language)
        )
        said[f"scope_note_{language}"] = words["scope_note"][language]
    return str(words["readme"]).format(**said)


def _facts(version: PublishedVersion, content: Content) -> dict[str, Any]:
    release = content.release
    return {
        "period": content.scope.key,
        "periods": list(content.scope.periods),
        "version": version.version,
        "build_key": release["build_key"],
        "inputs_hash": release["inputs_hash"],
        "is_synthetic": content.is_synthetic,
    }
