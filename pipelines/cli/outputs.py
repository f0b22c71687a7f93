"""The commands of what leaves the house: files of a period, what is printed of it, and whether a folder is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.console import models_of
from pipelines.cli.options import ModelsOption, WorkspaceOption


def export(
    period: Annotated[str, typer.Argument(help="Jalali quarter or year, such as 1402Q4 or 1402.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the files.", file_okay=False)],
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    as_known_at: Annotated[
        str | None,
        typer.Option(
            help="From what was known by the end of this day, once it is built (naqsheh build --as-known-at)."
        ),
    ] = None,
) -> None:
    """Write the bulletin, the workbook and the open data of a period."""
    from pipelines.cli.files import export_period

    raise typer.Exit(export_period(workspace, models_of(models), period, out, as_known_at))


def bulletin(
    period: Annotated[str, typer.Argument(help="Jalali quarter or year, such as 1402Q4 or 1402.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the files.", file_okay=False)],
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    as_known_at: Annotated[str | None, typer.Option(help="As for `naqsheh export`.")] = None,
) -> None:
    """Typeset the bulletin, the scorecard and the reports of a period."""
    from pipelines.cli.files import print_period

    raise typer.Exit(print_period(workspace, models_of(models), period, out, as_known_at))


def notes(
    period: Annotated[str, typer.Argument(help="Jalali quarter or year, such as 1402Q4 or 1402.")],
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
) -> None:
    """Draft what the bulletin says about revisions, for a person to edit."""
    from pipelines.cli.files import draft_notes

    raise typer.Exit(draft_notes(workspace, models_of(models), period))


def verify(
    folder: Annotated[Path, typer.Argument(help="A folder that `naqsheh export` wrote.", file_okay=False, exists=True)],
) -> None:
    """Check every file of an export against its manifest."""
    from pipelines.cli.files import verify_folder

    raise typer.Exit(verify_folder(folder))
