"""Garbage collection of a long-lived server.

What lives as long as the process is kept out of the collector's way. The framework collects garbage after
every script run, over everything that the process holds: the remembered answers of the published version and
the imported libraries, which are no garbage. Walking them cost more than drawing a page.
"""

from __future__ import annotations

import gc

from dashboards.data import versions

_answers = -1


def freeze_remembered_answers() -> None:
    """Freeze what is alive once new answers were remembered.

    Nothing happens after a run that only looked things up. Frozen objects are still freed when nothing refers
    to them; only cycles among them are not looked for any more, so those that are garbage now are collected
    first.
    """
    global _answers
    remembered = versions.answers()
    if remembered != _answers:
        _answers = remembered
        gc.collect()
        gc.freeze()
