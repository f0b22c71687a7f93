"""Who acts: the person under whose name this process runs."""

from __future__ import annotations

import getpass


def current_user() -> str:
    """Return who runs this process, for the audit."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
