"""The mark by which a correction workbook is known, and what only looks like one."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.intake.correction_mark import CorrectionMark, read_mark
from pipelines.pipeline import open_context
from pipelines.pipeline.receiving import receive
from tests.pipeline.corrections.office import (
    House,
    aged,
)

MARK = CorrectionMark("artisans-1403Q2-heritage-00000000", "0123456789abcdef")
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<Properties xmlns:vt="v">'
    '<property name="naqsheh_corrects"><vt:lpwstr>{base}</vt:lpwstr></property>'
    '<property name="naqsheh_workbook"><vt:lpwstr>{workbook}</vt:lpwstr></property></Properties>'
)


def _zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _custom(path: Path, base: str = MARK.base_id, workbook: str = MARK.workbook_id, doctype: str = "") -> Path:
    text = PROPERTIES.format(base=base, workbook=workbook, doctype=doctype)
    return _zipped(path, {"docProps/custom.xml": text})


def test_a_mark_is_read(tmp_path: Path) -> None:
    assert read_mark(_custom(tmp_path / "a.xlsx")) == MARK


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "parts",
    [
        {"docProps/custom.xml": PROPERTIES.format(base="&b;", workbook="&b;", doctype=ENTITIES)},
        {"docProps/custom.xml": b" " * 80_000_000},
        {"docProps/custom.xml": PROPERTIES.format(base="a", workbook="b", doctype="").encode("utf-16")},
        {"docProps/custom.xml": b"<Properties>" + b"<a>" * 10_000},
        {"docProps/custom.xml": b"\xff\xfe\x00 nothing"},
        {"docProps/other.xml": b"<a/>"},
        {f"part{n}": b"" for n in range(9_000)},
        {},
    ],
    ids=["entities", "huge", "utf-16", "nested", "no text", "absent", "many parts", "empty"],
)
def test_a_hostile_part_is_no_mark_and_does_no_harm(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    assert read_mark(_zipped(tmp_path / "hostile.xlsx", parts)) is None


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"PK\x05\x06" * 5_000, b"a,b\n1,2\n"])
def test_what_is_no_zip_bears_no_mark(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert read_mark(path) is None


@pytest.mark.parametrize("base", ["../../etc/passwd", "a b", "", "x" * 500])
def test_a_mark_that_names_no_delivery_refuses_its_file(house: House, base: str) -> None:
    house.folder.mkdir(parents=True)
    aged(_custom(house.folder / "a.xlsx", base))
    with open_context(house.workspace, PROJECT_ROOT / "models") as context:
        (refused,) = receive(context).register.refused
    assert refused.refusal is not None
    assert refused.refusal.id == "correction_mark_lost"
