"""Say a failure in one clear sentence, and decide whether trying again can help."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.orchestration.run import BuildRun
from pipelines.orchestration.wording import sentence
from pipelines.publishing import Busy

#: Faults of files and disks that often pass: worth two more attempts.
IO_RETRIES = dg.RetryPolicy(max_retries=2, delay=1, backoff=dg.Backoff.EXPONENTIAL)
#: While another build holds the workspace, come back a few times before giving up.
BUSY_RETRIES, BUSY_DELAY_S = 5, 30

#: System errors that no second attempt mends.
LASTING = {errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.EDQUOT}


def passes(error: BaseException) -> bool:
    """Return whether an error may be gone in a second."""
    if isinstance(error, OSError):
        return error.errno not in LASTING
    return isinstance(error, sqlite3.OperationalError)


@contextmanager
def told(step: str, run: BuildRun) -> Iterator[None]:
    """Turn any error of a step into the orchestrator's failure with one sentence: step, then reason.

    The pages are told too: they go on with the version before, and say so.
    """
    try:
        yield
    except (dg.Failure, dg.RetryRequested):
        raise
    except Exception as error:
        if isinstance(error, Busy):
            raise dg.RetryRequested(BUSY_RETRIES, BUSY_DELAY_S) from error
        run.mark_failed(f"{step}: {sentence(error, 'fa')}", f"{step}: {sentence(error)}")
        raise dg.Failure(f"{step}: {sentence(error)}", allow_retries=passes(error)) from error
