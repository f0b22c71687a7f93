"""``naqsheh preview`` and ``naqsheh accept``: look at a file before it is taken in, then take it in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.console import FAILED, OK, OPEN_DELIVERIES, say, say_json, warn, workspace_of
from pipelines.cli.summary import tell_groups

if TYPE_CHECKING:
    from pipelines.pipeline.preview import PreviewError


def show_preview(
    folder: Path | None, models: Path, file: Path, name: str | None, sent: Mapping[str, Any], as_json: bool
) -> int:
    """Read, clean and assess ``file`` as a build would and say what became of it; return the exit code."""
    from pipelines.contracts import feed_names
    from pipelines.pipeline.preview import PreviewError, Sent, preview, stage

    workspace = workspace_of(folder)
    try:
        staged = stage(workspace, feed_names(models), file, name or file.name, Sent(**sent))
        summary = {"preview": staged.name, **preview(workspace, models, staged, str(sent["feed"]))}
    except PreviewError as error:
        return _refuse(error, as_json)
    if as_json:
        say_json(summary)
    else:
        _tell(summary)
    return OK if summary["state"] == "published" else OPEN_DELIVERIES


def accept_preview(folder: Path | None, token: str) -> int:
    """Put a previewed file into ``raw/``; return the exit code."""
    from pipelines.pipeline.preview import PreviewError, accept

    workspace = workspace_of(folder)
    try:
        path = accept(workspace, token)
    except PreviewError as error:
        return _refuse(error, as_json=False)
    say(f"{path.relative_to(workspace.root)}: the next build takes it in.", "green")
    return OK


def discard_preview(folder: Path | None, token: str) -> int:
    """Take a preview away; return the exit code."""
    from pipelines.pipeline.preview import PreviewError, discard

    try:
        discard(workspace_of(folder), token)
    except PreviewError as error:
        return _refuse(error, as_json=False)
    say("Nothing of the file is kept.", "green")
    return OK


def _refuse(error: PreviewError, as_json: bool) -> int:
    if as_json:
        say_json({"error_fa": error.message.text("fa"), "error_en": error.message.text("en")})
    else:
        warn(error.message.text("en"), "red")
        warn(error.message.text("fa"), "red")
    return FAILED


def _tell(summary: Mapping[str, Any]) -> None:
    words = {
        "published": "would be published",
        "held": "would wait for approval",
        "refused": "would be refused",
        "known": "is known already",
    }
    say(f"{summary['file_name']}: {words.get(str(summary['state']), summary['state'])}.")
    counts = [
        f"{summary[name]:,} {label}"
        for name, label in (
            ("rows_read", "rows read"),
            ("rows_loaded", "loaded"),
            ("rows_quarantined", "in quarantine"),
            ("rows_non_data", "not data"),
        )
        if name in summary
    ]
    if counts:
        say(", ".join(counts) + ".")
    for column in summary.get("columns", ()):
        say(f"  {column['sheet_name']} {column['letter']}: {column['header']} → {column['column'] or 'not taken'}")
    for language in ("en", "fa"):
        for sentence in summary.get(f"succession_{language}", ()):
            say(sentence)
        if text := summary[f"sentence_{language}"]:
            say(text, "yellow")
    tell_groups(summary.get("quarantine", ()), in_full=True)
    say(f"naqsheh accept {summary['preview']} puts it into raw/.")
