"""Processes that a build starts and that must not outlive it."""

import ctypes
import signal


def end_with_parent() -> None:
    """Have the kernel end this process when the thread that started it ends, however that happens."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
