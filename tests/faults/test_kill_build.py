"""kill -9 at random moments and at every hook of a real build: nothing is lost, nothing half-made is served.

Two lanes run side by side, each with a workspace of its own. Every round an office drops one more file and the
build is killed; what is served, what is archived and what the ledger knows must be whole each time. At the end
one run is left alone: it must complete and show every file of every round.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from pipelines.foundation.fault_injection import HOOKS, VARIABLE
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.intake.ledger import Ledger
from pipelines.published import resolve_current
from pipelines.publishing import verify

#: Kills at random moments in each of the two lanes; every hook is passed besides, also in the short form.
A_FEW, MANY = 4, 15
FIRST_YEAR = 1371
RAW = PROJECT_ROOT / "data" / "raw"
#: Hooks of the archive and the ledger are passed in the first second, those of publication in the last ones.
LANES = (HOOKS[::2], HOOKS[1::2])


@dataclass
class Lane:
    """A workspace under fire. ``dropped`` are the rounds whose file lies in ``raw/``."""

    workspace: Workspace
    chance: random.Random
    dropped: list[int] = field(default_factory=list)
    whole_build_seconds: float = 0.0
    killed: int = 0

    @property
    def told(self) -> Path:
        """What the newest run has said."""
        return self.workspace.root / "told.txt"

    def drop(self) -> int:
        """Drop one more file: one figure for a year of its own, whose value is the number of the round."""
        number = len(self.dropped) + 1
        folder = self.workspace.raw / f"reported_figures/{FIRST_YEAR + number}-desk_research"
        folder.mkdir(parents=True)
        text = (
            "figure_id,indicator,value,unit,area,domain,period_kind,as_of,source_fa,source_en,source_grade\n"
            f"X{number:02},artisans,{number},persons,IR,crafts,stock,{FIRST_YEAR + number},آزمون,Test,statement\n"
        )
        (folder / "figures.csv").write_text(text, "utf-8")
        self.dropped.append(number)
        return number

    def start(self, hook: str = "") -> subprocess.Popen[bytes]:
        """Start a real build in a process of its own."""
        environment = {**os.environ, VARIABLE: hook, "PYTHONPATH": str(PROJECT_ROOT)}
        with self.told.open("wb") as told:
            return subprocess.Popen(
                [sys.executable, "-m", "pipelines.cli", "build", "--workspace", str(self.workspace.root)],
                env=environment,
                cwd=PROJECT_ROOT,
                stdout=told,
                stderr=told,
            )

    def build(self) -> None:
        """Run a build to its end."""
        assert self.start().wait(600) == 0, self.told.read_text()

    def kill_at(self, moment: float) -> None:
        """Start a build and kill it after ``moment`` seconds, if it has not ended by then."""
        run = self.start()
        try:
            assert run.wait(moment) == 0, self.told.read_text()
        except subprocess.TimeoutExpired:
            run.kill()
            assert run.wait() == -9
            self.killed += 1

    def kill_while_publishing(self) -> None:
        """Start a build and kill it a moment after it begins to write the new version."""
        run = self.start()
        until = time.monotonic() + 120
        while not self.workspace.build.exists() and run.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(self.chance.uniform(0, 1.5))
        run.kill()
        if run.wait() == -9:
            self.killed += 1

    def assert_whole(self) -> set[int]:
        """Check what is served, archived and entered; return the rounds that the served version shows."""
        served = resolve_current(self.workspace.curated)
        assert served is not None, "something is always served"
        assert verify(served.path) == []
        with duckdb.connect(str(served.database), read_only=True) as db:
            golden = db.execute(
                "SELECT value FROM indicator_values WHERE indicator_id = 'artisans' AND area_code = '08'"
                " AND period = '1400Q4' AND basis = 'reported'"
            ).fetchall()
            shown = db.execute(
                "SELECT CAST(value AS INTEGER) FROM indicator_values WHERE indicator_id = 'artisans'"
                " AND area_code = 'IR' AND CAST(left(period, 4) AS INTEGER) BETWEEN ? + 1 AND ? + 24",
                [FIRST_YEAR, FIRST_YEAR],
            ).fetchall()
            stray = db.execute("SELECT count(*) FROM deliveries WHERE NOT reconciled").fetchone()
        assert [int(value) for (value,) in golden] == [70_000]
        assert stray == (0,)
        ledger = Ledger(self.workspace.ledger)
        assert ledger.damaged() == [], "what the ledger knows is in the archive, byte for byte"
        ledger.close()
        return {number for (number,) in shown}


def fight(root: Path, seed: int, hooks: tuple[str, ...], kills: int) -> Lane:
    """Take one lane through its kills."""
    lane = Lane(Workspace(root).create(), random.Random(seed))
    shutil.copytree(
        RAW / "reported_figures/1400Q4-dialogue_council",
        lane.workspace.raw / "reported_figures/1400Q4-dialogue_council",
    )
    start = time.monotonic()
    lane.build()
    lane.whole_build_seconds = time.monotonic() - start
    shown: set[int] = set()
    for number in range(kills):
        lane.drop()
        if number % 3 == 2:
            lane.kill_while_publishing()
        else:
            lane.kill_at(lane.chance.uniform(0.02, 1.0) * lane.whole_build_seconds)
        now = lane.assert_whole()
        assert now >= shown, "a version that was served never loses what it showed"
        shown = now
    for hook in hooks:
        lane.drop()
        assert lane.start(hook).wait(600) == -9, f"{hook}: {lane.told.read_text()}"
        now = lane.assert_whole()
        assert now >= shown
        shown = now
    lane.drop()
    lane.build()
    return lane


@pytest.mark.slow
@pytest.mark.parametrize("kills", [A_FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_kills_at_random_and_at_every_hook_lose_nothing_and_serve_nothing_half_made(tmp_path: Path, kills: int) -> None:
    with ThreadPoolExecutor(len(LANES)) as pool:
        lanes = list(pool.map(fight, (tmp_path / "one", tmp_path / "two"), (1400, 1402), LANES, (kills, kills)))
    assert sum(lane.killed for lane in lanes) >= kills, "most kills met a running build"
    for lane in lanes:
        assert lane.assert_whole() == set(lane.dropped), "every file of every round arrived"
        ledger = Ledger(lane.workspace.ledger)
        assert len(ledger.current()) == len(lane.dropped) + 1
        assert not list(lane.workspace.archive.rglob("*.tmp")), "no leavings of killed runs"
        assert not lane.workspace.build.exists()
