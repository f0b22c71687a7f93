"""A file is seen whole or not at all, and nothing is left of one that could not be written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipelines.foundation.atomic_files import beside, fsync_file, fsync_folder, replacing, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("content", ["نقشه", "نقشه".encode(), ""])
@pytest.mark.parametrize("durable", [False, True])
def test_a_file_is_written_and_replaced(tmp_path: Path, content: str | bytes, durable: bool) -> None:
    path = tmp_path / "a.json"
    path.write_text("old and longer than the new")
    write_whole(path, content, durable=durable)
    assert path.read_bytes() == (content.encode() if isinstance(content, str) else content)
    assert names(tmp_path) == ["a.json"]


def test_the_old_file_is_there_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    with replacing(path) as fresh:
        assert fresh.parent == path.parent and fresh == beside(path)
        fresh.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def test_nothing_is_left_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    with pytest.raises(ValueError, match="full"), replacing(path) as fresh:
        fresh.write_text("half")
        raise ValueError("full")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "\udcff")
    assert path.read_text() == "old" and names(tmp_path) == ["a"]


def test_a_link_may_be_replaced_under_a_name_of_its_own(tmp_path: Path) -> None:
    with replacing(tmp_path / "current", tmp_path / ".current.new") as fresh:
        fresh.symlink_to("versions/2")
    assert os.readlink(tmp_path / "current") == "versions/2"
    assert names(tmp_path) == ["current"]


def test_a_file_has_the_rights_that_it_was_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "key", b"x", mode=0o600)
    write_whole(tmp_path / "open", b"x")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    (tmp_path / "plain").write_text("x")
    assert (tmp_path / "open").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_under_the_temporary_name_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("kept")
    beside(tmp_path / "a").symlink_to(tmp_path / "victim")
    with pytest.raises(OSError):
        write_whole(tmp_path / "a", "x")
    assert (tmp_path / "victim").read_text() == "kept"


def test_leavings_of_a_killed_process_are_found_by_their_ending(tmp_path: Path) -> None:
    beside(tmp_path / "a.parquet").write_text("half")
    assert [p.name for p in tmp_path.glob("*.tmp")] == [beside(tmp_path / "a.parquet").name]


def test_files_and_folders_can_be_made_durable(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    fsync_file(tmp_path / "a")
    fsync_folder(tmp_path)
    with pytest.raises(NotADirectoryError):
        fsync_folder(tmp_path / "a")
