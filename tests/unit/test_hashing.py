"""Hashes of texts, values, files and folders are one hash of bytes; expected ones come from ``sha256sum``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipelines.foundation import hashing

OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(("content", "digest"), [(b"abc", OF_ABC), (b"", OF_NOTHING)])
def test_one_content_has_one_hash_however_it_comes(tmp_path: Path, content: bytes, digest: str) -> None:
    file, copy = tmp_path / "a", io.BytesIO()
    file.write_bytes(content)
    assert hashing.bytes_hash(content) == digest
    assert hashing.text_hash(content.decode()) == digest
    assert hashing.file_hash(file) == digest
    assert hashing.sha256_of(file) == (digest, len(content))
    assert hashing.stream_hash(io.BytesIO(content), copy) == (digest, len(content))
    assert copy.getvalue() == content


def test_a_value_is_hashed_as_json_with_sorted_keys() -> None:
    assert hashing.json_hash({"b": 1, "a": "خ"}) == hashing.text_hash('{"a": "خ", "b": 1}')
    assert hashing.json_hash([Path("x")]) == hashing.json_hash(["x"])


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("abc")
    (tmp_path / "link").symlink_to("a")
    with pytest.raises(OSError):
        hashing.sha256_of(tmp_path / "link")


def test_names_and_contents_of_a_folder_count_and_leavings_do_not(tmp_path: Path) -> None:
    def now() -> str:
        return hashing.tree_hash(tmp_path, [p for p in tmp_path.rglob("*") if p.is_file()])

    (tmp_path / "a.py").write_text("abc")
    first = now()
    assert first == hashing.text_hash(f"a.py\0{OF_ABC}\n")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    (tmp_path / ".a.swp").write_text("x")
    assert now() == first
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert now() != first
