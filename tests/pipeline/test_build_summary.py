"""What a build says on the screen: of few files everything, of many one screen and where the rest is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cli.summary import cut, first_clause
from pipelines.foundation.workspace import PROJECT_ROOT

FILES = 45
HEADINGS = ["سال", "گمرک", "کشور مقصد", "کد تعرفه", "وزن (کیلوگرم)", "ارزش دلاری", "ارزش (ریال)"]


def _naqsheh(folder, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments, "-w", str(folder)],
        cwd=PROJECT_ROOT,
        text=True,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Drop forty-five files of four kinds: broken, without their columns, of unknown type, with bad rows."""
    root = tmp_path_factory.mktemp("many")
    for number in range(FILES):
        folder = root / "raw" / "exports" / f"{1350 + number}"
        folder.mkdir(parents=True, exist_ok=True)
        path, kind = folder / f"فایل {number}.xlsx", number % 4
        if kind == 0:
            path.write_text("not a workbook")
        elif kind == 1:
            path.with_suffix(".pdf").write_text("a letter")
        else:
            book = openpyxl.Workbook()
            book.active.append(HEADINGS if kind == 2 else ["Customer", "Shade", "Remark"])
            for row in range(30):
                weight = "نامعلوم است" if row < 20 else 10 + row
                book.active.append(
                    [1350 + number, "کرمان", "آلمان", "57011010", weight, 100 + row + number, 1000 + row]
                )
            book.save(path)
    return root, _naqsheh(root, "build", COLUMNS="100")


def test_many_files_are_told_on_one_screen_in_both_languages(many) -> None:
    _, done = many
    assert done.returncode == 2, done.stdout + done.stderr
    lines = (done.stdout + done.stderr).splitlines()
    assert len(lines) <= 40, "\n".join(lines)
    told = done.stdout + done.stderr
    assert re.search(rf"Version 1: {FILES} deliveries:", told), told
    assert "naqsheh status --all" in told and "quarantine_rows" in told
    assert "Refused: exports" in told and "more alike)" in told
    assert re.search("[؀-ۿ]{3,} .*خوانده نمی‌شود", told)
    assert max(map(len, lines)) <= 180


def test_nothing_is_lost_that_the_summary_leaves_out(many) -> None:
    root, _ = many
    shown = _naqsheh(root, "status", "--all")
    status = json.loads(_naqsheh(root, "status", "--json").stdout)
    told = shown.stdout + shown.stderr
    opened = [d for d in status["deliveries"] if d["state"] in ("held", "refused")]
    assert len(opened) == len(status["deliveries"]) == FILES
    for delivery in opened:
        assert delivery["file_name"] in told
        assert delivery["state_fa"] in told and delivery["state_en"] in told
    short = _naqsheh(root, "status")
    assert len((short.stdout + short.stderr).splitlines()) < len(told.splitlines()) / 2


def test_a_group_of_bad_rows_is_one_sentence_and_a_row_of_the_public_table(many) -> None:
    root, _ = many
    status = json.loads(_naqsheh(root, "status", "--json").stdout)
    groups = [g for g in status["quarantine"] if g["rule"] == "not_a_number"]
    assert len(groups) == len([n for n in range(FILES) if n % 4 == 2])
    for group in groups:
        assert group["rows"] == 20 and group["first_rows"] == "2, 3, 4" and group["value_shown"] == "نامعلوم است"
        assert "در ۲۰ سطر (نخستین‌ها: ۲، ۳ و ۴): «نامعلوم است» در ستون «وزن (کیلوگرم)» (‪E‬)" in group["sentence_fa"]
        assert "20 rows (the first are 2, 3 and 4)" in group["sentence_en"]


def test_verbose_tells_every_file(many, tmp_path) -> None:
    root, _ = many
    (root / "raw" / "exports" / "1400").mkdir(parents=True)
    (root / "raw" / "exports" / "1400" / "one more.xlsx").write_text("not a workbook")
    done = _naqsheh(root, "build", "--verbose")
    told = done.stdout + done.stderr
    for number in range(0, FILES, 4):
        assert f"فایل {number}.xlsx" in told


@given(st.text(max_size=200), st.integers(10, 120))
def test_a_line_fits_the_screen(text, width) -> None:
    from rich.cells import cell_len

    line = " ".join(text.split())
    assert cell_len(cut(line, width)) <= width
    if cell_len(line) <= width:
        assert cut(line, width) == line


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("File “a.xlsx”: it is damaged. Send it again.", "File “a.xlsx”: it is damaged."),
        ("فایل «a.xlsx» خراب است. آن را دوباره بفرستید.", "فایل «a.xlsx» خراب است."),
        ("«الف»؛ سطر ۵ تکرار است.", "«الف»."),
        ("one clause", "one clause"),
    ],
)
def test_the_first_clause_of_a_sentence(sentence, told) -> None:
    assert first_clause(sentence) == told
