"""Read spoilt files, one after the other, in one process: it must live, and answer each.

``python -m tests.faults.fuzzing KIND COUNT OUT`` writes a JSON line before each file and one after it, so that a
death or a hang shows which file it was. The parsing child is forked here, with its own limits, instead of being
started anew: starting Python two thousand times would take most of the time. One file in ``REAL_EVERY`` still goes
the whole way.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pipelines.reading import RefusedFile, child, columnar, limits, workbook
from pipelines.reading.delivery import read_delivery
from tests.faults.mutations import FUZZED
from tests.unit.reading_fixture import EXPORTS

#: A file that takes longer than this has hung.
HUNG_SECONDS = 60
REAL_EVERY = 50

_started_anew = workbook.run_child


def forked_child(path: Path, kind: str, folder: Path, file_name: str) -> str:
    """Do what ``run_child`` does in a fork of this process."""
    own = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    pid = os.fork()
    if pid == 0:
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        limits.CHILD_MEMORY += own
        try:
            os._exit(child.main([kind, str(path), str(folder)]))
        except BaseException:
            os._exit(1)
    until = time.monotonic() + limits.CHILD_WALL_SECONDS
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return f"signal {-code}" if code < 0 else f"exit {code}"
        if time.monotonic() > until:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
            raise RefusedFile("workbook_too_slow", file_name, limit=limits.CHILD_WALL_SECONDS)
        time.sleep(0.002)


def answer(path: Path, folder: Path) -> dict[str, Any]:
    """Read one file; return what became of it."""
    try:
        read = read_delivery(path, EXPORTS, file_name=path.name, landed=folder / "rows.parquet")
    except RefusedFile as refused:
        for language in ("fa", "en"):
            assert path.name in refused.message.text(language)
        return {"refused": refused.message.id}
    except BaseException as error:
        return {"failed": f"{type(error).__name__}: {error}"}
    assert read.rows_read >= len(read.non_data)
    return {"rows": read.rows_read}


def main(name: str, count: int, out: Path) -> None:
    """Read ``count`` spoilt files of one kind."""
    suffix, originals, mutations = FUZZED[name]
    with tempfile.TemporaryDirectory() as temporary, out.open("w", encoding="utf-8", buffering=1) as told:
        folder = Path(temporary)
        files = originals(folder)
        path = folder / f"پرونده{suffix}"
        for number in range(-len(files), count):
            chance = random.Random(f"{name}-{number}")
            data = files[number % len(files)]
            if number >= 0:
                for _ in range(chance.choice((1, 1, 1, 2))):
                    data = chance.choice(mutations)(data or b" ", chance)
            path.write_bytes(data)
            real = number % REAL_EVERY == 0
            workbook.run_child = columnar.run_child = _started_anew if real else forked_child
            told.write(json.dumps({"reading": number}) + "\n")
            faulthandler.dump_traceback_later(HUNG_SECONDS, exit=True)
            found = answer(path, folder)
            faulthandler.cancel_dump_traceback_later()
            told.write(json.dumps({"number": number, **found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    try:
        import fastexcel
    except ImportError:
        fastexcel = None
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
