"""Read spoilt files, one after the other, in one process: it must live, and answer each.

``python -m tests.faults.fuzzing KIND COUNT OUT`` writes a JSON line before each file and one after it, so that a
death or a hang shows which file it was.
"""

from __future__ import annotations

import faulthandler
import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipelines.reading import RefusedFile
from pipelines.reading.delivery import read_delivery
from tests.faults.mutations import FUZZED
from tests.unit.reading_fixture import EXPORTS

#: A file that takes longer than this has hung.
HUNG_SECONDS = 180


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
            told.write(json.dumps({"reading": number}) + "\n")
            faulthandler.dump_traceback_later(HUNG_SECONDS, exit=True)
            found = answer(path, folder)
            faulthandler.cancel_dump_traceback_later()
            told.write(json.dumps({"number": number, **found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
