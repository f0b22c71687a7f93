"""Workers read and clean beside the build: with them, without them and with dead ones it comes to the same."""

from __future__ import annotations

import os
import shutil
import signal
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from pipelines.foundation.messages import Message
from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.pipeline import open_context, receiving
from pipelines.pipeline.accept import accept
from pipelines.pipeline.land import land
from pipelines.pipeline.prefetch import Prefetch
from pipelines.pipeline.receiving import receive
from tests.pipeline.conftest import copy_baseline


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed deliveries, one that is refused and one in which a row goes to quarantine, with a key."""
    folder = copy_baseline(tmp_path_factory.mktemp("ahead"))
    exports = folder / "raw" / "exports"
    (exports / "1401-chamber").mkdir(parents=True)
    (exports / "1401-chamber" / "exports.csv").write_text("محصول,مبلغ,تاریخ\nگلیم,5,1401/02/03\n", "utf-8")
    (exports / "1401-customs").mkdir()
    (exports / "1401-customs" / "exports.csv").write_text(
        "گمرک,کشور طرف معامله,تعرفه,وزن (کیلوگرم),ارزش (ریال),ارزش (دلار)\n"
        "کرمان,آلمان,57021020,10,2000000,30\nکرمان,عراق,57021010,نامعلوم است,2000000,30\n",
        "utf-8",
    )
    keys = Workspace(folder).keys
    keys.mkdir(parents=True)
    (keys / "pseudonym.key").write_bytes(b"0" * 32)
    return folder


def _result(workspace: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *, files: int, kill: bool = False) -> Any:
    """Return what reading, cleaning and acceptance made of every delivery, and the bytes that they left."""
    shutil.copytree(workspace, folder)
    monkeypatch.setattr(receiving, "WORTH_FILES", files)
    with open_context(Workspace(folder), models_dir()) as context:
        build = receive(context)
        assert (build.prefetch is not None) == (files == 1)
        if build.prefetch is not None and kill:
            _kill(build.prefetch)
        for feed in context.feeds:
            build, _ = land(context, build, feed)
        for feed in context.feeds:
            build = accept(context, build, feed)
        outcomes = {
            i: (o.state, o.message, o.cleaned and o.cleaned.to_json()) for i, o in sorted(build.outcomes.items())
        }
    left = (p for room in ("landed", "clean") for p in getattr(Workspace(folder), room).glob("*.parquet"))
    return outcomes, {f"{p.parent.name}/{p.name}": p.read_bytes() for p in left}


def _kill(prefetch: Prefetch) -> None:
    for process in list(prefetch._workers._processes.values()):
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)


def test_workers_leave_what_the_build_itself_would_leave(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    alone = _result(workspace, tmp_path / "alone", monkeypatch, files=10**9)
    helped = _result(workspace, tmp_path / "helped", monkeypatch, files=1)
    assert helped == alone
    states = [state for state, _, _ in helped[0].values()]
    assert "refused" in states and "published" in states
    assert any(cleaned and cleaned["rows_quarantined"] for _, _, cleaned in helped[0].values())


def test_what_dead_workers_leave_undone_the_build_does(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    alone = _result(workspace, tmp_path / "alone", monkeypatch, files=10**9)
    assert _result(workspace, tmp_path / "killed", monkeypatch, files=1, kill=True) == alone


def test_what_is_read_already_is_not_read_ahead(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _result(workspace, tmp_path / "read", monkeypatch, files=10**9)
    monkeypatch.setattr(receiving, "WORTH_FILES", 2)  # the refused file is no result that is kept
    with open_context(Workspace(tmp_path / "read"), models_dir()) as context:
        assert receive(context).prefetch is None


def test_what_a_worker_fails_at_is_done_in_place_and_nobody_works_after_the_build(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(workspace, tmp_path / "broken")
    monkeypatch.setattr(receiving, "WORTH_FILES", 1)
    with open_context(Workspace(tmp_path / "broken"), models_dir()) as context:
        build = receive(context)
        assert build.prefetch is not None
        delivery = next(d for d in build.register.current if d.feed == "exports")
        failed: Future[Message | None] = Future()
        failed.set_exception(OSError("the disk was full for a moment"))
        build.prefetch._read[delivery.delivery_id] = failed
        build, _ = land(context, build, "exports")
        build = accept(context, build, "exports")
        assert build.outcomes[delivery.delivery_id].state in ("published", "refused")
        workers = list(build.prefetch._workers._processes.values())
        assert workers
    assert not [p for p in workers if p.is_alive()]
