"""A version with figures that break careless writers, and its open data."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from pipelines.exporting.content import read_content
from pipelines.exporting.open_data import read_words, write_open_data
from pipelines.exporting.scope import Scope
from pipelines.foundation.workspace import models_dir
from pipelines.published import PublishedDatabase, PublishedVersion

#: Beyond what a float holds, and with all the places that a value may have.
LARGE, FINE = "9007199254740993", "0.123456789"
SOURCE = "it's \"theirs\" <b>&amp; 'ours'"
PERSIAN_SOURCE = "گزارش‌های «اداره‌کل»؛ نسخهٔ دوم"
UNKNOWN_OFFICE = "گمرکِ جایی دیگر"
HIDDEN = "31415926.5"
CHANGES = (
    ("cooperatives", f"value = {LARGE}"),
    ("licence_coverage", f"value = {FINE}, status = 'provisional'"),
    # Status alone would not hide it: the number is still in the row.
    ("artisans", f"status = 'suppressed', value = {HIDDEN}, numerator = {HIDDEN}"),
    ("weavers", "status = 'not_applicable', value = NULL, numerator = NULL"),
    ("weavers_permitted", "status = 'missing', value = NULL, numerator = NULL"),
    (
        "named_masters",
        f"value = 0, source_fa = '{PERSIAN_SOURCE}', source_en = '{SOURCE.replace(chr(39), chr(39) * 2)}'",
    ),
    ("craft_fields", f"breakdown = 'customs_office', category = '{UNKNOWN_OFFICE}'"),
)


def altered(version: PublishedVersion, folder: Path, *changes: tuple[str, str]) -> PublishedVersion:
    """Copy ``version`` into ``folder`` and change the values of indicators; return the copy."""
    shutil.copytree(version.path, folder)
    database = folder / "roadmap.duckdb"
    database.chmod(0o644)
    with duckdb.connect(str(database)) as db:
        for indicator, change in changes:
            db.execute(f"UPDATE indicator_values SET {change} WHERE indicator_id = ? AND category = ''", [indicator])
    return PublishedVersion(folder, 1, {})


def write(version: PublishedVersion, period: str, out: Path) -> list[Path]:
    """Write the open data of ``period``; return the files."""
    out.mkdir(parents=True, exist_ok=True)
    with PublishedDatabase.open(version) as database:
        content = read_content(database, Scope.of(period))
        return write_open_data(database, content, out, read_words(models_dir()))
