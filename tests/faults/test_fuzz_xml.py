"""Workbooks whose XML is spoilt inside of a sound archive: these reach the parsers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.fuzz import fuzz


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xml", "ods"])
def test_spoilt_xml_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    found = fuzz(kind, tmp_path)
    assert found["read"], "some edits hurt nobody"
