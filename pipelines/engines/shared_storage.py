"""Parquet that this machine and a cluster both see: a folder, or S3-compatible object storage by its URL.

``clean/`` holds the clean rows of the deliveries in force, as links where the folder allows it, ``handed/`` tables that
were made here, ``made/`` what the cluster has made. The latter two go when a build ends. All of it is as confidential
as ``restricted/``. Credentials of object storage come from the environment (``AWS_ACCESS_KEY_ID`` …), never from here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.engines.faults import EngineFault
from pipelines.foundation.hashing import text_hash

if TYPE_CHECKING:
    import pyarrow.dataset as ds

CLEAN, HANDED, MADE = "clean", "handed", "made"


class SharedStorage:
    """The part of a shared place that belongs to one workspace; names within it are relative and have ``/``."""

    def __init__(self, place: str) -> None:
        from pyarrow import fs

        self.url = place.rstrip("/") if "://" in place else Path(place).resolve().as_uri()
        try:
            # Hadoop's connector calls by s3a what everybody else calls s3.
            self._files, self._base = fs.FileSystem.from_uri(self.url.replace("s3a://", "s3://", 1))
            for name in (CLEAN, HANDED, MADE):
                self._files.create_dir(f"{self._base}/{name}", recursive=True)
            self.forget(HANDED)
            self.forget(MADE)
        except (OSError, ValueError) as error:
            raise self._fault(error) from error
        self._is_folder = isinstance(self._files, fs.LocalFileSystem)
        self._used: set[str] = set()

    @classmethod
    def of(cls, shared: str | None, root: Path, default: Path) -> SharedStorage:
        """Open the part of ``shared`` for the workspace at ``root``; without one, the folder ``default``.

        Several workspaces may share a place: each has a part of its own.
        """
        if shared is None:
            default.mkdir(mode=0o700, exist_ok=True)
            return cls(str(default))
        return cls(f"{shared.rstrip('/')}/{root.name}-{text_hash(str(root))[:8]}")

    def put(self, name: str, file: Path) -> str:
        """Lay a file there under a name that tells its content, unless it lies there; return how a cluster names it."""
        from pyarrow import fs

        target = f"{self._base}/{name}"
        try:
            found = self._files.get_file_info(target)
            if found.type == fs.FileType.NotFound or found.size != file.stat().st_size:
                self._files.create_dir(target.rsplit("/", 1)[0], recursive=True)
                if not (self._is_folder and _linked(file, Path(target))):
                    fs.copy_files(str(file), target, fs.LocalFileSystem(), self._files)
        except OSError as error:
            raise self._fault(error) from error
        self._used.add(name)
        return f"{self.url}/{name}"

    def dataset(self, name: str) -> ds.Dataset | None:
        """Return the Parquet files below a name, read as they are asked for; None where there is no such name."""
        import pyarrow.dataset as ds

        try:
            return ds.dataset(f"{self._base}/{name}", filesystem=self._files, format="parquet")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._fault(error) from error

    def forget(self, name: str) -> None:
        """Take away all that lies below a name."""
        from pyarrow import fs

        if self._files.get_file_info(f"{self._base}/{name}").type == fs.FileType.Directory:
            self._files.delete_dir(f"{self._base}/{name}")

    def close(self) -> None:
        """Take away what was made for this build alone, and clean rows that are in force no more."""
        from pyarrow import fs

        self.forget(HANDED)
        self.forget(MADE)
        for found in self._files.get_file_info(fs.FileSelector(f"{self._base}/{CLEAN}", recursive=True)):
            name = found.path.removeprefix(f"{self._base}/")
            if found.type == fs.FileType.File and name not in self._used:
                self._files.delete_file(found.path)

    def _fault(self, error: BaseException) -> EngineFault:
        return EngineFault("shared_storage_fails", value=self.url, found=str(error).splitlines()[0])


def _linked(file: Path, target: Path) -> bool:
    """Link a file where both lie on one disk: the clean rows of a country need not lie there twice."""
    try:
        target.unlink(missing_ok=True)
        os.link(file, target)
    except OSError:
        return False
    return True
