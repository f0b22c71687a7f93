"""What lies in ``raw/``: every file that may be a delivery, and every one that cannot be, with the reason.

A delivery lies at ``raw/<feed>/<period>[-<office>]/<any name>.<xlsx|xls|xlsb|ods|csv|parquet>`` or straight in
``raw/<feed>/``. Nothing here opens a file's content beyond hashing it and looking for the mark of a correction
workbook, and nothing in ``raw/`` is changed.
"""

from __future__ import annotations

import difflib
import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.correction_mark import BrokenMark, CorrectionMark, read_mark
from pipelines.messages import Message
from pipelines.source_notes import SUFFIX, NoteError, SourceNote, read_note
from pipelines.workspace import Workspace

EXTENSIONS = frozenset({".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".parquet"})
PERIOD = re.compile(r"1[34]\d\d(?:Q[1-4]|-(?:0[1-9]|1[0-2]))?")
FOLDER = re.compile(rf"(?P<period>{PERIOD.pattern})(?:-(?P<office>[a-z][a-z0-9_]*))?", re.IGNORECASE)

#: Half-copied files, and locks of programs in which a file is open: told, and never read.
UNFINISHED_NAMES = re.compile(r"~\$.*|.*\.(?:part|partial|crdownload|download|filepart)", re.IGNORECASE)
#: Left alone without a word: leavings of programs, notes, and reading matter.
IGNORED_NAMES = re.compile(
    rf"\..*|.*~|.*\.(?:tmp|lock)|.*\.source\.yaml|readme(?:\..*)?|thumbs\.db|desktop\.ini"
    rf"|{UNFINISHED_NAMES.pattern}",
    re.IGNORECASE,
)
ASCII_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")

#: A file written this recently (seconds) is looked at twice, this far apart, to see whether it still grows.
FRESH_SECONDS = 2.0
SETTLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file in ``raw/``. With a ``refusal`` it is no delivery and ``sha256`` may be empty.

    ``period`` is None where neither folder nor note gives it; the reader then looks for it in the file. A file
    with a ``mark`` corrects rows of an earlier delivery; where it lies says nothing about its period and office.
    """

    feed: str
    path: Path
    period: str | None = None
    office: str | None = None
    sha256: str = ""
    size_bytes: int = 0
    note: SourceNote = field(default_factory=SourceNote)
    refusal: Message | None = None
    mark: CorrectionMark | None = None

    @property
    def name(self) -> str:
        """Name of the file as the office gave it."""
        return self.path.name


def parse_folder(name: str) -> tuple[str, str | None] | None:
    """Return period and office of a folder name (``1402-07-customs``), or None when it is not one.

    Persian digits are read too.
    """
    match = FOLDER.fullmatch(name.translate(ASCII_DIGITS))
    if match is None:
        return None
    office = match["office"]
    return match["period"].upper(), office.lower() if office else None


def sha256_of(path: Path) -> tuple[str, int]:
    """Return hash and size of a regular file, read in pieces; it is opened without following a link."""
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


@dataclass(frozen=True, slots=True)
class Offices:
    """The office codes that there are (None: any), and the office of a feed's files that name none."""

    known: Collection[str] | None = None
    defaults: Mapping[str, str | None] = field(default_factory=dict)


def scan(workspace: Workspace, feeds: Collection[str], offices: Offices | None = None) -> list[Candidate]:
    """Return every file of ``raw/``, sorted by path; unreadable ones carry a refusal and stop nothing.

    ``feeds`` are the names that have a contract.
    """
    offices = offices or Offices()
    found = list(_walk(workspace.raw, feeds))
    growing = _growing([c.path for c in found if c.refusal is None])
    return [_complete(c, offices, growing) if c.refusal is None else c for c in found]


def _walk(raw: Path, feeds: Collection[str]) -> Iterator[Candidate]:
    for entry in _entries(raw):
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            if entry.is_symlink() or not _ignored(entry.name):
                yield _refused(entry.name, path, "file_outside_feed")
        elif entry.name not in feeds:
            near = difflib.get_close_matches(entry.name.lower(), feeds, n=1)
            for file in _files_below(path):
                yield _refused(entry.name, file, "feed_unknown", suggestion=near[0] if near else "—")
        else:
            yield from _walk_feed(entry.name, path)


def _walk_feed(feed: str, folder: Path) -> Iterator[Candidate]:
    for entry in _entries(folder):
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            yield from _file(feed, entry, None, None)
            continue
        named = parse_folder(entry.name)
        if not os.access(path, os.R_OK | os.X_OK):
            yield _refused(feed, path, "file_unreadable", value=os.strerror(errno.EACCES))
        for inner in _entries(path):
            if inner.is_dir(follow_symlinks=False):
                for file in _files_below(Path(inner.path)):
                    yield _refused(feed, file, "folder_too_deep", value=inner.name)
            elif named is None and not _note_gives_period(Path(inner.path)):
                yield from _file(feed, inner, None, None, unless="folder_unclear", value=entry.name)
            else:
                yield from _file(feed, inner, *(named or (None, None)))


def _file(
    feed: str, entry: os.DirEntry[str], period: str | None, office: str | None, *, unless: str = "",
    value: str = "",
) -> Iterator[Candidate]:  # fmt: skip
    path = Path(entry.path)
    if UNFINISHED_NAMES.fullmatch(entry.name):
        yield _refused(feed, path, "file_unfinished")
        return
    if _ignored(entry.name):
        return
    if entry.is_symlink():
        yield _refused(feed, path, "file_is_link")
    elif not entry.is_file(follow_symlinks=False):
        yield _refused(feed, path, "file_is_special")
    elif path.suffix.lower() not in EXTENSIONS:
        yield _refused(feed, path, "extension_unsupported", value=path.suffix or "—")
    elif unless:
        yield _refused(feed, path, unless, value=value)
    else:
        yield Candidate(feed, path, period, office)


def _complete(candidate: Candidate, offices: Offices, growing: frozenset[Path]) -> Candidate:
    """Add note and hash to a candidate, or the reason why it cannot be taken."""
    path, feed = candidate.path, candidate.feed
    if path in growing:
        return _refused(feed, path, "file_growing")
    try:
        note_path = path.with_name(path.name + SUFFIX)
        note = read_note(note_path) if os.path.lexists(note_path) and _regular(note_path) else SourceNote()
        if stray := _stray_note(path):
            return _refused(feed, path, "note_of_other_name", value=stray)
        before = os.lstat(path)
        sha256, size = sha256_of(path)
        mark = read_mark(path)
        after = os.lstat(path)
    except NoteError as fault:
        return _refused(feed, path, "note_unreadable", value=str(fault))
    except BrokenMark:
        return _refused(feed, path, "correction_mark_lost")
    except OSError as error:
        return _refused(feed, path, "file_unreadable", value=error.strerror or str(error))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != after.st_size:
        return _refused(feed, path, "file_growing")
    period = note.period.translate(ASCII_DIGITS).upper() if note.period else candidate.period
    if period is not None and not PERIOD.fullmatch(period):
        return _refused(feed, path, "note_unreadable", value=f"period: {note.period}")
    office = note.office or candidate.office
    if office is not None and offices.known is not None and office not in offices.known:
        near = difflib.get_close_matches(office, offices.known, n=1)
        refused = _refused(feed, path, "office_unknown", value=office, suggestion=near[0] if near else "—")
        return replace(refused, period=period, office=office, sha256=sha256, size_bytes=size)
    return replace(
        candidate, period=period, office=office or offices.defaults.get(feed), sha256=sha256,
        size_bytes=size, note=note, mark=mark,
    )  # fmt: skip


def _growing(paths: list[Path]) -> frozenset[Path]:
    """Return those of ``paths`` that were written a moment ago and change while one waits a moment."""

    def state(path: Path) -> tuple[int, int]:
        try:
            found = os.lstat(path)
        except OSError:
            return (0, 0)
        return (found.st_size, found.st_mtime_ns)

    now = time.time()
    fresh = {p: s for p in paths if now - (s := state(p))[1] / 1e9 < FRESH_SECONDS}
    if not fresh:
        return frozenset()
    time.sleep(SETTLE_SECONDS)
    return frozenset(p for p, before in fresh.items() if state(p) != before)


def _stray_note(path: Path) -> str | None:
    """Return a note in the folder of a file without one, where it is of no file there and may be of this one.

    It may be the only thing that says that the data are invented. Among several files without a note only a note that
    says so, or that cannot be read, is taken that gravely: any other may have been left behind.
    """
    names = {e.name for e in _entries(path.parent) if not e.is_dir(follow_symlinks=False)}
    strays = sorted(n for n in names if n.endswith(SUFFIX) and n.removesuffix(SUFFIX) not in names)
    if path.name + SUFFIX in names or not strays:
        return None
    alone = sum(Path(n).suffix.lower() in EXTENSIONS and n + SUFFIX not in names for n in names) == 1
    for stray in strays:
        try:
            if alone or read_note(path.with_name(stray)).synthetic:
                return stray
        except (NoteError, OSError):
            return stray
    return None


def _note_gives_period(path: Path) -> bool:
    try:
        return read_note(path.with_name(path.name + SUFFIX)).period is not None
    except (NoteError, OSError):
        return False


def _regular(path: Path) -> bool:
    if stat.S_ISREG(os.lstat(path).st_mode):
        return True
    raise NoteError("not a regular file")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda e: e.name)
    except (FileNotFoundError, PermissionError):
        return []


def _files_below(folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(Path(entry.path))
        elif not _ignored(entry.name):
            yield Path(entry.path)


def _ignored(name: str) -> bool:
    return IGNORED_NAMES.fullmatch(name) is not None


def _refused(feed: str, path: Path, message_id: str, **params: str) -> Candidate:
    message = Message(message_id, "refuse", {"file": path.name, "feed": feed, **params})
    return Candidate(feed, path, refusal=message)
