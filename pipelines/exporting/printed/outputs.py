"""Write what is printed of a period in both languages: bulletin, scorecard, commitments, a report a craft city.

A city owes its report once a year, so it comes with the year or with the last quarter of it.

Each PDF carries the values that it prints, exactly, and what says from which version they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.configuration.parts import Bilingual
from pipelines.exporting.data_files import csv_bytes
from pipelines.exporting.names import file_name
from pipelines.exporting.open_data import read_words as read_open_data_words
from pipelines.exporting.open_data.sdmx import csv_of_values
from pipelines.exporting.printed.bulletin import bulletin
from pipelines.exporting.printed.document import LANGUAGES, moment, read_words, writer_of
from pipelines.exporting.printed.facts import SERIES, Facts, newest
from pipelines.exporting.printed.reports import cities, commitments
from pipelines.exporting.printed.scorecard import scorecard
from pipelines.exporting.printed.typeset import Attachment, typeset
from pipelines.exporting.printed.writing import Writer
from pipelines.exporting.scope import ExportRefused, Scope
from pipelines.foundation.hashing import bytes_hash
from pipelines.published import PublishedDatabase

#: Kinds of printed documents, in the order in which they are written.
KINDS = ("bulletin", "scorecard", "commitments", "city")
VALUES = "SELECT * FROM indicator_values WHERE list_contains(?, value_id) ORDER BY ALL"


def is_told(database: PublishedDatabase, scope: Scope) -> bool:
    """Return whether anything of the place is known up to the end of a period, so that there is something to print.

    A quarter may have data files and nothing to print: those of its year, which is not over with it.
    """
    facts = Facts(database, scope)
    return bool(facts.rows(f"SELECT 1 FROM ({SERIES}) LIMIT 1", [facts.place["area_code"], facts.last_quarter]))


def write_printed(
    database: PublishedDatabase,
    scope: Scope,
    folder: Path,
    models: Path,
    kinds: Sequence[str] = KINDS,
    notes: tuple[Bilingual, ...] = (),
) -> list[Path]:
    """Write the printed documents of ``scope`` into ``folder``; return their paths.

    Raises :class:`ExportRefused` where nothing is published up to the period.
    """
    facts, words = Facts(database, scope, notes), read_words(models)
    if not facts.home_series:
        known = database.rows("SELECT DISTINCT period FROM indicator_values ORDER BY period")
        raise ExportRefused(
            "nothing_for_period", value=scope.key, suggestion=", ".join(r["period"] for r in known) or "—"
        )
    attached = attachments(facts, read_open_data_words(models)) if "bulletin" in kinds else []
    written = []
    for language in LANGUAGES:
        writer = writer_of(facts, words, language)
        for name, document in _documents(facts, writer, kinds):
            told = file_name(
                name,
                ".pdf",
                period=scope.key,
                language=language,
                is_synthetic=facts.is_synthetic,
            )
            path = folder / told
            path.write_bytes(typeset(document, moment(facts), attached if name == "bulletin" else ()))
            written.append(path)
    return written


def _documents(facts: Facts, writer: Writer, kinds: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    if "bulletin" in kinds:
        yield "bulletin", bulletin(facts, writer)
    if "scorecard" in kinds:
        yield "scorecard", scorecard(facts, writer)
    if "commitments" in kinds and facts.rows("SELECT 1 FROM commitments LIMIT 1"):
        yield "commitments", commitments(facts, writer)
    if "city" in kinds and facts.scope.ends_the_year:
        for code, document in cities(facts, writer):
            yield f"annual-report-{code}", document


def attachments(facts: Facts, words: Mapping[str, Any]) -> list[Attachment]:
    """Return what the bulletin carries: the newest values of the place and its counties, and where they are from."""
    printed = [str(row["value_id"]) for row in [*newest(facts.home_series), *facts.counties]]
    table = csv_bytes(facts.database.arrow(VALUES, [printed]))
    sdmx = csv_of_values(facts.database, printed, dict(words))
    release = facts.release
    manifest = {
        "period": facts.scope.key,
        "version": release["version"],
        "as_of": release["as_of"].isoformat(),
        "inputs_hash": release["inputs_hash"],
        "models_hash": release["models_hash"],
        "code_hash": release["code_hash"],
        "is_synthetic": facts.is_synthetic,
        "files": {"values.csv": bytes_hash(table), "values.sdmx.csv": bytes_hash(sdmx.encode())},
    }
    return [
        Attachment("values.csv", table.decode("utf-8"), "text/csv", "Every value that is printed, exactly"),
        Attachment("values.sdmx.csv", sdmx, "text/csv", "The same values as SDMX-CSV 2.0"),
        Attachment(
            "manifest.json",
            json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True),
            "application/json",
            "The published version that the values are from",
            "supplement",
        ),
    ]
