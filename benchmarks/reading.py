"""What reading and cleaning cost beside the barest way to do it, each in a process of its own, in turn.

    .venv/bin/python benchmarks/reading.py [--rows 1000000] [--sheet-rows 200000] [--runs 3] [--folder DIR]

A register of artisans (CSV, invented, 3 % of its cells messy) is read and cleaned with all checks, provenance and
quarantine, and by one DuckDB statement that trusts the file (bare_artisans.py). A customs workbook is read and
cleaned, and by calamine alone. Prints CPU seconds (without the start of the interpreter, with all child processes) and
peak memory of both, and their ratio pair by pair.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BOUND = 2.0
MEMORY_BOUND_MB = 1536


def cpu_seconds() -> float:
    """Return the processor time of this process, its children and theirs, those that still run included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    total = sum(u.ru_utime + u.ru_stime for u in used)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            total += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def clean(feed: str, source: Path, folder: Path, *, and_clean: bool = True) -> Callable[[], str]:
    """Return what reads and cleans one file as a build does, or reads it alone."""
    from pipelines.cleaning import Pseudonyms, clean_delivery
    from pipelines.cleaning.result import DeliveryFacts
    from pipelines.contracts import load_contract
    from pipelines.normalise import CodeBook
    from pipelines.reading import read_delivery

    contract = load_contract(ROOT / "models" / "feeds" / f"{feed}.odcs.yaml")
    book = CodeBook.load(ROOT / "models")
    facts = DeliveryFacts("measured", "1404Q4" if feed == "artisans" else "1402", "heritage", True, date(2026, 6, 1))

    if source.suffix == ".xlsx":  # the parsers, and pandas with Arrow, are loaded once a build and not once a file
        small = workbook(folder / "small.xlsx", 2)
        read_delivery(small, contract, file_name=small.name, landed=folder / "small.parquet")

    def run() -> str:
        read = read_delivery(source, contract, file_name=source.name, landed=folder / "landed.parquet")
        if not and_clean:
            return f"{read.rows_landed} landed"
        out = folder / "clean.parquet"
        done = clean_delivery(contract, read, facts, book, Pseudonyms(b"k" * 32), out)
        return f"{done.rows_loaded} loaded, {done.rows_quarantined} quarantined, {done.rows_non_data} non-data"

    return run


def calamine(source: Path) -> Callable[[], str]:
    """Return what reads a workbook and does nothing with it."""
    from python_calamine import CalamineWorkbook

    def run() -> str:
        book = CalamineWorkbook.from_path(str(source))
        return f"{sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)} rows"

    return run


def bare(source: Path, folder: Path) -> Callable[[], str]:
    """Return what one trusting statement does."""
    from benchmarks import bare_artisans

    def run() -> str:
        bare_artisans.main(str(source), str(folder / "bare.parquet"))
        return ""

    return run


def measured(*arguments: str) -> tuple[float, float, str]:
    """Run one process to its end; return CPU seconds (its children's included), peak MB and what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        printed = process.stdout.read().strip()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    seconds, _, told = printed.partition(" ")
    return float(seconds), usage.ru_maxrss / 1024, told


def register(path: Path, rows: int) -> Path:
    """Write the register that is read."""
    from pipelines.demo import register_csv

    register_csv(path, ROOT / "models", rows, seed=1, mess=0.03, feed="artisans")
    return path


def workbook(path: Path, rows: int) -> Path:
    """Write a customs workbook as wide as those of the customs office: ten columns, text codes, escapes."""
    import random

    import xlsxwriter

    chance = random.Random(1402)
    offices = ["کرمان", "فرودگاه امام خمینی", "مشهد", "غرب تهران", "بندرعباس", "شهيد رجائي"]
    countries = ["آلمان", "عراق", "افغانستان", "چین", "قطر", "تركيه"]
    lines = [f"{chance.randint(10**7, 10**8 - 1)}" for _ in range(6000)]
    headings = [
        "سال",
        "ماه",
        "گمرک",
        "کشور طرف معامله",
        "تعداد",
        "تعرفه",
        "نام کالا",
        "وزن (کیلوگرم)",
        "ارزش (ریال)",
        "ارزش (دلار)",
    ]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("صادرات")
        sheet.write_row(0, 0, ["آمار صادرات به تفکیک گمرک، کشور و تعرفه طی سال 1402"])
        sheet.write_row(1, 0, headings)
        for number in range(rows):
            row = [
                1402,
                chance.randint(1, 12),
                chance.choice(offices),
                chance.choice(countries),
                chance.randint(1, 500),
                chance.choice(lines),
                f"كالای شماره {chance.randint(1, 5000)} _x000D_\n",
                chance.randint(1, 10**6),
                chance.randint(10**6, 10**13),
                chance.randint(1, 10**6),
            ]
            sheet.write_row(number + 2, 0, row)
    return path


def compare(
    name: str,
    runs: int,
    ours: Callable[[], tuple],
    bare: Callable[[], tuple],
    does: str = "reading and cleaning",
) -> None:
    """Run both in turn and print the figures beside the bounds."""
    pairs = [(ours(), bare()) for _ in range(runs)]
    ratios = sorted(a[0] / b[0] for a, b in pairs)
    for title, at in ((does, 0), ("bare", 1)):
        seconds = [pair[at][0] for pair in pairs]
        peak = max(pair[at][1] for pair in pairs)
        print(
            f"{name:28} {title:22} CPU min {min(seconds):7.2f} median {statistics.median(seconds):7.2f}"
            f" max {max(seconds):7.2f} s, peak {peak:5.0f} MB   {pairs[0][at][2]}"
        )
    print(
        f"{name:28} ratio                  min {ratios[0]:.2f} median {statistics.median(ratios):.2f}"
        f" max {ratios[-1]:.2f} (bound {BOUND}); memory bound {MEMORY_BOUND_MB} MB"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sheet-rows", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the files are made; kept and used again")
    parser.add_argument("--only", nargs=3, metavar=("WHAT", "SOURCE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if given.only:
        what, source, folder = given.only[0], Path(given.only[1]), Path(given.only[2])
        ways = {
            "calamine": lambda: calamine(source),
            "bare": lambda: bare(source, folder),
            "read": lambda: clean("exports", source, folder, and_clean=False),
        }
        run = ways.get(what, lambda: clean(what, source, folder))()
        began = cpu_seconds()
        told = run()
        print(f"{cpu_seconds() - began:.3f} {told}")
        return
    me = str(Path(__file__))
    with tempfile.TemporaryDirectory(prefix="naqsheh-bench-") as made:
        folder = given.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        if given.rows:
            path = folder / f"artisans-{given.rows}.csv"
            path.exists() or register(path, given.rows)
            compare(
                f"CSV, {given.rows:,} rows",
                given.runs,
                lambda: measured(me, "--only", "artisans", str(path), str(folder)),
                lambda: measured(me, "--only", "bare", str(path), str(folder)),
            )
        if given.sheet_rows:
            book = folder / f"exports-{given.sheet_rows}.xlsx"
            book.exists() or workbook(book, given.sheet_rows)
            compare(
                f"workbook, {given.sheet_rows:,} rows",
                given.runs,
                lambda: measured(me, "--only", "read", str(book), str(folder)),
                lambda: measured(me, "--only", "calamine", str(book), str(folder)),
                "reading alone",
            )
            compare(
                f"workbook, {given.sheet_rows:,} rows",
                given.runs,
                lambda: measured(me, "--only", "exports", str(book), str(folder)),
                lambda: measured(me, "--only", "calamine", str(book), str(folder)),
            )


if __name__ == "__main__":
    main()
