"""What the secretariat writes about the revisions of a quarter: drafted from the figures, edited by a person, printed.

A file a quarter in the folder ``notes`` of the workspace. Where there is none, the bulletin says only what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import ConfigurationError
from pipelines.configuration.faults import understood
from pipelines.configuration.parts import Bilingual, Part, Written
from pipelines.configuration.vocabulary import Vocabulary
from pipelines.exporting.printed.document import read_words, writer_of
from pipelines.exporting.printed.facts import Facts
from pipelines.exporting.printed.quality import revised
from pipelines.exporting.scope import ExportRefused, Scope
from pipelines.foundation.atomic_files import write_whole
from pipelines.published import PublishedDatabase

FOLDER = "notes"
HEAD = """\
# What the bulletin of {period} says about its revisions. Drafted from the figures; change, add and
# take out what you like. Each language is printed in its own edition. Without the file only what is counted is said.
"""


class RevisionNotes(Part):
    """The notes of a quarter, in the order in which they are printed."""

    period: Written
    notes: list[Bilingual]


def read_notes(folder: Path | None, period: str) -> tuple[Bilingual, ...]:
    """Return the notes of a period; none where nobody wrote any.

    Raises :class:`ExportRefused` with the file and what is wrong in it.
    """
    path = folder / f"{period}.yaml" if folder is not None else None
    if path is None or not path.exists():
        return ()
    try:
        said = read_yaml(path.read_text("utf-8"), path.name)
        found = understood(RevisionNotes, said, path.name, Vocabulary())
    except (ConfigurationError, UnicodeDecodeError) as error:
        raise ExportRefused("notes_not_read", file=path.name, why=str(error)) from None
    if found.period != period:
        raise ExportRefused("notes_not_read", file=path.name, why=f"period: {found.period} ≠ {period}")
    return tuple(found.notes)


def draft_notes(database: PublishedDatabase, scope: Scope, folder: Path, models: Path) -> tuple[Path, bool]:
    """Write a draft of the notes of a period; return the file, and whether it is new: one that is there is kept."""
    path = folder / f"{scope.key}.yaml"
    if path.exists():
        return path, False
    facts, words = Facts(database, scope), read_words(models)
    told = {language: revised(facts, writer_of(facts, words, language)) for language in ("fa", "en")}
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, HEAD.format(period=scope.key) + _as_yaml(scope.key, told["fa"], told["en"]))
    return path, True


def _as_yaml(period: str, persian: Sequence[str], english: Sequence[str]) -> str:
    notes = [{"fa": fa, "en": en} for fa, en in zip(persian, english, strict=True)]
    document = {"period": period, "notes": notes}
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
