"""Files that somebody sent: opened so that neither a link nor a pipe under their name leads elsewhere or waits."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def open_received(path: Path) -> BinaryIO:
    """Open a received file for reading; raises ``OSError`` when it is a link."""
    return open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
