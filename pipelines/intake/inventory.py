"""What lies in ``raw/``: every file that may be a delivery, and every one that cannot be, with the reason.

A delivery lies at ``raw/<feed>/<period>[-<office>]/<any name>.<xlsx|xls|xlsb|ods|csv|parquet>`` or straight in
``raw/<feed>/``. Nothing here opens a file's content beyond hashing it and looking for the mark of a correction
workbook, and nothing in ``raw/`` is changed.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.configuration.source_notes import period_key
from pipelines.foundation.hashing import sha256_of
from pipelines.foundation.messages import Message, shown_name
from pipelines.foundation.period import YEAR, Period
from pipelines.foundation.persian import latin_digits
from pipelines.foundation.workspace import Workspace
from pipelines.intake.correction_mark import BrokenMark, CorrectionMark, read_mark
from pipelines.intake.source_notes import SUFFIX, NoteError, SourceNote, read_note

EXTENSIONS = frozenset({".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".parquet"})
#: A period in a folder's name as people write it (``1402 Q3``, ``1402_7``), and what stands behind it.
FOLDER = re.compile(
    rf"(?P<year>{YEAR})(?:[\s_-]*Q(?P<quarter>[1-4])|[\s_-]+(?P<month>0?[1-9]|1[0-2]))?(?:[\s_-]+(?P<office>\D.*))?",
    re.IGNORECASE,
)

#: Half-copied files, and locks of programs in which a file is open: told, and never read.
UNFINISHED_NAMES = re.compile(r"~\$.*|.*\.(?:part|partial|crdownload|download|filepart)", re.IGNORECASE)
#: Left alone without a word: leavings of programs, notes, and reading matter.
IGNORED_NAMES = re.compile(
    rf"\..*|.*~|.*\.(?:tmp|lock)|.*\.source\.yaml|readme(?:\..*)?|thumbs\.db|desktop\.ini"
    rf"|{UNFINISHED_NAMES.pattern}",
    re.IGNORECASE,
)
PERSIAN_LETTERS = str.maketrans("يىك", "ییک")

#: A file written this recently (seconds) is looked at twice, this far apart, to see whether it still grows.
FRESH_SECONDS = 2.0
GROWTH_CHECK_SECONDS = 0.2


class UnreadableRaw(RuntimeError):
    """The folder of deliveries cannot be read; ``message`` says why in both languages."""

    def __init__(self, folder: Path, error: OSError) -> None:
        told = {"file": shown_name(str(folder)), "value": error.strerror or type(error).__name__}
        self.message = Message("raw_unreadable", "refuse", told)
        super().__init__(self.message.text("en"))


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
        return shown_name(self.path.name)


def parse_folder(name: str) -> tuple[str, str | None] | None:
    """Return period and office of a folder name (``1402-07-customs``), or None when no period stands at its front.

    Persian digits are read too, and blanks or underscores between the parts. Whether there is such an office is not
    asked here.
    """
    match = FOLDER.fullmatch(latin_digits(name).strip())
    if match is None:
        return None
    quarter, month = (int(match[part]) if match[part] else None for part in ("quarter", "month"))
    period, office = Period(int(match["year"]), quarter, month), match["office"]
    return period.key, office.strip().lower() if office else None


@dataclass(frozen=True, slots=True)
class Offices:
    """The office codes that there are (None: any), and the office of a feed's files that name none.

    ``titles`` are the names of each feed by which a folder may call it, which is then told the right one.
    """

    known: Collection[str] | None = None
    defaults: Mapping[str, str | None] = field(default_factory=dict)
    titles: Mapping[str, Collection[str]] = field(default_factory=dict)


def scan(workspace: Workspace, feeds: Collection[str], offices: Offices | None = None) -> list[Candidate]:
    """Return every file of ``raw/``, sorted by path; unreadable ones carry a refusal and stop nothing.

    ``feeds`` are the names that have a contract. Raises :class:`UnreadableRaw` when ``raw/`` itself cannot be read.
    """
    offices = offices or Offices()
    try:
        entries = entries_of(workspace.raw)
    except OSError as error:
        raise UnreadableRaw(workspace.raw, error) from error
    found = list(_walk(entries, feeds, offices.titles))
    growing = _growing([c.path for c in found if c.refusal is None])
    return [_complete(c, offices, growing) if c.refusal is None else c for c in found]


def _walk(
    entries: Iterable[os.DirEntry[str]], feeds: Collection[str], titles: Mapping[str, Collection[str]]
) -> Iterator[Candidate]:
    for entry in entries:
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            if entry.is_symlink() or not _ignored(entry.name):
                yield _refused(entry.name, path, "file_outside_feed")
        elif entry.name not in feeds:
            near = _nearest_feed(entry.name, feeds, titles)
            for file in _files_below(entry.name, path):
                yield (
                    file if isinstance(file, Candidate) else _refused(entry.name, file, "feed_unknown", suggestion=near)
                )
        else:
            yield from _walk_feed(entry.name, path)


def _nearest_feed(name: str, feeds: Collection[str], titles: Mapping[str, Collection[str]]) -> str:
    """Return the feed that a folder of another name means: by its title in either language, or nearly by its name."""
    said = {_bare(title): feed for feed, told in titles.items() for title in (feed, *told)}
    key = _bare(name)
    if key in said:
        return said[key]
    near = difflib.get_close_matches(name.lower(), feeds, n=1) or [
        said[k] for k in difflib.get_close_matches(key, said, n=1, cutoff=0.75)
    ]
    return near[0] if near else "—"


def _bare(name: str) -> str:
    """Return a name without blanks, half-spaces and case, with Persian letters: enough to know a title again."""
    return re.sub(r"[\s\u200c_-]+", "", name.translate(PERSIAN_LETTERS)).casefold()


def _walk_feed(feed: str, folder: Path) -> Iterator[Candidate]:
    for entry in _told_entries(feed, folder):
        if isinstance(entry, Candidate):
            yield entry
            continue
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            yield from _file(feed, entry, None, None)
            continue
        named = parse_folder(entry.name)
        for inner in _told_entries(feed, path):
            if isinstance(inner, Candidate):
                yield inner
            elif inner.is_dir(follow_symlinks=False):
                for file in _files_below(feed, Path(inner.path)):
                    yield (
                        file
                        if isinstance(file, Candidate)
                        else _refused(feed, file, "folder_too_deep", value=inner.name)
                    )
            elif named is None and not _note_gives_period(Path(inner.path)):
                yield from _file(feed, inner, None, None, unless="folder_unclear", value=entry.name)
            else:
                yield from _file(feed, inner, *(named or (None, None)))


def _file(
    feed: str,
    entry: os.DirEntry[str],
    period: str | None,
    office: str | None,
    *,
    unless: str = "",
    value: str = "",
) -> Iterator[Candidate]:
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
    period = period_key(note.period) if note.period else candidate.period
    office = note.office or candidate.office
    if office is not None and offices.known is not None and office not in offices.known:
        office = _written_otherwise(office, offices.known)
    if office is not None and offices.known is not None and office not in offices.known:
        near = difflib.get_close_matches(office, offices.known, n=1)
        refused = _refused(feed, path, "office_unknown", value=office, suggestion=near[0] if near else "—")
        return replace(refused, period=period, office=office, sha256=sha256, size_bytes=size)
    return replace(
        candidate,
        period=period,
        office=office or offices.defaults.get(feed),
        sha256=sha256,
        size_bytes=size,
        note=note,
        mark=mark,
    )


def _written_otherwise(office: str, known: Collection[str]) -> str:
    """Return the office code that differs from ``office`` only in case and in blanks or hyphens, else ``office``."""
    code = re.sub(r"[\s_-]+", "_", office.strip()).lower()
    return code if code in known else office


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
    time.sleep(GROWTH_CHECK_SECONDS)
    return frozenset(p for p, before in fresh.items() if state(p) != before)


def _stray_note(path: Path) -> str | None:
    """Return a note in the folder of a file without one, where it is of no file there and may be of this one.

    It may be the only thing that says that the data are invented. Among several files without a note only a note that
    says so, or that cannot be read, is taken that gravely: any other may have been left behind.
    """
    names = {e.name for e in entries_of(path.parent) if not e.is_dir(follow_symlinks=False)}
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
    except NoteError:
        return True  # perhaps it does; what is wrong with the note is told first
    except OSError:
        return False


def _regular(path: Path) -> bool:
    if stat.S_ISREG(os.lstat(path).st_mode):
        return True
    raise NoteError("not a regular file")


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, by name; nothing when there is no such folder. Raises ``OSError``."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda e: e.name)
    except FileNotFoundError:
        return []


def _told_entries(feed: str, folder: Path) -> list[os.DirEntry[str] | Candidate]:
    """Return what lies in a folder; a refusal that names the folder where nobody may look into it."""
    try:
        return list(entries_of(folder))
    except OSError as error:
        return [_refused(feed, folder, "folder_unreadable", value=error.strerror or type(error).__name__)]


def _files_below(feed: str, folder: Path) -> Iterator[Path | Candidate]:
    """Yield the files of a folder at any depth (no recursion: it may be deeper than Python calls), and refusals."""
    waiting = [folder]
    while waiting:
        for entry in _told_entries(feed, waiting.pop()):
            if isinstance(entry, Candidate):
                yield entry
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif not _ignored(entry.name):
                yield Path(entry.path)


def _ignored(name: str) -> bool:
    return IGNORED_NAMES.fullmatch(name) is not None


def _refused(feed: str, path: Path, message_id: str, **params: str) -> Candidate:
    told = {"file": path.name, "feed": feed, **params}
    message = Message(message_id, "refuse", {name: shown_name(value) for name, value in told.items()})
    return Candidate(shown_name(feed), path, refusal=message)
