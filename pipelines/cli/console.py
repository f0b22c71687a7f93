"""How the command speaks: sentences on the terminal, JSON for programs, never a traceback.

Rich is imported when something is said, not when the command starts.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.foundation.workspace import Workspace

#: Columns of a table that no terminal measures.
PIPED_WIDTH = 140
OK, FAILED, OPEN_DELIVERIES = 0, 1, 2


@cache
def out() -> Console:
    """Return the console of answers; into a file or a pipe it writes lines of a fixed width."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)


@cache
def err() -> Console:
    """Return the console of warnings and errors."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(text: str, style: str | None = None) -> None:
    """Print one line to the answers; what looks like markup in data stays text."""
    out().print(text, style=style, markup=False, soft_wrap=True)


def warn(text: str, style: str | None = "yellow") -> None:
    """Print one line to the errors."""
    err().print(text, style=style, markup=False, soft_wrap=True)


def say_json(data: Any) -> None:
    """Print JSON; moments and exact decimals become text as a person would write it."""
    from pipelines.cli.reading import plain

    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=plain) + "\n")


def debugging() -> bool:
    """Return whether traces are wanted (``NAQSHEH_DEBUG=1``)."""
    return os.environ.get("NAQSHEH_DEBUG", "") not in ("", "0")


def tell_error(error: BaseException) -> None:
    """Say what went wrong: in both languages where the error carries a message, else its own sentence."""
    from pipelines.foundation.messages import Message
    from pipelines.orchestration.wording import sentence

    message = getattr(error, "message", None)
    if faults := getattr(error, "faults", None):  # of configuration, each with its file
        for fault in faults:
            warn(fault, "red")
    elif isinstance(message, Message):
        warn(message.text("en"), "red")
        warn(message.text("fa"), "red")
    else:
        warn(sentence(error), "red")


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn whatever goes wrong into one sentence and exit code 1."""
    try:
        yield
    except KeyboardInterrupt:
        warn("Interrupted.")
        sys.exit(130)
    except BrokenPipeError:  # the reader of our answers left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except Exception as error:
        if debugging():
            raise
        tell_error(error)
        if not type(error).__module__.startswith("pipelines."):  # an error that nobody foresaw
            warn("NAQSHEH_DEBUG=1 shows where it happened.", "dim")
        sys.exit(FAILED)


def workspace_of(folder: Path | None) -> Workspace:
    """Return the workspace of ``--workspace``, and name it to every process that is started from here."""
    from pipelines.foundation.workspace import Workspace

    workspace = Workspace(folder.resolve()) if folder else Workspace.default()
    os.environ["NAQSHEH_WORKSPACE"] = str(workspace.root)
    return workspace


def models_of(folder: Path | None) -> Path:
    """Return the folder of ``--models``, else that of the environment; all sentences come from it, too."""
    from pipelines.configuration.place import whole_models
    from pipelines.foundation.messages import speak_from
    from pipelines.foundation.workspace import models_dir

    models = whole_models(folder.resolve() if folder else models_dir())
    speak_from(models)
    return models
