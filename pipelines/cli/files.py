"""``naqsheh export`` and ``naqsheh template``: files for people."""

from __future__ import annotations

import difflib
from pathlib import Path

from pipelines.cli.console import FAILED, OK, say, warn, workspace_of

#: What is wrong with a file of an export, and what to do.
DAMAGES = {
    "changed": (
        "این فایل دیگر همان نیست که منتشر شد؛ آن را از منبع دوباره بگیرید.",
        "it is not what was published; get it again from its source",
    ),
    "missing": (
        "این فایل در پوشه نیست؛ همهٔ پوشه را دوباره بگیرید.",
        "it is not in the folder; get the whole folder again",
    ),
    "unexpected": (
        "این فایل از این انتشار نیست؛ اگر خودتان گذاشته‌اید بردارید.",
        "it is not of this release; take it out if you put it there",
    ),
}


def export_period(folder: Path | None, models: Path, period: str, target: Path, as_known_at: str | None = None) -> int:
    """Write the files of one period from the published version, or that of an earlier day; return the exit code."""
    from pipelines.cli.reading import version_of
    from pipelines.exporting import export_period as write

    workspace = workspace_of(folder)
    for path in write(version_of(workspace, as_known_at), period, target, models, workspace.root / "notes"):
        say(str(path))
    return OK


def print_period(folder: Path | None, models: Path, period: str, target: Path, as_known_at: str | None = None) -> int:
    """Typeset the printed documents of one period; return the exit code."""
    from pipelines.cli.reading import version_of
    from pipelines.exporting import print_period as write

    workspace = workspace_of(folder)
    for path in write(version_of(workspace, as_known_at), period, target, models, workspace.root / "notes"):
        say(str(path))
    return OK


def draft_notes(folder: Path | None, models: Path, period: str) -> int:
    """Write a draft of what is said about the revisions of a period; return the exit code."""
    from pipelines.cli.reading import published
    from pipelines.exporting.revision_notes import FOLDER
    from pipelines.exporting.revision_notes import draft_notes as draft
    from pipelines.exporting.scope import Scope

    workspace = workspace_of(folder)
    with published(workspace) as database:
        path, is_new = draft(database, Scope.of(period), workspace.root / FOLDER, models)
    say(f"{path}: {'a draft; edit it' if is_new else 'is there already, and was kept'}.")
    return OK


def verify_folder(folder: Path) -> int:
    """Tell which files of an export are not as its manifest says; return the exit code."""
    from pipelines.publishing.manifest import damages, files_of

    found = damages(folder)
    for damage in found:
        persian, english = DAMAGES[damage.what]
        warn(f"{damage.file}: {english} · {persian}", "red")
    if found:
        return FAILED
    say(f"{folder}: {len(files_of(folder))} files, each as the manifest says.", "green")
    return OK


def write_feed_template(models: Path, feed: str, target: Path) -> int:
    """Write a feed's blank workbook; return the exit code."""
    from pipelines.contracts import load_contracts
    from pipelines.exporting.template import write_template

    contracts = load_contracts(models)
    if feed not in contracts:
        near = difflib.get_close_matches(feed, contracts, 1)
        told = f"did you mean {near[0]}?" if near else f"the feeds are {', '.join(contracts)}."
        warn(f"There is no feed “{feed}”; {told}", "red")
        return FAILED
    target.parent.mkdir(parents=True, exist_ok=True)
    write_template(contracts[feed], models, target)
    say(str(target), "green")
    return OK
