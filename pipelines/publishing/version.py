"""A published version: made aside, checked, sealed, and put in service by replacing one symlink.

Whoever reads ``current`` finds a whole version before, during and after every step here, killed or not.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.foundation.atomic_files import fsync_file, fsync_folder, replacing
from pipelines.foundation.fault_injection import reached
from pipelines.foundation.messages import Message
from pipelines.foundation.sql_text import quoted
from pipelines.foundation.workspace import Workspace
from pipelines.intake.ledger import Ledger
from pipelines.intake.ledger.file import stamp
from pipelines.published import DATABASE, PublishedVersion, list_versions, past_folder, past_version, resolve_current
from pipelines.publishing.key import BuildKey
from pipelines.publishing.lock import writer_lock
from pipelines.publishing.manifest import Damage, damages, files_of, write_manifest

#: Versions that stay, whatever the configuration asks for.
MINIMUM_KEPT = 5
#: So many stay of versions that differ by their day alone.
DAYS_KEPT = 2
#: A build is refused unless this many of its like would fit, and never below the floor (bytes).
ROOM_FOR_BUILDS = 3
ROOM_FLOOR = 64 << 20


class PublicationError(RuntimeError):
    """A version cannot be published or put in service; ``message`` says why in both languages."""

    def __init__(self, message_id: str, **params: object) -> None:
        self.message = Message(message_id, "refuse", {k: str(v) for k, v in params.items()})
        super().__init__(f"{message_id}: " + ", ".join(f"{k}={v}" for k, v in params.items()))


class Publication:
    """A version under construction in ``build/``. The writer's lock must be held throughout.

    ``moment`` is that as of which it is built; such a version is laid beside those that are served.
    """

    def __init__(self, workspace: Workspace, number: int, moment: datetime | None = None) -> None:
        self._workspace, self.number, self.moment = workspace, number, moment

    @property
    def folder(self) -> Path:
        """Where the builder puts the files of the version."""
        return self._workspace.build

    @classmethod
    def prepare(cls, workspace: Workspace, moment: datetime | None = None, *, after: int = 0) -> Publication:
        """Clear ``build/`` and choose the number; raises :class:`PublicationError` when space is short.

        A version as known at an earlier ``moment`` has the number of the one that was served then, none: 0. A number is
        never given twice: ``after`` is the last one of which the ledger knows, whose files may be lost.
        """
        workspace.versions.mkdir(parents=True, exist_ok=True)
        if workspace.build.exists():
            shutil.rmtree(workspace.build)
        _demand_room(workspace)
        workspace.build.mkdir()
        reached("build_cleared")
        if moment is not None:
            return cls(workspace, served_at(workspace, moment), moment)
        return cls(workspace, max((after, *(v.version for v in list_versions(workspace.curated)))) + 1)

    def empty(self) -> None:
        """Take away what was written so far, since it is to be written again."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def finish(self, key: BuildKey, *, built_at: datetime, tables: Mapping[str, int] | None = None) -> Path:
        """Check, seal and put the version in service, or beside those that are served; return its folder.

        ``tables`` gives the rows that each public table must hold. The database must be closed.
        Raises :class:`PublicationError` before anything is switched.
        """
        rows = check_database(self.folder, tables)
        reached("database_checked")
        write_manifest(
            self.folder,
            {
                "version": self.number,
                "built_at": built_at.astimezone(UTC).isoformat(),
                "build_key": key.key,
                "undated_key": key.undated,
                "as_of": key.day.isoformat() if key.day else None,
                "code_hash": key.code_hash,
                "models_hash": key.models_hash,
                "inputs_hash": key.inputs_hash,
                "configuration": dict(key.configuration),
                "inputs": [dict(i) for i in key.inputs],
                "tables": rows,
            },
        )
        _make_durable(self.folder)
        reached("manifest_written")
        if self.moment is not None:
            return self._laid_aside(self.moment)
        target = self._workspace.versions / str(self.number)
        os.rename(self.folder, target)
        fsync_folder(self._workspace.versions)
        fsync_folder(self._workspace.curated)
        reached("version_renamed")
        switch(self._workspace, self.number)
        prune(self._workspace)
        return target

    def _laid_aside(self, moment: datetime) -> Path:
        """Put the version in the folder of its moment, in place of one that was made of it before."""
        target = past_folder(self._workspace.curated, moment)
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            leaving = target.with_name(f".removing-{target.name}")
            os.rename(target, leaving)
            shutil.rmtree(leaving)
        os.rename(self.folder, target)
        fsync_folder(target.parent)
        fsync_folder(self._workspace.curated)
        _prune_past(target.parent)
        return target


