"""``naqsheh check``: do the files of ``models/`` say what they may say, and do their queries find what they name?"""

from __future__ import annotations

import gc
from pathlib import Path

from pipelines.cli.console import FAILED, OK, say, warn


def check(models: Path, file: Path | None) -> int:
    """Tell every fault of the models folder, or of one file of it; return the exit code."""
    from pipelines.pipeline.checking import CHECKED, check_models, is_checked

    chosen = file.resolve() if file else None
    if chosen is not None and models not in chosen.parents:
        warn(f"{file} is no file of {models}.", "red")
        return FAILED
    if chosen is not None and not is_checked(models, chosen):
        warn(f"{file} is not checked by itself; there is {', '.join(CHECKED)}.", "red")
        return FAILED
    gc.disable()  # all that is read is kept until the end: there is nothing to collect, and looking costs a twentieth
    try:
        found = check_models(models, chosen)
    finally:
        gc.enable()
    for fault in found.faults:
        warn(fault, "red")
    if found.untried:
        warn(f"Not tried, as they read a table with a fault: {', '.join(found.untried)}")
    if found.faults:
        files = len({fault.split(":")[0] for fault in found.faults})
        warn(f"{_counted(len(found.faults), 'fault')} in {_counted(files, 'file')}.", "red")
        return FAILED
    subject = "The models" if file is None else str(file)
    tried = f"; {_counted(found.queries, 'query', 'queries')} tried on empty tables" if found.queries else ""
    say(f"{subject}: nothing is wrong{tried}.", "green")
    return OK


def write_schema_files(models: Path, folder: Path) -> int:
    """Write the JSON Schemas of headers and rules; return the exit code."""
    from pipelines.configuration.schemas import write_schemas

    written = write_schemas(models, folder)
    say(f"{_counted(len(written), 'schema')} written to {folder}.", "green")
    return OK


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
