"""``naqsheh demo``: write an invented workspace, labelled as such, to explore and to measure with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.cli.console import OK, err, say, workspace_of


class UnusableDemo(ValueError):
    """The demonstration cannot be made as asked; the text says what can."""


def make_demo(folder: Path, models: Path, rows: int, seed: int, mess: float) -> int:
    """Write deliveries and their truth into ``folder``; return the exit code."""
    from pipelines.demo.workspace import FEWEST_ROWS, MOST_ROWS, NotEmpty, generate
    from pipelines.foundation.workspace import PROJECT_ROOT

    if not FEWEST_ROWS <= rows <= MOST_ROWS:
        raise UnusableDemo(f"--rows is {rows:,}; give a number from {FEWEST_ROWS:,} to {MOST_ROWS:,}.")
    if not 0 <= mess <= 0.5:
        raise UnusableDemo(f"--mess is {mess}; give a share from 0 to 0.5.")
    workspace = workspace_of(folder)
    if workspace.root == PROJECT_ROOT / "data":
        raise UnusableDemo("Invented data are never put into data/; name another folder with --workspace.")
    try:
        with _shown() as progress:
            made = generate(workspace, models, rows, seed, mess, progress)
    except NotEmpty as error:
        raise UnusableDemo(f"{error} already holds deliveries; name an empty folder with --workspace.") from error
    say(f"Wrote {made.files} files with {made.rows:,} rows of invented data to {workspace.raw}.", "green")
    say(f"What a perfect reading yields stands in {workspace.root / 'truth'}.")
    say(f"Next: naqsheh build --workspace {folder}, then naqsheh serve --workspace {folder}.")
    return OK


@contextmanager
def _shown() -> Iterator[Callable[[str], None]]:
    """Show which delivery is being written; on a terminal only."""
    from rich.status import Status

    if not err().is_terminal:
        yield lambda _: None
        return
    with Status("Inventing deliveries", console=err()) as status:
        yield status.update
