"""``naqsheh export`` and ``naqsheh template``: files for people."""

from __future__ import annotations

import difflib
from pathlib import Path

from pipelines.cli.console import FAILED, OK, say, warn, workspace_of


def export_period(folder: Path | None, models: Path, period: str, target: Path, as_known_at: str | None = None) -> int:
    """Write the files of one period from the published version, or from that of an earlier day; return the exit code."""
    from pipelines.cli.reading import version_of
    from pipelines.exporting import export_period as write

    for path in write(version_of(workspace_of(folder), as_known_at), period, target, models):
        say(str(path))
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
