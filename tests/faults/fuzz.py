"""Start the fuzzing of one kind of file and hold its answers to what must be: an answer each, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from pipelines.foundation.workspace import PROJECT_ROOT

#: Spoilt files of each kind; two and a half thousand together.
COUNTS = {"zip": 400, "xml": 700, "xls": 400, "xlsb": 300, "ods": 300, "csv": 400, "parquet": 100}


def fuzz(name: str, folder: Path) -> Counter[str]:
    """Read the spoilt files of one kind; return how often each answer came."""
    out, count = folder / f"{name}.jsonl", COUNTS[name]
    command = [sys.executable, "-m", "tests.faults.fuzzing", name, str(count), str(out)]
    done = subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=900, check=False)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    answers = {line["number"]: line for line in lines if "number" in line}
    last = lines[-1] if lines else {}
    assert done.returncode == 0, f"the reader died or hung at {last}: {done.stderr[-3000:]}"
    failed = [line for line in answers.values() if "failed" in line]
    assert failed == [], f"{len(failed)} files of {count} were answered by an error, not by a sentence"
    whole = [answers[n] for n in sorted(answers) if n < 0]
    assert all("rows" in line for line in whole), f"the files are readable before they are spoilt: {whole}"
    spoilt = [line for number, line in answers.items() if number >= 0]
    assert len(spoilt) == count
    found = Counter(line.get("refused", "read") for line in spoilt)
    print(f"{name}: {count} spoilt files, {dict(found.most_common())}")
    assert len(found) > 1, "spoilt files meet more than one answer, or nothing was spoilt"
    return found
