"""Remembered answers are frozen once, when there are new ones, and a look that only remembers freezes nothing."""

from __future__ import annotations

import gc

from dashboards import memory, tables


def test_only_new_answers_are_frozen(monkeypatch):
    count = [1]
    monkeypatch.setattr(tables, "answers", lambda: count[0])
    monkeypatch.setattr(memory, "_answers", -1)
    try:
        memory.keep_out_of_collection()
        frozen = gc.get_freeze_count()
        assert frozen > 0
        kept = [[number] for number in range(1000)]
        memory.keep_out_of_collection()
        assert gc.get_freeze_count() <= frozen
        count[0] = 2
        memory.keep_out_of_collection()
        assert gc.get_freeze_count() >= frozen + len(kept) // 2
    finally:
        gc.unfreeze()
