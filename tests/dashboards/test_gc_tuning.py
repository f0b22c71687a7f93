"""Remembered answers are frozen once, when there are new ones, and a look that only remembers freezes nothing."""

from __future__ import annotations

import gc

from dashboards.data import versions
from dashboards.server import gc_tuning


def test_only_new_answers_are_frozen(monkeypatch):
    count = [1]
    monkeypatch.setattr(versions, "answers", lambda: count[0])
    monkeypatch.setattr(gc_tuning, "_answers", -1)
    try:
        gc_tuning.freeze_remembered_answers()
        frozen = gc.get_freeze_count()
        assert frozen > 0
        kept = [[number] for number in range(1000)]
        gc_tuning.freeze_remembered_answers()
        assert gc.get_freeze_count() <= frozen
        count[0] = 2
        gc_tuning.freeze_remembered_answers()
        assert gc.get_freeze_count() >= frozen + len(kept) // 2
    finally:
        gc.unfreeze()
