"""Old and binary workbooks (BIFF, BIFF12) and Parquet files, spoilt as bytes and record by record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.fuzz import fuzz


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "xlsb", "parquet"])
def test_spoilt_binary_files_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    fuzz(kind, tmp_path)
