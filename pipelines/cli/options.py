"""Options that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Folder with raw/, restricted/ and curated/.", file_okay=False),
]
ModelsOption = Annotated[
    Path | None,
    typer.Option(
        "--models",
        "-m",
        help="Folder of contracts, reference data and SQL, or a place that extends one.",
        exists=True,
        file_okay=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