def served_at(workspace: Workspace, moment: datetime) -> int:
    """Return the number of the version that was served at ``moment``; 0 where none was."""
    if not workspace.ledger.exists():
        return 0
    ledger = Ledger(workspace.ledger)
    try:
        before = [e for e in ledger.events("published", "rolled_back") if e["at"] <= stamp(moment.astimezone(UTC))]
    finally:
        ledger.close()
    last = before[-1:]
    return int(last[0]["detail"]["version" if last[0]["event"] == "published" else "to"]) if last else 0


def check_database(folder: Path, tables: Mapping[str, int] | None = None) -> dict[str, int]:
    """Open the database of ``folder`` read-only and read every cell of it; return the rows of each table.

    Views are read as well and are not among those that are returned. Raises :class:`PublicationError` when a
    write-ahead log lies beside it, it cannot be read whole, or a table has not the rows of ``tables``.
    """
    import duckdb

    if leavings := [p.name for p in files_of(folder) if p.name.endswith((".wal", ".tmp"))]:
        raise PublicationError("version_unfinished", file=leavings[0])
    try:
        with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
            names = connection.execute(
                "SELECT table_name, true FROM duckdb_tables() WHERE schema_name = 'main' UNION ALL"
                " SELECT view_name, false FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY ALL"
            ).fetchall()
            rows = {}
            for name, is_table in names:
                # The hash of the whole row makes DuckDB read, and check, every block.
                row = connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {quoted(name)} t").fetchone()
                if is_table:
                    rows[str(name)] = int(row[0]) if row else 0
    except duckdb.Error as error:
        raise PublicationError("version_unreadable", file=DATABASE, value=error) from error
    for name, expected in (tables or {}).items():
        if rows.get(name) != expected:
            raise PublicationError("version_rows_differ", value=name, expected=expected, found=rows.get(name))
    return rows


def switch(workspace: Workspace, number: int) -> None:
    """Make ``current`` point at that version, in one step that no reader can see half done."""
    fresh = workspace.current.with_name(".current.new")
    fresh.unlink(missing_ok=True)
    with replacing(workspace.current, fresh):
        fresh.symlink_to(Path("versions") / str(number))
        reached("symlink_prepared")
    fsync_folder(workspace.curated)
    reached("symlink_replaced")


def prune(workspace: Workspace, keep: int = MINIMUM_KEPT) -> list[int]:
    """Remove the oldest versions beyond ``keep`` (at least five), never the served one; return their numbers.

    Of those that differ by their day alone the two newest count: days that pass leave the versions before them alone.
    """
    served, found = resolve_current(workspace.curated), list_versions(workspace.curated)
    repeated = _repeated(found)
    old = repeated + [v for v in found if v not in repeated][: -max(keep, MINIMUM_KEPT)]
    removed = [v for v in old if served is None or v.version != served.version]
    for version in removed:
        # Renamed first, so that a killed removal leaves no half version under a version's name.
        leaving = workspace.versions / f".removing-{version.version}"
        os.rename(version.path, leaving)
        shutil.rmtree(leaving)
    for leaving in workspace.versions.glob(".removing-*"):
        shutil.rmtree(leaving, ignore_errors=True)
    return [v.version for v in removed]


def _prune_past(folder: Path) -> None:
    """Keep the newest versions of earlier moments: each of them can be made again."""
    made = sorted((p for p in folder.iterdir() if not p.name.startswith(".")), key=lambda p: p.stat().st_mtime_ns)
    for leaving in [*made[:-MINIMUM_KEPT], *folder.glob(".removing-*")]:
        shutil.rmtree(leaving, ignore_errors=True)


