"""Named moments at which a test may kill the process, to prove that a kill there loses nothing.

``NAQSHEH_FAULT_AT=<hook>`` ends the process with SIGKILL the first time that it reaches the hook: no handler,
no flush, as when the power fails. Without the variable a hook costs one look into the environment.
"""

from __future__ import annotations

import os
import signal

VARIABLE = "NAQSHEH_FAULT_AT"

#: Every hook, in the order in which a build reaches them.
HOOKS = (
    "archive_written",  # bytes copied under a temporary name
    "archive_renamed",  # bytes at their place, the ledger does not know them yet
    "ledger_written",  # rows inserted, not committed
    "ledger_committed",  # delivery registered, nothing built
    "build_cleared",  # the folder of the new version is empty
    "database_checked",  # the database of the new version is closed and whole
    "manifest_written",  # hashes written, nothing switched
    "version_renamed",  # the new version stands beside the served one
    "symlink_prepared",  # the new symlink exists under a temporary name
    "symlink_replaced",  # the new version is served, older ones not yet pruned
)


def reached(hook: str) -> None:
    """Kill this process if the environment asks for it at ``hook``; raises ``ValueError`` on an unlisted hook."""
    if hook not in HOOKS:
        raise ValueError(f"{hook!r} is not among the hooks")
    if os.environ.get(VARIABLE) == hook:
        os.kill(os.getpid(), signal.SIGKILL)
