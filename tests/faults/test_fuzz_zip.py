"""Workbooks spoilt as bytes: the zip directory and the packed parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.fuzz import COUNTS, fuzz


@pytest.mark.slow
def test_spoilt_archives_are_read_or_refused(tmp_path: Path) -> None:
    fuzz("zip", tmp_path)


def test_two_thousand_files_are_spoilt_in_all() -> None:
    assert sum(COUNTS.values()) >= 2_000