def _repeated(versions: Sequence[PublishedVersion]) -> list[PublishedVersion]:
    """Return the versions of which two newer ones differ by their day alone."""
    by_key: dict[str, list[PublishedVersion]] = {}
    for version in versions:
        if version.manifest.get("as_of"):
            by_key.setdefault(str(_undated(version.manifest)), []).append(version)
    return [version for same in by_key.values() for version in same[:-DAYS_KEPT]]


def verify(folder: Path) -> list[Damage]:
    """Return what in a version's folder is not as its manifest says; empty when it is whole."""
    return damages(folder)


def rollback(workspace: Workspace, version: int | None = None, *, actor: str | None = None) -> int:
    """Serve an earlier version again (the one before the served one, or ``version``); return its number.

    The version is verified first. Raises :class:`PublicationError` when there is none or it is damaged, and
    ``Busy`` while a build runs. Until inputs, models or code change, the withdrawn version is not built again.
    """
    with writer_lock(workspace):
        served = resolve_current(workspace.curated)
        number = version if version is not None else _previous(workspace, served)
        target = workspace.versions / str(number)
        if not target.is_dir():
            raise PublicationError("version_unknown", value=number)
        if damage := verify(target):
            raise PublicationError("version_damaged", value=number, file=damage[0].file)
        ledger = Ledger(workspace.ledger)
        try:
            # The audit comes first: a kill between the two leaves an event that the symlink does not confirm.
            ledger.log(
                "rolled_back",
                {
                    "from": served.version if served else None,
                    "to": number,
                    "from_key": _undated(served.manifest) if served else None,
                },
                actor,
            )
        finally:
            ledger.close()
        switch(workspace, number)
        return number


def current_key(workspace: Workspace, moment: datetime | None = None) -> str | None:
    """Return the key whose build would change nothing: of what is served, or of the version as known at ``moment``.

    It is that of the served version, or of the one that a rollback has withdrawn: else the next scheduled run would
    bring that back. The latter is without its day, for a new day is no reason to serve again what was withdrawn.
    """
    if moment is not None:
        past = past_version(workspace.curated, moment)
        return str(past.manifest["build_key"]) if past else None
    served = resolve_current(workspace.curated)
    if served is None:
        return None
    if workspace.ledger.exists():
        ledger = Ledger(workspace.ledger)
        try:
            last = ledger.events("published", "rolled_back")[-1:]
        finally:
            ledger.close()
        if last and last[0]["event"] == "rolled_back" and last[0]["detail"]["to"] == served.version:
            key = last[0]["detail"]["from_key"]
            return str(key) if key else None
    key = served.manifest.get("build_key")
    return str(key) if key else None


def _undated(manifest: Mapping[str, Any]) -> str | None:
    """Return the key of a version without its day; versions of older code have no other."""
    return manifest.get("undated_key") or manifest.get("build_key")


def _previous(workspace: Workspace, served: PublishedVersion | None) -> int:
    """Return the newest earlier version that differs by more than its day; where there is none, the newest earlier."""
    earlier = [v for v in list_versions(workspace.curated) if served is not None and v.version < served.version]
    if served is None or not earlier:
        raise PublicationError("no_earlier_version")
    other = [v for v in earlier if _undated(v.manifest) != _undated(served.manifest)]
    return (other or earlier)[-1].version


def _demand_room(workspace: Workspace) -> None:
    served = resolve_current(workspace.curated)
    size = sum(int(f["bytes"]) for f in served.manifest.get("files", {}).values()) if served else 0
    needed = max(ROOM_FOR_BUILDS * size, ROOM_FLOOR)
    free = shutil.disk_usage(workspace.curated).free
    if free < needed:
        raise PublicationError("space_short", expected=needed >> 20, found=free >> 20)


def _make_durable(folder: Path) -> None:
    """Sync every file and folder, and make the files read-only."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
            fsync_file(path)
    for path in folder.rglob("*"):
        if path.is_dir():
            fsync_folder(path)
    fsync_folder(folder)


__all__ = [
    "Publication",
    "PublicationError",
    "check_database",
    "current_key",
    "prune",
    "rollback",
    "switch",
    "verify",
]
