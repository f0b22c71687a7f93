"""Text files, spoilt as bytes and with the marks that delimited text is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.fuzz import fuzz


@pytest.mark.slow
def test_spoilt_text_files_are_read_or_refused(tmp_path: Path) -> None:
    fuzz("csv", tmp_path)
